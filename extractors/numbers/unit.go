package numbers

import (
	"strings"

	"golang.org/x/text/currency"

	"onrecord/corpus"
)

// A unit is what a quantity is measured in.
type unit struct {
	norm string // singular, plain name: 'kilometre per hour'
	dim  dimension
	mega bool   // the symbol stands for millions, 'MUSD'
	code string // ISO 4217, "" if it is no currency or several have that name
}

// A dimension is a kind of unit, as named in the table of units.
type dimension string

const (
	timeDim        dimension = "time"
	decadeDim      dimension = "time10"
	centuryDim     dimension = "time100"
	millenniumDim  dimension = "time1000"
	percentDim     dimension = "percent"
	pointsDim      dimension = "points"
	timesDim       dimension = "times"
	moneyDim       dimension = "money"
	temperatureDim dimension = "temperature"
	angleDim       dimension = "angle"
	caliberDim     dimension = "calibre"
)

// years is how many years a unit of time of this dimension has, 0 if it is
// not counted in years.
func (d dimension) years() int64 {
	switch d {
	case decadeDim:
		return 10
	case centuryDim:
		return 100
	case millenniumDim:
		return 1000
	}
	return 0
}

func (d dimension) isTime() bool { return d == timeDim || d.years() > 0 }

// A unitForm is one way to write a unit.
type unitForm struct {
	unit  *unit
	words []string // atoms; in lower case unless cased
	cased bool     // a symbol: case counts
	fold  bool     // a symbol with $, whose letters may be in either case
	weak  bool     // also an ordinary word or letter
	many  bool     // plural
}

// prefixes of the International System that news uses.
var prefixes = []struct{ name, symbol string }{
	{"kilo", "k"}, {"mega", "M"}, {"giga", "G"}, {"tera", "T"}, {"peta", "P"}, {"exa", "E"}, {"deci", "d"}, {"centi", "c"}, {"milli", "m"},
	{"micro", "μ"}, {"micro", "µ"}, {"micro", "mc"}, {"nano", "n"}, {"pico", "p"},
}

func loadUnits() {
	for _, row := range rows(unitsTSV, 5) {
		add := func(norm, prefix, symbolPrefix string) {
			u := &unit{norm: norm, dim: dimension(row[1])}
			names := append([]string{row[0]}, split(row[2])...)
			for _, name := range names {
				name = prefix + name
				addForm(unitForms, name, unitForm{unit: u})
				addForm(unitForms, plural(name), unitForm{unit: u, many: true})
				if first, rest, ok := strings.Cut(name, " per "); ok {
					addForm(unitForms, plural(first)+" per "+rest, unitForm{unit: u, many: true})
				}
				if rest, ok := strings.CutPrefix(name, "degree "); ok {
					addForm(unitForms, "degrees "+rest, unitForm{unit: u, many: true})
				}
			}
			for _, s := range split(row[3]) {
				weak := strings.HasSuffix(s, "*")
				s = strings.TrimSuffix(s, "*")
				addForm(unitForms, symbolPrefix+s, unitForm{unit: u, cased: true, weak: weak && symbolPrefix == ""})
			}
		}
		add(row[0], "", "")
		if row[4] == "si" {
			for _, p := range prefixes {
				add(p.name+row[0], p.name, p.symbol)
			}
		}
	}
}

