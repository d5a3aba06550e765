package numbers

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameMask marks the atoms whose digits are no quantity whatever stands around
// them: calendar dates, times of day, telephone numbers, addresses, URLs,
// identifiers.
func (r *reader) nameMask() []bool {
	mask := make([]bool, len(r.atoms)+1)
	r.maskChunks(mask)
	for i := range r.atoms {
		switch {
		case r.isMonth(i):
			r.maskDate(i, mask)
		case r.low(i) == "past" && r.isHour(i+1) && (r.isHour(i-1) || r.low(i-1) == "half" || r.low(i-1) == "quarter"):
			mark(mask, max(i-2, 0), i+2) // 'a quarter past eight'
		case r.atoms[i].kind == digits:
			r.maskClock(i, mask)
			r.maskNumeric(i, mask)
			r.maskIdentifier(i, mask)
			r.maskAddress(i, mask)
		}
	}
	return mask
}

// isHour says whether atom i is a number word of a clock: one to twelve, or
// the minutes before 'past'.
func (r *reader) isHour(i int) bool {
	_, one := ones[r.low(i)]
	_, ten := tens[r.low(i)]
	return r.isWord(i) && (one || ten)
}

func (r *reader) isMonth(i int) bool {
	return r.isWord(i) && months[r.atoms[i].low] && isCapital(r.atoms[i].text)
}

func isCapital(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c)
}

// maskDate marks the days around the month at i: 'June 16', '16 and 17 June',
// '14th of June', 'July 14 to 24, 2022'.
func (r *reader) maskDate(i int, mask []bool) {
	j := i + 1
	if r.low(j) == "." {
		j++
	}
	if k := r.day(j); k > j {
		mark(mask, j, k)
		for {
			n := k
			switch r.low(n) {
			case "-", "to", "and", "&", ",", "or", "/", "through", "until":
				n++
				if r.low(n-1) == "," && r.low(n) == "and" {
					n++
				}
			}
			if n == k {
				break
			}
			e := r.day(n)
			if e == n && r.isYear(n) {
				mark(mask, n, n+1)
				break
			}
			if e == n || r.tag(e) == "NNS" || r.tag(e) == "NN" || strings.HasPrefix(r.tag(e), "JJ") || r.low(e) == "%" {
				break
			}
			mark(mask, n, e)
			k = e
		}
		if r.isYear(k) {
			mark(mask, k, k+1)
		}
	} else if r.isYear(j) {
		mark(mask, j, j+1)
	}
	k := i
	if r.low(k-1) == "of" {
		k--
	}
	for k > 0 {
		d := k - 1
		if w := r.low(d); w == "st" || w == "nd" || w == "rd" || w == "th" {
			d--
		}
		if d < 0 || r.day(d) != k {
			break
		}
		mark(mask, d, k)
		k = d
		switch r.low(k - 1) {
		case "-", "to", "and", "&", ",", "or", "/":
			k--
		default:
			return
		}
	}
}

// day is the end of a day of the month at j, or j.
func (r *reader) day(j int) int {
	if !r.isDigits(j) || len(r.atoms[j].text) > 2 || r.atoms[j].text > "31" && len(r.atoms[j].text) == 2 || !isPlain(r.atoms[j].text) {
		return j
	}
	switch r.low(j + 1) {
	case "st", "nd", "rd", "th":
		if r.glued(j + 1) {
			return j + 2
		}
	case ":":
		if r.isDigits(j+2) && r.glued(j+2) {
			return j
		}
	}
	return j + 1
}

func (r *reader) isYear(j int) bool {
	return r.isDigits(j) && len(r.atoms[j].text) == 4 && isPlain(r.atoms[j].text) && r.atoms[j].text >= "1000" && r.atoms[j].text < "2200"
}

func mark(mask []bool, from, to int) {
	for i := from; i < to && i < len(mask); i++ {
		mask[i] = true
	}
}

