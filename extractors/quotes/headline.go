package quotes

import (
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// headlined are the statements that headlines attribute by a colon, without a cue:
// 'Police: two hurt in fire', 'Two hurt in fire: police'. found: the statements so
// far.
func headlined(a *extractors.Annotation, found []extractors.Quote) []extractors.Quote {
	const (
		least  = 3   // words of a content
		score  = 0.9 // by eye: the class of sources below hardly leaves a doubt
		source = 2   // words of a source
	)
	var out []extractors.Quote
	for _, s := range a.Sentences {
		line := s.Span.Of(a.Doc.Text)
		if s.Region != corpus.Title || strings.Contains(line, "\n") {
			continue
		}
		for _, colon := range []int{strings.Index(line, ": "), strings.LastIndex(line, ": ")} {
			if colon < 0 {
				break
			}
			left := corpus.Span{Start: s.Span.Start, End: s.Span.Start + colon}
			right := corpus.Span{Start: left.End + len(": "), End: s.Span.End}
			who, what := left, right
			if !headlineSource(who.Of(a.Doc.Text), source) {
				who, what = right, left
			}
			if !headlineSource(who.Of(a.Doc.Text), source) || len(strings.Fields(what.Of(a.Doc.Text))) < least {
				continue
			}
			what = trimEnd(a.Doc.Text, trimStart(a.Doc.Text, what))
			if slices.ContainsFunc(found, func(q extractors.Quote) bool {
				return slices.ContainsFunc(q.Spans, what.Overlaps)
			}) {
				break
			}
			out = append(out, extractors.Quote{Spans: []corpus.Span{what}, Source: who, Score: score, ContinuedFrom: extractors.None})
			break
		}
	}
	return out
}

// headlineSource says whether a phrase of so many words at most is somebody whom
// headlines name with a colon.
func headlineSource(phrase string, most int) bool {
	words := strings.Fields(strings.ToLower(phrase))
	return len(words) > 0 && len(words) <= most && headlineSources[words[len(words)-1]]
}

// headlineSources are those who speak in headlines without a verb.
var headlineSources = wordset.Of(`police cops officials authorities prosecutors sources investigators detectives sheriff coroner da witnesses
	experts researchers scientists lawyers doctors analysts report reports study poll survey un nato`)
