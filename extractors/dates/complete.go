package dates

import (
	"strings"

	"onrecord/internal/wordset"
)

// complete says whether the words around atoms [i, n) let the expression stand:
// '2000' is a year in 'since 2000' and a count in '2000 troops'.
func (s *sentence) complete(shape shape, e *expr, i, n int) bool {
	if s.glued(n) && isLetter(s.text[s.atoms[n].start]) && s.atoms[n-1].end == s.atoms[n].start {
		return false
	}
	switch shape {
	case calendar:
		return s.completePoint(e, i, n)
	case related:
		return s.completeRelated(e, i, n)
	case amount:
		return s.completeAmount(e, i, n)
	case window:
		if !e.num.given && e.unit == noGrain { // 'the past decade'
			e.num, e.unit = number{n: 1, given: true}, s.word(n-1).unit
		}
		return e.plural || e.value != ""
	case shifted:
		return s.completeShift(e, i, n)
	case repeated:
		return s.completeSet(e, i, n)
	case reference:
		return s.completeRef(e, i, n)
	}
	return s.completeNested(e, i, n)
}

var yearPrepositions = wordset.Of("in since of by until till from through during before after for around about circa between to and or late early mid the than year back fiscal budget season --")

// unitsAfterNumbers are nouns that make a number in front of them a count.
var unitsAfterNumbers = wordset.Of("people persons men women children troops soldiers police officers km kilometers kilometres miles metres meters feet tons tonnes dollars euros pounds rupees percent per votes seats jobs houses homes families workers employees students shares points barrels kg mw megawatts acres hectares square times cases deaths refugees members units words voters residents copies civilians fighters gallons litres liters calories")

// lower is the text of atom i in lower case, "" outside of the sentence.
func (s *sentence) lower(i int) string {
	if i < 0 || i >= len(s.atoms) {
		return ""
	}
	if w := s.atoms[i].w; w != nil && w != digitWord {
		return w.text
	}
	return strings.ToLower(s.of(i))
}

func (s *sentence) completePoint(e *expr, i, n int) bool {
	if e.day > 0 && !validDate(e.year, max(e.month, 1), e.day) {
		return false
	}
	if e.value != "" {
		return !(s.glued(i) && i > 0 && s.digit(i-1)) && !s.is(n, "/")
	}
	before := s.lower(i - 1)
	if after := s.lower(n); e.month == 9 && e.day == 11 && e.year == 0 && (strings.HasPrefix(after, "attack") || strings.HasPrefix(after, "terror")) {
		e.year = 2001
	}
	switch {
	case e.nth != 0:
		return true
	case e.month > 0 && e.day == 0 && e.year == 0 && e.yearRel == noRel:
		return s.bareMonth(i, n)
	case e.year > 0 && e.month == 0 && e.season == 0 && e.quarter == 0 && e.half == 0 && e.holiday == nil && !e.fiscal && n-i <= 2:
		return s.bareYear(e, i, n)
	case e.day > 0 && e.month > 0 && e.year == 0 && s.digit(n-1):
		// 'March 20,000', '5 May 2.5'
		return !(s.is(n, "%") || s.is(n, ":") && s.digit(n+1) && s.glued(n+1))
	case e.season > 0 && e.year == 0 && e.yearRel == noRel:
		if s.atoms[i].w.name || s.is(n, "of") {
			return before == "the" && s.is(i-2, "in") && !s.is(n, "of")
		}
		return before == "the" || before == "in" || before == "by" || before == "since" || before == "until" || before == "early" || before == "late" || before == "mid" || before == "-"
	case e.decade > 0:
		return before != "his" && before != "her" && before != "their" && before != "my" && before != "your" && before != "its" &&
			(e.decade >= 100 || before == "the" || before == "early" || before == "late" || before == "mid" || before == "-" || s.is(i, "'"))
	case e.weekday > 0 && e.day == 0:
		if before == "the" && n < len(s.atoms) && s.atoms[n].upper && s.atoms[n].w == nil {
			return false // a newspaper
		}
		if i > 0 && s.atoms[i-1].upper && (before == "black" || before == "bloody" || before == "super") {
			return false
		}
	case e.weekday > 0 && e.month == 0 && e.day > 0:
		return true
	}
	return true
}

