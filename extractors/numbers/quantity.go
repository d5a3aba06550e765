package numbers

import (
	"strings"

	"github.com/shopspring/decimal"

	"onrecord/corpus"
)

// The kinds of quantities: values of extractors.Number.Kind.
const (
	Cardinal    = "cardinal"    // a count or a bare number
	Ordinal     = "ordinal"     // 'the third victim'
	Rank        = "rank"        // 'the third-largest'
	Percent     = "percent"     // per cent and points
	Money       = "money"       //
	Measure     = "measure"     // in units of length, mass, power …
	Temperature = "temperature" //
	Duration    = "duration"    // in units of time
	Age         = "age"         //
	Ratio       = "ratio"       // 'two in five'
	Fraction    = "fraction"    // 'two-thirds'
	Score       = "score"       // one side of '3-1'
	Multiple    = "multiple"    // 'twice', 'four times', in times
)

// A quantity is a number in its sentence, in terms of atoms.
type quantity struct {
	from, to int     // the words of the number itself, as the guide cuts them
	lit      literal // its (first) literal, widened to the end of a range
	end      int     // where all that belongs to it ends: unit, rate, noun
	changeAt int     // the word of change, or -1
	next     int     // where the next quantity may begin, 0: at to
	modFrom  int     // where its modifier begins, else from

	kind     string
	value    decimal.Decimal
	high     decimal.Decimal
	hasHigh  bool
	modifier string
	change   string

	unit     string
	norm     string
	code     string
	dim      dimension
	noun     phrase // the noun phrase that it counts
	hyphen   bool   // it stands before a noun: 'a two-year hiatus'
	elided   bool   // its noun is not there: '844' for 844 delegates
	concepts []phrase
}

func (r *reader) spanOf(p phrase) corpus.Span {
	return corpus.Span{Start: r.atoms[p.from].span.Start, End: r.atoms[p.to-1].span.End}
}

func (r *reader) textOf(p phrase) string {
	if p.empty() {
		return ""
	}
	return r.spanOf(p).Of(r.text)
}

// quantities finds the quantities of the sentence, in order, with their units.
func (r *reader) quantities() []quantity {
	mask := r.nameMask()
	var list []quantity
	for i := 0; i < len(r.atoms); {
		if !r.mayStart(i) {
			i++
			continue
		}
		qs, next := r.quantityAt(i, mask)
		list = append(list, qs...)
		i = max(next, i+1)
	}
	return list
}

// mayStart says whether a quantity can begin at atom i: with a literal, a
// currency, a unit ('decade-old') or 'between'.
func (r *reader) mayStart(i int) bool {
	a := &r.atoms[i]
	if r.mayBegin(i) || a.low == "between" || moneyForms[a.low] != nil {
		return true
	}
	return a.kind == word && unitForms[a.low] != nil
}

// quantityAt reads the quantity that begins at atom i, and where to go on. A
// score is two.
func (r *reader) quantityAt(i int, mask []bool) ([]quantity, int) {
	if q, ok := r.articleUnit(i); ok {
		return []quantity{q}, q.to
	}
	start := i
	if r.low(i) == "between" {
		if q, ok := r.rangeAt(i+1, mask, true); ok {
			q.from = start
			q.lit.from = start
			return []quantity{q}, max(q.next, q.to)
		}
		return nil, i + 1
	}
	if q, ok := r.rangeAt(i, mask, false); ok {
		return []quantity{q}, max(q.next, q.to)
	}
	if qs, ok := r.score(i, mask); ok {
		return qs, qs[1].to
	}
	q, ok := r.simple(i, mask)
	if !ok {
		return nil, max(q.to, i+1)
	}
	return []quantity{q}, max(q.next, q.to)
}

// amount is a literal with the currency symbol before it.
type amountAt struct {
	from   int
	symbol *unit
	lit    literal
}

func (r *reader) amountAt(i int, mask []bool) (amountAt, bool) {
	a := amountAt{from: i}
	j := i
	if r.low(i) == "-" && i+1 < len(r.atoms) && !r.isDigits(i+1) { // -$5m
		if f, to, ok := r.symbol(i + 1); ok && !r.atoms[i+1].space && (i == 0 || r.atoms[i].space) {
			if l, ok := r.literal(to); ok && l.form == cardinalForm {
				l.value = l.value.Neg()
				return amountAt{i, f.unit, l}, true
			}
		}
	}
	if f, to, ok := r.symbol(i); ok {
		a.symbol = f.unit
		j = to
	}
	l, ok := r.literal(j)
	if !ok || a.symbol != nil && l.form != cardinalForm {
		return a, false
	}
	if a.symbol != nil && r.low(j) == "-" && l.to == j {
		return a, false
	}
	a.lit = l
	if mask != nil && a.symbol == nil {
		for k := l.from; k < l.to; k++ {
			if mask[k] {
				return a, false
			}
		}
	}
	return a, true
}

