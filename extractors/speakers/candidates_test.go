package speakers

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/heads"
	"onrecord/extractors/tokens"
)

// tokeniser is loaded once for all tests.
var tokeniser = sync.OnceValues(tokens.New)

// silent is a text whose encoding says nothing: all scores are 0.
func silent(t *testing.T, text string) *extractors.Annotation {
	t.Helper()
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text}}
	tokenize, err := tokeniser()
	if err != nil {
		t.Fatal(err)
	}
	if err := tokenize.Run(a); err != nil {
		t.Fatal(err)
	}
	e := &extractors.Encoding{Heads: map[string]extractors.Matrix{}, Tables: map[string]extractors.Matrix{"coref_distance": {Cols: 1, Data: make([]float32, 24)}}}
	for _, w := range regexp.MustCompile(`\w+|[^\w\s]`).FindAllStringIndex(text, -1) {
		e.Words = append(e.Words, corpus.Span{Start: w[0], End: w[1]})
	}
	for name, cols := range map[string]int{"kind": len(kinds)} {
		e.Heads[name] = extractors.Matrix{Cols: cols, Data: make([]float32, cols*len(e.Words))}
	}
	e.Windows = []extractors.Window{{End: len(e.Words), To: len(e.Words), Heads: map[string]extractors.Matrix{}}}
	for _, name := range []string{"coref_query", "coref_key"} {
		e.Windows[0].Heads[name] = extractors.Matrix{Cols: 4, Data: make([]float32, 4*len(e.Words))}
	}
	a.Encoding = e
	return a
}

// mention adds the first occurrence of a text after the last mention.
func mention(a *extractors.Annotation, text string, form extractors.MentionForm, entity int) {
	from := 0
	if n := len(a.Mentions); n > 0 {
		from = a.Mentions[n-1].Span.End
	}
	s := between(a.Doc.Text[from:], text)
	for entity >= len(a.Entities) {
		a.Entities = append(a.Entities, extractors.Entity{Name: text, Type: extractors.Person})
	}
	a.Entities[entity].Mentions = append(a.Entities[entity].Mentions, len(a.Mentions))
	a.Mentions = append(a.Mentions, extractors.Mention{Span: corpus.Span{Start: s.Start + from, End: s.End + from}, Type: extractors.Person, Form: form, Entity: entity})
}

// set are the features of a candidate that are not 0, 1 or what else they are.
func set(c Candidate) map[string]float64 {
	out := map[string]float64{}
	for f, x := range c.Features {
		if x != 0 {
			out[featureNames[f]] = float64(int(100*x)) / 100
		}
	}
	return out
}

func TestCandidatesOfAPronoun(t *testing.T) {
	text := "Mrs Lee met Pat Dow. Lee said it rained. Dow's dog barked. She said it snowed."
	a := silent(t, text)
	mention(a, "Lee", extractors.Name, 0)
	mention(a, "Pat Dow", extractors.Name, 1)
	mention(a, "Lee", extractors.Name, 0)
	mention(a, "Dow", extractors.Name, 1)
	mention(a, "She", extractors.Pronoun, 0)
	a.Quotes = []extractors.Quote{
		{Spans: []corpus.Span{between(text, "it rained")}, Source: a.Mentions[2].Span, Cue: between(text, "said")},
		{Spans: []corpus.Span{between(text, "it snowed")}, Source: a.Mentions[4].Span},
	}
	r := newResolver(a)
	r.name(&a.Quotes[0], []int{0})
	r.spoke[0]++
	got := r.candidates(1, Singular, heads.WordsOf(a.Encoding, a.Quotes[1].Source))
	const log2, log3, log4 = 0.69, 1.09, 1.38
	want := []map[string]float64{
		{
			"named": 1, "coref": 0.17, "person": -0.4, "spokeLast": 1, "spokeByName": 1, "spoke": log2, "resolved": 1, "sameGender": 1, "pronounGender": 0.33,
			"second": 1, "distance": log3, "subject": 1, "opens": 1, "mentioned": log4, "share": 0.6,
		},
		{"named": 1, "coref": 0.17, "person": -0.4, "latest": 1, "lastSentence": 1, "distance": log2, "possessive": 1, "mentioned": log3, "share": 0.4},
		{},
	}
	for i, c := range got {
		if d := cmp.Diff(want[i], set(c)); d != "" {
			t.Errorf("%q: %s", c.Speaker, d)
		}
	}
}

