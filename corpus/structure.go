package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Structure divides d.Text into regions and fills Title, Byline, Outlet,
// Published and Place, where they are empty and the text says them plainly. It
// goes line by line: tables say what a line is by itself (see
// structure_patterns.go), its neighbours decide about headlines and lists of
// links, and at last datelines and credits are cut from the paragraphs that
// hold them. What nothing speaks against is body. Time is linear in the length
// of the text.
func Structure(d *Document) {
	lines := splitLines(d.Text)
	for i := range lines {
		lines[i].kind = lines[i].classify()
	}
	markRelatedLists(lines)
	markHead(d, lines)
	var dl dateline
	d.Regions, dl = cutRegions(d.Text, lines)
	fillMetadata(d, dl)
}

// unset is the kind of a line about which nothing is known yet; it ends as body.
const unset RegionKind = ""

const (
	maxKey  = 600 // bytes of a line that patterns look at
	maxHead = 25  // lines before the first paragraph that may hold a headline
)

// A line is one line of the text without the white space around it; it is not
// empty.
type line struct {
	span Span
	raw  string // the words of span
	key  string // see keyOf; "" if the line is too long to be anything but prose
	kind RegionKind
}

// splitLines finds the lines of text that hold more than white space.
func splitLines(text string) []line {
	var lines []line
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexAny(text[start:], "\n\r\v\f\u0085\u2028\u2029"); i >= 0 {
			end = start + i
		}
		raw := strings.TrimLeftFunc(text[start:end], unicode.IsSpace)
		from := end - len(raw)
		raw = strings.TrimRightFunc(raw, unicode.IsSpace)
		if raw != "" {
			l := line{span: Span{from, from + len(raw)}, raw: raw}
			if len(raw) <= maxKey {
				l.key = keyOf(raw)
			}
			lines = append(lines, l)
		}
		if end == len(text) {
			break
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		start = end + size
	}
	return lines
}

