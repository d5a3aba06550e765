package numbers

import (
	"github.com/shopspring/decimal"
)

// A literal is a number as it stands in the text, without unit: digits, words
// or both ('12,000', 'two dozen', '1.2bn', 'two-thirds', '80s').
type literal struct {
	from, to int // half-open range of atoms
	value    decimal.Decimal
	scale    decimal.Decimal // of the scale word that it ends in, else 1
	form     literalForm
	atLeast  bool // indefinite: 'dozens', 'several hundred'
	bare     bool // digits alone, without separator, decimals or scale
}

type literalForm uint8

const (
	cardinalForm literalForm = iota
	fractionForm             // less than a whole, 'two-thirds', 'half'
	ordinalForm              // 'third', '21st'
	multipleForm             // 'twice', 'doubled'
)

// A reader reads literals off the atoms of one sentence.
type reader struct {
	text      string
	atoms     []atom
	lastNamed int       // where the last number that is a name ended
	known     []reading // by atom: the literal that begins there, once it was read
}

// A reading is the remembered answer of literal.
type reading struct {
	literal literal
	ok      bool
	done    bool
}

var one = decimal.NewFromInt(1)

func (r *reader) low(i int) string {
	if i < 0 || i >= len(r.atoms) {
		return ""
	}
	return r.atoms[i].low
}

func (r *reader) tag(i int) string {
	if i < 0 || i >= len(r.atoms) {
		return ""
	}
	return r.atoms[i].tag
}

// glued says whether atom i follows the one before it without a space.
func (r *reader) glued(i int) bool {
	return i > 0 && i < len(r.atoms) && !r.atoms[i].space
}

func (r *reader) isDigits(i int) bool {
	return i >= 0 && i < len(r.atoms) && r.atoms[i].kind == digits
}

func (r *reader) isWord(i int) bool {
	return i >= 0 && i < len(r.atoms) && r.atoms[i].kind == word
}

// literal reads the literal that begins at atom i.
func (r *reader) literal(i int) (literal, bool) {
	if i < 0 || i >= len(r.atoms) || !r.mayBegin(i) {
		return literal{}, false
	}
	if r.known == nil {
		r.known = make([]reading, len(r.atoms))
	}
	if k := &r.known[i]; !k.done {
		k.literal, k.ok = r.readLiteral(i)
		k.done = true
	}
	return r.known[i].literal, r.known[i].ok
}

// mayBegin says whether atom i can begin a literal at all.
func (r *reader) mayBegin(i int) bool {
	switch r.atoms[i].kind {
	case digits:
		return true
	case word:
		return beginners[r.atoms[i].low]
	}
	return r.atoms[i].low == "-" || glyphs[r.atoms[i].low] != [2]int64{}
}

func (r *reader) readLiteral(i int) (literal, bool) {
	if l, ok := r.signed(i); ok {
		return l, true
	}
	if l, ok := r.indefinite(i); ok {
		return l, true
	}
	if l, ok := r.part(i); ok {
		return l, true
	}
	if l, ok := r.ordinal(i); ok {
		return l, true
	}
	if l, ok := r.cardinal(i); ok {
		return l, true
	}
	if n, ok := multiples[r.low(i)]; ok && r.isWord(i) {
		return literal{from: i, to: i + 1, value: decimal.NewFromInt(n), scale: one, form: multipleForm}, true
	}
	return literal{}, false
}

// signed reads a number with its sign: '-5', 'minus 260', 'negative one'.
func (r *reader) signed(i int) (literal, bool) {
	switch r.low(i) {
	case "minus", "negative":
		if r.low(i+1) == "-" && !r.atoms[i+1].space { // minus-260
			return r.negated(i, i+2)
		}
		if r.low(i-1) == "or" && r.low(i-2) == "plus" { // 'plus or minus 3'
			return literal{}, false
		}
		return r.negated(i, i+1)
	case "-":
		// a hyphen before digits is a sign where it cannot be a dash or a joint
		if p := r.low(i - 1); i > 0 && !r.atoms[i].space && p != "(" && p != "<" && p != ">" && p != "=" && p != "~" && p != "$" && p != "€" && p != "£" {
			return literal{}, false
		}
		if !r.isDigits(i+1) || r.atoms[i].low == "-" && r.atoms[i].text == "—" {
			return literal{}, false
		}
		if r.atoms[i+1].space && !(i == 0 && r.atoms[i].text == "-") {
			return literal{}, false
		}
		return r.negated(i, i+1)
	}
	return literal{}, false
}