// simple reads a quantity that is no range and no score.
func (r *reader) simple(i int, mask []bool) (quantity, bool) {
	a, ok := r.amountAt(i, mask)
	if !ok {
		return quantity{to: max(a.lit.to, i+1)}, false
	}
	l := a.lit
	q := quantity{from: i, to: l.to, lit: l, end: l.to, modFrom: i, kind: Cardinal, value: l.value}
	if l.atLeast {
		q.modifier = ">="
	}
	switch l.form {
	case ordinalForm:
		return r.ordinalQuantity(q)
	case multipleForm:
		return r.multiple(q)
	}
	if a.symbol == nil {
		if q, ok := r.ratio(q, mask); ok {
			return q, true
		}
		if q, ok := r.age(q); ok {
			return q, true
		}
	}
	if l.form == fractionForm {
		q.kind = Fraction
	}
	if r.measured(&q, a.symbol) {
		if q.kind == Duration && l.from == q.from && r.low(l.from) == "one" && !r.oneCounts(q) {
			return quantity{to: q.to}, false
		}
		return q, true
	}
	if l.form == fractionForm {
		q.kind = Fraction
		if np, ok := r.countedNoun(l.to); ok && (r.low(l.to) == "of" || r.low(l.to) == "the" || r.tag(l.to) == "NNS") {
			q.noun = np
		}
		return q, true
	}
	if r.low(l.from) == "zero" && r.low(l.to) == "-" && r.low(l.to+1) == "covid" {
		return quantity{to: l.to}, false
	}
	np, counted := r.countedNoun(l.to)
	if counted && r.low(l.to) == "-" && r.low(np.from) == "strong" { // 'a 250-strong force'
		if np, ok := r.nounPhrase(np.to); ok {
			q.noun, q.end = np, np.to
		}
		return q, true
	}
	if counted && r.low(l.to) != "-" && !r.countable(np, l) {
		counted = false
	}
	if counted && attributes[r.low(np.to-1)] && np.to == l.to+1 { // 'a 15,000 capacity'
		q.noun, q.unit = np, ""
		return q, !r.named(l, true)
	}
	if r.low(l.to) == "-" && r.low(l.to+1) == "to" && r.low(l.to+2) == "-" { // '73-to-25'
		q.elided = true
		return q, !r.named(l, false)
	}
	if w := r.low(l.to + 1); r.low(l.to) == "-" && (w == "odd" || w == "plus" || w == "something") { // '20-odd men'
		if np, counted = r.countedNoun(l.to + 2); counted {
			r.count(&q, np)
		} else {
			q.elided = true
		}
		return q, true
	}
	if r.low(l.to) == "-" && r.glued(l.to) {
		if !counted || r.fixedCompound(l.to+1) {
			return quantity{to: l.to}, false
		}
		q.hyphen = true
	}
	if r.named(l, counted && !q.hyphen) || !counted && l.bare && r.listed(l) {
		if !r.isYear(l.from) {
			r.lastNamed = l.to
		}
		return quantity{to: l.to}, false
	}
	if counted {
		r.count(&q, np)
	} else {
		q.elided = true
	}
	if r.low(l.from) == "one" && l.to == l.from+1 && !r.oneCounts(q) {
		return quantity{to: l.to}, false
	}
	return q, true
}

// attributes are nouns whose value the number before them is.
var attributes = map[string]bool{"capacity": true, "population": true, "attendance": true, "turnout": true, "limit": true, "circulation": true, "mark": true, "barrier": true}

// listed says whether l goes on with a list of names: 'seats 36, 39 and 40'.
func (r *reader) listed(l literal) bool {
	k := l.from - 1
	if r.low(k) == "and" || r.low(k) == "or" || r.low(k) == "-" || r.low(k) == "&" {
		k--
		if r.low(k) != "," {
			return r.lastNamed == k+1 && r.lastNamed > 0
		}
	}
	return r.low(k) == "," && r.lastNamed == k && k > 0 && !r.isYear(k-1)
}