// keyOf is s as the patterns read it: lower case, straight quotation marks,
// single spaces, without soft hyphens and zero-width characters.
func keyOf(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == '\u00ad' || r == '\ufeff' || '\u200b' <= r && r <= '\u200f' || r == '\u2060':
			continue
		case r == '‘' || r == '’' || r == '´' || r == '`':
			r = '\''
		case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
			r = '"'
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// label is a key without the punctuation at its ends.
func label(key string) string {
	return strings.Trim(key, " :.!|>*»-–—_[]()•·#…")
}

// classify says what the line is by itself, or unset.
func (l *line) classify() RegionKind {
	if l.key == "" {
		if len(l.raw) <= maxKey { // zero-width characters alone
			return Boilerplate
		}
		return unset
	}
	switch name := label(l.key); {
	case furniture[name]:
		return Boilerplate
	case relatedHeadings[name]:
		return Related
	case isTrail(l.key):
		return Boilerplate
	case len(l.raw) <= 160 && bylineLine.MatchString(l.raw) && !l.speaksAgainst(Byline):
		return Byline
	}
	for i := range linePatterns {
		if p := &linePatterns[i]; p.matches(l.key) {
			if l.speaksAgainst(p.kind) {
				return unset
			}
			return p.kind
		}
	}
	if isContact(l.raw) && !l.speaksAgainst(Footer) {
		return Footer
	}
	return unset
}

// speaksAgainst says whether a line is more likely text of the article than what
// a pattern takes it for.
func (l *line) speaksAgainst(kind RegionKind) bool {
	const longestLink = 260
	switch kind {
	case Boilerplate, Footer:
		return cues.MatchString(l.key)
	case Byline:
		return cues.MatchString(l.key) || endsSentence(l.key) && !strings.HasSuffix(l.key, "m.") // 'p.m.'
	case Related:
		return len(l.key) > longestLink
	}
	return false
}

// isTrail says whether a key is a trail of departments: 'news / more'.
func isTrail(key string) bool {
	parts := strings.FieldsFunc(key, func(r rune) bool { return strings.ContainsRune("/>|»›•·", r) })
	if len(parts) < 2 || len(parts) > 6 || !sections[strings.TrimSpace(parts[0])] {
		return false
	}
	for _, p := range parts {
		if len(strings.Fields(p)) > 3 {
			return false
		}
	}
	return true
}

// bylineLine is a line that names its author and says nothing else: 'By Jane
// Doe and John Roe, Staff Writers', 'by Jane Doe Updated: Nov 5, 2030'.
var bylineLine = regexp.MustCompile(`^(?:(?i:story|text|words|report|written|reported|posted|published))?\s?(?:[Bb]y|BY):?\s\p{Lu}[^.,;:!?"“”]*(?:(?:,|\.|\s\||:|-)\s?[\p{Lu}\d][^.,;!?"“”]*){0,6}$`)

// contactWords are the words of a contact line that are no names.
var contactWords = set("or", "and", "at", "to", "on", "by", "via", "call", "email", "e-mail", "tel", "phone", "follow", "contact", "reach", "reached", "twitter", "facebook", "him", "her", "me", "the", "reporter", "writer", "staff", "editor", "can", "be", "is", "for", "news", "tips", "more", "updates", "a", "in", "of", "at:")

// Ways to reach somebody; a handle or an address of a page alone may as well
// belong to a message that the article quotes.
var (
	contactToken     = regexp.MustCompile(`^(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:twitter|facebook|instagram)\.com/\S+|(?:\(?\d{3}\)?[-.]?)?\d{3}[-.]\d{4}|\+\d[\d().-]{6,})$`)
	weakContactToken = regexp.MustCompile(`^(?:@\w{2,}|(?:https?://|www\.)\S+|\(\d{3}\))$`)
)

// isContact says whether a line is nothing but names and the ways to reach them:
// 'Jane Doe: jdoe@example.com, 555-0100'.
func isContact(raw string) bool {
	const longest, mostWords = 200, 5
	if len(raw) > longest || !strings.ContainsAny(raw, "@/-") {
		return false
	}
	strong, weak, words := false, false, 0
	for _, word := range strings.Fields(raw) {
		word = strings.Trim(word, ",;:|.<>[]")
		switch {
		case word == "":
		case contactToken.MatchString(word):
			strong = true
		case weakContactToken.MatchString(word):
			weak = true
		case contactWords[strings.ToLower(word)]:
		default:
			if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
				return false
			}
			words++
		}
	}
	return strong || weak && words <= mostWords && !strings.ContainsAny(raw, `!?"“`) && !strings.Contains(raw, "t.co/")
}

// endsSentence says whether a key closes as a sentence does.
func endsSentence(key string) bool {
	s := strings.TrimRight(key, `"')]* `)
	if s == "" {
		return false
	}
	if strings.HasSuffix(s, ".") && abbreviationEnd.MatchString(s) && len(s) == len(key) {
		return false // 'Two held in U.S.' is a headline
	}
	return strings.ContainsRune(".!?", rune(s[len(s)-1])) || strings.HasSuffix(s, "…") || s != key && strings.HasSuffix(s, ",")
}

var abbreviationEnd = regexp.MustCompile(`\b[a-z]\.[a-z]\.$`)

// isProse says whether a line is a paragraph of an article.
func (l *line) isProse() bool {
	if l.kind != unset {
		return false
	}
	if l.key == "" || len(l.key) > 220 {
		return true
	}
	words := strings.Count(l.key, " ") + 1
	return words >= 8 && endsSentence(l.key)
}

// isHeadline says whether a line may be a headline: some words, no full stop.
func (l *line) isHeadline() bool {
	if l.kind != unset || l.key == "" || len(l.key) > 200 || strings.HasSuffix(l.key, ".") && endsSentence(l.key) {
		return false
	}
	if strings.ContainsRune(",:;-–—", lastRune(l.key)) || strings.HasSuffix(l.key, `,"`) || sections[label(l.key)] || strings.Contains(l.raw, "(@") {
		return false
	}
	const fewest = 8 // letters: '11:20 p.m.' is none
	return strings.Contains(label(l.key), " ") && letters(l.key) >= fewest && !sentenceBreak.MatchString(l.raw)
}

