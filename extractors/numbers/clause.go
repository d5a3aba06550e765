package numbers

import "strings"

// subject is the subject of the clause that q stands in, pronouns resolved
// within the sentence.
func (s *sentence) subject(q *quantity) (phrase, bool) {
	return s.subjectAt(q.modFrom)
}

func (s *sentence) subjectAt(i int) (phrase, bool) {
	if p, ok := s.absolute(i); ok {
		return p, true
	}
	if p, ok := s.infinitive(i); ok {
		return p, true
	}
	if v := s.verbBefore(i); v >= 0 {
		if p, ok := s.subjectOf(v, 0); ok {
			return p, true
		}
	}
	// at the head of the sentence: the subject of what follows
	for k := i; k < len(s.atoms); k++ {
		if s.finite(k) {
			if p, ok := s.subjectOf(k, 0); ok && p.from >= 0 {
				return p, true
			}
		}
	}
	// no verb: the noun phrase before, else after
	for k := i; k > 0; k-- {
		if p, ok := s.chunkBefore(k); ok && s.inside[p.from] < 0 && !s.temporalChunk(p) {
			return p, true
		}
	}
	return s.firstChunk(i)
}

// absolute is the subject of a participle after 'with': 'with China having
// received 5 per cent'.
func (s *sentence) absolute(i int) (phrase, bool) {
	k := i - 1
	for k >= 0 && (s.tag(k) == "VBG" || s.tag(k) == "VBN" || strings.HasPrefix(s.tag(k), "RB")) {
		k--
	}
	if k == i-1 {
		return phrase{}, false
	}
	p, ok := s.chunkBefore(k + 1)
	return p, ok && s.low(p.from-1) == "with"
}

// infinitive is the subject of an infinitive that is an object: 'expects the
// number of visitors to reach 500'.
func (s *sentence) infinitive(i int) (phrase, bool) {
	for k := i - 1; k > 1 && k > i-6; k-- {
		if s.tag(k) != "TO" || !strings.HasPrefix(s.tag(k+1), "VB") {
			if s.finite(k) || s.atoms[k].kind == sign {
				break
			}
			continue
		}
		p, ok := s.chunkBefore(k)
		if !ok || s.temporalChunk(p) || s.inside[p.to-1] >= 0 {
			break
		}
		p = s.npHead(p)
		if v := p.from - 1; v >= 0 && strings.HasPrefix(s.tag(v), "VB") && expecting[s.low(v)] {
			return p, true
		}
		break
	}
	return phrase{}, false
}

// expecting are verbs whose object is the subject of the infinitive after it.
var expecting = map[string]bool{
	"expects": true, "expect": true, "expected": true, "forecast": true, "forecasts": true, "allow": true, "allows": true, "allowed": true, "caused": true,
	"causing": true, "cause": true, "causes": true, "want": true, "wants": true, "wanted": true, "helped": true, "help": true, "sentenced": true, "force": true,
	"forced": true, "forcing": true, "enable": true, "enables": true, "projected": true, "projects": true, "believes": true, "estimates": true, "ordered": true,
	"required": true, "requires": true, "see": true, "predicts": true, "predicted": true, "allowing": true, "expecting": true, "pushed": true, "pushing": true,
}

// finite says whether atom k is a finite verb.
func (s *sentence) finite(k int) bool {
	switch s.tag(k) {
	case "VBD", "VBZ", "VBP", "MD":
		return s.inside[k] < 0 && s.isWord(k)
	}
	return false
}

// verbBefore is the last finite verb before i in the same clause, or -1.
func (s *sentence) verbBefore(i int) int {
	for k := i - 1; k >= 0; k-- {
		if s.finite(k) {
			return k
		}
		switch s.low(k) {
		case ";", ":":
			return -1
		}
	}
	return -1
}

