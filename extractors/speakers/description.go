package speakers

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/entities"
	"onrecord/internal/wordset"
)

// describe names an unnamed source by its noun phrases; a short definite one
// ('the report') by the fullest phrase with the same head in the article.
func (r *resolver) describe(q *extractors.Quote, kind extractors.SpeakerKind) {
	if kind == extractors.SpeakerPerson {
		kind = extractors.SpeakerUnnamed
	}
	source := q.Source
	if kind != extractors.SpeakerDocument && documentary(r.a.Doc.Text, source) {
		// 'a statement from officials' is the officials'.
		phrase := source.Of(r.a.Doc.Text)
		if at := authored.FindStringIndex(phrase); at != nil && !dated.MatchString(phrase[at[1]:]) {
			source.Start += at[1]
		}
	}
	if kind == extractors.SpeakerOrganisation && documentNouns[headNoun(source.Of(r.a.Doc.Text))] {
		kind = extractors.SpeakerDocument // 'the police report'
	}
	if noun, plural := strings.CutSuffix(headNoun(source.Of(r.a.Doc.Text)), "s"); plural && kind == extractors.SpeakerOrganisation && (entities.IsRole(noun) || noun == "source") {
		kind = extractors.SpeakerGroup // 'ministry officials'
	}
	q.SpeakerKind = kind
	if n := r.issuer(source); n != extractors.None {
		r.name(q, []int{n})
		return
	}
	for _, body := range []string{r.team(source), r.author(source)} {
		if body != "" {
			q.SpeakerKind, q.Speaker = extractors.SpeakerOrganisation, body
			return
		}
	}
	parts := r.conjuncts(source)
	names := make([]string, len(parts))
	for i, part := range parts {
		names[i] = r.phrase(part, kind, len(parts) > 1)
	}
	q.Speaker = strings.Join(names, "; ")
	if kind == extractors.SpeakerUnnamed && indefinite(source.Of(r.a.Doc.Text)) {
		r.fresh[q.Speaker] = true
	}
}

// authored finds where those are told whose a text is.
var authored = regexp.MustCompile(`(?: from| by|\b[Ii]nterviews? with) `)

// issuer is the body whose text a source is by the noun before it, if the article
// names such a body: of 'a police statement', and 'the statement' after it, the
// 'Holm Police'. None if not.
func (r *resolver) issuer(source corpus.Span) int {
	phrase := strip(source.Of(r.a.Doc.Text))
	noun := headNoun(phrase)
	if !documentNouns[noun] || r.holdsName(source) {
		return extractors.None
	}
	if phrase == noun && definite(source.Of(r.a.Doc.Text)) {
		phrase = r.fullest(noun, source, extractors.SpeakerDocument, false)
	}
	for _, w := range strings.Fields(strings.ToLower(phrase)) {
		if w == noun {
			break
		}
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if isBody(w) {
			return r.body(w, source.Start)
		}
	}
	return extractors.None
}

// body is the organisation that the article calls by a noun: of several the one that
// last made a statement or, if none did, was named before a position.
func (r *resolver) body(noun string, before int) int {
	best, latest := extractors.None, -1
	called := r.called("the " + noun)
	for _, n := range slices.Sorted(maps.Keys(called)) {
		if r.a.Entities[n].Type != extractors.Organization {
			return extractors.None
		}
		at := 0
		if last, ok := r.lastName(n, before); ok {
			at = last.Span.Start
		}
		if r.spoke[n] > 0 {
			at += len(r.a.Doc.Text)
		}
		if at > latest {
			best, latest = n, at
		}
	}
	return best
}

// author is the unnamed body whose words a statement is by the noun before it:
// 'police' of 'a police statement'; "" if there is none.
func (r *resolver) author(source corpus.Span) string {
	phrase := strip(source.Of(r.a.Doc.Text))
	for _, text := range []string{" statement", " press release", " news release", " release"} {
		if body, ok := strings.CutSuffix(phrase, text); ok && isBody(headNoun(body)) {
			return r.uncapitalised(strip(body), source)
		}
	}
	return ""
}

// isBody says whether a noun is that of a body with words of its own.
func isBody(noun string) bool { return organisationNouns[noun] || noun == "police" }

// company adds those without a name that a source joins to the named: 'Ann Lee and
// other officials'.
func (r *resolver) company(q *extractors.Quote) {
	parts := r.conjuncts(q.Source)
	if len(parts) < 2 || strings.Contains(parts[0].Of(r.a.Doc.Text), ",") || !r.holdsName(parts[0]) {
		return
	}
	for _, part := range parts[1:] {
		if r.bearer(part) == extractors.None && !r.holdsName(part) && !pronouns[r.word(part)] {
			q.Speaker += "; " + r.phrase(part, extractors.SpeakerGroup, false)
		}
	}
}

