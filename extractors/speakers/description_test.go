package speakers

import (
	"slices"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
)

// tagged is a resolver of a text given as 'word/TAG word/TAG'.
func tagged(words string) *resolver {
	a := &extractors.Annotation{Doc: &corpus.Document{}, Encoding: &extractors.Encoding{}}
	for i, w := range strings.Fields(words) {
		slash := strings.LastIndexByte(w, '/')
		if i > 0 && w[slash+1:] != "POS" {
			a.Doc.Text += " "
		}
		start := len(a.Doc.Text)
		a.Doc.Text += w[:slash]
		a.Tokens = append(a.Tokens, extractors.Token{Span: corpus.Span{Start: start, End: len(a.Doc.Text)}, Text: w[:slash], Tag: w[slash+1:]})
	}
	return newResolver(a)
}

func (r *resolver) whole() corpus.Span { return corpus.Span{End: len(r.a.Doc.Text)} }

func TestConjuncts(t *testing.T) {
	tests := []struct {
		source string
		name   string // in the source, "" for none
		want   []string
	}{
		{"local/JJ leaders/NNS and/CC activists/NNS", "", []string{"local leaders and activists"}},
		{"experts/NNS on/IN ships/NNS and/CC the/DT sea/NN", "", []string{"experts on ships and the sea"}},
		{"the/DT mayor/NN and/CC her/PRP$ staff/NN", "", []string{"the mayor", "her staff"}},
		{"both/DT the/DT mayor/NN and/CC the/DT crew/NN", "", []string{"the mayor", "the crew"}},
		{"sailors/NNS and/CC the/DT crew/NN", "", []string{"sailors and the crew"}},
		{"sailors/NNS and/CC Ada/NNP Holm/NNP", "Ada Holm", []string{"sailors", "Ada Holm"}},
		{"Salt/NNP and/CC Sea/NNP", "Salt and Sea", []string{"Salt and Sea"}},
		{"the/DT Holm/NNP and/CC Salt/NNP Islands/NNPS ranger/NN", "Holm", []string{"the Holm and Salt Islands ranger"}},
		{"the/DT Holm/NNP and/CC government/NN", "Holm", []string{"the Holm", "government"}},
		{"the/DT Holm/NNP and/CC the/DT ranger/NN", "Holm", []string{"the Holm", "the ranger"}},
	}
	for _, test := range tests {
		r := tagged(test.source)
		if test.name != "" {
			r.a.Entities = []extractors.Entity{{Name: test.name, Type: extractors.Person}}
			r.a.Mentions = []extractors.Mention{{Span: between(r.a.Doc.Text, test.name), Type: extractors.Person, Form: extractors.Name}}
		}
		var got []string
		for _, s := range r.conjuncts(r.whole()) {
			got = append(got, s.Of(r.a.Doc.Text))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.source, got, test.want)
		}
	}
}

