package quotes

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
)

// NewBaseline returns an extractor of statements that needs no model: verbs of
// saying from a table, the noun phrase beside them, and the clause or the
// quotation that they govern.
func NewBaseline() *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "quotes",
		Doc:      "statements with their content, cue and source, by rules",
		Requires: []extractors.Layer{extractors.LayerMarks, extractors.LayerSentences, extractors.LayerTokens},
		Provides: []extractors.Layer{extractors.LayerQuotes},
		Run: func(a *extractors.Annotation) error {
			a.Quotes = attributeByRule(a)
			return nil
		},
	}
}

// frame says what a verb of saying takes as its content.
type frame int

const (
	clause    frame = iota + 1 // a clause: 'said (that) he would go'
	addressed                  // a clause after an addressee: 'told reporters that'
	object                     // what follows: 'denied the charge', 'of' and 'to' included
	quoting                    // only words in quotation marks: '"No," he continued'
)

// cueForms maps the forms of verbs of saying to their frame.
var cueForms = func() map[string]frame {
	forms := map[string]frame{}
	for f, lemmas := range map[frame]string{
		clause: `add announce explain state note claim argue confirm warn stress insist admit reveal recall comment declare underline
			emphasize emphasise underscore reiterate suggest conclude allege assert acknowledge maintain remark estimate concede caution testify
			clarify affirm predict forecast propose recommend highlight vow pledge lament mention report indicate contend`,
		addressed: `inform assure remind advise`,
		object: `deny urge accuse ask demand order request reject promise thank praise criticize criticise condemn denounce dismiss
			describe call hail slam blast commend express voice`,
		quoting: `continue reply respond tweet joke quip exclaim observe post shout recount answer read`,
	} {
		for _, l := range strings.Fields(lemmas) {
			for _, form := range inflections(l) {
				forms[form] = f
			}
		}
	}
	for form, f := range map[string]frame{
		"say": clause, "says": clause, "said": clause, "saying": clause, "tell": addressed, "tells": addressed, "told": addressed, "telling": addressed,
		"write": clause, "writes": clause, "wrote": clause, "writing": clause, "ruled": clause, "found": 0, "noting": clause,
	} {
		forms[form] = f
	}
	return forms
}()

// inflections of a regular verb.
func inflections(lemma string) []string {
	last := lemma[len(lemma)-1]
	stem := strings.TrimSuffix(lemma, "e")
	switch {
	case last == 'y' && !strings.ContainsRune("aeiou", rune(lemma[len(lemma)-2])):
		i := lemma[:len(lemma)-1] + "i"
		return []string{lemma, i + "es", i + "ed", lemma + "ing"}
	case strings.HasSuffix(lemma, "ss") || strings.HasSuffix(lemma, "sh"):
		return []string{lemma, lemma + "es", lemma + "ed", lemma + "ing"}
	case lemma == "admit" || lemma == "quip" || lemma == "slam":
		return []string{lemma, lemma + "s", lemma + string(last) + "ed", lemma + string(last) + "ing"}
	}
	return []string{lemma, lemma + "s", stem + "ed", stem + "ing"}
}

// A cue is a verb group, or 'according to', by the tokens of its sentence.
type cue struct {
	from, to int // tokens
	frame    frame
	verb     string
	gerund   bool
	source   [2]int // tokens; empty if none
	left     int    // first token of the whole clause of source and cue
	right    int    // token after it
}

func attributeByRule(a *extractors.Annotation) []extractors.Quote {
	r := &ruler{a: a, index: newMarkIndex(a)}
	for i := range a.Marks {
		if m := a.Marks[i]; m.Parent == extractors.None && m.Kind == extractors.Speech {
			r.speech = append(r.speech, i)
		}
	}
	for i := range a.Sentences {
		if a.Sentences[i].Region.Read() {
			r.sentence(i)
		}
	}
	r.standing()
	for i := range r.quotes {
		q := &r.quotes[i]
		q.Kind = r.index.kind(q.Spans)
		q.CueType = ""
		if q.Cue.Len() > 0 {
			q.CueType = cueType(q.Cue.Of(a.Doc.Text))
		}
	}
	slices.SortStableFunc(r.quotes, func(p, q extractors.Quote) int {
		return cmp.Or(cmp.Compare(p.Span().Start, q.Span().Start), cmp.Compare(q.Span().End, p.Span().End))
	})
	for i := range r.quotes {
		// A quotation without a cue goes on with the quote before in its paragraph.
		q := &r.quotes[i]
		if i > 0 && q.Cue.Len() == 0 && r.near(&r.quotes[i-1], q) {
			q.ContinuedFrom = i - 1
		}
	}
	return r.quotes
}

