package speakers

import (
	"regexp"
	"slices"
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

func TestPronoun(t *testing.T) {
	r := newResolver(&extractors.Annotation{
		Doc: &corpus.Document{Text: "WHO said who left, IT said."}, Encoding: &extractors.Encoding{},
		Entities: []extractors.Entity{{Name: "World Health Organization", Aliases: []string{"WHO"}, Type: extractors.Organization}},
	})
	for word, want := range map[string]bool{"WHO": false, "who": true, "IT": true} {
		if got := r.pronoun(between(r.a.Doc.Text, word)); got != want {
			t.Errorf("%q: got %v", word, got)
		}
	}
}

// A document speaks for whom it spoke for before, and so does an 'it' soon after it.
func TestPublished(t *testing.T) {
	text := "A statement issued in Holm by Ann Lee said yes. It said no. Rain fell. It added maybe. The report said never. The statement said always. " +
		"It said soon. Acme Corp closed. It said later. Pat Dow said often. It said rarely. A police statement said hardly. The statement said mostly."
	a := silent(t, text)
	mention(a, "Ann Lee", extractors.Name, 0)
	mention(a, "Acme Corp", extractors.Name, 1)
	mention(a, "Pat Dow", extractors.Name, 2)
	said := regexp.MustCompile(`([^.]*) (?:said|added) (\w+)\.`)
	for _, at := range said.FindAllStringSubmatchIndex(text, -1) {
		source := strings.TrimLeft(text[at[2]:at[3]], " ")
		a.Quotes = append(a.Quotes, extractors.Quote{Spans: []corpus.Span{{Start: at[4], End: at[5]}}, Source: corpus.Span{Start: at[3] - len(source), End: at[3]}})
	}
	r := newResolver(a)
	for i, speaker := range map[int]int{0: 0, 7: 2} {
		a.Quotes[i].Speakers = []int{speaker}
	}
	for i := range a.Quotes {
		q := &a.Quotes[i]
		want := i == 1 || i == 2 || i == 4 || i == 5
		if got := r.published(i, r.word(q.Source)); got != want || want && !slices.Equal(q.Speakers, []int{0}) {
			t.Errorf("%s: %q: got %v, speakers %v", q.Spans[0].Of(text), q.Source.Of(text), got, q.Speakers)
		}
		r.remember(i)
	}
}

func TestAgain(t *testing.T) {
	text := "Ida Brandt left. Odo Brandt said so. Brandt said it rained. Ida Brandt said no. Brandt said it snowed. Cod said so."
	a := silent(t, text)
	mention(a, "Ida Brandt", extractors.Name, 0)
	mention(a, "Odo Brandt", extractors.Name, 1)
	mention(a, "Brandt", extractors.Name, 0)
	mention(a, "Ida Brandt", extractors.Name, 0)
	mention(a, "Brandt", extractors.Name, 1)
	mention(a, "Cod", extractors.Name, 2)
	a.Entities[2].Name = "Bo Cod"
	for _, m := range a.Mentions[1:] {
		a.Quotes = append(a.Quotes, extractors.Quote{Spans: []corpus.Span{m.Span}, Source: m.Span})
	}
	r := newResolver(a)
	for i, want := range []int{1, 1, 0, 0, 2} {
		r.names[i] = []int{a.Mentions[i+1].Entity}
		if r.names[i] = r.again(i); r.names[i][0] != want {
			t.Errorf("quote %d: got %d, want %d", i, r.names[i][0], want)
		}
	}
}
