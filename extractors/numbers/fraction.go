package numbers

import "github.com/shopspring/decimal"

// part reads a fraction that begins without a cardinal: 'half', 'half a
// million', 'a third', 'a quarter million', '½'.
func (r *reader) part(i int) (literal, bool) {
	if g, ok := glyphs[r.low(i)]; ok {
		l := literal{from: i, to: i + 1, value: ratio(g[0], g[1]), scale: one, form: fractionForm}
		return r.ofScale(l), true
	}
	half := decimal.New(5, -1)
	j := i
	article := r.low(i) == "a" || r.low(i) == "an"
	if article {
		j++
	}
	switch r.low(j) {
	case "half":
		l := literal{from: i, to: j + 1, value: half, scale: one, form: fractionForm}
		k := j + 1
		if !article && (r.low(k) == "a" || r.low(k) == "an") {
			k++
		}
		if s, ok := r.scaleWord(k); ok {
			l.to, l.value, l.scale, l.form = k+1, half.Mul(s), s, cardinalForm
			return l, true
		}
		if !r.halfCounts(i, j, article) {
			return literal{}, false
		}
		return r.ofScale(l), true
	case "quarter":
		l := literal{from: i, to: j + 1, value: ratio(1, 4), scale: one, form: fractionForm}
		if s, ok := scales[r.low(j+1)]; ok {
			l.to, l.value, l.scale, l.form = j+2, l.value.Mul(s), s, cardinalForm
			return l, true
		}
		if !article || !r.partCounts(i, j) {
			return literal{}, false
		}
		return r.ofScale(l), true
	}
	if !article {
		return literal{}, false
	}
	to, d, _, ok := r.denominator(j, one)
	if !ok || !r.partCounts(i, to-1) {
		if v, to, ok := r.hundredths(i); ok { // a hundred trillionths
			return literal{from: i, to: to, value: v, scale: one, form: fractionForm}, true
		}
		return literal{}, false
	}
	l := literal{from: i, to: to, value: one.DivRound(d, 16), scale: one, form: fractionForm}
	return r.ofScale(l), true
}

func (r *reader) hundredths(i int) (decimal.Decimal, int, bool) {
	g, ok := r.group(i)
	if !ok {
		return g.value, 0, false
	}
	to, d, plural, ok := r.denominator(g.to, g.value)
	if !ok || !plural {
		return g.value, 0, false
	}
	return g.value.DivRound(d, 30), to, true
}

// halfCounts keeps out the half of 'the first half', 'half-time' and 'half
// brother'.
func (r *reader) halfCounts(i, j int, article bool) bool {
	switch next := r.low(j + 1); {
	case next == "-" && r.glued(j+1):
		u, _, ok := r.unit(j+2, true)
		return ok && u.dim != timesDim
	case next == "of" || next == "the" || next == "a" || next == "an" || next == "its" || next == "their" || next == "his" ||
		next == "her" || next == "that" || next == "our" || next == "my" || next == "this" || next == "these" || next == "those":
	case r.tag(j+1) == "NNS" || next == "people" || r.low(i-1) == "by" || r.low(i-1) == "than" || article:
	case r.low(i-1) == "about" || r.low(i-1) == "nearly" || r.low(i-1) == "almost" || r.low(i-1) == "over" || r.low(i-1) == "only":
	case len(r.atoms) == j+1 && i == 0:
	default:
		return false
	}
	if article {
		return true
	}
	switch r.low(i - 1) {
	case "first", "second", "other", "the", "last", "latter", "this", "each", "every", "top", "bottom", "lower", "upper", "better":
		return false
	}
	return true
}

// partCounts says whether 'a third' at i, which ends at j, is a fraction and
// not an ordinal ('a third man', 'a third was hurt') or a part of the year.
func (r *reader) partCounts(i, j int) bool {
	if r.low(j+1) == "-" && r.glued(j+1) { // 'a third-degree burn'
		return false
	}
	switch r.low(j + 1) {
	case "of", "the", "less", "more", "fewer", "to", "from", "in", "as", "its":
		return r.low(j+1) != "in" || r.changeBefore(i)
	}
	switch r.low(i - 1) {
	case "by", "than", "about", "almost", "nearly", "over", "least", "roughly", "only", "some", "around", "to":
		return true
	}
	return j+1 >= len(r.atoms) && i == 0 || r.atoms[len(r.atoms)-1].kind == sign && j+2 == len(r.atoms) && i == 0
}

// changeBefore says whether a word of change stands just before i.
func (r *reader) changeBefore(i int) bool {
	_, ok := changeVerbs[r.low(i-1)]
	return ok
}

