// Package speakers resolves who made each statement: a name of the article, or
// the words that stand for somebody unnamed, or nobody; never a name that the
// article does not hold.
package speakers

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/entities"
	"onrecord/extractors/heads"
	"onrecord/internal/wordset"
)

// New returns the extractor of speakers. A source that holds a name is that
// name; who a pronoun, a description or a quotation without a source refers to is
// chosen by what the model, the turns of speech and the mentions say of each
// candidate; what stays unnamed keeps its noun phrase.
func New() *extractors.Extractor { return Traced(nil) }

// A Trace is called with every choice, the candidates in the order of
// Annotation.Entities and nobody last, before speakers are set.
type Trace func(a *extractors.Annotation, quote int, ref Reference, candidates []Candidate)

// Traced is New with a look at the choices, to fit their weights.
func Traced(trace Trace) *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "speakers",
		Doc:      "who made each statement, pronouns and descriptions resolved",
		Requires: []extractors.Layer{extractors.LayerEncoding, extractors.LayerTokens, extractors.LayerQuotes, extractors.LayerEntities},
		Provides: []extractors.Layer{extractors.LayerSpeakers},
		Run: func(a *extractors.Annotation) error {
			r := newResolver(a)
			r.trace = trace
			said := make([]float64, len(a.Quotes)) // what the model gives that it was said at all
			for i := range a.Quotes {
				said[i] = a.Quotes[i].Score
				r.resolve(i)
			}
			for i := range a.Quotes {
				r.address(i)
				a.Quotes[i].Score = calibrated(&a.Quotes[i], a.Doc.Text)
			}
			a.Quotes = likely(a.Quotes, said)
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
	trace       Trace // or nil
	antecedents *heads.Antecedents
	owner       []int // entity of each antecedent
	titles      entities.Genders
	pronouns    entities.Genders
	given       entities.Genders                   // by names
	reach       []int                              // the furthest end of the quotes up to each
	names       [][]int                            // the entities that the source of each quote names
	spoke       map[int]int                        // number of quotes of each entity so far
	described   map[string]map[int]map[string]bool // head noun -> entity -> words
	inFull      map[string][]string                // acronym -> words of the name
	nations     map[string]bool                    // names of nationalities and the like in the article
	offices     map[string]string                  // abbreviations that the article introduces
	issued      map[string]int                     // noun of a document -> the last quote of one that tells whose it is
	through     map[int]bool                       // the quotes whose speaker spoke through a document
	fresh       map[string]bool                    // unnamed speakers whom an indefinite phrase introduced
	unnamed     map[string]string                  // head noun -> the longest of the unnamed speakers with it so far
}

func newResolver(a *extractors.Annotation) *resolver {
	r := &resolver{
		a: a, titles: entities.TitleGenders(a), pronouns: entities.PronounGenders(a), given: entities.NameGenders(a),
		offices: entities.Offices(a), issued: map[string]int{}, through: map[int]bool{}, spoke: map[int]int{}, fresh: map[string]bool{}, unnamed: map[string]string{},
	}
	var candidates []heads.Range
	for _, m := range a.Mentions {
		if m.Form == extractors.Name && m.Entity != extractors.None && speaks(a.Entities[m.Entity].Type) {
			candidates = append(candidates, heads.WordsOf(a.Encoding, m.Span))
			r.owner = append(r.owner, m.Entity)
		}
	}
	r.antecedents = heads.NewAntecedents(a.Encoding, candidates)
	end := 0
	for i := range a.Quotes {
		q := &a.Quotes[i]
		end = max(end, q.Span().End)
		r.reach = append(r.reach, end)
		var found []int
		if at := heads.WordsOf(a.Encoding, q.Source); at.Len() > 0 && !r.pronoun(q.Source) {
			if found = r.named(q.Source, r.kind(at)); len(found) == 0 {
				found = r.bearing(q.Source)
			}
		}
		r.names = append(r.names, found)
	}
	return r
}