// subjectOf is the subject of the finite verb at v.
func (s *sentence) subjectOf(v, depth int) (phrase, bool) {
	k := v - 1
	for k >= 0 && (strings.HasPrefix(s.tag(k), "RB") || s.tag(k) == "MD" || strings.HasPrefix(s.tag(k), "VB") && s.at[k] < 0) {
		k--
	}
	if k < 0 {
		return phrase{}, false
	}
	switch {
	case s.tag(k) == "WDT" || s.tag(k) == "WP" || s.low(k) == "who" || s.low(k) == "which" || s.low(k) == "that" && s.at[k] < 0:
		k--
		if s.low(k) == "of" || s.tag(k) == "IN" { // 'one of whom'
			k--
		}
		if s.low(k) == "," {
			k--
		}
		if p, ok := s.chunkBefore(k + 1); ok {
			return s.resolve(p), true
		}
		return phrase{}, false
	case s.tag(k) == "CC" || s.low(k) == "," && depth < 4 && s.tag(k-1) == "CC":
		if depth < 4 {
			if u := s.verbBefore(k); u >= 0 {
				return s.subjectOf(u, depth+1)
			}
		}
		return phrase{}, false
	case s.low(k) == "," || s.low(k) == ")" || s.low(k) == "-":
		// over the insert: 'Lee, 41, of Leeds, had'
		open := ","
		if s.low(k) == ")" {
			open = "("
		}
		for m := k - 1; m >= 0; m-- {
			if s.low(m) != open && !(open == "," && s.low(m) == "-" && s.atoms[m].space) {
				continue
			}
			if p, ok := s.chunkBefore(m); ok && !s.temporalChunk(p) && s.inside[p.from] < 0 {
				if m2 := p.from - 1; m2 > 0 && s.low(m2) == "," && s.placeList(p) {
					continue
				}
				return s.resolve(s.npHead(p)), true
			}
		}
		if u := s.verbBefore(k); u >= 0 && depth < 4 {
			return s.subjectOf(u, depth+1)
		}
		return phrase{}, false
	}
	for ; k >= 0; k-- {
		if s.at[k] >= 0 {
			p := s.chunks[s.at[k]]
			if s.inside[p.to-1] >= 0 && s.tag(p.to-1) != "NNS" {
				return phrase{}, false
			}
			if s.temporalChunk(p) && p.from > 0 {
				k = p.from
				continue
			}
			return s.resolve(s.npHead(p)), true
		}
		if s.atoms[k].kind == sign && s.low(k) != "\"" && s.low(k) != "”" && s.low(k) != "'" || s.finite(k) {
			break
		}
	}
	return phrase{}, false
}

// placeList says whether p is part of an address or an apposition of places.
func (s *sentence) placeList(p phrase) bool {
	return s.tag(p.to-1) == "NNP" && p.to-p.from <= 2
}

// npHead goes from a noun phrase in a chain ('the price of bread in towns') back
// to its head, and takes the of-phrase with it.
func (s *sentence) npHead(p phrase) phrase {
	end := p.to
	for p.from > 1 && (s.tag(p.from-1) == "IN" || s.tag(p.from-1) == "RP") && clauseless[s.low(p.from-1)] {
		h, ok := s.chunkBefore(p.from - 1)
		if !ok {
			break
		}
		if s.low(p.from-1) != "of" {
			end = h.to
		}
		p = phrase{h.from, end}
		if o, ok := s.ownerEnding(p.from - 2); ok && p.from > 1 && clauseless[s.low(o.from-1)] {
			p.from = o.from // "in Tuesday's mishap"
		}
	}
	return phrase{p.from, end}
}

// clauseless are prepositions that attach a noun phrase to the one before it.
var clauseless = map[string]bool{
	"of": true, "in": true, "per": true, "for": true, "from": true, "on": true, "with": true, "to": true, "at": true, "by": true, "between": true, "among": true,
	"against": true, "about": true, "under": true, "over": true, "into": true, "behind": true, "around": true, "near": true, "off": true, "across": true, "within": true, "inside": true, "along": true, "throughout": true,
}

