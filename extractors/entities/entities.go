// Package entities finds the names of an article and the words that refer to
// them, and gathers those of one person, organisation or place into an entity.
package entities

import (
	"cmp"
	"slices"

	"onrecord/extractors"
)

// A Scheme is a set of types of names, with the head of the model that knows it.
type Scheme struct {
	head  string
	types []extractors.EntityType // in the order of the head; "" is no entity
	whole bool                    // the place before a name is part of it: 'Korla High Court'
	once  bool                    // what an article names so is of one type: a place is not also a team
}

// The schemes that the model learned.
var (
	// World has the types of Worldwide English Newswire (Shan et al. 2023).
	// Amounts and dates are no entities.
	World = Scheme{"world", worldTypes[:], true, true}
	// CoNLL has the four types of CoNLL-2003.
	CoNLL = Scheme{"conll", []extractors.EntityType{extractors.Person, extractors.Location, extractors.Organization, extractors.Misc}, false, false}
)

// New returns the extractor of entities. Names and their types come from the
// model, what belongs together from rules on names, pronouns from the model's
// coreference scores.
func New(scheme Scheme) *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "entities",
		Doc:      "people, organisations and places, with the words that refer to them",
		Requires: []extractors.Layer{extractors.LayerEncoding, extractors.LayerTokens, extractors.LayerSentences},
		Provides: []extractors.Layer{extractors.LayerEntities},
		Run: func(a *extractors.Annotation) error {
			a.Mentions = names(a, scheme)
			a.Entities = group(a)
			a.Mentions = append(a.Mentions, slices.Concat(pronouns(a), nominals(a))...)
			sortMentions(a)
			describe(a)
			return nil
		},
	}
}

var worldTypes = [...]extractors.EntityType{
	extractors.Person, extractors.Location, extractors.Organization, extractors.Misc, extractors.NORP,
	extractors.Facility, extractors.Product, "", "",
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
