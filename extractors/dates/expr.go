package dates

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
	utc     bool // the time is of Greenwich

	borrowed  bool // month and year are those of a neighbour: the 5 of "March 3-5"
	hyphen    bool
	theUnit   bool // 'the year'
	overnight bool
	recent    bool // 'the past year'
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
		e.clock, e.hour, e.minute, e.second, e.utc = true, outer.hour, outer.minute, outer.second, outer.utc
	}
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
