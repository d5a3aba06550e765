// Package numbers extracts quantities: their value, range, unit, modifier and
// change, and what they count or measure. It is a grammar over the tokens of a
// sentence, in stages that each have their files: atoms (lex), literals (digits,
// words, literal, fraction, ordinal), quantities with their units (quantity,
// unit, noun, article, age), ranges, ratios and scores (compose), numbers that
// are names (names), modifier, change, and what is counted (concept and its
// sisters, over the phrases of chunk and the clauses of clause). The words of the
// grammar stand in tables/.
package numbers

import (
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
)

// New returns the extractor.
func New() *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "numbers",
		Doc:      "quantities with unit, modifier, change and what they count",
		Requires: []extractors.Layer{extractors.LayerTokens, extractors.LayerSentences},
		Provides: []extractors.Layer{extractors.LayerNumbers},
		Run: func(a *extractors.Annotation) error {
			a.Numbers = nil
			for _, s := range a.Sentences {
				if s.Region.Read() {
					a.Numbers = append(a.Numbers, inSentence(a.Doc.Text, s.Span, a.Tokens[s.Tokens[0]:s.Tokens[1]])...)
				}
			}
			return nil
		},
	}
}

// inSentence extracts the quantities of one sentence.
func inSentence(text string, span corpus.Span, tokens []extractors.Token) []extractors.Number {
	r := &reader{text: text, atoms: lex(text, span, tokens)}
	list := r.quantities()
	r.modify(list)
	r.changes(list)
	r.fillElided(list)
	r.conceive(list)
	numbers := make([]extractors.Number, 0, len(list))
	for i := range list {
		numbers = append(numbers, r.number(&list[i]))
	}
	return numbers
}

// modify gives each quantity the modifier that stands before or after it, and
// hands it on in a coordination and to a conversion in brackets.
func (r *reader) modify(list []quantity) {
	for i := range list {
		q := &list[i]
		if q.kind == Ordinal || q.kind == Rank || q.kind == Score {
			continue
		}
		sign, from := r.modifierBefore(q.from)
		if from < q.from && sign != "" {
			q.modFrom = from
			if q.kind == Duration && r.low(from) == "over" && r.during(from, q) {
				q.modFrom = q.from
			} else if q.modifier == "" || sign != "~" {
				q.modifier = sign
			}
		}
		sign, to := r.modifierAfter(q.lit.to)
		if sign == "" || to <= q.to {
			sign, _ = r.modifierAfter(q.to)
		}
		switch {
		case sign == "=" && (q.modifier == "<" || q.modifier == ">"):
			q.modifier += "="
		case sign != "" && sign != "=":
			q.modifier = sign
		}
		if i > 0 && q.modifier == "" {
			p := &list[i-1]
			if p.modifier != "" && r.coordinated(p, q) && !(p.lit.atLeast) {
				q.modifier = p.modifier
			}
		}
	}
}

// during says whether 'over' at i before a duration means during: 'spent over
// two days', but not 'for over two days', 'over two days ago'.
func (r *reader) during(i int, q *quantity) bool {
	switch r.low(q.to) {
	case "ago", "old", "later", "earlier", "after", "before", "since":
		return false
	}
	switch r.low(i - 1) {
	case "for", "in", "of", "by", "after", "to", "than", "within", "lasting", "lasted", "lasts", "last", "took", "take", "takes", "is", "was", "with", "just", "well", "a", "the", "spent", "has", "had", "have":
		return false
	}
	return true
}

// coordinated says whether q follows p with nothing but 'and', a comma or an
// opening bracket between them.
func (r *reader) coordinated(p, q *quantity) bool {
	if p.kind == Age || q.kind == Age {
		return false
	}
	end := max(p.end, p.noun.to)
	if p.kind != Cardinal {
		end = p.to
	}
	if q.from < end {
		return false
	}
	k := end
	switch r.low(k) {
	case "(":
		return k+1 == q.modFrom && p.kind == q.kind
	case ",":
		k++
		if r.low(k) == "and" || r.low(k) == "or" {
			k++
		}
		return k == q.modFrom && p.kind == q.kind && p.kind == Cardinal && !q.elided
	case "and", "or":
		return k+1 == q.modFrom && p.kind == q.kind
	}
	return false
}