// maskClock marks times of day: '10:03', '7-9 p.m.', '1pm', '1700 GMT', '18h30',
// "5 o'clock".
func (r *reader) maskClock(i int, mask []bool) {
	if r.low(i+1) == ":" && r.isDigits(i+2) && (r.glued(i+2) || r.glued(i+1) && len(r.atoms[i+2].text) == 2 && len(r.atoms[i].text) <= 2) {
		mark(mask, i, i+3)
		for k := i + 3; r.low(k) == ":" && r.isDigits(k+1); k += 2 {
			mark(mask, k, k+2)
		}
	}
	j := i + 1
	if mask[i] && r.low(j) == ":" {
		j = i + 3
	}
	if r.isDigits(j) && r.isClock(j+1) && len(r.atoms[j].text) <= 2 { // '4.3 0 pm'
		mark(mask, i, j+1)
	}
	if !r.isClock(j) {
		if r.low(j) == "h" && r.glued(j) && (!r.isWord(j + 1)) && r.isDigits(j+1) && r.glued(j+1) {
			mark(mask, i, j+2)
		}
		return
	}
	mark(mask, i, j)
	for k := i; k > 1; { // 'from 7 to 9 p.m.'
		switch r.low(k - 1) {
		case "-", "to", "and", "or", "until":
		default:
			return
		}
		k -= 2
		if !r.isDigits(k) || len(r.atoms[k].text) > 5 {
			return
		}
		mark(mask, k, k+1)
		if r.low(k-1) == ":" {
			k -= 2
			mark(mask, max(k, 0), k+1)
		}
	}
}

func (r *reader) isClock(j int) bool {
	w := r.low(j)
	if (w == "a" || w == "p") && r.low(j+1) == "." && r.low(j+2) == "m" {
		return true
	}
	if (w == "a" || w == "p") && r.low(j+1) == "m" && r.glued(j+1) {
		return true
	}
	if (w == "o") && r.low(j+1) == "'" || w == "o" && r.low(j+1) == "'clock" {
		return true
	}
	if w == "am" || w == "pm" {
		return r.isDigits(j-1) && len(r.atoms[j-1].text) <= 5
	}
	return clocks[w] && r.isWord(j)
}

// maskNumeric marks digits joined to digits that are no range: dates
// ('12/05/2020', '2020-05-12', '9/11'), telephone numbers, versions.
func (r *reader) maskNumeric(i int, mask []bool) {
	if mask[i] || i > 0 && r.glued(i) && isJoint(r.low(i-1)) && r.isDigits(i-2) && r.glued(i-1) {
		return
	}
	k, n := i+1, 1
	joints := ""
	longest := len(r.atoms[i].text)
	for isJoint(r.low(k)) && r.glued(k) && r.isDigits(k+1) && r.glued(k+1) {
		joints += r.low(k)
		n++
		longest = max(longest, len(r.atoms[k+1].text))
		k += 2
	}
	first := r.atoms[i].text
	switch {
	case n >= 3:
		mark(mask, i, k)
	case n == 2 && joints == "/":
		if _, _, ok := r.slash(i); !ok {
			mark(mask, i, k)
		}
	case n == 2 && joints == ".":
		mark(mask, i, k)
	case n == 2 && joints == "-" && isPlain(first) && isPlain(r.atoms[i+2].text):
		second := r.atoms[i+2].text
		if labels[r.low(i-1)] == "label" || len(first) == 3 && len(second) == 4 || r.isYear(i) && (r.isYear(i+2) || len(second) == 2) || second[0] == '0' && len(second) > 1 && first != "0" {
			mark(mask, i, k)
		}
	}
	if r.low(i-1) == "(" && r.low(i+1) == ")" && len(first) == 3 && r.isDigits(i+2) && len(r.atoms[i+2].text) == 3 {
		mark(mask, i, i+3)
		if r.isDigits(i + 4) {
			mark(mask, i+4, i+5)
		}
	}
	if r.low(i-1) == "(" && r.low(i+1) == ")" && len(first) == 3 && r.low(i+2) == "-" {
		mark(mask, i, i+4)
	}
}

