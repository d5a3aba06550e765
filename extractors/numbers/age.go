package numbers

import (
	"strings"

	"github.com/shopspring/decimal"
)

// age reads q as an age: '34-year-old', 'five years old', 'aged 5', 'Ann Lee,
// 41,', 'Ann Lee (41)', 'I am 51', 'in his 50s'.
func (r *reader) age(q quantity) (quantity, bool) {
	if q.lit.form == fractionForm || q.lit.atLeast {
		return q, false
	}
	if q, ok := r.yearsOfAge(q); ok {
		return q, true
	}
	if q, ok := r.decadeOfAge(q); ok {
		return q, true
	}
	if q.value.Equal(decimal.New(15, -1)) && r.bareAge(q) {
		q.kind, q.unit, q.norm, q.dim = Age, "year", "year", timeDim
		return q, true
	}
	if !q.lit.scale.Equal(one) || !q.value.IsPositive() || q.value.GreaterThan(decimal.NewFromInt(120)) || !q.value.IsInteger() {
		return q, false
	}
	if !r.bareAge(q) {
		return q, false
	}
	q.kind, q.unit, q.norm, q.dim = Age, "year", "year", timeDim
	return q, true
}

// yearsOfAge reads a unit of time with 'old' or 'of age' after the number.
func (r *reader) yearsOfAge(q quantity) (quantity, bool) {
	j := q.to
	hyphen := r.low(j) == "-"
	if hyphen {
		j++
	}
	if r.low(j) == "yo" || r.low(j) == "y" && r.low(j+1) == "/" && r.low(j+2) == "o" {
		q.kind, q.unit, q.norm, q.dim = Age, "year", "year", timeDim
		q.to = j + 1
		if r.low(j) == "y" {
			q.to = j + 3
		}
		q.end = q.to
		r.ageNoun(&q)
		return q, true
	}
	u, to, ok := r.unit(j, false)
	if !ok || !u.dim.isTime() {
		return q, false
	}
	switch {
	case r.low(to) == "-" && (r.low(to+1) == "old" || r.low(to+1) == "olds"):
		q.to = to + 2
	case r.low(to) == "old" || r.low(to) == "olds":
		q.to = to + 1
	case r.low(to) == "of" && r.low(to+1) == "age":
		q.to = to + 2
	default:
		return q, false
	}
	if hyphen && r.low(to) == "-" || r.tag(q.to) == "NN" || r.tag(q.to) == "NNS" || r.low(to-1) == u.norm || r.low(to) == "-" {
		q.hyphen = true
	}
	q.kind, q.unit, q.norm, q.dim, q.end = Age, r.textOf(phrase{j, to}), u.norm, u.dim, q.to
	if n := u.dim.years(); n > 0 {
		q.value, q.high = q.value.Mul(decimal.NewFromInt(n)), q.high.Mul(decimal.NewFromInt(n))
		q.unit, q.norm = "year", "year"
	}
	r.ageNoun(&q)
	return q, true
}

// ageNoun finds the noun that an age before it describes: 'a 34-year-old man'.
func (r *reader) ageNoun(q *quantity) {
	j := q.to
	if r.low(j) == "," && strings.HasPrefix(r.tag(j+1), "JJ") {
		j++
	}
	if j < len(r.atoms) && r.isWord(j) {
		if np, ok := r.nounPhrase(j); ok {
			q.noun = np
		}
	}
}

// decadeOfAge reads 'in his 50s', 'mid-30s': ten years.
func (r *reader) decadeOfAge(q quantity) (quantity, bool) {
	i := q.lit.from
	if r.low(q.to) != "s" || !r.glued(q.to) || !q.lit.bare || len(r.atoms[i].text) != 2 || !strings.HasSuffix(r.atoms[i].text, "0") {
		return q, false
	}
	k := i - 1
	for k > 0 && (r.low(k) == "-" || r.low(k) == "mid" || r.low(k) == "late" || r.low(k) == "early" || r.low(k) == "to" || r.low(k) == "and") {
		if r.low(k) == "to" || r.low(k) == "and" {
			q.modifier = "~"
		}
		k--
	}
	person := r.tag(k) == "PRP$"
	warm := false
	for m := range r.atoms {
		warm = warm || strings.HasPrefix(r.low(m), "temperature") || r.low(m) == "degrees"
	}
	if !person && !warm && !r.alone(i, q.to+1) {
		return q, false
	}
	q.high, q.hasHigh = q.value.Add(decimal.NewFromInt(9)), true
	q.to++
	q.end = q.to
	q.kind, q.unit, q.norm, q.dim = Age, "year", "year", timeDim
	if !person {
		q.kind, q.unit, q.norm, q.dim = Temperature, "", "degree", temperatureDim
	}
	return q, true
}

