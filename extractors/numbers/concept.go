package numbers

import "strings"

// conceive finds what each quantity counts, measures or prices.
func (r *reader) conceive(list []quantity) {
	s := r.chunk(list)
	for i := range list {
		q := &list[i]
		if i > 0 && s.repeats(&list[i-1], q) {
			q.concepts = list[i-1].concepts
			continue
		}
		for _, p := range s.conceptsOf(q, list[:i]) {
			if p = r.trim(s.withoutNumber(r.trim(p), list)); !p.empty() {
				q.concepts = append(q.concepts, p)
			}
		}
	}
	for i := range list {
		s.numberOf(&list[i])
	}
}

// numberOf gives a bare number the unit of its concept where that is a number of
// things: 'the number of schools rose to 400'.
func (s *sentence) numberOf(q *quantity) {
	if !q.elided || q.unit != "" || q.kind != Cardinal {
		return
	}
	for _, p := range q.concepts {
		for k := p.from; k+1 < p.to; k++ {
			if w := s.low(k); (w == "number" || w == "numbers" || w == "total") && s.low(k+1) == "of" {
				if np, ok := s.nounPhrase(k + 2); ok {
					q.unit = s.textOf(np)
					q.norm = singularPhrase(q.unit)
				}
				return
			}
		}
	}
}

// withoutNumber takes the number off the head of a phrase ('the 20 farmers').
func (s *sentence) withoutNumber(p phrase, list []quantity) phrase {
	for k := p.from; k < p.to && s.inside[k] >= 0 && list[s.inside[k]].kind != Age; k++ {
		if k+1 < p.to {
			p.from = k + 1
		}
	}
	return p
}

// repeats says whether q is about the same as p: a conversion in brackets, or
// the second of two owned durations ("Lee's two years in A and three in B").
func (s *sentence) repeats(p, q *quantity) bool {
	if s.low(q.modFrom-1) == "(" && p.to == q.modFrom-1 && p.kind != Age && q.kind != Age {
		return true
	}
	if p.kind == Age && q.kind == Age && q.from-p.to <= 2 && (s.low(q.from-1) == "and" || s.low(q.from-1) == "," || s.low(q.from-1) == "or") {
		return true // 'aged 5 and 7'
	}
	if s.sameCourse(p, q) && p.kind == q.kind && p.change != "" && p.change == q.change {
		return true
	}
	if p.kind == Duration && q.kind == Duration && s.low(q.modFrom-1) == "and" && q.noun.empty() {
		_, owned := s.possessor(p.from)
		return owned
	}
	return false
}

// conceptsOf finds the concepts of q; before are the quantities left of it.
func (s *sentence) conceptsOf(q *quantity, before []quantity) []phrase {
	switch q.kind {
	case Cardinal:
		return s.ofCount(q)
	case Ordinal, Rank:
		return []phrase{q.noun}
	case Age:
		return s.ofAge(q)
	case Percent, Fraction, Ratio:
		if q.kind == Percent && q.change == "" && !q.noun.empty() && q.noun.from <= q.to+1 && !s.temporalChunk(q.noun) {
			return []phrase{s.withOf(q.noun)}
		}
		if s.finite(q.to) && s.tag(q.to) != "MD" && q.change == "" { // the share is itself the subject
			for k := len(before) - 1; k >= 0; k-- {
				if w := before[k].kind; (w == Percent || w == Fraction || w == Ratio) && len(before[k].concepts) > 0 {
					return before[k].concepts
				}
			}
			if q.kind != Percent && !q.noun.empty() {
				return []phrase{q.noun}
			}
			return nil
		}
		if p, ok := s.gapped(q); ok && q.change == "" {
			return []phrase{p}
		}
		return s.ofShare(q)
	case Money:
		return s.ofMoney(q)
	case Duration:
		return s.ofDuration(q)
	case Score:
		return s.ofScore(q)
	}
	return s.ofMeasure(q)
}

// ofCount: the counted noun, with its of-phrase where it says little alone.
func (s *sentence) ofCount(q *quantity) []phrase {
	if q.hyphen && !q.noun.empty() {
		if np, ok := s.nounPhrase(q.noun.to); ok {
			return []phrase{np}
		}
		return []phrase{q.noun}
	}
	if q.noun.empty() {
		if q.change != "" {
			if ps := s.ofChange(q); len(ps) > 0 {
				return ps
			}
		}
		if s.low(q.modFrom-1) == "of" {
			if p, ok := s.chunkBefore(q.modFrom - 1); ok && !s.temporalChunk(p) && s.inside[p.to-1] < 0 && s.low(q.modFrom-2) != "total" {
				return []phrase{s.nameOf(p)}
			}
		}
		if p, ok := s.subject(q); ok {
			return []phrase{p}
		}
		return nil
	}
	if q.norm == "point" && q.change != "" {
		if ps := s.ofChange(q); len(ps) > 0 {
			return ps
		}
	}
	p := q.noun
	if s.low(p.to) == "of" && weakHeads[singular(s.low(p.to-1))] {
		if c, ok := s.chunkAt(p.to + 1); ok {
			p.to = c.to
		}
	}
	return []phrase{p}
}

// ofScore: the sides of a game.
func (s *sentence) ofScore(q *quantity) []phrase {
	second := s.low(q.from-1) == "-"
	i := q.from
	if second {
		i -= 2
		if c, ok := s.chunkAfter(q.to); ok {
			return []phrase{c}
		}
		// 'beat Peru 3-1'
		if c, ok := s.chunkBefore(i); ok && (strings.HasPrefix(s.tag(c.from-1), "VB") || scoreWords[s.low(c.from-1)]) {
			return []phrase{c}
		}
		if c, ok := s.chunkAt(q.to); ok && c.from == q.to && isCapital(s.atoms[c.from].text) {
			return []phrase{c}
		}
	}
	if p, ok := s.subjectAt(i); ok {
		return []phrase{p}
	}
	return nil
}

// chunkAfter is the noun phrase after a preposition at i ('against Guinea').
func (s *sentence) chunkAfter(i int) (phrase, bool) {
	for k := i; k < len(s.atoms) && k < i+5; k++ {
		switch s.low(k) {
		case "against", "over", "with", "to", "by":
			return s.chunkAt(k + 1)
		}
	}
	return phrase{}, false
}

// ofMeasure: the noun it describes or measures, else the subject.
func (s *sentence) ofMeasure(q *quantity) []phrase {
	if q.change != "" && q.kind != Multiple {
		if ps := s.ofChange(q); len(ps) > 0 {
			return ps
		}
	}
	if !q.noun.empty() {
		return []phrase{s.withOf(q.noun)}
	}
	if s.low(q.to) == "of" {
		if p, ok := s.ofPhrase(q.to + 1); ok {
			return []phrase{p}
		}
	}
	if q.kind == Multiple && s.low(q.to) == "as" {
		if c, ok := s.chunkAt(q.to + 1); ok {
			return []phrase{c}
		}
		if c, ok := s.chunkAt(q.to + 2); ok {
			return []phrase{c}
		}
	}
	if p, ok := s.subject(q); ok {
		return []phrase{p}
	}
	return nil
}