// phrase is what a source, or one of several in it, is called. One of several
// may be named.
func (r *resolver) phrase(source corpus.Span, kind extractors.SpeakerKind, several bool) string {
	phrase := source.Of(r.a.Doc.Text)
	if several {
		if n := r.bearer(source); n != extractors.None {
			return r.a.Entities[n].Name
		}
	}
	name := strip(r.core(source))
	if portion.MatchString(name) {
		return name + r.shareOf(source)
	}
	alone := !strings.Contains(name, " ")
	headline := kind == extractors.SpeakerDocument && introduces(phrase)
	if alone && definite(phrase) || headline {
		if full := r.fullest(headNoun(name), source, kind, headline); full != "" {
			return full
		}
	}
	return r.uncapitalised(name, source)
}

// uncapitalised is what a source is called without the capital that it has only
// because it begins a sentence: 'prosecutors' of 'Prosecutors said'.
func (r *resolver) uncapitalised(name string, source corpus.Span) string {
	i := r.tokenAt(source.Start)
	k := r.sentence(source.Start)
	if i == len(r.a.Tokens) || k == len(r.a.Sentences) || r.a.Sentences[k].Tokens[0] != i {
		return name
	}
	t := r.a.Tokens[i]
	first, n := utf8.DecodeRuneInString(t.Text)
	if t.Tag != "NN" && t.Tag != "NNS" || !strings.HasPrefix(name, t.Text) || t.Text[n:] != strings.ToLower(t.Text[n:]) || r.inName(t.Span) {
		return name
	}
	return string(unicode.ToLower(first)) + name[n:]
}

// core is a source without the time that it tells, and if a name stands before
// its noun without what tells which one it is: 'Acme poll' of 'a new Acme poll
// released on Friday'.
func (r *resolver) core(source corpus.Span) string {
	tokens := r.a.Tokens
	first := r.tokenAt(source.Start)
	end := first // of the noun and what stands before it
	for end < len(tokens) && tokens[end].Span.End <= source.End && premodifies(tokens[end]) {
		end++
	}
	if first < end && r.bearsName(first, end) {
		source.Start = tokens[r.lasting(first, end)].Span.Start
		if end < len(tokens) && strings.HasPrefix(tokens[end].Tag, "VB") {
			source.End = tokens[end-1].Span.End
		}
	}
	phrase := source.Of(r.a.Doc.Text)
	if at := came.FindStringIndex(phrase); at != nil {
		phrase = strings.TrimSuffix(phrase[:at[0]], " and")
	}
	for cut := when.ReplaceAllString(phrase, ""); cut != phrase; cut = when.ReplaceAllString(phrase, "") {
		phrase = cut
	}
	return phrase
}

// bearsName says whether a name stands before a common noun that is the last of
// some tokens.
func (r *resolver) bearsName(first, end int) bool {
	named := func(t extractors.Token) bool { return strings.HasPrefix(t.Tag, "NNP") }
	return !named(r.a.Tokens[end-1]) && slices.ContainsFunc(r.a.Tokens[first:end], named)
}

// lasting is the first of some tokens that does not only tell that something is
// of these days.
func (r *resolver) lasting(first, end int) int {
	for first < end-1 {
		word := strings.ToLower(r.a.Tokens[first].Text)
		if !determiners[word] && !fresh[word] || strings.HasPrefix(r.a.Tokens[first].Tag, "NNP") {
			break
		}
		first++
	}
	return first
}

// premodifies says whether a token may be a noun or stand before one.
func premodifies(t extractors.Token) bool {
	return modifier(t.Tag) || premodifiers[t.Tag] || t.Text == "/"
}

// premodifiers are the tags, beside those of modifiers, of what stands before a noun.
var premodifiers = map[string]bool{"DT": true, "PRP$": true, "POS": true, "CD": true, "JJR": true, "JJS": true}

// portion is a part of a whole that is not told.
var portion = regexp.MustCompile(`^(?:\S+ ){0,3}?[\w.-]+(?: percent| per cent|%)$`)

