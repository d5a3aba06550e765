package tokens

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// quotationTags gives the quotation marks of a paragraph the tags “ or ” of the
// Penn Treebank (two backquotes to open, two apostrophes to close).
func quotationTags(text string, words []extractors.Token) {
	open := false
	for i := range words {
		w := &words[i]
		if w.Text != `"` && w.Text != "'" {
			continue
		}
		opens := !open
		spaceBefore := i == 0 || words[i-1].Span.End < w.Span.Start
		spaceAfter := i+1 == len(words) || words[i+1].Span.Start > w.Span.End
		switch r, _ := utf8.DecodeRuneInString(text[w.Span.Start:]); {
		case r == '“' || r == '„' || r == '`' || r == '‘' || r == '‚':
			opens = true
		case spaceBefore && !spaceAfter:
			opens = true
		case spaceAfter && !spaceBefore:
			opens = false
		case r == '”' || r == '’':
			opens = false
		}
		if w.Text == "'" {
			if !opens && i > 0 && !spaceBefore && strings.HasSuffix(words[i-1].Text, "s") {
				continue // may be a possessive: left to the tagger
			}
		} else {
			open = opens
		}
		w.Tag = "''"
		if opens {
			w.Tag = "``"
		}
	}
}

// sentences returns the sentences of a paragraph as half-open ranges of its
// words. Marks and brackets that close belong to the sentence before.
func sentences(text string, words []extractors.Token) [][2]int {
	var out [][2]int
	start := 0
	for i := 0; i < len(words); i++ {
		if !terminal(&words[i]) {
			continue
		}
		end := i + 1
		for end < len(words) && (terminal(&words[end]) && !isWordToken(&words[end]) || closes(words, end)) {
			end++
		}
		if end < len(words) && endsSentence(words, start, i, end) {
			out = append(out, [2]int{start, end})
			start = end
		}
		i = end - 1
	}
	if start < len(words) {
		out = append(out, [2]int{start, len(words)})
	}
	return out
}

// terminal says whether a sentence may end with the token.
func terminal(t *extractors.Token) bool {
	switch t.Text[len(t.Text)-1] {
	case '.', '!', '?':
		return true
	}
	return t.Text == "…" || t.Text == "‽" || t.Text == "。"
}

func isWordToken(t *extractors.Token) bool {
	r, _ := utf8.DecodeRuneInString(t.Text)
	return isWord(r)
}

// closes says whether the i-th word is a mark or bracket that closes and stands
// at the end of the word before.
func closes(words []extractors.Token, i int) bool {
	switch words[i].Text {
	case ")", "]", "}":
		return true
	case `"`, "'":
		return words[i].Tag == "''"
	}
	return false
}

// leads are signs that may stand before the first word of a sentence.
var leads = wordset.Of("( [ { - -- – — • * · ¿ ¡")

// endsSentence says whether words[start:end], whose last terminal is at i, is a
// sentence, given what follows.
func endsSentence(words []extractors.Token, start, i, end int) bool {
	last := &words[i]
	next := end
	for next < len(words) && (words[next].Tag == "``" || leads[words[next].Text]) {
		next++
	}
	if next == len(words) {
		return words[end].Tag == "``" || words[end].Tag == "''"
	}
	first, _ := utf8.DecodeRuneInString(words[next].Text)
	capital := unicode.IsUpper(first) || unicode.IsTitle(first) || unicode.IsLetter(first) && !unicode.IsLower(first)
	digit := unicode.IsDigit(first) || words[next].Text == "$" || words[next].Text == "'"
	opened := next > end && words[end].Tag == "``"
	if !capital && !digit {
		return false
	}
	if i == start && i+1 == end {
		return false // a number of a list, an ellipsis before the first word
	}
	if i == start+1 && isDigit(words[start].Text[0]) && last.Text == "." {
		return false // '1. First'
	}
	quoted := end > i+1 && words[end-1].Text == `"`
	switch {
	case isWordToken(last):
		return abbreviationEnds(words, start, i, end, next, quoted, opened)
	case last.Text == "…" || strings.HasPrefix(last.Text, ".."):
		return capital && words[next].Text != "I" && (quoted || opened || starters[words[next].Text])
	case last.Text != "." && quoted && capital:
		return !attributes(words, next)
	}
	return true
}

// abbreviationEnds says whether the abbreviation at i also ends its sentence.
func abbreviationEnds(words []extractors.Token, start, i, end, next int, quoted, opened bool) bool {
	word := strings.TrimSuffix(words[i].Text, ".")
	kind := abbreviations[strings.ToLower(word)]
	if kind == never || kind == numbered {
		return false
	}
	if quoted || opened {
		return true
	}
	if next > end {
		return false // a dateline: 'MACON, Ga. — A bridge'
	}
	if hour := strings.ToLower(word); hour == "a.m" || hour == "p.m" {
		const adverbial = 6 // tokens of 'Shortly after 9:15 p.m.'
		return i-start >= adverbial && !calendar[words[next].Text] || starters[words[next].Text]
	}
	return starters[words[next].Text]
}

// calendar are words that go on with a time of day.
var calendar = wordset.Of(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Sun.
	January February March April May June July August September October November December Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec.
	EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST IST WAT EAT Eastern Central Mountain Pacific Greenwich New Christmas Easter`)

// attributes says whether the words from i on are the speaker of the quotation
// before and a verb of saying: '"Why?" John Smith asked.'
func attributes(words []extractors.Token, i int) bool {
	for n := 0; n < 4 && i < len(words); n, i = n+1, i+1 {
		if n > 0 && sayings[words[i].Text] {
			return true
		}
		if r, _ := utf8.DecodeRuneInString(words[i].Text); !unicode.IsUpper(r) {
			return false
		}
	}
	return false
}

var sayings = wordset.Of(`said says asked asks added adds wrote writes replied told shouted cried exclaimed wondered yelled
	continued quipped tweeted joked recalled screamed demanded declared answered responded`)

// starters are words with which a sentence begins more often than a name goes
// on, in the form that they then have.
var starters = wordset.Of(`The A An This That These Those It He She They We You I His Her Their Its Our My Your There Here
	In On At By For From With Without After Before During Since Until While When Where Who What Why How Which
	As If Although Though Because But And Or So Yet Then However Meanwhile Also Still Even Now Once Some Many Most
	Several Both All Each Every Other Others Another Such No Not Nor Under Over Of To About Between Among Against
	According Despite Following Earlier Later Last Today Yesterday Officials Police Authorities Is Are Was Were Do Does Did
	Two Three Four Five Six Seven Eight Nine Ten Nearly Around More Only Just Perhaps Instead Moreover Furthermore`)
