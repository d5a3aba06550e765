package speakers

import (
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
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
		for _, by := range []string{" from ", " by "} {
			if i := strings.Index(source.Of(r.a.Doc.Text), by); i >= 0 {
				source.Start += i + len(by)
			}
		}
	}
	q.SpeakerKind = kind
	if team := r.team(source); team != "" {
		q.SpeakerKind, q.Speaker = extractors.SpeakerOrganisation, team
		return
	}
	parts := r.conjuncts(source)
	names := make([]string, len(parts))
	for i, part := range parts {
		names[i] = r.phrase(part, len(parts) > 1)
	}
	q.Speaker = strings.Join(names, "; ")
	if kind == extractors.SpeakerUnnamed && indefinite(source.Of(r.a.Doc.Text)) {
		r.fresh[q.Speaker] = true
	}
}

// phrase is what a source, or one of several in it, is called. One of several
// may be named.
func (r *resolver) phrase(source corpus.Span, several bool) string {
	phrase := source.Of(r.a.Doc.Text)
	if several {
		if n := r.bearer(source); n != extractors.None {
			return r.a.Entities[n].Name
		}
	}
	name := strip(phrase)
	if definite(phrase) && !strings.Contains(name, " ") {
		if full := r.fullest(name, source); full != "" {
			return full
		}
	}
	return name
}

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
		if first := r.a.Tokens[r.tokenAt(left.Start)].Tag; next.Tag == "PRP$" || determined[next.Tag] && (determined[first] || i+2 < len(r.a.Tokens) && r.a.Tokens[i+2].Tag == "NNP") || r.bearer(left) != extractors.None || r.bearer(right) != extractors.None {
			return append([]corpus.Span{left}, r.conjuncts(right)...)
		}
	}
	return []corpus.Span{source}
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

// fullest is the longest run of adjectives and nouns in the article that ends
// in the noun, before it is used as a source; "" if there is none.
func (r *resolver) fullest(noun string, source corpus.Span) string {
	best, size := "", 1
	tokens := r.a.Tokens
	for i, t := range tokens {
		if t.Span.Start >= source.Start {
			break
		}
		if !strings.EqualFold(t.Text, noun) {
			continue
		}
		first := i
		for first > 0 && modifier(tokens[first-1].Tag) && i-first < 4 && plain(r.a.Doc.Text[tokens[first-1].Span.End:tokens[first].Span.Start]) {
			first--
		}
		if n := i - first + 1; n > size {
			best, size = strip(r.a.Doc.Text[tokens[first].Span.Start:t.Span.End]), n
		}
	}
	return best
}

func modifier(tag string) bool {
	return tag == "JJ" || strings.HasPrefix(tag, "NN") || tag == "HYPH"
}

func plain(gap string) bool { return strings.Trim(gap, " ") == "" }
