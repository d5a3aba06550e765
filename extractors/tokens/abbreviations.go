package tokens

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An ending says whether the period of an abbreviation may end a sentence.
type ending int

const (
	never    ending = iota + 1 // a name or a figure follows: 'Gen. Sir'
	numbered                   // an abbreviation only before a figure: 'No. 5'
	perhaps                    // if the next word looks like the first of a sentence
)

// abbreviations are those of newspapers, in small letters without the period.
var abbreviations = func() map[string]ending {
	m := map[string]ending{}
	for e, words := range map[ending]string{
		never: `mr mrs ms mx dr messrs mme mlle gen lt col maj sgt capt cpl cmdr adm brig pvt cmsgt gunnery supt insp det
			sen sens rep reps gov govs prof profs rev revs hon pres msgr fr sr. st ste mt ft vs v cf e.g i.e viz approx ca
			asst assoc atty dept dist amb sec'y del spc pfc ald`,
		numbered: `no nos art arts fig figs p pp sec vol vols ch para tel nr`,
		perhaps: `jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
			jr sr inc ltd corp co cos plc llc bros intl univ ave blvd rd hwy etc al est
			ala ariz ark calif colo conn del fla ga ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa
			tenn tex va vt wash wis wyo que ont
			km kg lb lbs oz hrs mph sq ph.d phd m.d b.a m.a`,
	} {
		for _, w := range strings.Fields(words) {
			if _, twice := m[w]; !twice {
				m[w] = e
			}
		}
	}
	return m
}()

// keepsPeriod says whether the period after the word text[i:i+n] belongs to it.
func (c *chunk) keepsPeriod(i, n int) bool {
	word := c.text[i : i+n]
	rest := c.text[i+n+1:]
	next, _ := utf8.DecodeRuneInString(rest)
	if rest == "" {
		next = c.next
	}
	if acronym(word + ".") {
		return true
	}
	if utf8.RuneCountInString(word) == 1 {
		r, _ := utf8.DecodeRuneInString(word)
		if unicode.IsUpper(r) {
			return unicode.IsUpper(next) && (word != "I" || c.next == next)
		}
	}
	switch abbreviations[strings.ToLower(word)] {
	case never:
		return true
	case numbered:
		return unicode.IsDigit(next)
	case perhaps:
		return !ambiguous[strings.ToLower(word)] || unicode.IsDigit(next) || unicode.IsUpper(rune(word[0])) && next != 0
	}
	return false
}

// ambiguous are abbreviations that are words as well.
var ambiguous = map[string]bool{
	"mar": true, "jun": true, "dec": true, "mon": true, "wed": true, "sat": true, "sun": true, "fri": true, "co": true, "est": true,
	"ave": true, "al": true, "ill": true, "la": true, "miss": true, "mo": true, "ind": true, "pa": true,
	"ark": true, "wash": true, "ore": true, "tex": true, "md": true, "va": true, "ga": true,
}

// acronym says whether s is letters with a period after each: 'U.N.', 'a.m.'.
func acronym(s string) bool {
	letters := 0
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if !unicode.IsLetter(r) || size == len(s) || s[size] != '.' {
			return false
		}
		letters++
		s = s[size+1:]
	}
	return letters > 1
}