func isJoint(s string) bool { return s == "-" || s == "/" || s == "." }

// maskIdentifier marks digits inside words and labels: 'G7', 'COVID-19', '747F',
// '#1', '007', 'MH-17'.
func (r *reader) maskIdentifier(i int, mask []bool) {
	a := r.atoms[i]
	if r.isYear(i) && r.low(i+1) == "s" && r.glued(i+1) {
		mark(mask, i, i+2)
		return
	}
	if len(a.text) > 6 && isPlain(a.text) && !strings.HasSuffix(a.text, "000") || r.low(i-1) == "[" && r.low(i+1) == "]" || r.low(i-1) == "%" && r.isWord(i-2) && r.low(i-2) != "cent" {
		mask[i] = true
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- { // markup: '\\ red 255'
		if r.low(k) == "\\" {
			mask[i] = true
		}
	}
	if i == 0 && len(a.text) <= 2 && (r.low(1) == ")" || r.low(1) == "-" && len(r.atoms) > 2 && r.atoms[1].space && r.atoms[2].space || r.low(1) == "." && r.isWord(2)) {
		mask[i] = true // the number of an item of a list
	}
	if r.low(i-1) == "(" && r.low(i+1) == ")" && r.low(i+2) == "of" && r.isYear(i+3) {
		mask[i] = true // 'Law No. (20) of 2018'
	}
	if i == 0 && (len(r.atoms) == 1 || len(r.atoms) == 2 && r.low(1) == ".") {
		mask[i] = true // a page number
	}
	if p := r.low(i - 1); len(p) == 1 && p != "a" && p != "i" && r.isWord(i-1) && isCapital(r.atoms[i-1].text) && !r.moneyBefore(i) && isPlain(a.text) && len(a.text) <= 2 {
		mask[i] = true // 'G 20' in text that was cut into tokens
	}
	if (r.low(i-1) == "of") && (r.low(i-2) == "group" || r.isDigits(i-2) && labels[r.low(i-3)] != "") {
		mask[i] = true
	}
	if len(a.text) > 1 && a.text[0] == '0' && !(r.isDigits(i-1) && len(a.text) == 3) && isPlain(a.text) || len(a.text) > 15 && isPlain(a.text) {
		mask[i] = true
	}
	if a.text == "911" || a.text == "999" && r.low(i+1) == "call" || r.low(i+1) == "s" && r.isWord(i+1) && !r.glued(i+1) {
		mask[i] = true // an emergency number, '70 s'
	}
	if r.low(i-1) == "-" && r.atoms[i-1].space && r.isWord(i-2) && !r.isDigits(i-3) && isCapital(r.atoms[i-2].text) && r.tag(i+1) == "NN" {
		mask[i] = true // 'Ward - 3 office'
	}
	if r.atoms[i].space && r.low(i-1) == "-" && r.isWord(i-2) && !r.isDigits(i-3) && len(r.atoms[i-2].text) <= 6 && strings.ToUpper(r.atoms[i-2].text) == r.atoms[i-2].text {
		mask[i] = true // 'NH - 9' in text that was cut into tokens
	}
	if p := r.low(i - 1); p == "#" || p == "@" || p == "№" || p == "_" || p == "№." {
		mask[i] = true
	}
	if r.glued(i) {
		if r.isWord(i-1) && !r.moneyBefore(i) {
			mask[i] = true
		}
		if r.low(i-1) == "-" && r.glued(i-1) && r.isDigits(i-2) && r.glued(i-2) && r.isWord(i-3) && !r.moneyBefore(i-2) {
			mask[i] = true // 'scp2-173'
		}
		if r.low(i-1) == "-" && r.glued(i-1) && r.isWord(i-2) && r.low(i-2) != "minus" && !r.wordBeforeNumber(i-2) {
			mask[i] = true
		}
	}
	if (r.low(i-1) == "'" || r.low(i-1) == "‘") && len(a.text) == 2 && (r.glued(i) || r.low(i+1) == ".") {
		mask[i] = true // the '90s
	}
	if r.low(i-1) == "-" && r.low(i-2) == "covid" {
		mask[i] = true
	}
	if r.isWord(i+1) && r.glued(i+1) { // 3D, 5G, 747F; not 5kW, 80s, 5k, 21st
		if _, _, ok := r.unit(i+1, false); ok {
			return
		}
		if w := r.low(i + 2); r.low(i+1) == "k" && (w == "run" || w == "race" || w == "walk") {
			mask[i] = true // the name of a race
		}
		if _, ok := scaleMarks[r.low(i+1)]; ok {
			return
		}
		switch w := r.low(i + 1); w {
		case "st", "nd", "rd", "th", "yo", "year", "x", "e", "ft":
		case "s":
			mask[i] = mask[i] || len(a.text) != 2
		default:
			if !strings.HasPrefix(w, "year") && r.low(i+2) != "old" {
				mask[i] = true
			}
		}
	}
}

// wordBeforeNumber are words that are joined to a number without naming it.
func (r *reader) wordBeforeNumber(i int) bool {
	if _, ok := scaleMarks[r.low(i)]; ok && r.isDigits(i-1) { // 5k-20k
		return true
	}
	switch r.low(i) {
	case "mid", "early", "late", "near", "sub", "plus", "about", "some", "over", "under", "nearly", "almost", "a", "to", "approaching", "an", "in", "of":
		return !isCapital(r.atoms[i].text)
	}
	if _, ok := ones[r.low(i)]; ok {
		return true
	}
	// a dash without spaces between clauses: 'the ecosystem-approaching $5'
	return strings.HasPrefix(r.tag(i), "NNS") && !isCapital(r.atoms[i].text)
}

// maskAddress marks house and block numbers: '150 South Equity Drive', 'the
// 7400 block of South Street'.
func (r *reader) maskAddress(i int, mask []bool) {
	if (r.low(i+1) == "block" || r.low(i+1) == "blocks") && (r.low(i+2) == "of" || len(r.atoms[i].text) >= 3) {
		mask[i] = true
		return
	}
	if !isPlain(r.atoms[i].text) || len(r.atoms[i].text) > 5 {
		return
	}
	for k := i + 1; k < i+6 && k < len(r.atoms); k++ {
		a := r.atoms[k]
		if a.kind == digits && r.isWord(k+1) && r.glued(k+1) || a.low == "." {
			continue
		}
		if a.kind != word || !isCapital(a.text) && a.low != "st" && a.low != "th" && a.low != "nd" && a.low != "rd" {
			return
		}
		if k > i+1 && streets[a.low] || k == i+2 && streets[a.low] {
			mask[i] = true
			return
		}
	}
}

// maskChunks marks URLs, addresses of e-mail and other runs without a space
// that are no language.
func (r *reader) maskChunks(mask []bool) {
	for i := 0; i < len(r.atoms); {
		j := i + 1
		for j < len(r.atoms) && !r.atoms[j].space {
			j++
		}
		if j-i >= 3 {
			s := r.text[r.atoms[i].span.Start:r.atoms[j-1].span.End]
			if strings.Contains(s, "://") || strings.HasPrefix(s, "www") || strings.ContainsAny(s, "@{}_\\") || strings.Contains(s, ".com") ||
				strings.Contains(s, "/") && strings.Contains(s, ".") && hasLetters(s) && !strings.ContainsAny(s, "$€£%") || strings.HasPrefix(s, "<") && hasLetters(s) || strings.Contains(s, "=\"") {
				mark(mask, i, j)
			}
		}
		if r.low(i) == "%" && r.isDigits(i+1) && i+2 < len(r.atoms) && r.isWord(i+2) && r.atoms[i].space && i > 0 && r.isWord(i-1) {
			mark(mask, i, i+2) // '%2F' of a URL that was cut into words
		}
		i = j
	}
}

func hasLetters(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) >= 0
}

