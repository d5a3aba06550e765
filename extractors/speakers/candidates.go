package speakers

import (
	"math"
	"regexp"
	"slices"
	"sort"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/entities"
	"onrecord/extractors/heads"
	"onrecord/internal/wordset"
)

// A Reference is how a statement refers to a speaker whom it does not name. Each
// has weights of its own.
type Reference string

// The references.
const (
	Singular    Reference = "Singular"    // 'he', 'she'
	Plural      Reference = "Plural"      // 'they', 'it', 'we', 'who'
	Description Reference = "Description" // 'the minister', 'the company'
	Agentless   Reference = "Agentless"   // a cue without a source: 'adding that'
	Standing    Reference = "Standing"    // a quotation without cue and source
)

// A Candidate is who may have made a statement: an entity of the article, or the
// unnamed speaker of an earlier statement, or nobody of these (both None): then a
// description stands for itself (Speaker).
type Candidate struct {
	Entity   int // of Annotation.Entities, or None
	Quote    int // of Annotation.Quotes, or None
	Speaker  string
	Features [features]float64
}

// A feature is what tells for or against a candidate.
type feature int

const (
	named         feature = iota // an entity
	unnamed                      // an unnamed speaker
	coref                        // the model's logit that the source refers to it
	person                       // a person: the model's logit that the source is one
	thing                        // an organisation or place: the model's logit that the source is one
	place                        // a place or nationality
	bare                         // an entity, and the description has no 'the', 'his' or the like
	national                     // an entity, and the description holds a nationality
	foretold                     // an entity that is mentioned only later, and the description is indefinite
	holdsName                    // an entity, and the description holds a name
	spokeLast                    // it made the statement before this
	spokeNear                    // … and that ends in this sentence or the one before
	spokeByName                  // … and names it as its source
	spokeSame                    // … and its source is the same word
	spokeTwice                   // it made the statement before that, and not the last
	spoke                        // log of the number of its statements so far
	speaksNext                   // the next statement names it as its source
	outer                        // the source stands in a statement of its
	inside                       // the content names it
	resolved                     // the pronoun is a mention of it
	lastPronoun                  // the last pronoun before is a mention of it
	sameGender                   // its titles are of the pronoun's gender
	pronounGender                // pronouns for it of the same gender, less those of the other
	nameGender                   // the model's log odds by its name for that gender
	sameNoun                     // the article describes it with the noun of the source
	sameWord                     // number of other words of the description that the source has
	otherNoun                    // the article describes it with other nouns only
	wrongKind                    // a person, and the noun is of an organisation, or the other way round
	unlike                       // it would bear the noun in its name, and does not
	broughtIn                    // sameNoun, and an indefinite phrase brought it in
	latest                       // no other of its type was mentioned since
	second                       // one other was
	sameSentence                 // last mentioned in the sentence of the source
	lastSentence                 // … in the sentence before
	distance                     // log of the sentences since
	ahead                        // mentioned only later
	subject                      // a subject where it was mentioned last
	opens                        // … and there it began the sentence
	possessive                   // a possessive where it was mentioned last
	mentioned                    // log of the number of its mentions
	share                        // its part of all mentions of its type
	features                     // how many there are
)

// featureNames are as in weights.go.
var featureNames = [features]string{
	"named", "unnamed", "coref", "person", "thing", "place", "bare", "national", "foretold", "holdsName", "spokeLast",
	"spokeNear", "spokeByName", "spokeSame", "spokeTwice", "spoke", "speaksNext", "outer", "inside", "resolved",
	"lastPronoun", "sameGender", "pronounGender", "nameGender", "sameNoun", "sameWord", "otherNoun",
	"wrongKind", "unlike", "broughtIn", "latest", "second", "sameSentence", "lastSentence", "distance", "ahead", "subject", "opens",
	"possessive", "mentioned", "share",
}

// FeatureNames are the names of Candidate.Features.
func FeatureNames() []string { return featureNames[:] }

// mostStatements is how far back unnamed speakers are candidates.
const mostStatements = 12

