package speakers

import (
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/entities"
	"onrecord/extractors/tokens"
	"onrecord/internal/wordset"
)

// address sets to whom the i-th quote is said: the object of its cue ('told
// reporters', 'said to the crowd'), the subject of a passive one ('residents were
// warned'), or who is named beside it ('speaking to X', 'in a letter to X').
func (r *resolver) address(i int) {
	q := &r.a.Quotes[i]
	if q.Cue.Len() == 0 {
		return
	}
	for _, s := range []corpus.Span{r.addressed(q), r.besides(i)} {
		if s.Len() > 0 && !s.Overlaps(q.Source) {
			q.Addressee = r.nameOf(s, q)
			return
		}
	}
}

// Verbs by what the one addressed is: their object, or that of a preposition.
var (
	addressing = wordset.Of(`tell told inform notify ask warn urge assure reassure remind advise instruct order beg implore beseech
		invite encourage challenge accuse thank congratulate brief caution press`)
	addressingBy = map[string]map[string]bool{
		"to": wordset.Of(`say said speak spoke spoken talk write wrote written explain announce confirm admit complain report
			reveal disclose mention suggest confess apologise apologize testify lie whisper swear swore declare stress
			appeal emphasise emphasize clarify reiterate relate recount recall recommend comment`),
		"with": wordset.Of("speak spoke spoken talk plead"),
		"on":   wordset.Of("call"),
		"upon": wordset.Of("call"),
	}
)

// addressed is the noun phrase that the cue itself is addressed to, or nothing.
func (r *resolver) addressed(q *extractors.Quote) corpus.Span {
	first, end := r.tokenAt(q.Cue.Start), r.tokenAt(q.Cue.End)
	verb := extractors.None
	for i := first; i < end; i++ {
		if strings.HasPrefix(r.a.Tokens[i].Tag, "VB") {
			verb = i
		}
	}
	if verb == extractors.None {
		return corpus.Span{}
	}
	word := r.a.Tokens[verb].Text
	if r.passive(first, verb) {
		if tokens.FormIn(addressing, word) == "" {
			return corpus.Span{}
		}
		return r.subject(first)
	}
	at := verb + 1
	if at >= len(r.a.Tokens) {
		return corpus.Span{}
	}
	if by := addressingBy[strings.ToLower(r.a.Tokens[at].Text)]; by != nil && tokens.FormIn(by, word) != "" {
		at++
	} else if end-at > 1 && texts[strings.ToLower(r.a.Tokens[end-2].Text)] && r.a.Tokens[end-1].Tag == "TO" {
		at = end // 'sent a letter to'
	} else if tokens.FormIn(addressing, word) == "" {
		return corpus.Span{}
	}
	return r.nounPhrase(at, r.limit(q, at))
}

// limit is where a noun phrase that begins at token at must end: at what the
// quote holds next, or at the end of the sentence.
func (r *resolver) limit(q *extractors.Quote, at int) int {
	if at >= len(r.a.Tokens) {
		return 0
	}
	start := r.a.Tokens[at].Span.Start
	limit := len(r.a.Doc.Text)
	if s := r.sentence(start); s >= 0 && s < len(r.a.Sentences) {
		limit = r.a.Sentences[s].Span.End
	}
	for _, s := range append(slices.Clone(q.Spans), q.Source) {
		if s.Len() > 0 && s.End > start {
			limit = min(limit, s.Start)
		}
	}
	return limit
}

var beings = wordset.Of("am is are was were be been being")

// passive says whether the verb at a token, of a cue that begins at first, is.
func (r *resolver) passive(first, verb int) bool {
	if r.a.Tokens[verb].Tag != "VBN" && r.a.Tokens[verb].Tag != "VBD" {
		return false
	}
	for i := verb - 1; i >= 0; i-- {
		t := r.a.Tokens[i]
		switch {
		case beings[strings.ToLower(t.Text)]:
			return true
		case i < first && t.Tag != "RB" && t.Tag != "MD" && !strings.HasPrefix(t.Tag, "VB"):
			return false
		}
	}
	return false
}

