package dates

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"onrecord/extractors"
)

// A context is the time in which an expression is read.
type context struct {
	anchor    int // the article's day
	known     bool
	published bool

	// Without a date of publication: the full dates of the text, in order.
	full   []int // indices of list: those that are over, outside of captions
	list   []found
	latest int // the latest year that the text tells of

	ref         period // the last point that the text spoke of
	refKnown    bool
	refSentence int

	quarter                   period // the last quarter that the text spoke of
	quarterKnown              bool
	quarterSentence, sentence int
}

func newContext(a *extractors.Annotation, list []found) *context {
	c := &context{list: list}
	if !a.Doc.Published.IsZero() {
		c.anchor, c.known, c.published = dayOf(a.Doc.Published), true, true
		return c
	}
	if d, ok := printedDate(a); ok {
		c.anchor, c.known, c.published = d, true, true
		return c
	}
	latest := 0
	for i := range list {
		if f := &list[i]; f.year > latest && f.dir <= 0 && f.shape == calendar && !f.pictured {
			latest = f.year
		}
	}
	for i := range list {
		if f := &list[i]; f.full() && f.dir <= 0 && !f.pictured {
			c.full = append(c.full, i)
		}
	}
	c.latest = latest
	return c
}

// full says whether the expression is a day with its year.
func (e *expr) full() bool {
	return e.shape == calendar && e.year > 0 && e.month > 0 && e.day > 0 && validDate(e.year, e.month, e.day)
}

// printedDate is a full date in a dateline or a byline.
func printedDate(a *extractors.Annotation) (int, bool) {
	for _, kind := range []string{"dateline", "byline"} {
		for _, r := range a.Doc.Regions {
			if string(r.Kind) != kind {
				continue
			}
			s := sentence{text: a.Doc.Text}
			s.atoms, _ = scan(nil, s.text, r.Span.Start, r.Span.End)
			for _, f := range s.appendFound(nil) {
				if f.full() {
					return dayNumber(f.year, f.month, f.day), true
				}
			}
		}
	}
	return 0, false
}

// at moves the context to an expression.
func (c *context) at(f *found) {
	c.sentence = f.sentence
	if c.published || len(c.full) == 0 {
		return
	}
	// The nearest full date before the expression, else the first of the text. A
	// word that counts from the day of writing ('last week') takes none of a year
	// that is over for the text, nor does a day to come or one of another season.
	best := -1
	for _, i := range c.full {
		x := &c.list[i]
		if x.year < c.latest && (f.deicticTime() || f.year == 0 && (f.dir > 0 || farApart(f.month, x.month))) {
			continue
		}
		if best >= 0 && x.span.Start >= f.span.Start {
			break
		}
		best = i
	}
	if c.known = best >= 0; c.known {
		x := &c.list[best]
		c.anchor = dayNumber(x.year, x.month, x.day)
	}
}

// farApart says whether more than a month lies between two months of the year,
// if both are known.
func farApart(a, b int) bool {
	apart := (a - b + 12) % 12
	return a > 0 && b > 0 && apart > 1 && apart < 11
}

// deicticTime says whether the expression counts from the day of writing.
func (e *expr) deicticTime() bool {
	return e.shape != calendar || e.weekday > 0 && e.day == 0 || e.yearRel != noRel
}

// A reading is an expression in its time.
type reading struct {
	typ         string
	value       string
	first, last int
	placed      bool // first and last are known
	point       period
	isPoint     bool
	anchor      string
}

func (c *context) anchorText() string {
	if !c.known {
		return ""
	}
	return timeOf(c.anchor).Format("2006-01-02")
}

// resolve gives an expression its type, value and days.
func (c *context) resolve(f *found) extractors.Date {
	r := c.read(&f.expr, f.dir)
	if r.isPoint && !(f.shape == shifted && f.unit == year) && f.value != "period" {
		c.ref, c.refKnown, c.refSentence = r.point, true, f.sentence
		if r.point.grain == quarter && f.rel != same {
			c.quarter, c.quarterKnown = r.point, true
		}
		if r.point.grain == quarter {
			c.quarterSentence = f.sentence
		}
	}
	if f.borrowed && len(r.value) > 3 {
		r.anchor = r.value[:len(r.value)-3]
	}
	d := extractors.Date{Type: r.typ, Value: r.value, Anchor: r.anchor}
	if r.placed {
		d.FirstDay, d.LastDay = timeOf(r.first), timeOf(r.last)
	}
	return d
}

