// Package speakers resolves who made each statement: a name of the article, or
// the words that stand for somebody unnamed, or nobody; never a name that the
// article does not hold.
package speakers

import (
	"slices"
	"sort"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/entities"
	"onrecord/extractors/heads"
)

// New returns the extractor of speakers. A source that holds a name is that
// name; pronouns and descriptions go where the coreference scores of the model
// send them; what stays unnamed keeps its noun phrase.
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
			for i := range a.Quotes {
				a.Quotes[i].Score = calibrated(&a.Quotes[i], a.Doc.Text)
			}
			a.Quotes = likely(a.Quotes)
			return nil
		},
	}
}

// kinds are the labels of the head "kind".
var kinds = [...]extractors.SpeakerKind{
	extractors.SpeakerPerson, extractors.SpeakerOrganisation, extractors.SpeakerGroup,
	extractors.SpeakerUnnamed, extractors.SpeakerDocument, extractors.SpeakerNone,
}

// A resolver resolves the speakers of one document, in the order of its quotes.
type resolver struct {
	a           *extractors.Annotation
	antecedents *heads.Antecedents
	owner       []int // entity of each antecedent
	genders     entities.Genders
	reach       []int                              // the furthest end of the quotes up to each
	described   map[string]map[int]map[string]bool // head noun -> entity -> words
	nations     map[string]bool                    // names of nationalities and the like in the article
	fresh       map[string]bool                    // unnamed speakers whom an indefinite phrase introduced
}

func newResolver(a *extractors.Annotation) *resolver {
	r := &resolver{a: a, genders: entities.GendersOf(a), fresh: map[string]bool{}}
	var candidates []heads.Range
	for _, m := range a.Mentions {
		if m.Form == extractors.Name && m.Entity != extractors.None && speaks(a.Entities[m.Entity].Type) {
			candidates = append(candidates, heads.WordsOf(a.Encoding, m.Span))
			r.owner = append(r.owner, m.Entity)
		}
	}
	end := 0
	for i := range a.Quotes {
		end = max(end, a.Quotes[i].Span().End)
		r.reach = append(r.reach, end)
	}
	r.antecedents = heads.NewAntecedents(a.Encoding, candidates)
	return r
}

// speaks says whether an entity of the type can make a statement. Places stand
// for their governments, nationalities for their people.
func speaks(t extractors.EntityType) bool {
	return t != extractors.Product && t != extractors.Event && t != extractors.Misc
}

func (r *resolver) resolve(i int) {
	q := &r.a.Quotes[i]
	q.SpeakerKind = extractors.SpeakerNone
	switch {
	case q.Source.Len() > 0:
		r.sourced(i)
	case q.Cue.Len() > 0:
		r.agentless(q)
	default:
		r.standing(i)
	}
}

// sourced resolves a quote with a source.
func (r *resolver) sourced(i int) {
	q := &r.a.Quotes[i]
	at := heads.WordsOf(r.a.Encoding, q.Source)
	if at.Len() == 0 {
		return
	}
	kind := r.kind(at)
	word := strings.ToLower(strings.Trim(q.Source.Of(r.a.Doc.Text), `"“”'’`))
	if !pronouns[word] {
		if named := r.named(q.Source, kind); len(named) > 0 {
			r.name(q, named)
			return
		}
		r.nominal(i, at, kind)
		return
	}
	if relative[word] {
		if r.before(q) {
			return
		}
	}
	if firstPerson[word] {
		if outer := r.outer(i); outer != extractors.None {
			r.copy(q, outer)
			return
		}
	}
	scores := r.scores(at, kind, word)
	if i > 0 {
		r.favourLast(scores, i)
		if before := &r.a.Quotes[i-1]; before.Speaker != "" && len(before.Speakers) == 0 && singular[word] == (before.SpeakerKind == extractors.SpeakerUnnamed) {
			if n := likeliest(scores); n == extractors.None || scores[n] < lastSpeaker {
				r.copy(q, i-1)
				q.Score *= 0.7
				return
			}
		}
	}
	if n, p := entities.Best(scores); n != extractors.None {
		r.name(q, []int{n})
		q.Score *= p
		return
	}
	if n := likeliest(scores); n != extractors.None && (singular[word] || scores[n] > unlikely) {
		r.name(q, []int{n})
		q.Score *= 0.5
	}
}

