package dates

import "strings"

// A sentence is what the grammar reads.
type sentence struct {
	text  string
	atoms []atom
	order *bool // numeric dates of the article are day/month; nil until one is read

	generation, depth int
	found             [2][]memo // by atom: any expression, a day
	work              [maxDepth]expr
}

func (s *sentence) word(i int) *word {
	if i < 0 || i >= len(s.atoms) {
		return nil
	}
	return s.atoms[i].w
}

func (s *sentence) is(i int, text string) bool {
	w := s.word(i)
	if w == nil && i >= 0 && i < len(s.atoms) {
		return strings.EqualFold(s.of(i), text)
	}
	return w != nil && w.text == text
}

func (s *sentence) of(i int) string { return s.text[s.atoms[i].start:s.atoms[i].end] }

// glued says whether atom i follows without white space.
func (s *sentence) glued(i int) bool { return i < len(s.atoms) && s.atoms[i].glued }

var hyphen = entry("-")

func digits(w *word) bool { return w == digitWord }

func hasUnit(w *word) bool { return w.unit != noGrain }

// classes are the parts that patterns name.
var classes = []class{
	{"MONTH", func(w *word) bool { return w.month > 0 }, parseMonth},
	{"DAY", digits, parseDay},
	{"NTH", func(w *word) bool { return w == digitWord || w.ordinal > 0 || w.text == "twenty" || w.text == "thirty" }, parseNth},
	{"NTHOF", func(w *word) bool { return w.ordinal > 0 && w.ordinal < 6 || w.text == "last" }, parseNthOf},
	{"WEEKDAY", func(w *word) bool { return w.weekday > 0 && !w.plural }, parseWeekday},
	{"WEEKDAYS", func(w *word) bool { return w.weekday > 0 && w.plural }, parseWeekday},
	{"YEAR", func(w *word) bool {
		return w == digitWord || w.text == "'" || w.text == "nineteen" || w.text == "eighteen" || w.text == "two" || w.text == "twenty"
	}, parseYear},
	{"NUMERIC", digits, parseNumeric},
	{"DECADE", func(w *word) bool { return w == digitWord || w.decade > 0 || w.text == "'" }, parseDecade},
	{"CENTURY", func(w *word) bool { return w == digitWord || w.ordinal > 0 || w.text == "twenty" }, parseCentury},
	{"QUARTER", func(w *word) bool { return w == digitWord || w.ordinal > 0 || w.text == "q" || w.text == "final" }, parseQuarter},
	{"HALF", func(w *word) bool { return w.ordinal > 0 || w.text == "latter" || w.text == "last" || w.text == "h" }, parseHalf},
	{"FISCAL", func(w *word) bool { return w.text == "fiscal" }, parseFiscal},
	{"HALFWORD", func(w *word) bool { return w.text == "half" }, parseHalfWord},
	{"SEASON", func(w *word) bool { return w.season > 0 && !w.plural }, parseSeason},
	{"HOLIDAY", func(w *word) bool { return len(w.holidays) > 0 }, parseHoliday},
	{"DEICTIC", func(w *word) bool { return w.deictic }, parseDeictic},
	{"DAYPART", func(w *word) bool { return w.daypart != "" && !w.plural }, parseDaypart},
	{"DAYPARTS", func(w *word) bool { return w.daypart != "" && w.plural }, parseDaypart},
	{"CLOCK", func(w *word) bool {
		return w == digitWord || w.text == "noon" || w.text == "midnight" || w.text == "midday" || w.cardinal > 0
	}, parseClock},
	{"UNIT", hasUnit, parseUnit},
	{"UNITS", func(w *word) bool { return w.unit != noGrain && w.plural }, parseUnit},
	{"FULL", func(w *word) bool {
		return w.text == "full" || w.text == "whole" || w.text == "fiscal" || w.text == "calendar" || w.text == "trading" || w.text == "straight" || w.text == "consecutive"
	}, parseOne},
	{"NUM", func(w *word) bool {
		return w == digitWord || w.cardinal > 0 || w.vague || w.text == "half" || w.text == "another" || w.text == "couple" || w.text == "dozens" || w.text == "½" || w.text == "quarter" || w.text == "hundred"
	}, parseNum},
	{"ALSO", func(w *word) bool { return w == digitWord || w.cardinal > 0 }, parseAlso},
	{"REL", func(w *word) bool { return w.rel != noRel }, parseRel},
	{"RELYEAR", func(w *word) bool { return w.rel != noRel || w.text == "the" }, parseRelYear},
	{"ADVERB", func(w *word) bool { return w.adverb != noGrain }, parseAdverb},
	{"REF", func(w *word) bool { return w.ref != "" }, parseRef},
	{"EARLY", func(w *word) bool { _, ok := edges[w.text]; return ok }, parseEarly},
	{"EDGE", func(w *word) bool { _, ok := edgeNouns[w.text]; return ok }, parseEdge},
	{"MOST", func(w *word) bool { return mostWords[w.text] }, parseOne},
	{"APPROX", func(w *word) bool { return len(approximations[w.text]) > 0 }, parseApprox},
	{"CORE", func(*word) bool { return false }, parseCore}, // set while rules are compiled
	{"DAYCORE", func(w *word) bool {
		return w == digitWord || w.month > 0 || w.weekday > 0 && !w.plural || w.deictic || w.rel != noRel || len(w.holidays) > 0 || w.text == "the"
	}, parseDayCore},
}

