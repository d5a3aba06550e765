package numbers

import (
	"strings"

	"github.com/shopspring/decimal"
)

// rangeAt reads a range at i: '12,000-13,000', '$500-580 million', '10 to 20
// per cent', 'eight or nine', and, after 'between', '10 and 15'. A falling range
// counts only after 'from', where it is a change.
func (r *reader) rangeAt(i int, mask []bool, between bool) (quantity, bool) {
	var none quantity
	a, ok := r.amountAt(i, mask)
	if !ok || a.lit.form != cardinalForm && a.lit.form != fractionForm || a.lit.atLeast {
		return none, false
	}
	low := quantity{from: i, to: a.lit.to, lit: a.lit, value: a.lit.value, kind: Cardinal}
	if between {
		if l, ok := r.betweenAnd(a.lit); ok { // 'between one hundred and two hundred'
			low.to, low.lit, low.value = l.to, l, l.value
		}
	}
	lowUnit := a.symbol
	j := low.to
	if lowUnit == nil {
		if u, to, ok := r.unit(j, false); ok && u.dim != timesDim && !(r.low(j) == "in") {
			lowUnit, j = u, to
		}
	} else if to, _, ok := r.rate(j, true); ok {
		j = to
	}
	k, glue := r.rangeJoint(j, between)
	if k == j {
		return none, false
	}
	b, ok := r.amountAt(k, mask)
	if !ok || b.lit.form != low.lit.form && !(b.lit.form == cardinalForm && low.lit.form == cardinalForm) || b.lit.atLeast {
		return none, false
	}
	if glue == "-" && (b.lit.value.IsNegative()) {
		return none, false
	}
	q := low
	q.lit.to, q.to, q.end, q.modFrom = b.lit.to, b.lit.to, b.lit.to, i
	q.high, q.hasHigh = b.lit.value, true
	q.lit.scale = b.lit.scale
	// '$500-580 million' are both millions; '$200 to $4 million' are as written
	if low.lit.scale.Equal(one) && b.lit.scale.GreaterThan(one) && (a.symbol == nil && lowUnit == nil || a.symbol != nil) && !low.lit.value.IsZero() {
		if scaled := low.lit.value.Mul(b.lit.scale); scaled.LessThan(q.high) {
			q.value = scaled
		}
	}
	from := r.low(i-1) == "from" || r.alone(i, b.lit.to) || r.bracketed(i) && glue == "to"
	if !between && !(from && glue == "to") && !q.value.LessThan(q.high) {
		return none, false
	}
	if between && !q.value.LessThan(q.high) {
		return none, false
	}
	if glue == "or" && (q.high.GreaterThan(q.value.Mul(decimal.NewFromInt(3))) || a.symbol != nil && b.symbol == nil) {
		return none, false
	}
	symbol := a.symbol
	if symbol == nil {
		symbol = b.symbol
	}
	if a.symbol == nil && lowUnit == nil && b.symbol != nil && glue != "-" {
		return none, false // 'from 10 to $20'
	}
	single := r.isDigits(i) && r.low(i+1) == "-"
	if r.isScore(i, low, b.lit, glue) {
		return none, false
	}
	if low.lit.bare && r.isYear(low.lit.from) && b.lit.bare && r.isYear(b.lit.from) {
		if _, counted := r.countedNoun(b.lit.to); !counted || from {
			return none, false
		}
	}
	if q.value.IsNegative() && glue == "-" && !single {
		return none, false
	}
	if y, ok := r.yearsOfAge(q); ok {
		return y, true
	}
	if w := r.low(i - 1); low.lit.bare && b.lit.bare && (w == "aged" || w == "ages" || w == "age" || between && (r.low(i-2) == "aged" || r.low(i-2) == "ages")) {
		q.kind, q.unit, q.norm, q.dim = Age, "year", "year", timeDim
		return q, true
	}
	if r.measured(&q, symbol) {
		if lowUnit != nil && a.symbol == nil && lowUnit.norm != q.baseNorm() && q.dim != lowUnit.dim {
			return none, false
		}
		if lowUnit != nil && a.symbol == nil && lowUnit.norm != q.baseNorm() && lowUnit.dim == q.dim && q.dim != moneyDim {
			return none, false // 'six months to a year'
		}
		if lowUnit != nil && a.symbol == nil && lowUnit.dim.years() > 0 {
			return none, false
		}
		if a.symbol == nil && b.symbol != nil {
			q.unit = r.textOf(phrase{b.from, b.lit.from})
		}
		return q, true
	}
	if lowUnit != nil && symbol == nil {
		return none, false
	}
	np, counted := r.countedNoun(q.to)
	years := r.isYear(low.lit.from) && r.isYear(b.lit.from)
	if r.named(low.lit, counted) && (years || !(low.lit.bare && r.isYear(low.lit.from))) || r.named(b.lit, counted) && glue == "-" {
		return none, false
	}
	if counted {
		q.hyphen = r.low(q.to) == "-"
		r.count(&q, np)
	} else {
		if !from && !between && glue == "or" && !r.isWord(i) {
			return none, false
		}
		q.elided = true
	}
	return q, true
}

