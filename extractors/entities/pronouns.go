package entities

import (
	"maps"
	"math"
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/heads"
)

// personPronouns refer to one person of a gender.
var personPronouns = map[string]gender{
	"he": male, "him": male, "his": male, "himself": male,
	"she": female, "her": female, "hers": female, "herself": female,
}

// genderPenalty is taken off the score of a person of the other gender.
const genderPenalty = 6

// pronouns are the mentions by personal pronouns, each with the person that it
// refers to where the model finds one more likely than nobody.
func pronouns(a *extractors.Annotation) []extractors.Mention {
	e := a.Encoding
	var candidates []heads.Range
	var owner []int
	for _, m := range a.Mentions {
		if m.Form == extractors.Name && m.Entity != extractors.None && a.Entities[m.Entity].Type == extractors.Person {
			candidates = append(candidates, heads.WordsOf(e, m.Span))
			owner = append(owner, m.Entity)
		}
	}
	antecedents := heads.NewAntecedents(e, candidates)
	genders := genders(a)

	type found struct {
		span   corpus.Span
		gender gender
		scores map[int]float64 // logit of each entity
	}
	var all []found
	votes := make([]float64, len(a.Entities)) // > 0 male, < 0 female
	for i, w := range e.Words {
		g, ok := personPronouns[strings.ToLower(w.Of(a.Doc.Text))]
		if !ok {
			continue
		}
		f := found{w, g, ByEntity(antecedents.Scores(heads.Range{Start: i, End: i + 1}), owner)}
		for n, p := range shares(f.scores) {
			if g == female {
				p = -p
			}
			votes[n] += p
		}
		all = append(all, f)
	}
	for n := range votes {
		// The pronouns of a whole article tell the gender of its people.
		if genders[n] == unknown && math.Abs(votes[n]) > 1 {
			genders[n] = male
			if votes[n] < 0 {
				genders[n] = female
			}
		}
	}
	var out []extractors.Mention
	for _, f := range all {
		for n := range f.scores {
			if genders[n] != unknown && genders[n] != f.gender {
				f.scores[n] -= genderPenalty
			}
		}
		m := extractors.Mention{Span: f.span, Type: extractors.Person, Form: extractors.Pronoun, Entity: extractors.None}
		if n, p := Best(f.scores); n != extractors.None {
			m.Entity, m.Score = n, p
		}
		out = append(out, m)
	}
	return out
}

// ByEntity sums the scores of mentions (logits) by the entity that owns each.
func ByEntity(scores []float32, owner []int) map[int]float64 {
	out := map[int]float64{}
	for i, s := range scores {
		n := owner[i]
		if old, ok := out[n]; ok {
			high, low := math.Max(old, float64(s)), math.Min(old, float64(s))
			out[n] = high + math.Log1p(math.Exp(low-high))
		} else {
			out[n] = float64(s)
		}
	}
	return out
}

// shares are the probabilities of entities; nobody has the logit 0.
func shares(scores map[int]float64) map[int]float64 {
	total := 1.0
	out := map[int]float64{}
	for _, n := range slices.Sorted(maps.Keys(scores)) {
		total += math.Exp(scores[n])
	}
	for n, s := range scores {
		out[n] = math.Exp(s) / total
	}
	return out
}

// Best is the most likely entity and its probability, or None if nobody is
// more likely.
func Best(scores map[int]float64) (int, float64) {
	p := shares(scores)
	best, nobody := extractors.None, 1.0
	for _, n := range slices.Sorted(maps.Keys(p)) {
		nobody -= p[n]
		if best == extractors.None || p[n] > p[best] {
			best = n
		}
	}
	if best == extractors.None || p[best] < nobody {
		return extractors.None, 0
	}
	return best, p[best]
}