// bearing is the only entity that has a source, which is no mention, for its name,
// surname or alias: 'LEE' of 'Ann Lee' in a transcript. Nil if there is none or several.
func (r *resolver) bearing(source corpus.Span) []int {
	name := strip(source.Of(r.a.Doc.Text))
	if first, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(first) {
		return nil
	}
	var found []int
	for n, e := range r.a.Entities {
		surname := e.Name[strings.LastIndexByte(e.Name, ' ')+1:]
		if strings.EqualFold(e.Name, name) || e.Type == extractors.Person && strings.EqualFold(surname, name) || slices.Contains(e.Aliases, name) {
			found = append(found, n)
		}
	}
	if len(found) != 1 || !speaks(r.a.Entities[found[0]].Type) {
		return nil
	}
	return found
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
	case q.Passive:
		// The article does not tell.
	case q.Cue.Len() > 0:
		r.agentless(i)
	default:
		r.standing(i)
	}
	r.remember(i)
}

// remember keeps for the quotes that follow who made the i-th.
func (r *resolver) remember(i int) {
	q := &r.a.Quotes[i]
	for _, n := range q.Speakers {
		r.spoke[n]++
	}
	if noun := r.document(q.Source); noun != "" {
		r.through[i] = true
		if len(q.Speakers) > 0 || !r.repeats(q.Source, noun) {
			r.issued[noun] = i
		}
	}
	if len(q.Speakers) == 0 && q.Source.Len() > 0 && !strings.Contains(q.Speaker, ";") {
		if noun := headNoun(q.Speaker); len(strings.Fields(q.Speaker)) > max(1, len(strings.Fields(r.unnamed[noun]))) {
			r.unnamed[noun] = q.Speaker
		}
	}
}

// word is a source in lower case without quotation marks.
func (r *resolver) word(source corpus.Span) string {
	return strings.ToLower(strings.Trim(source.Of(r.a.Doc.Text), `"“”'’`))
}

// pronoun says whether a source is one; 'WHO' is none where it is a name.
func (r *resolver) pronoun(source corpus.Span) bool {
	text := source.Of(r.a.Doc.Text)
	return pronouns[r.word(source)] && (len(text) == 1 || text != strings.ToUpper(text) || len(r.bearing(source)) == 0)
}

// sourced resolves a quote with a source.
func (r *resolver) sourced(i int) {
	q := &r.a.Quotes[i]
	at := heads.WordsOf(r.a.Encoding, q.Source)
	if at.Len() == 0 {
		return
	}
	word := r.word(q.Source)
	switch {
	case len(r.names[i]) > 0:
		r.names[i] = r.again(i)
		r.name(q, r.names[i])
		r.company(q)
	case r.together(i, word):
	case r.published(i, word):
	case !pronouns[word]:
		r.nominal(i, at)
	case relative[word] && r.before(q, at):
	case firstPerson[word] && r.outer(i) != extractors.None:
		r.copy(q, r.outer(i))
	case firstPerson[word] && !r.marked(q.Source):
		r.byline(q)
	case singular[word]:
		r.choose(i, Singular, at)
	default:
		r.choose(i, Plural, at)
	}
}

// again are the entities that the i-th source names; a bare surname of several
// people is that of the one of them who last made a statement in full name: he goes
// on.
func (r *resolver) again(i int) []int {
	word := r.word(r.a.Quotes[i].Source)
	if len(r.names[i]) != 1 || r.a.Entities[r.names[i][0]].Type != extractors.Person || strings.Contains(word, " ") {
		return r.names[i]
	}
	for j := i - 1; j >= 0; j-- {
		if len(r.names[j]) != 1 {
			continue
		}
		e := r.a.Entities[r.names[j][0]]
		inFull := strings.Contains(r.a.Quotes[j].Source.Of(r.a.Doc.Text), e.Name)
		if e.Type == extractors.Person && inFull && strings.HasSuffix(strings.ToLower(e.Name), " "+word) {
			return r.names[j]
		}
	}
	return r.names[i]
}

// published makes the one who spoke through a document speak through it again:
// 'the statement', after 'a statement by the mayor', or an 'it' soon after that.
func (r *resolver) published(i int, word string) bool {
	q := &r.a.Quotes[i]
	j := extractors.None
	if noun := r.document(q.Source); noun != "" && r.repeats(q.Source, noun) {
		if k, ok := r.issued[noun]; ok {
			j = k
		}
	} else if k := r.reporting(i); word == "it" && k != extractors.None && r.through[k] && r.soonAfter(k, q.Source.Start) {
		j = k
	}
	if j == extractors.None || len(r.a.Quotes[j].Speakers) == 0 {
		return false
	}
	r.copy(q, j)
	r.through[i] = true
	return true
}

