// Package quotes finds spans in quotation marks and the statements that an
// article attributes to a source.
package quotes

import (
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/tokens"
)

// NewMarks returns the extractor of spans in quotation marks, in every style that
// newspapers use. Signs are paired paragraph by paragraph, all of a paragraph
// together; a quotation that a paragraph leaves open goes on in the next one if
// that opens it again or closes it.
func NewMarks() *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "marks",
		Doc:      "spans in quotation marks",
		Provides: []extractors.Layer{extractors.LayerMarks},
		Run: func(a *extractors.Annotation) error {
			a.Marks = marks(a.Doc)
			return nil
		},
	}
}

func marks(doc *corpus.Document) []extractors.Mark {
	paragraphs := tokens.Paragraphs(doc)
	found := make([][]sign, len(paragraphs))
	for i, p := range paragraphs {
		found[i] = signs(doc.Text, p.Span)
	}
	var out []extractors.Mark
	left := extractors.None // the mark that the paragraph before left open
	var leftGlyph glyph
	for i, p := range paragraphs {
		var before, follows *glyph
		if left != extractors.None {
			before = &leftGlyph
		}
		if i+1 < len(paragraphs) && paragraphs[i+1].Kind == p.Kind {
			follows = reopens(found[i+1])
		}
		pairs := pairUp(doc.Text, found[i], before, follows)
		first, goesOn := len(out), left
		left = extractors.None
		for _, q := range pairs {
			m := extractors.Mark{Parent: extractors.None, Next: extractors.None}
			m.Span, m.Inner = q.span(found[i], trimmed(doc.Text, p.Span))
			if q.close == extractors.None && !lasts(pairs, q, found[i]) {
				continue
			}
			m.Parent = parent(out, first, m.Span)
			m.Kind = markKind(doc.Text, p.Span, m, q)
			if goesOn != extractors.None && m.Span.Start == trimmed(doc.Text, p.Span).Start &&
				(q.open == extractors.None || found[i][q.open].glyph.family == leftGlyph.family) {
				out[goesOn].Next = len(out)
				m.Kind, out[goesOn].Kind = extractors.Speech, extractors.Speech
				goesOn = extractors.None
			}
			if q.close == extractors.None && m.Parent == extractors.None && i+1 < len(paragraphs) && paragraphs[i+1].Kind == p.Kind {
				left, leftGlyph = len(out), found[i][q.open].glyph
			}
			out = append(out, m)
		}
	}
	return out
}

// reopens is the glyph of the first sign of a paragraph if that begins with a
// sign which may open a quotation, or nil.
func reopens(signs []sign) *glyph {
	if len(signs) == 0 || !signs[0].first || signs[0].open >= signs[0].close {
		return nil
	}
	return &signs[0].glyph
}

// lasts says whether a quotation without a closing mark may reach to the end of
// its paragraph: no other of the same marks opens later on its level.
func lasts(pairs []pair, q pair, signs []sign) bool {
	for _, o := range pairs {
		if o.open > q.open && signs[o.open].glyph.family == signs[q.open].glyph.family {
			return false
		}
	}
	return true
}

// parent is the innermost of the marks from first on that holds the span.
func parent(marks []extractors.Mark, first int, s corpus.Span) int {
	for i := len(marks) - 1; i >= first; {
		if marks[i].Inner.Contains(s) {
			return i
		}
		if i = marks[i].Parent; i == extractors.None {
			break
		}
	}
	return extractors.None
}

func trimmed(text string, s corpus.Span) corpus.Span {
	white := func(r rune) bool { return unicode.IsSpace(r) || ignorable(r) }
	inside := s.Of(text)
	s.Start += len(inside) - len(strings.TrimLeftFunc(inside, white))
	s.End = s.Start + len(strings.TrimFunc(inside, white))
	return s
}
