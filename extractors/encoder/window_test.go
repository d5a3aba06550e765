package encoder

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/extractors/encoder/internal/kernel"
)

func TestCuts(t *testing.T) {
	tests := []struct {
		name  string
		start []int
		seams map[int]seam
		size  int
		want  []cut
	}{
		{"no words", []int{0}, nil, 8, nil},
		{"one window", []int{0, 2, 5, 8}, nil, 8, []cut{{0, 3, 0, 3}}},
		{"a quarter shared", []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, nil, 8,
			[]cut{{0, 8, 0, 7}, {6, 12, 7, 12}}},
		{"a sentence ends at an edge", []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, map[int]seam{8: sentence}, 8,
			[]cut{{0, 8, 0, 8}, {6, 12, 8, 12}}},
		{"a line ends at the other", []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, map[int]seam{6: line, 7: sentence}, 8,
			[]cut{{0, 8, 0, 6}, {6, 12, 6, 12}}},
		{"long words", []int{0, 7, 14, 21}, nil, 8, []cut{{0, 1, 0, 1}, {1, 2, 1, 2}, {2, 3, 2, 3}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			seams := make([]seam, len(test.start))
			for w, s := range test.seams {
				seams[w] = s
			}
			if diff := cmp.Diff(test.want, cuts(nil, test.start, seams, test.size), cmp.AllowUnexported(cut{})); diff != "" {
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
		start, seams := []int{0}, []seam{within}
		for i := range int(words) {
			start = append(start, start[i]+1+r.IntN(min(int(longest)+1, limit)))
			seams = append(seams, seam(r.IntN(int(line)+1)))
		}
		all := cuts(nil, start, seams, limit)
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
			if i > 0 {
				for w := c.start; w <= all[i-1].end && w < int(words); w++ {
					if seams[w] > seams[c.from] {
						t.Fatalf("window %d begins before word %d, a worse place than %d", i, c.from, w)
					}
				}
			}
		}
		if next != int(words) {
			t.Fatalf("windows give %d words of %d", next, words)
		}
	})
}

func TestSeams(t *testing.T) {
	m := tiny(t, kernel.Best())
	var in text
	in.read(m.pieces, "A rose. \"It rose.\" So\nit (did!) rise", m.Window()-3)
	want := []seam{within, within, within, sentence, within, within, within, within, sentence, line, within, within, within, within, sentence}
	if diff := cmp.Diff(want, in.seam); diff != "" {
		t.Error(diff)
	}
}
