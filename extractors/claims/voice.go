package claims

import (
	"sort"
	"strings"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
)

// changes are verbs and nouns of change, by lemma.
var changes = tabulate(map[string]string{
	"change": `rise fall increase decrease decline drop grow shrink surge plunge jump slump climb double triple halve quadruple
		soar tumble cut reduce raise lower expand widen narrow accelerate slow strengthen weaken worsen improve deteriorate
		ease shed gain lose boost slash climb dip rebound recover reach exceed`,
})

var changeForms = map[string]string{
	"rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "shrank": "shrink", "shrunk": "shrink", "lost": "lose",
}

// ofTheArticle appends the sentences that the article says in its own voice and
// that assert a figure, an event with a date, or a change. What a sentence
// quotes, and the words that only attribute it, are not its own.
func (d document) ofTheArticle(claims []extractors.Claim) []extractors.Claim {
	taken := d.attributed()
	k := 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if !s.Region.Read() || s.Region == corpus.Dateline {
			continue
		}
		if s.Region == corpus.Title && d.repeated(s.Span) {
			continue
		}
		for k < len(taken) && taken[k].End <= s.Span.Start {
			k++
		}
		for _, part := range outside(s.Span, taken[k:]) {
			if part != s.Span {
				part = d.closed(d.opened(part, s.Span))
			}
			if part = d.trim(part); d.assertsSomething(part, s.Region) {
				claims = append(claims, d.claim(extractors.None, part, "asserts"))
			}
		}
	}
	return claims
}

// closed takes from the end of what is left of a sentence the words that only
// led to the quotation behind it ('…, whose', '… and'), and drops it all if it
// is no more than a subordinate clause.
func (d document) closed(s corpus.Span) corpus.Span {
	tokens := d.tokens(s)
	n := len(tokens)
	for n > 0 && (leading(tokens[n-1].Tag) || n > 1 && dangling(tokens[n-2], tokens[n-1])) {
		n--
	}
	if n == 0 || d.subordinate(tokens[:n]) {
		return corpus.Span{Start: s.Start, End: s.Start}
	}
	return corpus.Span{Start: s.Start, End: tokens[n-1].Span.End}
}

// opened takes the subject back to what is left of a sentence behind a quotation
// and opens with its verb ('The mayor, who said …, resigned on Friday'). If the
// sentence opens with the words of the quotation, or these are the subject,
// nothing is left.
func (d document) opened(part, sentence corpus.Span) corpus.Span {
	tokens := d.tokens(part)
	i := 0
	for i < len(tokens) && (tokens[i].Tag == "RB" || tokens[i].Tag == ",") {
		i++
	}
	if i == len(tokens) || !finite(tokens[i]) || part.Start == sentence.Start {
		return part
	}
	for i := range d.Quotes {
		for _, s := range d.Quotes[i].Spans {
			subject := s.End == part.Start && tokens[0].Text != ","
			if subject || s.Start <= sentence.Start && s.End > sentence.Start {
				return corpus.Span{Start: part.Start, End: part.Start}
			}
		}
	}
	return corpus.Span{Start: sentence.Start, End: part.End}
}

// dangling says whether the second token only led to what follows: the subject
// of a subordinate clause ('as it'), or a participle behind a comma.
func dangling(before, last extractors.Token) bool {
	switch last.Tag {
	case "PRP":
		return before.Tag == "IN" || before.Tag == "WRB"
	case "VBG":
		return before.Tag == ","
	}
	return false
}

func leading(tag string) bool {
	switch tag {
	case "IN", "CC", "TO", "DT", "WDT", "WP", "WP$", "WRB", "PRP$", ",", ":", "(", "``":
		return true
	}
	return false
}

// subordinate says whether the tokens open with a preposition or a relative
// word and no clause follows behind a comma.
func (d document) subordinate(tokens []extractors.Token) bool {
	i := 0
	for i < len(tokens) && (tokens[i].Tag == "RB" || tokens[i].Tag == "," || tokens[i].Tag == "CC") {
		i++
	}
	if i == len(tokens) {
		return true
	}
	switch tokens[i].Tag {
	case "IN", "WDT", "WP", "WRB", "WP$", "VBG", "VBN", "TO":
	default:
		return false
	}
	for ; i < len(tokens)-1; i++ {
		if tokens[i].Text == "," && clauseStarts(tokens[i+1:]) {
			return false
		}
	}
	return true
}