// noun says whether a lower-case word that the grammar does not know stands at i.
func (s *sentence) noun(i int) bool {
	return i < len(s.atoms) && s.atoms[i].w == nil && !s.atoms[i].upper && isLetter(s.text[s.atoms[i].start])
}

// age says whether ' old' or '-old' follows: 'a 34-year-old' is no duration.
func (s *sentence) age(n int) bool {
	if s.is(n, "-") {
		n++
	}
	return s.is(n, "old") || s.is(n, "olds") || s.is(n, "of") && s.is(n+1, "age")
}

func (s *sentence) digit(i int) bool { return i >= 0 && i < len(s.atoms) && s.atoms[i].w == digitWord }

// monthPrepositions are what stands in front of a month that is also a word.
var monthPrepositions = wordset.Of("in of since by until till from through during before after for last next this early late mid to and or between every each - coming past ( --")

// personVerbs make the month before them a first name: 'June says'.
var personVerbs = wordset.Of("says said told adds added asked recalls recalled explains explained wrote writes thinks")

func (s *sentence) bareMonth(i, n int) bool {
	w := s.atoms[i].w
	before := s.lower(i - 1)
	if !w.name {
		return true
	}
	if n < len(s.atoms) && !monthPrepositions[before] && (s.atoms[n].upper && s.atoms[n].w == nil && !s.atoms[n].glued || personVerbs[s.lower(n)]) {
		return false
	}
	if w.text == "may" || w.text == "march" {
		return monthPrepositions[before]
	}
	return !(i > 0 && s.atoms[i-1].upper && s.atoms[i-1].w == nil)
}

func (s *sentence) bareYear(e *expr, i, n int) bool {
	if w := s.word(n); w != nil && w.unit != noGrain && w.plural {
		return false
	}
	before := s.lower(i - 1)
	if !s.digit(i) {
		return s.is(i, "'") && (yearPrepositions[before] || s.word(i-1) != nil && (s.word(i-1).season > 0 || s.word(i-1).month > 0)) ||
			!s.is(i, "'") && n-i > 1 || yearPrepositions[s.lower(i-1)]
	}
	if y := e.year; y == 2000 && i > 0 && s.atoms[i-1].upper && s.atoms[i-1].w == nil {
		return false // 'Windows 2000'
	}
	if i > 0 && s.glued(i) && before != "(" && before != "-" && before != "/" && before != "--" && before != "'" && before != "`" && before != "\"" && before != "." && before != "," {
		return false
	}
	if s.glued(n) && (s.is(n, "/") && s.digit(n+1) && s.atoms[n+1].digits != 4 && s.atoms[n+1].digits != 2 || s.is(n, "-") && s.digit(n+1) && s.glued(n+1) && s.atoms[n+1].digits != 4 && s.atoms[n+1].digits != 2) {
		return false
	}
	after := s.lower(n)
	if s.glued(i) && before == "/" && !(s.digit(i-2) && s.atoms[i-2].digits == 4) { // 'Law No. 15/1972'
		return false
	}
	if after == "block" || before == "at" && n < len(s.atoms) && s.atoms[n].upper { // an address
		return false
	}
	if unitsAfterNumbers[after] || after == "%" || after == "°" || s.word(n) != nil && s.word(n).unit != noGrain && s.word(n).plural {
		return false
	}
	if i > 0 && (s.is(i-1, "-") && s.glued(i) && s.glued(i-1) && !(s.digit(i-2) && s.atoms[i-2].digits == 4) && !(i > 1 && (s.lower(i-2) == "mid" || s.lower(i-2) == "post" || s.lower(i-2) == "pre" || s.lower(i-2) == "early" || s.lower(i-2) == "late"))) {
		return false
	}
	y := e.year
	if y < 1700 || y > 2060 || y%1000 == 0 && y != 2000 {
		if y >= 1000 && (before == "in" || before == "since" || before == "year") && after != "of" {
			return true
		}
		if (before == "from" || before == "between") && (after == "to" || after == "and") && s.digit(n+1) && s.atoms[n+1].digits == 4 && !s.noun(n+2) {
			return true
		}
		return false
	}
	if before == "about" || before == "around" || before == "than" || before == "some" || before == "nearly" || before == "of" && y%100 == 0 && y != 2000 && y != 1900 {
		return y >= 1900 && y <= 2030 && y%100 != 0
	}
	if before == "$" || before == "£" || before == "€" || before == "no" || before == "#" || before == "rs" {
		return false
	}
	if i > 1 && s.is(i-1, ".") && (s.lower(i-2) == "no" || s.lower(i-2) == "rs") {
		return false
	}
	if yearPrepositions[before] || before == "(" {
		return true
	}
	return y >= 1900 && y <= 2035
}

