package dates

import (
	"fmt"
	"time"
)

// A grain is a unit of the calendar, from fine to coarse.
type grain int

const (
	noGrain grain = iota
	second
	minute
	hour
	day
	week
	weekend
	fortnight
	month
	quarter
	half
	season
	year
	decade
	century
)

// A period is one stretch of the calendar: the n-th of its grain. Days count
// from 1970-01-01, weeks and weekends from its Monday-based week, months,
// quarters, halves and seasons from year 0; a year is itself. Its neighbours
// are n-1 and n+1, which makes 'last' and 'next' arithmetic.
type period struct {
	grain grain
	n     int
}

// Seasons within a year, in the order in which they begin. Winter begins in the
// December of its year (TimeML names it after the year as written).
const (
	spring = iota
	summer
	autumn
	winter
)

var seasonCodes = [4]string{"SP", "SU", "FA", "WI"}

func dayOf(t time.Time) int { return int(floorDiv64(t.Unix(), 86400)) }

func timeOf(d int) time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func dayNumber(y, m, d int) int {
	return dayOf(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC))
}

// validDate says whether the calendar has the day; year 0 stands for any year.
func validDate(y, m, d int) bool {
	if y == 0 {
		y = 2000 // a leap year
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return m >= 1 && m <= 12 && d >= 1 && t.Day() == d
}

func onDay(y, m, d int) period { return period{day, dayNumber(y, m, d)} }

// in is the period of grain g that the first day of p falls into.
func (p period) in(g grain) period {
	if p.grain == g {
		return p
	}
	first, _ := p.days()
	t := timeOf(first)
	y, m := t.Year(), int(t.Month())
	switch g {
	case week, weekend, fortnight:
		return period{g, floorDiv(first+3, 7)} // 1970-01-01 was a Thursday
	case month:
		return period{month, y*12 + m - 1}
	case quarter:
		return period{quarter, y*4 + (m-1)/3}
	case half:
		return period{half, y*2 + (m-1)/6}
	case season:
		return period{season, floorDiv(y*12+m-3, 3)}
	case year:
		return period{year, y}
	case decade:
		return period{decade, floorDiv(y, 10)}
	case century:
		return period{century, floorDiv(y, 100)}
	}
	return period{day, first}
}

// plus moves the period by k units of grain g: a coarser unit keeps the place
// within it ('a year earlier' of a quarter is the same quarter).
func (p period) plus(k int, g grain) period {
	months := map[grain]int{month: 1, quarter: 3, half: 6, season: 3, year: 12, decade: 120, century: 1200}
	per := func(of grain) (int, bool) { // how many of p's grain make one of g
		a, b := months[g], months[of]
		return a / max(b, 1), a > 0 && b > 0 && a%b == 0
	}
	switch {
	case g == p.grain:
		return period{g, p.n + k}
	case g == fortnight:
		return p.plus(2*k, week)
	case p.grain == day && (g == week || g == weekend):
		return period{day, p.n + 7*k}
	case p.grain == day && months[g] > 0:
		t := timeOf(p.n)
		m := t.Year()*12 + int(t.Month()) - 1 + k*months[g]
		y, mo := floorDiv(m, 12), m-floorDiv(m, 12)*12+1
		d := t.Day()
		for !validDate(y+4000, mo, d) && d > 28 { // 4000 is a multiple of 400: the same calendar, never year 0
			d--
		}
		return onDay(y, mo, d)
	case (p.grain == week || p.grain == weekend) && months[g] > 0: // by its Thursday
		return period{day, p.n * 7}.plus(k, g).in(p.grain)
	case p.grain == week && g == day:
		first, _ := p.days()
		return period{day, first + k}
	}
	if n, ok := per(p.grain); ok {
		return period{p.grain, p.n + k*n}
	}
	q := p.in(g)
	return period{g, q.n + k}
}

// days are the first and the last day of the period.
func (p period) days() (first, last int) {
	span := func(startMonth, months int) (int, int) {
		y := floorDiv(startMonth, 12)
		m := startMonth - y*12 + 1
		return dayNumber(y, m, 1), dayNumber(y, m+months, 1) - 1
	}
	switch p.grain {
	case week:
		return p.n*7 - 3, p.n*7 + 3
	case fortnight:
		return p.n*7 - 3, p.n*7 + 10
	case weekend:
		return p.n*7 + 2, p.n*7 + 3
	case month:
		return span(p.n, 1)
	case quarter:
		return span(p.n*3, 3)
	case half:
		return span(p.n*6, 6)
	case season:
		return span(p.n*3+2, 3)
	case year:
		return span(p.n*12, 12)
	case decade:
		return span(p.n*120, 120)
	case century:
		return span(p.n*1200, 1200)
	}
	return p.n, p.n
}

// value is the TIMEX3 value of the period (ISO 8601; decades and centuries are
// the leading digits, as in TIDES and TimeML).
func (p period) value() string {
	switch p.grain {
	case week, weekend, fortnight:
		y, w := timeOf(p.n * 7).ISOWeek() // its Thursday
		if p.grain == weekend {
			return fmt.Sprintf("%04d-W%02d-WE", y, w)
		}
		return fmt.Sprintf("%04d-W%02d", y, w)
	case month:
		return fmt.Sprintf("%04d-%02d", floorDiv(p.n, 12), p.n-floorDiv(p.n, 12)*12+1)
	case quarter:
		return fmt.Sprintf("%04d-Q%d", floorDiv(p.n, 4), p.n-floorDiv(p.n, 4)*4+1)
	case half:
		return fmt.Sprintf("%04d-H%d", floorDiv(p.n, 2), p.n-floorDiv(p.n, 2)*2+1)
	case season:
		return fmt.Sprintf("%04d-%s", floorDiv(p.n, 4), seasonCodes[p.n-floorDiv(p.n, 4)*4])
	case year:
		return fmt.Sprintf("%04d", p.n)
	case decade:
		return fmt.Sprintf("%03d", p.n)
	case century:
		return fmt.Sprintf("%02d", p.n)
	}
	return timeOf(p.n).Format("2006-01-02")
}

// unknown is the value of a period of that grain of which nothing is known.
var unknown = map[grain]string{
	day: "XXXX-XX-XX", week: "XXXX-WXX", weekend: "XXXX-WXX-WE", fortnight: "XXXX-WXX",
	month: "XXXX-XX", quarter: "XXXX-QX", half: "XXXX-HX", season: "XXXX-XX",
	year: "XXXX", decade: "XXX", century: "XX",
	hour: "XXXX-XX-XX", minute: "XXXX-XX-XX", second: "XXXX-XX-XX",
}

// letters are the designators of durations (ISO 8601; W, Q, WE from TimeML). A
// decade is ten years and a century a hundred, as most of TempEval-3 has it.
var letters = map[grain]struct {
	prefix, unit string
	times        int
}{
	second: {"PT", "S", 1}, minute: {"PT", "M", 1}, hour: {"PT", "H", 1},
	day: {"P", "D", 1}, week: {"P", "W", 1}, weekend: {"P", "WE", 1}, fortnight: {"P", "W", 2},
	month: {"P", "M", 1}, quarter: {"P", "Q", 1}, half: {"P", "M", 6}, season: {"P", "M", 3},
	year: {"P", "Y", 1}, decade: {"P", "Y", 10}, century: {"P", "Y", 100},
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorDiv64(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
