package dates

import "strings"

// An expr is a time expression as its words alone give it, before it is put in
// the time of the article. A field that the words do not give is zero.
type expr struct {
	shape shape
	value string // of the rule

	year, month, day int
	weekday          int
	nth              int // of the weekdays or weeks of a month, -1 the last
	quarter, half    int
	season           int // 1 + spring …
	decade           int // the first year; below 100 without its century
	century          int // 20 for the 20th
	holiday          *holiday
	fiscal           bool
	iso              bool // 'day/month' read in the order of the article

	rel     rel
	yearRel rel // of 'June last year'
	unit    grain
	plural  bool
	num     number
	also    []length // further parts of a duration: 'two hours and 30 minutes'
	deictic bool
	shift   int  // days from today
	sign    int  // -1 ago, earlier; +1 later
	anaphor bool // counted from the time spoken of, not from the article's

	part    part
	daypart string
	clock   bool
	hour    int
	minute  int
	second  int
	minutes bool // the minute is written

	borrowed  bool // month and year are those of a neighbour: the 5 of "March 3-5"
	hyphen    bool
	theUnit   bool // 'the year'
	overnight bool
	approx    bool
	from      int // first atom of the span, if it is not the first of the match
}

// A number counts units.
type number struct {
	n     float64
	given bool
	vague bool
}

type length struct {
	num  number
	unit grain
}

// A part of a period: 'early 2020'.
type part int

const (
	whole part = iota
	early
	middle
	late
	beginning
	end
	before // 'earlier this year': up to the article's day
	rest   // 'later this year', 'the rest of the week'
	nthWeek
	firstHalf
	secondHalf
)

var edges = map[string]part{"early": early, "mid": middle, "late": late, "earlier": before, "later": rest}

var edgeNouns = map[string]part{"beginning": beginning, "start": beginning, "middle": middle, "end": end, "close": end, "turn": beginning}

