package numbers

import "strings"

// ofAge: the noun after it, the name before it, else itself.
func (s *sentence) ofAge(q *quantity) []phrase {
	if q.hyphen || !q.noun.empty() {
		if !q.noun.empty() {
			// 'X, a 55-year-old entrepreneur' is X
			if p, ok := s.apposed(q); ok {
				return []phrase{p}
			}
			return []phrase{s.lastName(q.noun)}
		}
		if p, ok := s.apposed(q); ok {
			return []phrase{p}
		}
		if s.low(q.to) == "," || s.low(q.from-1) != "is" {
			return []phrase{{q.from, q.to}}
		}
	}
	if q.modFrom < q.from { // 'children under the age of ten'
		if p, ok := s.chunkBefore(q.modFrom); ok {
			return []phrase{p}
		}
	}
	switch s.low(q.from - 1) {
	case ",", "(":
		k := q.from - 1
		if s.low(k-1) == "\"" || s.low(k-1) == "”" {
			k--
		}
		if s.low(k-1) == "." && s.at[k-1] < 0 {
			k--
			if p, ok := s.chunkBefore(k); ok {
				p.to++
				return []phrase{s.personIn(p)}
			}
		}
		if p, ok := s.chunkBefore(k); ok {
			return []phrase{s.personIn(p)}
		}
	case "aged", "age", "ages":
		k := q.from - 1
		if s.low(k-1) == "-" || s.low(k-1) == "," || s.low(k-1) == "(" {
			k--
		}
		if p, ok := s.chunkBefore(k); ok && s.tag(p.to-1) != "DT" {
			return []phrase{p}
		}
	case "now":
		if q.from == 1 {
			if c, ok := s.firstChunk(q.to); ok {
				return []phrase{c}
			}
		}
	}
	if p, ok := s.possessor(q.from); ok {
		return []phrase{p}
	}
	if p, ok := s.subject(q); ok {
		return []phrase{p}
	}
	return []phrase{{q.from, q.to}}
}

// personIn cuts the description off before a name: 'deputy Ann Lee' is Ann Lee.
func (s *sentence) personIn(p phrase) phrase {
	for k := p.to - 1; k >= p.from; k-- {
		a := &s.atoms[k]
		if a.kind == word && !isCapital(a.text) && a.low != "de" && a.low != "al" && a.low != "bin" && a.low != "van" && a.low != "von" {
			if k+1 < p.to && isCapital(s.atoms[p.to-1].text) {
				return phrase{k + 1, p.to}
			}
			break
		}
	}
	return p
}

func (s *sentence) lastName(p phrase) phrase { return s.personIn(p) }

// apposed is the name before ', a 55-year-old …'.
func (s *sentence) apposed(q *quantity) (phrase, bool) {
	k := q.from - 1
	if s.low(k) != "a" && s.low(k) != "an" && s.low(k) != "the" || s.low(k-1) != "," {
		return phrase{}, false
	}
	p, ok := s.chunkBefore(k - 1)
	if !ok || !isCapital(s.atoms[p.to-1].text) || s.isTemporal(p.to-1) {
		return phrase{}, false
	}
	// the apposition must close, or the name be the subject
	return s.personIn(p), true
}

// ofDuration: the noun that it describes, its owner, what lasted.
func (s *sentence) ofDuration(q *quantity) []phrase {
	if !q.noun.empty() && q.noun.from >= q.to {
		return []phrase{q.noun}
	}
	if p, ok := s.possessor(q.from); ok {
		return []phrase{p}
	}
	switch s.low(q.to) {
	case "of":
		if p, ok := s.ofPhrase(q.to + 1); ok && s.low(p.from) != "those" && s.low(p.from) != "them" {
			return []phrase{p}
		}
	case "after", "before", "since", "following", "from":
		if p, ok := s.chunkAt(q.to + 1); ok && s.low(q.to) != "from" {
			// 'ten years after the war'; not 'two days after he left'
			if t := s.tag(p.to); !strings.HasPrefix(t, "VBD") && s.tag(p.from) != "PRP" {
				return []phrase{p}
			}
		}
	case "in":
		if p, ok := s.chunkAt(q.to + 1); ok && prisons[s.low(p.to-1)] {
			return []phrase{p}
		}
	case "'", "'s":
		if np, ok := s.nounPhrase(q.to + 1); ok {
			return []phrase{np}
		}
	}
	if p, ok := s.subject(q); ok {
		return []phrase{p}
	}
	return nil
}

var prisons = map[string]bool{"prison": true, "jail": true, "custody": true, "captivity": true, "exile": true}

// possessor is the owner before a number: 'Lee's 12 years', 'her four years'.
func (s *sentence) possessor(i int) (phrase, bool) {
	k := i - 1
	for k > 0 && (s.tag(k) == "JJ" || s.low(k) == "first" || s.low(k) == "last" || s.low(k) == "late" || s.low(k) == "mid" || s.low(k) == "early" || s.low(k) == "-") {
		k--
	}
	if k < 0 {
		return phrase{}, false
	}
	switch {
	case s.tag(k) == "PRP$" || s.low(k) == "my" || s.low(k) == "our":
		return s.resolve(phrase{k, k + 1}), true
	case s.low(k) == "'s" || s.low(k) == "'" && k > 0 && isNounTag(s.tag(k-1)):
		from := k
		for from > 0 && (isNounTag(s.tag(from-1)) || strings.HasPrefix(s.tag(from-1), "JJ")) {
			from--
		}
		return phrase{from, k}, from < k
	}
	return phrase{}, false
}