type ruler struct {
	a      *extractors.Annotation
	index  *markIndex
	speech []int        // indices of the top marks that may be statements
	last   *cue         // of the sentence, the one before
	used   map[int]bool // marks that are content of a quote
	quotes []extractors.Quote
}

func (r *ruler) text(i int) string { return strings.ToLower(r.a.Tokens[i].Text) }
func (r *ruler) tag(i int) string  { return r.a.Tokens[i].Tag }

// from is the index in speech of the first mark that ends after the offset.
func (r *ruler) from(at int) int {
	return sort.Search(len(r.speech), func(k int) bool { return r.a.Marks[r.speech[k]].Span.End > at })
}

// markAt is the mark of speech that holds the token, or None.
func (r *ruler) markAt(i int) int {
	s := r.a.Tokens[i].Span
	if k := r.from(s.Start); k < len(r.speech) && r.a.Marks[r.speech[k]].Span.Contains(s) {
		return r.speech[k]
	}
	return extractors.None
}

// longest is the length of the longest clause that a cue governs, in tokens.
const longest = 150

func (r *ruler) sentence(n int) {
	s := r.a.Sentences[n]
	var cues []cue
	for i := s.Tokens[0]; i < s.Tokens[1]; i++ {
		if r.markAt(i) != extractors.None {
			continue
		}
		if len(cues) > 0 {
			r.last = &cues[len(cues)-1]
		} else {
			r.last = nil
		}
		if c, ok := r.cueAt(i, s); ok {
			cues = append(cues, c)
			i = c.to - 1
		}
	}
	for k := range cues {
		end := min(s.Tokens[1], cues[k].right+longest)
		if k+1 < len(cues) && cues[k+1].left > cues[k].right {
			end = min(end, r.clauseEnd(cues[k+1].left, s))
		}
		if q, ok := r.quote(&cues[k], s, end); ok {
			r.quotes = append(r.quotes, q)
		}
	}
}

// clauseEnd is where a clause ends if that of another cue begins at the token:
// before it or before its conjunction, if a comma or conjunction is there; else
// the end of the sentence.
func (r *ruler) clauseEnd(i int, s extractors.Sentence) int {
	if i < s.Tokens[0]+2 {
		return s.Tokens[1]
	}
	switch w := r.text(i - 1); {
	case w == ",", w == ";", r.tag(i-1) == "CC", r.text(i) == "according":
		return i
	case subordinators[w] && r.text(i-2) == ",":
		return i - 2
	}
	return s.Tokens[1]
}

var subordinators = set(`while whereas although though as`)

