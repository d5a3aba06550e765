package dates

// A holiday is a named day, or several, of every year. days gives the first day
// (as of period) and how many days it lasts.
type holiday struct {
	names  []string // lower case; letters and digits separated by blanks
	days   func(year int) (first, length int)
	value  string // TIMEX3 value in an unknown year, "" if it moves
	strict bool   // only with a capital letter
}

// holidays are those that international news names without explanation. Days
// that differ by country (Independence Day, Mother's Day in Britain) are out or
// those of the United States, whose agencies write of them most.
var holidays = []holiday{
	{names: []string{"christmas day", "xmas day"}, days: fixed(12, 25), value: "XXXX-12-25"},
	{names: []string{"christmas eve"}, days: fixed(12, 24), value: "XXXX-12-24"},
	{names: []string{"christmas", "xmas"}, days: fixed(12, 25), value: "XXXX-12-25", strict: true},
	{names: []string{"boxing day"}, days: fixed(12, 26), value: "XXXX-12-26"},
	{names: []string{"new year ' s day", "new year ' s", "new years day"}, days: fixed(1, 1), value: "XXXX-01-01", strict: true},
	{names: []string{"new year ' s eve", "new years eve"}, days: fixed(12, 31), value: "XXXX-12-31", strict: true},
	{names: []string{"epiphany"}, days: fixed(1, 6), value: "XXXX-01-06", strict: true},
	{names: []string{"valentine ' s day", "valentines day"}, days: fixed(2, 14), value: "XXXX-02-14"},
	{names: []string{"international women ' s day"}, days: fixed(3, 8), value: "XXXX-03-08"},
	{names: []string{"st . patrick ' s day", "st patrick ' s day"}, days: fixed(3, 17), value: "XXXX-03-17"},
	{names: []string{"nowruz"}, days: fixed(3, 21), value: "XXXX-03-21"},
	{names: []string{"april fools day", "april fools ' day", "april fool ' s day"}, days: fixed(4, 1), value: "XXXX-04-01"},
	{names: []string{"earth day"}, days: fixed(4, 22), value: "XXXX-04-22", strict: true},
	{names: []string{"anzac day"}, days: fixed(4, 25), value: "XXXX-04-25"},
	{names: []string{"may day", "international workers ' day"}, days: fixed(5, 1), value: "XXXX-05-01", strict: true},
	{names: []string{"world press freedom day"}, days: fixed(5, 3), value: "XXXX-05-03"},
	{names: []string{"juneteenth"}, days: fixed(6, 19), value: "XXXX-06-19"},
	{names: []string{"canada day"}, days: fixed(7, 1), value: "XXXX-07-01", strict: true},
	{names: []string{"fourth of july", "july fourth"}, days: fixed(7, 4), value: "XXXX-07-04"},
	{names: []string{"bastille day"}, days: fixed(7, 14), value: "XXXX-07-14"},
	{names: []string{"halloween"}, days: fixed(10, 31), value: "XXXX-10-31"},
	{names: []string{"all saints ' day", "all saints day"}, days: fixed(11, 1), value: "XXXX-11-01"},
	{names: []string{"veterans day", "armistice day", "remembrance day"}, days: fixed(11, 11), value: "XXXX-11-11", strict: true},
	{names: []string{"world aids day"}, days: fixed(12, 1), value: "XXXX-12-01"},
	{names: []string{"human rights day"}, days: fixed(12, 10), value: "XXXX-12-10", strict: true},
	{names: []string{"australia day"}, days: fixed(1, 26), value: "XXXX-01-26", strict: true},

	{names: []string{"martin luther king day", "martin luther king jr . day", "mlk day"}, days: nthWeekday(1, 1, 3)},
	{names: []string{"presidents day", "presidents ' day"}, days: nthWeekday(2, 1, 3), strict: true},
	{names: []string{"mother ' s day"}, days: nthWeekday(5, 7, 2), strict: true},
	{names: []string{"memorial day"}, days: nthWeekday(5, 1, -1), strict: true},
	{names: []string{"father ' s day"}, days: nthWeekday(6, 7, 3), strict: true},
	{names: []string{"labor day"}, days: nthWeekday(9, 1, 1), strict: true},
	{names: []string{"columbus day"}, days: nthWeekday(10, 1, 2), strict: true},
	{names: []string{"thanksgiving", "thanksgiving day"}, days: nthWeekday(11, 4, 4), strict: true},
	{names: []string{"thanksgiving eve"}, days: after(nthWeekday(11, 4, 4), -1, 1), strict: true},
	{names: []string{"black friday"}, days: after(nthWeekday(11, 4, 4), 1, 1), strict: true},
	{names: []string{"cyber monday"}, days: after(nthWeekday(11, 4, 4), 4, 1), strict: true},
	{names: []string{"election day"}, days: after(nthWeekday(11, 1, 1), 1, 1), strict: true},

	{names: []string{"easter sunday", "easter day", "easter"}, days: easter(0, 1), strict: true},
	{names: []string{"easter monday"}, days: easter(1, 1)},
	{names: []string{"easter week"}, days: easter(-6, 7)},
	{names: []string{"easter weekend"}, days: easter(-2, 4)},
	{names: []string{"good friday"}, days: easter(-2, 1), strict: true},
	{names: []string{"holy thursday", "maundy thursday"}, days: easter(-3, 1)},
	{names: []string{"palm sunday"}, days: easter(-7, 1)},
	{names: []string{"holy week"}, days: easter(-7, 7), strict: true},
	{names: []string{"ash wednesday"}, days: easter(-46, 1)},
	{names: []string{"shrove tuesday", "mardi gras"}, days: easter(-47, 1), strict: true},
	{names: []string{"ascension day"}, days: easter(39, 1), strict: true},
	{names: []string{"pentecost", "whit sunday"}, days: easter(49, 1), strict: true},

	{names: []string{"ramadan", "ramadhan", "ramzan"}, days: islamic(9, 1, 29)},
	{names: []string{"eid al fitr", "eid ul fitr", "eid - al - fitr", "eid - ul - fitr", "eid al - fitr", "eid ul - fitr", "eid el - fitr", "eid el fitr", "hari raya aidilfitri", "lebaran", "idul fitri"}, days: islamic(10, 1, 1)},
	{names: []string{"eid al adha", "eid ul adha", "eid - al - adha", "eid - ul - adha", "eid al - adha", "eid ul - adha", "eid - ul - azha", "eid ul azha", "eid el - kabir", "tabaski", "feast of the sacrifice"}, days: islamic(12, 10, 1)},
	{names: []string{"eid"}, days: eid, strict: true},
	{names: []string{"ashura"}, days: islamic(1, 10, 1)},
	{names: []string{"islamic new year"}, days: islamic(1, 1, 1)},
	{names: []string{"mawlid", "eid - e - milad", "eid - i - milad", "eid milad - un - nabi"}, days: islamic(3, 12, 1)},

	{names: []string{"lunar new year", "chinese new year", "lunar new year ' s day"}, days: listed(lunarNewYear)},
	{names: []string{"diwali", "deepavali"}, days: listed(diwali)},
}

