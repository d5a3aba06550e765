package quotes

import (
	"regexp"
	"sort"
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// The model labels word by word, so that a span may end where no phrase can.
// A completer moves such ends by the tags of the tokens.
type completer struct {
	text   string
	tokens []extractors.Token
}

// touching is the half-open range of the tokens that a span touches.
func (c completer) touching(s corpus.Span) (from, to int) {
	from = sort.Search(len(c.tokens), func(i int) bool { return c.tokens[i].Span.End > s.Start })
	to = sort.Search(len(c.tokens), func(i int) bool { return c.tokens[i].Span.Start >= s.End })
	return from, max(from, to)
}

// openTags are the tags of words that something of their phrase must follow.
var openTags = wordset.Of("DT PDT PRP$ WP$ WDT TO MD $ #")

// unfinished says whether the phrase goes on after token i: it is a word that
// needs another ('the', 'by a', 'to', 'was', 'almost'), a noun stands cut off from
// its head or from its 'of', or a number or name is cut inside it.
func (c completer) unfinished(i int, end int) bool {
	t := c.tokens[i]
	if t.Span.End > end {
		return !parts(c.text[end:t.Span.End])
	}
	if i+1 >= len(c.tokens) || !c.word(i+1) {
		return false
	}
	after := c.tokens[i+1]
	switch {
	case openTags[t.Tag], auxiliaries[strings.ToLower(t.Text)], tied[after.Text]:
		return true
	case strings.EqualFold(t.Text, "not"):
		return i > 0 && auxiliaries[strings.ToLower(c.tokens[i-1].Text)]
	case t.Tag == "IN":
		return after.Tag == "DT" || after.Tag == "PRP$" || nominal(after.Tag)
	case t.Tag == "RB":
		return after.Tag == "JJ" && degrees[t.Text]
	}
	return (t.Tag == "JJ" || t.Tag == "NN") && (after.Tag == "NN" || after.Tag == "NNS") && !days[strings.ToLower(after.Text)]
}

// tied are words that belong to the one before them: 'one of', 'the plan itself'.
var tied = wordset.Of("of itself themselves")

// degrees are adverbs of an adjective that follows.
var degrees = wordset.Of("almost very too so quite rather more most nearly fairly extremely highly")

// parts says whether the rest of a token that the model cuts is none of the word
// before it: half of a quotation mark, or a hyphen that stands for a dash, with a
// word of grammar ('the mayor-in', but 'a 40-year-old').
func parts(rest string) bool {
	after, hyphen := strings.CutPrefix(strings.ToLower(rest), "-")
	return strings.Trim(rest, "'’\"”") == "" || hyphen && dashed[after]
}

var dashed = wordset.Of("a an the in on at of for with by from to and but or who which that is was are were has have had as if when while")

var auxiliaries = wordset.Of("am is are was were be been being has have had do does did")

// word says whether token i is no punctuation and on the same line as the one
// before it.
func (c completer) word(i int) bool {
	return !strings.Contains(c.text[c.tokens[i-1].Span.End:c.tokens[i].Span.Start], "\n") && strings.IndexFunc(c.tokens[i].Text, inWord) >= 0
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) }

// content takes a part of a content that breaks off on to the end of its
// clause, but not into the cue or the source; so it takes in the year of a date and
// ', including …'. An 'and' that joins the next statement goes.
func (c completer) content(p corpus.Span, taken ...corpus.Span) corpus.Span {
	from, to := c.touching(p)
	for to-from > 1 && c.tokens[to-1].Tag == "CC" {
		to--
		p.End = c.tokens[to-1].Span.End
	}
	if from == to {
		return p
	}
	end := c.tokens[to-1].Span.End
	switch {
	case end <= p.End && c.dated(to-1):
		end, to = c.tokens[to+1].Span.End, len(c.tokens)
	case to+1 < len(c.tokens) && c.tokens[to].Text == "," && examples[c.tokens[to+1].Text]:
		to++
	case !c.unfinished(to-1, p.End):
		return p
	}
	const longest = 60 // tokens that are added
	for first := to; to < min(len(c.tokens), first+longest) && c.word(to) && !c.another(to); to++ {
		end = c.tokens[to].Span.End
	}
	for _, s := range taken {
		if s.Len() > 0 && s.Start >= p.End && s.Start < end {
			return p
		}
	}
	return corpus.Span{Start: p.Start, End: end}
}

