package entities

import (
	"math"
	"strings"

	"onrecord/extractors"
	"onrecord/extractors/heads"
)

// vote gives all spans with the same words the type that the model finds
// likeliest for them together: what a headline or a list leaves open, a sentence
// elsewhere in the article says. Each span's say is the logarithm of the
// probability of each type, given that it is a name.
func (s Scheme) vote(a *extractors.Annotation, spans []heads.Labelled) {
	scores := a.Encoding.Heads[s.head]
	sums := map[string][]float64{}
	keys := make([]string, len(spans))
	for i, span := range spans {
		if s.types[span.Type] == "" {
			continue
		}
		text := a.Doc.Text[a.Encoding.Words[span.Start].Start:a.Encoding.Words[span.End-1].End]
		keys[i] = strings.Join(nameWords(clean(text)), " ")
		sum := sums[keys[i]]
		if sum == nil {
			sum = make([]float64, len(s.types))
			sums[keys[i]] = sum
		}
		for t, x := range s.say(scores, span.Range) {
			sum[t] += x
		}
	}
	for i, key := range keys {
		for t, x := range sums[key] {
			if s.types[t] != "" && x > sums[key][spans[i].Type] {
				spans[i].Type = t
			}
		}
	}
}

// say are the logarithms of the probabilities of the types of a span, from the
// mean score of its words.
func (s Scheme) say(scores extractors.Matrix, r heads.Range) []float64 {
	out := make([]float64, len(s.types))
	total := 0.0
	for t := range out {
		label := 1 + 2*t // B, then I
		for i := r.Start; i < r.End; i++ {
			out[t] += float64(scores.Row(i)[label]) / float64(r.Len())
			label = 2 + 2*t
		}
		total += math.Exp(out[t])
	}
	for t := range out {
		out[t] -= math.Log(total)
	}
	return out
}
