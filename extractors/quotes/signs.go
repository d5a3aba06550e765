package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

// A family holds the signs that can close each other.
type family int

const (
	double family = iota
	single
	guillemet
	smallGuillemet
	corner
)

// never is the cost of what is not considered.
const never = 1000

// A glyph is a way to write a quotation mark. The costs say how unusual it is
// that this glyph opens or closes, whatever stands around it.
type glyph struct {
	family      family
	style       string // signs of one style open and close each other at no cost
	open, close int
}

// Newspapers' quotation marks. The costs are of the same unit as those of
// shape; a pair is worth it where it costs less than to pass over both signs.
var glyphs = map[string]glyph{
	`"`:  {double, "straight", 0, 0},
	"＂":  {double, "straight", 0, 0},
	"“":  {double, "curly", 0, 18},
	"”":  {double, "curly", 25, 0},
	"„":  {double, "curly", 0, never},
	"‟":  {double, "curly", 0, 20},
	"``": {double, "latex", 0, never},
	"''": {double, "latex", 8, 0},
	"‘‘": {double, "curly", 0, never},
	"’’": {double, "curly", 25, 0},
	"‘’": {double, "curly", 5, 5},
	"″":  {double, "straight", 20, 10},
	"'":  {single, "straight", 10, 0},
	"＇":  {single, "straight", 10, 0},
	"‘":  {single, "curly", 2, 20},
	"’":  {single, "curly", 30, 0},
	"‛":  {single, "curly", 5, 20},
	"‚":  {single, "curly", 2, never},
	"`":  {single, "latex", 5, 40},
	"´":  {single, "curly", 30, 5},
	"′":  {single, "straight", 40, 20},
	"«":  {guillemet, "guillemets", 0, 15},
	"»":  {guillemet, "guillemets", 15, 0},
	"‹":  {smallGuillemet, "guillemets", 0, 15},
	"›":  {smallGuillemet, "guillemets", 15, 0},
	"「":  {corner, "corner", 0, never},
	"」":  {corner, "corner", never, 0},
	"『":  {corner, "corner", 0, never},
	"』":  {corner, "corner", never, 0},
}

// mixed is the cost of a pair of two styles.
const mixed = 8

// A sign is a place where a quotation mark, or what looks like one, stands, and
// what each reading of it costs.
type sign struct {
	span              corpus.Span
	glyph             glyph
	open, close, skip int
	first             bool // of its paragraph
}

// signs returns the signs of a paragraph in order. Apostrophes inside words are
// left out.
func signs(text string, p corpus.Span) []sign {
	var out []sign
	for at := p.Start; at < p.End; {
		n := signLen(text[at:p.End])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[at:p.End])
			at += size
			continue
		}
		if n == 2 && closingTriple(text[p.Start:at], text[at:p.End]) {
			n = 1
		}
		s := sign{span: corpus.Span{Start: at, End: at + n}, glyph: glyphs[text[at:at+n]]}
		at += n
		before, prev := look(text[p.Start:s.span.Start], true)
		after, next := look(text[s.span.End:p.End], false)
		if s.glyph.family == single && isWord(prev) && isWord(next) {
			direct, _ := utf8.DecodeLastRuneInString(text[p.Start:s.span.Start])
			following, _ := utf8.DecodeRuneInString(text[s.span.End:p.End])
			if direct == prev && following == next {
				continue
			}
		}
		s.open = min(never, shapeOpen[before][after]+s.glyph.open)
		s.close = min(never, shapeClose[before][after]+s.glyph.close)
		if before == other && (prev == ':' || prev == ',') {
			s.open -= 7
		}
		s.skip = skipCost(s.glyph, before, after, prev, text[s.span.End:p.End])
		if s.glyph.family == single && before == space && after == space &&
			strings.HasSuffix(strings.TrimSpace(text[p.Start:s.span.Start]), "s") {
			s.skip = 8 // dogs ', as tokenised text has it
		}
		s.first = strings.TrimSpace(text[p.Start:s.span.Start]) == ""
		out = append(out, s)
	}
	return out
}

// signLen is the length of the sign at the start of s, or 0.
func signLen(s string) int {
	if len(s) > 1 && (s[0] == '\'' || s[0] == '`') && s[1] == s[0] {
		return 2
	}
	_, n := utf8.DecodeRuneInString(s)
	if strings.HasPrefix(s, "‘‘") || strings.HasPrefix(s, "’’") || strings.HasPrefix(s, "‘’") {
		n *= 2
	}
	if _, ok := glyphs[s[:n]]; ok {
		return n
	}
	return 0
}