// nominal resolves a description: 'the minister', 'the company'.
func (r *resolver) nominal(i int, at heads.Range, kind extractors.SpeakerKind) {
	q := &r.a.Quotes[i]
	phrase := q.Source.Of(r.a.Doc.Text)
	person := kind == extractors.SpeakerPerson
	called := r.called(phrase)
	if definite(phrase) && len(called) == 0 && r.again(i, headNoun(phrase), true) {
		return
	}
	if person && len(called) == 0 && r.owned(q.Source) {
		r.describe(q, kind)
		return
	}
	if !indefinite(phrase) && (person || kind == extractors.SpeakerOrganisation && !r.holdsName(q.Source)) {
		scores := r.scores(at, kind, "")
		r.ofOtherNation(scores, phrase)
		for n, shared := range called {
			if _, ok := scores[n]; ok {
				scores[n] += sameNoun + sameWord*float64(shared)
			}
		}
		if n, p := entities.Best(scores); n != extractors.None {
			r.name(q, []int{n})
			q.Score *= p
			return
		}
	}
	if definite(phrase) && r.again(i, headNoun(phrase), false) {
		return
	}
	r.describe(q, kind)
}

// owned says whether a source is somebody of a person whom it names: 'Ann Lee's
// lawyer', 'a friend of Ann Lee'.
func (r *resolver) owned(source corpus.Span) bool {
	return slices.ContainsFunc(r.within(source), func(m extractors.Mention) bool {
		return m.Form == extractors.Name && m.Type == extractors.Person && dependent(r.a.Doc.Text, m.Span, source)
	})
}

// ofOtherNation removes the organisations that bear another nationality in their
// name than the phrase: 'the Danish army' is no 'Swedish Red Cross'.
func (r *resolver) ofOtherNation(scores map[int]float64, phrase string) {
	if r.nations == nil {
		r.nations = map[string]bool{}
		for _, m := range r.a.Mentions {
			if m.Type == extractors.NORP {
				r.nations[m.Span.Of(r.a.Doc.Text)] = true
			}
		}
	}
	own := func(w string) bool { return r.nations[w] }
	words := strings.Fields(phrase)
	if !slices.ContainsFunc(words, own) {
		return
	}
	for n := range scores {
		for _, w := range strings.Fields(r.a.Entities[n].Name) {
			if own(w) && !slices.Contains(words, w) {
				delete(scores, n)
				break
			}
		}
	}
}

// again resolves a definite description of somebody unnamed: 'the source', after
// 'another source' has spoken. introduced asks for one whom an indefinite phrase
// brought in, who is nobody that the article names.
func (r *resolver) again(i int, noun string, introduced bool) bool {
	const within = 20 // statements
	for j := i - 1; j >= max(0, i-within); j-- {
		o := &r.a.Quotes[j]
		if o.Speaker != "" && len(o.Speakers) == 0 && headNoun(o.Speaker) == noun && (!introduced || r.fresh[o.Speaker]) {
			r.copy(&r.a.Quotes[i], j)
			return true
		}
	}
	return false
}

// sameNoun is added to the logit of an entity that the article describes with
// the noun of the source.
const sameNoun = 5

// sameWord is added for each other word of the description that the source has.
const sameWord = 2

var (
	singular    = wordSet("he she his her him")
	firstPerson = wordSet("i we my our me us")
	relative    = wordSet("who which that whose whom")
	pronouns    = wordSet("i we he she they it who which that his her their my our him them himself herself themselves itself you this those these me us whose whom its your")
)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// lastSpeaker is added to the logit of who made the statement before, for a
// pronoun and for a quotation without cue.
const lastSpeaker = 6

// favourLast makes who made the statement before the i-th likelier: who has just
// spoken mostly speaks on.
func (r *resolver) favourLast(scores map[int]float64, i int) {
	if i == 0 {
		return
	}
	for _, n := range r.a.Quotes[i-1].Speakers {
		if _, ok := scores[n]; ok {
			scores[n] += lastSpeaker
		}
	}
}

// indefinite says whether a noun phrase introduces somebody new.
func indefinite(phrase string) bool {
	first, _, _ := strings.Cut(strings.ToLower(phrase), " ")
	return first == "a" || first == "an" || first == "another" || first == "some" || first == "one"
}

// kind of a source by the model: the mean over its words.
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

// scores are the logits of the entities that a source may refer to.
func (r *resolver) scores(at heads.Range, kind extractors.SpeakerKind, word string) map[int]float64 {
	scores := entities.ByEntity(r.antecedents.Scores(at), r.owner)
	for n := range scores {
		person := r.a.Entities[n].Type == extractors.Person
		if !person && (singular[word] || kind == extractors.SpeakerPerson) || person && (word == "it" || kind == extractors.SpeakerOrganisation && !singular[word]) {
			delete(scores, n)
		} else if r.genders.Contradict(n, word) {
			scores[n] -= otherGender
		}
	}
	return scores
}

// unlikely is the logit above which a pronoun that is not 'he' or 'she' is taken
// to refer to the likeliest entity, though nobody is likelier.
const unlikely = -2

// otherGender is taken off the logit of a person of another gender than the
// pronoun.
const otherGender = 6