// countable says whether a number can count the noun phrase: a plural, a
// collective or a name, if the number is more than one.
func (r *reader) countable(np phrase, l literal) bool {
	head := r.low(np.to - 1)
	if l.value.Equal(one) || l.value.IsZero() || l.atLeast || r.low(l.to) == "of" {
		return true
	}
	if collective[head] || heads[head] || unchanged[head] || irregular[head] != "" || attributes[head] {
		return true
	}
	return isCapital(r.atoms[np.to-1].text) || strings.HasSuffix(head, "s") || strings.HasSuffix(head, "est") || r.tag(np.to-1) == "NNS" || r.tag(np.to-1) == "JJS"
}

// count makes q a count of the noun phrase np.
func (r *reader) count(q *quantity, np phrase) {
	q.noun, q.end = np, np.to
	q.unit = r.textOf(np)
	q.norm = singularPhrase(q.unit)
	if q.hyphen {
		q.end = np.to
		return
	}
	if to, rate, ok := r.rate(np.to, false); ok {
		q.unit = r.textOf(phrase{np.from, to})
		q.norm += " per " + rate
		q.end, q.next = to, to
	}
}

// measured reads the unit of measure of q: a currency before or after it, per
// cent, a measure with its rate.
func (r *reader) measured(q *quantity, symbol *unit) bool {
	j := q.to
	set := func(u *unit, from, to int) {
		q.unit, q.norm, q.code, q.dim = r.textOf(phrase{from, to}), u.norm, u.code, u.dim
		q.to, q.end = to, to
		q.kind = kindOf(u.dim)
		if u.mega {
			q.value, q.high = q.value.Mul(power10(6)), q.high.Mul(power10(6))
		}
		if u.dim == angleDim && u.norm == "degree" && r.weather() {
			q.kind = Temperature
		}
		if u.norm == "pound" && u.dim == "mass" && q.lit.scale.GreaterThanOrEqual(power10(6)) && r.low(to) != "of" {
			q.kind, q.code, q.dim = Money, "GBP", moneyDim // no news weighs by the million pounds without saying of what
		}
		if s, ok := scales[r.low(to)]; ok && u.dim == moneyDim && q.lit.scale.Equal(one) { // 75 USD million
			q.value, q.high = q.value.Mul(s), q.high.Mul(s)
			q.to, q.end = to+1, to+1
		}
		if u.norm == "" {
			q.norm = singularPhrase(q.unit)
		}
		if n := u.dim.years(); n > 0 {
			q.value, q.high = q.value.Mul(decimal.NewFromInt(n)), q.high.Mul(decimal.NewFromInt(n))
			q.unit, q.norm = "year", "year"
		}
	}
	if symbol != nil {
		q.unit, q.norm, q.code, q.dim, q.kind = r.symbolText(q), symbol.norm, symbol.code, moneyDim, Money
		q.end = q.to
		if symbol.mega {
			q.value, q.high = q.value.Mul(power10(6)), q.high.Mul(power10(6))
		}
		if u, to, ok := r.unit(q.to, false); ok && u.dim == moneyDim && u.code == symbol.code && r.isWord(q.to) { // '$5 million dollars'
			q.to, q.end = to, to
		}
		if to, ok := r.cents(q, q.to); ok {
			q.to, q.end = to, to
		}
		r.addRate(q, q.to)
		r.hyphenNoun(q)
		return true
	}
	hyphen := r.low(j) == "-" && r.isWord(j+1) && (r.glued(j) || r.atoms[j].space && r.atoms[j+1].space)
	if hyphen {
		j++
	}
	if q.lit.form == fractionForm { // half an hour, a quarter of a mile
		k := j
		if r.low(k) == "of" {
			k++
		}
		if r.low(k) == "a" || r.low(k) == "an" || hyphen {
			if k == j || r.low(k) == "a" || r.low(k) == "an" {
				if !hyphen {
					k++
				}
			}
			if u, to, ok := r.unit(k, hyphen); ok && u.dim != percentDim && u.dim != moneyDim {
				set(u, k, to)
				r.addRate(q, q.to)
				return true
			}
		}
		if u, to, ok := r.unit(j+2, false); ok && r.low(j) == "of" && r.low(j+1) == "a" && u.dim == percentDim {
			set(u, j+2, to)
			return true
		}
		if l, ok := r.literal(j + 1); ok && r.low(j) == "of" && l.value.Equal(one) { // 'half of 1 per cent'
			if u, to, ok := r.unit(l.to, false); ok && u.dim == percentDim {
				set(u, l.to, to)
				return true
			}
		}
		if !hyphen && r.low(j) == "of" {
			return false
		}
	}
	if q.lit.atLeast && r.low(j) == "of" { // 'millions of dollars'
		if u, to, ok := r.unit(j+1, false); ok && u.dim != percentDim && u.dim != timesDim {
			set(u, j+1, to)
			return true
		}
	}
	bracket := ""
	if w := r.low(j); w == "(" || w == "[" || w == "{" || w == "<" {
		bracket = closing[w]
		if u, to, ok := r.unit(j+1, false); ok && r.low(to) == bracket {
			set(u, j+1, to)
			q.to, q.end = to+1, to+1
			return true
		}
		if r.low(j) == "{" {
			return false
		}
	}
	k := j
	for n := 0; n < 2 && isStretch(r.low(k)); n++ {
		k++
		if r.low(k) == "-" {
			k++
		}
	}
	u, to, ok := r.unit(k, hyphen)
	if ok && k > j && !u.dim.isTime() && u.dim != "length" {
		ok = false
	}
	if !ok {
		return false
	}
	if u.dim == timesDim {
		if hyphen || r.low(k) == "time" && r.low(q.lit.from) != "one" || r.low(k) == "time" {
			return false
		}
		set(u, k, to)
		r.addRate(q, q.to)
		return true
	}
	if u.dim == pointsDim && u.norm == "point" && !r.percentNear(q, to) {
		return false
	}
	set(u, k, to)
	if u.dim == pointsDim && u.norm == "point" {
		q.norm = "percentage point"
	}
	if u.dim == moneyDim {
		if to, ok := r.cents(q, q.to); ok {
			q.to, q.end = to, to
		}
	}
	if u.norm == "foot" { // 5 feet 2 inches
		if to, v, ok := r.inches(q.to); ok {
			q.value = q.value.Add(v)
			q.to, q.end = to, to
		}
	}
	if r.low(q.to) == "-" && (extensions[r.low(q.to+1)] || r.low(q.to+1) == "plus") && (hyphen || r.glued(q.to)) {
		q.to += 2
		q.end = q.to
		hyphen = true
	}
	q.hyphen = hyphen
	r.addRate(q, q.to)
	r.hyphenNoun(q)
	return true
}

