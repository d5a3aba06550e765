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
		if n := len(e.Heads[h.Name].Data); !linking[h.Name] && n != len(e.Words)*h.Size {
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
		for name := range linking {
			h := slices.IndexFunc(m.Heads(), func(h Head) bool { return h.Name == name })
			first := 1 + in.first[w.Start] - in.start[w.Start] // after [CLS], and a line break if there is one
			if got, want := w.Heads[name].Row(0), encode(t, m, windows[i]).Heads[h].Row(first); !slices.Equal(got, want) {
				t.Errorf("window %d, head %s: %v, want %v", i, name, got, want)
			}
		}
	}
}