func TestUncapitalised(t *testing.T) {
	for words, want := range map[string]string{
		"Prosecutors/NNS": "prosecutors", "Holm/NNP police/NN": "Holm police", "Danish/JJ sailors/NNS": "Danish sailors", "DA/NN officials/NNS": "DA officials",
	} {
		r := tagged(words + " said/VBD so/RB")
		r.a.Sentences = []extractors.Sentence{{Span: r.whole(), Tokens: [2]int{0, len(r.a.Tokens)}}}
		source := corpus.Span{End: strings.Index(r.a.Doc.Text, " said")}
		if got := r.uncapitalised(source.Of(r.a.Doc.Text), source); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestIssuer(t *testing.T) {
	for source, want := range map[string]int{
		"a/DT police/NN report/NN ;/: so/RB the/DT report/NN": 0,
		"a/DT police/NN news/NN release/NN":                   0, "the/DT report/NN": extractors.None, "a/DT court/NN notice/NN": extractors.None, "police/NN officers/NNS": extractors.None,
	} {
		r := tagged("Holm/NNP Police/NNP left/VBD ;/: so/RB " + source)
		r.a.Entities = []extractors.Entity{{Name: "Holm Police", Type: extractors.Organization, Mentions: []int{0}}}
		r.a.Mentions = []extractors.Mention{{Span: between(r.a.Doc.Text, "Holm Police"), Type: extractors.Organization, Form: extractors.Name}}
		if got := r.issuer(corpus.Span{Start: strings.LastIndex(r.a.Doc.Text, "so ") + 3, End: len(r.a.Doc.Text)}); got != want {
			t.Errorf("%q: got %d, want %d", source, got, want)
		}
	}
}

func TestDescribe(t *testing.T) {
	for _, test := range []struct {
		source  string
		kind    extractors.SpeakerKind
		speaker string
		want    extractors.SpeakerKind
	}{
		{"ministry/NN officials/NNS", extractors.SpeakerOrganisation, "ministry officials", extractors.SpeakerGroup},
		{"the/DT ministry/NN", extractors.SpeakerOrganisation, "ministry", extractors.SpeakerOrganisation},
		{"a/DT sailor/NN", extractors.SpeakerPerson, "sailor", extractors.SpeakerUnnamed},
		{"a/DT statement/NN from/IN officials/NNS", extractors.SpeakerGroup, "officials", extractors.SpeakerGroup},
		{"a/DT harbour/NN police/NN statement/NN", extractors.SpeakerDocument, "harbour police", extractors.SpeakerOrganisation},
		{"the/DT company/NN 's/POS statement/NN", extractors.SpeakerDocument, "company", extractors.SpeakerOrganisation},
		{"a/DT policy/NN statement/NN", extractors.SpeakerDocument, "policy statement", extractors.SpeakerDocument},
		{"interviews/NNS with/IN seven/CD bankers/NNS", extractors.SpeakerGroup, "seven bankers", extractors.SpeakerGroup},
		{"a/DT statement/NN from/IN July/NNP 21/CD", extractors.SpeakerOrganisation, "statement", extractors.SpeakerDocument},
	} {
		r := tagged("So/RB " + test.source)
		r.fresh = map[string]bool{}
		q := &extractors.Quote{Source: corpus.Span{Start: len("So "), End: len(r.a.Doc.Text)}}
		if r.describe(q, test.kind); q.Speaker != test.speaker || q.SpeakerKind != test.want {
			t.Errorf("%q: got %q, %s", test.source, q.Speaker, q.SpeakerKind)
		}
	}
}

func TestCompany(t *testing.T) {
	for source, want := range map[string]string{
		"Ada/NNP Holm/NNP and/CC other/JJ officials/NNS": "Ada Holm; other officials",
		"Ada/NNP Holm/NNP and/CC I/PRP":                  "Ada Holm",
		"Ada/NNP Holm/NNP ,/, mayor/NN and/CC owner/NN":  "Ada Holm",
		"mayor/NN and/CC owner/NN Ada/NNP Holm/NNP":      "Ada Holm",
	} {
		r := tagged(source)
		r.a.Entities = []extractors.Entity{{Name: "Ada Holm", Type: extractors.Person}}
		r.a.Mentions = []extractors.Mention{{Span: between(r.a.Doc.Text, "Ada Holm"), Type: extractors.Person, Form: extractors.Name}}
		q := &extractors.Quote{Source: r.whole(), Speaker: "Ada Holm", Speakers: []int{0}}
		if r.company(q); q.Speaker != want {
			t.Errorf("%q: got %q, want %q", source, q.Speaker, want)
		}
	}
}

func TestCore(t *testing.T) {
	tests := map[string]string{
		"a/DT new/JJ Acme/NNP poll/NN released/VBN by/IN editors/NNS":             "Acme poll",
		"a/DT new/JJ report/NN by/IN Acme/NNP":                                    "a new report by Acme",
		"a/DT New/NNP Haven/NNP judge/NN":                                         "New Haven judge",
		"some/DT Acme/NNP members/NNS":                                            "some Acme members",
		"a/DT poll/NN released/VBN last/JJ week/NN":                               "a poll",
		"experts/NNS interviewed/VBN by/IN Acme/NNP":                              "experts",
		"a/DT poll/NN released/VBN by/IN Acme/NNP":                                "a poll released by Acme",
		"a/DT panel/NN in/IN 2001/CD":                                             "a panel",
		"a/DT reporter/NN for/IN Port/NNP Today/NNP":                              "a reporter for Port Today",
		"a/DT letter/NN signed/VBN in/IN May/NNP and/CC filed/VBN in/IN court/NN": "a letter",
		"a/DT poll/NN released/VBN last/JJ Friday/NNP":                            "a poll",
		"an/DT old/JJ version/NN of/IN this/DT story/NN":                          "an old version of this story",
		"he/PRP": "he",
	}
	for source, want := range tests {
		r := tagged(source)
		if got := r.core(r.whole()); got != want {
			t.Errorf("%q: got %q, want %q", source, got, want)
		}
	}
}

func TestIntroduces(t *testing.T) {
	for phrase, want := range map[string]bool{
		"Poll": true, "New poll": true, "a new poll": true, "the latest poll": true,
		"a poll": false, "the poll": false, "polls": false, "a harbour poll": false,
	} {
		if got := introduces(phrase); got != want {
			t.Errorf("%q: got %v, want %v", phrase, got, want)
		}
	}
}

func TestFullest(t *testing.T) {
	text := "Poll/NN ./. A/DT long/JJ harbour/NN poll/NN and/CC a/DT new/JJ Acme/NNP //: Bolt/NNP poll/NN came/VBD ./. The/DT poll/NN fell/VBD ./. An/DT old/JJ engineering/NN source/NN spoke/VBD ./. The/DT source/NN left/VBD ./."
	tests := []struct {
		source, noun string
		kind         extractors.SpeakerKind
		ahead        bool
		want         string
	}{
		{"Poll", "poll", extractors.SpeakerDocument, true, "Acme / Bolt poll"},
		{"Poll", "poll", extractors.SpeakerDocument, false, ""},
		{"The poll", "poll", extractors.SpeakerDocument, false, "Acme / Bolt poll"},
		{"The source", "source", extractors.SpeakerUnnamed, false, "old engineering source"},
	}
	for _, test := range tests {
		r := tagged(text)
		if got := r.fullest(test.noun, between(r.a.Doc.Text, test.source), test.kind, test.ahead); got != test.want {
			t.Errorf("%q: got %q, want %q", test.source, got, test.want)
		}
	}
}

func TestFullestOfCutWords(t *testing.T) {
	for text, want := range map[string]string{"Holm/NNP ’/'' s/NN readout/NN ;/: the/DT readout/NN": "", "READ/NNP |/NN long/JJ readout/NN ;/: the/DT readout/NN": "long readout"} {
		r := tagged(text)
		if got := r.fullest("readout", between(r.a.Doc.Text, "the readout"), extractors.SpeakerDocument, false); got != want {
			t.Errorf("%q: got %q, want %q", r.a.Doc.Text, got, want)
		}
	}
}

func TestFullestOfSources(t *testing.T) {
	r := tagged("Sources/NNS in/IN the/DT port/NN spoke/VBD ./. The/DT sources/NNS left/VBD ./.")
	r.unnamed = map[string]string{"sources": "sources in the port"}
	if got := r.fullest("sources", between(r.a.Doc.Text, "The sources"), extractors.SpeakerGroup, false); got != "sources in the port" {
		t.Errorf("got %q", got)
	}
}

func TestShareOf(t *testing.T) {
	r := tagged("Ten/CD percent/NN of/IN the/DT registered/JJ sailors/NNS swim/VBP and/CC 20/CD percent/NN row/VBP ./.")
	for source, want := range map[string]string{"20 percent": " of registered sailors", "Ten percent": ""} {
		if got := r.shareOf(between(r.a.Doc.Text, source)); got != want {
			t.Errorf("%q: got %q, want %q", source, got, want)
		}
	}
	for phrase, want := range map[string]bool{"20 percent": true, "nearly 3.5%": true, "twenty per cent": true, "5 percent of sailors": false, "sailors": false} {
		if got := portion.MatchString(phrase); got != want {
			t.Errorf("%q is a share: got %v, want %v", phrase, got, want)
		}
	}
}
