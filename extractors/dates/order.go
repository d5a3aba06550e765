package dates

import "regexp"

// What tells whether an article writes the day before the month. A number above
// twelve decides; else dates with the month in words.
var (
	numericDayFirst   = regexp.MustCompile(`\b(?:1[3-9]|2\d|3[01])([/.-])(?:0?[1-9]|1[0-2])[/.-]\d\d`)
	numericMonthFirst = regexp.MustCompile(`\b(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d\d`)
	writtenDayFirst   = regexp.MustCompile(`\b\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`)
	writtenMonthFirst = regexp.MustCompile(`\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b`)
)

// dayFirst says whether '5/6/2020' of the article is 5 June. Without a sign it
// is May 6.
func dayFirst(text string) bool {
	switch {
	case numericDayFirst.MatchString(text):
		return true
	case numericMonthFirst.MatchString(text):
		return false
	}
	return len(writtenDayFirst.FindAllStringIndex(text, -1)) > len(writtenMonthFirst.FindAllStringIndex(text, -1))
}
