package encoder

import (
	"errors"
	"slices"
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
		if len(e.Heads[h.Name].Data) != len(e.Words)*h.Size {
			t.Errorf("head %s has %d numbers for %d words", h.Name, len(e.Heads[h.Name].Data), len(e.Words))
		}
	}
}