func (c *context) read(e *expr, dir int) reading {
	switch e.shape {
	case reference:
		return c.readReference(e)
	case repeated:
		return readSet(e)
	case amount:
		return reading{typ: "DURATION", value: e.duration()}
	case window:
		return c.readWindow(e)
	}
	var r reading
	switch e.shape {
	case calendar:
		r = c.readCalendar(e, dir)
	case related:
		r = c.readRelated(e, dir)
	case shifted:
		r = c.readShift(e)
	}
	return c.finish(e, r)
}

// The days that a value and a Parquet DATE can write with four digits of a year.
var earliest, latest = dayNumber(1, 1, 1), dayNumber(9999, 12, 31)

// finish adds the part of the period and the time of day.
func (c *context) finish(e *expr, r reading) reading {
	if r.typ == "" {
		r.typ = "DATE"
	}
	if r.isPoint {
		switch e.value {
		case "-1", "+1":
			if r.point.grain == day {
				r.point.n += map[string]int{"-1": -1, "+1": 1}[e.value]
			}
		case "week":
			r.point = r.point.in(week)
		}
		if first, last := r.point.days(); first < earliest || last > latest { // '65 million years ago'
			return reading{typ: r.typ, value: unknown[r.point.grain], anchor: r.anchor}
		}
		r.value = r.point.value()
		r.first, r.last = r.point.days()
		r.placed = true
		if e.part != whole {
			r.first, r.last = c.partOf(r.point, e)
		}
		if e.recent && c.known { // 'the past year' ends today
			r.first, r.last = period{day, c.anchor}.plus(-1, e.unit).in(day).n, c.anchor
		}
	}
	switch {
	case e.clock:
		if e.hour < 12 && e.hour > 0 && (e.daypart == "TAF" || e.daypart == "TEV" || e.daypart == "TNI" && e.hour > 5) {
			e.hour += 12 // '3:30 this afternoon'
		}
		if e.hour == 12 && e.daypart == "TMO" {
			e.hour = 0 // '12:30 in the morning'
		}
		r.typ = "TIME"
		if e.hour == 24 {
			r.value += "T24:00"
		} else {
			r.value += fmt.Sprintf("T%02d:%02d", e.hour, e.minute)
			if e.second > 0 {
				r.value += fmt.Sprintf(":%02d", e.second)
			}
			if e.utc {
				r.value += "Z"
			}
		}
	case e.daypart != "":
		r.typ = "TIME"
		r.value += "T" + strings.TrimPrefix(e.daypart, "T")
	}
	return r
}

func (c *context) partOf(p period, e *expr) (first, last int) {
	first, last = p.days()
	n := last - first + 1
	// Thirds and ends are whole years of a decade, whole months of a year.
	fine := map[grain]grain{century: year, decade: year, year: month}[p.grain]
	if fine != noGrain && e.part >= early && e.part <= end {
		from, to := (period{day, first}).in(fine).n, (period{day, last}).in(fine).n
		third, edge := (to-from+1)/3, max((to-from+1)/12, 1)
		switch e.part {
		case early:
			to = from + third - 1
		case middle:
			from, to = from+third, to-third
		case late:
			from = to - third + 1
		case beginning:
			to = from + edge - 1
		case end:
			from = to - edge + 1
		}
		first, _ = period{fine, from}.days()
		_, last = period{fine, to}.days()
		return first, last
	}
	third := n / 3
	switch e.part {
	case nthWeek:
		if e.nth < 0 {
			return last - 6, last
		}
		return first + 7*(e.nth-1), min(first+7*e.nth-1, last)
	case firstHalf:
		last = first + n/2 - 1
	case secondHalf:
		first += n / 2
	case early:
		last = first + max(third, 1) - 1
	case middle:
		first, last = first+third, last-third
	case late:
		first = last - max(third, 1) + 1
	case beginning:
		last = first + max(n/12, 1) - 1
	case end:
		first = last - max(n/12, 1) + 1
	case before:
		if c.known && c.anchor >= first && c.anchor <= last {
			last = c.anchor
		}
	case rest:
		if c.known && c.anchor >= first && c.anchor <= last {
			first = c.anchor
		}
	}
	return first, last
}