func loadCurrencies() {
	for _, row := range rows(currenciesTSV, 4) {
		code := row[0]
		if iso, err := currency.ParseISO(code); err == nil {
			code = iso.String()
		} else if code == "-" {
			code = ""
		}
		u := &unit{norm: row[1], dim: moneyDim, code: code}
		for _, name := range split(row[2]) {
			named := u
			if last := lastWord(name); code != "USD" && singular(last) == last {
				named = &unit{norm: name, dim: moneyDim, code: code}
			}
			if name == "pound" { // also a unit of mass, which has the same name
				addForm(moneyForms, name, unitForm{unit: named, weak: true})
				continue
			}
			addForm(unitForms, name, unitForm{unit: named})
			addForm(unitForms, plural(name), unitForm{unit: named, many: true})
		}
		for _, s := range split(row[3]) {
			weak := strings.HasSuffix(s, "*")
			s = strings.TrimSuffix(s, "*")
			addForm(moneyForms, s, unitForm{unit: u, cased: true, weak: weak})
			if len(code) == 3 && s == code {
				m := *u
				m.mega = true
				addForm(moneyForms, "M"+code, unitForm{unit: &m, cased: true})
				addForm(unitForms, "M"+code, unitForm{unit: &m, cased: true})
			}
			addForm(unitForms, s, unitForm{unit: u, cased: true, weak: weak || len(s) == 1 && s[0] < 0x80 && s != "$"})
		}
	}
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

func addForm(index map[string][]unitForm, form string, f unitForm) {
	for _, a := range lex(form, corpus.Span{End: len(form)}, nil) {
		if f.cased {
			f.words = append(f.words, a.text)
		} else {
			f.words = append(f.words, a.low)
		}
	}
	f.fold = f.cased && len(f.words) > 1 && f.words[len(f.words)-1] == "$" && (len(f.words[0]) > 1 || f.words[0] == "C" || len(f.words) > 2)
	key := strings.ToLower(f.words[0])
	for _, g := range index[key] {
		if g.cased == f.cased && strings.Join(g.words, " ") == strings.Join(f.words, " ") && g.weak == f.weak {
			return // the first row wins
		}
	}
	index[key] = append(index[key], f)
}

// match is the longest of the forms that stand at atom i, and where it ends.
func (r *reader) match(forms []unitForm, i int) (unitForm, int, bool) {
	var best unitForm
	to := i
	for _, f := range forms {
		if len(f.words) <= to-i && to > i || i+len(f.words) > len(r.atoms) {
			continue
		}
		if n := len(f.words); n > 1 && f.words[n-1] == "." && i+n == len(r.atoms) {
			continue // the full stop of the sentence
		}
		if r.spells(f, i) {
			best, to = f, i+len(f.words)
		}
	}
	return best, to, to > i
}

func (r *reader) spells(f unitForm, i int) bool {
	for k, w := range f.words {
		a := &r.atoms[i+k]
		if k > 0 && a.low == "-" && w != "-" {
			return false
		}
		if f.cased && a.text != w && !(f.fold && a.low == strings.ToLower(w) && (a.low != "us" || r.lowerCase())) || !f.cased && a.low != w {
			return false
		}
		if k > 0 && f.cased && a.space && a.kind == digits { // 'm 2'
			return false
		}
	}
	return true
}

// unit reads a unit of measure at atom i. Symbols that are words too ('in',
// 'm') count only where they are glued to the number.
func (r *reader) unit(i int, hyphen bool) (*unit, int, bool) {
	f, to, ok := r.match(unitForms[r.low(i)], i)
	if !ok || r.low(i) == "s" {
		return nil, i, false
	}
	if f.cased && r.atoms[to-1].kind == word && r.glued(to) && r.isDigits(to) { // '5m3x'
		return nil, i, false
	}
	if f.weak && !r.weakUnit(f, i, to, hyphen) {
		return nil, i, false
	}
	if f.unit.dim == moneyDim && r.atoms[to-1].text == "$" && r.isDigits(to) && !r.atoms[to].space && i > 0 && r.atoms[i].space {
		return nil, i, false // the symbol of the next amount
	}
	if r.low(i) == "\"" && !r.glued(i) && r.low(to) != "long" {
		return nil, i, false
	}
	if r.low(i) == "\"" && r.opened(i) {
		return nil, i, false
	}
	return f.unit, to, true
}

// lowerCase says whether the sentence has no capital, so that case says nothing.
func (r *reader) lowerCase() bool {
	for i := range r.atoms {
		if isCapital(r.atoms[i].text) {
			return false
		}
	}
	return true
}

// opened says whether a quotation mark before i is still open, so that the one
// at i closes it and is no inch.
func (r *reader) opened(i int) bool {
	n := 0
	for k := range i {
		if r.low(k) == "\"" || r.low(k) == "”" || r.low(k) == "“" {
			n++
		}
	}
	return n%2 == 1
}

func (r *reader) weakUnit(f unitForm, i, to int, hyphen bool) bool {
	if f.unit.dim == moneyDim {
		return f.unit.code != "" && len(r.atoms[i].text) == 3 || r.glued(i) && !(r.glued(to) && r.atoms[to].kind != sign)
	}
	if r.low(i) == "in" {
		return (r.low(to) == "thick" || r.low(to) == "long" || r.low(to) == "wide" || r.low(to) == "tall") || r.afterFeet(i)
	}
	if hyphen {
		return false
	}
	if f.unit.dim == temperatureDim {
		return r.glued(i) && r.weather()
	}
	if r.glued(i) {
		return !r.glued(to) || r.atoms[to].kind == sign
	}
	switch f.unit.norm {
	case "metre", "gram", "litre", "second", "minute", "hour", "watt", "volt", "degree Celsius", "degree Fahrenheit", "percent", "point",
		"percentage point", "byte", "bit", "ampere", "newton", "penny", "tonne", "kelvin":
		next := r.low(to)
		return (f.unit.norm == "metre" || f.unit.norm == "minute") && (to >= len(r.atoms) || r.atoms[to].kind != word || next == "long" || next == "high" || next == "wide" || next == "deep" || next == "x" || next == "of" || next == "away" || next == "from" || next == "to")
	}
	return true
}

// weather says whether the sentence speaks of temperature.
func (r *reader) weather() bool {
	for i := range r.atoms {
		switch r.low(i) {
		case "temperature", "temperatures", "thermostat", "hot", "hotter", "cold", "colder", "weather", "heat", "heatwave", "warm", "warmer", "warming", "cool", "cooler",
			"celsius", "fahrenheit", "forecast", "temps", "mercury", "freezing", "boil", "boils", "oven", "highs", "lows":
			return true
		}
	}
	return false
}

func (r *reader) afterFeet(i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if w := r.low(k); w == "ft" || w == "feet" || w == "foot" {
			return true
		}
	}
	return false
}