// sentenceBreak is the end of a sentence inside a line.
var sentenceBreak = regexp.MustCompile(`\p{Ll}{3}[.] \p{Lu}`)

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// markRelatedLists marks the headlines under a heading such as 'Related
// stories' as related, up to the first line that may be article text.
func markRelatedLists(lines []line) {
	const longest = 12
	for i := 0; i < len(lines); i++ {
		if lines[i].kind != Related || !relatedHeadings[label(lines[i].key)] {
			continue
		}
		j := i + 1
		for j < len(lines) && j-i <= longest && lines[j].isHeadline() && len(lines[j].key) <= 140 && !isQuotation(lines[j].key) && !(strings.Contains(lines[j].key, `"`) && cues.MatchString(lines[j].key)) {
			j++
		}
		// A headline right under a heading at the very top is this article's own.
		if i < 3 && j == i+2 && j < len(lines) && lines[j].isProse() {
			lines[i].kind = Boilerplate
			continue
		}
		for k := i + 1; k < j; k++ {
			lines[k].kind = Related
		}
		i = j - 1
	}
}

// isQuotation says whether a key stands in quotation marks as a whole.
func isQuotation(key string) bool {
	return strings.HasPrefix(key, `"`) && strings.HasSuffix(key, `"`)
}

// markHead marks the headline and what stands around it: labels of departments,
// standfirsts. A headline stands before the first paragraph; without a
// paragraph after it nothing is taken for one, but for the title that the
// document came with.
func markHead(d *Document, lines []line) {
	title := keyOf(d.Title)
	first := -1
	var headlines []int
	for i := range lines {
		l := &lines[i]
		if i >= maxHead {
			break
		}
		if l.isProse() {
			first = i
			break
		}
		if l.kind == unset && sections[label(l.key)] {
			l.kind = Boilerplate
		}
		if _, tail := l.tail(); l.kind == unset && tail == 0 && creditEnd.MatchString(l.key) {
			l.kind = Caption
		}
		if l.isHeadline() && (l.stamp() > 0 || l.dateline(true).end == 0) {
			headlines = append(headlines, i)
		}
	}
	for i := range lines[:min(len(lines), maxHead)] {
		if l := &lines[i]; title != "" && l.key != "" && (l.kind == unset || l.kind == Related) && sameTitle(l.key, title) {
			l.kind = Title
			return
		}
	}
	if first < 0 || len(headlines) == 0 {
		return
	}
	// A few lines are headline and standfirst; many are a menu with the
	// headline somewhere in it, which only its length gives away.
	if len(headlines) > 4 {
		if title != "" {
			return
		}
		longest := headlines[0]
		for _, i := range headlines {
			if len(lines[i].key) > len(lines[longest].key) {
				longest = i
			}
		}
		headlines = []int{longest}
	}
	for n, i := range headlines {
		lines[i].kind = Title
		// 'Jane Doe in Springfield' over or under the date, below the headline.
		dated := lines[i-min(i, 1)].kind == Byline || lines[i+1].kind == Byline
		if nameLine.MatchString(lines[i].raw) && (n > 0 && dated || strings.Count(lines[i].key, " ") == 1) {
			lines[i].kind = Byline
		}
	}
	for _, i := range headlines {
		l := &lines[i]
		if d.Title != "" || l.kind != Title {
			continue
		}
		raw := l.raw
		if cut := l.stamp(); cut > 0 {
			raw = raw[:cut]
		}
		d.Title = cleanTitle(raw)
	}
}

// creditEnd is a sentence with a name in brackets behind it; before the first
// paragraph it is a caption, at the end of one an agency.
var creditEnd = regexp.MustCompile(`[.!?]['"]? \([^()]{2,60}\)$`)

// sameTitle says whether a line is the title that the document came with, which
// often carries the name of the site at its end.
func sameTitle(key, title string) bool {
	key, title = label(strings.TrimLeft(key, "× ")), label(strings.TrimLeft(title, "× "))
	if key == title {
		return true
	}
	rest, ok := strings.CutPrefix(title, key)
	return ok && len(key) >= 15 && strings.ContainsAny(rest[:min(len(rest), 4)], "|-:–—»")
}