func point(p period, anchor string) reading {
	return reading{point: p, isPoint: true, anchor: anchor}
}

// readCalendar resolves the names of the calendar. Those without a year are
// taken on the side of the article's day that the tense says, else the nearest.
func (c *context) readCalendar(e *expr, dir int) reading {
	if e.value == "2001-09-11" {
		return point(onDay(2001, 9, 11), "")
	}
	y, anchor := e.year, ""
	if e.yearRel != noRel {
		base, text, ok := c.base(e.yearRel)
		if !ok {
			return reading{value: e.pattern()}
		}
		y, anchor = base.in(year).n+offset[e.yearRel], text
	}
	switch {
	case e.century > 0:
		return point(period{century, e.century - 1}, "")
	case e.decade >= 100:
		return point(period{decade, e.decade / 10}, "")
	case e.decade > 0:
		d := 1900 + e.decade
		if c.known {
			d = timeOf(c.anchor).Year()/100*100 + e.decade
			if d > timeOf(c.anchor).Year() {
				d -= 100
			}
			anchor = c.anchorText()
		}
		return point(period{decade, d / 10}, anchor)
	}
	in, ok := e.inYear()
	if !ok {
		if e.year > 0 || e.yearRel != noRel {
			return point(period{year, y}, anchor)
		}
		if e.weekday > 0 {
			return c.weekday(e, dir)
		}
		return reading{value: e.pattern()}
	}
	if y > 0 {
		if p, ok := in(y); ok {
			return point(p, anchor)
		}
		return reading{value: e.pattern()}
	}
	if !c.known {
		return reading{value: e.pattern()}
	}
	if p, ok := c.nearest(in, dir); ok {
		return point(p, c.anchorText())
	}
	return reading{value: e.pattern()}
}

// inYear is the point in a given year, if the expression names one.
func (e *expr) inYear() (func(y int) (period, bool), bool) {
	switch {
	case e.month > 0 && e.nth != 0 && e.weekday > 0:
		return func(y int) (period, bool) {
			d, _ := nthWeekday(e.month, e.weekday, e.nth)(y)
			p := period{day, d}
			return p, p.in(month).n == y*12+e.month-1
		}, true
	case e.month > 0 && e.day > 0:
		return func(y int) (period, bool) { return onDay(y, e.month, e.day), validDate(y, e.month, e.day) }, true
	case e.month > 0:
		return func(y int) (period, bool) { return period{month, y*12 + e.month - 1}, true }, true
	case e.quarter > 0:
		return func(y int) (period, bool) { return period{quarter, y*4 + e.quarter - 1}, true }, true
	case e.half > 0:
		return func(y int) (period, bool) { return period{half, y*2 + e.half - 1}, true }, true
	case e.season > 0:
		return func(y int) (period, bool) { return period{season, y*4 + e.season - 1}, true }, true
	case e.holiday != nil:
		return func(y int) (period, bool) {
			first, last, ok := e.holiday.day(y)
			if last-first >= 20 {
				return period{month, timeOf(first+10).Year()*12 + int(timeOf(first+10).Month()) - 1}, ok
			}
			if last-first >= 5 {
				return period{day, first}.in(week), ok
			}
			return period{day, first}, ok
		}, true
	}
	return nil, false
}

// wrongSide is how many days farther a point on the side that the tense speaks
// against counts: tense is a guess.
const (
	wrongSide    = 250
	wrongQuarter = 150 // of which the last and the next are near
)

// nearest chooses among the years around the article's day.
func (c *context) nearest(in func(int) (period, bool), dir int) (period, bool) {
	y := timeOf(c.anchor).Year()
	best, found, least := period{}, false, 0
	for k := y - 8; k <= y+8; k++ {
		p, ok := in(k)
		if !ok {
			continue
		}
		first, last := p.days()
		d, wrong := 0, wrongSide
		if p.grain == quarter {
			wrong = wrongQuarter
		}
		switch {
		case c.anchor < first:
			d = first - c.anchor
			if dir < 0 {
				d += wrong
			}
		case c.anchor > last:
			d = c.anchor - last
			if dir > 0 {
				d += wrong
			}
		}
		if !found || d < least {
			best, found, least = p, true, d
		}
	}
	return best, found
}