// day is the period of the holiday in a year.
func (h *holiday) day(year int) (first, last int, ok bool) {
	first, n := h.days(year)
	return first, first + n - 1, n > 0
}

func fixed(m, d int) func(int) (int, int) {
	return func(y int) (int, int) { return dayNumber(y, m, d), 1 }
}

// nthWeekday is the n-th weekday (Monday 1) of a month, the last if n is -1.
func nthWeekday(m, weekday, n int) func(int) (int, int) {
	return func(y int) (int, int) {
		if n < 0 {
			last := dayNumber(y, m+1, 1) - 1
			return last - (weekdayOf(last)-weekday+7)%7, 1
		}
		first := dayNumber(y, m, 1)
		return first + (weekday-weekdayOf(first)+7)%7 + 7*(n-1), 1
	}
}

func after(h func(int) (int, int), days, length int) func(int) (int, int) {
	return func(y int) (int, int) {
		d, _ := h(y)
		return d + days, length
	}
}

// weekdayOf is 1 for a Monday and 7 for a Sunday (ISO 8601).
func weekdayOf(d int) int { return (d+3)%7 + 1 + 7*btoi((d+3)%7 < 0) }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// easter is the Western Easter Sunday moved by some days (the anonymous
// Gregorian algorithm; Meeus 1991, ch. 8).
func easter(move, length int) func(int) (int, int) {
	return func(y int) (int, int) {
		a, b, c := y%19, y/100, y%100
		d, e := b/4, b%4
		g := (8*b + 13) / 25
		h := (19*a + b - d - g + 15) % 30
		i, k := c/4, c%4
		l := (32 + 2*e + 2*i - h - k) % 7
		m := (a + 11*h + 19*l) / 433
		mo := (h + l - 7*m + 90) / 25
		da := (h + l - 7*m + 33*mo + 19) % 32
		return dayNumber(y, mo, da) + move, length
	}
}