// resolve replaces a pronoun by the noun phrase of the sentence that it most
// likely stands for: the nearest subject or owner before it that fits; without
// one it stands for itself.
func (s *sentence) resolve(p phrase) phrase {
	if p.to-p.from != 1 {
		return s.nameOf(p)
	}
	var fits func(c phrase) bool
	switch s.low(p.from) {
	case "he", "she", "his", "her", "him":
		fits = func(c phrase) bool {
			last := c.to - 1
			if personNouns[s.low(last)] {
				return s.tag(c.from) != "PRP$" && s.tag(c.from-1) != "PRP$"
			}
			return isNounTag(s.tag(last)) && isCapital(s.atoms[last].text) && s.low(c.from) != "the" && strings.ToUpper(s.atoms[last].text) != s.atoms[last].text
		}
	case "they", "their", "them":
		fits = func(c phrase) bool {
			return strings.HasSuffix(s.tag(c.to-1), "S") || s.low(c.to-1) == "people" || s.low(c.to-1) == "police"
		}
	case "it", "its":
		fits = func(c phrase) bool { return isNounTag(s.tag(c.to-1)) && !personNouns[s.low(c.to-1)] }
	default:
		return s.nameOf(p)
	}
	end := p.from
	for k := end - 1; k >= 0; k-- {
		c, ok := s.ownerEnding(k)
		if !ok && s.at[k] >= 0 && s.chunks[s.at[k]].to == k+1 && s.isSubject(s.chunks[s.at[k]]) {
			c, ok = s.chunks[s.at[k]], true
			if n := s.nameOf(c); n != c && fits(n) {
				return n
			}
		}
		if ok && fits(c) && !s.temporalChunk(c) && s.inside[c.to-1] < 0 {
			return c
		}
	}
	return p
}

// ownerEnding is the noun phrase in the genitive that ends at k.
func (s *sentence) ownerEnding(k int) (phrase, bool) {
	if s.low(k+1) != "'s" && s.low(k+1) != "'" || s.tag(k+1) != "POS" {
		return phrase{}, false
	}
	from := k + 1
	for from > 0 && isNounTag(s.tag(from-1)) && s.atoms[from-1].kind == word {
		from--
	}
	return phrase{from, k + 1}, from <= k
}

// isSubject says whether a verb follows the noun phrase, at once or after an
// insert that begins with a relative pronoun, an age or an apposition.
func (s *sentence) isSubject(p phrase) bool {
	k := p.to
	for clauseless[s.low(k)] { // 'supporters of the party say'
		c, ok := s.chunkAt(k + 1)
		if !ok {
			break
		}
		k = c.to
	}
	for strings.HasPrefix(s.tag(k), "RB") {
		k++
	}
	if s.finite(k) || s.tag(k) == "WP" || s.tag(k) == "WDT" {
		return s.tag(p.from-1) != "IN" || s.low(p.from-1) == "that" || s.low(p.from-1) == "while" || s.low(p.from-1) == "because" || s.low(p.from-1) == "as" || s.low(p.from-1) == "when"
	}
	if s.low(k) == "," {
		n := s.low(k + 1)
		return p.from == 0 || n == "who" || n == "a" || n == "an" || n == "whose" || s.isDigits(k+1)
	}
	return false
}

// nameOf goes from an apposition to the name before it: 'Ann Lee, a farmer' is
// Ann Lee.
func (s *sentence) nameOf(p phrase) phrase {
	if s.low(p.from-1) != "," && !(s.low(p.from-1) == "-" && s.atoms[p.from-1].space) {
		return p
	}
	switch s.low(p.from) {
	case "a", "an", "the":
	default:
		return p
	}
	if n, ok := s.chunkBefore(p.from - 1); ok && strings.HasPrefix(s.tag(n.to-1), "NNP") && !s.isTemporal(n.to-1) && (n.from == 0 || s.atoms[n.from-1].kind == sign) {
		return n
	}
	return p
}
