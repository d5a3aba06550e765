package heads

import (
	"strings"

	"onrecord/corpus"
	"onrecord/internal/wordset"
)

// Breaks are, for each word, the breaks before it: words '!' and '?', full stops
// that may end a sentence, and line breaks (training/features.py, breaks_before).
func Breaks(text string, words []corpus.Span) []int {
	out := make([]int, len(words))
	n, previous := 0, 0
	for i, w := range words {
		if strings.Contains(text[previous:w.Start], "\n") {
			n++
		}
		out[i] = n
		if s := w.Of(text); s == "!" || s == "?" || s == "." && !abbreviates(text, words, i) {
			n++
		}
		previous = w.End
	}
	return out
}

// abbreviates says whether the full stop that is the i-th word ends no sentence: it
// belongs to an initial ('U.N.'), to a title ('Mr.') or to a date ('Sept. 5'), or the
// sentence goes on after it in lower case or with another mark.
func abbreviates(text string, words []corpus.Span, i int) bool {
	next := byte(' ')
	if i+1 < len(words) {
		next = text[words[i+1].Start]
	}
	if next >= 'a' && next <= 'z' || strings.IndexByte(".,;:?!)", next) >= 0 {
		return true
	}
	if i == 0 || words[i-1].End < words[i].Start {
		return false
	}
	w := words[i-1].Of(text)
	return len(w) == 1 && w >= "A" && w <= "Z" || titles[w] || dated[w] && next >= '0' && next <= '9'
}

// Abbreviations before a name, and before a number.
var (
	titles = wordset.Of("Mr Mrs Ms Dr Prof Rev Hon Gov Sen Rep Gen Lt Col Maj Capt Cmdr Adm Sgt Cpl Supt Insp St")
	dated  = wordset.Of("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No")
)