// islamic is the first occurrence in a year of a day of the tabular Islamic
// calendar (30-year cycle with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
// and 29), counted from Thursday 15 July 622 (Julian), which is nearer to the
// feasts as they are kept than the Friday epoch. Sightings of the moon differ
// from it, and between countries, by a day.
func islamic(m, d, length int) func(int) (int, int) {
	return func(y int) (int, int) {
		start, end := dayNumber(y, 1, 1), dayNumber(y+1, 1, 1)
		h := (y-622)*33/32 - 1
		for n := 0; n < 4; n, h = n+1, h+1 {
			if day := islamicDay(h, m, d); h > 0 && day >= start && day < end {
				return day, length
			}
		}
		return 0, 0
	}
}

func islamicDay(y, m, d int) int {
	const epoch = -492149 // 18 July 622 (Gregorian) is 1 Muharram 1
	return epoch + d - 1 + (59*(m-1)+1)/2 + (y-1)*354 + (3+11*y)/30
}

// eid alone is the feast at the end of Ramadan.
func eid(y int) (int, int) { return islamic(10, 1, 1)(y) }

// listed looks a year up in a table of month and day; a year that is not in it
// is unknown.
func listed(days map[int][2]int) func(int) (int, int) {
	return func(y int) (int, int) {
		if d, ok := days[y]; ok {
			return dayNumber(y, d[0], d[1]), 1
		}
		return 0, 0
	}
}

var lunarNewYear = map[int][2]int{
	2000: {2, 5}, 2001: {1, 24}, 2002: {2, 12}, 2003: {2, 1}, 2004: {1, 22}, 2005: {2, 9},
	2006: {1, 29}, 2007: {2, 18}, 2008: {2, 7}, 2009: {1, 26}, 2010: {2, 14}, 2011: {2, 3},
	2012: {1, 23}, 2013: {2, 10}, 2014: {1, 31}, 2015: {2, 19}, 2016: {2, 8}, 2017: {1, 28},
	2018: {2, 16}, 2019: {2, 5}, 2020: {1, 25}, 2021: {2, 12}, 2022: {2, 1}, 2023: {1, 22},
	2024: {2, 10}, 2025: {1, 29}, 2026: {2, 17}, 2027: {2, 6}, 2028: {1, 26}, 2029: {2, 13},
	2030: {2, 3},
}

var diwali = map[int][2]int{
	2010: {11, 5}, 2011: {10, 26}, 2012: {11, 13}, 2013: {11, 3}, 2014: {10, 23}, 2015: {11, 11},
	2016: {10, 30}, 2017: {10, 19}, 2018: {11, 7}, 2019: {10, 27}, 2020: {11, 14}, 2021: {11, 4},
	2022: {10, 24}, 2023: {11, 12}, 2024: {10, 31}, 2025: {10, 20},
}
