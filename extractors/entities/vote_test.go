package entities

import (
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/heads"
)

// A name that stands alone in a headline has the type that the body gives it.
func TestVote(t *testing.T) {
	const text = "KORLA wakes . In Korla snow fell"
	s := Scheme{head: "names", types: []extractors.EntityType{extractors.Person, extractors.Location, ""}, once: true}
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text}, Encoding: &extractors.Encoding{
		Words: []corpus.Span{{Start: 0, End: 5}, {Start: 17, End: 22}},
		Heads: map[string]extractors.Matrix{"names": {Cols: 7, Data: []float32{
			0, 3, 0, 2, 0, 0, 0, // KORLA: rather a person
			0, 0, 0, 5, 0, 6, 0, // Korla: surely no person
		}}},
	}}
	spans := []heads.Labelled{{Range: heads.Range{Start: 0, End: 1}, Type: 0}, {Range: heads.Range{Start: 1, End: 2}, Type: 1}}
	s.vote(a, spans)
	if spans[0].Type != 1 || spans[1].Type != 1 {
		t.Errorf("types %d and %d, want the place for both", spans[0].Type, spans[1].Type)
	}
	// An amount has no say and gets none.
	spans[1].Type = 2
	spans[0].Type = 0
	s.vote(a, spans)
	if spans[0].Type != 0 || spans[1].Type != 2 {
		t.Errorf("an amount votes: %v", spans)
	}
}