var mostWords = map[string]bool{"most": true, "much": true, "part": true, "all": true, "rest": true, "remainder": true}

// approximations are the words in front of an amount that belong to its span.
var approximations = map[string][][]string{
	"about": {{}}, "around": {{}}, "nearly": {{}}, "almost": {{}}, "roughly": {{}}, "approximately": {{}}, "over": {{}},
	"more": {{"than"}}, "less": {{"than"}}, "fewer": {{"than"}}, "at": {{"least"}, {"most"}}, "up": {{"to"}},
	"no": {{"more", "than"}, {"less", "than"}}, "just": {{"over"}, {"under"}, {"about"}}, "under": {{}},
	"circa": {{}}, "well": {{"over"}}, "an": {{"additional"}, {"estimated"}},
	"as": {{"much", "as"}, {"long", "as"}, {"little", "as"}},
}

func parseFiscal(_ *sentence, _ int, e *expr) int {
	e.fiscal = true
	return 1
}

// parseHalfWord is the end of 'a minute and a half'.
func parseHalfWord(_ *sentence, _ int, e *expr) int {
	e.half = 1
	return 1
}

func parseOne(*sentence, int, *expr) int { return 1 }

func parseMonth(s *sentence, i int, e *expr) int {
	a := &s.atoms[i]
	if !a.upper && (a.w.name || a.w.abbr) && !s.digit(i-1) && !s.digit(i+1) {
		return 0
	}
	if a.w.abbr && len(a.w.text) == 3 && !s.is(i+1, ".") && !s.digit(i+1) && !s.digit(i-1) && !(s.is(i+1, "-") && s.digit(i+2)) {
		return 0
	}
	e.month = a.w.month
	return 1
}

// parseDay takes '1', '1st', '01'.
func parseDay(s *sentence, i int, e *expr) int {
	a := &s.atoms[i]
	if a.digits > 2 || a.n < 1 || a.n > 31 || s.decimal(i) {
		return 0
	}
	e.day = a.n
	if s.glued(i+1) && isSuffix(s.of(i+1)) {
		return 2
	}
	if s.glued(i+1) && (s.atoms[i+1].w == nil && isLetter(s.text[s.atoms[i+1].start]) || s.is(i+1, "%") || s.is(i+1, ":") && s.glued(i+2)) {
		return 0
	}
	return 1
}

// decimal says whether the digits at i go on behind a comma or a point, or
// stand behind one.
func (s *sentence) decimal(i int) bool {
	next := s.glued(i+1) && (s.is(i+1, ",") || s.is(i+1, ".")) && s.glued(i+2) && s.word(i+2) == digitWord
	if next && s.is(i+1, ",") && s.atoms[i+2].digits == 4 { // 'May 1,2020'
		next = false
	}
	before := s.glued(i) && i > 1 && (s.is(i-1, ",") || s.is(i-1, ".")) && s.glued(i-1) && s.word(i-2) == digitWord
	if before && s.is(i-1, ",") && s.atoms[i].digits == 4 {
		before = false
	}
	return next || before
}

