// Package speakers resolves who made each statement: a name of the article, or
// the words that stand for somebody unnamed, or nobody; never a name that the
// article does not hold.
package speakers

import (
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/entities"
	"onrecord/extractors/heads"
)

// New returns the extractor of speakers.
func New() *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "speakers",
		Doc:      "who made each statement, pronouns and descriptions resolved",
		Requires: []extractors.Layer{extractors.LayerEncoding, extractors.LayerTokens, extractors.LayerQuotes, extractors.LayerEntities},
		Provides: []extractors.Layer{extractors.LayerSpeakers},
		Run: func(a *extractors.Annotation) error {
			r := newResolver(a)
			for i := range a.Quotes {
				r.resolve(i)
			}
			return nil
		},
	}
}

// kinds are the labels of the head "kind".
var kinds = [...]extractors.SpeakerKind{
	extractors.SpeakerPerson, extractors.SpeakerOrganisation, extractors.SpeakerGroup,
	extractors.SpeakerUnnamed, extractors.SpeakerDocument, extractors.SpeakerNone,
}

type resolver struct {
	a           *extractors.Annotation
	antecedents *heads.Antecedents
	owner       []int // entity of each antecedent
}

func newResolver(a *extractors.Annotation) *resolver {
	r := &resolver{a: a}
	var candidates []heads.Range
	for _, m := range a.Mentions {
		if m.Form == extractors.Name && m.Entity != extractors.None {
			candidates = append(candidates, heads.WordsOf(a.Encoding, m.Span))
			r.owner = append(r.owner, m.Entity)
		}
	}
	r.antecedents = heads.NewAntecedents(a.Encoding, candidates)
	return r
}

func (r *resolver) resolve(i int) {
	q := &r.a.Quotes[i]
	if q.Source.Len() == 0 && q.Cue.Len() > 0 {
		r.agentless(i)
		return
	}
	if q.Source.Len() == 0 {
		r.standing(i)
		return
	}
	kind := r.kind(heads.WordsOf(r.a.Encoding, q.Source))
	if named := r.named(q.Source, kind); len(named) > 0 {
		r.name(q, named)
		return
	}
	words := strings.Fields(strings.ToLower(q.Source.Of(r.a.Doc.Text)))
	pronoun := len(words) == 1 && pronouns[words[0]]
	switch {
	case pronoun && (words[0] == "i" || words[0] == "we" || words[0] == "my" || words[0] == "our"):
		if outer := r.outer(i); outer != extractors.None {
			r.copy(q, outer)
			return
		}
	}
	scores := r.scores(heads.WordsOf(r.a.Encoding, q.Source), kind, words)
	if n, p := entities.Best(scores); n != extractors.None && (pronoun || kind == extractors.SpeakerPerson || kind == extractors.SpeakerOrganisation) {
		r.name(q, []int{n})
		q.Score *= p
		return
	}
	if pronoun {
		if n := likeliest(scores); n != extractors.None && (words[0] == "he" || words[0] == "she" || words[0] == "his" || words[0] == "her") {
			r.name(q, []int{n})
			q.Score *= 0.5
		} else {
			q.SpeakerKind = extractors.SpeakerNone
		}
		return
	}
	r.describe(q, kind)
}

var pronouns = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("i we he she they it who which that his her their my our him them himself herself themselves itself you this those these") {
		out[w] = true
	}
	return out
}()

// kind of the source by the model: the mean over its words.
func (r *resolver) kind(at heads.Range) extractors.SpeakerKind {
	scores := heads.Mean(r.a.Encoding.Heads["kind"], at)
	best := 0
	for k := range kinds {
		if scores[k] > scores[best] {
			best = k
		}
	}
	return kinds[best]
}

// scores are the logits of the entities that a mention may refer to.
func (r *resolver) scores(at heads.Range, kind extractors.SpeakerKind, words []string) map[int]float64 {
	scores := entities.ByEntity(r.antecedents.Scores(at), r.owner)
	for n := range scores {
		t := r.a.Entities[n].Type
		person := t == extractors.Person
		fits := person || t == extractors.Organization || t == extractors.Location || t == extractors.NORP || t == extractors.Facility
		switch {
		case !fits:
			delete(scores, n)
		case len(words) == 1 && (words[0] == "he" || words[0] == "she" || words[0] == "his" || words[0] == "her") && !person:
			delete(scores, n)
		case kind == extractors.SpeakerPerson && !person, kind == extractors.SpeakerOrganisation && person:
			delete(scores, n)
		}
	}
	return scores
}

func likeliest(scores map[int]float64) int {
	best := extractors.None
	for n := range scores {
		if best == extractors.None || scores[n] > scores[best] || scores[n] == scores[best] && n < best {
			best = n
		}
	}
	return best
}

// named are the entities that the source itself names: its people, several if
// they are joined; else an organisation or place that the whole source is.
func (r *resolver) named(source corpus.Span, kind extractors.SpeakerKind) []int {
	a := r.a
	var people, others []int
	var last corpus.Span
	for _, m := range a.Mentions {
		if m.Form != extractors.Name || m.Entity == extractors.None || !source.Contains(m.Span) {
			continue
		}
		if possessive(a.Doc.Text, m.Span, source) {
			continue
		}
		if m.Type == extractors.Person {
			if len(people) > 0 && !joining(a.Doc.Text[last.End:m.Span.Start]) {
				continue
			}
			people = append(people, m.Entity)
			last = m.Span
			continue
		}
		others = append(others, m.Entity)
	}
	if len(people) > 0 && kind != extractors.SpeakerDocument && kind != extractors.SpeakerGroup {
		return people
	}
	if kind != extractors.SpeakerOrganisation {
		return nil
	}
	// The name must be the head of the source: 'the White House', 'police in
	// Perth' is no Perth.
	head := strings.TrimSpace(strip(source.Of(a.Doc.Text)))
	for _, m := range a.Mentions {
		if m.Form == extractors.Name && m.Entity != extractors.None && source.Contains(m.Span) && !possessive(a.Doc.Text, m.Span, source) {
			if t := m.Span.Of(a.Doc.Text); strings.HasPrefix(head, t) || strings.HasPrefix(head, strip(t)) {
				return []int{m.Entity}
			}
		}
	}
	_ = others
	return nil
}

