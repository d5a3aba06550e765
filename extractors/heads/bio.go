// Package heads reads the heads of the encoder: spans from BIO scores, the
// roles of the words around a cue, the antecedents of a mention. Positions are
// indices of Encoding.Words.
package heads

import (
	"math"
	"slices"

	"onrecord/extractors"
)

// A Range is the half-open range [Start, End) of words.
type Range struct{ Start, End int }

// Len is the number of words in the range.
func (r Range) Len() int { return r.End - r.Start }

// Overlaps says whether r and o share a word.
func (r Range) Overlaps(o Range) bool { return r.Start < o.End && o.Start < r.End }

// A Labelled range carries the type that the head gives it and the mean
// probability of its labels.
type Labelled struct {
	Range
	Type  int
	Score float64
}

// Spans decodes BIO scores: one row a word, columns O, B and I of each type.
// It finds the best sequence of labels in which I only follows B or I of its
// own type (Viterbi).
func Spans(scores extractors.Matrix) []Labelled {
	if scores.Cols == 0 || len(scores.Data) == 0 {
		return nil
	}
	path := bestPath(scores)
	var spans []Labelled
	for i, y := range path {
		switch {
		case y == 0:
			continue
		case y%2 == 1:
			spans = append(spans, Labelled{Range: Range{i, i + 1}, Type: (y - 1) / 2})
		default:
			spans[len(spans)-1].End = i + 1
		}
		spans[len(spans)-1].Score += Probability(scores.Row(i), y)
	}
	for i := range spans {
		spans[i].Score /= float64(spans[i].Len())
	}
	return spans
}

// Biased is BIO scores with a bias added to all labels but O.
func Biased(scores extractors.Matrix, bias float32) extractors.Matrix {
	out := extractors.Matrix{Cols: scores.Cols, Data: slices.Clone(scores.Data)}
	for i := range out.Data {
		if i%out.Cols != 0 {
			out.Data[i] += bias
		}
	}
	return out
}

// bestPath is the Viterbi path. Of all transitions only those into I are
// restricted, so a step looks at the best label, B and I of one type.
func bestPath(scores extractors.Matrix) []int {
	labels, n := scores.Cols, len(scores.Data)/scores.Cols
	value := make([]float32, labels)
	next := make([]float32, labels)
	back := make([]uint8, n*labels)
	copy(value, scores.Row(0))
	for y := 2; y < labels; y += 2 {
		value[y] = float32(math.Inf(-1))
	}
	for i := 1; i < n; i++ {
		best := argmax(value)
		row := scores.Row(i)
		for y := range labels {
			from := best
			if y > 0 && y%2 == 0 {
				from = y
				if value[y-1] >= value[y] {
					from = y - 1
				}
			}
			next[y] = value[from] + row[y]
			back[i*labels+y] = uint8(from)
		}
		value, next = next, value
	}
	path := make([]int, n)
	path[n-1] = argmax(value)
	for i := n - 1; i > 0; i-- {
		path[i-1] = int(back[i*labels+path[i]])
	}
	return path
}

func argmax(v []float32) int {
	best := 0
	for i, x := range v {
		if x > v[best] {
			best = i
		}
	}
	return best
}

// Probability is the softmax of logits at y.
func Probability(logits []float32, y int) float64 {
	most := logits[argmax(logits)]
	sum := 0.0
	for _, x := range logits {
		sum += math.Exp(float64(x - most))
	}
	return math.Exp(float64(logits[y]-most)) / sum
}