// candidates are all who may have made the i-th statement, nobody last, with
// their features in view of the statements before it, whose speakers are known,
// and of the one after it. at: the words that refer to the speaker.
func (r *resolver) candidates(i int, ref Reference, at heads.Range) []Candidate {
	q := &r.a.Quotes[i]
	text := r.a.Doc.Text
	source := q.Source
	if source.Len() == 0 {
		start := r.a.Encoding.Words[at.Start].Start
		source = corpus.Span{Start: start, End: start}
	}
	phrase := source.Of(text)
	word := strings.ToLower(phrase)
	here := r.sentence(source.Start)
	isPerson, isThing := r.kindLogits(at)
	around := extractors.None
	if q.Source.Len() > 0 {
		around = r.outer(i)
	}
	self := extractors.None // the quotation around the pronoun: who is quoted calls himself 'I'
	if ref == Singular && r.marked(source) {
		self = around
	}
	var called map[int]fit
	var described [features]float64 // what all entities have of the description
	noun := ""
	if ref == Description {
		noun, called = headNoun(r.writtenOut(phrase)), r.called(phrase)
		described[bare] = indicator(!specific(word))
		described[holdsName], described[national] = indicator(r.holdsName(source)), indicator(len(r.nationalities(source)) > 0)
	}
	role, organisation := indicator(entities.IsRole(noun)), indicator(organisationNouns[noun])
	most, compatriots := closest(called), r.compatriots(source)
	introduced := ref == Description && indefinite(word)
	pronoun := r.lastPronoun(source.Start)

	var out []Candidate
	var last []int // where each was named last before the source
	for n, logit := range entities.ByEntity(r.antecedents.Scores(at), r.owner) {
		e := &r.a.Entities[n]
		if e.Type != extractors.Person && ref == Singular || e.Type == extractors.Person && word == "it" || ref == Description && r.foreign(n, phrase) {
			continue
		}
		fits, ok := called[n]
		if ok && fits.telling < most || len(compatriots) > 0 && e.Type == extractors.Person && !compatriots[n] || r.titles.Agree(n, word) < 0 || self != extractors.None && slices.Contains(r.a.Quotes[self].Speakers, n) {
			continue
		}
		if ref == Description && !ok && (apart(noun, e) || strings.HasPrefix(noun, "spokes") && e.Role != "" && !speaking.MatchString(e.Role) || e.Type == extractors.Person && r.isAbout(q, n)) {
			continue
		}
		c := Candidate{Entity: n, Quote: extractors.None, Speaker: e.Name, Features: described}
		f := &c.Features
		f[named], f[coref] = 1, clip(logit, 12)/4
		if e.Type == extractors.Person {
			f[person], f[wrongKind] = isPerson, organisation
		} else {
			f[thing], f[wrongKind] = isThing, role
			f[place] = indicator(e.Type == extractors.Location || e.Type == extractors.NORP)
		}
		if ok {
			f[sameNoun], f[sameWord] = 1, float64(fits.shared)
		} else if ref == Description {
			f[otherNoun] = indicator(e.Role != "" && !broad[noun])
			f[unlike] = indicator(e.Type != extractors.Person && (selfNaming[noun] || private[noun] && public(e.Name)))
		}
		f[sameGender] = indicator(r.titles.Agree(n, word) > 0)
		f[pronounGender] = clip(r.pronouns.Agree(n, word), 3) / 3
		f[nameGender] = clip(r.given.Agree(n, word), 6) / 3
		f[spoke] = math.Log1p(float64(r.spoke[n]))
		f[speaksNext] = indicator(i+1 < len(r.a.Quotes) && slices.Contains(r.names[i+1], n))
		f[lastPronoun] = indicator(pronoun == n)
		r.turns(f, i, here, word, around, func(o *extractors.Quote) bool { return slices.Contains(o.Speakers, n) })
		named := r.mentions(f, n, here, source, q)
		if introduced {
			if f[ahead] == 0 {
				continue // 'a minister' is nobody who was mentioned
			}
			f[foretold] = 1
		}
		out, last = append(out, c), append(last, named)
	}
	r.rank(out, last)
	slices.SortFunc(out, func(c, d Candidate) int { return c.Entity - d.Entity })

	seen := map[string]bool{}
	for j := i - 1; j >= max(0, i-mostStatements) && !introduced; j-- {
		o := &r.a.Quotes[j]
		if o.Speaker == "" || len(o.Speakers) > 0 || seen[o.Speaker] || ref == Singular && o.SpeakerKind != extractors.SpeakerUnnamed ||
			j == self || word == "they" && o.SpeakerKind == extractors.SpeakerDocument {
			continue
		}
		seen[o.Speaker] = true
		c := Candidate{Entity: extractors.None, Quote: j, Speaker: o.Speaker}
		f := &c.Features
		f[unnamed] = 1
		f[distance] = math.Log1p(math.Abs(float64(here - r.sentence(o.Span().Start))))
		if ref == Description && general(headNoun(o.Speaker)) == general(noun) {
			f[sameNoun], f[broughtIn] = 1, indicator(r.fresh[o.Speaker])
		}
		r.turns(f, i, here, word, around, func(p *extractors.Quote) bool { return p.Speaker == o.Speaker })
		out = append(out, c)
	}
	return append(out, Candidate{Entity: extractors.None, Quote: extractors.None, Speaker: q.Speaker})
}

