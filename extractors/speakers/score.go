package speakers

import (
	"math"
	"strings"

	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// weights turn what is known of a quote into the probability that its content
// and its speaker are right (logistic regression). evaluation/calibration.py
// fits them, with the same features.
var scoreWeights = struct {
	constant, raw            float64
	noCue, noSource, pronoun float64
	passive                  float64 // set by hand: too few are in the development set
	kind                     map[extractors.QuoteKind]float64
	speaker                  map[extractors.SpeakerKind]float64
}{
	constant: 0.31, raw: 0.80,
	noCue: -0.06, noSource: -1.49, pronoun: 0.13, passive: 2.3,
	kind: map[extractors.QuoteKind]float64{extractors.Direct: -0.47, extractors.Mixed: 0.25},
	speaker: map[extractors.SpeakerKind]float64{
		extractors.SpeakerOrganisation: -0.72, extractors.SpeakerGroup: -0.99, extractors.SpeakerUnnamed: -1.35,
		extractors.SpeakerDocument: -1.03, extractors.SpeakerNone: -2.01,
	},
}

// calibrated is the probability that a quote is right. Its Score so far is the
// product of what the model gives its parts.
func calibrated(q *extractors.Quote, text string) float64 {
	raw := min(max(q.Score, 0.001), 0.999)
	z := scoreWeights.constant + scoreWeights.raw*math.Log(raw/(1-raw)) + scoreWeights.kind[q.Kind] + scoreWeights.speaker[q.SpeakerKind]
	switch {
	case q.Cue.Len() == 0:
		z += scoreWeights.noCue
	case q.Source.Len() == 0:
		z += scoreWeights.noSource
	}
	if q.Passive {
		z += scoreWeights.passive
	}
	if sourcePronouns[strings.ToLower(q.Source.Of(text))] {
		z += scoreWeights.pronoun
	}
	return 1 / (1 + math.Exp(-z))
}

// leastScore is the probability under which a quote is dropped: on our
// development set one in fifteen of those is right. One in marks or with a source that the
// model surely finds stays all the same: then only its speaker is in doubt.
const (
	leastScore = 0.2
	surely     = 0.9
)

// likely are the quotes but for those that are hardly ever right. said: what the
// model gives each that it is a statement.
func likely(quotes []extractors.Quote, said []float64) []extractors.Quote {
	place := make([]int, len(quotes))
	var out []extractors.Quote
	for i, q := range quotes {
		place[i] = extractors.None
		if q.Score < leastScore && (said[i] < surely || q.Kind == extractors.Indirect && q.Source.Len() == 0) {
			continue
		}
		place[i] = len(out)
		if q.ContinuedFrom != extractors.None {
			q.ContinuedFrom = place[q.ContinuedFrom] // comes before
		}
		out = append(out, q)
	}
	return out
}

var sourcePronouns = wordset.Of("i we he she they it who which that his her their")
