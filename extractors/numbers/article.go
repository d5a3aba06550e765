package numbers

import "github.com/shopspring/decimal"

// articleUnit reads a unit whose article is its number: 'a decade', 'an hour
// ago', 'decade-old', 'foot-long', 'century and a half', 'half a century'.
func (r *reader) articleUnit(i int) (quantity, bool) {
	q := quantity{from: i, modFrom: i, value: one}
	j := i
	w := r.low(i)
	article := w == "a" || w == "an"
	if article {
		j++
	}
	if !r.isWord(j) || r.isScale(j) || r.low(j) == "m" || r.low(j) == "in" || r.low(j) == "s" {
		return q, false
	}
	u, to, ok := r.unit(j, false)
	if !ok || u.dim == percentDim || u.dim == timesDim || u.dim == pointsDim || u.dim == angleDim || u.dim == caliberDim {
		return q, false
	}
	if r.tag(j) == "NNP" || len(r.atoms[j].text) < 3 {
		return q, false
	}
	if u.dim == moneyDim && !(article && (r.low(to) == "a" || r.low(to) == "an" || r.low(to) == "per")) {
		return q, false
	}
	plain := r.low(to-1) == lastWord(u.norm) || u.dim.years() > 0 && singular(r.low(to-1)) == r.low(to-1) || r.low(to-1) == "meter" || r.low(to-1) == "kilometer"
	if !plain || u.norm == "second" {
		return q, false
	}
	q.lit = literal{from: i, to: to, value: one, scale: one}
	q.to, q.end = to, to
	q.kind, q.unit, q.norm, q.dim, q.code = kindOf(u.dim), r.textOf(phrase{j, to}), u.norm, u.dim, u.code
	if n := u.dim.years(); n > 0 {
		q.value, q.unit, q.norm = decimal.NewFromInt(n), "year", "year"
	}
	// 'a year and a half'
	if end, f, ok := r.andFraction(to); ok {
		if _, _, again := r.unit(end, false); !again {
			q.value = q.value.Add(f.Mul(q.value))
			q.to, q.end = end, end
			return q, true
		}
	}
	if r.low(to) == "-" && (r.low(to+1) == "old" || r.low(to+1) == "long") && r.glued(to) {
		if prev := r.low(i - 1); !article && (prev == "-" || r.isDigits(i-1)) {
			return q, false
		}
		if article {
			q.from, q.lit.from, q.modFrom = j, j, j
		}
		q.to, q.end, q.hyphen = to+2, to+2, true
		r.hyphenNoun(&q)
		return q, true
	}
	if !article {
		return q, false
	}
	if r.low(to) == "-" && r.glued(to) {
		return q, false
	}
	if q.dim.isTime() {
		return q, r.timeCounts(i, to, u)
	}
	if u.dim == moneyDim {
		r.addRate(&q, to)
		return q, true
	}
	switch r.low(to) {
	case "of":
		return q, u.dim == "volume" || u.dim == "mass"
	case "away", "from", "north", "south", "east", "west", "long", "wide", "deep", "high", "tall", "down", "off", "apart":
		return q, true
	}
	sign, from := r.modifierBefore(i)
	return q, sign != "" && from < i || r.low(i-1) == "for" || r.low(i-1) == "by"
}

func lastWord(s string) string {
	for k := len(s) - 1; k >= 0; k-- {
		if s[k] == ' ' {
			return s[k+1:]
		}
	}
	return s
}

// timeCounts says whether the article before a unit of time counts: 'a year
// ago', 'for a decade', 'more than a month'; not 'four times a year', 'a day in
// the life'.
func (r *reader) timeCounts(i, to int, u *unit) bool {
	switch r.low(to) {
	case "ago", "later", "earlier", "after", "before", "since", "apart", "old", "away", "prior", "beforehand":
		return true
	}
	if u.dim.years() > 0 {
		return !r.isRate(i)
	}
	if u.norm == "day" && r.low(to) == "in" {
		return false
	}
	if u.norm == "day" && r.low(i-1) != "than" && r.low(i-1) != "for" && r.low(i-1) != "within" {
		return false
	}
	if isNounTag(r.tag(to)) && !r.isTemporal(to) {
		return false // 'a week end'
	}
	if sign, from := r.modifierBefore(i); sign != "" && from < i {
		return true
	}
	switch r.low(i - 1) {
	case "for", "after", "within", "in", "over", "every", "lasted", "last", "took", "takes", "take", "once", "least", "spent", "than":
		return !(r.low(i-1) == "once" || r.low(i-1) == "every") && !(r.low(i-1) == "in" && isNounTag(r.tag(i-2)) && r.low(to) == "when")
	}
	return false
}

// isRate says whether the article at i says how often: 'ten times a year'.
func (r *reader) isRate(i int) bool {
	return isNounTag(r.tag(i-1)) || r.low(i-1) == "times" || r.low(i-1) == "once" || r.low(i-1) == "twice"
}