func (r *reader) negated(from, i int) (literal, bool) {
	l, ok := r.part(i)
	if !ok {
		l, ok = r.cardinal(i)
	}
	if !ok {
		return l, false
	}
	l.from, l.value, l.bare = from, l.value.Neg(), false
	return l, true
}

// indefinite reads words for an indefinite many: 'dozens', 'hundreds of
// thousands', 'several hundred', 'a few thousand', 'multi-million', 'a couple'.
func (r *reader) indefinite(i int) (literal, bool) {
	least := func(to int, v, scale decimal.Decimal) (literal, bool) {
		return literal{from: i, to: to, value: v, scale: scale, atLeast: true}, true
	}
	w := r.low(i)
	if v, ok := many[w]; ok {
		if w == "scores" && r.low(i+1) != "of" && !r.alone(i, i+1) {
			return literal{}, false
		}
		if r.low(i+1) == "of" {
			if s, ok := many[r.low(i+2)]; ok {
				return least(i+3, v.Mul(s), s)
			}
			if s, ok := scales[r.low(i+2)]; ok { // 'hundreds of thousand'
				return least(i+3, v.Mul(s), s)
			}
		}
		if w == "tens" {
			return literal{}, false
		}
		return least(i+1, v, v)
	}
	if v, ok := multi[w]; ok {
		return least(i+1, v, v)
	}
	if w == "multi" {
		j := i + 1
		if r.low(j) == "-" {
			j++
		}
		if s, ok := scales[r.low(j)]; ok {
			return least(j+1, s, s)
		}
		return literal{}, false
	}
	article := w == "a" || w == "an"
	j := i
	if article {
		j++
	}
	switch r.low(j) {
	case "several", "few", "many":
		if (r.low(j) == "few") != article && r.low(j) != "several" {
			return literal{}, false
		}
		if s, ok := r.scaleWord(j + 1); ok {
			to, v := j+2, s
			if t, ok := scales[r.low(to)]; ok && t.GreaterThan(s) {
				to, v = to+1, v.Mul(t)
			}
			return least(to, v, v)
		}
	case "couple":
		if !article {
			break
		}
		two := decimal.NewFromInt(2)
		to := j + 1
		if r.low(to) == "of" {
			to++
		}
		if s, ok := r.scaleWord(to); ok {
			return literal{from: i, to: to + 1, value: two.Mul(s), scale: s}, true
		}
		if r.low(j+1) == "of" || r.low(j+1) == "more" || r.tag(j+1) == "NNS" || r.alone(i, j+1) {
			return literal{from: i, to: j + 1, value: two, scale: one}, true
		}
	default:
		if n, ok := groupsOf[r.low(j)]; ok && article && (r.low(j+1) == "of" || r.low(j) == "trio" || r.low(j) == "duo" || r.alone(i, j+1)) {
			return literal{from: i, to: j + 1, value: decimal.NewFromInt(n), scale: one}, true
		}
	}
	return literal{}, false
}

// alone says whether the atoms from i to j are all there is, so that the words
// of a quantity without their sentence read the same.
func (r *reader) alone(i, j int) bool { return i == 0 && j == len(r.atoms) }

// scaleWord is the factor of a scale word or a dozen.
func (r *reader) scaleWord(i int) (decimal.Decimal, bool) {
	if dozenWords[r.low(i)] {
		return decimal.NewFromInt(12), true
	}
	s, ok := scales[r.low(i)]
	return s, ok
}

