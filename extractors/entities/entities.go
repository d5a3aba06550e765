// Package entities finds the names of an article and the words that refer to
// them, and gathers those of one person, organisation or place into an entity.
package entities

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/heads"
)

// New returns the extractor of entities. Names and their types come from the
// model, what belongs together from rules on names, pronouns from the model's
// coreference scores.
func New() *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "entities",
		Doc:      "people, organisations and places, with the words that refer to them",
		Requires: []extractors.Layer{extractors.LayerEncoding, extractors.LayerTokens, extractors.LayerSentences},
		Provides: []extractors.Layer{extractors.LayerEntities},
		Run: func(a *extractors.Annotation) error {
			a.Mentions = names(a)
			a.Entities = group(a)
			a.Mentions = append(a.Mentions, pronouns(a)...)
			sortMentions(a)
			describe(a)
			return nil
		},
	}
}

// worldTypes are the types of the head "world", in its order (Worldwide
// English Newswire, Shan et al. 2023). Amounts and dates are no entities.
var worldTypes = [...]extractors.EntityType{
	extractors.Person, extractors.Location, extractors.Organization, extractors.Misc, extractors.NORP,
	extractors.Facility, extractors.Product, "", "",
}

// names are the mentions that the model finds.
func names(a *extractors.Annotation) []extractors.Mention {
	var out []extractors.Mention
	e := a.Encoding
	for _, s := range heads.Spans(e.Heads["world"]) {
		t := worldTypes[s.Type]
		span := corpus.Span{Start: e.Words[s.Start].Start, End: e.Words[s.End-1].End}
		if t == "" || !strings.ContainsFunc(span.Of(a.Doc.Text), unicode.IsLetter) {
			continue
		}
		if n := len(out); n > 0 && t == extractors.Person && out[n-1].Type == t && a.Doc.Text[out[n-1].Span.End:span.Start] == " " {
			// Two people do not stand side by side: 'Gen' and the name after it.
			out[n-1].Span.End = span.End
			continue
		}
		out = append(out, extractors.Mention{Span: span, Type: t, Form: extractors.Name, Entity: extractors.None, Score: s.Score})
	}
	return out
}

// continues says whether a name goes on in a place: 'Bank of', 'Commission for'.
func continues(name string) bool {
	return strings.HasSuffix(name, " of") || strings.HasSuffix(name, " for")
}

// Extent is the span of the whole name that the i-th mention begins: an
// organisation 'Bank of' goes on to the place after it, which is a mention of
// its own.
func Extent(a *extractors.Annotation, i int) corpus.Span {
	s := a.Mentions[i].Span
	for j := i + 1; j < len(a.Mentions); j++ {
		next := a.Mentions[j]
		if a.Mentions[i].Type != extractors.Organization || !continues(s.Of(a.Doc.Text)) || next.Span.Start < s.End {
			break
		}
		if gap := a.Doc.Text[s.End:next.Span.Start]; gap != " " && gap != " the " || next.Type == extractors.Person {
			break
		}
		s.End = next.Span.End
	}
	return s
}

// sortMentions puts the mentions in order and tells the entities.
func sortMentions(a *extractors.Annotation) {
	slices.SortStableFunc(a.Mentions, func(m, n extractors.Mention) int {
		return cmp.Or(cmp.Compare(m.Span.Start, n.Span.Start), cmp.Compare(n.Span.End, m.Span.End))
	})
	for i := range a.Entities {
		a.Entities[i].Mentions = nil
	}
	for i, m := range a.Mentions {
		if m.Entity != extractors.None {
			e := &a.Entities[m.Entity]
			e.Mentions = append(e.Mentions, i)
		}
	}
}
