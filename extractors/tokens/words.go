package tokens

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
)

// ignorable says whether a rune is no part of the text as it is read: soft
// hyphens, zero-width characters, direction marks and control characters. One
// inside a word stays in the token's span and out of its text, one beside a
// word counts as white space.
func ignorable(r rune) bool {
	return r >= 0x7f && unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) && !unicode.IsSpace(r)
}

// appendWords appends the tokens of a paragraph of text. Tags are left empty.
func appendWords(tokens []extractors.Token, text string, p corpus.Span) []extractors.Token {
	for at := p.Start; at < p.End; {
		r, size := utf8.DecodeRuneInString(text[at:p.End])
		if unicode.IsSpace(r) || ignorable(r) {
			at += size
			continue
		}
		end, clean := at, true
		for end < p.End {
			r, size := utf8.DecodeRuneInString(text[end:p.End])
			if unicode.IsSpace(r) {
				break
			}
			clean = clean && !ignorable(r)
			end += size
		}
		c := chunk{text: text[at:end], next: nextRune(text[end:p.End])}
		if !clean {
			c.text, c.origin = strip(c.text)
		}
		for i := 0; i < len(c.text); {
			n := c.token(i)
			s := c.span(i, i+n)
			tokens = append(tokens, extractors.Token{
				Span: corpus.Span{Start: at + s.Start, End: at + s.End},
				Text: straight(c.text[i : i+n]),
			})
			i += n
		}
		at = end
	}
	return tokens
}

// A chunk is a stretch of text between white space.
type chunk struct {
	text   string // without ignorable runes
	origin []int  // for each byte of text its offset in the chunk as it stands; nil: the same
	next   rune   // first rune after the chunk that is no white space; 0 at the end
}

func (c *chunk) span(start, end int) corpus.Span {
	if c.origin == nil {
		return corpus.Span{Start: start, End: end}
	}
	return corpus.Span{Start: c.origin[start], End: c.origin[end-1] + 1}
}

func strip(s string) (string, []int) {
	var b strings.Builder
	var origin []int
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !ignorable(r) {
			b.WriteString(s[i : i+size])
			for j := range size {
				origin = append(origin, i+j)
			}
		}
		i += size
	}
	return b.String(), origin
}

func nextRune(s string) rune {
	for _, r := range s {
		if !unicode.IsSpace(r) && !ignorable(r) {
			return r
		}
	}
	return 0
}

// token returns the length of the token at i, at least one rune.
func (c *chunk) token(i int) int {
	s := c.text[i:]
	r, size := utf8.DecodeRuneInString(s)
	before, _ := utf8.DecodeLastRuneInString(c.text[:i])
	atStart := i == 0 || !isWord(before)
	switch {
	case isWord(r):
		return c.word(i)
	case r == '.':
		n := run(s, '.')
		if n == 1 && atStart && len(s) > 1 && isDigit(s[1]) {
			return 1 + c.word(i+1)
		}
		return n
	case isApostrophe(r):
		if n := clitic(s); n > 0 && i > 0 {
			return n
		}
		if n := aphetic(s); n > 0 && atStart {
			return n
		}
		if next, n := utf8.DecodeRuneInString(s[size:]); next == r && (r == '\'' || r == '`') {
			return size + n
		}
		return size
	case r == '@' && atStart, r == '#' && atStart && len(s) > 1 && !isDigit(s[1]):
		if next, _ := utf8.DecodeRuneInString(s[size:]); isWord(next) {
			return size + c.word(i+size)
		}
	}
	if strings.ContainsRune("-!?*=~_#+|<>·•", r) {
		return run(s, r)
	}
	return size
}

// run is the length of the run of r at the start of s.
func run(s string, r rune) int { return len(s) - len(strings.TrimLeft(s, string(r))) }

// word returns the length of the word that starts at i.
func (c *chunk) word(i int) int {
	s := c.text[i:]
	if n := address(s); n > 0 {
		return n
	}
	end, part := 0, 0 // end of the word so far, start of its last part
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if isWord(r) {
			end += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[end+size:])
		if !isWord(next) {
			if r == '.' && next == '-' && acronym(s[:end+1]) {
				if after, _ := utf8.DecodeRuneInString(s[end+2:]); isWord(after) {
					end += 2
					part = end
					continue
				}
			}
			break
		}
		if !joins(s, part, end, size, r, next) {
			break
		}
		end += size
		part = end
	}
	if end+1 == len(s) && s[end] == '-' && part == 0 && unicode.IsLower(c.next) {
		end++ // 'wind- and rain-swept'
	}
	word := s[:end]
	if n := negation(s, end); n > 0 {
		return n
	}
	if len(word) == 6 && strings.EqualFold(word, "cannot") {
		return 3
	}
	if strings.HasPrefix(s[end:], "$") && end <= 3 && strings.ToUpper(word) == word && !isDigit(word[0]) {
		return end + 1
	}
	if strings.HasPrefix(s[end:], ".") && !strings.HasPrefix(s[end:], "..") && c.keepsPeriod(i, end) {
		return end + 1
	}
	return end
}

