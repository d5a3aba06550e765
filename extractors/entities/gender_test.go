package entities

import (
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
)

func TestGenders(t *testing.T) {
	text := "Mrs Lee met Dow. She told him."
	for before, want := range map[string]gender{
		"Mrs ": female, "his nephew, ": male, "so said his nephew. ": unknown, "“I saw my brother,” ": unknown, "her “father” ": unknown, "so said Mr. ": male,
	} {
		a := &extractors.Annotation{Doc: &corpus.Document{Text: before + "Lee"}}
		a.Mentions = []extractors.Mention{{Span: corpus.Span{Start: len(before), End: len(before) + 3}, Type: extractors.Person, Form: extractors.Name}}
		if got := mentionGenders(a, true)[0]; got != want {
			t.Errorf("%q: got %d, want %d", before, got, want)
		}
		if got := mentionGenders(a, false)[0]; got != want && (got != unknown || !strings.HasSuffix(before, ", ")) {
			t.Errorf("%q: got %d without commas", before, got)
		}
	}
	e := &extractors.Encoding{Heads: map[string]extractors.Matrix{"gender": {Cols: 2, Data: []float32{9, 9, 1, 3, 9, 9, 5, 1}}}}
	span := func(from, to int) corpus.Span { return corpus.Span{Start: from, End: to} }
	e.Words = []corpus.Span{span(0, 3), span(4, 7), span(8, 11), span(12, 15)}
	a := &extractors.Annotation{
		Doc: &corpus.Document{Text: text}, Encoding: e, Entities: make([]extractors.Entity, 3),
		Mentions: []extractors.Mention{
			{Span: e.Words[1], Type: extractors.Person, Form: extractors.Name, Entity: 0},
			{Span: e.Words[3], Type: extractors.Person, Form: extractors.Name, Entity: 1},
			{Span: span(17, 20), Type: extractors.Person, Form: extractors.Pronoun, Entity: 0},
			{Span: span(26, 29), Type: extractors.Person, Form: extractors.Pronoun, Entity: extractors.None},
		},
	}
	for name, test := range map[string]struct {
		got  Genders
		want [3]float64
	}{
		"titles":   {TitleGenders(a), [3]float64{-1, 0, 0}},
		"pronouns": {PronounGenders(a), [3]float64{-1, 0, 0}},
		"names":    {NameGenders(a), [3]float64{-2, 4, 0}},
	} {
		if [3]float64(test.got) != test.want {
			t.Errorf("%s: got %v, want %v", name, test.got, test.want)
		}
	}
	if g := NameGenders(a); g.Agree(1, "he") != 4 || g.Agree(1, "her") != -4 || g.Agree(1, "it") != 0 {
		t.Error("a male name does not agree with 'he' and only with it")
	}
}