// cueAt reads the cue whose verb is the token, with its source.
func (r *ruler) cueAt(i int, s extractors.Sentence) (cue, bool) {
	word := r.text(i)
	if word == "according" && i+1 < s.Tokens[1] && r.text(i+1) == "to" {
		c := cue{from: i, to: i + 2, frame: clause, verb: "according"}
		c.source = r.phraseRight(i+2, s.Tokens[1])
		for j := c.source[0]; i == s.Tokens[0] && j < c.source[1]; j++ {
			if r.text(j) == "," && (c.source[1] == s.Tokens[1] || r.text(c.source[1]) != ",") {
				c.source[1] = j
			}
		}
		c.left, c.right = i, c.source[1]
		return c, c.source[1] > c.source[0]
	}
	f := cueForms[word]
	if f == 0 && i+1 < s.Tokens[1] && r.text(i+1) == "out" && strings.HasPrefix(word, "point") {
		f = clause
	}
	if f == 0 || !strings.HasPrefix(r.tag(i), "V") && word != "said" && word != "says" {
		return cue{}, false
	}
	if strings.HasSuffix(word, "ing") && (f != clause || i > s.Tokens[0] && r.text(i-1) != "," && r.markBefore(i) == extractors.None) {
		return cue{}, false
	}
	c := cue{from: i, to: i + 1, frame: f, verb: word, gerund: strings.HasSuffix(word, "ing")}
	passive := false
	for c.from > s.Tokens[0] && (auxiliaries[r.text(c.from-1)] || r.tag(c.from-1) == "RB" || r.tag(c.from-1) == "MD") && r.markAt(c.from-1) == extractors.None {
		passive = passive || beings[r.text(c.from-1)]
		c.from--
	}
	for c.from < i && r.tag(c.from) == "RB" && c.from == s.Tokens[0] {
		c.from++
	}
	if c.from > s.Tokens[0] && r.text(c.from-1) == "to" || passive && !c.gerund {
		return cue{}, false
	}
	if p := c.to; p < s.Tokens[1] && (particles[r.text(p)] || word == "called" && (r.text(p) == "for" || r.text(p) == "on")) {
		c.to++
	}
	return c, r.findSource(&c, s)
}

var auxiliaries = set(`has have had is are was were be been will would did does do also 's 've 'd 'll not n't can could may might should must`)
var times = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
	october november december jan. feb. aug. sept. oct. nov. dec. today yesterday week month year earlier later recently`)
var timeLeads = set(`on in last this late early earlier the of`)
var beings = set(`is are was were be been`)
var particles = set(`out`)

// findSource looks for the subject before the verb or, after a quotation or a
// comma, behind it.
func (r *ruler) findSource(c *cue, s extractors.Sentence) bool {
	c.left, c.right = c.from, c.to
	lo := s.Tokens[0]
	after := c.from > lo && (r.text(c.from-1) == "," || r.text(c.from-1) == `"` || strings.ContainsAny(r.text(c.from-1), "?!-–—") || r.markAt(c.from-1) != extractors.None)
	if after && !c.gerund || c.from == lo {
		if c.source = r.phraseRight(c.to, s.Tokens[1]); c.source[1] > c.source[0] && r.markAt(c.source[0]) == extractors.None {
			if !after || r.text(c.from-1) == `"` || r.ends(c.source[1], s) || r.markBefore(c.from) != extractors.None {
				c.right = c.source[1]
				return true
			}
		}
	}
	if c.gerund {
		c.source = [2]int{}
		r.shared(c, lo)
		return true
	}
	if c.from > lo && r.tag(c.from-1) == "CC" {
		return r.shared(c, lo)
	}
	c.source = r.phraseLeft(r.pastTime(c.from, lo), lo)
	c.left = min(c.left, c.source[0])
	if c.source[1] <= c.source[0] {
		c.source, c.left = [2]int{}, c.from
		return false
	}
	return true
}

// shared gives a coordinated verb, or a participle, the subject of the cue before
// it or else of the sentence.
func (r *ruler) shared(c *cue, lo int) bool {
	if r.last != nil && r.last.source[1] > r.last.source[0] {
		c.source = r.last.source
		return true
	}
	for i := lo; i < c.from; i++ {
		if t := r.tag(i); (t == "VBD" || t == "VBZ" || t == "VBP" || t == "MD") && r.markAt(i) == extractors.None {
			c.source = r.phraseLeft(r.pastTime(i, lo), lo)
			break
		}
	}
	return c.source[1] > c.source[0]
}

// pastTime is the token after the subject if adverbs of time stand between that
// and the verb: 'the mayor on Monday said'.
func (r *ruler) pastTime(end, lo int) int {
	i, named := end, false
	for i > lo && (times[r.text(i-1)] || r.tag(i-1) == "CD" || named && timeLeads[r.text(i-1)]) {
		named = named || times[r.text(i-1)]
		i--
	}
	if named && i > lo {
		return i
	}
	if i = end; i > lo+1 && (r.text(i-1) == "however" || r.text(i-1) == "meanwhile") && r.text(i-2) == "," {
		return i - 2
	}
	return end
}