var closing = map[string]string{"(": ")", "[": "]", "{": "}", "<": ">"}

func kindOf(d dimension) string {
	switch d {
	case percentDim, pointsDim:
		return Percent
	case moneyDim:
		return Money
	case timesDim:
		return Multiple
	case temperatureDim:
		return Temperature
	}
	if d.isTime() {
		return Duration
	}
	return Measure
}

// isStretch are the adjectives between a number and a unit of time or length.
func isStretch(w string) bool {
	switch w {
	case "straight", "consecutive", "full", "whole", "long", "more", "additional", "other", "good", "solid", "extra", "further",
		"short", "successive", "hard", "calendar", "working", "business", "difficult", "intense", "light":
		return true
	}
	return false
}

// hyphenNoun finds the noun that a measure before it describes: 'a two-year
// hiatus', 'a $15 minimum wage', 'a 90 percent drop'.
func (r *reader) hyphenNoun(q *quantity) {
	j := q.to
	switch t := r.tag(j); {
	case r.low(j) == "in" || r.low(j) == "of" || r.low(j) == "worth" || directions[r.low(j)]:
		return
	case !q.hyphen && (t == "VBN" || t == "VBD" || t == "VBG"): // '70% expressed doubts'
		return
	}
	if r.low(j) == "," && q.hyphen && strings.HasPrefix(r.tag(j+1), "JJ") { // 'his 20-year, unbroken rule'
		j++
	}
	if np, ok := r.nounPhrase(j); ok && j < len(r.atoms) && (np.from == j || r.atoms[j].kind == sign) {
		plain := q.kind == Duration && !q.hyphen || q.kind == Percent && strings.HasSuffix(r.low(np.from), "of")
		if !plain {
			q.noun = np
		}
	}
}

// directions say where and not what.
var directions = map[string]bool{
	"north": true, "south": true, "east": true, "west": true, "northeast": true, "northwest": true, "southeast": true, "southwest": true, "away": true,
	"upstream": true, "downstream": true, "inland": true, "offshore": true, "down": true, "up": true, "off": true,
}