func (s *sentence) completeRelated(e *expr, i, n int) bool {
	before := s.lower(i - 1)
	for k := i; k < n; k++ { // 'This Week' is a programme
		if w := s.word(k); w != nil && w.unit != noGrain && s.atoms[k].upper && k > i && s.of(k) != strings.ToUpper(s.of(k)) {
			return false
		}
	}
	switch {
	case e.clock:
		return true
	case e.value == "TNI":
		e.overnight = s.is(i, "overnight")
		return true
	case e.value == "period" || e.value == "period-1":
		return true
	case e.value == "the day":
		e.unit = day
		return !s.is(n, "of") && !s.is(n, "when") && !s.is(n, "after") && !s.is(n, "before") && !s.is(n, "that") && !s.is(n, "-")
	case e.deictic:
		return true
	case e.value == "rest":
		e.rel, e.part = this, rest
		return e.unit >= day
	case e.value == "year-end" || e.value == "month-end":
		return true
	case e.daypart != "":
		if s.is(i, "the") && e.rel == noRel {
			return n-i == 2 && (before == "in" || before == "during" || before == "of" || before == "through")
		}
		return true
	case e.unit != noGrain:
		if e.plural || e.unit < day {
			return false
		}
		switch {
		case s.is(i, "the") && n-i == 2: // 'the year'
			e.theUnit = true
			if e.unit == year && (s.is(n, "ended") || s.is(n, "ending")) {
				e.shape, e.num = amount, number{n: 1, given: true}
				return true
			}
			if s.is(n, "of") || s.is(n, "-") || s.is(n, "when") || s.is(n, "that") || s.is(n, "before") || s.is(n, "after") || s.is(n, "'") {
				return false
			}
			switch e.unit {
			case quarter, year:
				e.rel = same
				return true
			case weekend:
				e.rel = last
				return true
			case month:
				e.rel = this
				return before == "of"
			case week:
				e.rel = this
				return before == "for" || before == "during" || before == "of" && edgeNouns[s.lower(i-2)] != whole
			}
			return false
		case e.rel == same:
			return s.is(i, "that") || s.is(i, "the")
		case s.is(i, "current") || s.is(i, "following") || s.is(i, "previous") || s.is(i, "prior") || s.is(i, "coming") || s.is(i, "preceding"):
			return s.is(i, "current") || before == "the"
		}
		if e.value == "last" && e.unit >= decade { // a window
			return false
		}
		e.recent = s.is(i, "past") || s.is(i, "the") && s.is(i+1, "past")
		if e.value == "last" || s.is(i+1, "past") || s.is(i+1, "latest") {
			e.rel = last
		}
		return e.rel != noRel || e.fiscalOrFull(s, i, n)
	case e.weekday > 0:
		if e.value == "last" {
			e.rel = last
		}
		if s.is(i, "that") && n-i == 2 || s.is(i, "same") || (s.is(i, "following") || s.is(i, "previous")) && before != "the" {
			return false
		}
		return true
	case e.month > 0:
		return !(e.rel == same || e.rel == previous || e.rel == following && !s.is(i, "the"))
	case e.season > 0:
		if s.is(i+1, "past") {
			e.rel = last
		}
		return e.rel != noRel
	case e.holiday != nil:
		return e.rel == last || e.rel == this || e.rel == next
	}
	return false
}