// trailing says whether the tokens hold but an adverbial: 'said on Monday'.
func (r *ruler) trailing(i, end int) bool {
	if i >= end || r.text(i) == "that" || r.tag(i) != "IN" && !times[r.text(i)] {
		return false
	}
	for ; i < end; i++ {
		switch r.tag(i) {
		case "VBD", "VBZ", "VBP", "MD", "TO":
			return false
		}
	}
	return true
}

// ends says whether the clause ends at the token.
func (r *ruler) ends(i int, s extractors.Sentence) bool {
	return i >= s.Tokens[1] || strings.ContainsAny(r.text(i)[:1], `.,;:"-`) || r.text(i) == "—" || r.text(i) == "–"
}

// markBefore is the mark of speech that ends right before the token, but for
// punctuation, or None.
func (r *ruler) markBefore(i int) int {
	end := r.a.Tokens[i].Span.Start
	if k := r.from(end) - 1; k >= 0 {
		gap := r.a.Doc.Text[r.a.Marks[r.speech[k]].Span.End:end]
		if len(gap) < 16 && strings.Trim(gap, " \t\u00a0,.-–—\u200b") == "" {
			return r.speech[k]
		}
	}
	return extractors.None
}

// markAfter is the mark of speech that starts right at or after the token, but
// for punctuation, or None.
func (r *ruler) markAfter(i int) int {
	if i == 0 {
		return extractors.None
	}
	start := r.a.Tokens[i-1].Span.End
	if k := r.from(start); k < len(r.speech) && r.a.Marks[r.speech[k]].Span.Start >= start {
		gap := r.a.Doc.Text[start:r.a.Marks[r.speech[k]].Span.Start]
		if len(gap) < 16 && strings.Trim(gap, " \t\u00a0,:-–—\u200b") == "" {
			return r.speech[k]
		}
	}
	return extractors.None
}

// phraseTags may stand in a noun phrase.
var phraseTags = set(`DT PDT JJ JJR JJS NN NNS NNP NNPS POS PRP PRP$ CD HYPH FW $`)

var joiners = set(`of for in at from with on and & to near`)

var pronounSources = set(`he she they it we i you who`)

// phraseLeft is the noun phrase that ends before the token, with appositions.
func (r *ruler) phraseLeft(end, lo int) [2]int {
	i, apposition := end, false
	if i > lo && r.text(i-1) == "," {
		apposition = true
		i--
	}
	start := i
	for i > lo {
		p := i - 1
		w := r.text(p)
		if r.markAt(p) != extractors.None {
			break
		}
		switch {
		case phraseTags[r.tag(p)]:
			start = p
			if pronounSources[w] {
				return [2]int{p, i}
			}
		case joiners[w] && p > lo && start == i && (phraseTags[r.tag(p-1)] || r.text(p-1) == ","):
		case apposition && w == ",":
			if p == lo || !phraseTags[r.tag(p-1)] {
				return r.headed(start, end)
			}
			apposition = false
		case apposition && (strings.HasPrefix(r.tag(p), "V") || strings.HasPrefix(r.tag(p), "W") || r.tag(p) == "RB" || r.tag(p) == "IN"):
			start = p
		case w == ")" || w == "(":
			start = p
		case w == `"` && p > lo: // a nickname
			start = p
		default:
			return r.headed(start, end)
		}
		i--
	}
	return r.headed(start, end)
}

// headed is the range without a comma at its end, if it holds a noun.
func (r *ruler) headed(start, end int) [2]int {
	for end > start && r.text(end-1) == "," {
		end--
	}
	for i := start; i < end; i++ {
		if strings.HasPrefix(r.tag(i), "NN") || pronounSources[r.text(i)] || r.tag(i) == "DT" && end-start == 1 && r.text(i) != "that" {
			return [2]int{start, end}
		}
	}
	return [2]int{start, start}
}

