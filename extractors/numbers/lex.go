package numbers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
)

// An atom is the smallest piece that the grammar reads: a run of letters, a run
// of digits with its separators, or one sign. Atoms are finer than tokens
// ('34-year-old' is five), so that no rule depends on how a tokeniser cuts.
type atom struct {
	span  corpus.Span
	kind  atomKind
	text  string
	low   string // in lower case
	tag   string // Penn tag of the token that holds it
	inner bool   // not the first atom of its token
	space bool   // white space or the start of the sentence stands before it
}

type atomKind uint8

const (
	sign atomKind = iota
	word
	digits
)

// lex cuts text[span] into atoms and gives each the tag of its token.
func lex(text string, span corpus.Span, tokens []extractors.Token) []atom {
	atoms := make([]atom, 0, len(tokens)+len(tokens)/2+4)
	space := true
	t := 0
	for i := span.Start; i < span.End; {
		r, size := utf8.DecodeRuneInString(text[i:span.End])
		if unicode.IsSpace(r) || r == '\u200b' || r == '\u00ad' {
			space = space || r != '\u00ad'
			i += size
			continue
		}
		kind, end := sign, i+size
		switch {
		case isDigit(text, i, span.End) || r == '.' && startsDecimal(text, i, span):
			kind, end = digits, digitsEnd(text[:span.End], i)
			if n := len(atoms); n > 1 && !space && r != '.' && (atoms[n-1].text == "." || atoms[n-1].text == ",") && atoms[n-2].kind == digits && !atoms[n-1].space {
				for end = i; isDigit(text, end, span.End); { // 192.168.1.2 is no number
					end++
				}
			}
		case unicode.IsLetter(r):
			kind, end = word, lettersEnd(text[:span.End], i)
			if e := elisionEnd(text[:span.End], i, end); e > end {
				end = e
			}
		case (r == '\'' || r == '’') && !space && len(atoms) > 0 && atoms[len(atoms)-1].kind != sign:
			if e := lettersEnd(text[:span.End], i+size); e > i+size && e <= i+size+2 {
				kind, end = word, e // the clitic of a genitive or a contraction
			}
		}
		a := atom{span: corpus.Span{Start: i, End: end}, kind: kind, text: text[i:end], space: space}
		a.low = lower(a.text)
		for t < len(tokens) && tokens[t].Span.End <= i {
			t++
		}
		if t < len(tokens) && tokens[t].Span.Start < end {
			a.tag, a.inner = tokens[t].Tag, tokens[t].Span.Start < i
		}
		atoms = append(atoms, a)
		space = false
		i = end
	}
	return atoms
}

// lower folds case and the typographic forms of the hyphen and the apostrophe.
func lower(s string) string {
	switch s {
	case "‐", "‑", "–", "—", "−":
		return "-"
	case "’":
		return "'"
	}
	return strings.ReplaceAll(strings.ToLower(s), "’", "'")
}

func isDigit(text string, i, end int) bool {
	return i < end && text[i] >= '0' && text[i] <= '9'
}

// startsDecimal says whether the full stop at i begins a number ('.38').
func startsDecimal(text string, i int, span corpus.Span) bool {
	if !isDigit(text, i+1, span.End) {
		return false
	}
	if i == span.Start {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(text[span.Start:i])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.'
}

// elisionEnd takes in the rest of a name after an elided particle: "d'Ivoire".
func elisionEnd(text string, i, end int) int {
	if end-i > 1 {
		return end
	}
	r, size := utf8.DecodeRuneInString(text[end:])
	if r != '\'' && r != '’' {
		return end
	}
	if c, _ := utf8.DecodeRuneInString(text[end+size:]); !unicode.IsUpper(c) {
		return end
	}
	return lettersEnd(text, end+size)
}

func lettersEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		i += size
	}
	return i
}

// digitsEnd is where the number that begins at i ends. Separators are taken in
// where the groups that they make are those of a number (see digitForms);
// otherwise the first group stands alone.
func digitsEnd(text string, i int) int {
	end := i
	if text[end] == '.' {
		end++
	}
	first := end
	for isDigit(text, end, len(text)) {
		end++
		first = end
	}
	for end+1 < len(text) && (text[end] == ',' || text[end] == '.' || text[end] == '\'') && isDigit(text, end+1, len(text)) {
		for end++; isDigit(text, end, len(text)); {
			end++
		}
	}
	if _, ok := readDigits(text[i:end]); ok {
		return end
	}
	return first
}
