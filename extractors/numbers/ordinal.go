package numbers

import "github.com/shopspring/decimal"

// ordinal reads an ordinal number: '23rd', 'third', 'one hundred and
// twenty-first', 'two hundredth'.
func (r *reader) ordinal(i int) (literal, bool) {
	ord := func(to int, v decimal.Decimal) (literal, bool) {
		return literal{from: i, to: to, value: v, scale: one, form: ordinalForm}, true
	}
	if r.isDigits(i) && r.isWord(i+1) && r.glued(i+1) {
		switch r.low(i + 1) {
		case "st", "nd", "rd", "th":
			if v, ok := readDigits(r.atoms[i].text); ok && v.IsInteger() {
				return ord(i+2, v)
			}
		}
	}
	if n, ok := ordinalWords[r.low(i)]; ok && r.isWord(i) {
		return ord(i+1, decimal.NewFromInt(n))
	}
	g, ok := r.group(i)
	if !ok || r.isDigits(i) {
		return literal{}, false
	}
	j := g.to
	last := ""
	if j > i {
		last = r.low(j - 1)
	}
	if r.low(j) == "-" || r.low(j) == "and" {
		j++
	}
	n, ok := ordinalWords[r.low(j)]
	if !ok {
		return literal{}, false
	}
	v := decimal.NewFromInt(n)
	_, afterTen := tens[last]
	switch {
	case n >= 100 && j == g.to && g.value.LessThan(v.Mul(power10(3))) && (g.value.GreaterThan(one) || r.low(i) == "a" || g.to > i+1): // two hundredth
		return ord(j+1, g.value.Mul(v))
	case afterTen && n < 10, n < 100 && g.scale.GreaterThan(one) && !afterTen:
		return ord(j+1, g.value.Add(v))
	}
	return literal{}, false
}
