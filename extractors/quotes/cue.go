package quotes

import (
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/tokens"
	"onrecord/internal/wordset"
)

// whole mends a cue that the model cut in the middle of its verb group: adverbs
// and auxiliaries take the verb after them ('also' of 'also said', 'were' of
// 'were told', 'continued to' of 'continued to say'), and a phrase that has lost
// its noun goes ('said in a' of 'said in a statement').
func whole(a *extractors.Annotation, cue corpus.Span) corpus.Span {
	i, j := completer{a.Doc.Text, a.Tokens}.touching(cue)
	if i == j {
		return cue
	}
	if help := helping(a.Tokens[i:j]); help || a.Tokens[j-1].Tag == "TO" && a.Tokens[i].Tag != "VBG" {
		k := j
		for k < len(a.Tokens) && a.Tokens[k].Tag == "RB" {
			k++
		}
		if k < len(a.Tokens) && help && contracted(a.Tokens[j-1]) && strings.HasSuffix(a.Tokens[k].Text, "ing") {
			cue.End = a.Tokens[k].Span.End // 'urging', whatever its tag
			return cue
		}
		if k < len(a.Tokens) && (a.Tokens[k].Tag == "VB" || help && strings.HasPrefix(a.Tokens[k].Tag, "VB")) {
			for ; k < len(a.Tokens) && strings.HasPrefix(a.Tokens[k].Tag, "VB"); k++ {
				cue.End = a.Tokens[k].Span.End
			}
			return cue
		}
	}
	if j < len(a.Tokens) && particles[strings.ToLower(a.Tokens[j-1].Text)] == a.Tokens[j].Text {
		cue.End = a.Tokens[j].Span.End
	}
	for k := i + 1; k < j; k++ {
		if a.Tokens[k].Text == "in" && !strings.HasPrefix(a.Tokens[j-1].Tag, "NN") {
			cue.End = a.Tokens[k-1].Span.End
			break
		}
	}
	return cue
}

// particles are the words without which others at the end of a cue attribute
// nothing.
var particles = map[string]string{"went": "on", "goes": "on", "going": "on", "as": "per", "according": "to"}

// adding are the adverbs that add a statement to others or tell its time; they are
// no part of what attributes it, other than those of manner ('openly').
var adding = wordset.Of("also further again recently originally previously earlier later then now already meanwhile")

// unadded is a cue without an adverb that adds at its start: 'said' of 'also said'.
func unadded(a *extractors.Annotation, cue corpus.Span) corpus.Span {
	from, to := completer{a.Doc.Text, a.Tokens}.touching(cue)
	for ; to-from > 1 && adding[strings.ToLower(a.Tokens[from].Text)]; from++ {
		cue.Start = a.Tokens[from+1].Span.Start
	}
	return cue
}

// withoutAddressee is a cue without the preposition before the one who hears it, or
// before an occasion: 'apologised' of 'apologised to the miners for the delay'. A cue
// that the content or the source follows at once keeps it.
func (c completer) withoutAddressee(cue, source corpus.Span, parts []corpus.Span) corpus.Span {
	from, to := c.touching(cue)
	last := to - 1
	if to-from < 2 || !addressing[strings.ToLower(c.tokens[to-1].Text)] || to == len(c.tokens) || c.tokens[to-2].Text == "it" || toldTo[strings.ToLower(c.tokens[to-2].Text)] {
		return cue
	}
	for to+1 < len(c.tokens) && !c.word(to) {
		to++ // a quotation mark
	}
	next := c.tokens[to].Span
	for _, s := range append([]corpus.Span{source}, parts...) {
		if s.Overlaps(next) {
			return cue
		}
	}
	return corpus.Span{Start: cue.Start, End: c.tokens[last-1].Span.End}
}

var (
	addressing = wordset.Of("to with at")
	// toldTo are verbs that are none without their 'to'.
	toldTo = wordset.Of("according appeal appeals appealed appealing put puts putting refer refers referred referring point points pointed pointing listen listens")
)

// uttered gives what is expressed or voiced to the content, 'concern about' of
// 'expressed concern about the delay'; a bare 'expressed hope that' stays.
func (c completer) uttered(cue corpus.Span, parts []corpus.Span) (corpus.Span, []corpus.Span) {
	from, to := c.touching(cue)
	verb := from
	for verb < to && tokens.FormIn(utterings, c.tokens[verb].Text) == "" {
		verb++
	}
	if verb+1 >= to || to == len(c.tokens) || len(parts) == 0 {
		return cue, parts
	}
	whose := false
	for _, t := range c.tokens[verb+1 : to] {
		if !nominal(t.Tag) && t.Tag != "DT" && t.Tag != "PRP$" && t.Tag != "IN" && t.Tag != "CC" {
			return cue, parts
		}
		whose = whose || t.Tag == "DT" || t.Tag == "PRP$" || t.Tag == "IN"
	}
	if first, _ := c.touching(parts[0]); !whose || first != to || !c.word(first) {
		return cue, parts
	}
	cue.End, parts[0].Start = c.tokens[verb].Span.End, c.tokens[verb+1].Span.Start
	return cue, parts
}

// utterings are the verbs whose object is what somebody says.
var utterings = wordset.Of("express voice convey")

