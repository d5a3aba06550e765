package quotes

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
)

// settle turns the parts that the model found into the content of a quote:
// a part that touches a span in quotation marks takes its boundary, marks that
// are re-opened in the next paragraphs go on, cue and source stay outside.
func settle(a *extractors.Annotation, parts []corpus.Span, cue, source corpus.Span) []corpus.Span {
	text := a.Doc.Text
	var out []corpus.Span
	for _, p := range parts {
		p = toMarks(a, p, cue)
		for _, p := range without(p, cue, source) {
			if p = trim(a, p); p.Len() > 0 {
				out = append(out, p)
			}
		}
	}
	for _, p := range out {
		for i, m := range a.Marks {
			if m.Next != extractors.None && !continuation(a, i) && p.Contains(m.Span) {
				out = append(out, chain(a, i)[1:]...)
			}
		}
	}
	slices.SortFunc(out, func(p, q corpus.Span) int { return cmp.Compare(p.Start, q.Start) })
	return joined(text, out)
}

// minTouch is the share of a span in quotation marks that a part must cover to
// take it in, if it does not lie wholly inside.
const minTouch = 0.3

// toMarks moves the ends of a part to those of the marks that it touches. A
// mark around the cue itself is another, outer quotation.
func toMarks(a *extractors.Annotation, p, cue corpus.Span) corpus.Span {
	for _, m := range a.Marks {
		if m.Kind != extractors.Speech || !m.Span.Overlaps(p) || p.Contains(m.Span) || m.Span.Contains(cue) && cue.Len() > 0 {
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

// trim takes white space and the commas around a content off its ends, and the
// full stop of a content that does not end in quotation marks.
func trim(a *extractors.Annotation, p corpus.Span) corpus.Span {
	text := a.Doc.Text
	for p.Start < p.End {
		r, n := utf8.DecodeRuneInString(text[p.Start:])
		if !unicode.IsSpace(r) && !strings.ContainsRune(",;:.–—", r) {
			break
		}
		p.Start += n
	}
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

// chain is the span of a mark and of those that continue it in the next
// paragraphs.
func chain(a *extractors.Annotation, i int) []corpus.Span {
	var out []corpus.Span
	for ; i != extractors.None; i = a.Marks[i].Next {
		out = append(out, a.Marks[i].Span)
	}
	return out
}

// continuation says whether the mark continues one of an earlier paragraph.
func continuation(a *extractors.Annotation, i int) bool {
	for j := range i {
		if a.Marks[j].Next == i {
			return true
		}
	}
	return false
}

// kind is direct if all letters of the content stand in quotation marks, mixed
// if some do.
func kind(a *extractors.Annotation, q *extractors.Quote) extractors.QuoteKind {
	letters, marked := 0, 0
	for _, p := range q.Spans {
		for i, r := range p.Of(a.Doc.Text) {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				continue
			}
			letters++
			at := corpus.Span{Start: p.Start + i, End: p.Start + i + utf8.RuneLen(r)}
			if slices.ContainsFunc(a.Marks, func(m extractors.Mark) bool { return m.Inner.Contains(at) }) {
				marked++
			}
		}
	}
	switch {
	case marked == 0:
		return extractors.Indirect
	case 20*marked >= 19*letters:
		return extractors.Direct
	}
	return extractors.Mixed
}
