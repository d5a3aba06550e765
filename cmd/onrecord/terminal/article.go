package terminal

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/mattn/go-runewidth"

	"onrecord/output"
)

// Show writes an article: what is known of it, its text with the quotations
// ⟦1 …⟧ and their sources ⟨1 …⟩ in brackets, and lists of what was found in it.
func (s Screen) Show(a *output.Rows) {
	s.head(a.Document)
	if a.Document.Error != "" {
		s.block(cells("not read: ", bold), nil, cells(a.Document.Error, 0))
		return
	}
	s.text(a)
	s.section("Quotes", len(a.Quotes))
	s.quotes(a.Quotes, func(output.Quote) bool { return true })
	s.blank()
	s.entities(a.Entities)
	s.numbers(a.Numbers)
	s.dates(a.Dates)
}

func (s Screen) head(d output.Document) {
	var facts []string
	if d.Title == "" {
		s.block(nil, nil, cells(d.URI, bold))
	} else {
		s.block(nil, nil, cells(d.Title, bold))
		facts = append(facts, d.URI)
	}
	if d.Outlet != "" {
		facts = append(facts, d.Outlet)
	}
	if d.Byline != "" {
		facts = append(facts, d.Byline)
	}
	if d.Published != nil {
		facts = append(facts, d.Published.UTC().Format("2 January 2006"))
	}
	if d.Place != "" {
		facts = append(facts, d.Place)
	}
	facts = append(facts, count(int(d.Words), "word", "words"))
	s.block(nil, nil, cells(strings.Join(facts, " · "), dim))
	if d.DuplicateOf != "" {
		s.block(nil, nil, cells("repeats article "+d.DuplicateOf+" nearly word for word", dim))
	}
	for _, w := range d.Warnings {
		s.block(nil, nil, cells("warning: "+w, dim))
	}
	s.line(cells(strings.Repeat("─", s.Width), dim))
}

// text writes the article's text paragraph by paragraph.
func (s Screen) text(a *output.Rows) {
	marked, unread := markup(a)
	text := []rune(a.Document.Text)
	// Where a text has no blank lines, every line is a paragraph.
	lines := !blankLine.MatchString(a.Document.Text)
	aside, blank := false, true
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && text[to] != '\n' && text[to] != '\r' {
			to++
		}
		var paragraph []cell
		for i := from; i < to; i++ {
			paragraph = append(paragraph, marked[i]...)
		}
		if to < len(text) {
			paragraph = append(paragraph, marked[to][:len(marked[to])-1]...) // the marks before the line's end
		} else {
			paragraph = append(paragraph, marked[to]...)
		}
		switch {
		case len(words(paragraph)) == 0:
			if !blank {
				s.blank()
			}
			blank = true
		case unread[from+leadingSpace(text[from:to])]:
			s.block(cells("┊ ", dim), cells("┊ ", dim), paragraph)
			aside, blank = true, false
		default:
			s.block(nil, nil, paragraph)
			blank = false
		}
		if lines && !blank {
			s.blank()
			blank = true
		}
		from = to + 1
		if to+1 < len(text) && text[to] == '\r' && text[to+1] == '\n' {
			from++
		}
	}
	if !blank {
		s.blank()
	}
	if aside {
		s.line(cells("┊ stands around the article and was not read", dim))
		s.blank()
	}
}

func leadingSpace(line []rune) int {
	return max(0, slices.IndexFunc(line, func(r rune) bool { return !unicode.IsSpace(r) }))
}

var blankLine = regexp.MustCompile(`\n[ \t\r]*\n|\r[ \t]*\r`)

// unreadRegions are those that no quotation, name or number is taken from.
var unreadRegions = map[string]bool{"byline": true, "related": true, "boilerplate": true, "footer": true}