// changes fills in the change of each quantity; a conversion in brackets
// repeats that of the amount before it.
func (r *reader) changes(list []quantity) {
	for i := range list {
		q := &list[i]
		q.change, q.changeAt = r.changeOf(q)
		if i > 0 && q.change == "" && r.low(q.modFrom-1) == "(" && list[i-1].kind == q.kind && list[i-1].to == q.modFrom-1 {
			q.change = list[i-1].change
		}
		if i > 0 && q.change == "" && list[i-1].change != "" && list[i-1].kind == q.kind && q.kind != Multiple && r.sameCourse(&list[i-1], q) {
			q.change, q.changeAt = list[i-1].change, list[i-1].changeAt
		}
	}
}

// sameCourse says whether q goes on with what p says rose or fell: 'by 6 per
// cent in May and 7 per cent in June'.
func (r *reader) sameCourse(p, q *quantity) bool {
	joined := false
	for k := p.to; k < q.modFrom; k++ {
		switch w := r.low(k); {
		case w == "and" || w == "," || w == "then":
			joined = true
		case w == "in" || w == "for" || w == "on" || w == "by" || w == "to" || w == "the" || w == "last" || w == "this" || w == "year" || w == "month" || w == "week" || w == "quarter":
		case r.isDigits(k) || r.isMonth(k) || weekdays[w] || w == "-":
		default:
			return false
		}
	}
	return joined
}

// fillElided gives a bare number the unit of another in the sentence: "1,163
// delegates to Sanders' 844", '18 and 24 per cent'.
func (r *reader) fillElided(list []quantity) {
	for i := range list {
		q := &list[i]
		if !q.elided {
			continue
		}
		if i > 0 && r.low(q.to) == "of" && r.low(q.to+1) == "whom" && !list[i-1].noun.empty() && list[i-1].kind == Cardinal {
			q.unit, q.norm, q.noun = list[i-1].unit, list[i-1].norm, list[i-1].noun
			continue
		}
		if r.estimated(q) || r.ofThem(q, list[:i]) {
			continue
		}
		if i > 0 && r.continues(&list[i-1], q) {
			p := &list[i-1]
			q.kind, q.unit, q.norm, q.code, q.dim = p.kind, p.unit, p.norm, p.code, p.dim
			continue
		}
		// the unit after a coordination: '18 and 24 per cent'
		if i+1 < len(list) {
			p := &list[i+1]
			k := q.to
			for r.low(k) == "," || r.low(k) == "and" || r.low(k) == "or" || r.low(k) == "to" {
				k++
			}
			if k > q.to && k == p.from && (p.kind == Percent || p.kind == Age || p.kind == Duration || p.kind == Measure || p.kind == Temperature || p.kind == Cardinal && !p.elided && r.low(k-1) != ",") {
				q.kind, q.unit, q.norm, q.dim, q.noun = p.kind, p.unit, p.norm, p.dim, p.noun
				q.end = p.end
				continue
			}
		}
		for k := i - 1; k >= 0; k-- {
			p := &list[k]
			if p.norm == "point" && k == i-1 && q.change != "" { // 'rose 12 points to 5,310' is a level
				break
			}
			if p.kind == Cardinal && p.unit != "" && !p.hyphen {
				q.unit, q.norm, q.noun = p.unit, p.norm, p.noun
				break
			}
			if p.kind == Duration && r.tag(q.from-1) != "NNS" && r.low(q.to) == "of" && (r.low(q.to+1) == "those" || r.low(q.to+1) == "them") {
				q.kind, q.unit, q.norm, q.dim = p.kind, p.unit, p.norm, p.dim
				break
			}
		}
		if q.unit == "" {
			for k := i + 1; k < len(list) && q.unit == ""; k++ { // 'Eighteen, or more than 75 per cent of the …'
				if r.low(q.to) == "," && list[k].kind == Percent && r.low(list[k].to) == "of" {
					if np, ok := r.countedNoun(list[k].to); ok {
						q.noun = np
						q.unit = r.textOf(np)
						q.norm = singularPhrase(q.unit)
					}
				}
			}
		}
	}
}

