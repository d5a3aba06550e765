// Package entities finds the names of an article and the words that refer to
// them, and gathers those of one person, organisation or place into an entity.
package entities

import (
	"cmp"
	"slices"

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
		if t == "" {
			continue
		}
		out = append(out, extractors.Mention{
			Span: corpus.Span{Start: e.Words[s.Start].Start, End: e.Words[s.End-1].End},
			Type: t, Form: extractors.Name, Entity: extractors.None, Score: s.Score,
		})
	}
	return out
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
