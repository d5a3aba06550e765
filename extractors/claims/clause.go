package claims

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/numbers"
	"onrecord/internal/wordset"
)

// clauses cuts the content of a quotation: at the ends of sentences, at
// semicolons, before a further 'that' clause, and before a coordinated clause
// that has a subject and a verb of its own. Parts between which the cue stands
// go together unless both are clauses.
func (d document) clauses(q *extractors.Quote) []corpus.Span {
	var parts []corpus.Span
	for _, p := range q.Spans {
		if n := len(parts); n > 0 && d.continues(parts[n-1], p) {
			parts[n-1].End = p.End
			continue
		}
		parts = append(parts, p)
	}
	var list []corpus.Span
	for _, p := range parts {
		lo, hi := d.sentences(p)
		for i := lo; i < hi; i++ {
			s := d.Sentences[i].Span
			s = corpus.Span{Start: max(s.Start, p.Start), End: min(s.End, p.End)}
			for _, c := range d.coordinated(s) {
				c = d.trim(c)
				if d.checkable(c, q) {
					list = append(list, c)
				}
			}
		}
	}
	return list
}

// continues says whether two parts of an interrupted content are one clause:
// one of them has no verb.
func (d document) continues(x, y corpus.Span) bool {
	if lo, hi := d.sentences(corpus.Span{Start: x.Start, End: y.End}); hi-lo > 1 {
		return false
	}
	return !d.finite(x) || !d.finite(y)
}

// coordinated cuts a sentence.
func (d document) coordinated(s corpus.Span) []corpus.Span {
	tokens := d.tokens(s)
	var list []corpus.Span
	start := s.Start
	cut := func(end, next int) {
		list = append(list, corpus.Span{Start: start, End: end})
		start = next
	}
	for i := 1; i < len(tokens)-1; i++ {
		t := &tokens[i]
		if t.Text == ";" && d.finite(corpus.Span{Start: start, End: t.Span.Start}) && d.finite(corpus.Span{Start: t.Span.End, End: s.End}) {
			cut(t.Span.Start, t.Span.End)
			continue
		}
		if t.Tag != "CC" || !conjunctions[strings.ToLower(t.Text)] {
			continue
		}
		before, after := corpus.Span{Start: start, End: t.Span.Start}, corpus.Span{Start: t.Span.End, End: s.End}
		if strings.EqualFold(tokens[i+1].Text, "that") && i+2 < len(tokens) && !isVerb(tokens[i+2].Tag) && d.finite(before) &&
			(d.finite(after) || strings.EqualFold(tokens[0].Text, "that")) {
			cut(t.Span.Start, tokens[i+1].Span.Start)
		} else if tokens[i-1].Text == "," && clauseStarts(tokens[i+1:]) && d.finite(before) {
			cut(tokens[i-1].Span.Start, t.Span.End)
		}
	}
	return append(list, corpus.Span{Start: start, End: s.End})
}

var conjunctions = wordset.Of("and but or yet so")

// clauseStarts says whether the tokens begin with a noun phrase and a finite
// verb.
func clauseStarts(tokens []extractors.Token) bool {
	noun := false
	for i := range tokens {
		if i > 8 {
			return false
		}
		switch t := &tokens[i]; t.Tag {
		case "PRP", "NN", "NNS", "NNP", "NNPS", "EX":
			noun = true
		case "DT", "PRP$", "JJ", "CD", "POS", "IN", "RB", "JJR", "JJS", "$", "VBG", "PDT", "WDT":
			if t.Tag == "IN" && !noun {
				return false
			}
		case "MD", "VBD", "VBZ", "VBP":
			return noun
		default:
			return false
		}
	}
	return false
}

// trim takes marks, white space, the complementiser and closing punctuation
// from both ends of a clause. A mark whose partner is inside stays.
func (d document) trim(s corpus.Span) corpus.Span {
	text := d.Doc.Text
	for {
		before := s
		for s.Len() > 0 {
			r, size := utf8.DecodeRuneInString(text[s.Start:s.End])
			if !unicode.IsSpace(r) && !strings.ContainsRune(",;:.…-–—", r) && !(opening(r) && unpaired(text[s.Start:s.End], true)) {
				break
			}
			s.Start += size
		}
		for s.Len() > 0 {
			r, size := utf8.DecodeLastRuneInString(text[s.Start:s.End])
			if !unicode.IsSpace(r) && !strings.ContainsRune(",;:…-–—", r) && r != '.' && !(opening(r) && unpaired(text[s.Start:s.End], false)) {
				break
			}
			if r == '.' && abbreviated(text[s.Start:s.End]) {
				break
			}
			s.End -= size
		}
		for _, w := range []string{"that ", "That "} {
			if strings.HasPrefix(text[s.Start:s.End], w) && d.complementiser(s) {
				s.Start += len(w)
			}
		}
		if s == before {
			return s
		}
	}
}

// complementiser says whether the 'that' at the start of the span opens a clause
// and does not point at something.
func (d document) complementiser(s corpus.Span) bool {
	tokens := d.tokens(s)
	return len(tokens) > 1 && tokens[0].Tag == "IN" || len(tokens) > 1 && !isVerb(tokens[1].Tag) && tokens[1].Tag != "NN" && tokens[1].Tag != "MD"
}

func opening(r rune) bool { return strings.ContainsRune("\"“”„«»‘'’`", r) }

// unpaired says whether the mark at the start (or the end) of the text has no
// partner inside it, or its partner is the other end.
func unpaired(text string, start bool) bool {
	marks := strings.Count(text, "\"") + strings.Count(text, "“") + strings.Count(text, "”") + strings.Count(text, "«") + strings.Count(text, "»")
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, ".,;: "))
	if strings.ContainsRune("‘'’`", first) && start || strings.ContainsRune("'`", last) && !start {
		return true
	}
	if !start && last == '’' {
		return strings.Contains(text, "‘") == strings.HasPrefix(text, "‘")
	}
	if opening(first) && opening(last) {
		return marks <= 2
	}
	return marks%2 == 1
}