// symbol reads a currency symbol or code that stands before an amount at i.
func (r *reader) symbol(i int) (unitForm, int, bool) {
	f, to, ok := r.match(moneyForms[r.low(i)], i)
	if !ok || r.atoms[i].text == "A" && r.atoms[i+1].space {
		return f, i, false
	}
	if !r.isDigits(to) && !(r.low(to) == "-" && r.isDigits(to+1)) && !(f.unit.code == "USD" && scaleOrOnes(r.low(to))) {
		return f, i, false
	}
	if r.atoms[i].kind == word && r.glued(i) && r.atoms[i-1].kind != sign {
		return f, i, false
	}
	if f.weak && !r.amount(to) {
		return f, i, false
	}
	return f, to, true
}

func scaleOrOnes(w string) bool {
	_, a := ones[w]
	_, b := tens[w]
	return a || b
}

// amount says whether the digits at i look like money after a letter that may
// be a label: grouped, with decimals or a scale, or of three digits.
func (r *reader) amount(i int) bool {
	t := r.atoms[i].text
	if len(t) > 2 || !isPlain(t) {
		return !(len(t) == 3 && r.low(i-1) != "r") || strings.ContainsAny(t, ".,")
	}
	_, scale := scales[r.low(i+1)]
	_, mark := scaleMarks[r.low(i+1)]
	return scale || mark && r.glued(i+1) || r.isDigits(i+1) && len(r.atoms[i+1].text) == 3
}

// moneyBefore says whether a currency symbol ends where atom i begins.
func (r *reader) moneyBefore(i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if _, to, ok := r.match(moneyForms[r.low(k)], k); ok && to == i {
			return true
		}
	}
	if i > 1 && (r.low(i-1) == "-" || r.low(i-1) == "to") {
		k := i - 2
		if _, ok := scaleMarks[r.low(k)]; ok {
			k--
		}
		return r.isDigits(k) && r.moneyBefore(k)
	}
	return false
}
