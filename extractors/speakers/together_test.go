package speakers

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/extractors"
)

func TestTogether(t *testing.T) {
	for _, test := range []struct{ text, source, want string }{
		{"Ann Lee and Bo Cod left. They said it rained.", "They", "Ann Lee; Bo Cod"},
		{"Ann Lee and her lawyer Bo Cod left, where they said it rained.", "they", "Ann Lee; Bo Cod"},
		{"Ann Lee, 30, and clerk Bo Cod (25) left. They said it rained.", "They", "Ann Lee; Bo Cod"},
		{"Ann Lee and Bo Cod left. The two said it rained.", "The two", "Ann Lee; Bo Cod"},
		{"Ann Lee and Bo Cod left. The three said it rained.", "The three", ""},
		{"Ann Lee, Bo Cod left. They said it rained.", "They", ""},
		{"Ann Lee met Bo Cod. They said it rained.", "They", ""},
		{"For Ann Lee and Bo Cod all was over. They said it rained.", "They", ""},
		{"Ann Lee and Bo Cod left. It rained. They said so.", "They", ""},
		{"Ann Lee and Bo Cod left. We said it rained.", "We", ""},
	} {
		a := silent(t, test.text)
		mention(a, "Ann Lee", extractors.Name, 0)
		mention(a, "Bo Cod", extractors.Name, 1)
		a.Quotes = []extractors.Quote{{Spans: []corpus.Span{between(test.text, "said")}, Source: between(test.text, test.source)}}
		r := newResolver(a)
		if got := r.together(0, r.word(a.Quotes[0].Source)); got != (test.want != "") || a.Quotes[0].Speaker != test.want {
			t.Errorf("%q: got %v, %q", test.text, got, a.Quotes[0].Speaker)
		}
	}
}

func TestTogetherAgain(t *testing.T) {
	text := "It rained, they said. They said it snowed. It froze. So both sides said. Then they said it rained."
	source := func(word string) extractors.Quote {
		return extractors.Quote{Source: between(text, word), Spans: []corpus.Span{between(text, word)}}
	}
	a := silent(t, text)
	a.Quotes = []extractors.Quote{source("they said."), source("They"), source("both sides"), source("they said it")}
	a.Quotes[0].Speaker, a.Quotes[0].Speakers = "Ann Lee; Bo Cod", []int{0, 1}
	r := newResolver(a)
	var got []bool
	for i, word := range []string{"", "they", "both sides", "they"} {
		got = append(got, i > 0 && r.together(i, word))
		a.Quotes[2].Speakers = nil
	}
	if d := cmp.Diff([]bool{false, true, true, false}, got); d != "" {
		t.Error(d)
	}
}