// abbreviated says whether the text ends in an abbreviation, whose period stays.
func abbreviated(text string) bool {
	i := strings.LastIndexAny(text[:len(text)-1], " .")
	return i >= 0 && text[i] == '.' && len(text)-i == 3
}

// wishes open utterances that state nothing.
var wishes = []string{"let ", "let's ", "god ", "may god", "may allah", "thank ", "thanks ", "congratulations", "good luck", "happy ", "welcome ", "please ", "long live"}

// checkable says whether a clause is a statement: it has a verb or a figure, or
// it is what an indirect quotation says of something ('the plan a "failure"'); it
// is no question and no wish.
func (d document) checkable(s corpus.Span, q *extractors.Quote) bool {
	if s.Len() == 0 {
		return false
	}
	text := s.Of(d.Doc.Text)
	tokens := d.tokens(s)
	if d.asks(s) || q.Kind == extractors.Direct && inverted(tokens) || len(tokens) > 1 && tokens[0].Tag == "WRB" && (finite(tokens[1]) || tokens[1].Text == "do") || startsWith(text, "whether") || startsWith(text, "if") && !d.finiteTwice(s) {
		return false
	}
	lower := strings.ToLower(text)
	words := 0
	for i := range tokens {
		if r, _ := utf8.DecodeRuneInString(tokens[i].Text); unicode.IsLetter(r) || unicode.IsDigit(r) {
			words++
		}
	}
	figure := d.figure(s)
	for _, w := range wishes {
		if strings.HasPrefix(lower, w) && !figure && q.Kind == extractors.Direct {
			return false
		}
	}
	if q.Kind == extractors.Direct && !figure && imperative(tokens) {
		return false
	}
	if words < 2 {
		return q.Kind != extractors.Direct && words == 1 && q.Cue.Len() > 0 && slices.ContainsFunc(tokens, noun) && d.says(q, s)
	}
	if d.finite(s) || figure {
		return words > 2
	}
	return q.Kind != extractors.Direct && q.Cue.Len() > 0 && (words > 2 || d.says(q, s))
}

// says says whether a few words without a verb say something of what they name:
// they are quoted ('the plan a "failure"'), or the cue does ('denied the theft').
func (d document) says(q *extractors.Quote, s corpus.Span) bool {
	text := s.Of(d.Doc.Text)
	return marked(text) || stanceOf(q.Cue.Of(d.Doc.Text), text) != "asserts"
}

// inverted says whether the tokens open with a finite verb and its subject, as
// a question does that lost its mark ('"Is the dam safe," she asked').
func inverted(tokens []extractors.Token) bool {
	if len(tokens) < 3 || !finite(tokens[0]) {
		return false
	}
	switch tokens[1].Tag {
	case "PRP", "DT", "EX", "PRP$", "NNP":
		return true
	}
	return false
}

// marked says whether a quotation mark is in the text.
func marked(text string) bool { return strings.ContainsAny(text, "\"“”«»‘") }

// wondered says whether the tokens are an indirect question ('why the dam broke',
// 'about the dam') behind a cue that asks.
func wondered(tokens []extractors.Token, stance string) bool {
	if stance != "asks" || len(tokens) == 0 {
		return false
	}
	switch tokens[0].Tag {
	case "WP", "WDT", "WRB", "WP$":
		return true
	}
	return strings.EqualFold(tokens[0].Text, "about")
}

func noun(t extractors.Token) bool { return strings.HasPrefix(t.Tag, "NN") || t.Tag == "VBG" }

// asks says whether the span ends in a question mark, or one stands behind it.
func (d document) asks(s corpus.Span) bool {
	const marks = "\"”’'» "
	return strings.HasSuffix(strings.TrimRight(s.Of(d.Doc.Text), marks), "?") || strings.HasPrefix(strings.TrimLeft(d.Doc.Text[s.End:], marks), "?")
}

// imperative says whether the tokens tell somebody to do something.
func imperative(tokens []extractors.Token) bool {
	i := 0
	for i < len(tokens) && (tokens[i].Tag == "CC" || tokens[i].Tag == "RB" || tokens[i].Tag == ",") {
		i++
	}
	if i+2 < len(tokens) && strings.EqualFold(tokens[i].Text, "do") && (tokens[i+1].Text == "n't" || tokens[i+1].Text == "not") {
		return tokens[i+2].Tag == "VB"
	}
	return i < len(tokens) && tokens[i].Tag == "VB"
}

// figure says whether a number lies in the span that tells how much or how
// many. 'First' and 'second' seldom do: they put things in order.
func (d document) figure(s corpus.Span) bool {
	i := sort.Search(len(d.Numbers), func(i int) bool { return d.Numbers[i].Span.Start >= s.Start })
	for ; i < len(d.Numbers) && d.Numbers[i].Span.Start < s.End; i++ {
		if n := &d.Numbers[i]; s.Contains(n.Span) && (n.Kind != numbers.Ordinal || n.Value > 2) {
			return true
		}
	}
	return false
}

// finite says whether the span has a finite verb.
func (d document) finite(s corpus.Span) bool { return d.finites(s) > 0 }

func (d document) finiteTwice(s corpus.Span) bool { return d.finites(s) > 1 }

func (d document) finites(s corpus.Span) int {
	n := 0
	for _, t := range d.tokens(s) {
		n += btoi(finite(t))
	}
	return n
}

func finite(t extractors.Token) bool {
	return t.Tag == "MD" || t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP"
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") || tag == "MD" }
