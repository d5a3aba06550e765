package entities

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"onrecord/extractors"
)

// titles stand before a name and are no part of it.
var titles = set(`mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend fr father sister brother
	sen senator rep reps representative congressman congresswoman president vice secretary gov governor mayor
	speaker minister prime premier chancellor ambassador chairman chairwoman chairperson chair judge justice director
	general gen colonel col major maj captain capt lieutenant lt sergeant sgt officer detective inspector constable
	chief commander admiral brigadier sheriff deputy attorney councillor councilor councilman councilwoman king queen
	prince princess pope cardinal bishop archbishop imam sheikh sheik ayatollah pastor rabbi hon honourable honorable
	former ex acting interim late superintendent coach manager commissioner ceo chairperson-designate engineer adv advocate
	shri smt datuk dato tan sri ustaz haji alhaji chief-of-staff undersecretary envoy spokesman spokeswoman spokesperson
	foreign defence defense finance interior health education us u.s uk un u.n`)

// particles belong to the surname that follows them.
var particles = set(`de del della di da dos das du la le los las van von der den ter ten al el bin ibn ben abu abd st`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// fold brings a name into the form in which names are compared: lower case,
// without accents, full stops and possessive, hyphens as they are.
func fold(name string) string {
	folded := name
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), name)
		if err == nil {
			folded = plain
		}
	}
	folded = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "\u00ad", "", "\u200b", "").Replace(strings.ToLower(folded))
	folded = strings.TrimSuffix(strings.TrimSuffix(folded, "'s"), "'")
	return strings.ReplaceAll(folded, ".", "")
}

// words of a folded name; ' - ' inside a name is a hyphen.
func words(name string) []string {
	return strings.Fields(strings.ReplaceAll(fold(name), " - ", "-"))
}

// bare is the name of a person without titles before it; at least one word stays.
func bare(name string) string {
	for {
		first, rest, ok := strings.Cut(strings.TrimSpace(name), " ")
		if !ok || !titles[strings.Trim(fold(first), ",")] {
			return strings.TrimSpace(name)
		}
		name = rest
	}
}

// clean is the text of a mention as a name: on one line, without possessive,
// article or marks at its ends.
func clean(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	text = strings.Trim(text, `"“”«»,;:()[]`)
	for _, s := range []string{"'s", "’s", "'", "’"} {
		text = strings.TrimSuffix(text, s)
	}
	for _, article := range []string{"the ", "The ", "a ", "an ", "A ", "An "} {
		text = strings.TrimPrefix(text, article)
	}
	return text
}

// initials of the capitalised words of a name: 'United Nations Development
// Programme' is 'undp'.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '/' }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// acronym says whether a name is written as one: 'MINUSMA', 'U.N.'.
func acronym(name string) bool {
	upper := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsSpace(r):
			return false
		}
	}
	return upper >= 2 && 2*upper >= utf8.RuneCountInString(strings.ReplaceAll(name, ".", ""))
}

// near says whether two folded words differ by one letter, as a misspelling
// does: one changed, left out, added, or two swapped. Short words are too alike.
func near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 3 || len(y)-len(x) > 1 || x[0] != y[0] || a == b {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(y) > len(x) {
		return string(x[i:]) == string(y[i+1:])
	}
	if len(x) < 5 {
		return false
	}
	if i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] {
		return string(x[i+2:]) == string(y[i+2:])
	}
	return string(x[i+1:]) == string(y[i+1:])
}

// IsTitle says whether a word may stand before a name as a title.
func IsTitle(word string) bool { return titles[strings.Trim(fold(word), ",")] }

// Called is the organisation or place that the article calls by the phrase, or
// by a longer name that begins or ends with it, or None.
func Called(a *extractors.Annotation, phrase string) int {
	ws := words(clean(phrase))
	if len(ws) == 0 {
		return extractors.None
	}
	best, size := extractors.None, 0
	for n, e := range a.Entities {
		if e.Type == extractors.Person {
			continue
		}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			full := words(name)
			longer := len(ws) > 1 && len(full) > len(ws) && (slices.Equal(full[:len(ws)], ws) || slices.Equal(full[len(full)-len(ws):], ws))
			if (slices.Equal(full, ws) || longer) && len(full) > size {
				best, size = n, len(full)
			}
		}
	}
	return best
}
