package encoder

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// What the encoder sees of a text beside its wordpieces. training/features.py
// does the same in Python: change both or neither.

// words appends the words of text to dst: letters, digits and underscores
// together, each other sign that is not white space alone. It is Python's
// \w+|[^\w\s].
func words(dst []corpus.Span, text string) []corpus.Span {
	start := -1
	for i, r := range text {
		if isWord(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			dst = append(dst, corpus.Span{Start: start, End: i})
			start = -1
		}
		if !isSpace(r) {
			size := utf8.RuneLen(r)
			if r == utf8.RuneError { // also stands for one byte that is not UTF-8
				_, size = utf8.DecodeRuneInString(text[i:])
			}
			dst = append(dst, corpus.Span{Start: i, End: i + size})
		}
	}
	if start >= 0 {
		dst = append(dst, corpus.Span{Start: start, End: len(text)})
	}
	return dst
}

// isWord is Python's \w. It knows no marks: a combining accent is a sign.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return isAlphanumeric(r)
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// isSpace is Python's \s.
func isSpace(r rune) bool { return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f }

func isUpper(r rune) bool { return unicode.In(r, unicode.Lu, unicode.Other_Uppercase) }
func isLower(r rune) bool { return unicode.In(r, unicode.Ll, unicode.Other_Lowercase) }

// isDigit is Python's str.isdigit of one character.
func isDigit(r rune) bool { return unicode.In(r, unicode.Nd, otherDigit) }

// otherDigit has Unicode's Numeric_Type=Digit: superscripts, circled digits …
var otherDigit = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x00b2, 0x00b3, 1}, {0x00b9, 0x00b9, 1}, {0x1369, 0x1371, 1}, {0x19da, 0x19da, 1},
		{0x2070, 0x2070, 1}, {0x2074, 0x2079, 1}, {0x2080, 0x2089, 1}, {0x2460, 0x2468, 1},
		{0x2474, 0x247c, 1}, {0x2488, 0x2490, 1}, {0x24ea, 0x24ea, 1}, {0x24f5, 0x24fd, 1},
		{0x24ff, 0x24ff, 1}, {0x2776, 0x277e, 1}, {0x2780, 0x2788, 1}, {0x278a, 0x2792, 1},
	},
	R32: []unicode.Range32{
		{0x10a40, 0x10a43, 1}, {0x10e60, 0x10e68, 1}, {0x11052, 0x1105a, 1}, {0x1f100, 0x1f10a, 1},
	},
	LatinOffset: 2,
}

// The shapes of words, rows of the embedding 'case'.
const (
	shapeLower       = iota
	shapeCapitalised // first upper, rest lower
	shapeUpper
	shapeInitial // one upper letter
	shapeMixed
	shapeDigit   // has a digit
	shapeSign    // no word
	shapeSpecial // of a piece that is no word
	shapes
)

// shapeOf is the case shape of a word.
func shapeOf(word string) uint8 {
	first, size := utf8.DecodeRuneInString(word)
	n := 0
	var digit, anyUpper, anyLower, anyTitle bool
	for _, r := range word {
		n++
		digit = digit || isDigit(r)
		switch {
		case isUpper(r):
			anyUpper = true
		case isLower(r):
			anyLower = true
		case unicode.Is(unicode.Lt, r):
			anyTitle = true
		}
	}
	switch {
	case digit:
		return shapeDigit
	case !isAlphanumeric(first):
		return shapeSign
	case anyLower && !anyUpper && !anyTitle:
		return shapeLower
	case anyUpper && !anyLower && !anyTitle:
		if n == 1 {
			return shapeInitial
		}
		return shapeUpper
	case isUpper(first) && lower(word[size:]):
		return shapeCapitalised
	case anyUpper:
		return shapeMixed
	}
	return shapeLower
}

// lower is Python's str.islower.
func lower(s string) bool {
	some := false
	for _, r := range s {
		if isUpper(r) || unicode.Is(unicode.Lt, r) {
			return false
		}
		some = some || isLower(r)
	}
	return some
}

// The quotation states of words, rows of the embedding 'quote'.
const (
	quoteOutside = iota
	quoteInside
	quoteMark
	quoteStates
)

// quotation follows the quotation marks of a text from word to word.
type quotation struct{ inside bool }

// next is the state of a word that stands after gap. A line break ends a
// quotation.
func (q *quotation) next(gap, word string) uint8 {
	if strings.IndexByte(gap, '\n') >= 0 {
		q.inside = false
	}
	switch word {
	case "“", "«":
		q.inside = true
	case "”", "»":
		q.inside = false
	case `"`:
		q.inside = !q.inside
	default:
		if q.inside {
			return quoteInside
		}
		return quoteOutside
	}
	return quoteMark
}