// bareAge says whether a number without unit is an age by what stands around it.
func (r *reader) bareAge(q quantity) bool {
	i, j := q.from, q.to
	switch p := r.low(i - 2); r.low(i - 1) {
	case "only", "just":
		if p == "of" || p == "aged" {
			i--
		}
	case "below", "under", "over", "above":
		if p == "aged" || p == "ages" {
			i--
		}
	}
	if w := r.low(j); (w == "or" || w == "and") && (r.low(j+1) == "older" || r.low(j+1) == "younger") {
		return true
	}
	prev := r.low(i - 1)
	ends := func() bool {
		return j >= len(r.atoms) || r.atoms[j].kind == sign && r.low(j) != "%" && r.low(j) != "-" && r.low(j) != "$" && r.low(j) != "/" && r.low(j) != ":"
	}
	switch prev {
	case "aged", "age", "ages":
		return true
	case "of":
		return r.low(i-2) == "age"
	case "as":
		return (r.low(i-2) == "young" || r.low(i-2) == "old") && r.low(i-3) == "as"
	case "and", "or", ",", "to":
		// 'aged 5 and 7'
		for k := i - 1; k > 0 && k > i-8; k-- {
			switch {
			case r.low(k) == "aged" || r.low(k) == "ages":
				return ends() || !isNounTag(r.tag(j))
			case r.low(k) == "," || r.low(k) == "and" || r.low(k) == "or" || r.low(k) == "to" || r.isDigits(k):
				continue
			}
			break
		}
	}
	if !r.isDigits(q.from) && prev != "turned" && prev != "turns" && prev != "turning" && prev != "turn" {
		return false
	}
	switch prev {
	case "turned", "turns", "turning", "turn":
		return ends() || r.tag(j) == "IN"
	case "(":
		return r.low(j) == ")" && r.personBefore(i-1)
	case ",":
		if ends() && r.personBefore(i-1) {
			return true
		}
		return false
	case "am", "is", "was", "were", "'m", "'s", "be":
		if !ends() && r.low(j) != "and" && r.low(j) != "when" && r.low(j) != "now" && r.low(j) != "at" {
			return false
		}
		return r.personSubject(i - 2)
	case "now", "just", "only", "then", "also":
		if !ends() {
			return false
		}
		return r.low(i-2) == "," || i == 1 || r.tag(i-2) == "VBD" && r.personSubject(i-3) || r.personSubject(i-2) || (r.low(i-2) == "is" || r.low(i-2) == "was") && r.personSubject(i-3)
	}
	return false
}

// personSubject says whether atom i is a person as the subject of 'is 41'.
func (r *reader) personSubject(i int) bool {
	switch r.low(i) {
	case "i", "he", "she", "you", "who", "'m":
		return true
	}
	if i > 0 && r.tag(i) == "RB" {
		return r.personSubject(i - 1)
	}
	return personNouns[r.low(i)] || r.tag(i) == "NNP" && r.tag(i-1) == "NNP" && isCapital(r.atoms[i].text)
}

var personNouns = map[string]bool{
	"bride": true, "groom": true, "wife": true, "husband": true, "son": true, "daughter": true, "brother": true, "sister": true, "mother": true,
	"father": true, "boy": true, "girl": true, "man": true, "woman": true, "victim": true, "suspect": true, "child": true, "baby": true,
	"grandmother": true, "grandfather": true, "friend": true, "boyfriend": true, "girlfriend": true, "nephew": true, "niece": true, "cousin": true,
	"uncle": true, "aunt": true, "teenager": true, "driver": true, "officer": true, "player": true, "student": true, "grandson": true,
	"granddaughter": true, "stepson": true, "stepfather": true, "fiancee": true, "partner": true, "girls": true, "boys": true, "sons": true,
	"accused": true, "shooter": true, "gunman": true, "neighbor": true, "neighbour": true, "candidate": true, "patient": true,
}

// personBefore says whether a name or a person ends before the sign at i.
func (r *reader) personBefore(i int) bool {
	k := i - 1
	if r.low(k) == "." && (r.low(k-1) == "jr" || r.low(k-1) == "sr" || len(r.low(k-1)) == 1) {
		k--
	}
	if r.low(k) == "\"" || r.low(k) == "”" || r.low(k) == ")" {
		return r.low(k) != ")" && isCapital(r.text[r.atoms[k].span.Start:]) || r.low(k) == ")"
	}
	if k < 0 || !r.isWord(k) || (months[r.low(k)] || weekdays[r.low(k)]) && len(r.low(k)) > 3 {
		return false
	}
	return isCapital(r.atoms[k].text) && (isNounTag(r.tag(k)) || r.tag(k) == "JJ" || r.tag(k) == "") || personNouns[r.low(k)] || r.low(k) == "who"
}