// phraseRight is the noun phrase that begins at the token, with appositions.
func (r *ruler) phraseRight(i, hi int) [2]int {
	start := i
	for i < hi && r.markAt(i) == extractors.None {
		w := r.text(i)
		switch {
		case i > start && (timeLeads[w] && i+1 < hi && times[r.text(i+1)] || times[w] && r.tag(i-1) != "DT"):
			return r.headed(start, i)
		case phraseTags[r.tag(i)]:
			if pronounSources[w] {
				if i == start {
					return [2]int{i, i + 1}
				}
				return r.headed(start, i)
			}
		case i > start && (joiners[w] || w == "by" && r.tag(i-1) == "VBN" || r.tag(i) == "VBN" || r.tag(i) == "VBG"):
		case i > start && (w == "(" || w == ")"):
		case i > start && w == "," && i+1 < hi && r.apposition(i+1, hi):
		default:
			return r.headed(start, i)
		}
		i++
	}
	return r.headed(start, i)
}

// apposition says whether the tokens up to the next comma or full stop describe
// what stands before: they begin as a noun phrase and hold no verb.
func (r *ruler) apposition(i, hi int) bool {
	if t := r.tag(i); t != "DT" && !strings.HasPrefix(t, "NN") && t != "JJ" && t != "PRP$" || r.text(i) == "that" {
		return false
	}
	for ; i < hi; i++ {
		switch w := r.text(i); {
		case w == "," || w == "." || w == ";":
			return true
		case strings.HasPrefix(r.tag(i), "VB") && r.tag(i) != "VBN" && r.tag(i) != "VBG", r.tag(i) == "MD", pronounSources[w]:
			return false
		}
	}
	return true
}

// quote builds the quote of a cue of a sentence whose last token for it is end.
func (r *ruler) quote(c *cue, s extractors.Sentence, end int) (extractors.Quote, bool) {
	q := extractors.Quote{Cue: r.span(c.from, c.to), Source: r.span(c.source[0], c.source[1]), Score: 0.5, ContinuedFrom: extractors.None}
	before, after := r.root(r.markBefore(c.left)), r.markAfter(c.right)
	switch {
	case before != extractors.None && !r.used[before]:
		q.Score = 0.9
		q.Spans = r.take(before)
		if after != extractors.None && !r.used[after] && r.a.Marks[after].Span.Start < s.Span.End && !strings.Contains(r.gap(c.right, after), ".") {
			q.Spans = append(q.Spans, r.take(after)...)
		}
		return q, true
	case after != extractors.None && !r.used[after] && c.frame != addressed:
		q.Score = 0.8
		if rest := r.a.Doc.Text[min(r.a.Marks[after].Span.End, s.Span.End):s.Span.End]; strings.Trim(rest, " .,") == "" || c.frame == quoting {
			q.Spans = r.take(after)
			return q, true
		}
	}
	if c.frame == quoting {
		return q, false
	}
	for end > c.right && (r.text(end-1) == "," || r.tag(end-1) == "CC") {
		end--
	}
	var parts []corpus.Span
	final := (r.ends(c.right, s) || r.trailing(c.right, end)) && c.left > s.Tokens[0] && r.text(c.left-1) == "," && !c.gerund && c.frame != object
	from := c.right
	switch {
	case c.verb == "according" && c.left == s.Tokens[0]:
		parts = append(parts, r.span(from, end))
	case final || c.verb == "according":
		parts = append(parts, r.span(max(s.Tokens[0], c.left-longest), c.left))
		if c.right < end && r.text(c.right) == "," {
			parts = append(parts, r.span(c.right, end))
		}
	default:
		parts = append(parts, r.span(r.complement(c, from, end), end))
	}
	for _, p := range parts {
		for k := r.from(p.Start); k < len(r.speech) && r.a.Marks[r.speech[k]].Span.Start < p.End; k++ {
			if r.a.Marks[r.speech[k]].Span.Start >= p.Start {
				r.take(r.speech[k])
			}
		}
	}
	q.Spans = r.index.settle(parts, q.Cue, q.Source)
	return q, len(q.Spans) > 0 && q.Spans[0].Len() > 3
}

