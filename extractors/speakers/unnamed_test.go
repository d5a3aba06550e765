package speakers

import (
	"strings"
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

func TestForeign(t *testing.T) {
	text := "Danish and Swedish ships sailed."
	r := &resolver{a: &extractors.Annotation{
		Doc:      &corpus.Document{Text: text},
		Mentions: []extractors.Mention{{Span: between(text, "Danish"), Type: extractors.NORP}, {Span: between(text, "Swedish"), Type: extractors.NORP}},
		Entities: []extractors.Entity{{Name: "Swedish Coast Guard", Type: extractors.Organization}, {Name: "Coast Guard", Type: extractors.Organization}},
	}}
	for phrase, want := range map[string][2]bool{"the Danish navy": {true, false}, "the Swedish navy": {}, "the navy": {}} {
		if got := [2]bool{r.foreign(0, phrase), r.foreign(1, phrase)}; got != want {
			t.Errorf("%q: got %v, want %v", phrase, got, want)
		}
	}
}

func TestBroughtUp(t *testing.T) {
	for words, want := range map[string]bool{
		"A/DT young/JJ sailor/NN left/VBD ./.":       true,
		"The/DT young/JJ sailor/NN left/VBD ./.":     false,
		"A/DT harbour/NN left/VBD ./.":               false,
		"Another/DT old/JJ sailor/NN slept/VBD ./.":  true,
		"A/DT crew/NN with/IN sailor/NN slept/VBD .": false,
	} {
		if strings.HasSuffix(words, " .") {
			words += "/."
		}
		r := tagged(words)
		if got := r.broughtUp("sailor", len(r.a.Doc.Text)); got != want {
			t.Errorf("%q: got %v, want %v", r.a.Doc.Text, got, want)
		}
	}
}