func isSuffix(t string) bool {
	switch strings.ToLower(t) {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

// parseOrdinal reads '3rd', 'third', 'twenty-first'.
func (s *sentence) ordinal(i int) (n, used int) {
	w := s.word(i)
	switch {
	case w == nil:
	case w == digitWord:
		if s.atoms[i].digits <= 2 && s.glued(i+1) && isSuffix(s.of(i+1)) {
			return s.atoms[i].n, 2
		}
	case w.ordinal > 0:
		return w.ordinal, 1
	case w.cardinal >= 20:
		j := i + 1
		if s.is(j, "-") {
			j++
		}
		if o := s.word(j); o != nil && o.ordinal > 0 && o.ordinal < 10 {
			return w.cardinal + o.ordinal, j - i + 1
		}
	}
	return 0, 0
}

func parseNth(s *sentence, i int, e *expr) int {
	n, used := s.ordinal(i)
	if used == 0 || n > 31 {
		return 0
	}
	e.day = n
	return used
}

// parseNthOf takes the 'second' of 'the second Sunday of May', 'the last week of
// July'.
func parseNthOf(s *sentence, i int, e *expr) int {
	if e.nth = s.atoms[i].w.ordinal; e.nth == 0 {
		e.nth = -1
	}
	return 1
}

func parseWeekday(s *sentence, i int, e *expr) int {
	a := &s.atoms[i]
	if !a.upper && (a.w.abbr || a.w.plural) || a.w.abbr && !s.is(i+1, ".") && (s.word(i+1) == nil || s.word(i+1).month == 0) {
		return 0
	}
	e.weekday, e.plural = a.w.weekday, a.w.plural
	return 1
}

// parseYear takes '1998', "'98", 'nineteen ninety-eight', 'two thousand'.
func parseYear(s *sentence, i int, e *expr) int {
	w := s.word(i)
	switch {
	case w == digitWord:
		a := &s.atoms[i]
		if a.digits != 4 || a.n < 1000 || a.n > 2100 || s.decimal(i) {
			return 0
		}
		if s.glued(i + 1) {
			if c := s.text[s.atoms[i+1].start]; isLetter(c) || c == '%' || c == ':' || c == '$' {
				return 0
			}
		}
		e.year = a.n
		return 1
	case w.text == "'":
		if s.glued(i+1) && s.word(i+1) == digitWord && s.atoms[i+1].digits == 2 && !s.glued(i+2) {
			e.year = 1900 + s.atoms[i+1].n
			if s.atoms[i+1].n < 40 {
				e.year += 100
			}
			return 2
		}
	case w.text == "two":
		if s.is(i+1, "thousand") {
			e.year = 2000
			j := i + 2
			if s.is(j, "and") {
				j++
			}
			if n, used := s.small(j); used > 0 {
				e.year += n
				return j + used - i
			}
			return 2
		}
	default: // nineteen ninety-eight
		if n, used := s.small(i + 1); used > 0 && n >= 10 {
			e.year = w.cardinal*100 + n
			return 1 + used
		}
	}
	return 0
}

func (s *sentence) dayFirst() bool {
	if s.order == nil {
		first := dayFirst(s.text)
		s.order = &first
	}
	return *s.order
}

// parseNumeric takes '2023-06-30', '30/06/2023', '06/30/23', '30.6.2023'.
func parseNumeric(s *sentence, i int, e *expr) int {
	if i > 0 && s.glued(i) && (s.is(i-1, "/") || s.is(i-1, "-") || s.is(i-1, ".") || s.is(i-1, "$")) {
		return 0
	}
	if !s.glued(i+4) || s.word(i+2) != digitWord || s.word(i+4) != digitWord || !s.glued(i+1) || !s.glued(i+2) || !s.glued(i+3) {
		return 0
	}
	sep := s.word(i + 1)
	if sep == nil || sep != s.word(i+3) || sep.text != "/" && sep.text != "-" && sep.text != "." {
		return 0
	}
	if s.glued(i+5) && (s.is(i+5, sep.text) && s.glued(i+6) || isLetter(s.text[s.atoms[i+5].start])) && !strings.EqualFold(s.of(i+5), "t") {
		return 0
	}
	x, y, z := &s.atoms[i], &s.atoms[i+2], &s.atoms[i+4]
	var yy, mm, dd int
	switch {
	case x.digits == 4 && sep.text != ".":
		yy, mm, dd = x.n, y.n, z.n
	case z.digits == 4 || z.digits == 2 && sep.text == "/":
		yy = z.n
		if z.digits == 2 {
			yy += 1900 + 100*btoi(z.n < 40)
		}
		mm, dd = x.n, y.n
		if x.n > 12 || y.n <= 12 && (sep.text == "." || s.dayFirst()) {
			mm, dd = y.n, x.n
		}
	default:
		return 0
	}
	if yy < 1000 || yy > 2100 || !validDate(yy, mm, dd) {
		return 0
	}
	e.year, e.month, e.day = yy, mm, dd
	return 5
}

// parseDecade takes '1990s', "'90s", 'nineties'.
func parseDecade(s *sentence, i int, e *expr) int {
	w := s.word(i)
	if w.decade > 0 {
		e.decade = w.decade
		return 1
	}
	n := 0
	if w.text == "'" {
		n, i = 1, i+1
	}
	a := s.word(i)
	if a != digitWord || n == 1 && !s.glued(i) || !s.glued(i+1) && (!s.is(i+1, "s") || n == 1) { // '1960 s' of text that was cut into words
		return 0
	}
	d := &s.atoms[i]
	j := i + 1
	if s.is(j, "'") && s.glued(j+1) { // 1990's
		j++
	}
	if s.atomText(j) != "s" || d.n%10 != 0 || !(d.digits == 4 && d.n >= 1000 && d.n < 2100 || n == 1 && d.digits == 2) {
		return 0
	}
	e.decade = d.n
	if d.digits == 2 && d.n == 0 {
		e.decade = 2000
	}
	return n + j - i + 1
}

func parseCentury(s *sentence, i int, e *expr) int {
	n, used := s.ordinal(i)
	if used == 0 || n > 30 {
		return 0
	}
	j := i + used
	if s.is(j, "-") {
		j++
	}
	if w := s.word(j); w == nil || w.unit != century {
		return 0
	}
	e.century = n
	return j - i + 1
}

// parseQuarter takes 'third quarter', 'third-quarter', 'Q3', '3Q'.
func parseQuarter(s *sentence, i int, e *expr) int {
	w := s.word(i)
	if w.text == "q" {
		if s.atoms[i].upper && s.glued(i+1) && s.word(i+1) == digitWord && s.atoms[i+1].digits == 1 {
			if n := s.atoms[i+1].n; n >= 1 && n <= 4 {
				e.quarter = n
				return 2
			}
		}
		return 0
	}
	if w == digitWord && s.glued(i+1) && s.of(i+1) == "Q" && s.atoms[i].n >= 1 && s.atoms[i].n <= 4 && s.atoms[i].digits == 1 {
		e.quarter = s.atoms[i].n
		return 2
	}
	n, used := s.ordinal(i)
	if w.text == "final" && s.is(i+2, "of") {
		n, used = 4, 1
	}
	if used == 0 || n > 4 || n < 1 {
		return 0
	}
	j := i + used
	if s.is(j, "fiscal") {
		j++
	}
	if s.is(j, "-") {
		j++
		e.hyphen = true
	}
	if u := s.word(j); u == nil || u.unit != quarter || u.plural {
		return 0
	}
	e.quarter = n
	return j - i + 1
}

func parseHalf(s *sentence, i int, e *expr) int {
	w := s.word(i)
	n, used := s.ordinal(i)
	switch {
	case w.text == "h" && s.atoms[i].upper && s.glued(i+1) && s.word(i+1) == digitWord && (s.atoms[i+1].n == 1 || s.atoms[i+1].n == 2):
		e.half = s.atoms[i+1].n
		return 2
	case w.text == "latter" || w.text == "last":
		n, used = 2, 1
	}
	if used == 0 || n > 2 || !s.is(i+used, "half") {
		return 0
	}
	e.half = n
	return used + 1
}

func parseSeason(s *sentence, i int, e *expr) int {
	e.season = s.atoms[i].w.season
	return 1
}

func parseHoliday(s *sentence, i int, e *expr) int {
	used := 0
	for _, p := range s.atoms[i].w.holidays {
		if len(p.words) <= used || i+len(p.words) > len(s.atoms) || !s.atoms[i].upper {
			continue
		}
		ok := true
		for k, w := range p.words {
			ok = ok && s.atoms[i+k].w == w
		}
		if ok {
			e.holiday, used = p.holiday, len(p.words)
		}
	}
	return used
}

func parseDeictic(s *sentence, i int, e *expr) int {
	e.deictic, e.shift = true, s.atoms[i].w.shift
	return 1
}

func parseDaypart(s *sentence, i int, e *expr) int {
	e.daypart = s.atoms[i].w.daypart
	e.plural = e.plural || s.atoms[i].w.plural
	return 1
}

func (s *sentence) atomText(i int) string {
	if i >= len(s.atoms) {
		return ""
	}
	return s.of(i)
}

func parseUnit(s *sentence, i int, e *expr) int {
	w := s.atoms[i].w
	if w.text == "second" || w.text == "sec" || w.text == "min" || w.text == "hr" {
		if !e.num.given && w.text == "second" || s.word(i-1) != nil && s.word(i-1).text == "the" {
			return 0
		}
	}
	e.unit, e.plural = w.unit, w.plural
	return 1
}

func parseRel(s *sentence, i int, e *expr) int {
	r := s.atoms[i].w.rel
	if e.rel == same && r == same { // 'that same day'
		return 1
	}
	e.rel = r
	return 1
}

func parseRelYear(s *sentence, i int, e *expr) int {
	j := i
	r := s.word(j).rel
	if s.is(j, "the") {
		j++
		w := s.word(j)
		switch {
		case w == nil:
			return 0
		case w.rel != noRel:
			r = w.rel
			j++
		case w.unit == year:
			r = same
		default:
			return 0
		}
	} else {
		j++
	}
	if s.is(j, "fiscal") {
		j++
	}
	if w := s.word(j); w == nil || w.unit != year || w.plural || r == noRel {
		return 0
	}
	e.yearRel = r
	return j - i + 1
}

func parseAdverb(s *sentence, i int, e *expr) int {
	e.unit = s.atoms[i].w.adverb
	return 1
}

func parseRef(s *sentence, i int, e *expr) int {
	e.value = s.atoms[i].w.ref
	return 1
}

func parseEarly(s *sentence, i int, e *expr) int {
	e.part = edges[s.atoms[i].w.text]
	return 1
}

func parseEdge(s *sentence, i int, e *expr) int {
	e.part = edgeNouns[s.atoms[i].w.text]
	return 1
}

func parseApprox(s *sentence, i int, e *expr) int {
	for _, list := range approximations[s.atoms[i].w.text] {
		ok := true
		for k, t := range list {
			ok = ok && s.is(i+1+k, t)
		}
		if ok {
			e.approx = true
			return 1 + len(list)
		}
	}
	return 0
}

// parseCore reads a whole expression and keeps what stands in front of it.
func parseCore(s *sentence, i int, e *expr) int {
	core, endAt := s.best(i, false)
	if endAt == 0 || core.from > 0 {
		return 0
	}
	outer := *e
	*e = *core
	e.nest(&outer)
	return endAt - i
}

// parseDayCore is a CORE that is a day.
func parseDayCore(s *sentence, i int, e *expr) int {
	core, endAt := s.best(i, true)
	if endAt == 0 || core.from > 0 || !core.isDay() || core.daypart != "" || core.clock {
		return 0
	}
	outer := *e
	*e = *core
	e.nest(&outer)
	return endAt - i
}