// baseNorm is the unit without its rate.
func (q *quantity) baseNorm() string {
	base, _, _ := strings.Cut(q.norm, " per ")
	if q.dim != moneyDim && strings.Contains(q.norm, " per ") && (q.dim == "speed" || q.dim == "data rate") {
		return q.norm
	}
	return base
}

// betweenAnd cuts a literal at its 'and': after 'between' it joins two numbers.
func (r *reader) betweenAnd(l literal) (literal, bool) {
	for k := l.from + 1; k < l.to; k++ {
		if r.low(k) != "and" {
			continue
		}
		cut := reader{text: r.text, atoms: r.atoms[:k]}
		if c, ok := cut.literal(l.from); ok && c.to == k {
			return c, true
		}
	}
	return l, false
}

// rangeJoint is where the second number of a range begins, after the joint at
// j, and the joint; j if there is none.
func (r *reader) rangeJoint(j int, between bool) (int, string) {
	switch w := r.low(j); w {
	case "-", "~":
		if j+1 >= len(r.atoms) {
			return j, ""
		}
		if n := r.low(j + 1); w == "-" && r.glued(j) && (n == "to" || n == "or") && r.atoms[j+1].space { // '8- to 16-metre'
			return j + 2, "to"
		}
		return j + 1, "-"
	case "to", "through":
		return j + 1, "to"
	case "and":
		if between {
			return j + 1, "and"
		}
	case "or":
		return j + 1, "or"
	}
	return j, ""
}

// bracketed says whether atom i opens a bracket.
func (r *reader) bracketed(i int) bool { return r.low(i-1) == "(" }

// scoreWords are words of games and votes.
var scoreWords = map[string]bool{
	"win": true, "won": true, "wins": true, "beat": true, "beating": true, "draw": true, "drew": true, "lead": true, "led": true, "victory": true,
	"defeat": true, "defeated": true, "loss": true, "lost": true, "score": true, "goal": true, "goals": true, "match": true, "tie": true, "tied": true,
	"vote": true, "voted": true, "ruling": true, "ruled": true, "set": true, "sets": true, "game": true, "scoreline": true, "decision": true,
	"aggregate": true, "shutout": true, "record": true, "trailed": true, "trailing": true, "ahead": true, "half-time": true, "final": true,
	"penalties": true, "beaten": true, "thrashed": true, "series": true, "trounced": true, "edged": true, "comeback": true,
}

// isScore says whether two numbers joined by a hyphen are the score of a game
// or of a vote.
func (r *reader) isScore(i int, low quantity, high literal, glue string) bool {
	if glue != "-" || !low.lit.bare || !high.bare || len(r.atoms[low.lit.from].text) > 3 || len(r.atoms[high.from].text) > 3 || !r.glued(high.from) && !r.sports() {
		return false
	}
	if r.low(i-1) == "-" && r.glued(i-1) {
		return false
	}
	if _, _, ok := r.unit(high.to, false); ok {
		return false
	}
	if r.low(high.to) == "-" && r.glued(high.to) {
		return false
	}
	if !low.lit.value.LessThan(high.value) {
		return true
	}
	if r.tag(high.to) == "NNS" && !scoreWords[r.low(high.to)] {
		return false
	}
	return r.sports()
}

func (r *reader) sports() bool {
	for k := range r.atoms {
		if scoreWords[r.low(k)] {
			return true
		}
	}
	return false
}

// score reads a score at i as two quantities: '3-1', '13 votes to none'.
func (r *reader) score(i int, mask []bool) ([]quantity, bool) {
	a, ok := r.amountAt(i, mask)
	if !ok || a.symbol != nil || !a.lit.bare {
		return nil, false
	}
	low := quantity{from: i, to: a.lit.to, lit: a.lit}
	if r.low(a.lit.to) != "-" {
		return nil, false
	}
	b, ok := r.amountAt(a.lit.to+1, mask)
	if !ok || b.symbol != nil || !r.isScore(i, low, b.lit, "-") {
		return nil, false
	}
	side := func(l literal) quantity {
		return quantity{from: l.from, to: l.to, end: l.to, modFrom: l.from, lit: l, kind: Score, value: l.value}
	}
	return []quantity{side(a.lit), side(b.lit)}, true
}

