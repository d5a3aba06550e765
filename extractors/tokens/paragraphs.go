package tokens

import (
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A line is a line of a region without its line break.
type line struct {
	span      corpus.Span
	blank     bool
	indented  bool
	runes     int // without white space at the end
	firstWord int // runes of its first word
}

// Paragraphs are told from hard-wrapped lines by the width of the text: in
// wrapped text a line ends where the next word would not have fitted.
const (
	narrowest = 40  // runes; a narrower block is a list or a poem
	widest    = 120 // runes; a wider line is a paragraph
	witnesses = 4   // lines that a block must have to show a width
)

// Paragraphs returns the paragraphs of every region, in order, each with the kind
// of its region. A document without regions is all body.
func Paragraphs(doc *corpus.Document) []corpus.Region {
	regions := doc.Regions
	if len(regions) == 0 {
		regions = []corpus.Region{{Kind: corpus.Body, Span: corpus.Span{Start: 0, End: len(doc.Text)}}}
	}
	var blocks [][]line
	var kinds []corpus.RegionKind
	width := 0
	for _, r := range regions {
		for _, b := range textBlocks(doc.Text, r.Span) {
			blocks, kinds = append(blocks, b), append(kinds, r.Kind)
			if w := wrapWidth(b); w > width {
				width = w
			}
		}
	}
	var out []corpus.Region
	for i, b := range blocks {
		for j, l := range b {
			if j > 0 && width > 0 && b[j-1].runes <= width && continues(b[j-1], l, width) {
				out[len(out)-1].Span.End = l.span.End
				continue
			}
			out = append(out, corpus.Region{Kind: kinds[i], Span: l.span})
		}
	}
	return out
}

// wrapWidth is the width at which all lines of a block are wrapped, or 0.
func wrapWidth(block []line) int {
	width := 0
	for _, l := range block {
		width = max(width, l.runes)
	}
	if len(block) < witnesses || width < narrowest || width > widest {
		return 0
	}
	for i, l := range block[1:] {
		if !continues(block[i], l, width) {
			return 0
		}
	}
	return width
}

// continues says whether next goes on with the paragraph of l in text that is
// wrapped at width.
func continues(l, next line, width int) bool {
	return !next.indented && l.runes+1+next.firstWord > width
}

// textBlocks returns the runs of lines of a span without a blank line between.
func textBlocks(text string, s corpus.Span) [][]line {
	var blocks [][]line
	var block []line
	for at := s.Start; at < s.End; {
		end, next := lineEnd(text, at, s.End)
		l := newLine(text, corpus.Span{Start: at, End: end})
		if l.blank {
			if block != nil {
				blocks, block = append(blocks, block), nil
			}
		} else {
			block = append(block, l)
		}
		at = next
	}
	if block != nil {
		blocks = append(blocks, block)
	}
	return blocks
}

// lineEnd returns the end of the line that starts at `at` and the start of the
// next one.
func lineEnd(text string, at, limit int) (end, next int) {
	for i := at; i < limit; {
		r, size := utf8.DecodeRuneInString(text[i:limit])
		switch r {
		case '\r':
			if i+1 < limit && text[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case '\n', '\v', '\f', '\u0085', '\u2028', '\u2029':
			return i, i + size
		}
		i += size
	}
	return limit, limit
}

func newLine(text string, s corpus.Span) line {
	l := line{span: s, blank: true}
	runes, inFirst := 0, false
	for i, r := range text[s.Start:s.End] {
		if ignorable(r) {
			continue
		}
		runes++
		if unicode.IsSpace(r) {
			inFirst = false
			continue
		}
		if l.blank {
			l.blank, l.indented, inFirst = false, i > 1, true
		}
		if inFirst {
			l.firstWord++
		}
		l.runes = runes
	}
	return l
}