// examples begin a part of what stands before their comma.
var examples = wordset.Of("including especially particularly")

// another says whether token i joins a second verb: 'and accused'.
func (c completer) another(i int) bool {
	return c.tokens[i].Tag == "CC" && i+1 < len(c.tokens) && strings.HasPrefix(c.tokens[i+1].Tag, "VB")
}

// dated says whether token i is the day of a date that goes on with its year, behind
// a comma: 'April 24, 2019'.
func (c completer) dated(i int) bool {
	if i < 1 || i+2 >= len(c.tokens) || !months[c.tokens[i-1].Text] || c.tokens[i].Tag != "CD" || c.tokens[i+1].Text != "," {
		return false
	}
	year := c.tokens[i+2].Text
	return len(year) == 4 && (strings.HasPrefix(year, "19") || strings.HasPrefix(year, "20"))
}

var months = wordset.Of(`January February March April May June July August September October November December
	Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec.`)

// says whether spans hold more than words of grammar: nouns, verbs, adjectives
// or numbers. A 'this' with a circumstance points to what was said before: 'said this
// at a rally'.
func (c completer) says(spans []corpus.Span) bool {
	for _, s := range spans {
		from, to := c.touching(s)
		if c.pointing(from, to) {
			continue
		}
		for _, t := range c.tokens[from:to] {
			if (nominal(t.Tag) || strings.HasPrefix(t.Tag, "VB") || t.Tag == "PRP") && !strings.EqualFold(t.Text, "that") {
				return true
			}
		}
	}
	return false
}

// pointing says whether tokens are a 'this' with a circumstance, and no clause.
func (c completer) pointing(from, to int) bool {
	if from+1 >= to || c.tokens[from].Text != "this" || c.tokens[from+1].Tag != "IN" && c.tokens[from+1].Tag != "WRB" {
		return false
	}
	for _, t := range c.tokens[from+1 : to] {
		switch t.Tag {
		case "WRB":
			return true // 'this on Monday when …'
		case "MD", "VBD", "VBZ", "VBP":
			return false // 'this in turn would …'
		}
	}
	return true
}

// source mends the ends of a source: what tells where somebody spoke, a relative
// pronoun or a clause that the noun phrase is followed by goes, a phrase that lacks
// its noun, or its name behind a comma, gets it. A lone article is none.
func (c completer) source(s, cue corpus.Span) corpus.Span {
	from, to := c.touching(s)
	if from == to || to-from == 1 && c.tokens[from].Tag == "PRP$" {
		return s // 'his' of 'his promise to go': a source of its own
	}
	if at := occasion.FindStringSubmatchIndex(s.Of(c.text)); at != nil && (strings.HasPrefix(c.tokenBefore(s.Start+at[2]).Tag, "NNP") || media[c.text[s.Start+at[4]:s.Start+at[5]]]) {
		s.End = s.Start + at[2]
		_, to = c.touching(s)
	}
	for to-from > 1 && (relatives[c.tokens[to-1].Text] || c.tokens[to-1].Tag == "TO" || c.tokens[to-1].Text == "," || c.tokens[to-1].Text == "where" || c.bareDay(from, to-1) || swallowed[c.tokens[to-1].Text]) {
		to--
		s.End = c.tokens[to-1].Span.End
	}
	s.Start, s.End = min(s.Start, c.tokens[from].Span.Start), max(s.End, c.tokens[to-1].Span.End)
	if cut := c.subordinate(from, to, cue); cut > from {
		return corpus.Span{Start: s.Start, End: c.tokens[cut-1].Span.End}
	}
	if end := c.apposed(to, cue); end > 0 {
		return corpus.Span{Start: s.Start, End: end}
	}
	completed := s
	for n := 0; to < len(c.tokens) && c.word(to) && !c.tokens[to].Span.Overlaps(cue) && !swallowed[c.tokens[to].Text] && c.lacks(to-1, n > 0); n++ {
		completed.End = c.tokens[to].Span.End
		to++
	}
	if to-from == 1 && articles[strings.ToLower(s.Of(c.text))] {
		return corpus.Span{} // a lone article is no source: 'the declaration of war'
	}
	switch c.tokens[to-1].Tag {
	case "DT", "IN", "JJ", "PRP$", "POS":
		return s // 'his strong' before a verb: no phrase
	}
	return completed
}

