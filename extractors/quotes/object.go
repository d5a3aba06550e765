package quotes

import (
	"strings"

	"onrecord/corpus"
	"onrecord/extractors/tokens"
	"onrecord/internal/wordset"
)

// Verbs whose object is told something and is no part of it: 'urged [the parties]
// to talk', '[the parties] were told by X that …'.
var (
	commands = wordset.Of("urge tell told order invite encourage beg implore instruct advise direct command")
	tellings = wordset.Of("urge tell told order invite encourage beg implore instruct advise direct command ask request accuse inform notify warn remind assure")
)

// namings are verbs that say what their object is: 'called [the mission a
// failure]'.
var namings = wordset.Of("call label brand dub describe term")

// verb says whether the last word of the cue, or the one before its 'by', is a form
// of one of the verbs.
func (c completer) verb(cue corpus.Span, verbs map[string]bool) (is, passive bool) {
	from, to := c.touching(cue)
	if to-from > 1 && strings.EqualFold(c.tokens[to-1].Text, "by") {
		passive, to = true, to-1
	}
	return from < to && tokens.FormIn(verbs, c.tokens[to-1].Text) != "", passive
}

// unaddressed takes whom the cue addresses off the start of a content.
func (c completer) unaddressed(parts []corpus.Span, cue corpus.Span) []corpus.Span {
	if len(parts) == 0 {
		return parts
	}
	if is, passive := c.verb(cue, tellings); is && passive && len(parts) > 1 && parts[0].End <= cue.Start {
		from, to := c.touching(parts[1])
		for from < to && !c.word(from) {
			from++ // a quotation mark
		}
		if from < to && parts[1].Start >= cue.End && toldBy[strings.ToLower(c.tokens[from].Text)] {
			return parts[1:]
		}
		return parts
	}
	if is, passive := c.verb(cue, commands); is && !passive {
		from, to := c.touching(parts[0])
		if _, after := c.touching(cue); from == after {
			if i := c.infinitive(from, to); i > from {
				parts[0].Start = c.tokens[i].Span.Start
			}
		}
	}
	return parts
}

// toldBy begin what somebody is told.
var toldBy = wordset.Of("to not that of if whether")

// named takes the object of a cue that says what it is into the content.
func (c completer) named(parts []corpus.Span, cue, source corpus.Span) []corpus.Span {
	const longest = 10 // tokens of the object
	if is, passive := c.verb(cue, namings); !is || passive || len(parts) == 0 {
		return parts
	}
	_, from := c.touching(cue)
	to, _ := c.touching(parts[0])
	if to <= from || to == len(c.tokens) || to-from > longest || tagsOfObject[c.tokens[to].Tag] == linked {
		return parts
	}
	for i := from; i < to; i++ {
		if t := c.tokens[i]; !c.word(i) || t.Span.Overlaps(source) || tagsOfObject[t.Tag] != filling && !(tagsOfObject[t.Tag] == linked && i > from) {
			return parts
		}
	}
	parts[0].Start = c.tokens[from].Span.Start
	return parts
}

// subjected takes the one who is to act into a content that is an infinitive: 'for
// the troops' of 'demanded for the troops to leave', 'the mission' of 'calls for the
// mission, or what is left of it, to end'.
func (c completer) subjected(parts []corpus.Span, cue, source corpus.Span) []corpus.Span {
	const longest = 20 // tokens from 'for' to 'to'
	if len(parts) == 0 {
		return parts
	}
	_, first := c.touching(cue)
	to, end := c.touching(parts[0])
	from := first
	if first > 0 && strings.EqualFold(c.tokens[first-1].Text, "for") {
		first--
	}
	if to-first > longest || to <= from || to+1 >= end || !strings.EqualFold(c.tokens[first].Text, "for") ||
		!strings.EqualFold(c.tokens[to].Text, "to") || c.tokens[to+1].Tag != "VB" {
		return parts
	}
	for i := first + 1; i < to; i++ {
		if t := c.tokens[i]; !c.word(i) && t.Text != "," || t.Span.Overlaps(source) || t.Tag == "VBD" || t.Tag == "MD" {
			return parts
		}
	}
	parts[0].Start = c.tokens[from].Span.Start
	return parts
}

// names says whether spans are nothing but a name of a few words: who is called,
// praised or blamed is no statement.
func (c completer) names(spans []corpus.Span) bool {
	const longest = 3
	from, to := c.touching(spans[0])
	for _, t := range c.tokens[from:to] {
		if t.Tag != "NNP" {
			return false
		}
	}
	return len(spans) == 1 && to-from <= longest
}

// What a tag does in the noun phrase that is an object.
const (
	filling = iota + 1
	linked  // not at its start, nor right before what it is called
)

var tagsOfObject = map[string]int{"NN": filling, "NNS": filling, "NNP": filling, "NNPS": filling, "JJ": filling, "JJS": filling, "JJR": filling,
	"CD": filling, "DT": filling, "PRP": filling, "PRP$": filling, "POS": filling, "IN": linked, "TO": linked, "CC": linked}

// infinitive is the 'to' of the infinitive that follows the noun phrase at token
// from, before token to; or from.
func (c completer) infinitive(from, to int) int {
	for i := from; i+1 < to; i++ {
		t, after := c.tokens[i], c.tokens[i+1].Tag
		switch {
		case i > from && strings.EqualFold(t.Text, "to") && (after == "VB" || after == "RB"):
			if strings.EqualFold(c.tokens[i-1].Text, "not") {
				i--
			}
			return i
		case strings.HasPrefix(t.Tag, "VB") || t.Tag == "MD" || !c.word(i) && t.Text != ",":
			return from
		}
	}
	return from
}