// over reads the denominator after a numerator: 'two thirds', '3/4', 'one over
// twenty', '2 1/2', '2½'.
func (r *reader) over(l literal) (int, decimal.Decimal, bool) {
	j := l.to
	if g, ok := glyphs[r.low(j)]; ok && l.value.IsInteger() {
		return j + 1, l.value.Add(ratio(g[0], g[1])), true
	}
	if r.isDigits(l.from) && l.to == l.from+1 && l.value.IsInteger() {
		if to, f, ok := r.slash(l.from); ok {
			return to, f, true
		}
		if r.isDigits(j) && r.atoms[j].space {
			if to, f, ok := r.slash(j); ok && f.LessThan(one) {
				return to, l.value.Add(f), true
			}
		}
	}
	k := j
	if r.low(k) == "-" {
		k++
	}
	if to, d, plural, ok := r.denominator(k, l.value); ok && l.value.IsInteger() {
		if t, isTen := tens[r.low(j-1)]; isTen && k > j && plural && r.low(j-2) != "and" { // one hundred thirty-fifths
			if n := l.value.Sub(decimal.NewFromInt(t)); n.IsPositive() {
				return to, n.DivRound(d.Add(decimal.NewFromInt(t)), 16), true
			}
		}
		if plural || l.value.Equal(one) && (r.partAfterOne(to)) || k > j && r.glued(k) && d.LessThan(power10(2)) {
			return to, l.value.DivRound(d, 16), true
		}
	}
	if r.low(j) == "over" && l.value.IsInteger() {
		if g, ok := r.group(j + 1); ok && g.value.IsInteger() && g.value.IsPositive() && g.to >= len(r.atoms) {
			return g.to, l.value.DivRound(g.value, 16), true
		}
	}
	return 0, l.value, false
}

// partAfterOne keeps 'one third' but not 'one third party'.
func (r *reader) partAfterOne(to int) bool {
	return r.tag(to) != "NN" || r.low(to) == "of"
}

// slash reads 'n/m' at i, a proper fraction with a denominator that people use
// and not a date or a score.
func (r *reader) slash(i int) (int, decimal.Decimal, bool) {
	if r.low(i+1) != "/" || !r.glued(i+1) || !r.isDigits(i+2) || !r.glued(i+2) || r.low(i+3) == "/" || r.low(i-1) == "/" {
		return 0, decimal.Decimal{}, false
	}
	n, d := r.atoms[i].text, r.atoms[i+2].text
	if len(n) > 2 || len(d) > 2 || !isPlain(n) || !isPlain(d) {
		return 0, decimal.Decimal{}, false
	}
	a, _ := readDigits(n)
	b, _ := readDigits(d)
	switch d {
	case "2", "3", "4", "5", "6", "8", "10", "16", "20", "32", "64":
		if a.LessThan(b) && a.IsPositive() {
			return i + 3, a.DivRound(b, 16), true
		}
	}
	return 0, decimal.Decimal{}, false
}

// denominator reads the word for a part at j, with the tens before it
// ('twenty-fifths'), and says whether it is in the plural.
func (r *reader) denominator(j int, numerator decimal.Decimal) (int, decimal.Decimal, bool, bool) {
	w := r.low(j)
	if t, ok := tens[w]; ok {
		k := j + 1
		if r.low(k) == "-" {
			k++
		}
		u := r.low(k)
		plural := false
		if n, ok := ordinalWords[u]; ok && n < 10 {
			return k + 1, decimal.NewFromInt(t + n), false, true
		}
		if len(u) > 1 && u[len(u)-1] == 's' {
			if n, ok := ordinalWords[u[:len(u)-1]]; ok && n < 10 {
				plural = true
				return k + 1, decimal.NewFromInt(t + n), plural, true
			}
		}
		return 0, one, false, false
	}
	d, ok := denominators[w]
	if !ok {
		return 0, one, false, false
	}
	return j + 1, decimal.NewFromInt(d), w[len(w)-1] == 's', true
}

// andFraction reads 'and a half', 'and three quarters' at j.
func (r *reader) andFraction(j int) (int, decimal.Decimal, bool) {
	hyphen := r.low(j) == "-" && r.low(j+1) == "and"
	if hyphen { // two-and-a-half
		j++
	}
	if r.low(j) != "and" {
		return 0, one, false
	}
	k, n := j+1, one
	if hyphen && r.low(k) == "-" {
		k++
	}
	if r.low(k) == "a" || r.low(k) == "an" {
		k++
		if hyphen && r.low(k) == "-" {
			k++
		}
	} else if g, ok := r.group(k); ok && g.value.IsInteger() && g.value.LessThan(power10(2)) {
		k, n = g.to, g.value
		if r.low(k) == "-" {
			k++
		}
	} else if r.low(k) != "half" {
		return 0, one, false
	}
	to, d, plural, ok := r.denominator(k, n)
	if !ok || !plural && !n.Equal(one) || !n.LessThan(d) {
		return 0, one, false
	}
	if d.GreaterThan(decimal.NewFromInt(4)) || d.Equal(decimal.NewFromInt(3)) { // two and a third … man, was hurt
		if t := r.tag(to); !plural && (t == "NN" || t == "VBD" || t == "VBZ") {
			return 0, one, false
		}
	}
	return to, n.DivRound(d, 16), true
}

// ofScale reads the scale after a fraction: 'two thirds of a million', 'three
// quarters billion'.
func (r *reader) ofScale(l literal) literal {
	j := l.to
	if r.low(j) == "of" && r.low(j+1) == "a" {
		j += 2
	}
	if s, ok := scales[r.low(j)]; ok {
		l.to, l.value, l.scale, l.form = j+1, l.value.Mul(s), s, cardinalForm
	}
	return l
}

func ratio(n, d int64) decimal.Decimal {
	return decimal.NewFromInt(n).DivRound(decimal.NewFromInt(d), 16)
}