// subject is the noun phrase that ends before a verb group, from the one of whose
// tokens it goes back; nothing if it may be only the end of a longer phrase.
func (r *resolver) subject(at int) corpus.Span {
	i := at - 1
	for ; i >= 0 && (r.a.Tokens[i].Tag == "RB" || r.a.Tokens[i].Tag == "MD" || strings.HasPrefix(r.a.Tokens[i].Tag, "VB")); i-- {
	}
	if i < 0 || !r.near(i) {
		return corpus.Span{}
	}
	s := r.a.Tokens[i].Span
	if r.a.Tokens[i].Tag == "PRP" {
		if strings.EqualFold(r.a.Tokens[i].Text, "it") {
			return corpus.Span{}
		}
		return s
	}
	if !strings.HasPrefix(r.a.Tokens[i].Tag, "NN") {
		return corpus.Span{}
	}
	for i--; i >= 0 && r.near(i); i-- {
		t := r.a.Tokens[i]
		switch {
		case content(t.Tag), t.Tag == "POS", t.Text == "-":
		case t.Tag == "DT", t.Tag == "PRP$":
			s.Start = t.Span.Start
			if i > 0 && r.near(i-1) && (r.a.Tokens[i-1].Tag == "IN" || r.a.Tokens[i-1].Tag == "CC" || r.a.Tokens[i-1].Tag == "TO") && !strings.EqualFold(r.a.Tokens[i-1].Text, "that") {
				return corpus.Span{}
			}
			return s
		case (t.Tag == "IN" || t.Tag == "TO" || t.Tag == "CC") && !strings.EqualFold(t.Text, "that"):
			return corpus.Span{}
		default:
			return s
		}
		s.Start = t.Span.Start
	}
	return s
}

// near says whether nothing but blanks separates token i from the next.
func (r *resolver) near(i int) bool {
	return i+1 >= len(r.a.Tokens) || plain(r.a.Doc.Text[r.a.Tokens[i].Span.End:r.a.Tokens[i+1].Span.Start])
}

// content says whether the tag is one of the words that fill a noun phrase.
func content(tag string) bool {
	return strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "JJ") || tag == "CD"
}

// nounPhrase is the noun phrase or pronoun that begins at token at and ends before
// limit, with its 'of' and what an 'and' joins to it; or nothing.
func (r *resolver) nounPhrase(at, limit int) corpus.Span {
	if at >= len(r.a.Tokens) || r.a.Tokens[at].Span.End > limit {
		return corpus.Span{}
	}
	first := r.a.Tokens[at]
	if first.Tag == "PRP" || first.Tag == "PRP$" && (at+1 >= len(r.a.Tokens) || !begins(r.a.Tokens[at+1].Tag) || r.a.Tokens[at+1].Span.End > limit) {
		if reflexive[strings.ToLower(first.Text)] || strings.EqualFold(first.Text, "it") {
			return corpus.Span{}
		}
		return first.Span
	}
	end, noun := 0, false
	for i := at; i < len(r.a.Tokens) && r.a.Tokens[i].Span.End <= limit; i++ {
		t := r.a.Tokens[i]
		if i > at && !r.near(i-1) {
			break
		}
		opens := i == at || !content(r.a.Tokens[i-1].Tag) && r.a.Tokens[i-1].Tag != "POS"
		follows := i+1 < len(r.a.Tokens) && r.a.Tokens[i+1].Span.End <= limit && begins(r.a.Tokens[i+1].Tag)
		switch {
		case content(t.Tag):
			if stands[strings.ToLower(t.Text)] && noun {
				i = len(r.a.Tokens)
				break
			}
			if strings.HasPrefix(t.Tag, "NN") {
				end, noun = t.Span.End, true
			}
		case opens && (t.Tag == "DT" || t.Tag == "PRP$") && follows:
		case noun && (strings.EqualFold(t.Text, "of") || t.Text == "and" || t.Text == "or" || t.Text == "&" || t.Tag == "POS" || t.Text == "-") && follows:
		case !noun && (t.Tag == "VBN" || t.Tag == "VBG") && follows:
		default:
			i = len(r.a.Tokens)
		}
	}
	if !noun {
		return corpus.Span{}
	}
	s := corpus.Span{Start: first.Span.Start, End: end}
	for _, m := range r.within(corpus.Span{Start: s.Start, End: limit}) { // 'the Committee on Works'
		if m.Form == extractors.Name && m.Span.Start < s.End && m.Span.End <= limit {
			s.End = max(s.End, m.Span.End)
		}
	}
	if nobody[headNoun(s.Of(r.a.Doc.Text))] {
		return corpus.Span{}
	}
	return s
}

// begins says whether a noun phrase may begin with a word of the tag.
func begins(tag string) bool {
	return content(tag) || tag == "DT" || tag == "PRP$" || tag == "VBN" || tag == "VBG"
}