// Who is a 'Mr' is no 'she', and who is quoted calls himself 'I'.
func TestNoCandidates(t *testing.T) {
	for _, test := range []struct {
		text, source string
		quoted       int // the entity whose quotation holds the source
		want         []string
	}{
		{"Mr Lee met Pat Dow. She said so.", "She", extractors.None, []string{"Pat Dow", ""}},
		{"Mr Lee met Pat Dow. “He said so.”", "He", 0, []string{"Pat Dow", ""}},
		{"Mr Lee met Pat Dow: he said so.", "he", 0, []string{"Lee", "Pat Dow", ""}},
	} {
		a := silent(t, test.text)
		mention(a, "Lee", extractors.Name, 0)
		mention(a, "Pat Dow", extractors.Name, 1)
		for _, m := range strings.SplitAfter(test.text, "“")[1:] {
			inner := between(test.text, strings.TrimSuffix(m, "”"))
			a.Marks = append(a.Marks, extractors.Mark{Span: corpus.Span{Start: inner.Start - len("“"), End: inner.End + len("”")}, Inner: inner})
		}
		source := between(test.text, test.source)
		if test.quoted != extractors.None {
			a.Quotes = append(a.Quotes, extractors.Quote{Spans: []corpus.Span{{Start: source.Start, End: len(test.text)}}, Speakers: []int{test.quoted}})
		}
		a.Quotes = append(a.Quotes, extractors.Quote{Spans: []corpus.Span{between(test.text, "so")}, Source: source})
		var got []string
		for _, c := range newResolver(a).candidates(len(a.Quotes)-1, Singular, heads.WordsOf(a.Encoding, source)) {
			got = append(got, c.Speaker)
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%q: %s", test.text, d)
		}
	}
}

// A definite description may be the unnamed speaker whom an indefinite one
// brought in, if it has the same noun.
func TestCandidatesOfADescription(t *testing.T) {
	text := "It rained, a scholar from the north said. It will snow, the scholar said. It cleared, the officer said."
	a := silent(t, text)
	for _, q := range [][2]string{{"It rained", "a scholar from the north"}, {"It will snow", "the scholar"}, {"It cleared", "the officer"}} {
		a.Quotes = append(a.Quotes, extractors.Quote{Spans: []corpus.Span{between(text, q[0])}, Source: between(text, q[1])})
	}
	r := newResolver(a)
	r.describe(&a.Quotes[0], extractors.SpeakerPerson)
	for i, same := range map[int]bool{1: true, 2: false} {
		got := r.candidates(i, Description, heads.WordsOf(a.Encoding, a.Quotes[i].Source))
		if len(got) != 2 || got[0].Speaker != "scholar from the north" || got[1].Speaker != "" {
			t.Fatalf("quote %d: candidates %+v", i, got)
		}
		f := got[0].Features
		if f[unnamed] != 1 || f[sameNoun] != indicator(same) || f[broughtIn] != indicator(same) {
			t.Errorf("quote %d: features %v", i, set(got[0]))
		}
	}
}

