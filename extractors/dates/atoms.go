package dates

import (
	"unicode"
	"unicode/utf8"
)

// An atom is a run of letters, a run of digits, or another sign. Atoms are finer
// than tokens ('4pm', '1990s', 'six-month', '30/6' are several), so that the
// grammar does not depend on how tokens are cut.
type atom struct {
	start, end int
	w          *word // nil: the grammar does not know it
	n          int   // value of a run of digits, -1 if it is none or longer than nine
	digits     int   // length of a run of digits
	glued      bool  // no white space before it
	upper      bool  // begins with a capital letter
}

// scan appends the atoms of text[start:end] and says whether one of them can
// begin a time expression.
func scan(atoms []atom, text string, start, end int) ([]atom, bool) {
	var buf [24]byte
	found, glued := false, false
	for i := start; i < end; {
		a := atom{start: i, n: -1, glued: glued}
		switch c := text[i]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			glued = false
			i++
			continue
		case '0' <= c && c <= '9':
			n := 0
			for i < end && '0' <= text[i] && text[i] <= '9' {
				if i-a.start < 9 {
					n = n*10 + int(text[i]-'0')
				}
				i++
			}
			a.digits = i - a.start
			if a.digits <= 9 {
				a.n = n
			}
			a.w = digitWord
		case c < utf8.RuneSelf && !isLetter(c):
			i++
			a.w = signs[c]
		default:
			r, size := rune(c), 1
			if c >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(text[i:end])
				if unicode.IsSpace(r) {
					glued = false
					i += size
					continue
				}
				if !unicode.IsLetter(r) {
					i += size
					a.w = runes[r]
					break
				}
			}
			a.upper = unicode.IsUpper(r)
			k, short := 0, true
			for i < end {
				c := text[i]
				if isLetter(c) {
					if short = short && k < len(buf); short {
						buf[k] = c | 0x20
						k++
					}
					i++
					continue
				}
				if c < utf8.RuneSelf {
					break
				}
				r, size := utf8.DecodeRuneInString(text[i:end])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) {
					break
				}
				short = false // no word of the lexicon
				i += size
			}
			if short {
				a.w = words[string(buf[:k])]
			}
		}
		a.end = i
		found = found || a.w != nil && a.w.trigger
		atoms = append(atoms, a)
		glued = true
	}
	return atoms, found
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
