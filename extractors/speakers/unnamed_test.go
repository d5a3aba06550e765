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

func TestSeveral(t *testing.T) {
	for source, want := range map[string]bool{"the two": true, "the duo": true, "the two navy chiefs": true, "both sides": true, "the twosome": false, "two men": false} {
		if got := several.MatchString(source); got != want {
			t.Errorf("%q: got %v, want %v", source, got, want)
		}
	}
}

func TestPair(t *testing.T) {
	a := &extractors.Annotation{Doc: &corpus.Document{}, Encoding: &extractors.Encoding{}, Quotes: []extractors.Quote{
		{Speaker: "Ann Lee", Speakers: []int{0}}, {Speaker: "Ann Lee; Bo Cod", Speakers: []int{0, 1}}, {Speaker: "Bo Cod", Speakers: []int{1}}, {},
	}}
	r := &resolver{a: a}
	if !r.pair(3) || a.Quotes[3].Speaker != "Ann Lee; Bo Cod" {
		t.Errorf("'the two' are %q", a.Quotes[3].Speaker)
	}
	if r.pair(1) {
		t.Error("nobody has spoken together before")
	}
}