// speaking finds the roles that a spokesman may have.
var speaking = regexp.MustCompile(`(?i)spokes|secretary|press|media|communication|director`)

// isAbout says whether the name of an entity begins an indirect content: 'Lee was
// briefed, the captain said' is not said by Lee.
func (r *resolver) isAbout(q *extractors.Quote, n int) bool {
	const titles = 12 // bytes before the name
	if q.Kind != extractors.Indirect {
		return false
	}
	from, to := r.between(corpus.Span{Start: q.Spans[0].Start, End: min(q.Spans[0].End, q.Spans[0].Start+titles)})
	return slices.ContainsFunc(r.a.Mentions[from:to], func(m extractors.Mention) bool { return m.Form == extractors.Name && m.Entity == n })
}

// closest is the most telling words of a description that somebody whom the article calls by
// its noun shares: the 'transport minister' is no other minister of the article.
// called: as from resolver.called.
func closest(called map[int]fit) int {
	most := 0
	for _, f := range called {
		most = max(most, f.telling)
	}
	return most
}

// compatriots are the people whom the article describes with a nationality that a
// source holds: who 'her Irish counterpart Ann Lee' is may be 'the Irish minister'.
func (r *resolver) compatriots(source corpus.Span) map[int]bool {
	out := map[int]bool{}
	for _, nationality := range r.nationalities(source) {
		for _, bearers := range r.described {
			for n, words := range bearers {
				if words[nationality] && r.a.Entities[n].Type == extractors.Person {
					out[n] = true
				}
			}
		}
	}
	return out
}

// nationalities are those that a source holds, in lower case.
func (r *resolver) nationalities(source corpus.Span) []string {
	var out []string
	for _, m := range r.within(source) {
		if m.Type == extractors.NORP {
			out = append(out, strings.ToLower(m.Span.Of(r.a.Doc.Text)))
		}
	}
	return out
}

// broad are nouns for people of many roles: 'the official' may be a minister.
var broad = wordset.Of("official leader politician executive diplomat lawmaker legislator expert man woman veteran")

// turns are the features of who spoke before.
func (r *resolver) turns(f *[features]float64, i, here int, word string, around int, by func(*extractors.Quote) bool) {
	if around != extractors.None {
		f[outer] = indicator(by(&r.a.Quotes[around]))
	}
	before := i - 1
	if word == "" {
		before = r.reporting(i)
	}
	if before < 0 {
		return
	}
	last := &r.a.Quotes[before]
	if !by(last) {
		f[spokeTwice] = indicator(before > 0 && by(&r.a.Quotes[before-1]))
		return
	}
	f[spokeLast] = 1
	end := max(last.Span().End, last.Cue.End, last.Source.End) - 1
	f[spokeNear] = indicator(here-r.sentence(end) <= 1)
	f[spokeByName] = indicator(len(r.names[before]) > 0)
	f[spokeSame] = indicator(word != "" && strings.EqualFold(last.Source.Of(r.a.Doc.Text), word))
}

