package speakers

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/extractors"
)

func TestCalibrated(t *testing.T) {
	text := "Ann Lee said it rained."
	sure := extractors.Quote{
		Kind: extractors.Direct, Score: 0.99, SpeakerKind: extractors.SpeakerPerson,
		Cue: corpus.Span{Start: 8, End: 12}, Source: corpus.Span{Start: 0, End: 7},
	}
	unsure, nobody, agentless := sure, sure, sure
	unsure.Score = 0.4
	nobody.SpeakerKind = extractors.SpeakerNone
	agentless.Source = corpus.Span{}
	best := calibrated(&sure, text)
	for name, q := range map[string]*extractors.Quote{"unsure": &unsure, "nobody": &nobody, "agentless": &agentless} {
		if p := calibrated(q, text); p <= 0 || p >= best || best >= 1 {
			t.Errorf("%s: %v against %v", name, p, best)
		}
	}
	passive := agentless
	passive.Passive = true
	if calibrated(&passive, text) <= calibrated(&agentless, text) {
		t.Error("a passive without an agent is no likelier than any cue without a source")
	}
	for _, raw := range []float64{0, 1} {
		q := sure
		q.Score = raw
		if p := calibrated(&q, text); !(p > 0 && p < 1) {
			t.Errorf("raw score %v: %v", raw, p)
		}
	}
}

func TestLikely(t *testing.T) {
	got := likely([]extractors.Quote{
		{Score: 0.05, ContinuedFrom: extractors.None},
		{Score: 0.9, ContinuedFrom: 0},
		{Score: 0.01, ContinuedFrom: extractors.None},
		{Score: 0.8, ContinuedFrom: 1},
		{Score: 0.1, ContinuedFrom: extractors.None},
		{Score: 0.1, Kind: extractors.Indirect, ContinuedFrom: extractors.None},
		{Score: 0.1, Kind: extractors.Indirect, Source: corpus.Span{End: 1}, ContinuedFrom: extractors.None},
	}, []float64{0.1, 0.95, 0.3, 0.95, 0.95, 0.95, 0.95})
	want := []extractors.Quote{
		{Score: 0.9, ContinuedFrom: extractors.None}, {Score: 0.8, ContinuedFrom: 0}, {Score: 0.1, ContinuedFrom: extractors.None},
		{Score: 0.1, Kind: extractors.Indirect, Source: corpus.Span{End: 1}, ContinuedFrom: extractors.None},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