// attributed are the spans of all contents, cues and sources, disjoint and in
// order.
func (d document) attributed() []corpus.Span {
	var list []corpus.Span
	for i := range d.Quotes {
		q := &d.Quotes[i]
		list = append(list, q.Spans...)
		for _, s := range []corpus.Span{q.Cue, q.Source} {
			if s.Len() > 0 {
				list = append(list, s)
			}
		}
	}
	return merge(list)
}

// assertsSomething says whether a stretch of a sentence is a claim: it has a
// finite verb (a headline or a caption need none), is no question, and holds a
// figure, a date with a place in the calendar, or a change.
func (d document) assertsSomething(s corpus.Span, region corpus.RegionKind) bool {
	text := s.Of(d.Doc.Text)
	if s.Len() == 0 || d.asks(s) || strings.Contains(text, `,"`) || strings.Contains(text, ",”") { // somebody speaks, whom no quotation names
		return false
	}
	tokens := d.tokens(s)
	if len(tokens) < 4 || region == corpus.Body && !d.finite(s) {
		return false
	}
	if tokens[0].Tag == "WP" || tokens[0].Tag == "WDT" || tokens[0].Tag == "WRB" && d.finites(s) < 2 {
		return false // a relative clause left over
	}
	if d.figure(s) || d.dated(s) {
		return true
	}
	return d.changed(tokens)
}

// dated says whether a date with a place in the calendar lies in the span.
func (d document) dated(s corpus.Span) bool {
	first := sort.Search(len(d.Dates), func(i int) bool { return d.Dates[i].Span.Start >= s.Start })
	for i := first; i < len(d.Dates) && d.Dates[i].Span.Start < s.End; i++ {
		x := &d.Dates[i]
		if s.Contains(x.Span) && (x.Type == "DATE" || x.Type == "TIME") && !strings.HasSuffix(x.Value, "_REF") {
			return true
		}
	}
	return false
}

// changed says whether a finite verb of the tokens tells of a change.
func (d document) changed(tokens []extractors.Token) bool {
	for i := range tokens {
		t := &tokens[i]
		if !isVerb(t.Tag) || t.Tag == "VB" || t.Tag == "VBG" || attributive(tokens, i) {
			continue
		}
		w := strings.ToLower(t.Text)
		if l, ok := changeForms[w]; ok {
			w = l
		}
		if changes[lemma(w, func(w string) bool { return changes[w] != "" })] != "" {
			return true
		}
	}
	return false
}

// attributive says whether the verb at i is none of change: a participle before
// its noun ('the increased violence') or a verb with its particle ('cut out').
func attributive(tokens []extractors.Token, i int) bool {
	if i+1 < len(tokens) && (tokens[i+1].Tag == "RP" || tokens[i+1].Text == "off") {
		return true
	}
	if i == 0 || i+1 == len(tokens) || !noun(tokens[i+1]) {
		return false
	}
	switch tokens[i-1].Tag {
	case "DT", "JJ", "PRP$", "IN", "TO", "POS":
		return tokens[i].Tag == "VBN" || tokens[i].Tag == "VBD"
	}
	return false
}

// repeated says whether the first two sentences of the body say what the
// headline says: they have most of its long words.
func (d document) repeated(title corpus.Span) bool {
	body := map[string]bool{}
	n := 0
	for i := range d.Sentences {
		if d.Sentences[i].Region != corpus.Body {
			continue
		}
		for _, t := range d.tokens(d.Sentences[i].Span) {
			body[stem(t.Text)] = true
		}
		if n++; n == 2 {
			break
		}
	}
	words, found := 0, 0
	for _, t := range d.tokens(title) {
		if utf8.RuneCountInString(t.Text) < 4 {
			continue
		}
		words++
		if body[stem(t.Text)] {
			found++
		}
	}
	return words > 0 && found*2 >= words
}

// stem is the start of a word, so that 'ends' and 'ended' meet.
func stem(w string) string {
	r := []rune(strings.ToLower(w))
	return string(r[:min(len(r), 5)])
}
