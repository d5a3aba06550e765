package speakers

import (
	"slices"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
)

func TestStrip(t *testing.T) {
	tests := map[string]string{
		"the ministry":                     "ministry",
		"A police spokesman":               "police spokesman",
		"several of the dock workers":      "several of the dock workers",
		"all of the dock workers":          "dock workers",
		"a number of dock workers":         "dock workers",
		"some dock workers":                "some dock workers",
		"some 2,500 dock workers":          "some 2,500 dock workers",
		"those asked":                      "those asked",
		"another 5 percent":                "5 percent",
		"only 5 percent of dock workers":   "5 percent of dock workers",
		"one or more of the dock workers":  "one or more of the dock workers",
		"a man who lives near, who left":   "man who lives near",
		"a Briton whom nobody knows":       "Briton",
		"the Transport Union (TU) members": "Transport Union members",
		"the Union (TU) of the north":      "Union",
		"one of the dock workers":          "one of the dock workers",
		"another dock worker":              "another dock worker",
		"an unnamed official":              "official",
		"a nurse who asked not to be seen": "nurse",
		"the harbour master, a Dane":       "harbour master",
		"The Transport Union (TU)":         "Transport Union",
		"the company’s":                    "company",
		"officials\nin the  port":          "officials in the port",
		"the":                              "the",
		"":                                 "",
	}
	for phrase, want := range tests {
		if got := strip(phrase); got != want {
			t.Errorf("%q: got %q, want %q", phrase, got, want)
		}
	}
}

func TestHeadNoun(t *testing.T) {
	tests := map[string]string{
		"the Norwegian President":         "president",
		"leader of the group":             "leader",
		"the chief election officer (CO)": "officer",
		"spokeswoman for the port":        "spokeswoman",
		"a scholar from the north":        "scholar",
		"Commission Against Fraud":        "commission",
		"a letter signed by a sailor":     "letter",
		"a letter issued in Holm by Ann":  "letter",
		"two men by the river":            "men",
		"a report by sailors":             "report",
		"the ambassador to the north":     "ambassador",
	}
	for phrase, want := range tests {
		if got := headNoun(phrase); got != want {
			t.Errorf("%q: got %q, want %q", phrase, got, want)
		}
	}
}

// between finds a span in a text and returns it.
func between(text, words string) corpus.Span {
	i := strings.Index(text, words)
	return corpus.Span{Start: i, End: i + len(words)}
}

func TestDependent(t *testing.T) {
	tests := []struct {
		source, name string
		want         bool
	}{
		{"a spokesman for Ada Holm", "Ada Holm", true},
		{"a lawyer of President Ada Holm", "Ada Holm", true},
		{"Ada Holm's lawyer", "Ada Holm", true},
		{"Ada Holm’s lawyer", "Ada Holm", true},
		{"Ada Holm's lawyer", "Ada Holm's", true},
		{"Ada Holm", "Ada Holm", false},
		{"Minister Ada Holm", "Ada Holm", false},
		{"the minister, Ada Holm", "Ada Holm", false},
		{"Ada Holm of the port", "Ada Holm", false},
		{"the Minister of Finance, Ada Holm", "Ada Holm", false},
		{"lawyers for both Bo and Ada Holm", "Ada Holm", true},
		{"the crew of Bo Berg and Ada Holm", "Ada Holm", true},
		{"Bo Berg and Ada Holm", "Ada Holm", false},
		{"the head of Acme and driver Ada Holm", "Ada Holm", false},
		{"the Holms", "Holms", false},
	}
	for _, test := range tests {
		text := "So " + test.source + " said."
		if got := dependent(text, between(text, test.name), between(text, test.source)); got != test.want {
			t.Errorf("%q in %q: got %v, want %v", test.name, test.source, got, test.want)
		}
	}
}

func TestDocumentary(t *testing.T) {
	tests := map[string]bool{
		"a report by the Coast Guard":    true,
		"a statement from officials":     true,
		"the author of the report":       false,
		"the coast guard":                false,
		"a 2019 study of the Harbour Co": true,
	}
	for source, want := range tests {
		if got := documentary(source, corpus.Span{Start: 0, End: len(source)}); got != want {
			t.Errorf("%q: got %v, want %v", source, got, want)
		}
	}
}

func TestJoining(t *testing.T) {
	for gap, want := range map[string]bool{" and ": true, ", ": true, ", and the ": true, " (Unam) and ": true, " (Unam) ": false, " of ": false, " told ": false, " ": false} {
		if got := joining(gap); got != want {
			t.Errorf("%q: got %v, want %v", gap, got, want)
		}
	}
}

func TestAdding(t *testing.T) {
	for gap, want := range map[string]bool{" and his Danish counterpart ": true, " and Vice President ": true, " and a friend of ": false, ", ": false, " told ": false} {
		if got := adding.MatchString(gap) && !prepositional(gap); got != want {
			t.Errorf("%q: got %v, want %v", gap, got, want)
		}
	}
}

func TestQualifying(t *testing.T) {
	for gap, want := range map[string]bool{" County Coroner ": true, " Press Secretary ": true, " principal analyst ": true, " of the minister ": false, " and ": false, ", Mayor ": false, " told ": false, " ": false} {
		if got := qualifying(gap); got != want {
			t.Errorf("%q: got %v, want %v", gap, got, want)
		}
	}
}