// cardinal reads a cardinal number with all that may follow it: fraction,
// decimals in words, exponent.
func (r *reader) cardinal(i int) (literal, bool) {
	g, ok := r.group(i)
	if !ok {
		return literal{}, false
	}
	l := literal{from: i, to: g.to, value: g.value, scale: g.scale}
	l.bare = g.to == i+1 && r.isDigits(i) && g.value.IsInteger() && len(r.atoms[i].text) == len(g.value.String())
	if to, v, ok := r.exponent(l); ok {
		l.to, l.value, l.bare = to, v, false
		return l, true
	}
	if to, v, ok := r.spokenDecimals(l); ok {
		l.to, l.value = to, v
		return l, true
	}
	if to, v, ok := r.over(l); ok { // three fifths, 3/5
		l.to, l.value, l.bare = to, v, false
		if v.LessThan(one) {
			l.form = fractionForm
		}
		return r.ofScale(l), true
	}
	if to, f, ok := r.andFraction(l.to); ok {
		l.bare = false
		if s, ok := scales[r.low(to)]; ok { // two and a half million; one billion and a half million
			if l.scale.Equal(one) {
				l.value, l.scale = l.value.Add(f).Mul(s), s
			} else {
				l.value = l.value.Add(f.Mul(s))
			}
			to++
		} else if l.scale.GreaterThanOrEqual(power10(5)) { // a million and a half
			l.value = l.value.Add(f.Mul(l.scale))
		} else {
			l.value = l.value.Add(f)
		}
		l.to = to
	}
	return l, true
}

// A group is a whole number, or one in digits, with its scales.
type group struct {
	to    int
	value decimal.Decimal
	scale decimal.Decimal
}

// group reads a sequence of number words and digits: 'one hundred and five',
// '13.6 million', '4 thousand 3 hundred and 21', '5k', 'a hundred'.
func (r *reader) group(i int) (group, bool) {
	const (
		start = iota
		unit
		ten
		hundred
		scaled
	)
	var (
		total, cur  decimal.Decimal
		last        = start
		lowest      decimal.Decimal // the smallest scale so far
		inDigits    = false         // the scaled numbers are in digits
		j           = i
		end         = i
		scale       = one
		hundredDone = false
		base        decimal.Decimal // what stands before 'and'
	)
	if (r.low(j) == "a" || r.low(j) == "an") && r.isScale(j+1) {
		cur, last = one, unit
		j++
		if r.low(j) == "-" {
			j++
		}
	} else if r.isScale(j) && !dozenWords[r.low(j)] {
		if r.low(j) == "hundred" && r.isScale(j+1) && r.low(j+1) != "hundred" { // hundred thousand dollars
			cur, last, hundredDone = power10(2), hundred, true
			j++
		} else {
			return group{}, false
		}
	}
	for {
		k := j
		and := false
		switch {
		case last != start && r.low(k) == "-" && r.isWord(k+1): // twenty-one, five-hundred
			_, isOne := ones[r.low(k+1)]
			if !(last == ten && isOne) && !(r.glued(k) && r.isScale(k+1)) {
				return group{end, total.Add(cur), scale}, end > i
			}
			k++
		case (last == hundred || last == scaled) && r.low(k) == "and":
			k, and = k+1, true
			base = cur
		}
		w := r.low(k)
		if n, ok := ones[w]; ok && r.isWord(k) {
			v := decimal.NewFromInt(n)
			if last == unit || last == ten && (n == 0 || n > 9) || and && !r.joins(k, last == hundred, lowest, inDigits) ||
				last == hundred && n == 0 || last == scaled && (n == 0 || inDigits && !and && !r.isScale(k+1)) {
				break
			}
			cur, last, j = cur.Add(v), unit, k+1
		} else if n, ok := tens[w]; ok {
			if last == unit || last == ten || and && !r.joins(k, last == hundred, lowest, inDigits) {
				break
			}
			cur, last, j = cur.Add(decimal.NewFromInt(n)), ten, k+1
		} else if r.isDigits(k) {
			v, to := r.digitsAt(k)
			small := v.IsInteger() && v.IsPositive()
			switch {
			case last == start:
				inDigits = true
			case last == hundred && and && small && v.LessThan(power10(2)) && !r.isScale(to):
			case last == scaled && !and && small && r.low(to) == "hundred":
			default:
				return group{end, total.Add(cur), scale}, end > i
			}
			cur, last, j = cur.Add(v), unit, to
			if f, to, ok := r.scaleMark(k, j); ok {
				return group{to, total.Add(cur.Mul(f)), f}, true
			}
		} else if dozenWords[w] && last != start {
			v := total.Add(base).Add(cur.Sub(base).Mul(decimal.NewFromInt(12)))
			if base.IsZero() {
				v = total.Add(cur).Mul(decimal.NewFromInt(12))
			}
			return group{k + 1, v, decimal.NewFromInt(12)}, true
		} else if w == "hundred" || w == "hundreds" && r.low(k+1) != "of" {
			if last != unit && last != ten || hundredDone {
				break
			}
			cur, last, j, hundredDone = cur.Mul(power10(2)), hundred, k+1, true
		} else if s, ok := scales[singularScale(w)]; ok && last != start && !and {
			if last == scaled { // three lakh crore
				total = total.Mul(s)
			} else {
				if !lowest.IsZero() && s.GreaterThanOrEqual(lowest) {
					break
				}
				total = total.Add(cur.Mul(s))
			}
			cur, last, j, hundredDone = decimal.Decimal{}, scaled, k+1, false
			lowest, scale = s, s
		} else {
			break
		}
		if j <= end { // nothing was read
			break
		}
		end = j
		if last == hundred {
			scale = power10(2)
		} else if last != scaled && !lowest.IsZero() {
			scale = one
		}
	}
	return group{end, total.Add(cur), scale}, end > i && last != start
}