// markup returns, for each character of the text, the cells that show it: the
// brackets that stand before it and itself; one entry more holds the brackets at
// the end. It also says for each character whether it was not read.
func markup(a *output.Rows) (marked [][]cell, unread []bool) {
	text := []rune(a.Document.Text)
	styles := make([]style, len(text)+1)
	unread = make([]bool, len(text)+1)
	paint := func(start, end int32, st style) {
		for i := max(start, 0); i < min(end, int32(len(text))); i++ {
			styles[i] |= st
			unread[i] = unread[i] || st == dim
		}
	}
	for _, r := range a.Document.Regions {
		if unreadRegions[r.Kind] {
			paint(r.Start, r.End, dim)
		}
	}

	brackets := make([][]bracket, len(text)+1)
	add := func(span output.Span, open, shut string, st style) {
		if span.Start < 0 || span.End > int32(len(text)) || span.Start >= span.End {
			return
		}
		paint(span.Start, span.End, st)
		brackets[span.Start] = append(brackets[span.Start], bracket{open, span.End, true, st})
		brackets[span.End] = append(brackets[span.End], bracket{shut, span.Start, false, st})
	}
	sources := map[output.Span][]string{}
	for i, q := range a.Quotes {
		number := strconv.Itoa(i + 1)
		for _, span := range q.Spans {
			add(span, "⟦"+number+" ", "⟧", content)
		}
		if q.SourceStart != nil && q.SourceEnd != nil {
			span := output.Span{Start: *q.SourceStart, End: *q.SourceEnd}
			sources[span] = append(sources[span], number)
		}
		if q.CueStart != nil && q.CueEnd != nil {
			paint(*q.CueStart, *q.CueEnd, underlined)
		}
	}
	for span, numbers := range sources {
		add(span, "⟨"+strings.Join(numbers, ",")+" ", "⟩", source)
	}

	marked = make([][]cell, len(text)+1)
	for i := range marked {
		slices.SortFunc(brackets[i], nested)
		for _, b := range brackets[i] {
			for _, r := range b.text {
				marked[i] = append(marked[i], cell{r, b.style | styles[i]&dim})
			}
		}
		if i < len(text) {
			marked[i] = append(marked[i], cell{printable(text[i]), styles[i]})
		}
	}
	for _, m := range marked {
		unbreakable(m)
	}
	return marked, unread
}

// A bracket stands before the character where a span starts or ends.
type bracket struct {
	text  string
	other int32 // where its partner stands
	opens bool
	style style
}

