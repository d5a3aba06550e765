package tokens

import "strings"

// Lemma strips the inflection of a regular verb or noun in lower case, as far as
// the result is known; a word that is known, or leads to none that is, stays.
func Lemma(word string, known func(string) bool) string {
	if known(word) {
		return word
	}
	for _, suffix := range []string{"s", "es", "d", "ed", "ing"} {
		stem, ok := strings.CutSuffix(word, suffix)
		if !ok || len(stem) < 2 {
			continue
		}
		forms := []string{stem, stem + "e"}
		if n := len(stem); stem[n-1] == stem[n-2] {
			forms = append(forms, stem[:n-1])
		}
		if y, ok := strings.CutSuffix(stem, "i"); ok {
			forms = append(forms, y+"y")
		}
		for _, f := range forms {
			if known(f) {
				return f
			}
		}
	}
	return word
}

// FormIn is what a word is a form of in a set of lemmas in lower case, or "".
func FormIn(set map[string]bool, word string) string {
	if w := Lemma(strings.ToLower(word), func(w string) bool { return set[w] }); set[w] {
		return w
	}
	return ""
}