// joins says whether r, at end, joins the two parts of a word around it.
func joins(s string, part, end, size int, r, next rune) bool {
	last, _ := utf8.DecodeLastRuneInString(s[:end])
	digits := unicode.IsDigit(last) && unicode.IsDigit(next)
	switch r {
	case '-', '\u2010', '\u2011', '_', '@':
		return true
	case ',', ':':
		return digits
	case '/':
		return digits || unicode.IsLower(last) && unicode.IsLower(next)
	case '&':
		return unicode.IsUpper(last) && unicode.IsUpper(next)
	case '.':
		if abbreviations[strings.ToLower(s[part:end])] != 0 && !unicode.IsLower(next) {
			return false
		}
		if utf8.RuneCountInString(s[part:end]) == 1 && unicode.IsLetter(last) {
			return unicode.IsLetter(next)
		}
		return digits || unicode.IsLower(next) || unicode.IsUpper(last) && !unicode.IsDigit(next)
	}
	if isApostrophe(r) {
		n := clitic(s[end:])
		return unicode.IsLetter(last) && unicode.IsLetter(next) && n == 0 && negation(s, end) == 0
	}
	return false
}

// negation returns the length of the token before "n't" (or of "n't" itself)
// if the apostrophe of one is at end.
func negation(s string, end int) int {
	r, size := utf8.DecodeRuneInString(s[end:])
	if end == 0 || !isApostrophe(r) || s[end-1]|0x20 != 'n' {
		return 0
	}
	rest := s[end+size:]
	if rest == "" || rest[0]|0x20 != 't' {
		return 0
	}
	if after, _ := utf8.DecodeRuneInString(rest[1:]); isWord(after) {
		return 0
	}
	if end == 1 {
		return end + size + 1
	}
	return end - 1
}

var clitics = []string{"s", "re", "ve", "ll", "d", "m"}

// clitic is the length of the clitic ('s, 're …) at the start of s, or 0.
func clitic(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if !isApostrophe(r) || r == '`' {
		return 0
	}
	return size + oneOf(s[size:], clitics, size)
}

// Words that begin with an apostrophe.
var aphetics = []string{"tis", "twas", "em", "til", "till", "cause", "bout", "cos", "cuz", "round", "neath"}

// aphetic is the length of a word that begins with an apostrophe ('90s, 'tis,
// 'n') at the start of s, or 0.
func aphetic(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if !isApostrophe(r) || r == '`' {
		return 0
	}
	rest := s[size:]
	if len(rest) >= 3 && isDigit(rest[0]) && isDigit(rest[1]) && rest[2] == 's' {
		return size + 3
	}
	if rest != "" && rest[0]|0x20 == 'n' {
		if r, n := utf8.DecodeRuneInString(rest[1:]); isApostrophe(r) {
			if after, _ := utf8.DecodeRuneInString(rest[1+n:]); !isWord(after) {
				return size + 1 + n
			}
		}
	}
	return size + oneOf(rest, aphetics, size)
}

// oneOf is the length of the word of list that s begins with, or -size.
func oneOf(s string, list []string, size int) int {
	for _, w := range list {
		if len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) {
			if after, _ := utf8.DecodeRuneInString(s[len(w):]); !isWord(after) {
				return len(w)
			}
		}
	}
	return -size
}

// address is the length of the web address at the start of s, or 0.
func address(s string) int {
	for _, p := range []string{"http://", "https://", "www."} {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			end := strings.IndexAny(s, "\"“”<>«»")
			if end < 0 {
				end = len(s)
			}
			return len(strings.TrimRight(s[:end], ".,;:!?)]}'’‘"))
		}
	}
	return 0
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.Is(unicode.No, r))
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == '‛' || r == '`' || r == '´' || r == 'ʼ' || r == '′' || r == '＇'
}

var straightener = strings.NewReplacer(
	"“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "″", `"`, "＂", `"`, "``", `"`, "''", `"`,
	"‘", "'", "’", "'", "‛", "'", "‚", "'", "‹", "'", "›", "'", "`", "'", "´", "'", "ʼ", "'", "′", "'", "＇", "'",
	"\u2010", "-", "\u2011", "-",
)

// straight is the word with straight quotation marks, apostrophes and hyphens.
func straight(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] == '`' || s[i] == '\'' {
			return straightener.Replace(s)
		}
	}
	return s
}
