// Package claims cuts what an article says, and what it reports others to say,
// into statements that can be checked one by one.
//
// A claim is a clause of the content of a quotation, with the stance that the
// cue gives it (stance.go), or a sentence in the article's own voice that
// asserts a figure, an event with a date, or a change (voice.go). Questions,
// wishes and words in scare quotes are none (clause.go).
package claims

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
)

// New returns the extractor of claims.
func New() *extractors.Extractor {
	return &extractors.Extractor{
		Name: "claims",
		Doc:  "checkable statements, of speakers and of the article itself",
		Requires: []extractors.Layer{extractors.LayerQuotes, extractors.LayerSpeakers, extractors.LayerNumbers,
			extractors.LayerDates, extractors.LayerEntities, extractors.LayerSentences, extractors.LayerTokens},
		Provides: []extractors.Layer{extractors.LayerClaims},
		Run: func(a *extractors.Annotation) error {
			d := document{a}
			claims := d.ofQuotes(nil)
			claims = d.ofTheArticle(claims)
			slices.SortStableFunc(claims, func(x, y extractors.Claim) int {
				return cmp.Or(cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(y.Span.End, x.Span.End), cmp.Compare(x.Quote, y.Quote))
			})
			a.Claims = claims
			return nil
		},
	}
}

// A document is an annotation that is read for claims.
type document struct{ *extractors.Annotation }

// ofQuotes appends the claims in the contents of quotations.
func (d document) ofQuotes(claims []extractors.Claim) []extractors.Claim {
	for i := range d.Quotes {
		q := &d.Quotes[i]
		if len(q.Spans) == 0 || !d.read(q.Spans[0]) {
			continue
		}
		stance := stanceOf(q.Cue.Of(d.Doc.Text), q.Spans[0].Of(d.Doc.Text))
		if stance == "proposes" && d.suggests(q) {
			stance = hedged
		}
		for _, s := range d.clauses(q) {
			if !wondered(d.tokens(s), stance) {
				claims = append(claims, d.claim(i, s, stance))
			}
		}
	}
	return claims
}

// suggests says whether the quotation suggests that something is so, and does not
// propose it: 'suggested that the dam was old', not 'that it should be mended'.
func (d document) suggests(q *extractors.Quote) bool {
	if !strings.Contains(strings.ToLower(q.Cue.Of(d.Doc.Text)), "suggest") || q.Kind == extractors.Direct {
		return false
	}
	for _, t := range d.tokens(q.Spans[0]) {
		if finite(t) {
			switch strings.ToLower(t.Text) {
			case "should", "must", "ought":
				return false
			}
			return true
		}
	}
	return false
}

// claim attaches to a span what lies in it.
func (d document) claim(quote int, s corpus.Span, stance string) extractors.Claim {
	c := extractors.Claim{Quote: quote, Span: s, Stance: stance}
	if stance == "asserts" && d.hedges(s) {
		c.Stance = hedged
	}
	for i := sort.Search(len(d.Numbers), func(i int) bool { return d.Numbers[i].Span.End > s.Start }); i < len(d.Numbers) && d.Numbers[i].Span.Start < s.End; i++ {
		if s.Contains(d.Numbers[i].Span) && (quote != extractors.None || !d.quoted(d.Numbers[i].Span)) {
			c.Numbers = append(c.Numbers, i)
		}
	}
	for i := sort.Search(len(d.Dates), func(i int) bool { return d.Dates[i].Span.End > s.Start }); i < len(d.Dates) && d.Dates[i].Span.Start < s.End; i++ {
		date := &d.Dates[i]
		if !s.Contains(date.Span) {
			continue
		}
		c.Dates = append(c.Dates, i)
		if c.AboutDay.IsZero() && (date.Type == "DATE" || date.Type == "TIME") && date.FirstDay.Equal(date.LastDay) {
			c.AboutDay = date.FirstDay
		}
	}
	for i := sort.Search(len(d.Mentions), func(i int) bool { return d.Mentions[i].Span.Start >= s.Start }); i < len(d.Mentions) && d.Mentions[i].Span.Start < s.End; i++ {
		m := &d.Mentions[i]
		if m.Entity != extractors.None && s.Contains(m.Span) && !slices.Contains(c.Entities, m.Entity) {
			c.Entities = append(c.Entities, m.Entity)
		}
	}
	return c
}

// quoted says whether the place is in the content of a quotation.
func (d document) quoted(s corpus.Span) bool {
	for i := range d.Quotes {
		if slices.ContainsFunc(d.Quotes[i].Spans, func(content corpus.Span) bool { return content.Contains(s) }) {
			return true
		}
	}
	return false
}

// hedges says whether the words beside the first finite verb of the span leave
// open whether it is so.
func (d document) hedges(s corpus.Span) bool {
	tokens := d.tokens(s)
	verb := slices.IndexFunc(tokens, finite)
	for i := range tokens[:min(verb+3, len(tokens))] {
		if t := &tokens[i]; t.Tag != "NNP" && hedges[strings.ToLower(t.Text)] {
			return true
		}
	}
	return false
}

// tokens are the tokens that lie in the span.
func (d document) tokens(s corpus.Span) []extractors.Token {
	lo := sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Span.Start >= s.Start })
	hi := sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Span.End > s.End })
	if hi < lo {
		return nil
	}
	return d.Tokens[lo:hi]
}

// sentences are the indices of the sentences that overlap the span.
func (d document) sentences(s corpus.Span) (lo, hi int) {
	lo = sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Span.End > s.Start })
	hi = lo
	for hi < len(d.Sentences) && d.Sentences[hi].Span.Start < s.End {
		hi++
	}
	return lo, hi
}

// read says whether the place is in a region that extractors read.
func (d document) read(s corpus.Span) bool {
	lo, hi := d.sentences(s)
	return lo < hi && d.Sentences[lo].Region.Read()
}
