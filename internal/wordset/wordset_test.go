package wordset

import (
	"maps"
	"slices"
	"testing"
)

func TestOf(t *testing.T) {
	got := slices.Sorted(maps.Keys(Of("said told\n\tsaid  to ")))
	if want := []string{"said", "to", "told"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(Of("")) > 0 {
		t.Error("no words make a set")
	}
}