// mentions are the features of where an entity is mentioned. It tells where it is
// named last before the source, or None.
func (r *resolver) mentions(f *[features]float64, n, here int, source corpus.Span, q *extractors.Quote) int {
	a := r.a
	all := a.Entities[n].Mentions
	f[mentioned] = math.Log1p(float64(len(all)))
	before := sort.Search(len(all), func(k int) bool { return a.Mentions[all[k]].Span.Start >= source.Start })
	if before < len(all) && a.Mentions[all[before]].Span == source {
		f[resolved] = 1
	}
	const near = 20 // mentions that may lie in the content
	for _, k := range all[max(0, before-near):min(len(all), before+near)] {
		m := a.Mentions[k]
		if m.Form == extractors.Name && slices.ContainsFunc(q.Spans, func(s corpus.Span) bool { return s.Contains(m.Span) }) {
			f[inside] = 1
		}
	}
	m, ok := r.lastName(n, source.Start)
	if !ok {
		f[ahead] = 1
		return extractors.None
	}
	since := here - r.sentence(m.Span.Start)
	f[sameSentence], f[lastSentence] = indicator(since == 0), indicator(since == 1)
	f[distance] = math.Log1p(float64(since))
	next := sort.Search(len(a.Tokens), func(k int) bool { return a.Tokens[k].Span.Start >= m.Span.End })
	if next < len(a.Tokens) {
		switch a.Tokens[next].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			f[subject] = 1
			if s := r.sentence(m.Span.Start); s < len(a.Sentences) {
				const title = 30 // bytes before the name
				f[opens] = indicator(m.Span.Start-a.Sentences[s].Span.Start < title)
			}
		case "POS":
			f[possessive] = 1
		}
	}
	return m.Span.Start
}

// lastName is the last mention of an entity by name before a position.
func (r *resolver) lastName(n, before int) (extractors.Mention, bool) {
	all := r.a.Entities[n].Mentions
	k := sort.Search(len(all), func(k int) bool { return r.a.Mentions[all[k]].Span.Start >= before }) - 1
	for ; k >= 0; k-- {
		if m := r.a.Mentions[all[k]]; m.Form == extractors.Name {
			return m, true
		}
	}
	return extractors.Mention{}, false
}

// lastPronoun is the entity of the last personal pronoun before a position, or
// None.
func (r *resolver) lastPronoun(before int) int {
	const most = 40 // mentions back
	k := sort.Search(len(r.a.Mentions), func(k int) bool { return r.a.Mentions[k].Span.Start >= before }) - 1
	for n := 0; k >= 0 && n < most; k, n = k-1, n+1 {
		if m := r.a.Mentions[k]; m.Form == extractors.Pronoun {
			return m.Entity
		}
	}
	return extractors.None
}

// rank sets the features that compare candidates: which was mentioned last, how
// many of the mentions are of it. last: where each was named last, or None.
func (r *resolver) rank(list []Candidate, last []int) {
	order := make([]int, len(list))
	var total [2]float64
	isPerson := func(k int) int {
		if r.a.Entities[list[k].Entity].Type == extractors.Person {
			return 1
		}
		return 0
	}
	for k, c := range list {
		order[k] = k
		total[isPerson(k)] += float64(len(r.a.Entities[c.Entity].Mentions))
	}
	slices.SortFunc(order, func(k, l int) int { return last[l] - last[k] })
	var place [2]int
	for _, k := range order {
		t := isPerson(k)
		f := &list[k].Features
		if last[k] != extractors.None {
			f[latest], f[second] = indicator(place[t] == 0), indicator(place[t] == 1)
		}
		place[t]++
		f[share] = float64(len(r.a.Entities[list[k].Entity].Mentions)) / total[t]
	}
}

// sentence is the index of the sentence at a position.
func (r *resolver) sentence(at int) int {
	return sort.Search(len(r.a.Sentences), func(i int) bool { return r.a.Sentences[i].Span.End > at })
}

// kindLogits are the model's logits that a source is a person, and that it is an
// organisation; a quarter of them.
func (r *resolver) kindLogits(at heads.Range) (isPerson, isThing float64) {
	scores := heads.Mean(r.a.Encoding.Heads["kind"], at)
	logit := func(k int) float64 { return clip(math.Log(p(scores, k)/(1-p(scores, k))), 8) / 4 }
	return logit(0), logit(1)
}

// p is the softmax of scores at k, away from 0 and 1.
func p(scores []float32, k int) float64 {
	total := 0.0
	for _, s := range scores {
		total += math.Exp(float64(s - scores[k]))
	}
	return min(max(1/total, 1e-6), 1-1e-6)
}

func clip(x, most float64) float64 { return min(max(x, -most), most) }

func indicator(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// choice is the likeliest candidate and its probability by the weights of the
// reference (a conditional logit).
func choice(list []Candidate, ref Reference) (int, float64) {
	w := weights[ref]
	best, total := 0, 0.0
	score := make([]float64, len(list))
	for k := range list {
		for f, x := range list[k].Features {
			score[k] += float64(w[f] * x)
		}
		if score[k] > score[best] {
			best = k
		}
	}
	for k := range list {
		total += math.Exp(score[k] - score[best])
	}
	return best, 1 / total
}