// symbolText is the currency symbol of q as it is written.
func (r *reader) symbolText(q *quantity) string {
	k := q.from
	if r.low(k) == "between" || r.low(k) == "-" {
		k++
	}
	_, to, ok := r.symbol(k)
	if !ok {
		return ""
	}
	return r.textOf(phrase{k, to})
}

// cents reads the small coin after the main one: '3 dollars 50 cents'.
func (r *reader) cents(q *quantity, i int) (int, bool) {
	j := i
	if r.low(j) == "and" {
		j++
	}
	g, ok := r.group(j)
	if !ok || g.value.GreaterThan(decimal.NewFromInt(99)) || !g.value.IsInteger() || !q.value.IsInteger() {
		return i, false
	}
	switch r.low(g.to) {
	case "cent", "cents", "pence", "kopecks", "p":
		q.value = q.value.Add(g.value.Shift(-2))
		return g.to + 1, true
	}
	// '15 dollars 50' at the end of a clause
	if j > i && r.isWord(j) && !r.isWord(i-1) && (g.to >= len(r.atoms) || r.low(g.to) == "." && g.to+1 == len(r.atoms)) { // '$100 and fifty.'
		q.value = q.value.Add(g.value.Shift(-2))
		return g.to, true
	}
	if r.isWord(i-1) && q.lit.to < i && g.value.GreaterThan(one) && (g.to >= len(r.atoms) || r.low(g.to) == "." || r.low(g.to) == "more" && j == i) {
		q.value = q.value.Add(g.value.Shift(-2))
		return g.to, true
	}
	return i, false
}

// inches reads '2 inches' after feet.
func (r *reader) inches(i int) (int, decimal.Decimal, bool) {
	j := i
	if r.low(j) == "and" || r.low(j) == "," || r.low(j) == "-" {
		j++
	}
	l, ok := r.cardinal(j)
	if !ok {
		return 0, one, false
	}
	k := l.to
	if r.low(k) == "-" {
		k++
	}
	switch r.low(k) {
	case "in", "inch", "inches", "\"":
		return k + 1, l.value.DivRound(decimal.NewFromInt(12), 16), true
	}
	return 0, one, false
}

// addRate reads the rate after a measure and takes it into text and unit:
// '$4.25 an hour', '7.5 tons per year'.
func (r *reader) addRate(q *quantity, i int) {
	to, rate, ok := r.rate(i, true)
	if !ok {
		return
	}
	if strings.Contains(q.norm, " per ") {
		return
	}
	q.unit += " " + r.textOf(phrase{i, to})
	q.norm += " per " + rate
	q.to, q.end = to, to
}

// rate reads 'per year', 'an hour', 'a day', '/kg', 'a share' at i; its second
// result is the singular of what it is per.
func (r *reader) rate(i int, measure bool) (int, string, bool) {
	j := i
	hyphen := r.low(j) == "-" && r.glued(j)
	if hyphen {
		j++
	}
	switch r.low(j) {
	case "per", "each", "every":
		each := r.low(j) != "per"
		j++
		if r.low(j) == "-" && hyphen {
			j++
		}
		u, to, ok := r.unit(j, false)
		if ok {
			return to, u.norm, true
		}
		if l, ok := r.cardinal(j); ok && !each { // per 100,000 people
			np, ok := r.nounPhrase(l.to)
			if !ok {
				return 0, "", false
			}
			return np.to, r.textOf(phrase{j, np.to}), true
		}
		if each || !r.isWord(j) {
			return 0, "", false
		}
		if r.low(j) == "capita" || r.low(j) == "annum" {
			return j + 1, map[string]string{"capita": "person", "annum": "year"}[r.low(j)], true
		}
		if np, ok := r.nounPhrase(j); ok {
			return np.to, singularPhrase(r.textOf(np)), true
		}
	case "a", "an":
		j++
		if r.low(j) == "-" && hyphen {
			j++
		}
		if u, to, ok := r.unit(j, false); ok && u.dim != moneyDim && r.low(to) != "ago" && r.low(to) != "later" && r.low(to) != "earlier" && r.low(to) != "after" && r.low(to) != "before" && r.low(to) != "-" {
			return to, u.norm, true
		}
		switch r.low(j) {
		case "share", "head", "person", "piece", "ticket", "plate", "barrel", "bottle", "unit", "litre", "night":
			if measure {
				return j + 1, r.low(j), true
			}
		}
	case "/":
		if !measure {
			return 0, "", false
		}
		if u, to, ok := r.unit(j+1, false); ok {
			return to, u.norm, true
		}
	}
	return 0, "", false
}