// soonAfter says whether a position is in the sentence after a quote, or in the next
// one if the sentence between does not begin with a name, which an 'it' may mean.
func (r *resolver) soonAfter(quote, at int) bool {
	const article = len("The ")
	o := &r.a.Quotes[quote]
	said, here := r.sentence(max(o.Span().End, o.Cue.End, o.Source.End)-1), r.sentence(at)
	if here != said+2 {
		return here < said+2
	}
	start := r.a.Sentences[said+1].Span.Start
	from, to := r.between(corpus.Span{Start: start, End: start + article + 1})
	return !slices.ContainsFunc(r.a.Mentions[from:to], func(m extractors.Mention) bool { return m.Form == extractors.Name })
}

// document is the noun of a document that a source is; "" if it is none.
func (r *resolver) document(source corpus.Span) string {
	if noun := headNoun(source.Of(r.a.Doc.Text)); documentNouns[noun] {
		return noun
	}
	return ""
}

// repeats says whether a source is a noun alone that is known: 'the report', 'the said
// report'.
func (r *resolver) repeats(source corpus.Span, noun string) bool {
	phrase := r.word(source)
	return definite(phrase) && strip(phrase) == noun
}

// nominal resolves a description: 'the minister', 'the company'.
func (r *resolver) nominal(i int, at heads.Range) {
	q := &r.a.Quotes[i]
	kind := r.kind(at)
	r.describe(q, kind)
	if kind == extractors.SpeakerPerson && r.owned(q.Source) || strings.HasPrefix(r.word(q.Source), "whose ") {
		return
	}
	if n := r.bearerOf(q.Source); n != extractors.None {
		r.name(q, []int{n})
		return
	}
	if phrase := q.Source.Of(r.a.Doc.Text); definite(phrase) && len(r.called(phrase)) == 0 && r.broughtUp(headNoun(phrase), q.Source.Start) {
		return // 'the sailor', after 'a sailor', and nobody named is one
	}
	r.choose(i, Description, at)
}

// broughtUp says whether an indefinite phrase with the noun of a person stands
// before a position.
func (r *resolver) broughtUp(noun string, before int) bool {
	if !entities.IsRole(noun) && !someone[noun] {
		return false
	}
	for i, t := range r.a.Tokens {
		if t.Span.Start >= before {
			break
		}
		if !strings.EqualFold(t.Text, noun) {
			continue
		}
		if first := r.modified(i); first > 0 && indefinite(r.a.Tokens[first-1].Text) {
			return true
		}
	}
	return false
}

// someone are nouns of people that are no roles.
var someone = wordset.Of("man woman boy girl teen teenager person suspect youth lady guy gunman citizen resident native")

// bearerOf is the only person before a source that the article calls by the noun
// that the source is, 'the king' or 'His Majesty', or None.
func (r *resolver) bearerOf(source corpus.Span) int {
	phrase := source.Of(r.a.Doc.Text)
	phrases := styles[r.word(source)]
	if noun := strip(phrase); definite(phrase) && !strings.Contains(noun, " ") && entities.IsRole(noun) {
		phrases = []string{phrase}
	}
	best := extractors.None
	for _, phrase := range phrases {
		for n := range r.called(phrase) {
			if _, before := r.lastName(n, source.Start); !before || r.a.Entities[n].Type != extractors.Person || n == best {
				continue
			}
			if best != extractors.None {
				return extractors.None
			}
			best = n
		}
	}
	return best
}

// styles are what those are whom a style of address means.
var styles = map[string][]string{
	"his majesty":        {"the king", "the sultan", "the emperor"},
	"her majesty":        {"the queen", "the empress"},
	"his highness":       {"the prince", "the emir", "the sheikh"},
	"his royal highness": {"the prince"},
	"her royal highness": {"the princess"},
	"his holiness":       {"the pope", "the patriarch"},
}

// choose makes the likeliest candidate the speaker of the i-th quote; nobody
// leaves it as it is. at: the words that refer to the speaker.
func (r *resolver) choose(i int, ref Reference, at heads.Range) {
	q := &r.a.Quotes[i]
	list := r.candidates(i, ref, at)
	if r.trace != nil {
		r.trace(r.a, i, ref, list)
	}
	k, p := choice(list, ref)
	q.Score *= p
	switch c := list[k]; {
	case c.Entity != extractors.None:
		r.name(q, []int{c.Entity})
	case c.Quote != extractors.None:
		r.copy(q, c.Quote)
	}
}