// singularScale folds 'millions' after a number ('three millions').
func singularScale(w string) string {
	if _, ok := many[w]; ok && w != "tens" && w != "dozens" && w != "scores" {
		return w[:len(w)-1]
	}
	return w
}

// joins says whether the words after 'and' at k go on with the number before
// it: they must be smaller than its last scale ('a hundred and five', but 'a
// hundred and two hundred' are two numbers).
func (r *reader) joins(k int, afterHundred bool, lowest decimal.Decimal, inDigits bool) bool {
	g, ok := r.group(k)
	if !ok {
		return false
	}
	if r.isDigits(g.to) || r.low(g.to) == "-" && r.isDigits(g.to+1) {
		return false
	}
	if d, ok := denominators[r.low(g.to)]; ok && g.value.LessThan(decimal.NewFromInt(d)) { // six million and two thirds
		return false
	}
	if afterHundred {
		j := k + 1
		if _, ok := tens[r.low(k)]; ok {
			if r.low(j) == "-" {
				j++
			}
			if n, ok := ones[r.low(j)]; ok && n > 0 && n < 10 {
				j++
			} else {
				j = k + 1
			}
		}
		return r.low(j) != "hundred" && r.low(j) != "hundreds"
	}
	if inDigits && g.scale.Equal(one) {
		return false
	}
	return g.value.LessThan(lowest)
}

func (r *reader) isScale(i int) bool {
	_, ok := r.scaleWord(i)
	return ok && r.isWord(i)
}

// digitsAt reads the number in digits at k, spaces between groups of three
// included ('1 430 000').
func (r *reader) digitsAt(k int) (decimal.Decimal, int) {
	to := k + 1
	if first := r.atoms[k].text; len(first) <= 3 && first[0] != '0' && isPlain(first) {
		for r.isDigits(to) && r.atoms[to].space && r.spaceIsNarrow(to) && len(r.atoms[to].text) >= 3 &&
			isPlain(r.atoms[to].text[:3]) && (len(r.atoms[to].text) == 3 || r.atoms[to].text[3] == '.' || r.atoms[to].text[3] == ',') {
			to++
		}
		if to > k+1 {
			s := r.text[r.atoms[k].span.Start:r.atoms[to-1].span.End]
			if v, ok := readDigits(s); ok && !(r.glued(to) && r.atoms[to].kind != sign) {
				return v, to
			}
			to = k + 1
		}
	}
	v, _ := readDigits(r.atoms[k].text)
	return v, to
}

// spaceIsNarrow says whether one space, and no line break, stands before i.
func (r *reader) spaceIsNarrow(i int) bool {
	switch r.text[r.atoms[i-1].span.End:r.atoms[i].span.Start] {
	case " ", "\u00a0", "\u202f", "\u2009":
		return true
	}
	return false
}