// shareOf is the whole that the article last took a share of before the source:
// ' of voters'; "" if there is none.
func (r *resolver) shareOf(source corpus.Span) string {
	tokens := r.a.Tokens
	for i := r.tokenAt(source.Start) - 1; i > 0; i-- {
		if word := strings.ToLower(tokens[i-1].Text); tokens[i].Text != "of" || word != "percent" && word != "cent" && word != "%" {
			continue
		}
		end := i + 1
		for end < len(tokens) && premodifies(tokens[end]) {
			end++
		}
		if tokens[end-1].Tag == "NNS" && tokens[end-1].Span.End < source.Start {
			return " of " + strip(r.a.Doc.Text[tokens[i+1].Span.Start:tokens[end-1].Span.End])
		}
	}
	return ""
}

// introduces says whether a phrase brings something up that is named later, as in
// a headline: 'poll', 'new poll', 'a new poll'.
func introduces(phrase string) bool {
	words := strings.Fields(strings.ToLower(phrase))
	article := determiners[words[0]]
	if article {
		words = words[1:]
	}
	adjectives := 0
	for adjectives < len(words)-1 && fresh[words[adjectives]] {
		adjectives++
	}
	return len(words) == adjectives+1 && (!article || adjectives > 0) && !strings.HasSuffix(words[adjectives], "s")
}

// fresh are the words that only tell that something is of these days.
var fresh = wordset.Of("new latest recent newest")

// when finds the time at the end of a phrase, with the participle that it
// belongs to: 'released last week'.
var when = regexp.MustCompile(`(?: (?:being )?[a-z]+ed)?(?:(?: on| earlier)? (?:(?:last|this|next) (?:` + period + `|` + weekday + `|` + month + `)|yesterday|today|recently|` + weekday + `)|` +
	` (?:on|in|during|since|from|of|dated) (?:(?:early|mid|late) )?(?:` + month + `(?: \d\d?)?(?:,? (?:19|20)\d\d)?|(?:19|20)\d\d))$`)

const (
	month   = `(?:January|February|March|April|May|June|July|August|September|October|November|December)`
	weekday = `(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day`
	period  = `(?:day|week|weekend|month|year|quarter|decade|century|morning|afternoon|evening|night|spring|summer|autumn|fall|winter)`
)

// dated begins with a day, a month of a year, or a time.
var dated = regexp.MustCompile(`^(?:` + month + `(?: \d+|$)|\d\d? ` + month + `|(?:19|20)\d\d\b|` + weekday + `|(?:last|this) (?:` + period + `|` + weekday + `|` + month + `)|earlier|yesterday|today)\b`)

// came finds how a source came to be one, behind its noun: 'interviewed by this
// newspaper', 'posted on its website'.
var came = regexp.MustCompile(` (?:(?:interviewed|obtained|seen|reviewed|contacted|quoted|cited) (?:by|on|in|at|from|for|during)|(?:posted|published|released|issued|filed|conducted) (?:on|to|in|at|with|for|during|after|earlier))\b`)

// bearer is the entity that a source is: a name or a pronoun; or None.
func (r *resolver) bearer(source corpus.Span) int {
	for _, m := range r.within(source) {
		if m.Form == extractors.Pronoun && m.Span == source {
			return m.Entity
		}
	}
	if found := r.named(source, extractors.SpeakerGroup); len(found) == 1 {
		return found[0]
	}
	return extractors.None
}

// conjuncts are the sources that 'and' joins in one: it does if one of them is a
// name or a pronoun, or the second has a determiner of its own: 'she and her
// staff', but 'local leaders and activists' are one group.
func (r *resolver) conjuncts(source corpus.Span) []corpus.Span {
	text := r.a.Doc.Text
	if r.joins(source) {
		return []corpus.Span{source}
	}
	for i := r.tokenAt(source.Start); i+1 < len(r.a.Tokens) && r.a.Tokens[i+1].Span.End <= source.End; i++ {
		t, next := r.a.Tokens[i], r.a.Tokens[i+1]
		if t.Tag == "IN" || t.Tag == "TO" {
			break // what follows belongs to what precedes: 'experts on ships and ports'
		}
		if t.Span.Start == source.Start || strings.ToLower(t.Text) != "and" || r.inName(t.Span) {
			continue
		}
		left := corpus.Span{Start: source.Start, End: source.Start + len(strings.TrimRight(text[source.Start:t.Span.Start], ", "))}
		right := corpus.Span{Start: next.Span.Start, End: source.End}
		if both := "both "; strings.HasPrefix(strings.ToLower(left.Of(text)), both) {
			left.Start += len(both)
		}
		if r.nationality(left.Of(text)) && !r.nationality(right.Of(text)) {
			continue // 'Danish and Swedish officials'
		}
		if first := r.a.Tokens[r.tokenAt(left.Start)].Tag; next.Tag == "PRP$" || determined[next.Tag] && (determined[first] || i+2 < len(r.a.Tokens) && r.a.Tokens[i+2].Tag == "NNP") || r.bearer(left) != extractors.None || r.bearer(right) != extractors.None {
			return append([]corpus.Span{left}, r.conjuncts(right)...)
		}
	}
	return []corpus.Span{source}
}