// percentNear says whether 'points' are points of a percentage: a margin or a
// lead, or per cent elsewhere in the sentence; otherwise they are counted.
func (r *reader) percentNear(q *quantity, to int) bool {
	for k := range r.atoms {
		switch r.low(k) {
		case "%", "percent", "percentage", "margin", "lead", "poll", "polls", "pollster", "approval":
			return true
		case "cent":
			if r.low(k-1) == "per" {
				return true
			}
		}
	}
	return false
}

// fixedCompound are words that are joined to a number in a term that counts
// nothing ('two-way', 'one-time', 'two-state').
func (r *reader) fixedCompound(i int) bool {
	if r.low(i-2) == "zero" {
		return true
	}
	switch r.low(i) {
	case "way", "time", "sided", "state", "faced", "off", "on", "one", "fold", "edged", "dimensional", "pronged", "tier", "class", "man", "size", "handed",
		"step", "stop", "timer", "liner", "piece", "third", "thirds", "quarters", "fourths", "up", "down", "minute", "hand", "legged", "wheeler", "wheel", "wheeled", "wheelers":
		return r.low(i-2) == "one" || r.low(i) == "way" || r.low(i) == "sided" || r.low(i) == "state" || r.low(i) == "faced" || r.low(i) == "edged" || r.low(i) == "dimensional" || r.low(i) == "off" || r.low(i) == "up"
	}
	return r.low(i-2) == "one"
}

// oneCounts says whether 'one' is a count and not a pronoun or an article.
func (r *reader) oneCounts(q quantity) bool {
	i := q.lit.from
	if r.low(i+1) == "'s" { // 'about one's own pride'
		return false
	}
	if sign, from := r.modifierBefore(i); sign != "" && from < i {
		return true
	}
	if q.kind == Duration {
		return !(r.low(q.to-1) == "day" && r.low(i-1) != "in" && r.low(i-1) != "for" && r.low(i-1) != "only" && r.low(i-1) != "just")
	}
	if r.low(i+1) == "of" {
		if w := r.low(i + 2); w == "whom" || w == "which" || w == "them" {
			return r.countBefore(i)
		}
		j := i + 2
		for isDeterminer(r.low(j)) || r.tag(j) == "PRP$" || r.tag(j) == "DT" || r.genitive(j) > j {
			if g := r.genitive(j); g > j {
				j = g
			} else {
				j++
			}
		}
		if sign, from := r.modifierAhead(j); sign != "" {
			j = from
		}
		l, ok := r.literal(j)
		return ok && l.form == cardinalForm && r.ageAt(j) == j
	}
	switch r.low(i - 1) {
	case "the", "this", "that", "no", "any", "every", "each", "which", "another", "day", "number":
		return false
	}
	if q.noun.empty() || q.hyphen || isFiller(r.low(i+1)) || r.low(i+1) == "another" {
		return false
	}
	return r.otherCounts(i)
}

// countBefore says whether a count stands before atom i.
func (r *reader) countBefore(i int) bool {
	for k := range i {
		if l, ok := r.cardinal(k); ok && l.to < i {
			if _, counted := r.countedNoun(l.to); counted && !r.named(l, true) {
				return true
			}
		}
	}
	return false
}

// otherCounts says whether the sentence counts something else besides the
// number at i.
func (r *reader) otherCounts(i int) bool {
	for k := 0; k < len(r.atoms); k++ {
		if k == i || r.low(k) == "one" {
			continue
		}
		if l, ok := r.cardinal(k); ok {
			np, counted := r.countedNoun(l.to)
			if t := r.tag(l.to); r.isWord(k) && (t == "VBD" || t == "VBZ" || t == "VBP" || t == "VBN" || t == "MD") && !r.named(l, true) {
				return true // 'and two were hurt'
			}
			if counted && !r.named(l, true) && !np.empty() && (r.isWord(k) || !l.bare || r.tag(l.to) == "NNS") {
				if _, _, measure := r.unit(np.from, false); !measure && r.low(np.from-1) != "-" {
					return true
				}
			}
			k = l.to - 1
		}
	}
	return false
}

// modifierAhead reads a modifier that begins at i ('one of the over 300').
func (r *reader) modifierAhead(i int) (string, int) {
	for k := i + 1; k <= i+3 && k < len(r.atoms); k++ {
		if sign, from := r.modifierBefore(k); sign != "" && from == i {
			return sign, k
		}
	}
	return "", i
}