// A sentence is what the grammar reads.
type sentence struct {
	text     string
	atoms    []atom
	dayFirst bool // numeric dates of the article are day/month

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
	{"QUARTER", func(w *word) bool { return w == digitWord || w.ordinal > 0 || w.text == "q" || w.text == "last" }, parseQuarter},
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
	if a.w.abbr && len(a.w.text) == 3 && !s.is(i+1, ".") && !s.digit(i+1) && !s.digit(i-1) && !s.is(i+1, "-") {
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

// small reads a number word below a hundred.
func (s *sentence) small(i int) (n, used int) {
	w := s.word(i)
	if w == nil || w.cardinal == 0 || w.text == "a" || w.text == "an" {
		return 0, 0
	}
	if w.cardinal < 20 {
		return w.cardinal, 1
	}
	j := i + 1
	if s.is(j, "-") {
		j++
	}
	if u := s.word(j); u != nil && u.cardinal > 0 && u.cardinal < 10 && u.text != "a" && u.text != "an" {
		return w.cardinal + u.cardinal, j - i + 1
	}
	return w.cardinal, 1
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
		if x.n > 12 || y.n <= 12 && (s.dayFirst || sep.text == ".") {
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

// parseClock takes '10 a.m.', '10:35', '10.30pm', '1530 GMT', 'noon', "five o'clock".
func parseClock(s *sentence, i int, e *expr) int {
	w := s.word(i)
	if i > 0 && s.glued(i) && (s.is(i-1, ":") || s.is(i-1, ".") || s.is(i-1, "$") || s.is(i-1, ",") || s.is(i-1, "/")) {
		return 0
	}
	e.clock = true
	switch w.text {
	case "noon", "midday":
		e.hour, e.minutes = 12, true
		return 1
	case "midnight":
		e.hour, e.minutes = 24, false
		return 1
	}
	h, j := 0, i+1
	if w == digitWord {
		a := &s.atoms[i]
		h = a.n
		switch {
		case a.digits <= 2 && (s.is(j, ":") || s.is(j, ".")) && s.glued(j) && s.glued(j+1) && s.word(j+1) == digitWord && s.atoms[j+1].digits == 2:
			e.minute, e.minutes = s.atoms[j+1].n, true
			colon := s.is(j, ":")
			j += 2
			if colon && s.is(j, ":") && s.glued(j) && s.glued(j+1) && s.word(j+1) == digitWord && s.atoms[j+1].digits == 2 {
				e.second = s.atoms[j+1].n
				j += 2
			}
			if s.glued(j) && s.glued(j+1) && (s.is(j, ".") || s.is(j, ":") || s.is(j, "/")) && s.word(j+1) == digitWord {
				return 0
			}
			if used := s.meridiem(j, &h); used > 0 {
				j += used
			} else if !colon && s.zone(j) == 0 {
				return 0
			} else if colon && s.zone(j) == 0 && !s.beforeClock(i) {
				return 0
			}
		case a.digits == 4 && (s.zone(j) > 0 || strings.EqualFold(s.atomText(j), "hours") || strings.EqualFold(s.atomText(j), "hrs") || s.glued(j) && s.of(j) == "h"):
			h, e.minute, e.minutes = a.n/100, a.n%100, true
			if z := s.zone(j); z == 0 {
				j++
			}
		case a.digits <= 2:
			if used := s.meridiem(j, &h); used > 0 {
				j += used
			} else if used := s.oclock(j); used > 0 {
				j += used
			} else if z := s.zone(j); z == 0 && !(s.is(j, "in") && s.is(j+1, "the") && s.word(j+2) != nil && s.word(j+2).daypart != "") {
				return 0
			}
		default:
			return 0
		}
	} else {
		h = w.cardinal
		if w.text == "a" || w.text == "an" {
			return 0
		}
		if used := s.oclock(j); used > 0 {
			j += used
		} else if used := s.meridiem(j, &h); used > 0 {
			j += used
		} else {
			return 0
		}
	}
	if h > 24 || e.minute > 59 || e.second > 59 {
		return 0
	}
	e.hour = h
	return j + s.zone(j) - i
}

func (s *sentence) atomText(i int) string {
	if i >= len(s.atoms) {
		return ""
	}
	return s.of(i)
}

// beforeClock says whether a bare '15:30' at i is introduced as a time.
func (s *sentence) beforeClock(i int) bool {
	w := s.word(i - 1)
	if w == nil {
		return false
	}
	switch w.text {
	case "at", "around", "about", "by", "until", "till", "before", "after", "from", "since", "to", "between":
		return true
	}
	return false
}

// meridiem reads 'a.m.', 'pm' and moves the hour.
func (s *sentence) meridiem(i int, h *int) int {
	t := strings.ToLower(s.atomText(i))
	used := 0
	switch {
	case t == "am" || t == "pm":
		used = 1
	case (t == "a" || t == "p") && s.is(i+1, ".") && s.glued(i+1) && strings.EqualFold(s.atomText(i+2), "m") && s.glued(i+2):
		used = 3
		if s.is(i+3, ".") && s.glued(i+3) && i+4 < len(s.atoms) {
			used = 4
		}
		t += "m"
	case (t == "a" || t == "p") && s.is(i+1, ".") && strings.EqualFold(s.atomText(i+2), "m") && s.is(i+3, "."):
		used, t = 4, t+"m"
	}
	if used == 0 || *h > 12 && t == "am" {
		return 0
	}
	switch {
	case t == "pm" && *h < 12:
		*h += 12
	case t == "am" && *h == 12:
		*h = 0
	}
	return used
}

func (s *sentence) oclock(i int) int {
	if s.is(i, "o") && s.is(i+1, "'") && strings.EqualFold(s.atomText(i+2), "clock") {
		return 3
	}
	return 0
}

var zones = map[string]bool{"GMT": true, "UTC": true, "EST": true, "EDT": true, "ET": true, "PST": true, "PDT": true, "PT": true,
	"CST": true, "CDT": true, "CT": true, "MST": true, "MDT": true, "BST": true, "CET": true, "CEST": true, "IST": true, "AEST": true, "AEDT": true, "JST": true, "KST": true, "EAT": true, "WAT": true, "SAST": true, "AST": true}

// zone reads a time zone behind a clock time.
func (s *sentence) zone(i int) int {
	j := i
	paren := s.is(j, "(")
	if paren {
		j++
	}
	if t := s.atomText(j); zones[t] {
		j++
		if paren {
			if s.is(j, ")") {
				return j + 1 - i
			}
			return 0
		}
		return j - i
	}
	if s.is(j, "local") && s.is(j+1, "time") && !paren {
		return 2
	}
	return 0
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

// parseNum takes '12', '1,000', '2.5', '2 1/2', 'two', 'a', 'a couple of',
// 'several', 'half a', 'a hundred and five', 'one and a half', 'two to three'.
func parseNum(s *sentence, i int, e *expr) int {
	n, used := s.number(i)
	if used == 0 {
		return 0
	}
	j := i + used
	if (s.is(j, "to") || s.is(j, "or") || s.is(j, "-")) && !n.vague { // a range: 'two to three weeks'
		if m, k := s.number(j + 1); k > 0 && s.word(j+1).text != "a" && s.word(j+1).text != "an" {
			if !m.vague && m.n > n.n {
				e.num = number{n: n.n, given: true, vague: false}
				e.approx = true
				return j + 1 + k - i
			}
		}
	}
	e.num = n
	return used
}

func (s *sentence) number(i int) (n number, used int) {
	w := s.word(i)
	if w == nil {
		return
	}
	n.given = true
	j := i + 1
	switch {
	case w == digitWord:
		a := &s.atoms[i]
		if a.n < 0 || s.glued(i) && i > 0 && (s.is(i-1, "$") || s.is(i-1, ".") || s.is(i-1, ",") || s.is(i-1, "/")) {
			return number{}, 0
		}
		if i > 0 && s.digit(i-1) {
			return number{}, 0
		}
		n.n = float64(a.n)
		for a.digits <= 3 && s.digit(j) && s.atoms[j].digits == 3 && n.n < 1e6 { // '6 955'
			n.n = n.n*1000 + float64(s.atoms[j].n)
			j++
		}
		for s.is(j, ",") && s.glued(j) && s.glued(j+1) && s.word(j+1) == digitWord && s.atoms[j+1].digits == 3 && n.n < 1e9 {
			n.n = n.n*1000 + float64(s.atoms[j+1].n)
			j += 2
		}
		switch {
		case s.is(j, ".") && s.glued(j) && s.glued(j+1) && s.word(j+1) == digitWord && s.atoms[j+1].digits <= 3:
			f := float64(s.atoms[j+1].n)
			for k := 0; k < s.atoms[j+1].digits; k++ {
				f /= 10
			}
			n.n += f
			j += 2
		case s.is(j, "½"):
			n.n += 0.5
			j++
		case s.word(j) == digitWord && s.atoms[j].n == 1 && s.is(j+1, "/") && s.word(j+2) == digitWord && s.atoms[j+2].n == 2:
			n.n += 0.5
			j += 3
		case s.is(j, "-") && s.word(j+1) == digitWord && s.atoms[j+1].n == 1 && s.is(j+2, "/") && s.word(j+3) == digitWord && s.atoms[j+3].n == 2:
			n.n += 0.5
			j += 4
		case s.is(j, "/"):
			return number{}, 0
		}
		if s.is(j, "hundred") || s.is(j, "thousand") || s.is(j, "million") || s.is(j, "billion") {
			n.n *= map[string]float64{"hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9}[s.lower(j)]
			j++
		}
		return n, j - i
	case w.text == "½":
		n.n = 0.5
		return n, 1
	case w.text == "half":
		if s.is(j, "-") {
			j++
		}
		if s.is(j, "a") || s.is(j, "an") || s.is(j, "the") {
			j++
		}
		if u := s.word(j); u != nil && u.text == "dozen" {
			n.n = 6
			return n, j - i + 1
		}
		if u := s.word(j); u == nil || u.unit == noGrain {
			return number{}, 0
		}
		n.n = 0.5
		return n, j - i
	case w.text == "quarter": // 'a quarter century'
		if s.is(j, "-") || s.is(j, "of") && s.is(j+1, "a") {
			j++
			if s.is(j, "a") {
				j++
			}
		}
		if u := s.word(j); u != nil && u.unit == century {
			n.n = 0.25
			return n, j - i
		}
		return number{}, 0
	case w.text == "another":
		if u := s.word(j); u == nil || u.unit < day || u.plural {
			return number{}, 0
		}
		n.n = 1
		return n, 1
	case w.text == "dozens":
		if s.is(j, "of") {
			n.vague = true
			return n, 2
		}
		return number{}, 0
	case w.vague:
		n.vague = true
		if s.is(j, "hundred") || s.is(j, "thousand") || s.is(j, "dozen") || s.is(j, "more") || s.is(j, "other") {
			j++
		}
		if u := s.word(j); u == nil || u.unit == noGrain && !s.is(j, "-") {
			return number{}, 0
		}
		return n, j - i
	case w.text == "a" || w.text == "an":
		v := s.word(j)
		switch {
		case v == nil:
			return number{}, 0
		case v.text == "few" || v.text == "several":
			m, k := s.number(j)
			return m, k + btoi(k > 0)
		case v.text == "couple":
			n.n, j = 2, j+1
			if s.is(j, "of") {
				j++
			}
			if s.is(j, "more") {
				j++
			}
			return n, j - i
		case v.text == "dozen":
			n.n = 12
			return n, 2
		case v.text == "hundred" || v.text == "thousand":
			return s.scaled(i, 1, j)
		case v.text == "half" || v.text == "quarter":
			m, k := s.number(j)
			return m, k + btoi(k > 0)
		case v.text == "full" || v.text == "whole" || v.text == "single" || v.text == "entire" || v.text == "mere":
			n.n = 1
			return n, 2
		case v.unit != noGrain || s.is(j, "fairly") || s.is(j, "additional"):
			n.n = 1
			return n, 1
		}
		return number{}, 0
	case w.text == "couple":
		if s.is(j, "of") {
			j++
		}
		if s.is(j, "more") {
			j++
		}
		n.n = 2
		return n, j - i
	case w.text == "hundred":
		return number{}, 0
	}
	m, k := s.small(i)
	if k == 0 {
		return number{}, 0
	}
	j = i + k
	switch {
	case s.is(j, "hundred") || s.is(j, "thousand") || s.is(j, "dozen") || s.is(j, "million"):
		return s.scaled(i, float64(m), j)
	case s.is(j, "and") && s.is(j+1, "a") && s.is(j+2, "half"):
		n.n = float64(m) + 0.5
		return n, j + 3 - i
	case s.is(j, "-") && s.is(j+1, "and") && s.is(j+2, "-") && s.is(j+3, "a") && s.is(j+4, "-") && s.is(j+5, "half"):
		n.n = float64(m) + 0.5
		return n, j + 6 - i
	}
	n.n = float64(m)
	return n, k
}

// scaled reads a scale word at j behind a factor, and what is added to it.
func (s *sentence) scaled(i int, factor float64, j int) (number, int) {
	v := factor
	for {
		scale := map[string]float64{"hundred": 100, "thousand": 1000, "dozen": 12, "million": 1e6}[s.lower(j)]
		if scale == 0 {
			break
		}
		v *= scale
		j++
		k := j
		if s.is(k, "and") {
			k++
		}
		if m, used := s.small(k); used > 0 {
			v += float64(m)
			j = k + used
		}
	}
	return number{n: v, given: true}, j - i
}

// parseAlso reads a further part of a duration.
func parseAlso(s *sentence, i int, e *expr) int {
	n, used := s.number(i)
	if used == 0 {
		return 0
	}
	u := s.word(i + used)
	if u == nil || u.unit == noGrain || u.unit >= e.unit {
		return 0
	}
	e.also = append(e.also[:len(e.also):len(e.also)], length{n, u.unit})
	return used + 1
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

// nest puts what was read in front of a CORE, or behind it, into it.
func (e *expr) nest(outer *expr) {
	if outer.part != whole {
		e.part = outer.part
	}
	e.approx = e.approx || outer.approx
	e.hyphen = e.hyphen || outer.hyphen
	if outer.value != "" {
		e.value = outer.value
	}
	if outer.nth != 0 {
		e.nth, e.part = outer.nth, nthWeek
	}
	if outer.half > 0 {
		e.part = firstHalf + part(outer.half-1)
	}
	if outer.daypart != "" {
		e.daypart = outer.daypart
	}
	if outer.clock {
		e.clock, e.hour, e.minute, e.second, e.minutes = true, outer.hour, outer.minute, outer.second, outer.minutes
	}
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

// isDay says whether the expression names a single day.
func (e *expr) isDay() bool {
	switch e.shape {
	case calendar:
		return (e.day > 0 || e.weekday > 0) && !e.plural || e.holiday != nil
	case related:
		return e.deictic || e.weekday > 0 || e.unit == day || e.holiday != nil || e.month > 0 && e.day > 0
	}
	return false
}
