package quotes

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
)

// A markIndex finds the marks of a document near a place, in time that does not
// depend on their number.
type markIndex struct {
	text   string
	marks  []extractors.Mark
	reach  []int         // the furthest end of the marks up to each
	before []int         // the mark of an earlier paragraph that each continues, or None
	inside []corpus.Span // what stands in marks, disjoint, in order
}

func newMarkIndex(a *extractors.Annotation) *markIndex {
	x := &markIndex{text: a.Doc.Text, marks: a.Marks, reach: make([]int, len(a.Marks)), before: make([]int, len(a.Marks))}
	for i := range x.before {
		x.before[i] = extractors.None
	}
	end := 0
	for i, m := range a.Marks {
		end = max(end, m.Span.End)
		x.reach[i] = end
		if m.Next != extractors.None {
			x.before[m.Next] = i
		}
		if n := len(x.inside); n > 0 && m.Inner.Start <= x.inside[n-1].End {
			x.inside[n-1].End = max(x.inside[n-1].End, m.Inner.End)
		} else if m.Inner.Len() > 0 {
			x.inside = append(x.inside, m.Inner)
		}
	}
	return x
}

// touching are the indices of the marks that overlap the span, in order.
func (x *markIndex) touching(s corpus.Span) []int {
	i := sort.Search(len(x.marks), func(i int) bool { return x.marks[i].Span.Start >= s.End }) - 1
	var out []int
	for ; i >= 0 && x.reach[i] > s.Start; i-- {
		if x.marks[i].Span.Overlaps(s) {
			out = append(out, i)
		}
	}
	slices.Reverse(out)
	return out
}

// quoted says whether a span stands inside quotation marks.
func (x *markIndex) quoted(s corpus.Span) bool {
	return s.Len() > 0 && slices.ContainsFunc(x.touching(s), func(i int) bool { return x.marks[i].Inner.Contains(s) })
}

// longestChain is how many paragraphs before and after one quotation runs at
// most: longer ones are marks that nobody closed.
const longestChain = 50

// chain is the spans of the marks of one quotation of several paragraphs, of
// which the i-th is one.
func (x *markIndex) chain(i int) []corpus.Span {
	for n := 0; x.before[i] != extractors.None && n < longestChain; n++ {
		i = x.before[i]
	}
	var out []corpus.Span
	for ; i != extractors.None && len(out) < 2*longestChain; i = x.marks[i].Next {
		out = append(out, x.marks[i].Span)
	}
	return out
}

// settle turns the parts that the model found into the content of a quote:
// a part that touches a span in quotation marks takes its boundary, marks that
// run over several paragraphs come whole, cue and source stay outside.
func (x *markIndex) settle(parts []corpus.Span, cue, source corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, p := range parts {
		for _, p := range without(x.toMarks(p, cue), cue, source) {
			p = trimStart(x.text, p)
			for _, i := range x.touching(p) {
				if p.Contains(x.marks[i].Span) && (x.marks[i].Next != extractors.None || x.before[i] != extractors.None) {
					out = append(out, x.chain(i)...)
				}
			}
			if !x.ends(p) {
				p = trimEnd(x.text, p)
			}
			if p.Len() > 0 {
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(p, q corpus.Span) int { return cmp.Compare(p.Start, q.Start) })
	return joined(x.text, out)
}

// ends says whether a mark ends where the span does.
func (x *markIndex) ends(s corpus.Span) bool {
	return slices.ContainsFunc(x.touching(s), func(i int) bool { return x.marks[i].Span.End == s.End })
}

// minTouch is the share of a span in quotation marks that a part must cover to
// take it in, if it does not lie wholly inside.
const minTouch = 0.3

// toMarks moves the ends of a part to those of the marks that it touches. A
// mark around the cue itself is another, outer quotation.
func (x *markIndex) toMarks(p, cue corpus.Span) corpus.Span {
	for _, i := range x.touching(p) {
		m := x.marks[i]
		if m.Kind != extractors.Speech || p.Contains(m.Span) || !m.Span.Overlaps(p) || m.Span.Contains(cue) && cue.Len() > 0 {
			continue
		}
		shared := min(p.End, m.Span.End) - max(p.Start, m.Span.Start)
		switch {
		case m.Span.Contains(p) || float64(shared) >= minTouch*float64(m.Span.Len()):
			p = corpus.Span{Start: min(p.Start, m.Span.Start), End: max(p.End, m.Span.End)}
		case p.Start < m.Span.Start:
			p.End = m.Span.Start
		default:
			p.Start = m.Span.End
		}
	}
	return p
}

// without cuts the cue and the source out of a part: the article's words that
// interrupt a quotation belong to nobody's content.
func without(p, cue, source corpus.Span) []corpus.Span {
	hole := corpus.Span{}
	for _, s := range []corpus.Span{cue, source} {
		if s.Len() == 0 || !s.Overlaps(p) {
			continue
		}
		if hole.Len() == 0 {
			hole = s
		}
		hole = corpus.Span{Start: min(hole.Start, s.Start), End: max(hole.End, s.End)}
	}
	if hole.Len() == 0 {
		return []corpus.Span{p}
	}
	return []corpus.Span{{Start: p.Start, End: max(p.Start, hole.Start)}, {Start: min(p.End, hole.End), End: p.End}}
}

// trimStart takes white space and the punctuation before a content off, a
// hyphen for a dash ('(Agency) - Ships sail') too.
func trimStart(text string, p corpus.Span) corpus.Span {
	for p.Start < p.End {
		r, n := utf8.DecodeRuneInString(text[p.Start:])
		if !unicode.IsSpace(r) && !strings.ContainsRune(",;:.–—", r) && !strings.HasPrefix(text[p.Start:p.End], "- ") {
			break
		}
		p.Start += n
	}
	return p
}

// trimEnd takes white space, commas and the full stop after a content off.
func trimEnd(text string, p corpus.Span) corpus.Span {
	for p.Start < p.End {
		r, n := utf8.DecodeLastRuneInString(text[:p.End])
		if !unicode.IsSpace(r) && !strings.ContainsRune(",;:–—", r) && (r != '.' || abbreviated(text[p.Start:p.End])) {
			break
		}
		p.End -= n
	}
	return p
}

// abbreviated says whether the full stop at the end belongs to the last word:
// 'U.S.', 'Washington D.C.', '...'.
func abbreviated(s string) bool {
	word := s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
	return strings.Count(word, ".") > 1
}

// joined merges parts with nothing but white space between them on one line,
// and drops what lies inside another part.
func joined(text string, parts []corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, p := range parts {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if p.Start < last.End {
				last.End = max(last.End, p.End)
				continue
			}
			if gap := text[last.End:p.Start]; strings.TrimSpace(gap) == "" && !strings.Contains(gap, "\n") {
				last.End = p.End
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// kind is direct if (nearly) all letters of the content stand in quotation marks, the
// first among them, mixed if some do.
func (x *markIndex) kind(spans []corpus.Span) extractors.QuoteKind {
	letters, marked, opens := 0, 0, false
	for _, p := range spans {
		k := sort.Search(len(x.inside), func(i int) bool { return x.inside[i].End > p.Start })
		for i, r := range p.Of(x.text) {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				continue
			}
			letters++
			for k < len(x.inside) && x.inside[k].End <= p.Start+i {
				k++
			}
			if k < len(x.inside) && x.inside[k].Start <= p.Start+i {
				marked++
				opens = opens || letters == 1
			}
		}
	}
	switch {
	case marked == 0:
		return extractors.Indirect
	case 20*marked >= 19*letters && opens:
		return extractors.Direct
	}
	return extractors.Mixed
}