// named says whether a literal that has no unit is part of a name or a label by
// the words around it: 'Article 5', 'Boeing 747', 'Phase Two', a year.
// counted says whether a noun phrase follows that it could count.
func (r *reader) named(l literal, counted bool) bool {
	if l.form != cardinalForm || l.atLeast {
		return false
	}
	prev := l.from - 1
	if r.low(prev) == "." && r.glued(prev) { // 'No. 5'
		prev--
	}
	p := r.low(prev)
	if l.bare && r.isYear(l.from) && r.yearHere(l, counted) {
		return true
	}
	if prev < 0 {
		return false
	}
	kind := labels[p]
	if kind == "label" && (p != "no" || r.low(prev+1) == "." || isCapital(r.atoms[prev].text)) || kind == "softlabel" && !counted {
		return !(kind == "label" && r.tag(prev) == "VB")
	}
	if r.low(prev-1) != "" && labels[r.low(prev-1)+" "+p] != "" {
		return true
	}
	if r.isWord(prev) && isCapital(r.atoms[prev].text) && (strings.HasPrefix(r.tag(prev), "NNP") || prev == 0 && isNounTag(r.tag(prev))) && !weekdays[p] && !months[p] && prev == l.from-1 {
		if !counted && !(r.isWord(l.from) && !isCapital(r.atoms[l.from].text)) {
			return !r.atoms[l.from].inner
		}
		if l.bare && r.isWord(l.to) && isCapital(r.atoms[l.to].text) && prev > 0 {
			return true
		}
	}
	if prev > 0 && l.bare && !counted && r.isWord(prev) && isCapital(r.atoms[prev].text) && isCapital(r.atoms[prev-1].text) && r.isWord(prev-1) {
		return true // 'The First 48'
	}
	if l.bare && counted && r.inTitle(l.to) {
		return true
	}
	if r.isWord(l.from) && isCapital(r.atoms[l.from].text) && l.from > 0 && !r.opensSentence(l.from) && !r.titleCase() {
		return true // 'the Seven Sisters'
	}
	return false
}

