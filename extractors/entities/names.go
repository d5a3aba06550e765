package entities

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// titles stand before a name and are no part of it.
var titles = wordset.Of(`mr mrs ms miss mx messrs madam madame dr doctor prof professor sir dame lord lady rev reverend fr father sister brother
	sen senator rep reps representative congressman congresswoman president vice secretary gov governor mayor
	speaker minister prime premier chancellor ambassador chairman chairwoman chairperson chair judge justice director
	general gen colonel col major maj captain capt lieutenant lt sergeant sgt cpl corporal officer detective det inspector constable
	chief commander admiral brigadier sheriff deputy attorney councillor councilor councilman councilwoman king queen
	prince princess pope cardinal bishop archbishop imam sheikh sheik ayatollah pastor rabbi hon honourable honorable
	former ex acting interim late superintendent coach manager commissioner ceo chairperson-designate engineer adv advocate
	shri smt datuk dato datin seri haji alhaji hajiya mallam engr atty sheikha chief-of-staff undersecretary envoy spokesman spokeswoman spokesperson
	pm dp cm cs mp mla mep ag da vp cfo coo cto foreign defence defense finance interior health education us u.s uk un u.n`)

// particles belong to the surname that follows them.
var particles = wordset.Of(`de del della di da do dos das du la le los las van von der den ter ten al el bin ibn ben abu abd st`)

// generations tell a person from a parent of the same name.
var generations = wordset.Of("jr sr ii iii iv")

// headNouns are what an organisation is; they end its name, or begin it before
// 'of'. A shorter form of the name may leave them out or be nothing else.
var headNouns = wordset.Of(`department dept police group company co corporation corp inc ltd limited plc llc gmbh ag holdings
	movement party association organization foundation institute agency club bank university college hospital council
	commission committee court parliament assembly ministry bureau board authority union federation league society
	centre center network alliance coalition congress senate service office
	times post journal herald tribune chronicle gazette telegraph`)

// corporate words end the name of an organisation and add nothing to it.
var corporate = wordset.Of(`department dept group company co corporation corp inc ltd limited plc llc gmbh ag sa nv bv holdings
	international movement foundation solutions services agency technologies electronics motors airlines industries
	association organization party network
	energy oil gas petroleum steel mining minerals resources pharmaceuticals foods insurance logistics shipping airways bank banking
	capital partners ventures investments securities entertainment pictures records systems software semiconductor telecom communications
	wireless electric power chemical chemicals aerospace aviation`)

// spellings joins the two ways in which English writes a word.
var spellings = map[string]string{
	"programme": "program", "centre": "center", "defence": "defense", "labour": "labor", "harbour": "harbor", "theatre": "theater",
}

var plainSigns = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "‑", "-", "\u00ad", "", "\u200b", "")

// fold brings a name into the form in which names are compared: lower case,
// without accents, full stops and possessive, hyphens as they are.
func fold(name string) string {
	folded := name
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), name)
		if err == nil {
			folded = plain
		}
		folded = plainSigns.Replace(folded)
	}
	folded = strings.ToLower(folded)
	return strings.ReplaceAll(ownerless(folded), ".", "")
}

// ownerless is a text without the sign of the possessive at its end, as long as
// letters remain.
func ownerless(text string) string {
	for _, s := range []string{"'s", "’s", "'", "’"} {
		if rest, ok := strings.CutSuffix(text, s); ok && lettered(rest) {
			text = rest
		}
	}
	return text
}

