package quotes

import (
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/extractors"
)

// markKind decides what a span in quotation marks is from its own words and those
// beside it.
func markKind(text string, p corpus.Span, m extractors.Mark, q pair) extractors.MarkKind {
	if q.open == none || q.close == none {
		return extractors.Speech
	}
	inner := strings.TrimSpace(m.Inner.Of(text))
	words := strings.Fields(inner)
	if len(words) == 0 {
		return extractors.Term
	}
	before := text[p.Start:m.Span.Start]
	after := text[m.Span.End:p.End]
	if isNickname(words, before, after) {
		return extractors.Nick
	}
	prior := lastWords(before, 3)
	if calling(prior) {
		if titleCase(words) {
			return extractors.Work
		}
		if len(words) <= 6 {
			return extractors.Term
		}
	}
	if len(words) > 1 && len(words) <= 14 && titleCase(words) {
		return extractors.Work
	}
	if len(words) == 1 && capitalised(words[0]) && !strings.ContainsAny(inner, ".!?") {
		return extractors.Term
	}
	return extractors.Speech
}

// isNickname says whether words stand between the parts of a name.
func isNickname(words []string, before, after string) bool {
	if len(words) > 3 || !titleCase(words) || strings.ContainsAny(words[len(words)-1], ".!?") {
		return false
	}
	prior := lastWords(before, 1)
	next := strings.Fields(after)
	return len(prior) == 1 && len(next) > 0 && strings.HasSuffix(before, " ") && strings.HasPrefix(after, " ") &&
		capitalised(prior[0]) && capitalised(next[0]) && strings.IndexFunc(prior[0], isNoLetter) < 0
}

func isNoLetter(r rune) bool {
	return !unicode.IsLetter(r) && r != '-' && r != '.' && r != '’' && r != '\''
}

// Words after which a name in quotation marks comes.
var callings = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`titled entitled named dubbed nicknamed called known termed labelled labeled as-called so-called
		film movie book novel song album single track series show play poem painting documentary programme program project
		campaign theme title headline caption slogan hashtag phrase term word words magazine newspaper tabloid episode
		exhibition opera musical essay article column initiative operation platform game sitcom drama ballad thesis pseudonym penname alias`) {
		callings[w] = true
	}
}

// calling says whether the last of the words, or the one before a particle, is
// one after which a name comes.
func calling(words []string) bool {
	for i := len(words) - 1; i >= 0; i-- {
		w := strings.ToLower(strings.Trim(words[i], ",:;("))
		if callings[w] {
			return true
		}
		if w != "as" && w != "the" && w != "a" && w != "of" {
			return false
		}
	}
	return false
}

func lastWords(s string, n int) []string {
	const window = 80
	if len(s) > window {
		s = s[len(s)-window:]
	}
	words := strings.Fields(s)
	return words[max(0, len(words)-n):]
}

// Words that a title may hold in small letters.
var small = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`a an the and or but nor of in on at to for from by with as is de la le les el los las du des del y et von und der die das vs`) {
		small[w] = true
	}
}

// titleCase says whether words are written as those of a title.
func titleCase(words []string) bool {
	capitals := 0
	for _, w := range words {
		switch w = strings.TrimFunc(w, isNoLetter); {
		case w == "":
		case capitalised(w):
			capitals++
		case !small[w]:
			return false
		}
	}
	return capitals > 0 && (len(words) == 1 || capitals*2 >= len(words)) && (capitals > 1 || len(words) == 1)
}

func capitalised(w string) bool {
	for _, r := range w {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
		if unicode.IsDigit(r) {
			return false
		}
	}
	return false
}
