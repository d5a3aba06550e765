// Package dates finds time expressions (TIMEX3 of TimeML) and puts them in the
// time of the article: 'on Friday' becomes a day, 'the third quarter' a quarter.
//
// The words are in lexicon.go, the holidays in holidays.go, the grammar in
// rules.go; calendar.go is the arithmetic, resolve.go puts an expression in time.
package dates

import (
	"onrecord/corpus"
	"onrecord/extractors"
)

// New returns the extractor of dates.
func New() *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "dates",
		Doc:      "time expressions with their TIMEX3 values in the article's own time",
		Requires: []extractors.Layer{extractors.LayerTokens, extractors.LayerSentences},
		Provides: []extractors.Layer{extractors.LayerDates},
		Run: func(a *extractors.Annotation) error {
			a.Dates = find(a)
			return nil
		},
	}
}

// A found is an expression at its place.
type found struct {
	expr
	span     corpus.Span
	pictured bool // it says when a picture was taken
	sentence int  // index of Annotation.Sentences
	dir      int  // what the tense says of it: -1 past, +1 future, 0 nothing
}

func find(a *extractors.Annotation) []extractors.Date {
	list := parse(a)
	if len(list) == 0 {
		return nil
	}
	c := newContext(a, list)
	dates := make([]extractors.Date, 0, len(list))
	for i := range list {
		f := &list[i]
		c.at(f)
		d := c.resolve(f)
		if d.Value == "" {
			continue
		}
		d.Span = f.span
		dates = append(dates, d)
	}
	return dates
}

// parse finds the expressions of the sentences that are read.
func parse(a *extractors.Annotation) []found {
	var list []found
	s := sentence{text: a.Doc.Text}
	for k := range a.Sentences {
		sent := &a.Sentences[k]
		if !sent.Region.Read() {
			continue
		}
		var ok bool
		if s.atoms, ok = scan(s.atoms[:0], s.text, sent.Span.Start, sent.Span.End); !ok {
			continue
		}
		start := len(list)
		list = s.appendFound(list)
		for i := start; i < len(list); i++ {
			list[i].sentence = k
			list[i].pictured = sent.Region == corpus.Caption && !narrates(a.Tokens[sent.Tokens[0]:sent.Tokens[1]])
			if list[i].needsTense() || list[i].full() {
				list[i].dir = direction(a, sent, list[i].span)
				if list[i].part == before {
					list[i].dir = -1
				}
			}
		}
	}
	return list
}

// appendFound reads the atoms of a sentence from left to right.
func (s *sentence) appendFound(list []found) []found {
	s.begin()
	for i := 0; i < len(s.atoms); {
		if w := s.atoms[i].w; w == nil || len(w.rules) == 0 {
			i++
			continue
		}
		e, n := s.best(i, false)
		if n == 0 {
			i++
			continue
		}
		list = s.preceded(list, i, e)
		from := max(i, e.from)
		list = append(list, found{expr: *e, span: corpus.Span{Start: s.atoms[from].start, End: s.atoms[n-1].end}})
		i = n
		i = s.continued(&list, i)
	}
	return list
}

// preceded reads the first day of '3-5 March', 'between 3 and 5 March 2020', in
// front of the expression at i.
func (s *sentence) preceded(list []found, i int, e *expr) []found {
	if e.shape != calendar || e.day == 0 || e.month == 0 || e.weekday > 0 || i < 2 || !s.digit(i) || !s.digit(i-2) || s.atoms[i].digits > 2 {
		return list
	}
	if len(list) > 0 && list[len(list)-1].span.End > s.atoms[i-2].start {
		return list
	}
	first := &s.atoms[i-2]
	if first.digits > 2 || first.n >= e.day || first.n == 0 {
		return list
	}
	switch s.lower(i - 1) {
	case "-":
		if s.glued(i - 2) {
			return list
		}
	case "to", "and":
		switch s.lower(i - 3) {
		case "from", "between", "on", "of", "for":
		default:
			return list
		}
	default:
		return list
	}
	x := *e
	x.day, x.from, x.borrowed = first.n, 0, true
	return append(list, found{expr: x, span: corpus.Span{Start: first.start, End: first.end}})
}

// continued reads the second day of 'June 3 and 4', 'March 3-5'.
func (s *sentence) continued(list *[]found, i int) int {
	for {
		e := (*list)[len(*list)-1].expr
		if e.shape != calendar || e.month == 0 || e.day == 0 || e.weekday > 0 || e.year > 0 {
			return i
		}
		j := i
		if s.is(j, "-") || s.is(j, "--") || s.is(j, "and") || s.is(j, "to") || s.is(j, "or") || s.is(j, "&") || s.is(j, ",") {
			j++
		} else {
			return i
		}
		var x expr
		if s.word(j) != digitWord {
			return i
		}
		n := parseDay(s, j, &x)
		if n == 0 || s.unitFollows(j+n) || s.is(j+n, ",") && s.word(j+n+1) == digitWord && s.atoms[j+n+1].digits != 4 {
			return i
		}
		next := s.word(j + n)
		if s.is(i, ",") && (next == nil || next.text != "," && next.text != "and" && next.text != ".") {
			return i
		}
		e.day, e.borrowed = x.day, true
		if !validDate(0, e.month, e.day) {
			return i
		}
		end := j + n
		if y := (expr{}); s.is(end, ",") && s.word(end+1) == digitWord && parseYear(s, end+1, &y) > 0 {
			e.year = y.year
			(*list)[len(*list)-1].year = y.year
			end += 2
		}
		*list = append(*list, found{expr: e, span: corpus.Span{Start: s.atoms[j].start, End: s.atoms[end-1].end}})
		i = end
	}
}

func (s *sentence) unitFollows(i int) bool {
	if w := s.word(i); w != nil {
		return w.unit != noGrain || w.month > 0 || w.text == "%" || w.text == "hundred" || w.text == "million"
	}
	return i < len(s.atoms) && !s.atoms[i].upper && isLetter(s.text[s.atoms[i].start])
}
