package speakers

import (
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
)

// NewBaseline returns an extractor of speakers that needs no model: a name in
// the source, else what its pronoun refers to, else the source's own words; a
// quotation without a source goes on with the speaker before it.
func NewBaseline() *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "speakers",
		Doc:      "who made each statement, by rules",
		Requires: []extractors.Layer{extractors.LayerTokens, extractors.LayerQuotes, extractors.LayerEntities},
		Provides: []extractors.Layer{extractors.LayerSpeakers},
		Run: func(a *extractors.Annotation) error {
			r := &resolver{a: a}
			for i := range a.Quotes {
				r.byRule(i)
			}
			return nil
		},
	}
}

func (r *resolver) byRule(i int) {
	q := &r.a.Quotes[i]
	q.SpeakerKind = extractors.SpeakerNone
	source := q.Source.Of(r.a.Doc.Text)
	words := strings.Fields(strings.ToLower(source))
	switch {
	case len(words) == 0:
		if i > 0 && (q.ContinuedFrom == i-1 || strings.HasSuffix(q.Cue.Of(r.a.Doc.Text), "ing") || q.Cue.Len() == 0) {
			r.copy(q, i-1)
		}
		return
	case len(words) == 1 && pronouns[words[0]]:
		if n := r.lastSpeaker(i, words[0]); n != extractors.None {
			r.name(q, []int{n})
		} else if n := r.referent(q.Source); n != extractors.None {
			r.name(q, []int{n})
		} else if i > 0 && agrees[words[0]][r.a.Quotes[i-1].SpeakerKind] {
			r.copy(q, i-1)
		}
		return
	}
	people, others := r.namesIn(q.Source)
	head := head(source)
	switch {
	case len(people) > 0:
		r.name(q, people)
	case documents[head]:
		r.describe(q, extractors.SpeakerDocument)
	case groups[head] || strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") && len(others) == 0:
		r.describe(q, extractors.SpeakerGroup)
	case len(others) > 0:
		r.name(q, others[:1])
	case r.bearer(words[0], head, q.Source.Start) != extractors.None:
		r.name(q, []int{r.bearer(words[0], head, q.Source.Start)})
	case offices[head]:
		r.describe(q, extractors.SpeakerOrganisation)
	default:
		r.describe(q, extractors.SpeakerUnnamed)
	}
}

// agrees are the kinds of speakers that a pronoun may stand for.
var agrees = map[string]map[extractors.SpeakerKind]bool{
	"he":   {extractors.SpeakerPerson: true, extractors.SpeakerUnnamed: true},
	"she":  {extractors.SpeakerPerson: true, extractors.SpeakerUnnamed: true},
	"it":   {extractors.SpeakerOrganisation: true, extractors.SpeakerDocument: true},
	"they": {extractors.SpeakerGroup: true, extractors.SpeakerOrganisation: true},
}

// bearer is the person named last before the place whose role has the head:
// 'the minister' is the one whom the article calls a minister.
func (r *resolver) bearer(article, head string, before int) int {
	best := extractors.None
	if article != "the" || head == "" {
		return best
	}
	latest := -1
	for n, e := range r.a.Entities {
		if e.Type != extractors.Person || !slices.Contains(strings.Fields(strings.ToLower(e.Role)), head) {
			continue
		}
		for _, j := range e.Mentions {
			if at := r.a.Mentions[j].Span.Start; at < before && at > latest {
				best, latest = n, at
			}
		}
	}
	return best
}

// lastSpeaker is the person who made the statement before the i-th, for 'he'
// and 'she': who speaks goes on speaking, unless a person was named since.
func (r *resolver) lastSpeaker(i int, pronoun string) int {
	if i == 0 || pronoun != "he" && pronoun != "she" {
		return extractors.None
	}
	before, q := &r.a.Quotes[i-1], &r.a.Quotes[i]
	if len(before.Speakers) != 1 || before.SpeakerKind != extractors.SpeakerPerson {
		return extractors.None
	}
	n := r.referent(q.Source)
	since := max(before.Source.End, before.Cue.End)
	if n == extractors.None || n == before.Speakers[0] || since >= q.Source.Start {
		return n
	}
	for _, m := range r.mentionsIn(corpus.Span{Start: since, End: q.Source.Start}) {
		inside := slices.ContainsFunc(append(before.Spans, q.Spans...), func(s corpus.Span) bool { return s.Contains(m.Span) })
		if m.Entity == n && m.Form == extractors.Name && !inside {
			return n
		}
	}
	return before.Speakers[0]
}

// mentionsIn are the mentions that begin inside the span.
func (r *resolver) mentionsIn(s corpus.Span) []extractors.Mention {
	i, _ := slices.BinarySearchFunc(r.a.Mentions, s.Start, func(m extractors.Mention, at int) int { return m.Span.Start - at })
	j := i
	for j < len(r.a.Mentions) && r.a.Mentions[j].Span.Start < s.End {
		j++
	}
	return r.a.Mentions[i:j]
}

func (r *resolver) referent(s corpus.Span) int {
	for _, m := range r.mentionsIn(s) {
		if m.Form == extractors.Pronoun {
			return m.Entity
		}
	}
	return extractors.None
}

// namesIn are the people that a source names, and the organisations and places
// that are its head.
func (r *resolver) namesIn(source corpus.Span) (people, others []int) {
	text := r.a.Doc.Text
	last := corpus.Span{End: -1}
	for _, m := range r.mentionsIn(source) {
		if m.Form != extractors.Name || m.Entity == extractors.None || m.Span.End > source.End || dependent(text, m.Span, source) {
			continue
		}
		switch t := r.a.Entities[m.Entity].Type; {
		case t == extractors.Person:
			if last.End < 0 || joining(text[last.End:m.Span.Start]) {
				people = append(people, m.Entity)
				last = m.Span
			}
		case t != extractors.NORP && strings.HasSuffix(strings.ToLower(m.Span.Of(text)), head(source.Of(text))):
			others = append(others, m.Entity)
		}
	}
	return people, others
}

// head is the last word before what is attached to a noun phrase.
func head(phrase string) string {
	words := strings.Fields(strings.ToLower(strip(phrase)))
	for i, w := range words {
		if i > 0 && attaching[w] {
			words = words[:i]
			break
		}
	}
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

var (
	attaching = set(`of for in at from with on to near and by familiar close`)
	documents = set(`report study survey poll letter document law bill statement indictment complaint affidavit lawsuit reports documents
		records paper memo article data figures analysis email filing transcript website post resolution agreement`)
	groups  = set(`police people media staff public opposition family`)
	offices = set(`ministry government court department agency council committee commission company office party union authority hospital
		university bank army navy parliament senate administration embassy bureau organization organisation group association campaign`)
)
