package speakers

import (
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
)

func TestOwned(t *testing.T) {
	tests := []struct {
		source, name string
		want         bool
	}{
		{"Ada Holm's lawyer", "Ada Holm", true},
		{"a friend of Ada Holm", "Ada Holm", true},
		{"Minister Ada Holm", "Ada Holm", false},
	}
	for _, test := range tests {
		text := "So " + test.source + " said."
		r := newResolver(&extractors.Annotation{
			Doc:      &corpus.Document{Text: text},
			Encoding: &extractors.Encoding{},
			Entities: []extractors.Entity{{Name: test.name, Type: extractors.Person, Mentions: []int{0}}},
			Mentions: []extractors.Mention{{Span: between(text, test.name), Type: extractors.Person, Form: extractors.Name}},
		})
		if got := r.owned(between(text, test.source)); got != test.want {
			t.Errorf("%q: got %v, want %v", test.source, got, test.want)
		}
	}
}

// A definite description goes to the unnamed speaker whom an indefinite one
// introduced, and so does the quotation in the paragraph after.
func TestUnnamedAgain(t *testing.T) {
	text := "It rained, a scholar from the north said.\n\nIt will snow, the scholar said.\n\n\"It will hail.\"\n\nIt cleared, the officer said."
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text}, Encoding: &extractors.Encoding{}}
	for _, q := range []struct{ content, source string }{
		{"It rained", "a scholar from the north"}, {"It will snow", "the scholar"}, {`"It will hail."`, ""}, {"It cleared", "the officer"},
	} {
		quote := extractors.Quote{Spans: []corpus.Span{between(text, q.content)}, ContinuedFrom: extractors.None}
		if q.source != "" {
			quote.Source = between(text, q.source)
		}
		a.Quotes = append(a.Quotes, quote)
	}
	r := newResolver(a)
	r.describe(&a.Quotes[0], extractors.SpeakerPerson)
	for i, want := range map[int]bool{1: true, 3: false} {
		if got := r.again(i, headNoun(a.Quotes[i].Source.Of(text)), true); got != want {
			t.Errorf("quote %d: got %v, want %v", i, got, want)
		}
	}
	r.standing(2)
	if got := a.Quotes[2].Speaker; got != "scholar from the north" {
		t.Errorf("the quotation after: got %q", got)
	}
}

func TestNextParagraph(t *testing.T) {
	tests := []struct {
		gap  string
		want bool
	}{{" said.\n\n", true}, {" said.\n", true}, {" said.\nThen ", false}, {" said. ", false}}
	for _, test := range tests {
		text := "It rained" + test.gap + `"It snows."`
		r := &resolver{a: &extractors.Annotation{Doc: &corpus.Document{Text: text}}}
		if got := r.nextParagraph(len("It rained"), len("It rained"+test.gap)); got != test.want {
			t.Errorf("%q: got %v, want %v", test.gap, got, test.want)
		}
	}
}

func TestOfOtherNation(t *testing.T) {
	text := "Danish and Swedish ships sailed."
	r := &resolver{a: &extractors.Annotation{
		Doc:      &corpus.Document{Text: text},
		Mentions: []extractors.Mention{{Span: between(text, "Danish"), Type: extractors.NORP}, {Span: between(text, "Swedish"), Type: extractors.NORP}},
		Entities: []extractors.Entity{{Name: "Swedish Coast Guard", Type: extractors.Organization}, {Name: "Coast Guard", Type: extractors.Organization}},
	}}
	for phrase, want := range map[string]int{"the Danish navy": 1, "the Swedish navy": 2, "the navy": 2} {
		scores := map[int]float64{0: 1, 1: 1}
		if r.ofOtherNation(scores, phrase); len(scores) != want {
			t.Errorf("%q leaves %v, want %d", phrase, scores, want)
		}
	}
}