// closingTriple says whether s, after before, begins with three apostrophes
// that close: a single quotation mark inside two that stand for a double one.
func closingTriple(before, s string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	return size > 0 && !unicode.IsSpace(last) && strings.HasPrefix(s, "'''") && !strings.HasPrefix(s, "''''")
}

// A side is what stands beside a sign.
type side int

const (
	space side = iota // or an edge of the paragraph, a bracket on the outer side
	word              // or what begins one: a currency sign, an ellipsis before it
	dash
	other // punctuation
)

// Cost by what stands before and after the sign.
var (
	shapeOpen = [4][4]int{
		space: {space: 10, word: 0, dash: 3, other: 15},
		word:  {space: 45, word: 25, dash: 45, other: 45},
		dash:  {space: 25, word: 0, dash: 10, other: 15},
		other: {space: 40, word: 12, dash: 40, other: 40},
	}
	shapeClose = [4][4]int{
		space: {space: 10, word: 45, dash: 10, other: 6},
		word:  {space: 0, word: 25, dash: 0, other: 0},
		dash:  {space: 3, word: 25, dash: 5, other: 3},
		other: {space: 0, word: 8, dash: 0, other: 0},
	}
)

// look says what stands at the near end of s, past other signs.
func look(s string, backwards bool) (side, rune) {
	const farthest = 8 // signs in a row
	for range farthest {
		var r rune
		var size int
		if backwards {
			r, size = utf8.DecodeLastRuneInString(s)
		} else {
			r, size = utf8.DecodeRuneInString(s)
		}
		if size == 0 {
			return space, ' '
		}
		near := s[:size]
		if backwards {
			near = s[len(s)-size:]
		}
		_, isSign := glyphs[near]
		if !isSign && !ignorable(r) {
			return sideOf(r, s, backwards), r
		}
		if backwards {
			s = s[:len(s)-size]
		} else {
			s = s[size:]
		}
	}
	return other, 0
}

func sideOf(r rune, s string, backwards bool) side {
	switch {
	case unicode.IsSpace(r):
		return space
	case isWord(r):
		return word
	case strings.ContainsRune("—–―-", r):
		return dash
	case backwards && strings.ContainsRune("([{<>/|", r), !backwards && strings.ContainsRune(")]}</|", r):
		return space
	case !backwards && (strings.ContainsRune("([{$£€#@…¡¿*&+", r) || strings.HasPrefix(s, "..")):
		return word
	}
	return other
}

// skipCost is what it costs to take the sign for none: an apostrophe, a sign of
// feet or inches, a slip.
func skipCost(g glyph, before, after side, prev rune, rest string) int {
	switch {
	case unicode.IsDigit(prev) && before == word && (after != word || unicode.IsDigit(firstRune(rest))):
		return 3
	case g.family != single:
		return 40
	case before == word && after != word:
		if strings.ContainsRune("sSxzZ", prev) {
			return 4 // dogs'
		}
		if prev == 'n' {
			return 8 // goin'
		}
		return 15
	case before == space && after == space:
		return 25
	case after == word && (apheticWord(rest) || g.open >= 30):
		return 2 // '90s, 'tis
	case g.style == "curly":
		return 30
	}
	return 22
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// Words whose first letters an apostrophe stands for.
var aphetics = map[string]bool{
	"tis": true, "twas": true, "em": true, "til": true, "till": true, "cause": true, "bout": true,
	"cos": true, "cuz": true, "round": true, "neath": true, "n": true, "s": true, "re": true, "ve": true, "ll": true,
	"d": true, "m": true, "t": true,
}

// apheticWord says whether s begins with what may follow an apostrophe at the
// start of a word: 'tis, '90s, 'n'.
func apheticWord(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !isWord(r) })
	if end < 0 {
		end = len(s)
	}
	w := s[:end]
	if len(w) == 3 && w[2] == 's' || len(w) == 2 {
		if unicode.IsDigit(rune(w[0])) && unicode.IsDigit(rune(w[1])) {
			return true
		}
	}
	return aphetics[strings.ToLower(w)]
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func ignorable(r rune) bool { return r >= 0x7f && unicode.Is(unicode.Cf, r) }
