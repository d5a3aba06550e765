package dates

import (
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// needsTense says whether the words leave open on which side of the article's
// day the expression lies.
func (e *expr) needsTense() bool {
	if e.unit == weekend && e.rel == this {
		return true
	}
	if e.shape != calendar || e.year > 0 || e.yearRel != noRel {
		return false
	}
	return e.weekday > 0 || e.month > 0 || e.quarter > 0 || e.season > 0 || e.holiday != nil || e.half > 0
}

// implicative are verbs whose infinitive lies in their own past.
var implicative = wordset.Of("failed managed refused declined forced began started continued tried able came went helped used had")

// unchanged are verbs whose past looks like their present.
var unchanged = wordset.Of("hit put set cut let hurt shut read cost beat burst split spread")

// timeless are verbs in the present tense that say nothing of when: auxiliaries
// and reports.
var timeless = wordset.Of("has have had is are am 's 've do does says say tells tell reports report adds add writes write notes shows show")

// futureBefore are words that put a date behind them in the future.
var futureBefore = wordset.Of("until till by through effective payable due")

// direction says from the verbs of the sentence whether the span lies in the
// past (-1) or in the future (+1). The nearest verb decides, those before the
// span first.
func direction(a *extractors.Annotation, s *extractors.Sentence, span corpus.Span) int {
	tokens := a.Tokens[s.Tokens[0]:s.Tokens[1]]
	at := len(tokens)
	for i := range tokens {
		if tokens[i].Span.End > span.Start {
			at = i
			break
		}
	}
	if at > 0 && lowerIs(tokens[at-1].Text, "since", "after") {
		return -1
	}
	if at > 0 && futureBefore[strings.ToLower(tokens[at-1].Text)] && !pastPerfect(tokens) {
		return 1
	}
	for i := at; i < len(tokens) && tokens[i].Span.Start <= span.End; i++ {
		if tokens[i].Tag == "POS" { // 'Friday's vote' was; one that is to come is 'next Friday's'
			return -1
		}
	}
	weak := 0
	for i := at - 1; i >= 0; i-- {
		d := verb(tokens, i)
		if d != 0 && (tokens[i].Tag == "VBZ" || tokens[i].Tag == "VBP") { // a tag that is often wrong
			weak = d
			continue
		}
		if d != 0 {
			return d
		}
	}
	if weak != 0 {
		return weak
	}
	for i := at; i < len(tokens); i++ {
		if d := verb(tokens, i); d != 0 {
			return d
		}
	}
	return 0
}

func lowerIs(t string, list ...string) bool {
	for _, x := range list {
		if len(t) == len(x) && (t == x || foldEqual(t, x)) {
			return true
		}
	}
	return false
}

func foldEqual(a, b string) bool {
	for i := 0; i < len(a); i++ {
		if a[i]|0x20 != b[i]|0x20 {
			return false
		}
	}
	return true
}

// narrates says whether a verb of the sentence tells of the past: captions speak
// of their picture in the present tense.
func narrates(tokens []extractors.Token) bool {
	return slices.ContainsFunc(tokens, func(t extractors.Token) bool { return t.Tag == "VBD" })
}

// pastPerfect says whether the sentence tells of the past before a past.
func pastPerfect(tokens []extractors.Token) bool {
	for i := range tokens {
		if lowerIs(tokens[i].Text, "had") {
			return true
		}
	}
	return false
}

// verb is what the token at i says of time if it is a verb.
func verb(tokens []extractors.Token, i int) int {
	t := &tokens[i]
	if c := t.Text[0]; i > 0 && 'A' <= c && c <= 'Z' { // a name
		return 0
	}
	if i > 0 && lowerIs(tokens[i-1].Text, "as") { // 'went on as planned'
		return 0
	}
	if t.Tag != "VB" && t.Tag != "MD" && unchanged[strings.ToLower(t.Text)] && !(i+1 < len(tokens) && lowerIs(tokens[i+1].Text, "to", "for")) {
		return -1
	}
	switch t.Tag {
	case "MD":
		if lowerIs(t.Text, "will", "wo", "shall", "'ll", "would", "may", "should", "can", "could", "might", "must") {
			return 1
		}
	case "VBD", "VBN":
		if lowerIs(t.Text, "scheduled", "expected", "planned", "slated") || lowerIs(t.Text, "set") && i+1 < len(tokens) && lowerIs(tokens[i+1].Text, "to", "for") {
			return 1
		}
		for k := i - 1; k >= 0 && t.Tag == "VBN"; k-- { // the auxiliary: 'will not be held', 'to be held'
			if tokens[k].Tag == "MD" || tokens[k].Tag == "TO" {
				return 1
			}
			if !lowerIs(tokens[k].Text, "be", "been", "have", "not", "n't", "also", "still", "only") && tokens[k].Tag != "RB" {
				break
			}
		}
		return -1
	case "VB":
		if i > 0 && tokens[i-1].Tag == "TO" {
			if i > 1 && implicative[strings.ToLower(tokens[i-2].Text)] {
				return -1
			}
			return 1
		}
	case "VBZ", "VBP":
		if timeless[strings.ToLower(t.Text)] {
			return 0
		}
		return 1
	}
	return 0
}
