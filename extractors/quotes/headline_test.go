package quotes

import (
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
)

func TestHeadlined(t *testing.T) {
	for _, test := range []struct{ title, content, source string }{
		{"Police: two hurt in harbour fire", "two hurt in harbour fire", "Police"},
		{"Two hurt in harbour fire: Holm police", "Two hurt in harbour fire", "Holm police"},
		{"Harbour: two hurt in fire", "", ""},
		{"Police: statement", "", ""},
		{"Two hurt in harbour fire", "", ""},
	} {
		doc := &corpus.Document{Text: test.title}
		span := corpus.Span{End: len(test.title)}
		a := &extractors.Annotation{Doc: doc, Sentences: []extractors.Sentence{{Span: span, Region: corpus.Title}}}
		got := headlined(a, nil)
		if test.content == "" {
			if len(got) > 0 {
				t.Errorf("%q: got %q", test.title, got[0].Spans[0].Of(test.title))
			}
			continue
		}
		if len(got) != 1 || got[0].Spans[0].Of(test.title) != test.content || got[0].Source.Of(test.title) != test.source {
			t.Errorf("%q: got %v", test.title, got)
		}
		if again := headlined(a, got); len(again) > 0 {
			t.Errorf("%q: found twice", test.title)
		}
		a.Sentences[0].Region = corpus.Body
		if len(headlined(a, nil)) > 0 {
			t.Errorf("%q: found outside of a headline", test.title)
		}
	}
}