func TestUnlike(t *testing.T) {
	text := "Acme Times left. Holm Police left. The Holm court sat. The Salt Security Council met. It cleared, the %s said."
	for noun, want := range map[string]map[string]float64{
		"court":   {"Acme Times": 1, "Holm court": 0}, // and no police
		"board":   {"Acme Times": 1, "Holm Police": 1, "Holm court": 1, "Salt Security Council": 1},
		"company": {"Acme Times": 0},
		"police":  {"Acme Times": 0, "Holm Police": 0},
		"officer": {"Acme Times": 0, "Holm Police": 0, "Holm court": 0, "Salt Security Council": 0},
		"junta":   {"Acme Times": 0},
	} {
		text := strings.Replace(text, "%s", noun, 1)
		a := silent(t, text)
		for n, name := range []string{"Acme Times", "Holm Police", "Holm court", "Salt Security Council"} {
			mention(a, name, extractors.Name, n)
			a.Entities[n].Type, a.Mentions[n].Type = extractors.Organization, extractors.Organization
		}
		a.Quotes = []extractors.Quote{{Spans: []corpus.Span{between(text, "It cleared")}, Source: between(text, "the "+noun)}}
		got := map[string]float64{}
		for _, c := range newResolver(a).candidates(0, Description, heads.WordsOf(a.Encoding, a.Quotes[0].Source)) {
			if c.Entity != extractors.None {
				got[c.Speaker] = c.Features[unlike]
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("the %s: %s", noun, d)
		}
	}
}

// Every reference has weights, and they make a difference between candidates.
func TestChoice(t *testing.T) {
	last := Candidate{Entity: 0, Quote: extractors.None}
	last.Features[named], last.Features[spokeLast], last.Features[spokeByName], last.Features[resolved] = 1, 1, 1, 1
	other := Candidate{Entity: 1, Quote: extractors.None}
	other.Features[named], other.Features[ahead] = 1, 1
	for _, ref := range []Reference{Singular, Plural, Description, Agentless, Standing} {
		if _, ok := weights[ref]; !ok {
			t.Errorf("%s has no weights", ref)
		}
	}
	if k, p := choice([]Candidate{other, last}, Singular); k != 1 || p < 0.5 || p > 1 {
		t.Errorf("got %d with %v", k, p)
	}
}

// An indefinite description introduces somebody: nobody who was mentioned, but
// maybe somebody who is named later.
func TestCandidatesOfANewcomer(t *testing.T) {
	text := "Ann Lee met a clerk. A clerk said it rained. Pat Dow, the clerk, left."
	a := silent(t, text)
	mention(a, "Ann Lee", extractors.Name, 0)
	mention(a, "Pat Dow", extractors.Name, 1)
	a.Quotes = []extractors.Quote{{Spans: []corpus.Span{between(text, "it rained")}, Source: between(text, "A clerk")}}
	got := newResolver(a).candidates(0, Description, heads.WordsOf(a.Encoding, a.Quotes[0].Source))
	if len(got) != 2 || got[0].Speaker != "Pat Dow" || got[0].Features[foretold] != 1 || got[1].Entity != extractors.None {
		t.Errorf("got %+v", got)
	}
}

// Nobody with another role is the spokesman, and whom a statement begins with did not
// make it.
func TestNoCandidatesOfADescription(t *testing.T) {
	for text, want := range map[string][]string{
		"The mayor Ann Lee met Pat Dow. It rained, the spokesman said.":   {"Pat Dow", ""},
		"The mayor Ann Lee met Pat Dow. It rained, the minister said.":    {"Ann Lee", "Pat Dow", ""},
		"The mayor Ann Lee met Pat Dow. Dow was glad, the minister said.": {"Ann Lee", ""},
	} {
		a := silent(t, text)
		mention(a, "Ann Lee", extractors.Name, 0)
		mention(a, "Pat Dow", extractors.Name, 1)
		a.Entities[0].Role = "mayor"
		if strings.Contains(text, "Dow was") {
			mention(a, "Dow", extractors.Name, 1)
		}
		said := corpus.Span{Start: strings.Index(text, ". ") + 2, End: strings.LastIndex(text, ", ")}
		source := corpus.Span{Start: said.End + 2, End: strings.LastIndex(text, " said")}
		a.Quotes = []extractors.Quote{{Spans: []corpus.Span{said}, Source: source, Kind: extractors.Indirect}}
		var got []string
		for _, c := range newResolver(a).candidates(0, Description, heads.WordsOf(a.Encoding, source)) {
			got = append(got, c.Speaker)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: %s", text, d)
		}
	}
}

// 'The Irish minister' is who is described as Irish, whatever else he is called.
func TestCompatriots(t *testing.T) {
	text := "Danish minister Ann Lee met her Irish counterpart Bo Cod. The Irish minister said so."
	a := silent(t, text)
	for i, name := range []string{"Danish", "Ann Lee", "Irish", "Bo Cod", "Irish"} {
		mention(a, name, extractors.Name, i)
		if !strings.Contains(name, " ") {
			a.Mentions[i].Type, a.Entities[i].Type = extractors.NORP, extractors.NORP
		}
	}
	source := between(text, "The Irish minister")
	a.Quotes = []extractors.Quote{{Spans: []corpus.Span{between(text, "so.")}, Source: source}}
	var got []string
	for _, c := range newResolver(a).candidates(0, Description, heads.WordsOf(a.Encoding, source)) {
		if c.Entity != extractors.None && a.Entities[c.Entity].Type == extractors.Person {
			got = append(got, c.Speaker)
		}
	}
	if d := cmp.Diff([]string{"Bo Cod"}, got); d != "" {
		t.Error(d)
	}
}