func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// scaleMark reads the abbreviation of a scale after the digits at k, which end
// before j: '5k', '1.2bn', '£3m', '$500 M'. One letter alone is a scale only
// where no unit has that letter, or money stands before it.
func (r *reader) scaleMark(k, j int) (decimal.Decimal, int, bool) {
	if !r.isWord(j) {
		return decimal.Decimal{}, 0, false
	}
	f, ok := scaleMarks[r.low(j)]
	if !ok {
		return decimal.Decimal{}, 0, false
	}
	money := r.moneyBefore(k)
	glued := r.glued(j)
	upper := r.atoms[j].text != r.low(j)
	switch r.low(j) {
	case "k":
		if !glued && !money && !(k == 0 || r.low(k-1) == "-") || r.low(j+1) == "run" || r.low(j+1) == "race" {
			return f, 0, false
		}
	case "m":
		if !money && !(upper && (glued || len(r.atoms[k].text) > 3)) && !(glued && r.tag(j+1) == "NNS" && r.isWord(j+1)) {
			return f, 0, false
		}
	case "b", "t":
		if !money && !(glued && r.low(j) == "b" && !upper) && !(glued && upper && r.low(j) == "b") {
			return f, 0, false
		}
	case "mm":
		if !money {
			return f, 0, false
		}
	case "cr", "mil", "bil":
		if !glued && !money && r.low(j) != "cr" {
			return f, 0, false
		}
	}
	if r.glued(j+1) && r.isDigits(j+1) { // an identifier, 5m3
		return f, 0, false
	}
	to := j + 1
	return f, to, true
}

// exponent reads '1e10', '1.3x10^6', '2.5^-1'.
func (r *reader) exponent(l literal) (int, decimal.Decimal, bool) {
	j := l.to
	if !r.isDigits(l.from) || l.to != l.from+1 || !r.glued(j) {
		return 0, l.value, false
	}
	factor, base := l.value, decimal.NewFromInt(10)
	switch {
	case r.low(j) == "e":
		j++
	case (r.low(j) == "x" || r.low(j) == "×") && r.low(j+1) == "10" && r.low(j+2) == "^":
		j += 3
	case r.low(j) == "^":
		factor, base = one, l.value
		j++
	default:
		return 0, l.value, false
	}
	negative := false
	for r.glued(j) && (r.low(j) == "+" || r.low(j) == "-") && j < l.to+5 {
		negative = r.low(j) == "-"
		j++
	}
	if r.low(j-2) == "-" && r.low(j-1) == "-" {
		negative = false
	}
	if !r.isDigits(j) || !r.glued(j) || len(r.atoms[j].text) > 2 || !isPlain(r.atoms[j].text) {
		return 0, l.value, false
	}
	n := int64(0)
	for _, c := range r.atoms[j].text {
		n = n*10 + int64(c-'0')
	}
	p := one
	for range n {
		p = p.Mul(base)
		if p.NumDigits() > maxDigits {
			p = p.Round(30)
		}
	}
	if negative {
		if p.IsZero() {
			return 0, l.value, false
		}
		p = one.DivRound(p, 30)
	}
	return j + 1, factor.Mul(p), true
}

// spokenDecimals reads 'five point nought three'.
func (r *reader) spokenDecimals(l literal) (int, decimal.Decimal, bool) {
	j := l.to
	if r.low(j) != "point" || !r.isWord(l.from) {
		return 0, l.value, false
	}
	s := "0."
	for j++; r.isWord(j); j++ {
		n, ok := ones[r.low(j)]
		if !ok || n > 9 {
			break
		}
		s += string(rune('0' + n))
	}
	if s == "0." {
		g, ok := r.group(j)
		if !ok || !g.value.IsInteger() || g.value.IsNegative() || g.value.NumDigits() > 20 {
			return 0, l.value, false
		}
		s, j = s+g.value.String(), g.to
	}
	f, err := decimal.NewFromString(s)
	return j, l.value.Add(f), err == nil
}