// swallowed are verbs that the model takes into the source before them: 'the
// statement read, adding …'.
var swallowed = wordset.Of("said says read reads added adds")

// occasion is where a source that is somebody spoke: 'at a rally'; media are those
// of which nobody consists.
var (
	occasion = regexp.MustCompile(`( (?:at|in|during|on) (?:a|an|the|his|her|its|their) (?:[\w-]+ ){0,3}(event|meeting|conference|budget|speech|interview|statement|rally|ceremony|session|hearing|address|briefing|debate|tweet|letter|post)),?$`)
	media    = wordset.Of("budget speech interview statement address tweet letter post")
)

// tokenBefore is the token that ends before a position.
func (c completer) tokenBefore(at int) extractors.Token {
	if i, _ := c.touching(corpus.Span{Start: at, End: at + 1}); i > 0 {
		return c.tokens[i-1]
	}
	return extractors.Token{}
}

// subordinate is the token in a source of 'according to' with which a clause of the
// statement begins ('according to Ann Lee as ships grow'), or 0.
func (c completer) subordinate(from, to int, cue corpus.Span) int {
	if !strings.HasSuffix(strings.ToLower(cue.Of(c.text)), "according to") {
		return 0
	}
	for i := from + 1; i+2 < to; i++ {
		if t := c.tokens[i]; clauses[t.Text] && t.Tag == "IN" && strings.HasPrefix(c.tokens[i-1].Tag, "NN") && c.tokens[i+1].Text != "well" {
			return i
		}
	}
	return 0
}

// clauses begin a clause of time or reason.
var clauses = wordset.Of("as while because although though if unless")

// apposed is where a source goes on to that an apposition with a name follows, right
// before the cue: ', Ann Lee' of 'the head of the Salt Board (SB), Ann Lee said'; or 0.
func (c completer) apposed(i int, cue corpus.Span) int {
	if i+1 >= len(c.tokens) || c.tokens[i].Text != "," || !strings.HasPrefix(c.tokens[i+1].Tag, "NNP") {
		return 0
	}
	for i++; i < len(c.tokens) && c.word(i) && strings.HasPrefix(c.tokens[i].Tag, "NNP"); i++ {
		if i+1 < len(c.tokens) && c.tokens[i+1].Span.Start == cue.Start {
			return c.tokens[i].Span.End
		}
	}
	return 0
}

var relatives = wordset.Of("who which whose whom")

// lacks says whether a noun phrase that ends in token i needs the next one: an
// article or preposition its noun, an 'and' what it joins, a noun its plural head
// ('city officials') or its name ('Prime Minister Lee'); what is being completed
// takes in all of its nouns.
func (c completer) lacks(i int, completing bool) bool {
	tag, after := c.tokens[i].Tag, c.tokens[i+1].Tag
	switch {
	case articles[strings.ToLower(c.tokens[i].Text)] || tag == "PRP$" || tag == "POS":
		return nominal(after)
	case tag == "IN" && i > 0:
		return nominal(after) || after == "DT" || after == "PRP$"
	case tag == "CC":
		return after == "NNP" || after == "PRP"
	case tag == "''":
		return after == "NNP" // behind a nickname
	case nominal(tag):
		return (after == "NN" || after == "NNS" || after == "NNP") && !days[strings.ToLower(c.tokens[i+1].Text)] || completing && (nominal(after) || c.tokens[i+1].Text == "of")
	}
	return false
}

// days are nouns that stand beside a noun phrase without being part of it.
var days = wordset.Of("today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday")

