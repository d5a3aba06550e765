package corpus

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A dateline says where and by whom a report was written.
type dateline struct {
	end    int    // bytes of the line that it takes, 0 if there is none
	place  string // as written, "" if none
	agency string // in brackets, "" if none
	date   string // with its year, as a key; "" if none
}

// Parts of datelines, in the words of the text.
const (
	dlCaps     = `(?:(?:Mc|Mac|De|La|Le|O['’])?\p{Lu}[\p{Lu}\p{M}]+|\p{Lu}\.(?:\p{Lu}\.)*|\p{Lu}['’]\p{Lu}+)(?:['’\-]?(?:\p{Lu}+|(?:au|de|el|al|sur)-\p{Lu}+))*\.?`
	dlPlace    = dlCaps + `(?:[ \x{a0}](?:(?:de|of|du|la|el|and|del) )?` + dlCaps + `){0,4}`
	dlName     = `\p{Lu}[\p{L}\p{M}.'’\-]*`
	dlNames    = dlName + `(?:[ \x{a0}](?:(?:de|of|du|la|el|al|and|del) )?` + dlName + `){0,2}`
	dlTwoNames = dlName + `(?:[ \x{a0}](?:(?:de|of|du|la|el|al|and|del) )?` + dlName + `)?`
	dlRegion   = `(?:, ?` + dlName + `(?:[ \x{a0}](?:(?:of|and|de) )?` + dlName + `){0,3})`
	dlMonth    = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUNE|JULY|AUG|SEPT?|OCT|NOV|DEC)\.?`
	dlDate     = `(?:,? ?(?:` + dlMonth + ` \d{1,2}|\d{1,2} ` + dlMonth + `)(?:,? \d{4})?)`
	dlParen    = `\(([^()]{2,40})\)`
	dlDash     = `[ \x{a0}]*(?:—|―|–|-{1,3})[ \x{a0}]*`
)

// datelinePatterns are tried in order; the groups are place and bracket.
var datelinePatterns = []struct {
	pattern   *regexp.Regexp
	firstOnly bool // only where the first paragraph begins
	needs     func(rest string) bool
}{
	// WESTERLUND, Minn. – April 14, 2031 –
	{regexp.MustCompile(`^(` + dlNames + `)(` + dlRegion + `{0,2}?)` + dlDash + `(` + dlMonth + ` \d{1,2}, \d{4}|\d{1,2} ` + dlMonth + ` \d{4})` + dlDash), false, beginsText},
	// BAMAKO, Mali (AP) — · LONDON, June 3 (Reuters) - · OCALA, Fla. -
	{regexp.MustCompile(`^(` + dlPlace + `)(` + dlRegion + `{0,2}?)` + dlDate + `?[ \x{a0}]*(?:` + dlParen + `)?[.:]?` + dlDash), false, beginsText},
	// Accra, May 4 (GNA) – · Harare (Reuters) -
	{regexp.MustCompile(`^(` + dlNames + `)(` + dlRegion + `{0,2}?)` + dlDate + `?[ \x{a0}]*` + dlParen + `[.:]?` + dlDash), false, beginsText},
	// New Delhi, May 4 (PTI) The …
	{regexp.MustCompile(`^(` + dlNames + `)(` + dlRegion + `{0,2}?)` + dlDate + `[ \x{a0}]*` + dlParen + `[ \x{a0}:]+`), false, beginsText},
	// DENVER (KX4) The …
	{regexp.MustCompile(`^(` + dlPlace + `)(` + dlRegion + `{0,2}?)[ \x{a0}]*\((\p{Lu}[\p{Lu}\p{N}]{1,7})\)[ \x{a0}]+`), true, beginsText},
	// (Reuters) - · (CNN) —
	{regexp.MustCompile(`^()()\((\p{Lu}[\p{L}\p{N} .&/'’\-]{1,30})\)` + dlDash), false, beginsText},
	// (CNN) The …
	{regexp.MustCompile(`^()()\((\p{Lu}{2,8})\)[ \x{a0}]+`), true, beginsText},
	// NEW DELHI: The …
	{regexp.MustCompile(`^(` + dlPlace + `)(` + dlRegion + `?)():[ \x{a0}]+`), true, beginsText},
	// Detroit — A …
	{regexp.MustCompile(`^(` + dlTwoNames + `)(` + dlRegion + `?)()[ \x{a0}]+(?:—|–|-{1,2})[ \x{a0}]+`), true, beginsText},
}

// notFirst is a word with which no place begins, but for 'The Hague'.
var notFirst = regexp.MustCompile(`^(?:(?:An?|In|On|At|But|And|If|For|This|That)\b|The [^H])`)

// beginsText says whether rest is nothing or begins as a sentence does. A line
// in capitals throughout is a headline: 'HARBOUR CASE: BROTHERS IN COURT'.
func beginsText(rest string) bool {
	if letters(rest) > 0 && strings.IndexFunc(rest, unicode.IsLower) < 0 {
		return false
	}
	rest = strings.TrimLeft(rest, `"'“‘„« `+"\u00a0")
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsUpper(r) || unicode.IsDigit(r)
}

// dateline finds the dateline at the beginning of a line; first says that the
// line begins the first paragraph, where weaker signs are enough.
func (l *line) dateline(first bool) dateline {
	const longest, mostWords = 120, 5
	head := l.raw
	if len(head) > longest {
		head = strings.ToValidUTF8(head[:longest], "")
	}
	if r, _ := utf8.DecodeRuneInString(head); r != '(' && !unicode.IsUpper(r) || !strings.ContainsAny(head, "-–—―):") {
		return dateline{}
	}
	for _, p := range datelinePatterns {
		m := p.pattern.FindStringSubmatchIndex(head)
		if m == nil || p.firstOnly && !first || !p.needs(head[m[1]:]) {
			continue
		}
		if matched := strings.TrimRight(head[:m[1]], "\u00a0 "); m[1] < len(head) && len(matched) == m[1] && strings.HasSuffix(matched, "-") && !strings.HasSuffix(matched, "--") && !strings.ContainsAny(matched[len(matched)-2:], " )") {
			continue // 'JEAN-PIERRE' and the like: a hyphen
		}
		place := head[m[2]:m[3]]
		region := head[m[4]:m[5]]
		if notPlaces[strings.ToLower(place)] || place != "" && letters(place) < 3 || notFirst.MatchString(place) {
			return dateline{}
		}
		if words := strings.Fields(place + region); len(words) > mostWords && strings.IndexFunc(place+region, unicode.IsLower) < 0 {
			return dateline{} // a heading in capitals
		}
		dl := dateline{end: m[1], date: dayPattern.FindString(keyOf(head[:m[1]])), place: strings.Trim(place+region, " ,.")}
		if strings.HasSuffix(head[:m[5]], ".") && m[4] < m[5] {
			dl.place += "." // 'Fla.'
		}
		if !strings.Contains(place, " ") && m[4] == m[5] && (letters(place) < 4 || !strings.ContainsAny(strings.ToLower(place), "aeiouáéíóúäöü")) {
			dl.place = "" // 'AP —' is an agency, if it is anything
		}
		if m[6] >= 0 && m[6] < m[7] {
			bracket := head[m[6]:m[7]]
			switch r, _ := utf8.DecodeRuneInString(bracket); {
			case parseDay(keyOf(bracket)) != time.Time{}:
			case unicode.IsUpper(r):
				dl.agency = bracket
			default:
				return dateline{}
			}
		}
		return dl
	}
	return dateline{}
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// placeName is a place in ordinary capitals: 'EL PASO, Texas' is El Paso,
// Texas. Short words and those with full stops stay: 'HQ', 'U.N.'.
func placeName(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if letters(w) < 3 && i > 0 || strings.Contains(strings.TrimRight(w, ".,"), ".") || strings.IndexFunc(w, unicode.IsLower) >= 0 {
			continue
		}
		var b strings.Builder
		start := true
		for _, r := range w {
			if start {
				b.WriteRune(r)
			} else {
				b.WriteRune(unicode.ToLower(r))
			}
			start = !unicode.IsLetter(r) && !unicode.IsMark(r)
		}
		words[i] = b.String()
	}
	return strings.Join(words, " ")
}

// fillMetadata reads the byline, the day of publication, the place and the
// outlet out of the regions where they are still unknown. Of the outlets that a
// text may name, the holder of the copyright comes before the agency in the
// dateline.
func fillMetadata(d *Document, dl dateline) {
	if d.Place == "" {
		d.Place = placeName(dl.place)
	}
	if d.Published.IsZero() && dl.date != "" {
		d.Published = parseDay(dl.date)
	}
	const most = 12 // regions of a kind that are looked at
	bylines, notices := 0, 0
	days := map[int]map[time.Time]bool{}
	outlets := map[string]bool{}
	for _, r := range d.Regions {
		if r.Span.Len() > 4*maxKey {
			continue
		}
		switch r.Kind {
		case Byline:
			if bylines++; bylines > most {
				continue
			}
			for _, l := range splitLines(r.Span.Of(d.Text)) {
				if d.Byline == "" {
					d.Byline = author(l.raw)
				}
				collectDays(days, l.key)
			}
		case Boilerplate, Footer:
			if notices++; notices > most*10 {
				continue
			}
			for _, l := range splitLines(r.Span.Of(d.Text)) {
				if m := copyrightHolder.FindStringSubmatch(l.raw); m != nil {
					outlets[strings.TrimSpace(m[1])] = true
				}
			}
		}
	}
	if d.Published.IsZero() {
		for rank := rankPosted; rank <= rankUpdated; rank++ {
			if len(days[rank]) == 0 {
				continue
			}
			if len(days[rank]) == 1 {
				for day := range days[rank] {
					d.Published = day
				}
			}
			break // two days of one rank are ambiguous
		}
	}
	if d.Outlet == "" && len(outlets) == 1 {
		for o := range outlets {
			d.Outlet = o
		}
	}
	if d.Outlet == "" {
		d.Outlet = strings.TrimSpace(dl.agency)
	}
}

var copyrightHolder = regexp.MustCompile(`(?:Copyright|©|\([cC]\))\s*(?:©|\([cC]\))?\s*\d{4}\s*(?:by |[-–—|] ?)?((?:[Tt]he )?\p{Lu}[^.,;()|/–—]{1,50}?)(?: -)?(?:[.,;()|/]|\s+All [Rr]ights|$)`)

var (
	byPrefix  = regexp.MustCompile(`^(?:(?i:story|text|words|report|written|reported|posted|published)\s)?(?:[Bb]y|BY):?\s+`)
	afterName = regexp.MustCompile(`(?i)\s*(?:\||\b(?:posted|updated|published|created)\b|\S+@\S+|` + monthPattern + `\s\d|\d{1,2}[:/]\d|https?:|twitter|,\s*(?:[^,]*\b(?:reporter|editor|correspondent|writer|staff)\b|the|associated|for\b)).*$`)
)

// author is the name in a byline, "" if the line has none.
func author(raw string) string {
	at := byPrefix.FindString(raw)
	if at == "" && !nameLine.MatchString(raw) || anonymousByline.MatchString(raw) {
		return ""
	}
	name := raw[len(at):]
	if m := afterName.FindStringIndex(name); m != nil {
		name = name[:m[0]]
	}
	return strings.Trim(strings.Join(strings.Fields(name), " "), " ,;:-–—")
}

// nameLine is a line of names without 'By', perhaps with a place: 'Jane Doe and
// John Roe in Springfield'.
var nameLine = regexp.MustCompile(`^\p{Lu}[\p{L}'’.\-]*(?: \p{Lu}[\p{L}'’.\-]*){1,3}(?: and \p{Lu}[\p{L}'’.\-]*(?: \p{Lu}[\p{L}'’.\-]*){1,3})?(?: in \p{Lu}[\p{L}'’.\-]*(?: \p{Lu}[\p{L}'’.\-]*){0,2})?$`)

var anonymousByline = regexp.MustCompile(`^(?i:by:? (?:our|a|an|the) )?(?:\p{Lu}?\p{Ll}+ ){0,2}(?i:correspondents?|reporters?|staff)\b`)

// How well a date in a byline says when the article was published.
const (
	rankPosted = iota
	rankBare
	rankUpdated
)

var (
	dayPattern   = regexp.MustCompile(datePattern)
	stampWord    = regexp.MustCompile(`\b(first posted|posted|published|created|updated|last modified|modified)\b`)
	dayTextual   = regexp.MustCompile(`^(?:[a-z.,]+ )??([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	dayBritish   = regexp.MustCompile(`^(?:[a-z.,]+ )??(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?,? (\d{4})$`)
	dayNumerical = regexp.MustCompile(`^(?:[a-z.,]+ )??(\d{1,2})/(\d{1,2})/(\d{4})$`)
)

// collectDays adds the days that a line of a byline names, by rank. A day takes
// its rank from the nearest word before it.
func collectDays(days map[int]map[time.Time]bool, key string) {
	last := 0
	rank := rankBare
	for _, m := range dayPattern.FindAllStringIndex(key, 8) {
		if words := stampWord.FindAllString(key[last:m[0]], -1); len(words) > 0 {
			rank = rankPosted
			if w := words[len(words)-1]; w == "updated" || strings.HasSuffix(w, "modified") {
				rank = rankUpdated
			}
		}
		last = m[1]
		if day := parseDay(key[m[0]:m[1]]); !day.IsZero() {
			if days[rank] == nil {
				days[rank] = map[time.Time]bool{}
			}
			days[rank][day] = true
		}
	}
}

// parseDay reads a day with its year out of a key; the zero time if it is none
// or if day and month cannot be told apart.
func parseDay(key string) time.Time {
	key = strings.TrimSpace(key)
	if day, err := time.Parse(time.DateOnly, key); err == nil {
		return day
	}
	var day, month, year string
	if m := dayTextual.FindStringSubmatch(key); m != nil {
		month, day, year = m[1], m[2], m[3]
	} else if m := dayBritish.FindStringSubmatch(key); m != nil {
		day, month, year = m[1], m[2], m[3]
	} else if m := dayNumerical.FindStringSubmatch(key); m != nil {
		first, second := number(m[1]), number(m[2])
		switch {
		case first > 12:
			return dayOf(number(m[3]), second, first)
		case second > 12 || first == second:
			return dayOf(number(m[3]), first, second)
		}
		return time.Time{}
	} else {
		return time.Time{}
	}
	for n := time.January; n <= time.December; n++ {
		if strings.HasPrefix(strings.ToLower(n.String()), month[:3]) {
			return dayOf(number(year), int(n), number(day))
		}
	}
	return time.Time{}
}

func number(digits string) int {
	n := 0
	for _, c := range digits {
		n = 10*n + int(c-'0')
	}
	return n
}

// dayOf is midnight UTC of a day, the zero time if there is no such day.
func dayOf(year, month, day int) time.Time {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1700 || t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return time.Time{}
	}
	return t
}
