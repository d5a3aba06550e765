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
			if p = s.withoutNumber(r.trim(p), list); !p.empty() {
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

// trim takes determiners and signs off the ends of a phrase.
func (r *reader) trim(p phrase) phrase {
	for p.from < p.to {
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
	p := q.noun
	if s.low(p.to) == "of" && weakHeads[singular(s.low(p.to-1))] {
		if c, ok := s.chunkAt(p.to + 1); ok {
			p.to = c.to
		}
	}
	return []phrase{p}
}

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

// ofMoney: the thing priced, else payer or receiver.
func (s *sentence) ofMoney(q *quantity) []phrase {
	j := q.to
	if q.change != "" {
		if ps := s.ofChange(q); len(ps) > 0 {
			return ps
		}
	}
	if !q.noun.empty() {
		return []phrase{s.withOf(q.noun)}
	}
	if s.low(j) == "worth" && s.low(j+1) == "of" {
		if p, ok := s.ofPhrase(j + 2); ok {
			return []phrase{p}
		}
	}
	if p, ok := s.gapped(q); ok {
		return []phrase{p}
	}
	if w := s.low(q.modFrom - 1); w == "worth" || w == "(" {
		if p, ok := s.chunkBefore(q.modFrom - 1); ok {
			return []phrase{p}
		}
	}
	if s.tag(j) == "VBN" || s.tag(j) == "VBD" {
		if s.low(j+1) == "by" {
			if p, ok := s.chunkAt(j + 2); ok {
				return []phrase{p}
			}
		}
	}
	switch s.low(j) {
	case "in", "of", "worth":
		if s.low(j) == "worth" && s.low(j+1) == "of" {
			j++
		}
		if p, ok := s.ofPhrase(j + 1); ok && !s.temporalChunk(p) && !s.isPlace(p) && !complexPrepositions[s.low(p.from)] {
			return []phrase{p}
		}
	}
	if w := s.low(q.modFrom - 1); w == "of" || w == "with" || s.low(q.modFrom-2) == "with" && s.tag(q.modFrom-1) == "RB" {
		k := q.modFrom - 1
		if s.tag(k) == "RB" {
			k--
		}
		if s.low(k-1) == "," && s.low(k) == "with" {
			k--
		}
		if p, ok := s.chunkBefore(k); ok && !sums[s.low(p.to-1)] {
			return []phrase{p}
		}
	}
	v := s.nearestVerb(q.modFrom)
	if v >= 0 && spending[s.low(v)] {
		switch s.low(j) {
		case "on", "for", "to", "into", "toward", "towards":
			if p, ok := s.ofPhrase(j + 1); ok && !s.temporalChunk(p) {
				if p2, ok := s.subject(q); ok && s.low(j) != "on" && s.low(j) != "for" {
					return []phrase{p2, p}
				}
				return []phrase{p}
			}
			if s.tag(j+1) == "VB" || s.tag(j+1) == "VBG" || s.low(j) == "to" && s.tag(j+1) != "DT" {
				if c, ok := s.chunkAt(j + 2); ok {
					return []phrase{c}
				}
			}
		}
	}
	if p, ok := s.subject(q); ok {
		return []phrase{p}
	}
	return nil
}

// sums are nouns that only say that an amount follows.
var sums = map[string]bool{"total": true, "sum": true, "amount": true, "maximum": true, "minimum": true, "average": true, "excess": true}

// nearestVerb is the verb just before i, finite or not, or -1.
func (s *sentence) nearestVerb(i int) int {
	for k := i - 1; k >= 0 && k > i-7; k-- {
		if strings.HasPrefix(s.tag(k), "VB") && s.at[k] < 0 {
			return k
		}
	}
	return -1
}

// complexPrepositions are the nouns of prepositions that begin with 'in'.
var complexPrepositions = map[string]bool{
	"support": true, "favor": true, "favour": true, "exchange": true, "return": true, "addition": true, "response": true, "order": true,
	"connection": true, "relation": true, "total": true, "all": true, "cash": true, "terms": true, "case": true, "place": true, "part": true,
	"lieu": true, "front": true, "accordance": true, "compliance": true, "recent": true, "view": true,
}

// spending are verbs whose money goes on or to something.
var spending = map[string]bool{
	"spend": true, "spends": true, "spent": true, "pay": true, "pays": true, "paid": true, "paying": true, "put": true, "puts": true, "give": true,
	"gave": true, "given": true, "gives": true, "donated": true, "invested": true, "invest": true, "contributed": true, "allocated": true,
	"committed": true, "pledged": true, "spending": true, "provide": true, "provided": true, "set": true, "poured": true, "earmarked": true,
}

func (s *sentence) isPlace(p phrase) bool {
	return p.to-p.from == 1 && s.tag(p.from) == "NNP"
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