// complement is the first token of the content after a cue: past adverbs of
// time and, where there is one, the addressee.
func (r *ruler) complement(c *cue, from, end int) int {
	i := from
	if c.frame == clause || c.frame == addressed {
		const reach = 9
		for j := i; j < min(end, i+reach); j++ {
			if r.text(j) == "that" && r.markAt(j) == extractors.None && (r.tag(j) == "IN" || j == i) {
				return j
			}
			if t := r.tag(j); c.frame == clause && (strings.HasPrefix(t, "VB") || t == "MD" || t == "PRP") {
				break
			}
		}
		for i < end && days[r.text(i)] {
			i++
		}
	}
	switch {
	case c.frame == addressed:
		i = r.phraseEnd(i, end)
	case c.frame == object && i < end && addressing[c.verb]:
		if j := r.phraseEnd(i, end); j > i && j < end && complements[r.text(j)] {
			i = j
		}
	}
	return i
}

// phraseEnd is the token after the simple noun phrase at i.
func (r *ruler) phraseEnd(i, end int) int {
	for i < end && phraseTags[r.tag(i)] && r.markAt(i) == extractors.None {
		i++
		if pronounObjects[r.text(i-1)] {
			break
		}
	}
	return i
}

var (
	days           = set(`on monday tuesday wednesday thursday friday saturday sunday today yesterday late earlier`)
	pronounObjects = set(`me us him her them it you reporters journalists`)
	complements    = set(`to of for that not`)
	addressing     = set(`urged urge urges urging accused accuses accuse accusing asked asks ask asking thanked thanks ordered orders ordering praised
		praises criticised criticized condemned called requested`)
)

func (r *ruler) span(from, to int) corpus.Span {
	if to <= from {
		return corpus.Span{}
	}
	return corpus.Span{Start: r.a.Tokens[from].Span.Start, End: r.a.Tokens[to-1].Span.End}
}

func (r *ruler) gap(right, mark int) string {
	return r.a.Doc.Text[r.a.Tokens[right-1].Span.End:r.a.Marks[mark].Span.Start]
}

// root is the mark that the given one continues over paragraphs, or itself.
func (r *ruler) root(m int) int {
	for m > 0 && r.index.continues[m] {
		p := m - 1
		for p > 0 && r.a.Marks[p].Next != m {
			p--
		}
		if r.a.Marks[p].Next != m {
			break
		}
		m = p
	}
	return m
}

// take marks the quotation and its continuations as somebody's content.
func (r *ruler) take(m int) []corpus.Span {
	if r.used == nil {
		r.used = map[int]bool{}
	}
	var out []corpus.Span
	for ; m != extractors.None; m = r.a.Marks[m].Next {
		r.used[m] = true
		out = append(out, r.a.Marks[m].Span)
	}
	return out
}

// standing adds the quotations that nobody's cue governs: whole sentences in
// quotation marks.
func (r *ruler) standing() {
	s := 0
	for _, i := range r.speech {
		m := r.a.Marks[i]
		for s < len(r.a.Sentences) && r.a.Sentences[s].Span.End <= m.Span.Start {
			s++
		}
		if r.used[i] || r.index.continues[i] || s == len(r.a.Sentences) || !r.a.Sentences[s].Region.Read() {
			continue
		}
		begins := m.Span.Start <= r.a.Sentences[s].Span.Start
		inner := strings.TrimSpace(m.Inner.Of(r.a.Doc.Text))
		ends := inner != "" && strings.ContainsAny(inner[len(inner)-1:], ".!?") || m.Next != extractors.None
		if begins && ends && strings.Contains(inner, " ") {
			r.quotes = append(r.quotes, extractors.Quote{Spans: r.take(i), Score: 0.6, ContinuedFrom: extractors.None})
		}
	}
}

// near says whether q stands in the paragraph of the quote before it.
func (r *ruler) near(before, q *extractors.Quote) bool {
	from, to := max(before.Span().End, before.Cue.End, before.Source.End), q.Span().Start
	return from <= to && !strings.ContainsAny(r.a.Doc.Text[from:to], "\n\r")
}