func (c *context) weekday(e *expr, dir int) reading {
	if !c.known {
		return reading{value: e.pattern()}
	}
	back := (weekdayOf(c.anchor) - e.weekday + 7) % 7
	d := c.anchor - back
	if dir > 0 && back > 0 {
		d += 7
	}
	return point(period{day, d}, c.anchorText())
}

// pattern is the underspecified value.
func (e *expr) pattern() string {
	switch {
	case e.nth != 0 && e.weekday > 0:
		return fmt.Sprintf("XXXX-%02d-XX", e.month)
	case e.holiday != nil && e.holiday.value != "":
		return e.holiday.value
	case e.holiday != nil:
		return "XXXX-XX-XX"
	case e.month > 0 && e.day > 0:
		return fmt.Sprintf("XXXX-%02d-%02d", e.month, e.day)
	case e.month > 0:
		return fmt.Sprintf("XXXX-%02d", e.month)
	case e.weekday > 0 && e.day > 0:
		return fmt.Sprintf("XXXX-XX-%02d", e.day)
	case e.weekday > 0:
		return fmt.Sprintf("XXXX-WXX-%d", e.weekday)
	case e.quarter > 0:
		return fmt.Sprintf("XXXX-Q%d", e.quarter)
	case e.half > 0:
		return fmt.Sprintf("XXXX-H%d", e.half)
	case e.season > 0:
		return "XXXX-" + seasonCodes[e.season-1]
	}
	return "XXXX"
}

var offset = map[rel]int{last: -1, previous: -1, next: 1, following: 1}

// base is the point from which a relation counts: the article's day, or the
// time last spoken of.
func (c *context) base(r rel) (period, string, bool) {
	if (r == previous || r == following || r == same) && c.refKnown {
		return c.ref, c.ref.value(), true
	}
	return period{day, c.anchor}, c.anchorText(), c.known
}

func (c *context) readRelated(e *expr, dir int) reading {
	if e.value == "year-end" || e.value == "month-end" {
		if !c.known {
			return reading{value: map[string]string{"year-end": "XXXX", "month-end": "XXXX-XX"}[e.value]}
		}
		g := map[string]grain{"year-end": year, "month-end": month}[e.value]
		_, last := period{day, c.anchor}.in(g).days()
		return point(period{day, last}, c.anchorText())
	}
	if e.deictic {
		if !c.known {
			return reading{value: unknown[day]}
		}
		return point(period{day, c.anchor + e.shift}, c.anchorText())
	}
	if e.value == "period" || e.value == "period-1" {
		return c.readPeriod(e)
	}
	if e.value == "the day" && c.refKnown && c.ref.grain == day && c.sentence-c.refSentence <= 1 {
		return point(c.ref, c.ref.value())
	}
	base, text, ok := c.base(e.rel)
	switch {
	case e.unit != noGrain && e.weekday > 0: // 'Friday last week'
		if !ok {
			return reading{value: e.pattern()}
		}
		first, _ := base.in(week).plus(offset[e.rel], week).days()
		return point(period{day, first + e.weekday - 1}, text)
	case e.unit != noGrain:
		if !ok || base.grain > e.unit && base.grain != weekend {
			return reading{value: unknown[e.unit]}
		}
		if e.rel == same && e.unit == quarter {
			p, text := c.spokenQuarter()
			return point(p, text)
		}
		if e.rel == same && c.known && e.theUnit {
			base, text = period{day, c.anchor}, c.anchorText()
		}
		p := base.in(e.unit)
		p.n += offset[e.rel]
		if first, _ := p.days(); e.unit == weekend && e.rel == this && dir < 0 && first > c.anchor {
			p.n-- // 'those shot this weekend' on a Tuesday
		}
		return point(p, text)
	case e.daypart != "" || e.clock || e.value == "TNI":
		if e.value == "TNI" {
			e.daypart = "TNI"
		}
		if e.overnight {
			e.rel = last
		}
		p := base
		if e.rel == noRel || e.rel == this {
			p, text, ok = period{day, c.anchor}, c.anchorText(), c.known
			if c.refKnown && c.ref.grain == day && e.rel == noRel && c.sentence-c.refSentence <= 1 {
				p, text, ok = c.ref, c.ref.value(), true
			}
		}
		if !ok {
			return reading{value: unknown[day]}
		}
		p = p.in(day)
		return point(period{day, p.n + offset[e.rel]}, text)
	case e.weekday > 0 && e.month > 0:
		return c.readCalendar(e, 0)
	case e.weekday > 0:
		if !ok {
			return reading{value: e.pattern()}
		}
		b := base.in(day)
		back := (weekdayOf(b.n) - e.weekday + 7) % 7
		switch e.rel {
		case last, previous:
			if back == 0 {
				back = 7
			}
			return point(period{day, b.n - back}, text)
		}
		forward := (7 - back) % 7
		if forward == 0 && (e.rel == next || e.rel == following) {
			forward = 7
		}
		return point(period{day, b.n + forward}, text)
	}
	in, has := e.inYear()
	if !has || !ok {
		return reading{value: e.pattern()}
	}
	b := base.in(day).n
	y := timeOf(b).Year()
	best := reading{value: e.pattern()}
	least := math.MaxInt
	for k := y - 8; k <= y+8; k++ {
		p, ok := in(k)
		if !ok {
			continue
		}
		first, lastDay := p.days()
		d := 0
		switch {
		case e.rel == this && k != y:
			continue
		case (e.rel == last || e.rel == previous) && lastDay >= b, (e.rel == next || e.rel == following) && first <= b:
			continue
		case lastDay < b:
			d = b - lastDay
		case first > b:
			d = first - b
		}
		if d < least {
			least, best = d, point(p, text)
		}
	}
	return best
}

