package encoder

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"onrecord/extractors/encoder/internal/kernel"
)

// TestEmbedded loads the model in the program: all kernels agree on it too.
func TestEmbedded(t *testing.T) {
	m, err := Embedded(0)
	if errors.Is(err, ErrNoModel) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	windows := m.Windows(articleText)
	want := bits(encode(t, m, windows[0]))
	for _, k := range kernel.All() {
		other, err := Embedded(0)
		if err != nil {
			t.Fatal(err)
		}
		other.kernels = k
		if got := bits(encode(t, other, windows[0])); !slices.Equal(got, want) {
			t.Errorf("%s differs from %s", k.Name, m.Kernels())
		}
	}
	e := m.Document(articleText)
	for _, h := range m.Heads() {
		if n := len(e.Heads[h.Name].Data); !vectors[h.Name] && n != len(e.Words)*h.Size {
			t.Errorf("head %s has %d numbers for %d words", h.Name, n, len(e.Words))
		}
	}
	// Two windows: each keeps what links its words.
	long := strings.Repeat(articleText, 3)
	var in text
	in.read(m.pieces, long, m.Window()-3)
	e, windows = m.Document(long), m.Windows(long)
	if len(windows) < 2 || len(e.Windows) != len(windows) {
		t.Fatalf("%d windows of %d", len(e.Windows), len(windows))
	}
	for i, w := range e.Windows {
		for name := range vectors {
			h := slices.IndexFunc(m.Heads(), func(h Head) bool { return h.Name == name })
			said := encode(t, m, windows[i]).Heads[h]
			for word := w.Start; word < w.End; word++ {
				if want := said.Row(1 + in.first[word] - in.start[w.Start]); !slices.Equal(w.Heads[name].Row(word-w.Start), want) {
					t.Errorf("window %d, head %s, word %d differs", i, name, word)
				}
			}
		}
	}
}