// bareDay says whether token i is a day that only stands beside the noun phrase from
// token from on: 'Monday' of 'the mayor Monday said'.
func (c completer) bareDay(from, i int) bool {
	return i > from && days[strings.ToLower(c.tokens[i].Text)] && (strings.HasPrefix(c.tokens[i-1].Tag, "NN") || !c.word(i-1)) && strings.ToLower(c.tokens[i-1].Text) != "last"
}

var articles = wordset.Of("a an the")

func nominal(tag string) bool {
	return strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "JJ") || tag == "CD"
}

// subject is the source that stands right before a cue for which the model found
// none: a relative pronoun ('the man who claimed'), or the possessive of a noun
// ('Ann Lee's claim', 'her claim'). Nothing if there is neither.
func (c completer) subject(cue corpus.Span) corpus.Span {
	i, _ := c.touching(cue)
	if i == 0 || i >= len(c.tokens) || !c.word(i) {
		return corpus.Span{}
	}
	last := c.tokens[i-1]
	noun := strings.HasPrefix(c.tokens[i].Tag, "NN")
	switch {
	case relatives[strings.ToLower(last.Text)] && !noun, last.Tag == "PRP$" && noun:
		return last.Span
	case last.Tag != "POS" || !noun:
		return corpus.Span{}
	}
	first := i - 1
	for first > 0 && c.word(first) && (nominal(c.tokens[first-1].Tag) || c.tokens[first-1].Tag == "DT") {
		first--
	}
	return corpus.Span{Start: c.tokens[first].Span.Start, End: c.tokens[i-1].Span.Start}
}

// tag is the noun phrase with a name that follows a quotation after a comma and ends
// the sentence without any verb: '“It rains,” Ann Lee, a farmer.' Nothing if there is
// none.
func (c completer) tag(quotation corpus.Span) corpus.Span {
	const longest = 20 // tokens
	_, first := c.touching(quotation)
	if first < len(c.tokens) && c.tokens[first].Text == "," {
		first++
	} else if !strings.HasSuffix(strings.TrimRight(quotation.Of(c.text), `"”'’`), ",") {
		return corpus.Span{}
	}
	named := false
	for i := first; i < min(len(c.tokens), first+longest); i++ {
		t := c.tokens[i]
		switch {
		case i > 0 && strings.Contains(c.text[c.tokens[i-1].Span.End:t.Span.Start], "\n"), strings.Contains(".!?", t.Text):
			if !named {
				return corpus.Span{}
			}
			return corpus.Span{Start: c.tokens[first].Span.Start, End: c.tokens[i-1].Span.End}
		case !nominal(t.Tag) && t.Tag != "DT" && t.Tag != "PRP$" && (i == first || !tagTags[t.Tag]):
			return corpus.Span{}
		}
		named = named || strings.HasPrefix(t.Tag, "NNP")
		if named && i+1 == len(c.tokens) {
			return corpus.Span{Start: c.tokens[first].Span.Start, End: t.Span.End}
		}
	}
	return corpus.Span{}
}

// tagTags are the tags of the words of such a phrase, beside nouns and adjectives.
var tagTags = wordset.Of("IN TO POS CC , HYPH")

// object is the noun phrase or pronoun that follows the cue, as 'according to'
// needs one.
func (c completer) object(cue corpus.Span) corpus.Span {
	_, i := c.touching(cue)
	if i >= len(c.tokens) || !c.word(i) {
		return corpus.Span{}
	}
	first := c.tokens[i]
	s := corpus.Span{Start: first.Span.Start}
	for ; i < len(c.tokens) && c.word(i) && (nominal(c.tokens[i].Tag) || c.tokens[i].Tag == "DT" || c.tokens[i].Tag == "PRP$" || c.tokens[i].Tag == "POS"); i++ {
		if nominal(c.tokens[i].Tag) {
			s.End = c.tokens[i].Span.End
		}
	}
	switch {
	case s.End > 0:
		return s
	case strings.HasPrefix(first.Tag, "PRP"): // 'her' before a full stop is tagged as 'her house' is
		return first.Span
	}
	return corpus.Span{}
}