// readPeriod is 'the 1988 quarter', 'the latest period', 'the same period last
// year': the time that is reported on, in another year.
func (c *context) readPeriod(e *expr) reading {
	if !c.known && !c.quarterKnown {
		return reading{value: unknown[quarter]}
	}
	q, text := c.spokenQuarter()
	if g := c.ref.grain; c.refKnown && (g == week || g == month || g == half) {
		q, text = c.ref, c.ref.value()
	}
	y := q.in(year).n
	if e.value == "period-1" {
		y--
	}
	if e.yearRel != noRel {
		y = c.anchorYear() + offset[e.yearRel]
	}
	if e.year > 0 {
		y = e.year
	}
	return point(q.plus(y-q.in(year).n, year), text)
}

func (c *context) anchorYear() int { return timeOf(c.anchor).Year() }

// spokenQuarter is the quarter that the text speaks of, else the last that was
// over on the article's day: the one that companies report on.
func (c *context) spokenQuarter() (period, string) {
	if c.quarterKnown {
		return c.quarter, c.quarter.value()
	}
	p := period{day, c.anchor}.in(quarter)
	return period{quarter, p.n - 1}, c.anchorText()
}

// readShift counts units from the article's day ('ago') or from the time last
// spoken of ('earlier').
func (c *context) readShift(e *expr) reading {
	base, text, ok := c.base(last)
	if e.anaphor && c.refKnown {
		base, text, ok = c.ref, c.ref.value(), true
	}
	switch {
	case e.num.vague && e.anaphor:
		return reading{typ: "DURATION", value: e.duration()}
	case e.num.vague:
		return reading{value: map[int]string{-1: "PAST_REF", 1: "FUTURE_REF"}[e.sign]}
	case e.unit < day:
		return reading{typ: "DURATION", value: e.duration()}
	case !ok || base.grain > e.unit && e.quarter == 0:
		return reading{value: unknown[min(e.unit, year)]}
	}
	n := e.num.n
	if n != math.Trunc(n) { // half a year
		switch e.unit {
		case year:
			e.unit, n = month, math.Round(n*12)
		case decade:
			e.unit, n = year, math.Round(n*10)
		case century:
			e.unit, n = year, math.Round(n*100)
		}
	}
	k := e.sign * int(min(n, 1e6))
	if e.unit == quarter && e.hyphen || e.unit == year && n == 1 && c.quarterKnown && c.sentence-c.quarterSentence <= 2 { // 'the year-ago quarter'
		q, text := c.spokenQuarter()
		return point(q.plus(k, year), text)
	}
	if e.quarter > 0 {
		return point(period{quarter, (base.in(year).n+k)*4 + e.quarter - 1}, text)
	}
	p := base.in(e.unit)
	if e.anaphor && base.grain < e.unit && e.unit >= month && base.grain >= day && n == 1 {
		return point(base.plus(k, e.unit), text)
	}
	if e.unit == decade {
		p = base.in(year)
		return point(period{year, p.n + 10*k}, text)
	}
	if e.unit == century {
		p = base.in(year)
		return point(period{year, p.n + 100*k}, text)
	}
	if e.unit == fortnight {
		p = base.in(week)
		k *= 2
	}
	return point(period{p.grain, p.n + k}, text)
}