func likeliest(scores map[int]float64) int {
	best := extractors.None
	for n := range scores {
		if best == extractors.None || scores[n] > scores[best] || scores[n] == scores[best] && n < best {
			best = n
		}
	}
	return best
}

// within are the mentions that lie in the span.
func (r *resolver) within(s corpus.Span) []extractors.Mention {
	from, to := r.between(s)
	return slices.DeleteFunc(slices.Clone(r.a.Mentions[from:to]), func(m extractors.Mention) bool { return m.Span.End > s.End })
}

// between is the range of the mentions that begin in the span.
func (r *resolver) between(s corpus.Span) (from, to int) {
	begin := func(at int) int {
		return sort.Search(len(r.a.Mentions), func(i int) bool { return r.a.Mentions[i].Span.Start >= at })
	}
	return begin(s.Start), begin(s.End)
}

// before resolves a relative pronoun: what ends right before it.
func (r *resolver) before(q *extractors.Quote) bool {
	end := len(strings.TrimRight(r.a.Doc.Text[:q.Source.Start], " ,"))
	const longest = 200 // bytes of a name
	for _, m := range r.within(corpus.Span{Start: max(0, end-longest), End: end}) {
		if m.Span.End == end && m.Entity != extractors.None && speaks(r.a.Entities[m.Entity].Type) {
			r.name(q, []int{m.Entity})
			return true
		}
	}
	return false
}

// nextParagraph says whether what begins at to stands at the head of the paragraph after
// that of from.
func (r *resolver) nextParagraph(from, to int) bool {
	gap := r.a.Doc.Text[from:to]
	line := strings.IndexByte(gap, '\n')
	return line >= 0 && strings.TrimSpace(gap[line:]) == ""
}

// name makes the entities the speakers of a quote.
func (r *resolver) name(q *extractors.Quote, found []int) {
	names := make([]string, len(found))
	for i, n := range found {
		names[i] = r.a.Entities[n].Name
	}
	e := r.a.Entities[found[0]]
	q.Speaker, q.Speakers, q.SpeakerRole = strings.Join(names, "; "), found, e.Role
	q.SpeakerKind = extractors.SpeakerOrganisation
	if e.Type == extractors.Person {
		q.SpeakerKind = extractors.SpeakerPerson
	}
}

func (r *resolver) copy(q *extractors.Quote, from int) {
	o := &r.a.Quotes[from]
	q.Speaker, q.Speakers, q.SpeakerKind, q.SpeakerRole = o.Speaker, o.Speakers, o.SpeakerKind, o.SpeakerRole
}

// outer is the quote that the source of the i-th stands in, if that is resolved
// already: quotes are in order of their start, so an outer one comes first.
func (r *resolver) outer(i int) int {
	source := r.a.Quotes[i].Source
	best := extractors.None
	for j := i - 1; j >= 0 && r.reach[j] > source.Start; j-- {
		for _, s := range r.a.Quotes[j].Spans {
			if s.Contains(source) && (best == extractors.None || r.a.Quotes[j].Span().Len() < r.a.Quotes[best].Span().Len()) {
				best = j
			}
		}
	}
	return best
}

// agentless resolves a cue without a source: 'was accused of', 'adding that'.
func (r *resolver) agentless(q *extractors.Quote) {
	at := heads.WordsOf(r.a.Encoding, q.Cue)
	if at.Len() == 0 {
		return
	}
	kind := r.kind(at)
	if kind == extractors.SpeakerNone {
		return
	}
	if n, p := entities.Best(r.scores(at, kind, "")); n != extractors.None {
		r.name(q, []int{n})
		q.Score *= p
	}
}

// standing resolves a quotation without cue and source: it goes on with the
// speaker of the quotation before it in the paragraph, or belongs to whom the
// model links it to.
func (r *resolver) standing(i int) {
	q := &r.a.Quotes[i]
	if i > 0 {
		o := &r.a.Quotes[i-1]
		before := o.Span().End
		unnamed := o.Speaker != "" && len(o.Speakers) == 0
		if before <= q.Span().Start && (!strings.Contains(r.a.Doc.Text[before:q.Span().Start], "\n") || unnamed && r.nextParagraph(before, q.Span().Start)) {
			r.copy(q, i-1)
			q.ContinuedFrom = i - 1
			return
		}
	}
	at := heads.WordsOf(r.a.Encoding, q.Spans[0])
	if at.Len() == 0 {
		return
	}
	at.End = at.Start + 1
	scores := r.scores(at, "", "")
	r.favourLast(scores, i)
	if n, p := entities.Best(scores); n != extractors.None {
		r.name(q, []int{n})
		q.Score *= p
		return
	}
	if i > 0 && r.a.Quotes[i-1].Speaker != "" {
		r.copy(q, i-1)
		q.Score *= 0.5
	}
}