// owned says whether a source is somebody of a person whom it names: 'Ann Lee's
// lawyer', 'a friend of Ann Lee'.
func (r *resolver) owned(source corpus.Span) bool {
	return slices.ContainsFunc(r.within(source), func(m extractors.Mention) bool {
		return m.Form == extractors.Name && m.Type == extractors.Person && dependent(r.a.Doc.Text, m.Span, source)
	})
}

// foreign says whether an entity bears another nationality in its name than the
// phrase: 'the Danish army' is no 'Swedish Red Cross'.
func (r *resolver) foreign(n int, phrase string) bool {
	own := r.nationality
	words := strings.Fields(phrase)
	return slices.ContainsFunc(words, own) && slices.ContainsFunc(strings.Fields(r.a.Entities[n].Name), func(w string) bool {
		return own(w) && !slices.Contains(words, w)
	})
}

// nationality says whether a word is the name of a nationality in the article.
func (r *resolver) nationality(word string) bool {
	if r.nations == nil {
		r.nations = map[string]bool{}
		for _, m := range r.a.Mentions {
			if m.Type == extractors.NORP {
				r.nations[m.Span.Of(r.a.Doc.Text)] = true
			}
		}
	}
	return r.nations[word]
}

var (
	singular    = wordset.Of("he she his her him")
	firstPerson = wordset.Of("i we my our me us")
	relative    = wordset.Of("who which that whose whom")
	pronouns    = wordset.Of("i we he she they it who which that his her their my our him them himself herself themselves itself you this those these me us whose whom its your")
)

// indefinite says whether a noun phrase introduces somebody new.
func indefinite(phrase string) bool {
	first, _, _ := strings.Cut(strings.ToLower(phrase), " ")
	return first == "a" || first == "an" || first == "another" || first == "some" || first == "one"
}

// specific says whether a noun phrase refers to something known: 'the minister',
// 'his lawyer'.
func specific(phrase string) bool {
	first, _, _ := strings.Cut(strings.ToLower(phrase), " ")
	return first == "the" || first == "this" || first == "that" || first == "these" || first == "those" || pronouns[first]
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

// name makes the entities the speakers of a quote.
func (r *resolver) name(q *extractors.Quote, found []int) {
	names := make([]string, len(found))
	for i, n := range found {
		names[i] = r.a.Entities[n].Name
	}
	e := r.a.Entities[found[0]]
	q.Speaker, q.Speakers, q.SpeakerRole = strings.Join(names, "; "), found, e.Role
	q.SpeakerKind = extractors.SpeakerOrganisation
	switch e.Type {
	case extractors.Person:
		q.SpeakerKind = extractors.SpeakerPerson
	case extractors.NORP:
		q.SpeakerKind = extractors.SpeakerGroup // 'Democrats'
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

// reporting is the statement before the i-th that the article itself reports, or
// None: of 'Ann says Bob told her so' it is Ann's.
func (r *resolver) reporting(i int) int {
	j := i - 1
	for j >= 0 {
		k := r.outer(j)
		if k == extractors.None || r.a.Quotes[k].Span().End > r.a.Quotes[i].Span().Start {
			return j
		}
		j = k
	}
	return extractors.None
}

// agentless resolves a cue without a source: 'adding that'.
func (r *resolver) agentless(i int) {
	if at := heads.WordsOf(r.a.Encoding, r.a.Quotes[i].Cue); at.Len() > 0 {
		r.choose(i, Agentless, at)
	}
}

// standing resolves a quotation without cue and source: it goes on with the
// speaker of the quotation before it in the paragraph, or is anybody's.
func (r *resolver) standing(i int) {
	q := &r.a.Quotes[i]
	if j := r.reporting(i); j != extractors.None {
		before := r.a.Quotes[j].Span().End
		if before <= q.Span().Start && !strings.Contains(r.a.Doc.Text[before:q.Span().Start], "\n") {
			r.copy(q, j)
			q.ContinuedFrom = j
			return
		}
	}
	at := heads.WordsOf(r.a.Encoding, q.Spans[0])
	if at.Len() == 0 {
		return
	}
	at.End = at.Start + 1
	r.choose(i, Standing, at)
}
