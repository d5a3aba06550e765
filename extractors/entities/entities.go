// Package entities finds the names of an article and the words that refer to
// them, and gathers those of one person, organisation or place into an entity.
package entities

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/heads"
)

// A Scheme is a set of types of names, with the head of the model that knows it.
type Scheme struct {
	head  string
	types []extractors.EntityType // in the order of the head; "" is no entity
}

// The schemes that the model learned.
var (
	// World has the types of Worldwide English Newswire (Shan et al. 2023).
	// Amounts and dates are no entities.
	World = Scheme{"world", worldTypes[:]}
	// CoNLL has the four types of CoNLL-2003.
	CoNLL = Scheme{"conll", []extractors.EntityType{extractors.Person, extractors.Location, extractors.Organization, extractors.Misc}}
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

// names are the mentions that the model finds in what extractors read.
func names(a *extractors.Annotation, scheme Scheme) []extractors.Mention {
	var out []extractors.Mention
	e, text := a.Encoding, a.Doc.Text
	regions := a.Doc.Regions
	for _, s := range heads.Spans(e.Heads[scheme.head]) {
		t := scheme.types[s.Type]
		span := corpus.Span{Start: e.Words[s.Start].Start, End: e.Words[s.End-1].End}
		for len(regions) > 0 && regions[0].Span.End <= span.Start {
			regions = regions[1:]
		}
		if t == "" || len(regions) > 0 && regions[0].Span.Start <= span.Start && !regions[0].Kind.Read() || !strings.ContainsFunc(span.Of(text), unicode.IsLetter) {
			continue
		}
		if strings.HasPrefix(text[span.End:], ".") && initialism(span.Of(text)) {
			span.End++
		}
		if n := len(out); n > 0 && t == extractors.Person && out[n-1].Type == t && text[out[n-1].Span.End:span.Start] == " " && out[n-1].Span.End-out[n-1].Span.Start < 40 {
			// Two people do not stand side by side: 'Gen' and the name after it.
			out[n-1].Span.End = span.End
			continue
		}
		if n := len(out); n > 0 && len(regions) > 0 && regions[0].Kind == corpus.Dateline && regions[0].Span.Contains(out[n-1].Span) && text[out[n-1].Span.End:span.Start] == " " {
			// The capitals of a dateline hide that 'PORT AMARA' is one place.
			out[n-1].Span.End, out[n-1].Type = span.End, extractors.Location
			continue
		}
		out = append(out, extractors.Mention{Span: span, Type: t, Form: extractors.Name, Entity: extractors.None, Score: s.Score})
	}
	return trim(a, out)
}

// initialism says whether a name ends in letters with full stops that lacks its
// last one: 'U.N'.
func initialism(name string) bool {
	n := len(name)
	return n >= 3 && name[n-2] == '.' && name[n-1] >= 'A' && name[n-1] <= 'Z' && name[n-3] >= 'A' && name[n-3] <= 'Z'
}

// trim takes off people's names a last word that is no name of theirs: one that
// the article uses as a common word, or for something else alone ('Jo Wu UNESCO').
func trim(a *extractors.Annotation, mentions []extractors.Mention) []extractors.Mention {
	text := a.Doc.Text
	things := map[string]int{} // how often a text is the whole of a mention; of people it counts down
	for _, m := range mentions {
		if m.Type == extractors.Person {
			things[m.Span.Of(text)]--
		} else {
			things[m.Span.Of(text)]++
		}
	}
	for i, m := range mentions {
		name := m.Span.Of(text)
		cut := strings.LastIndexByte(name, ' ')
		if m.Type != extractors.Person || cut < 0 || strings.Count(bare(clean(name)), " ") < 2 {
			continue
		}
		if last := name[cut+1:]; things[last] > 0 && things[name[:cut]] < 0 {
			mentions[i].Span.End = m.Span.Start + len(strings.TrimRight(name[:cut], " "))
		}
	}
	return mentions
}

// continues says whether a name goes on in the next mention: 'Bank of', 'Group
// for Peace and'.
func continues(name string) bool {
	return strings.HasSuffix(name, " of") || strings.HasSuffix(name, " for") || strings.HasSuffix(name, " and") || strings.HasSuffix(name, " in")
}

// Extent is the span of the whole name that the i-th mention begins: an
// organisation 'Bank of' goes on to the place after it, which is a mention of
// its own, and a name that an acronym in brackets follows goes on to the
// bracket: 'Mission in Mali (MIM)'.
func Extent(a *extractors.Annotation, i int) corpus.Span {
	s, text := a.Mentions[i].Span, a.Doc.Text
	if t := a.Mentions[i].Type; t != extractors.Organization && t != extractors.Misc {
		return s
	}
	for j := i + 1; j < len(a.Mentions) && continues(s.Of(text)); j++ {
		next := a.Mentions[j]
		if next.Span.Start < s.End || next.Type == extractors.Person {
			break
		}
		if gap := text[s.End:next.Span.Start]; gap != " " && gap != " the " {
			break
		}
		s.End = next.Span.End
	}
	if end := introduction(text, s); end > s.End {
		s.End = end
	}
	return s
}

// introduction is the end of the name that the span begins, if the acronym of
// the name follows in brackets after a few more words of it; else 0.
func introduction(text string, s corpus.Span) int {
	rest := text[s.End:min(len(text), s.End+80)]
	cut := strings.Index(rest, " (")
	if i := strings.Index(rest, ", or "); i > 0 && (cut < 0 || i < cut) {
		cut = i
	}
	if cut <= 0 || rest[0] != ' ' {
		return 0
	}
	more := rest[:cut]
	short, _ := introduced(rest[cut:])
	if short == "" || len(more) > 50 || strings.ContainsAny(more, ",.;:\n\"“”()") {
		return 0
	}
	for _, w := range strings.Fields(more) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !linking[w] {
			return 0
		}
	}
	if !linking[strings.Fields(more)[0]] || !abbreviates(short, text[s.Start:s.End+len(more)]) {
		return 0
	}
	return s.End + len(more)
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