// words of a folded name; ' - ' inside a name is a hyphen, 'J.R.' two words.
func words(name string) []string {
	var out []string
	for _, w := range strings.Fields(strings.ReplaceAll(name, " - ", "-")) {
		if letters := strings.Split(strings.TrimSuffix(w, "."), "."); len(letters) > 1 && !slices.ContainsFunc(letters, func(l string) bool { return utf8.RuneCountInString(l) != 1 }) {
			for _, l := range letters {
				out = append(out, fold(l))
			}
			continue
		}
		if w = strings.Trim(fold(w), `,;:"“”«»()[]`); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// personWords are the words of a person's name, without a royal title before a first
// name, and the generation at its end.
func personWords(name string) (ws []string, generation string) {
	ws = words(name)
	if len(ws) == 2 && royal[ws[0]] {
		ws = ws[1:]
	}
	if n := len(ws); n > 1 && generations[ws[n-1]] {
		ws, generation = ws[:n-1], ws[n-1]
	}
	return ws, generation
}

// nameWords are the words of another name: initials are one word ('U. S.'), and
// spelling is that of one country.
func nameWords(name string) []string {
	ws := words(name)
	out := ws[:0]
	join := false
	for _, w := range ws {
		single := utf8.RuneCountInString(w) == 1
		if single && join {
			out[len(out)-1] += w
			continue
		}
		join = single
		if s, ok := spellings[w]; ok {
			w = s
		} else if i := strings.Index(w, "isation"); i > 0 {
			w = w[:i] + "ization" + w[i+len("isation"):]
		}
		out = append(out, w)
	}
	return out
}

// lettered says whether a text has a letter, as every name does.
func lettered(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// paired are titles of two words of which each may be a name.
var paired = regexp.MustCompile(`(?i)^(?:(?:tan|dato['’]?|datuk|puan) sri|toh puan) `)

// royal are titles that make a name of a first name: 'Prince Harry'.
var royal = wordset.Of("prince princess sheikh sheik sheikha")

// bare is the name of a person without titles before it; at least one word stays,
// and a first name keeps a royal title.
func bare(name string) string {
	for {
		name = strings.TrimSpace(name)
		if two := paired.FindString(name); lettered(name[len(two):]) {
			name = name[len(two):]
		}
		first, rest, ok := strings.Cut(name, " ")
		title := strings.Trim(fold(first), ",")
		if !ok || !titles[title] || royal[title] && len(words(rest)) == 1 || !lettered(rest) || len(words(rest)) == 0 {
			return name
		}
		name = rest
	}
}

// clean is the text of a mention as a name: on one line, without possessive,
// article or marks at its ends, as long as letters remain.
func clean(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for {
		before := text
		text = strings.Trim(text, ` "“”«»,;:[]‘`)
		switch open, closed := strings.Count(text, "("), strings.Count(text, ")"); {
		case closed > open:
			text = strings.TrimSuffix(text, ")")
		case open > closed:
			text = strings.TrimSuffix(strings.TrimPrefix(text, "("), "(")
		case strings.HasPrefix(text, "(") && strings.IndexByte(text, ')') == len(text)-1:
			text = strings.Trim(text, "()")
		}
		text = ownerless(text)
		for _, article := range []string{"the ", "The ", "a ", "an ", "A ", "An "} {
			if rest := strings.TrimPrefix(text, article); lettered(rest) {
				text = rest
			}
		}
		if text == before {
			return text
		}
	}
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
	return fold(b.String())
}

// acronym says whether a name is written as one: 'MINUSMA', 'U.N.', 'FAMa'.
func acronym(name string) bool {
	upper, letters := 0, 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			upper++
			letters++
		case unicode.IsSpace(r):
			return false
		case r != '.':
			letters++
		}
	}
	return upper >= 2 && 2*upper >= letters
}

// abbreviates says whether an acronym can stand for the long name: its letters
// stand in this order in the name, the first one at the start of one of its
// first words (Schwartz and Hearst 2003), or all but one are the first letters
// of its words, in whatever order, as in names that come from another language.
func abbreviates(short, long string) bool {
	return inOrder(short, long) || ofInitials(short, long)
}

func inOrder(short, long string) bool {
	s, l := []rune(fold(short)), []rune(fold(long))
	if len(s) < 2 {
		return false
	}
	j := len(l)
	for i := len(s) - 1; i >= 0; i-- {
		if !unicode.IsLetter(s[i]) && !unicode.IsDigit(s[i]) {
			continue
		}
		for j--; j >= 0 && (l[j] != s[i] || i == 0 && j > 0 && unicode.IsLetter(l[j-1])); j-- {
		}
		if j < 0 {
			return false
		}
	}
	return len(strings.Fields(string(l[:j]))) <= 2
}

func ofInitials(short, long string) bool {
	firsts := []rune(initials(long))
	letters, strange := []rune(fold(short)), 0
	for _, r := range letters {
		i := slices.Index(firsts, r)
		if i < 0 {
			strange++
			continue
		}
		firsts = slices.Delete(firsts, i, i+1)
	}
	return len(letters) >= 4 && strange <= 1
}

// shouts says whether a name is written in capitals.
func shouts(name string) bool {
	return strings.ContainsFunc(name, unicode.IsUpper) && !strings.ContainsFunc(name, unicode.IsLower)
}

// near says whether two folded words differ as a misspelling does: one letter
// changed, left out, added, or two swapped; of long words a letter may have
// moved. Short words are too alike.
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
	if i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && string(x[i+2:]) == string(y[i+2:]) {
		return true
	}
	return string(x[i+1:]) == string(y[i+1:]) || len(x) >= 7 && sorted(a) == sorted(b)
}

func sorted(word string) string {
	r := []rune(word)
	slices.Sort(r)
	return string(r)
}

// nearKeys are strings of which two words that are near share one: the word
// without each of its letters (Garbe's symmetric delete), and its letters in
// order. Very long words are no names.
func nearKeys(word string) []string {
	r := []rune(word)
	if len(r) < 3 || len(r) > 30 {
		return nil
	}
	out := []string{word, "=" + sorted(word)}
	for i := 1; i < len(r); i++ {
		out = append(out, string(r[:i])+string(r[i+1:]))
	}
	return out
}

// IsTitle says whether a word may stand before a name as a title.
func IsTitle(word string) bool { return titles[strings.Trim(fold(word), ",")] }

// Called is the organisation or place that the article calls by the phrase, or
// by a longer name that begins or ends with it, or None.
func Called(a *extractors.Annotation, phrase string) int {
	ws := nameWords(clean(phrase))
	if len(ws) == 0 {
		return extractors.None
	}
	best, size := extractors.None, 0
	for n, e := range a.Entities {
		if e.Type == extractors.Person {
			continue
		}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			full := nameWords(name)
			longer := len(ws) > 1 && len(full) > len(ws) && (slices.Equal(full[:len(ws)], ws) || slices.Equal(full[len(full)-len(ws):], ws))
			if (slices.Equal(full, ws) || longer) && len(full) > size {
				best, size = n, len(full)
			}
		}
	}
	return best
}