// The model in the program is not asked: names and kinds are given.
func TestOrganisationsOfASource(t *testing.T) {
	tests := []struct {
		source string // tagged
		names  map[string]extractors.EntityType
		want   []string
	}{
		{"the/DT Salt/NNP Board/NNP", map[string]extractors.EntityType{"Salt Board": extractors.Organization}, []string{"Salt Board"}},
		{"the/DT Tarn/NNP MP/NNP", map[string]extractors.EntityType{"Tarn": extractors.Location}, nil},
		{"a/DT permanent/JJ member/NN ,/, Tarn/NNP", map[string]extractors.EntityType{"Tarn": extractors.Location}, []string{"Tarn"}},
		{"police/NN in/IN Korla/NNP ,/, Tarn/NNP", map[string]extractors.EntityType{"Korla": extractors.Location, "Tarn": extractors.Location}, nil},
		{"the/DT report/NN by/IN Salt/NNP Board/NNP and/CC Sea/NNP Board/NNP", map[string]extractors.EntityType{"Salt Board": extractors.Organization, "Sea Board": extractors.Organization}, []string{"Salt Board", "Sea Board"}},
		{"a/DT report/NN by/IN the/DT Danish/JJ state/NN agency/NN Salt/NNP Board/NNP", map[string]extractors.EntityType{"Danish": extractors.NORP, "Salt Board": extractors.Organization}, []string{"Salt Board"}},
		{"a/DT story/NN in/IN the/DT national/JJ newspaper/NN Salt/NNP Post/NNP", map[string]extractors.EntityType{"Salt Post": extractors.Organization}, []string{"Salt Post"}},
		{"the/DT lawyer/NN representing/VBG the/DT Salt/NNP Board/NNP", map[string]extractors.EntityType{"Salt Board": extractors.Organization}, nil},
		{"papers/NNS filed/VBN with/IN the/DT Salt/NNP Board/NNP", map[string]extractors.EntityType{"Salt Board": extractors.Organization}, nil},
		{"the/DT Government/NNP of/IN Tarn/NNP", map[string]extractors.EntityType{"Government": extractors.Organization}, nil},
	}
	for _, test := range tests {
		r := tagged(test.source)
		for name, kind := range test.names {
			span := between(r.a.Doc.Text, name)
			r.a.Entities = append(r.a.Entities, extractors.Entity{Name: name, Type: kind})
			r.a.Mentions = append(r.a.Mentions, extractors.Mention{Span: span, Type: kind, Form: extractors.Name, Entity: len(r.a.Entities) - 1})
		}
		slices.SortFunc(r.a.Mentions, func(m, n extractors.Mention) int { return m.Span.Start - n.Span.Start })
		var got []string
		for _, n := range r.organisations(r.whole(), extractors.SpeakerOrganisation) {
			got = append(got, r.a.Entities[n].Name)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", r.a.Doc.Text, got, test.want)
		}
	}
}

func TestModifies(t *testing.T) {
	tests := []struct {
		source, name string
		tag          string // of the word after the name
		want         bool
	}{
		{"Holm campaign spokesman Bo Berg", "Holm", "NN", true},
		{"Holm supporters", "Holm", "NNS", true},
		{"Holm campaign spokesman Bo Berg", "Bo Berg", "VBD", false},
		{"Holm himself", "Holm", "PRP", false},
	}
	for _, test := range tests {
		text := test.source + " said."
		name := between(text, test.name)
		next := name.End + 1
		word, _, _ := strings.Cut(text[next:], " ")
		r := &resolver{a: &extractors.Annotation{
			Doc:    &corpus.Document{Text: text},
			Tokens: []extractors.Token{{Span: corpus.Span{Start: next, End: next + len(word)}, Text: word, Tag: test.tag}},
		}}
		if got := r.modifies(name, between(text, test.source)); got != test.want {
			t.Errorf("%q in %q: got %v, want %v", test.name, test.source, got, test.want)
		}
	}
}

func TestCalls(t *testing.T) {
	tests := []struct {
		before, after string
		want          bool
	}{
		{"the", "newspaper", true},
		{"a", "press release", true},
		{"a", "Post", false},
		{"a", "supporter", false},
		{"a friend of", "magazine", false},
		{"the", "report on ships", false},
		{"the", "", false},
	}
	for _, test := range tests {
		if got := calls(strings.Fields(test.before), strings.Fields(test.after)); got != test.want {
			t.Errorf("%q X %q: got %v, want %v", test.before, test.after, got, test.want)
		}
	}
}

// Abbreviated offices are written out, and words of grammar tell nobody apart.
func TestCalled(t *testing.T) {
	text := "The head of the Port Board Ann Lee met Salt Board head Bo Cod and prime minister Ida Holm. The superintendent of police (SP) Jo Ray left."
	a := silent(t, text)
	for i, name := range []string{"Ann Lee", "Bo Cod", "Ida Holm", "Jo Ray"} {
		mention(a, name, extractors.Name, i)
	}
	r := newResolver(a)
	for phrase, want := range map[string][]int{"the head of the Salt Board": {1}, "the PM": {2}, "PM": {2}, "the SP": {3}, "the board head": {0, 1}, "the captain": nil} {
		called := r.called(phrase)
		most := closest(called)
		var got []int
		for n, f := range called {
			if f.telling == most {
				got = append(got, n)
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", phrase, got, want)
		}
	}
}
