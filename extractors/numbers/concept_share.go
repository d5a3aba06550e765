package numbers

// ofShare: what it is a share of; the noun after it; else the subject.
func (s *sentence) ofShare(q *quantity) []phrase {
	j := q.to
	if q.change != "" {
		if ps := s.ofChange(q); len(ps) > 0 {
			return ps
		}
	}
	if p, ok := s.antecedent(q); ok {
		return []phrase{p}
	}
	if s.low(j) == "of" {
		if p, ok := s.ofPhrase(j + 1); ok {
			return append([]phrase{p}, s.holder(q)...)
		}
	}
	if !q.noun.empty() && q.kind != Percent {
		return []phrase{q.noun}
	}
	if w := s.low(q.modFrom - 1); w == "of" || w == "at" || w == "(" {
		if p, ok := s.chunkBefore(q.modFrom - 1); ok && !sums[s.low(p.to-1)] && !s.temporalChunk(p) && s.inside[p.to-1] < 0 {
			return []phrase{s.npHead(p)}
		}
	}
	if q.kind == Fraction && (s.low(j) == "the" || s.tag(j) == "PRP$") {
		if p, ok := s.ofPhrase(j); ok {
			return []phrase{p}
		}
	}
	if np, ok := s.chunkAt(j); ok && np.from == j && !s.temporalChunk(np) && s.tag(j) != "VBN" && s.tag(j) != "VBD" {
		return []phrase{s.withOf(np)}
	}
	if p, ok := s.subject(q); ok {
		return []phrase{p}
	}
	return nil
}

// gapped is the noun phrase right before a share whose verb is left out ('Lee
// holds 60 per cent, Moore 24 per cent'), or before a colon, or its owner.
func (s *sentence) gapped(q *quantity) (phrase, bool) {
	if s.low(q.to) == "of" {
		return phrase{}, false
	}
	if p, ok := s.possessor(q.modFrom); ok && q.kind != Money {
		return p, true
	}
	if s.low(q.modFrom-1) == ":" {
		if p, ok := s.chunkBefore(q.modFrom - 1); ok {
			return s.npHead(p), true
		}
	}
	p, ok := s.chunkBefore(q.modFrom)
	if !ok || s.temporalChunk(p) || s.inside[p.to-1] >= 0 || q.modFrom == q.from && (s.low(p.from) == "a" || s.low(p.from) == "an") { // 'a mere 5 per cent'
		return p, false
	}
	switch s.low(p.from - 1) {
	case ",", "and", ";", "while", ":", "":
		return p, true
	}
	// an object before the amount: 'had a rating above 50 per cent'
	return s.withOf(p), true
}

// antecedent is what the relative pronoun of a share stands for: '500 farmers,
// half of whom', 'of which 90 per cent'.
func (s *sentence) antecedent(q *quantity) (phrase, bool) {
	k := q.modFrom
	switch {
	case s.low(q.to) == "of" && (s.low(q.to+1) == "whom" || s.low(q.to+1) == "which"):
	case s.low(k-2) == "of" && (s.low(k-1) == "whom" || s.low(k-1) == "which"):
		k -= 2
	default:
		return phrase{}, false
	}
	for k > 0 && (s.low(k-1) == "," || s.low(k-1) == "with") {
		k--
	}
	return s.chunkBefore(k)
}

// holder is the subject of a verb of holding: 'Lee won 54 per cent of …'.
func (s *sentence) holder(q *quantity) []phrase {
	v := s.verbBefore(q.modFrom)
	if v < 0 {
		return nil
	}
	switch s.low(v) {
	case "won", "win", "wins", "has", "have", "had", "holds", "hold", "held", "got", "gets", "get", "received", "receives", "took", "takes", "owns", "owned",
		"represented", "represents", "represent", "account", "accounts", "accounted", "polled", "garnered", "controls":
		if p, ok := s.subjectOf(v, 0); ok {
			return []phrase{p}
		}
	}
	return nil
}

// ofChange: what rose or fell: the object of a verb that moves something, the
// noun of 'a drop in X', else the subject.
func (s *sentence) ofChange(q *quantity) []phrase {
	at := q.changeAt
	if at < 0 {
		return nil
	}
	if at >= q.to { // 'a 5 per cent rise in X', '5 per cent higher'
		for k := at + 1; k < at+3 && k < len(s.atoms); k++ {
			if w := s.low(k); w == "in" || w == "of" {
				if p, ok := s.ofPhrase(k + 1); ok {
					return []phrase{p}
				}
			}
		}
		if p, ok := s.subject(q); ok {
			return []phrase{p}
		}
		return nil
	}
	// an object between the verb and the amount
	if c, ok := s.chunkAt(at + 1); ok && c.to < q.from && s.inside[c.from] < 0 {
		return []phrase{s.withOf(c)}
	}
	if isNounTag(s.tag(at)) {
		for k := at + 1; k < q.from && k < at+3; k++ {
			if s.low(k) == "in" || s.low(k) == "of" {
				if p, ok := s.ofPhrase(k + 1); ok && p.to <= q.from {
					return []phrase{p}
				}
			}
		}
		for k := q.to; k < q.to+2; k++ { // 'an increase of 12 per cent in X'
			if s.low(k) == "in" {
				if p, ok := s.ofPhrase(k + 1); ok && !s.temporalChunk(p) {
					return []phrase{p}
				}
			}
		}
		if c := s.at[at]; c >= 0 && s.chunks[c].to-s.chunks[c].from > 1 {
			p := s.trim(s.chunks[c])
			if p.to-p.from > 1 {
				return []phrase{{p.from, p.to - 1}}
			}
		}
	}
	if p, ok := s.subjectOf(at, 0); ok {
		return []phrase{p}
	}
	return nil
}