// joins says whether a source is one person whose noun names joined by 'and' stand
// before: 'the Holm and Salt Islands ranger'. Names alone before the 'and' may be
// somebody of their own: 'the Salt Board and Holm mayor'.
func (r *resolver) joins(source corpus.Span) bool {
	first, end := r.tokenAt(source.Start), r.tokenAt(source.End)
	tokens := r.a.Tokens
	if end-first < 5 || tokens[first].Tag != "DT" || tokens[end-1].Tag != "NN" {
		return false
	}
	if noun := tokens[end-1].Text; !entities.IsRole(noun) && !someone[noun] {
		return false
	}
	joined := false
	for i := first + 1; i < end-1; i++ {
		named := strings.HasPrefix(tokens[i].Tag, "NNP")
		and := tokens[i].Text == "and" && i > first+1 && i+2 < end
		if !named && !and {
			return false
		}
		joined = joined || and
	}
	return joined && !slices.ContainsFunc(r.within(source), func(m extractors.Mention) bool {
		return m.Type == extractors.Organization && m.Span.Start == tokens[first+1].Span.Start
	})
}

// determined are the tags of determiners and possessive pronouns.
var determined = map[string]bool{"DT": true, "PRP$": true, "PRP": true}

// inName says whether a word stands in a name.
func (r *resolver) inName(word corpus.Span) bool {
	for i := range r.a.Mentions {
		if m := &r.a.Mentions[i]; m.Span.Start > word.Start {
			break
		} else if m.Form == extractors.Name && m.Span.Contains(word) {
			return true
		}
	}
	return false
}

// fullest is what the article calls most fully what a source calls by the noun
// alone: the longest phrase that ends in the noun before, or an earlier source with
// the noun ('sources in the port'), for a document the first with a name; "" if there
// is none. ahead looks for a name after, too.
func (r *resolver) fullest(noun string, source corpus.Span, kind extractors.SpeakerKind, ahead bool) string {
	best := r.unnamed[noun]
	size := max(1, len(strings.Fields(best)))
	tokens := r.a.Tokens
	for i, t := range tokens {
		past := t.Span.Start >= source.Start
		if past && !ahead {
			break
		}
		if !strings.EqualFold(t.Text, noun) {
			continue
		}
		first := r.modified(i)
		named := r.bearsName(first, i+1)
		if named {
			first = r.lasting(first, i+1)
		}
		full := strip(r.a.Doc.Text[tokens[first].Span.Start:t.Span.End])
		if named && kind == extractors.SpeakerDocument && (!past || t.Span.Start >= source.End) {
			return full
		}
		if n := i - first + 1; n > size && !past {
			best, size = full, n
		}
	}
	return best
}

// modified is the first of the nouns and adjectives that stand before the noun at
// token i, or i.
func (r *resolver) modified(i int) int {
	tokens, first := r.a.Tokens, i
	for first > 0 && i-first < mostModifiers && (modifier(tokens[first-1].Tag) && r.uncut(first-1) || tokens[first-1].Text == "/") && r.near(first-1) {
		first--
	}
	return first
}

// uncut says whether the token at i is a word, and not what an apostrophe has cut off:
// the 's' of 'the port’ s report'.
func (r *resolver) uncut(i int) bool {
	t := r.a.Tokens[i]
	before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(r.a.Doc.Text[:t.Span.Start], " "))
	cut := (before == '\'' || before == '’') && (t.Text == "s" || !strings.HasSuffix(r.a.Doc.Text[:t.Span.Start], " "))
	return !cut && (t.Tag == "HYPH" || strings.ContainsFunc(t.Text, unicode.IsLetter) || strings.ContainsFunc(t.Text, unicode.IsDigit))
}

// mostModifiers is how many words before a noun are read.
const mostModifiers = 8

func modifier(tag string) bool {
	return tag == "JJ" || strings.HasPrefix(tag, "NN") || tag == "HYPH"
}

func plain(gap string) bool { return strings.Trim(gap, " ") == "" }
