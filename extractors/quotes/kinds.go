package quotes

import (
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// markKind decides what a span in quotation marks is from its own words and those
// beside it.
func markKind(text string, p corpus.Span, m extractors.Mark, q pair) extractors.MarkKind {
	if q.open == extractors.None || q.close == extractors.None {
		return extractors.Speech
	}
	inner := strings.TrimSpace(m.Inner.Of(text))
	words := strings.Fields(inner)
	if len(words) == 0 {
		return extractors.Term
	}
	const window = 300 // bytes on either side
	before := text[max(p.Start, m.Span.Start-window):m.Span.Start]
	after := text[m.Span.End:min(p.End, m.Span.End+window)]
	if isNickname(words, before, after) {
		return extractors.Nick
	}
	prior := lastWords(before, 3)
	if calling(prior) {
		if titleCase(words) {
			return extractors.Work
		}
		if len(words) <= 6 && !qualifies[strings.ToLower(prior[len(prior)-1])] {
			return extractors.Term
		}
	}
	begins := strings.TrimSpace(before) == "" && strings.HasSuffix(inner, ",")
	if len(words) > 1 && len(words) <= 14 && titleCase(words) && !begins {
		return extractors.Work
	}
	if len(words) == 1 && capitalised(words[0]) && !strings.ContainsAny(inner, ".!?") {
		return extractors.Term
	}
	if len(words) <= 3 && !strings.ContainsAny(inner, ".!?,") && determined(prior) && !saying(before, after) {
		return extractors.Term
	}
	return extractors.Speech
}

// determined says whether a noun phrase goes on after the words.
func determined(words []string) bool {
	return len(words) > 0 && determiners[strings.ToLower(words[len(words)-1])]
}

var determiners = wordset.Of(`the a an this that these those its his her their our my your some any such various newly so-called new most of for as or`)

// saying says whether the sentence around a span has a word of saying, so that
// the span may be somebody's words.
func saying(before, after string) bool {
	before = before[strings.LastIndexAny(before, ".!?")+1:]
	if end := strings.IndexAny(after, ".!?"); end >= 0 {
		after = after[:end]
	}
	for _, part := range []string{before, after} {
		for _, w := range strings.FieldsFunc(strings.ToLower(part), isNoLetter) {
			if sayings[w] {
				return true
			}
		}
	}
	return false
}

var sayings = wordset.Of(`said say says saying told tell tells telling added adds adding called calls calling call described describes describing
	according asked asks asking claimed claims claiming claim accused accuses accusing warned warns warning promised promises promising
	wrote writes writing tweeted posted stated states stating statement announced announces announcing denied denies denying
	condemned condemns denounced criticised criticized criticising criticizing praised hailed slammed blasted urged urges urging
	insisted insists argued argues arguing explained explains noted notes noting labelled labeled labelling labeling dubbed branded
	decried lamented declared declares declaring demanded demands vowed pledged pledges expressed expressing voiced cited citing
	pointed quoted reported reports reporting referred referring refers acknowledged admitted admits predicted predicts testified
	suggested suggests reiterated emphasised emphasized stressed stresses reads read alleged alleges termed tells words deemed`)

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
var callings = wordset.Of(`titled entitled named dubbed nicknamed called known termed labelled labeled as-called so-called
		film movie book novel song album single track series show play poem painting documentary programme program project
		campaign theme title headline caption slogan hashtag phrase term word words magazine newspaper tabloid episode
		exhibition opera musical essay article column initiative operation platform game sitcom drama ballad thesis pseudonym penname alias`)

// qualifies are those after which an opinion may come as well.
var qualifies = wordset.Of(`called termed dubbed labelled labeled as`)

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
var small = wordset.Of(`a an the and or but nor of in on at to for from by with as is de la le les el los las du des del y et von und der die das vs`)

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