// estimated gives a number after 'at' the plural before it: 'puts its users at
// 12 million'.
func (r *reader) estimated(q *quantity) bool {
	k := q.modFrom - 1
	if r.low(k) != "at" || r.tag(k-1) != "NNS" {
		return false
	}
	from := k - 1
	for from > 0 && (isNounTag(r.tag(from-1)) && r.low(from-1) != "'s" || r.tag(from-1) == "JJ") {
		from--
	}
	q.noun = phrase{from, k}
	q.unit = r.textOf(q.noun)
	q.norm = singularPhrase(q.unit)
	return true
}

// ofThem resolves 'two of them' and 'one of whom' to what was counted last
// before, else to the last plural.
func (r *reader) ofThem(q *quantity, before []quantity) bool {
	if w := r.low(q.to + 1); r.low(q.to) != "of" || w != "them" && w != "whom" && w != "which" && w != "these" && w != "those" {
		return false
	}
	for k := len(before) - 1; k >= 0; k-- {
		if p := &before[k]; p.kind == Cardinal && !p.hyphen && !p.noun.empty() {
			q.unit, q.norm, q.noun = p.unit, p.norm, p.noun
			return true
		}
	}
	for k := q.from - 1; k >= 0; k-- {
		if r.tag(k) != "NNS" && r.low(k) != "people" || r.isTemporal(k) {
			continue
		}
		if _, _, ok := r.unit(k, false); ok {
			return false
		}
		from := k
		for from > 0 && (isNounTag(r.tag(from-1)) && r.atoms[from-1].kind == word && r.low(from-1) != "'s" || strings.HasPrefix(r.tag(from-1), "JJ") && r.atoms[from-1].kind == word && !isFiller(r.low(from-1)) || r.tag(from-1) == "VBG" && r.tag(from-2) == "IN") {
			from--
		}
		q.noun = phrase{from, k + 1}
		q.unit = r.textOf(q.noun)
		q.norm = singularPhrase(q.unit)
		return true
	}
	return false
}

// continues says whether q is the end of a course that p began: 'from 22 per
// cent in one year to 19 in the next'.
func (r *reader) continues(p, q *quantity) bool {
	if p.kind != Percent && p.kind != Money && p.kind != Measure || q.from-p.to > 10 {
		return false
	}
	before := func(i int) string {
		for i--; i > 0 && (strings.HasPrefix(r.tag(i), "RB") || r.low(i) == "just"); {
			i--
		}
		return r.low(i)
	}
	a, b := before(p.modFrom), before(q.modFrom)
	return a == "from" && b == "to" || a == "to" && b == "from"
}

// number turns a quantity into a row.
func (r *reader) number(q *quantity) extractors.Number {
	n := extractors.Number{
		Span:     r.spanOf(phrase{q.from, q.to}),
		Kind:     q.kind,
		Exact:    q.value.String(),
		Modifier: q.modifier,
		Change:   q.change,
		Unit:     q.unit,
		UnitNorm: q.norm,
		Currency: q.code,
	}
	n.Value, _ = q.value.Float64()
	if q.hasHigh {
		n.High, _ = q.high.Float64()
		n.HasHigh = true
		n.Exact += ".." + q.high.String()
	}
	if n.Modifier == "" {
		n.Modifier = "="
	}
	words := make([]string, 0, len(q.concepts))
	for _, p := range q.concepts {
		n.Concepts = append(n.Concepts, r.spanOf(p))
		words = append(words, r.textOf(p))
	}
	n.Concept = strings.Join(words, "; ")
	return n
}