func (e *expr) fiscalOrFull(s *sentence, i, n int) bool {
	for k := i; k < n; k++ {
		if s.is(k, "fiscal") || s.is(k, "full") {
			e.rel = this
			e.fiscal = s.is(k, "fiscal")
			return e.unit >= month
		}
		if s.is(k, "latest") {
			e.rel = last
			return true
		}
	}
	return false
}

// durationPrepositions are words in front of "a year" that leave it a duration.
var durationPrepositions = wordset.Of("for in within after about over than of nearly almost only just lasted last lasts least most to take takes took spend spent spending every with by into during roughly around up another before be is was under once until from on")

func (s *sentence) completeAmount(e *expr, i, n int) bool {
	if e.value != "" {
		return true
	}
	before := s.lower(i - 1)
	if e.unit == second && !s.digit(i) && !e.plural {
		return false
	}
	if u := &s.atoms[n-1]; u.upper && u.w != nil && u.w.unit != noGrain && s.of(n-1) != strings.ToUpper(s.of(n-1)) && i > 0 {
		return false // '60 Minutes'
	}
	if s.age(n) {
		return false
	}
	if s.digit(i) && s.atoms[i].digits == 4 && e.unit == year && !e.plural && e.num.n < 2100 {
		return false // '2022 year-end inflation'
	}
	if !e.num.given {
		if e.hyphen { // 'years-long'
			if !e.plural {
				e.num = number{n: 1, given: true}
			}
			return true
		}
		if e.unit == quarter || before == "-" {
			return false
		}
		switch before {
		case "for", "over", "within", "after", "in", "than", "of", "take", "takes", "took", "spent":
			return !(before == "of" && e.unit == year) && !(before == "in" && (s.is(n, "of") || s.is(n, ","))) || s.is(n, "of")
		}
		return e.unit >= week && s.is(n, "of")
	}
	if e.plural == (e.num.n == 1 && !e.num.vague) && !e.hyphen && e.num.n == 1 {
		return false
	}
	if e.half > 0 {
		e.num.n += 0.5
		e.half = 0
	}
	a := s.is(i, "a") || s.is(i, "an")
	if a && e.hyphen && e.num.vague {
		return false
	}
	if a && !e.hyphen && e.num.n == 1 && n-i == 2 {
		if s.rate(i) {
			return false // part of a quantity
		}
		if e.unit == day && !durationPrepositions[before] {
			return false
		}
		if s.is(n, "of") && e.unit < week || s.is(n, "-") || s.is(n, "when") || s.is(n, "'") && e.unit == day {
			return false
		}
		return e.unit != quarter || durationPrepositions[before] && before != "of"
	}
	if a && e.unit == quarter && n-i == 2 {
		return false
	}
	if e.hyphen && (e.unit == weekend || e.unit == quarter && e.plural) {
		return false
	}
	if e.unit == quarter && !e.plural && !e.hyphen && n-i == 2 {
		return false
	}
	return true
}

// rate says whether 'a year' at i follows an amount: '$3 million a year',
// 'three times a week'.
func (s *sentence) rate(i int) bool {
	before := s.lower(i - 1)
	if durationPrepositions[before] || i == 0 || before == "," || before == "." {
		return false
	}
	if before == "once" || before == "twice" || before == "times" {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		if s.digit(k) || s.lower(k) == "%" || s.lower(k) == "million" || s.lower(k) == "billion" || s.lower(k) == "thousand" || s.lower(k) == "thousands" || s.lower(k) == "hundreds" || s.lower(k) == "dozens" {
			return true
		}
		if w := s.word(k); w != nil && w.cardinal > 1 {
			return true
		}
		if w := s.lower(k); w == "," || w == ";" || w == "and" || w == "for" {
			break
		}
	}
	return false
}

func (s *sentence) completeShift(e *expr, i, n int) bool {
	for k := n - 1; k >= i; k-- {
		switch s.lower(k) {
		case "ago":
			e.sign = -1
		case "earlier", "before", "previously", "prior":
			e.sign, e.anaphor = -1, true
		case "later", "after", "afterward", "afterwards":
			e.sign, e.anaphor = 1, true
		case "now", "today", "time":
			e.sign = 1
		case "yesterday":
			e.sign = 1
		default:
			continue
		}
		break
	}
	if !e.num.given {
		if e.hyphen && e.sign != 0 { // 'the year-ago quarter'
			e.num = number{n: 1, given: true}
			return true
		}
		return false
	}
	w := s.lower(n - 1)
	if w == "before" || w == "after" || w == "prior" { // 'two days before the vote' is counted from the vote
		next := s.lower(n)
		return next == "," || next == "." || next == "" || next == "'" || next == "and" || w == "prior" && next != "to"
	}
	return true
}

