package entities

import (
	"maps"
	"math"
	"slices"
	"sort"
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

// What is added to the logit of a candidate for a pronoun, by what the model
// does not see whole. Tuned on GAP development.
var pronounWeights = struct {
	otherGender float64 // the article says that the person is of the other gender, other than by a title
	sameGender  float64 // … of the pronoun's
	subject     float64 // the candidate is a subject
	possessive  float64 // the candidate is a possessive: 'Ann's'
	object      float64 // the candidate is the subject of which the pronoun is an object
	later       float64 // the candidate stands after the pronoun
	sentences   float64 // for each sentence between, up to three
	last        float64 // the pronoun before, of the same gender, refers to the person
}{otherGender: -4, object: -0.75, later: -0.75, sentences: -0.5}

// pronouns are the mentions by personal pronouns, each with the person that it
// refers to where the model finds one more likely than nobody.
func pronouns(a *extractors.Annotation) []extractors.Mention {
	e := a.Encoding
	p := newCandidates(a)
	titles, byName := TitleGenders(a), NameGenders(a)
	known := counted(a, mentionGenders(a, true))

	type found struct {
		span   corpus.Span
		gender gender
		scores map[int]float64 // logit of each entity
	}
	var all []found
	votes := make([]float64, len(a.Entities)) // > 0 male, < 0 female
	for i, w := range e.Words {
		if w.Len() > len("himself") {
			continue
		}
		g, ok := personPronouns[strings.ToLower(w.Of(a.Doc.Text))]
		if !ok || !read(a, w) {
			continue
		}
		f := found{w, g, p.scores(i)}
		for n, share := range shares(f.scores) {
			votes[n] += share * g.sign()
		}
		all = append(all, f)
	}
	for n, v := range votes {
		// Without a title the name tells the gender, or the pronouns of the whole
		// article do.
		const sure, several = 2, 1
		switch {
		case known[n] != 0:
		case math.Abs(byName[n]) > sure:
			known[n] = byName[n]
		case math.Abs(v) > several:
			known[n] = v
		}
	}
	out := make([]extractors.Mention, 0, len(all))
	last := map[gender]int{male: extractors.None, female: extractors.None}
	for _, f := range all {
		for n := range f.scores {
			switch agree := known[n] * f.gender.sign(); {
			case titles[n]*f.gender.sign() < 0:
				delete(f.scores, n) // a 'Mr' is no 'she'
				continue
			case agree > 0:
				f.scores[n] += pronounWeights.sameGender
			case agree < 0:
				f.scores[n] += pronounWeights.otherGender
			}
			if n == last[f.gender] {
				f.scores[n] += pronounWeights.last
			}
		}
		m := extractors.Mention{Span: f.span, Type: extractors.Person, Form: extractors.Pronoun, Entity: extractors.None}
		if n, p := Best(f.scores); n != extractors.None {
			m.Entity, m.Score = n, p
			last[f.gender] = n
		}
		out = append(out, m)
	}
	return out
}

// read says whether extractors read the region in which a span stands.
func read(a *extractors.Annotation, s corpus.Span) bool {
	regions := a.Doc.Regions
	i := sort.Search(len(regions), func(i int) bool { return regions[i].Span.End > s.Start })
	return i == len(regions) || regions[i].Span.Start > s.Start || regions[i].Kind.Read()
}

// candidates are the names of people that pronouns and descriptions may refer
// to, in blocks, so that only those that are near are scored.
type candidates struct {
	a      *extractors.Annotation
	all    []candidate
	blocks []*heads.Antecedents
}

type candidate struct {
	heads.Range
	entity              int
	sentence            int
	subject, possessive bool
}

// blockSize is the number of candidates of a block; the blocks around a pronoun
// that are scored are blocksBefore, its own and one after it.
const (
	blockSize    = 64
	blocksBefore = 3
)

func newCandidates(a *extractors.Annotation) *candidates {
	c := &candidates{a: a}
	for _, m := range a.Mentions {
		if m.Form != extractors.Name || m.Entity == extractors.None || a.Entities[m.Entity].Type != extractors.Person {
			continue
		}
		r := heads.WordsOf(a.Encoding, m.Span)
		if r.Len() == 0 {
			continue
		}
		_, to, s := tokensOf(a, m.Span)
		x := candidate{Range: r, entity: m.Entity, sentence: s}
		if s < len(a.Sentences) && to < a.Sentences[s].Tokens[1] {
			x.subject = predicate(a.Tokens[to].Tag)
			x.possessive = a.Tokens[to].Tag == "POS"
		}
		c.all = append(c.all, x)
	}
	for i := 0; i < len(c.all); i += blockSize {
		var ranges []heads.Range
		for _, x := range c.all[i:min(len(c.all), i+blockSize)] {
			ranges = append(ranges, x.Range)
		}
		c.blocks = append(c.blocks, heads.NewAntecedents(a.Encoding, ranges))
	}
	return c
}

// predicate says whether a tag is that of a finite verb.
func predicate(tag string) bool {
	return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD"
}

// near calls f with each candidate near the i-th word and the model's logit
// that the range refers to it.
func (c *candidates) near(at heads.Range, f func(x *candidate, logit float64)) {
	next := sort.Search(len(c.all), func(k int) bool { return c.all[k].Start >= at.Start })
	own := min(next/blockSize, len(c.blocks)-1)
	for b := max(0, own-blocksBefore); b < min(len(c.blocks), own+2); b++ {
		for k, s := range c.blocks[b].Scores(at) {
			f(&c.all[b*blockSize+k], float64(s))
		}
	}
}

// scores are the logits of the people that the pronoun at the i-th word may
// refer to.
func (c *candidates) scores(i int) map[int]float64 {
	w := c.a.Encoding.Words[i]
	from, to, s := tokensOf(c.a, w)
	object := from < to && c.a.Tokens[from].Tag == "PRP" && strings.EqualFold(w.Of(c.a.Doc.Text), "him") ||
		strings.EqualFold(w.Of(c.a.Doc.Text), "her") && from < to && c.a.Tokens[from].Tag == "PRP"
	var subject *candidate // of the clause that the pronoun is an object in
	var logits []float64
	var near []*candidate
	c.near(heads.Range{Start: i, End: i + 1}, func(x *candidate, logit float64) {
		if object && x.subject && x.sentence == s && x.Start < i {
			subject = x
		}
		near, logits = append(near, x), append(logits, logit)
	})
	out := map[int]float64{}
	w8 := &pronounWeights
	for k, x := range near {
		logit := logits[k]
		if x.subject {
			logit += w8.subject
		}
		if x.possessive {
			logit += w8.possessive
		}
		if x == subject {
			logit += w8.object
		}
		if x.Start > i {
			logit += w8.later
		}
		logit += w8.sentences * float64(min(max(s-x.sentence, 0), 3))
		addLogit(out, x.entity, logit)
	}
	return out
}

// ByEntity sums the scores of mentions (logits) by the entity that owns each.
func ByEntity(scores []float32, owner []int) map[int]float64 {
	out := map[int]float64{}
	for i, s := range scores {
		if !math.IsInf(float64(s), -1) {
			addLogit(out, owner[i], float64(s))
		}
	}
	return out
}

// addLogit adds a score to the sum of an entity's, all logits.
func addLogit(sums map[int]float64, n int, logit float64) {
	old, ok := sums[n]
	if !ok {
		sums[n] = logit
		return
	}
	high, low := math.Max(old, logit), math.Min(old, logit)
	sums[n] = high + math.Log1p(math.Exp(low-high))
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
