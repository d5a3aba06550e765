package numbers

import "strings"

// trim takes determiners and signs off the ends of a phrase.
func (r *reader) trim(p phrase) phrase {
	for p.from < p.to && !r.opensQuoted(p) {
		t := r.tag(p.from)
		if t == "DT" && r.atoms[p.from].kind == word && p.to-p.from > 1 || t == "PRP$" && p.to-p.from > 1 || r.atoms[p.from].kind == sign || isFiller(r.low(p.from)) || t == "PDT" {
			p.from++
			continue
		}
		break
	}
	if p.from < p.to && r.tag(p.from) == "IN" { // 'some of the farmers'
		p.from++
		return r.trim(p)
	}
	for p.to > p.from && (r.atoms[p.to-1].kind == sign || r.low(p.to-1) == "'s") {
		p.to--
	}
	return p
}

// opensQuoted says whether the phrase opens with words in quotation marks and
// goes on behind them: "'Good Bread' fairs".
func (r *reader) opensQuoted(p phrase) bool {
	if !quotationMarks[r.low(p.from)] {
		return false
	}
	for k := p.from + 2; k < p.to-1; k++ {
		if quotationMarks[r.low(k)] {
			return true
		}
	}
	return false
}

// A sentence knows the noun phrases and the verbs of the atoms.
type sentence struct {
	*reader
	chunks []phrase // base noun phrases, in order
	at     []int    // atom -> index of its chunk, or -1
	inside []int    // atom -> index of the quantity that it belongs to, or -1
}

// chunk finds the base noun phrases: determiner, adjectives and nouns.
func (r *reader) chunk(list []quantity) *sentence {
	s := &sentence{reader: r, at: make([]int, len(r.atoms)), inside: make([]int, len(r.atoms))}
	for i := range s.at {
		s.at[i], s.inside[i] = -1, -1
	}
	for i := range list {
		for k := list[i].from; k < list[i].to; k++ {
			s.inside[k] = i
		}
	}
	for i := 0; i < len(r.atoms); {
		j := s.chunkEnd(i)
		if j == i {
			i++
			continue
		}
		for k := i; k < j; k++ {
			s.at[k] = len(s.chunks)
		}
		s.chunks = append(s.chunks, phrase{i, j})
		i = j
	}
	return s
}

// chunkEnd is the end of the base noun phrase at i, or i.
func (s *sentence) chunkEnd(i int) int {
	noun := -1
	k := i
	if s.tag(k) == "PRP" || s.tag(k) == "EX" || (s.tag(k) == "DT" && !s.nounAhead(k) && s.low(k) != "a" && s.low(k) != "an" && s.low(k) != "the") {
		if s.low(k) == "there" {
			return i
		}
		return k + 1
	}
	for ; k < len(s.atoms); k++ {
		a := &s.atoms[k]
		t := a.tag
		if a.kind == sign {
			if a.low == "-" && k > i && !a.space && k+1 < len(s.atoms) && !s.atoms[k+1].space {
				continue
			}
			if a.low == "." && !a.space && k > i && k+1 < len(s.atoms) && isNounTag(s.tag(k-1)) && (len(s.atoms[k-1].text) == 1 || titles[s.low(k-1)]) {
				continue
			}
			if (a.low == "\"" || a.low == "“" || a.low == "”" || a.low == "$" || a.low == "%") && k > i && s.nounAhead(k) && s.inside[k] < 0 && a.low != "\"" {
				continue
			}
			if s.inside[k] >= 0 && noun < 0 {
				continue
			}
			break
		}
		if a.low == "'s" || a.low == "'" {
			if noun >= 0 && t != "VBZ" && k+1 < len(s.atoms) {
				noun = -1 // the genitive's noun is not the head
				continue
			}
			break
		}
		if s.isTemporal(k) && noun >= 0 && a.low != "this" {
			break
		}
		switch {
		case isNounTag(t):
			noun = k
		case a.inner && s.low(k-1) == "-":
			if isNounTag(t) {
				noun = k
			}
		case (t == "DT" || t == "PRP$" || t == "PDT") && (k == i || s.tag(k-1) == "PDT" || s.tag(k-1) == "DT"):
		case t == "CD" || s.inside[k] >= 0:
			if noun >= 0 && s.inside[k] >= 0 {
				goto done
			}
		case strings.HasPrefix(t, "JJ"):
			if noun >= 0 && !s.nounFollows(k) {
				goto done
			}
		case (t == "VBN" || t == "VBG") && (s.nounFollows(k)) && s.inside[k+1] < 0 && (noun < 0) && (k > i || t == "VBN" || s.tag(i-1) == "IN") && !strings.HasPrefix(s.tag(k-1), "VB") && s.tag(k-1) != "TO":
		case (t == "RB" || t == "RBS" || t == "RBR") && k+1 < len(s.atoms) && strings.HasPrefix(s.tag(k+1), "JJ") && noun < 0 && k > i:
		default:
			goto done
		}
	}
done:
	if noun < 0 {
		return i
	}
	return noun + 1
}