func (s *sentence) completeSet(e *expr, i, n int) bool {
	if e.unit == second && !e.num.given {
		return false
	}
	switch s.lower(i) {
	case "quarterly": // not 'a quarterly dividend'
		if n < len(s.atoms) && s.atoms[n].w == nil && isLetter(s.text[s.atoms[n].start]) {
			return false
		}
		return true
	case "daily", "monthly", "weekly", "hourly", "nightly":
		return !(n < len(s.atoms) && s.atoms[n].upper && s.atoms[i].upper) && !(i > 0 && s.atoms[i].upper && s.atoms[i-1].upper)
	case "each":
		return e.unit == noGrain || !e.plural || e.num.given
	}
	if e.season > 0 && s.is(n, "of") {
		return false
	}
	return true
}

func (s *sentence) completeRef(e *expr, i, n int) bool {
	switch s.lower(i) {
	case "current":
		return true
	case "now":
		return !s.is(n, "-")
	case "future":
		return s.lower(i-1) == "in" || s.lower(i-1) == "the" && !s.is(n, "of")
	case "at":
		if s.is(n, "of") || s.is(n-1, "time") && s.is(n-2, "the") && n < len(s.atoms) && s.atoms[n].upper {
			return false
		}
	case "soon":
		return !(s.is(n, "-") && s.glued(n)) && s.lower(i-1) != "as" && !s.is(n, "after") && !s.is(n, "as")
	case "in":
		if w := s.word(n); w != nil && (w.unit != noGrain || w.cardinal > 0 || w.vague || w == digitWord || w.text == "couple") {
			return false
		}
	}
	if e.hyphen { // 'short-term debt'
		return false
	}
	if e.value == "past" && (e.unit < day && !e.num.given) {
		return false
	}
	return true
}

func (s *sentence) completeNested(e *expr, i, n int) bool {
	first := s.lower(i)
	core := e.shape
	switch {
	case first == "the" && e.part == whole && !s.is(i+1, "week") && !s.is(i+1, "day") && e.daypart == "":
		if e.hyphen && !e.fiscal || s.is(i+2, "-") && !e.fiscal || e.clock {
			return false
		}
		switch core {
		case calendar:
			bare := e.year > 0 && e.month == 0 && e.quarter == 0 && e.half == 0 && e.season == 0 || e.month > 0 && e.day == 0 || e.weekday > 0 && e.day == 0 || e.holiday != nil || e.month > 0 && !s.digit(i+1) && s.word(i+1).ordinal == 0
			return !bare
		case related:
			return e.yearRel != noRel || e.rel == previous || e.rel == following || e.unit != noGrain
		case amount:
			return e.num.given && e.plural
		case window, shifted:
			return !s.is(i+1, "the")
		}
		return false
	case e.approx && approximations[first] != nil || first == "a" && e.approx:
		switch core {
		case amount:
			switch first {
			case "about", "around": // 'about five hours' is usually marked without it
				return e.unit >= decade
			case "over":
				return s.is(i+1, "a") || s.is(i+1, "an")
			}
			return e.num.given && !e.num.vague
		case shifted:
			return true
		case window:
			return false
		case related:
			return e.clock && (first == "about" || first == "around" || first == "at" || first == "just" || first == "nearly")
		case calendar:
			return (first == "about" || first == "around" || first == "circa") && (e.month > 0 || e.clock) && e.weekday == 0
		}
		return false
	case e.part == nthWeek || e.part == firstHalf || e.part == secondHalf:
		return core == calendar && e.day == 0 && e.weekday == 0 || core == related && e.unit >= month
	case e.part != whole:
		switch core {
		case calendar:
			return true
		case related:
			return true
		case window, shifted:
			return false
		}
		return false
	}
	return core == calendar || core == related
}