func (c *context) readReference(e *expr) reading {
	r := reading{typ: "DATE", value: e.value}
	switch e.value {
	case "recent":
		return reading{typ: "DURATION", value: (&expr{num: number{vague: true}, unit: e.unit}).duration()}
	case "past":
		r.value = "PAST_REF"
	case "future":
		r.value = "FUTURE_REF"
	}
	return r
}

// readWindow gives a duration beside the article's day its days.
func (c *context) readWindow(e *expr) reading {
	r := reading{typ: "DURATION", value: e.duration()}
	if e.num.vague || e.num.n > 5000 || e.unit < day {
		return r
	}
	k := int(math.Ceil(e.num.n))
	switch {
	case (e.value == "last" || e.value == "next") && c.known:
		r.anchor = c.anchorText()
		here := period{day, c.anchor}
		there := here.plus(k*map[string]int{"last": -1, "next": 1}[e.value], e.unit)
		if there.grain != day {
			a, b := there.days()
			there = period{day, a}
			if e.value == "next" {
				there.n = b
			}
		}
		r.first, r.last = min(here.n, there.n), max(here.n, there.n)
		r.placed = r.first >= earliest && r.last <= latest
	}
	return r
}

// readSet gives the value of what is repeated.
func readSet(e *expr) reading {
	r := reading{typ: "SET"}
	switch {
	case e.weekday > 0:
		r.value = fmt.Sprintf("XXXX-WXX-%d", e.weekday)
		if e.daypart != "" {
			r.value += "T" + strings.TrimPrefix(e.daypart, "T")
		}
	case e.month > 0 || e.season > 0 || e.holiday != nil:
		r.value = e.pattern()
	case e.daypart != "":
		r.value = "XXXX-XX-XXT" + strings.TrimPrefix(e.daypart, "T")
	default:
		if !e.num.given {
			e.num = number{n: 1, given: true}
		}
		if e.value == "2" {
			e.num.n = 2
		}
		r.value = e.duration()
	}
	return r
}

// duration is the ISO 8601 value of the amount.
func (e *expr) duration() string {
	if e.value == "PXX" {
		return "PXX"
	}
	var date, clock strings.Builder
	add := func(n number, g grain) {
		l := letters[g]
		b := &date
		if l.prefix == "PT" {
			b = &clock
		}
		if n.vague || !n.given {
			b.WriteString("X" + unitOf(g))
			return
		}
		v := n.n * float64(l.times)
		if v != math.Trunc(v) {
			whole := math.Trunc(v)
			fine, times := map[grain]grain{year: month, hour: minute, minute: second, day: hour, decade: year, century: year}[g], map[grain]float64{year: 12, hour: 60, minute: 60, day: 24}[g]
			if rest := (v - whole) * times; times > 0 && math.Abs(rest-math.Round(rest)) < 1e-9 && (v-whole) == 0.5 {
				if whole > 0 {
					b.WriteString(strconv.FormatFloat(whole, 'f', -1, 64) + l.unit)
				}
				if fl := letters[fine]; fl.prefix == "PT" {
					clock.WriteString(strconv.FormatFloat(math.Round(rest), 'f', -1, 64) + fl.unit)
				} else {
					date.WriteString(strconv.FormatFloat(math.Round(rest), 'f', -1, 64) + fl.unit)
				}
				return
			}
		}
		b.WriteString(strconv.FormatFloat(v, 'f', -1, 64) + l.unit)
	}
	add(e.num, e.unit)
	for _, p := range e.also {
		add(p.num, p.unit)
	}
	if clock.Len() == 0 {
		return "P" + date.String()
	}
	return "P" + date.String() + "T" + clock.String()
}

// unitOf is the letter of an unknown number of units: of decades and centuries
// it is their own.
func unitOf(g grain) string {
	switch g {
	case century:
		return "C"
	}
	return letters[g].unit
}