var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "sen": true, "gov": true, "rep": true, "st": true, "gen": true, "col": true, "lt": true, "capt": true, "jr": true, "sr": true, "inc": true, "corp": true, "co": true}

func (s *sentence) nounAhead(k int) bool { return s.nounFollows(k) }

// weakHeads are nouns that say little without their of-phrase.
var weakHeads = map[string]bool{
	"member": true, "count": true, "instance": true, "case": true, "number": true, "piece": true, "part": true, "kind": true, "type": true,
	"form": true, "group": true, "percent": true, "item": true, "set": true, "pair": true, "victim": true, "act": true, "round": true,
	"charge": true, "resident": true, "survivor": true, "call": true, "copy": true, "share": true, "unit": true, "bottle": true, "bag": true,
	"box": true, "rate": true, "percentage": true, "level": true, "average": true, "total": true, "majority": true, "lot": true,
}

// chunkAt is the noun phrase that begins at or just after i.
func (s *sentence) chunkAt(i int) (phrase, bool) {
	for k := i; k < i+2 && k < len(s.atoms); k++ {
		if c := s.at[k]; c >= 0 {
			p := s.chunks[c]
			if p.from < k {
				p.from = k
			}
			return p, true
		}
		if s.tag(k) != "DT" && s.atoms[k].kind != sign {
			break
		}
	}
	return phrase{}, false
}

// chunkBefore is the noun phrase that ends just before i.
func (s *sentence) chunkBefore(i int) (phrase, bool) {
	if i > 0 && i <= len(s.atoms) && s.at[i-1] >= 0 {
		p := s.chunks[s.at[i-1]]
		if p.to > i {
			p.to = i
		}
		return p, !p.empty()
	}
	return phrase{}, false
}

func (s *sentence) firstChunk(i int) (phrase, bool) {
	for k := i; k < len(s.atoms); k++ {
		if c := s.at[k]; c >= 0 && !s.temporalChunk(s.chunks[c]) && s.inside[s.chunks[c].to-1] < 0 {
			return s.chunks[c], true
		}
	}
	return phrase{}, false
}

func (s *sentence) temporalChunk(p phrase) bool {
	w := s.low(p.to - 1)
	switch w {
	case "year", "years", "month", "months", "week", "weeks", "day", "days", "time", "today", "yesterday", "tomorrow", "decade", "decades", "morning", "night",
		"evening", "afternoon", "quarter", "season", "summer", "winter", "century", "moment", "weekend", "spring":
		return true
	}
	return s.isTemporal(p.to - 1)
}

// ofPhrase is the noun phrase at i with the number before its noun left out.
func (s *sentence) ofPhrase(i int) (phrase, bool) {
	if s.low(i) == "those" && (s.tag(i+1) == "WP" || s.tag(i+1) == "WDT") { // 'those who left early'
		k := i + 2
		for k < len(s.atoms) && s.atoms[k].kind != sign && !(k > i+2 && s.finite(k)) {
			k++
		}
		return phrase{i, k}, true
	}
	p, ok := s.chunkAt(i)
	if !ok {
		if s.low(i) == "those" || s.low(i) == "them" {
			return phrase{i, i + 1}, true
		}
		return p, false
	}
	for p.from < p.to && (s.inside[p.from] >= 0 || s.tag(p.from) == "DT") {
		p.from++
	}
	if p.empty() {
		if s.low(p.to) == "of" { // 'half of the 20 hectares of land'
			return s.ofPhrase(p.to + 1)
		}
		return p, false
	}
	return s.withOf(p), true
}

// withOf takes in the of-phrase behind a noun phrase.
func (s *sentence) withOf(p phrase) phrase {
	if s.low(p.to) == "of" || s.low(p.to) == "for" && weakHeads[singular(s.low(p.to-1))] {
		if c, ok := s.chunkAt(p.to + 1); ok && s.inside[c.from] < 0 {
			p.to = c.to
		}
	}
	return p
}

func (s *sentence) isPlace(p phrase) bool {
	return p.to-p.from == 1 && s.tag(p.from) == "NNP"
}