// ratio reads 'two in five', 'nine out of 10', 'one-in-three'.
func (r *reader) ratio(q quantity, mask []bool) (quantity, bool) {
	j := q.to
	hyphen := r.low(j) == "-" && r.glued(j)
	if hyphen {
		j++
	}
	out := false
	switch {
	case r.low(j) == "out" && r.low(j+1) == "of":
		j, out = j+2, true
	case r.low(j) == "in":
		j++
	case r.low(j) == "for" && (r.low(j+1) == "every"):
		j += 2
	default:
		return q, false
	}
	if r.low(j) == "every" {
		j++
	}
	if r.low(j) == "-" && hyphen {
		j++
	}
	l, ok := r.cardinal(j)
	if !ok || !q.lit.scale.Equal(one) || q.lit.form != cardinalForm || !q.value.IsInteger() || !l.value.IsInteger() || !q.value.LessThan(l.value) || !q.value.IsPositive() {
		return q, false
	}
	if l.bare && r.isYear(l.from) || mask[l.from] || q.value.GreaterThan(power10(2)) || q.value.LessThan(one) {
		return q, false
	}
	if u, _, ok := r.unit(l.to, false); ok && !out && (u.dim.isTime() || u.dim == moneyDim || u.dim == percentDim) {
		return q, false
	}
	q.value = q.value.DivRound(l.value, 16)
	q.to, q.end, q.kind = l.to, l.to, Ratio
	q.lit.to = l.to
	if np, ok := r.countedNoun(l.to); ok {
		q.noun = np
	}
	return q, true
}

// ordinalQuantity makes an ordinal of q: a rank before a superlative.
func (r *reader) ordinalQuantity(q quantity) (quantity, bool) {
	q.kind = Ordinal
	k := q.to
	if r.low(k) == "-" {
		k++
	}
	if t := r.tag(k); t == "JJS" || t == "RBS" || strings.HasSuffix(r.low(k), "est") && strings.HasPrefix(t, "JJ") || r.low(k) == "-" {
		q.kind = Rank
	}
	if r.low(q.from) == "second" && (r.tag(q.from) == "NN" || r.low(q.from-1) == "a" && r.tag(q.to) != "NN") && q.kind == Ordinal {
		return quantity{to: q.to}, false
	}
	if r.low(q.from) == "first" && (strings.HasPrefix(r.tag(q.from), "RB") || r.tag(q.from-1) == "MD") {
		return quantity{to: q.to}, false
	}
	if w := r.low(k); w == "century" || w == "centuries" || k > q.to && ordinalCompounds[w] || r.ordinalName(q) {
		return quantity{to: q.to}, false
	}
	if np, ok := r.nounPhrase(k); ok {
		q.noun, q.unit = np, ""
	}
	return q, true
}

// ordinalCompounds are words that an ordinal is joined to in a term that ranks
// nothing ('first-hand', 'third-party').
var ordinalCompounds = map[string]bool{
	"hand": true, "party": true, "class": true, "rate": true, "degree": true, "person": true, "string": true, "guess": true, "in": true,
}

// ordinalName says whether the ordinal is part of a name: both it and the next
// word have a capital that neither the start of a sentence nor a headline asks
// for ('the Second World War').
func (r *reader) ordinalName(q quantity) bool {
	return r.isWord(q.from) && isCapital(r.atoms[q.from].text) && r.isWord(q.to) && isCapital(r.atoms[q.to].text) &&
		q.from > 0 && !r.opensSentence(q.from) && !r.titleCase()
}

// multiple makes a quantity in times of 'twice', 'doubled', 'double the size'.
func (r *reader) multiple(q quantity) (quantity, bool) {
	w := r.low(q.from)
	if next := r.low(q.to); next == "down" || strings.HasPrefix(w, "doubl") && (next == "as" || next == "up") { // 'doubles as a school'
		return quantity{to: q.to}, false
	}
	q.kind, q.norm, q.unit, q.dim = Multiple, "time", "time", timesDim
	switch w {
	case "double", "triple", "quadruple", "treble":
		t := r.tag(q.from)
		verb := strings.HasPrefix(t, "VB") && (r.tag(q.from-1) == "TO" || r.tag(q.from-1) == "MD" || r.low(q.from-1) == "than")
		switch r.low(q.to) {
		case "the", "its", "their", "his", "her", "that", "what", "this", "last", "from":
			verb = true
		}
		if !verb || r.low(q.to) == "-" {
			return quantity{to: q.to}, false
		}
	case "twice":
		if isNounTag(r.tag(q.to)) && r.tag(q.to) == "NNS" {
			return quantity{to: q.to}, false
		}
	case "doubles", "triples":
		if isNounTag(r.tag(q.from)) {
			return quantity{to: q.to}, false
		}
	}
	if v, ok := changeVerbs[w]; ok {
		q.change = v.change
	}
	r.addRate(&q, q.to)
	return q, true
}