var (
	reflexive = wordset.Of("himself herself itself themselves myself ourselves yourself")
	// stands are the nouns that stand beside a noun phrase without being part of it.
	stands = wordset.Of(`today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday
		january february march april may june july august september october november december last next earlier late early`)
	// nobody are nouns of what is told, asked or written rather than of who hears it.
	nobody = wordset.Of(`question questions story stories truth lie lies fact facts tale tales joke jokes caution restraint calm action
		patience vigilance unity dialogue peace help permission time day today yesterday tomorrow tonight monday tuesday wednesday thursday
		friday saturday sunday year month week effect end inquiry investigation review probe`)
)

// texts are nouns of what is written or said to somebody, talks of what is held
// with somebody.
var (
	texts = wordset.Of("letter email e-mail message memo note speech address statement remarks comments testimony submission petition reply presentation missive text")
	talks = wordset.Of("interview conversation talk discussion chat call meeting")
)

// besides is the noun phrase of the sentence of the cue that tells beside it to
// whom the quote is said: 'speaking to reporters, she said', 'in a letter to X'.
func (r *resolver) besides(i int) corpus.Span {
	q := &r.a.Quotes[i]
	n := r.sentence(q.Cue.Start)
	if n < 0 || n >= len(r.a.Sentences) {
		return corpus.Span{}
	}
	const far = 60 // tokens from the cue
	in, cue := r.a.Sentences[n].Tokens, r.tokenAt(q.Cue.Start)
	for k := max(in[0], cue-far); k < min(in[1], cue+far); k++ {
		at := r.opensAddress(k, in[1])
		if at == extractors.None || !r.concerns(r.a.Tokens[k].Span, i) {
			continue
		}
		if s := r.nounPhrase(at, r.limit(q, at)); s.Len() > 0 {
			return s
		}
	}
	return corpus.Span{}
}

// opensAddress is the token after a phrase that opens an address and begins at
// token k, or None: 'speaking to', 'in an open letter to', 'in an interview with'.
func (r *resolver) opensAddress(k, end int) int {
	word := func(i int) string {
		if i >= end {
			return ""
		}
		return strings.ToLower(r.a.Tokens[i].Text)
	}
	switch w := word(k); w {
	case "speaking", "talking", "writing":
		if word(k+1) == "to" || w != "writing" && word(k+1) == "with" {
			return k + 2
		}
	case "in", "during":
		const longest = 6 // words of the noun phrase
		for i := k + 1; i < min(end, k+1+longest); i++ {
			t := r.a.Tokens[i]
			switch {
			case texts[word(i)] && word(i+1) == "to", talks[word(i)] && word(i+1) == "with":
				return i + 2
			case !begins(t.Tag) && t.Tag != "POS":
				return extractors.None
			}
		}
	}
	return extractors.None
}

// concerns says whether a phrase of the sentence of the i-th cue belongs to it: it
// is nobody's content, but for one that the cue is in too, and no other cue
// stands between them. Only the quotes beside the i-th can tell.
func (r *resolver) concerns(s corpus.Span, i int) bool {
	cue := r.a.Quotes[i].Cue
	gap := corpus.Span{Start: min(s.Start, cue.Start), End: max(s.End, cue.End)}
	const beside = 8
	for j := max(0, i-beside); j < min(len(r.a.Quotes), i+beside); j++ {
		o := &r.a.Quotes[j]
		for _, p := range o.Spans {
			if p.Contains(s) && (j == i || !p.Contains(cue)) {
				return false
			}
		}
		if j != i && o.Cue.Len() > 0 && o.Cue != cue && gap.Contains(o.Cue) {
			return false
		}
	}
	return true
}

// nameOf is the name of the entity that a noun phrase is, or its words.
func (r *resolver) nameOf(s corpus.Span, q *extractors.Quote) string {
	text := r.a.Doc.Text
	bare := s
	for {
		word, rest, more := strings.Cut(bare.Of(text), " ")
		if !more || !articles[strings.ToLower(word)] && !entities.IsTitle(word) {
			break
		}
		bare.Start = bare.End - len(rest)
	}
	for _, m := range r.within(s) {
		if m.Entity != extractors.None && m.Form != extractors.Nominal && (m.Span == bare || m.Span == s) && !slices.Contains(q.Speakers, m.Entity) {
			return r.a.Entities[m.Entity].Name
		}
	}
	return strings.Join(strings.Fields(s.Of(text)), " ")
}

var articles = wordset.Of("the a an")
