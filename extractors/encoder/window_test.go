package encoder

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCuts(t *testing.T) {
	tests := []struct {
		name  string
		start []int
		size  int
		want  []cut
	}{
		{"no words", []int{0}, 8, nil},
		{"one window", []int{0, 2, 5, 8}, 8, []cut{{0, 3, 0, 3}}},
		{"a quarter shared", []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 8,
			[]cut{{0, 8, 0, 7}, {6, 12, 7, 12}}},
		{"long words", []int{0, 7, 14, 21}, 8, []cut{{0, 1, 0, 1}, {1, 2, 1, 2}, {2, 3, 2, 3}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, cuts(nil, test.start, test.size), cmp.AllowUnexported(cut{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzCuts checks what cuts promises for words of up to longest pieces.
func FuzzCuts(f *testing.F) {
	f.Add(uint64(1), uint16(100), uint8(30), uint8(3))
	f.Add(uint64(2), uint16(1000), uint8(6), uint8(200))
	f.Add(uint64(3), uint16(0), uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, seed uint64, words uint16, size, longest uint8) {
		r := rand.New(rand.NewPCG(seed, 0))
		limit := int(size) + 2
		start := []int{0}
		for i := range int(words) {
			start = append(start, start[i]+1+r.IntN(min(int(longest)+1, limit)))
		}
		all := cuts(nil, start, limit)
		next := 0
		for i, c := range all {
			if c.start < 0 || c.end > int(words) || c.from < c.start || c.to > c.end || c.start >= c.end {
				t.Fatalf("window %d: %+v", i, c)
			}
			if n := start[c.end] - start[c.start]; n > limit {
				t.Fatalf("window %d has %d pieces of %d", i, n, limit)
			}
			if c.from != next {
				t.Fatalf("window %d gives words from %d, not %d", i, c.from, next)
			}
			next = c.to
			for w := c.from; w < c.to; w++ {
				for j, other := range all {
					if other.start <= w && w < other.end && margin(start, other, w) > margin(start, c, w) {
						t.Fatalf("word %d from window %d (%+v), not %d (%+v)", w, i, c, j, other)
					}
				}
			}
		}
		if next != int(words) {
			t.Fatalf("windows give %d words of %d", next, words)
		}
	})
}