// joining says whether the words between two names join them: 'and', commas.
func joining(gap string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(gap), func(r rune) bool { return r == ' ' || r == ',' || r == '\n' }) {
		if w != "and" && w != "&" {
			return false
		}
	}
	return true
}

func possessive(text string, m, source corpus.Span) bool {
	rest := text[m.End:source.End]
	return strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s") || strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ ") ||
		(strings.HasSuffix(m.Of(text), "'s") || strings.HasSuffix(m.Of(text), "’s")) && m.End < source.End
}

// name makes the entities the speakers of a quote.
func (r *resolver) name(q *extractors.Quote, found []int) {
	var names []string
	for _, n := range found {
		e := r.a.Entities[n]
		names = append(names, e.Name)
	}
	q.Speaker, q.Speakers = strings.Join(names, "; "), found
	e := r.a.Entities[found[0]]
	q.SpeakerRole = e.Role
	q.SpeakerKind = extractors.SpeakerOrganisation
	if e.Type == extractors.Person {
		q.SpeakerKind = extractors.SpeakerPerson
	}
}

func (r *resolver) copy(q *extractors.Quote, from int) {
	o := &r.a.Quotes[from]
	q.Speaker, q.Speakers, q.SpeakerKind, q.SpeakerRole = o.Speaker, o.Speakers, o.SpeakerKind, o.SpeakerRole
}

// outer is the quote that the i-th stands in.
func (r *resolver) outer(i int) int {
	q := &r.a.Quotes[i]
	best := extractors.None
	for j := range r.a.Quotes {
		for _, s := range r.a.Quotes[j].Spans {
			if j != i && s.Contains(q.Source) && (best == extractors.None || r.a.Quotes[j].Span().Len() < r.a.Quotes[best].Span().Len()) {
				best = j
			}
		}
	}
	if best > i {
		return extractors.None // not resolved yet
	}
	return best
}

// agentless resolves a cue without a source: 'was accused of', 'adding that'.
func (r *resolver) agentless(i int) {
	q := &r.a.Quotes[i]
	at := heads.WordsOf(r.a.Encoding, q.Cue)
	kind := r.kind(at)
	if kind == extractors.SpeakerNone {
		q.SpeakerKind = kind
		return
	}
	if n, p := entities.Best(r.scores(at, kind, nil)); n != extractors.None {
		r.name(q, []int{n})
		q.Score *= p
		return
	}
	q.SpeakerKind = extractors.SpeakerNone
}

// standing resolves a quotation without cue and source: it goes on with the
// speaker of the quotation before it in the paragraph, or belongs to whom the
// model links it to.
func (r *resolver) standing(i int) {
	q := &r.a.Quotes[i]
	if i > 0 {
		before := &r.a.Quotes[i-1]
		gap := r.a.Doc.Text[min(before.Span().End, q.Span().Start):q.Span().Start]
		if !strings.Contains(gap, "\n") {
			r.copy(q, i-1)
			q.ContinuedFrom = i - 1
			return
		}
	}
	first := heads.WordsOf(r.a.Encoding, q.Spans[0])
	if first.Len() == 0 {
		q.SpeakerKind = extractors.SpeakerNone
		return
	}
	first.End = first.Start + 1
	if n, p := entities.Best(r.scores(first, extractors.SpeakerNone, nil)); n != extractors.None {
		r.name(q, []int{n})
		q.Score *= p
		return
	}
	if i > 0 && r.a.Quotes[i-1].Speaker != "" {
		r.copy(q, i-1)
		q.Score *= 0.5
		return
	}
	q.SpeakerKind = extractors.SpeakerNone
}

// describe names an unnamed source by its noun phrase.
func (r *resolver) describe(q *extractors.Quote, kind extractors.SpeakerKind) {
	if kind == extractors.SpeakerPerson {
		kind = extractors.SpeakerUnnamed
	}
	q.SpeakerKind = kind
	q.Speaker = strip(q.Source.Of(r.a.Doc.Text))
}

// strip shortens a noun phrase to what it names: no article, no quantity, no
// relative clause.
func strip(phrase string) string {
	phrase = strings.Join(strings.Fields(phrase), " ")
	for {
		first, rest, ok := strings.Cut(phrase, " ")
		if !ok || !determiners[strings.ToLower(first)] {
			break
		}
		phrase = strings.TrimPrefix(rest, "of ")
	}
	for _, cut := range []string{",", " who ", " that ", " which ", " whose ", " ("} {
		if i := strings.Index(phrase, cut); i > 0 {
			phrase = phrase[:i]
		}
	}
	return strings.TrimSpace(phrase)
}

var determiners = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("the a an one another some several many most other all both two three four few unnamed his her their its these those this that our my any every each") {
		out[w] = true
	}
	return out
}()