// inTitle says whether the noun phrase at i is the title of something: adjective
// and noun in capitals ('the 50 Best Museums') where the sentence is not.
func (r *reader) inTitle(i int) bool {
	if !r.isWord(i) || !isCapital(r.atoms[i].text) || !(r.tag(i) == "JJS" || r.tag(i) == "RBS" || r.low(i) == "best" || r.low(i) == "most") {
		return false
	}
	return !r.titleCase()
}

// yearHere says whether four plain digits are a year: always, unless they count
// the noun that follows and nothing says otherwise.
func (r *reader) yearHere(l literal, counted bool) bool {
	if sign, from := r.modifierBefore(l.from); from < l.from && sign != "~" && sign != "=" && r.low(l.from-1) != "from" {
		return false
	}
	if !counted {
		return true
	}
	if _, from := r.modifierBefore(l.from); from < l.from {
		return r.tag(l.to) != "NNS" && !strings.HasPrefix(r.tag(l.to), "JJ")
	}
	v := r.atoms[l.from].text
	switch r.low(l.from - 1) {
	case "in", "since", "by", "of", "the", "from", "until", "before", "after", "during", "and", "early", "late", "mid", "this", "for", "-", "his", "her", "its", "their", "our", "a":
		return v >= "1700" && v < "2100"
	}
	return v >= "1900" && v < "2060"
}

// opensSentence says whether atom i is the first word, of the sentence or after
// a colon or a quotation mark.
func (r *reader) opensSentence(i int) bool {
	for k := i - 1; k >= 0; k-- {
		switch {
		case r.atoms[k].kind == sign && r.low(k) != ",":
			continue
		default:
			return false
		}
	}
	return true
}

// titleCase says whether most words of the sentence are capitalised, as in a
// headline, so that a capital says nothing.
func (r *reader) titleCase() bool {
	capital, all := 0, 0
	for _, a := range r.atoms {
		if a.kind == word && len(a.text) > 3 {
			all++
			if isCapital(a.text) {
				capital++
			}
		}
	}
	return capital*3 >= all*2
}