// cleanTitle is a headline without the signs of a page before and after it.
func cleanTitle(raw string) string {
	return strings.Join(strings.Fields(strings.Trim(raw, " ×•|»>*_#;\t\u200b\ufeff")), " ")
}

// stampPattern is the first time stamp after a headline on one line.
var stampPattern = regexp.MustCompile(`\s(?:Posted|Updated|Published|Created|Last [Uu]pdated):? (?:on )?(?:\p{L}+,? )?\p{L}+\.? \d{1,2}, \d{4}`)

// stamp is the offset in raw at which 'Posted: …' begins after a headline, 0 if
// there is none or if other text follows it.
func (l *line) stamp() int {
	if l.key == "" || len(l.raw) > 300 {
		return 0
	}
	if m := stampPattern.FindStringIndex(l.raw); m != nil && m[0] > 0 && !endsSentence(l.key) {
		return m[0]
	}
	return 0
}

// cutRegions turns the lines of text into regions and returns the first dateline
// with them. Neighbours of one kind are one region.
func cutRegions(text string, lines []line) (regions []Region, first dateline) {
	add := func(kind RegionKind, s Span) {
		raw := s.Of(text)
		left := strings.TrimLeftFunc(raw, unicode.IsSpace)
		s.Start += len(raw) - len(left)
		s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
		if s.Len() == 0 {
			return
		}
		if n := len(regions); n > 0 && regions[n-1].Kind == kind && kind != Dateline {
			regions[n-1].Span.End = s.End
			return
		}
		regions = append(regions, Region{kind, s})
	}
	const datelines = 4 // paragraphs that may begin with one
	body := 0
	for i := range lines {
		l := &lines[i]
		switch l.kind {
		case unset:
			start, end := l.span.Start, l.span.End
			if body < datelines {
				if dl := l.dateline(body == 0); dl.end > 0 {
					add(Dateline, Span{start, start + dl.end})
					if first.end == 0 {
						first = dl
					}
					start += dl.end
				}
			}
			body++
			kind, tail := l.tail()
			if start+tail > end { // the dateline overlaps
				tail = 0
			}
			add(Body, Span{start, end - tail})
			add(kind, Span{end - tail, end})
		case Title:
			if cut := l.stamp(); cut > 0 {
				add(Title, Span{l.span.Start, l.span.Start + cut})
				add(Byline, Span{l.span.Start + cut, l.span.End})
				continue
			}
			add(Title, l.span)
		default:
			add(l.kind, l.span)
		}
	}
	return regions, first
}

// tails are credits that stand behind the last sentence of a paragraph.
var tails = []struct {
	kind    RegionKind
	pattern *regexp.Regexp
}{
	{Footer, regexp.MustCompile(`\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [^()]{3,250}\)\.?$`)},
	{Footer, regexp.MustCompile(`[.”"]\s+((?:The )?\p{Lu}[^.!?“”"]{2,120} contributed (?:reporting )?(?:to|for) this (?:report|story|article)\.)$`)},
	{Boilerplate, regexp.MustCompile(`[.”"]\s+((?:Copyright|©)[^.!?“”"]{4,80}\.? All [Rr]ights [Rr]eserved\.?)$`)},
}

// tail is the kind and the length in bytes of a credit at the end of the line.
func (l *line) tail() (RegionKind, int) {
	const longest = 400
	end := l.raw
	if len(end) > longest {
		end = end[len(end)-longest:]
		for len(end) > 0 && !utf8.RuneStart(end[0]) {
			end = end[1:]
		}
	}
	if last := end[len(end)-1]; last != '.' && last != ')' && last != 'd' {
		return Body, 0
	}
	for _, t := range tails {
		if m := t.pattern.FindStringSubmatchIndex(end); m != nil {
			return t.kind, len(end) - m[len(m)-2]
		}
	}
	return Body, 0
}