// nested orders the brackets at one place so that they nest: the inner spans
// close first, then the outer ones open first.
func nested(a, b bracket) int {
	if a.opens != b.opens {
		if a.opens {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(b.other, a.other), strings.Compare(a.text, b.text))
}

// unbreakable keeps a bracket, its number and the first word on one line.
func unbreakable(marks []cell) {
	for i := range len(marks) - 1 {
		if marks[i].r == ' ' {
			marks[i].r = '\u00a0'
		}
	}
}

func (s Screen) section(name string, n int) {
	s.line(append(cells(name, bold), cells(fmt.Sprintf(" (%d)", n), dim)...))
}

// Quotations writes the quotations of an article that are wanted, under its
// title; nothing if there is none.
func (s Screen) Quotations(a *output.Rows, wanted func(output.Quote) bool) {
	if !slices.ContainsFunc(a.Quotes, wanted) {
		return
	}
	s.head(a.Document)
	s.quotes(a.Quotes, wanted)
	s.blank()
}

func (s Screen) quotes(quotes []output.Quote, wanted func(output.Quote) bool) {
	number := map[string]int{}
	for i, q := range quotes {
		number[q.QuoteID] = i + 1
		if wanted(q) {
			s.quote(i+1, q, number[q.ContinuedFrom])
		}
	}
}

// quote writes one quotation with its number in the article: who, how, what.
// continues is the number of the quotation that it continues, or 0.
func (s Screen) quote(number int, q output.Quote, continues int) {
	indent := cells("     ", 0)
	who := append(cells(fmt.Sprintf("%3d  ", number), content), speaker(q)...)
	facts := []string{q.Kind}
	if q.Score != nil {
		facts = append(facts, fmt.Sprintf("%.2f", *q.Score))
	}
	if continues > 0 {
		facts = append(facts, fmt.Sprintf("continues %d", continues))
	}
	who = append(who, cells(" · "+strings.Join(facts, " · "), dim)...)
	s.block(who[:5], indent, who[5:])

	var said []cell
	if words := attribution(q); words != "" {
		said = append(said, cells(words+": ", dim)...)
	}
	s.block(indent, indent, append(said, cells(q.Text, content)...))
}

// speaker is the name of who said a quotation, with what the article says of
// them.
func speaker(q output.Quote) []cell {
	if q.Speaker == "" {
		switch q.SpeakerKind {
		case "", "none":
			return cells("(no speaker)", dim)
		}
		return cells("("+q.SpeakerKind+")", source)
	}
	var about []string
	if q.SpeakerKind != "" {
		about = append(about, q.SpeakerKind)
	}
	if q.SpeakerRole != "" && q.SpeakerRole != q.Speaker {
		about = append(about, q.SpeakerRole)
	}
	out := cells(q.Speaker, source)
	if len(about) > 0 {
		out = append(out, cells(" ("+strings.Join(about, ": ")+")", 0)...)
	}
	return out
}

// attribution is source and cue in the order of the text.
func attribution(q output.Quote) string {
	who := runewidth.Truncate(q.Source, sourceWidth, "…")
	words := who + " " + q.Cue
	if q.CueStart != nil && q.SourceStart != nil && *q.CueStart < *q.SourceStart {
		words = q.Cue + " " + who
	}
	return strings.Trim(words, " ,")
}

// entityLabels name the types of entities to a reader, in the order of the list.
var entityLabels = []struct{ kind, label string }{
	{"PERSON", "people"}, {"ORGANIZATION", "organisations"}, {"LOCATION", "places"},
	{"FACILITY", "facilities"}, {"NORP", "groups"}, {"PRODUCT", "products"},
	{"EVENT", "events"}, {"MISC", "other"}, {"", "untyped"},
}

const (
	sourceWidth = 60
	labelWidth  = 16
	entitiesMax = 12 // of one type
	rowsMax     = 15 // of numbers and of dates
)

func (s Screen) entities(entities []output.Entity) {
	if len(entities) == 0 {
		return
	}
	s.section("Entities", len(entities))
	for _, l := range entityLabels {
		var same []output.Entity
		for _, e := range entities {
			if e.Type == l.kind {
				same = append(same, e)
			}
		}
		if len(same) == 0 {
			continue
		}
		slices.SortStableFunc(same, func(a, b output.Entity) int { return cmp.Compare(b.Mentions, a.Mentions) })
		var list []string
		for _, e := range same[:min(len(same), entitiesMax)] {
			item := e.Name
			if len(e.Aliases) > 0 {
				item += " (" + strings.Join(e.Aliases, ", ") + ")"
			}
			if e.Mentions > 1 {
				item += fmt.Sprintf(" ×%d", e.Mentions)
			}
			list = append(list, item)
		}
		if more := len(same) - entitiesMax; more > 0 {
			list = append(list, fmt.Sprintf("and %d more", more))
		}
		label := cells("  "+pad(l.label, labelWidth-2), dim)
		s.block(label, cells(strings.Repeat(" ", labelWidth), 0), cells(strings.Join(list, "; "), 0))
	}
	s.blank()
}

func (s Screen) numbers(numbers []output.Number) {
	rows := make([][3]string, 0, len(numbers))
	for _, n := range numbers {
		rows = append(rows, [3]string{n.Text, value(n), n.Concept})
	}
	s.rows("Numbers", rows)
}

// value is a number in its normal form: modifier, value or range, unit.
func value(n output.Number) string {
	if n.Value == nil {
		return ""
	}
	v := strings.Replace(n.Exact, "..", " to ", 1)
	if v == "" {
		v = strconv.FormatFloat(*n.Value, 'f', -1, 64)
	}
	if n.Modifier != "" && n.Modifier != "=" {
		v = n.Modifier + " " + v
	}
	switch {
	case n.Kind == "percent":
		v += " %"
	case n.Currency != "":
		v += " " + n.Currency
	case n.UnitNorm != "":
		v += " " + n.UnitNorm
	case n.Unit != "":
		v += " " + n.Unit
	}
	if n.Change != "" {
		v += ", " + n.Change
	}
	return v
}

func (s Screen) dates(dates []output.Date) {
	rows := make([][3]string, 0, len(dates))
	for _, d := range dates {
		days := ""
		if d.FirstDay != nil && d.LastDay != nil && *d.FirstDay != *d.LastDay {
			days = day(*d.FirstDay) + " to " + day(*d.LastDay)
		} else if d.FirstDay != nil {
			days = day(*d.FirstDay)
		}
		rows = append(rows, [3]string{d.Text, d.Value, days})
	}
	s.rows("Dates", rows)
}

func day(n int32) string {
	return time.Unix(int64(n)*24*60*60, 0).UTC().Format(time.DateOnly)
}

// rows writes a short table of three columns: the words, what they mean, of what.
func (s Screen) rows(name string, rows [][3]string) {
	if len(rows) == 0 {
		return
	}
	s.section(name, len(rows))
	column := max((s.Width-2)/3, 12)
	for _, row := range rows[:min(len(rows), rowsMax)] {
		line := cells("  "+pad(row[0], column-1)+" ", 0)
		line = append(line, cells(pad(row[1], column-1)+" ", bold)...)
		s.line(append(line, cells(strings.TrimRight(pad(row[2], column), " "), 0)...))
	}
	if more := len(rows) - rowsMax; more > 0 {
		s.line(cells(fmt.Sprintf("  and %d more", more), dim))
	}
	s.blank()
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