// withPreposition gives a cue that is a noun the preposition between it and the content: 'calls
// for', 'reports of'.
func (c completer) withPreposition(cue corpus.Span, parts []corpus.Span) (corpus.Span, []corpus.Span) {
	from, to := c.touching(cue)
	if from == to || len(parts) == 0 || !strings.HasPrefix(c.tokens[to-1].Tag, "NN") {
		return cue, parts
	}
	first, end := c.touching(parts[0])
	if first != to || end-first < 2 || !links[c.tokens[to].Text] || !c.word(to+1) {
		return cue, parts
	}
	cue.End, parts[0].Start = c.tokens[to].Span.End, c.tokens[to+1].Span.Start
	return cue, parts
}

var links = wordset.Of("of for on about")

// helping says whether tokens only help a verb: adverbs and auxiliaries.
func helping(tokens []extractors.Token) bool {
	for _, t := range tokens {
		if t.Tag != "RB" && t.Tag != "MD" && !auxiliaries[strings.ToLower(t.Text)] && !contracted(t) {
			return false
		}
	}
	return true
}

// contracted says whether a token is a verb of which only the end is left: the 's'
// of "she's urging".
func contracted(t extractors.Token) bool {
	return strings.HasPrefix(t.Tag, "VB") && (strings.HasPrefix(t.Text, "'") || strings.HasPrefix(t.Text, "’"))
}

// attributes says whether a cue holds more than words that help a verb: such a
// word alone attributes nothing. An adverb may ('reportedly').
func attributes(a *extractors.Annotation, cue corpus.Span) bool {
	from, to := completer{a.Doc.Text, a.Tokens}.touching(cue)
	if from+1 == to && to < len(a.Tokens) && mute[strings.ToLower(a.Tokens[from].Text)] == a.Tokens[to].Text {
		return false
	}
	if from+1 == to && from > 0 && to < len(a.Tokens) && a.Tokens[from].Text == "Said" && (strings.HasPrefix(a.Tokens[from-1].Tag, "NN") || strings.HasPrefix(a.Tokens[from-1].Tag, "JJ")) && a.Tokens[to].Tag == "NNP" {
		return false // 'Army chief Said Khelil'
	}
	for _, t := range a.Tokens[from:to] {
		if t.Tag != "MD" && t.Tag != "DT" && !auxiliaries[strings.ToLower(t.Text)] {
			return true
		}
	}
	return from == to
}

// mute are cues that attribute nothing before the word: 'adding to fears', 'hails
// from the north'.
var mute = map[string]string{"adding": "to", "hail": "from", "hails": "from", "hailed": "from", "hailing": "from"}

// silent says whether a source is the subject of a passive and says nothing: an
// 'it' ('it was pointed out that'), or whom it is said to ('residents were told',
// in a headline also 'Man accused of theft').
func (c completer) silent(source, cue corpus.Span) bool {
	_, after := c.touching(source)
	from, _ := c.touching(cue)
	switch {
	case strings.EqualFold(source.Of(c.text), "it"):
		return c.passive(from, cue, true)
	case from > 0 && c.tokens[from-1].Tag == "CC" && c.reduced(cue):
		return true // 'Ann and Bob were sailors and accused of theft'
	case source.Len() == 0 || after > from || !helping(c.tokens[after:from]):
		return false
	}
	return c.passive(after, cue, false)
}

// impersonal says whether an 'it' stands right before token i: 'it was reported'.
func (c completer) impersonal(i int) bool {
	return i > 0 && i < len(c.tokens) && c.word(i) && strings.EqualFold(c.tokens[i-1].Text, "it")
}

// passive says whether a cue, read from the token first that helps it on, is a
// passive without an agent whose subject hears it: 'were told', 'accused of'. After
// an 'it' any passive is.
func (c completer) passive(first int, cue corpus.Span, it bool) bool {
	from, to := c.touching(cue)
	if !it && first == from && c.reduced(cue) {
		return true
	}
	been, passive := false, false
	for i := first; i < to; i++ {
		word := strings.ToLower(c.tokens[i].Text)
		if word == "by" && !it {
			return false
		}
		passive = passive || been && (it && c.tokens[i].Tag == "VBN" || !it && (told[word] || raised[word] && c.textAfter(i) == "to"))
		been = been || forms[word]
	}
	return passive
}

// reduced says whether a cue is a passive without a form of 'be'.
func (c completer) reduced(cue corpus.Span) bool {
	from, to := c.touching(cue)
	if from == to {
		return false
	}
	follows := reduced[strings.ToLower(c.tokens[from].Text)]
	return follows != "" && c.textAfter(from) == follows
}

// textAfter is the token after the i-th, "" after the last.
func (c completer) textAfter(i int) string {
	if i+1 < len(c.tokens) {
		return c.tokens[i+1].Text
	}
	return ""
}

// told are the participles of the verbs whose object is the one that hears, or
// whom they are about.
var told = wordset.Of("told asked informed notified warned urged advised reminded instructed ordered assured invited encouraged accused")

// raised are those of which the subject of a passive is that of what is said: 'is
// said to have left'.
var raised = wordset.Of("said reported alleged claimed rumoured rumored")

// reduced are participles that are passive without a form of 'be' where the word
// follows them at once, without an object.
var reduced = map[string]string{"accused": "of", "told": "to", "ordered": "to", "invited": "to", "encouraged": "to"}

// forms are those of 'be', of which one makes a participle after it passive.
var forms = wordset.Of("am is are was were be been being")
