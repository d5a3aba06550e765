package speakers

import (
	"slices"
	"sort"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/entities"
	"onrecord/extractors/heads"
	"onrecord/internal/wordset"
)

// before resolves a relative pronoun to the noun phrase that ends right before
// it, and says whether there is one. at: the words of the pronoun.
func (r *resolver) before(q *extractors.Quote, at heads.Range) bool {
	phrase := r.phraseBefore(q.Source.Start)
	if phrase.Len() == 0 {
		return false
	}
	switch r.word(q.Source) {
	case "who":
		phrase = r.someoneOf(phrase)
	case "which":
		phrase = r.ending(phrase)
	}
	named := r.named(phrase, r.kind(at))
	if n := r.apposed(phrase); n != extractors.None && (len(named) == 0 || r.a.Entities[named[0]].Type != extractors.Person) {
		r.name(q, []int{n})
		return true
	}
	if len(named) > 0 {
		r.name(q, named)
		return true
	}
	if n := r.beside(phrase); n != extractors.None {
		r.name(q, []int{n})
		return true
	}
	pronoun := q.Source
	q.Source = phrase
	r.describe(q, r.kind(at))
	q.Source = pronoun
	return true
}

// phraseBefore is the noun phrase that ends before a position, with a comma
// between or none; empty if no noun stands there.
func (r *resolver) phraseBefore(at int) corpus.Span {
	tokens, text := r.a.Tokens, r.a.Doc.Text
	last := r.tokenAt(at) - 1
	if last > 0 && tokens[last].Text == "," {
		last--
	}
	if last < 0 || !strings.HasPrefix(tokens[last].Tag, "NN") || strings.Contains(text[tokens[last].Span.End:at], "\n") {
		return corpus.Span{}
	}
	first := last
	const longest = 12 // tokens
	for first > 0 && last-first < longest && !strings.Contains(text[tokens[first-1].Span.End:tokens[first].Span.Start], "\n") {
		before := tokens[first-1]
		switch {
		case strings.HasPrefix(before.Tag, "NN"), strings.HasPrefix(before.Tag, "JJ"), inPhrase[before.Tag]:
			first--
		case (before.Tag == "IN" || before.Tag == "TO") && first > 1 && strings.HasPrefix(tokens[first-2].Tag, "NN"):
			first -= 2
		default:
			return corpus.Span{Start: tokens[first].Span.Start, End: tokens[last].Span.End}
		}
	}
	return corpus.Span{Start: tokens[first].Span.Start, End: tokens[last].Span.End}
}

// inPhrase are the tags of what stands in a noun phrase before its noun, beside
// nouns and adjectives.
var inPhrase = map[string]bool{"DT": true, "PDT": true, "PRP$": true, "CD": true, "POS": true, "VBN": true, "HYPH": true}

// someoneOf is the end of a phrase that is a person if the phrase itself is a thing:
// 'the man' of 'the car of the man'.
func (r *resolver) someoneOf(phrase corpus.Span) corpus.Span {
	person := func(s corpus.Span) bool {
		noun := headNoun(s.Of(r.a.Doc.Text))
		return entities.IsRole(noun) || someone[noun] || someone[strings.TrimSuffix(noun, "s")] || isBody(noun) || noun == "authorities"
	}
	last := phrase
	for i := r.tokenAt(phrase.Start); i < len(r.a.Tokens) && r.a.Tokens[i].Span.End < phrase.End; i++ {
		if r.a.Tokens[i].Tag == "IN" {
			last.Start = r.a.Tokens[i+1].Span.Start
		}
	}
	if !person(phrase) && person(last) {
		return last
	}
	return phrase
}

// ending is the name of a thing that ends a phrase behind a preposition, or the
// phrase: 'the Bridges Act' of 'the custody of a child under the Bridges Act'.
func (r *resolver) ending(phrase corpus.Span) corpus.Span {
	for _, m := range r.within(phrase) {
		if m.Form != extractors.Name || m.Type == extractors.Person || m.Type == extractors.NORP || m.Span.End != phrase.End || m.Span.Start == phrase.Start {
			continue
		}
		i := r.tokenAt(m.Span.Start) - 1
		for i >= 0 && (r.a.Tokens[i].Tag == "DT" || r.a.Tokens[i].Tag == "JJ") {
			i-- // 'with the national'
		}
		if i >= 0 && r.a.Tokens[i].Span.Start >= phrase.Start && prepositions[strings.ToLower(r.a.Tokens[i].Text)] {
			return m.Span
		}
	}
	return phrase
}

// beside is the person whose name ends a phrase behind a preposition of company, or
// None: 'talks with Ann Lee'. 'A friend of Ann Lee' is another.
func (r *resolver) beside(phrase corpus.Span) int {
	for _, m := range r.within(phrase) {
		if m.Form != extractors.Name || m.Type != extractors.Person || m.Span.End != phrase.End {
			continue
		}
		before := strings.Fields(r.a.Doc.Text[phrase.Start:m.Span.Start])
		for i := len(before) - 1; i >= 0; i-- {
			if alongside[before[i]] {
				return m.Entity
			} else if prepositions[before[i]] {
				break
			}
		}
	}
	return extractors.None
}

// alongside are the prepositions before somebody with whom one talks.
var alongside = wordset.Of("with to from between alongside against")

// apposed is the person whose name a phrase follows after a comma, or None: 'Ann
// Lee, head of the union'.
func (r *resolver) apposed(phrase corpus.Span) int {
	end := len(strings.TrimSuffix(r.a.Doc.Text[:phrase.Start], ", "))
	const longest = 100 // bytes of a name
	for _, m := range r.within(corpus.Span{Start: max(0, end-longest), End: end}) {
		if end < phrase.Start && m.Span.End == end && m.Form == extractors.Name && m.Type == extractors.Person {
			return m.Entity
		}
	}
	return extractors.None
}

// marked says whether a span stands in quotation marks.
func (r *resolver) marked(s corpus.Span) bool {
	next := sort.Search(len(r.a.Marks), func(i int) bool { return r.a.Marks[i].Span.Start > s.Start })
	const most = 20 // marks that may end before
	return slices.ContainsFunc(r.a.Marks[max(0, next-most):next], func(m extractors.Mark) bool { return m.Span.Contains(s) })
}

// byline makes who wrote the article the speaker, if the byline names somebody
// of the article.
func (r *resolver) byline(q *extractors.Quote) {
	for n, e := range r.a.Entities {
		if e.Type == extractors.Person && strings.Contains(strings.ToLower(r.a.Doc.Byline), strings.ToLower(e.Name)) {
			r.name(q, []int{n})
			return
		}
	}
}
