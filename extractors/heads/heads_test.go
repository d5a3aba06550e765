package heads

import (
	"math"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
)

func matrix(cols int, rows ...[]float32) extractors.Matrix {
	m := extractors.Matrix{Cols: cols}
	for _, r := range rows {
		m.Data = append(m.Data, r...)
	}
	return m
}

func TestSpans(t *testing.T) {
	tests := []struct {
		name   string
		scores extractors.Matrix
		want   []Range
	}{
		{"no words", extractors.Matrix{Cols: 3}, nil},
		{"outside", matrix(3, []float32{1, 0, 0}, []float32{1, 0, 0}), nil},
		{"one span", matrix(3, []float32{0, 5, 0}, []float32{0, 0, 5}, []float32{5, 0, 0}), []Range{{0, 2}}},
		{"two spans side by side", matrix(3, []float32{0, 5, 0}, []float32{0, 5, 0}), []Range{{0, 1}, {1, 2}}},
		// I cannot begin a span: the best legal sequence begins with B.
		{"begins with I", matrix(3, []float32{0, 1, 9}, []float32{0, 0, 9}), []Range{{0, 2}}},
		{"I of another type", matrix(5, []float32{0, 5, 0, 0, 0}, []float32{0, 0, 1, 0, 5}), []Range{{0, 2}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []Range
			for _, s := range Spans(test.scores) {
				got = append(got, s.Range)
				if s.Score <= 0 || s.Score > 1 {
					t.Errorf("score %v is no probability", s.Score)
				}
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// The path of Viterbi is at least as good as any other legal one.
func TestBestPathIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		types, n := rapid.IntRange(1, 2).Draw(t, "types"), rapid.IntRange(1, 5).Draw(t, "words")
		m := extractors.Matrix{Cols: 1 + 2*types}
		for range n * m.Cols {
			m.Data = append(m.Data, float32(rapid.IntRange(-9, 9).Draw(t, "score")))
		}
		value := func(path []int) float64 {
			sum := 0.0
			for i, y := range path {
				if y > 0 && y%2 == 0 && (i == 0 || path[i-1] != y && path[i-1] != y-1) {
					return math.Inf(-1)
				}
				sum += float64(m.Row(i)[y])
			}
			return sum
		}
		got := value(bestPath(m))
		path := make([]int, n)
		for {
			if v := value(path); v > got {
				t.Fatalf("path %v scores %v, found only %v", path, v, got)
			}
			i := 0
			for i < n && path[i] == m.Cols-1 {
				path[i] = 0
				i++
			}
			if i == n {
				return
			}
			path[i]++
		}
	})
}

func TestDistanceBucket(t *testing.T) {
	want := map[int]int{0: 0, 1: 1, 2: 2, 4: 3, 5: 4, 143: 10, 144: 11, 9999: 11, -1: 13, -2: 14, -144: 23, -9999: 23}
	for d, bucket := range want {
		if got := DistanceBucket(d); got != bucket {
			t.Errorf("distance %d: bucket %d, want %d", d, got, bucket)
		}
	}
}

// A cue finds the word that offers what it asks for.
func TestRolesOf(t *testing.T) {
	// Words: source, cue, content, content, and one that only the second window holds.
	// One dimension a role. Of the last content the windows say different things.
	asks, nothing := []float32{1, 1, 1, 1}, []float32{0, 0, 0, 0}
	e := &extractors.Encoding{
		Words: make([]corpus.Span, 5),
		Windows: []extractors.Window{
			{Start: 0, End: 4, From: 0, To: 3, Heads: map[string]extractors.Matrix{
				"role_query": matrix(4, nothing, asks, nothing, nothing),
				"role_key":   matrix(4, []float32{5, -5, -5, -5}, []float32{-5, -5, -5, -5}, []float32{-5, -5, 5, -5}, []float32{-5, -5, -5, 5}),
				"role_bias":  matrix(4, make([]float32, 16)),
			}},
			{Start: 1, End: 5, From: 3, To: 5, Heads: map[string]extractors.Matrix{
				"role_query": matrix(4, asks, nothing, nothing, nothing),
				"role_key":   matrix(4, []float32{-5, -5, -5, -5}, []float32{-5, -5, 5, -5}, []float32{-5, -5, -5, -3}, []float32{-5, -5, -5, -5}),
				"role_bias":  matrix(4, make([]float32, 16)),
			}},
		},
		Tables: map[string]extractors.Matrix{
			"role_distance": matrix(4, make([]float32, 24*4)),
			"role_relative": matrix(4, make([]float32, 24*4)),
			"role_break":    matrix(4, make([]float32, 7*4)),
		},
	}
	got := RolesOf(e, make([]int, 5), Range{1, 2}, 0)
	if d := cmp.Diff(Range{0, 1}, got.Source); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]Range{{2, 4}}, got.Content); d != "" {
		t.Error(d)
	}
}

func TestAntecedents(t *testing.T) {
	e := &extractors.Encoding{
		Words: make([]corpus.Span, 3),
		// The second word belongs to the first window; the second, which alone holds the
		// mention, has another key for it.
		Windows: []extractors.Window{
			{Start: 0, End: 2, From: 0, To: 2, Heads: map[string]extractors.Matrix{"coref_key": matrix(2, []float32{4, 0}, []float32{4, 0})}},
			{Start: 1, End: 3, From: 2, To: 3, Heads: map[string]extractors.Matrix{
				"coref_query": matrix(2, []float32{0, 0}, []float32{1, 0}), "coref_key": matrix(2, []float32{-4, 0}, []float32{0, 0}),
			}},
		},
		Tables: map[string]extractors.Matrix{"coref_distance": matrix(1, make([]float32, 24))},
	}
	scores := NewAntecedents(e, []Range{{0, 1}, {1, 2}}).Scores(Range{2, 3})
	if !(scores[0] > 0 && scores[1] < 0) {
		t.Errorf("scores %v: the first is the antecedent", scores)
	}
}

func TestWordsOf(t *testing.T) {
	e := &extractors.Encoding{Words: []corpus.Span{{Start: 0, End: 3}, {Start: 4, End: 7}, {Start: 7, End: 8}}}
	tests := []struct {
		span corpus.Span
		want Range
	}{
		{corpus.Span{Start: 0, End: 3}, Range{0, 1}},
		{corpus.Span{Start: 2, End: 5}, Range{0, 2}},
		{corpus.Span{Start: 3, End: 4}, Range{1, 1}},
		{corpus.Span{Start: 7, End: 9}, Range{2, 3}},
	}
	for _, test := range tests {
		if got := WordsOf(e, test.span); got != test.want {
			t.Errorf("%v: got %v, want %v", test.span, got, test.want)
		}
	}
}

func TestBreaks(t *testing.T) {
	word := regexp.MustCompile(`\w+|[^\w\s]`)
	for text, want := range map[string][]int{
		"A b. C\nd!":             {0, 0, 0, 1, 2, 2},
		"the U.N. of Mr. Roe":    {0, 0, 0, 0, 0, 0, 0, 0, 0},
		"on Sept. 5. No":         {0, 0, 0, 0, 0, 1},
		"at Roe Inc., or Co. as": {0, 0, 0, 0, 0, 0, 0, 0, 0},
		"why? I ... so":          {0, 0, 1, 1, 1, 1, 1},
		".":                      {0},
	} {
		var words []corpus.Span
		for _, m := range word.FindAllStringIndex(text, -1) {
			words = append(words, corpus.Span{Start: m[0], End: m[1]})
		}
		if d := cmp.Diff(want, Breaks(text, words)); d != "" {
			t.Errorf("%q: %s", text, d)
		}
	}
}
