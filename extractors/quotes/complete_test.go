package quotes

import (
	"strings"
	"sync"
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/tokens"
)

// tokeniser is loaded once for all tests.
var tokeniser = sync.OnceValues(tokens.New)

// completing is a completer of a text.
func completing(t *testing.T, text string) completer {
	t.Helper()
	tokeniser, err := tokeniser()
	if err != nil {
		t.Fatal(err)
	}
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text}}
	if err := tokeniser.Run(a); err != nil {
		t.Fatal(err)
	}
	return completer{text, a.Tokens}
}

func TestCompleteContent(t *testing.T) {
	tests := []struct{ text, part, cue, want string }{
		{"Ann said the river was not deep, and left.", "the river was not", "said", "the river was not deep"},
		{"Ann said the level rose to 20.6 metres overnight.", "the level rose to 20", "said", "the level rose to 20.6 metres overnight"},
		{"Ann said they earned from $3,000 to $6,000 a year.", "they earned from $3,000 to $", "said", "they earned from $3,000 to $6,000 a year"},
		{"Ann said that the river was deep.", "that the river was deep", "said", "that the river was deep"},
		{"The river is not what Ann said.", "The river is", "said", "The river is"},
		{"Ann said the river was deep and warned of floods.", "the river was deep and", "said", "the river was deep"},
		{"Ann blamed the mayor-in a long speech on floods.", "the mayor", "blamed", "the mayor"},
		{"Ann met a 40-year-old sailor today.", "a 40-year", "met", "a 40-year-old sailor today"},
		{"Ann said ''the river was deep.'' The town was dry.", "the river was deep.'", "said", "the river was deep.'"},
		{"Ann said the river was. And left.", "the river was", "said", "the river was"},
		{"Ann said it closed on April 24, 2019, for good.", "it closed on April 24", "said", "it closed on April 24, 2019"},
		{"Ann said they would leave next week, and left.", "they would leave next", "said", "they would leave next week"},
		{"Ann said it closed one of the ports and accused Ben.", "it closed one", "said", "it closed one of the ports"},
		{"Ann said it closed the ports, including Holm, and left.", "it closed the ports", "said", "it closed the ports, including Holm"},
		{"Ann said it flew the Boeing 747, 2000 miles.", "it flew the Boeing 747", "said", "it flew the Boeing 747"},
		{"Ann said it closed the port Monday.", "it closed the port", "said", "it closed the port"},
	}
	for _, test := range tests {
		c := completing(t, test.text)
		got := c.content(find(t, test.text, test.part), find(t, test.text, test.cue))
		if got.Of(test.text) != test.want {
			t.Errorf("%q: got %q, want %q", test.part, got.Of(test.text), test.want)
		}
	}
}

func TestCompleteSource(t *testing.T) {
	tests := []struct{ text, source, cue, want string }{
		{"Ann Lee, who said it rained, left.", "Ann Lee, who", "said", "Ann Lee"},
		{"It rained, city officials said.", "city", "said", "city officials"},
		{"It rained, according to a letter from the harbour board.", "a letter from", "according to", "a letter from the harbour board"},
		{"It rained, said Prime Minister Ann Lee on a visit.", "Prime", "said", "Prime Minister Ann Lee"},
		{`Ben "Ace" Holm, 47, said it rained.`, `Ben "Ace"`, "said", `Ben "Ace" Holm`},
		{"Ben Holm and I said it rained.", "Ben Holm and", "said", "Ben Holm and I"},
		{"The mayor Friday said it rained.", "The mayor", "said", "The mayor"},
		{"The mayor yesterday said it rained.", "The mayor", "said", "The mayor"},
		{"The Salt Board Friday said it rained.", "The Salt Board Friday", "said", "The Salt Board"},
		{"The mayor said so in a letter last Friday.", "a letter last Friday", "said", "a letter last Friday"},
		{"A man who lives on the street where said it rained.", "A man who lives on the street where", "said", "A man who lives on the street"},
		{"His campaign promise to go was kept.", "His", "promise", "His"},
		{"Ann Lee at a village rally said it rained.", "Ann Lee at a village rally", "said", "Ann Lee"},
		{"The mayor, in a statement, said so.", "The mayor, in a statement,", "said", "The mayor"},
		{"The board in its last budget said so.", "The board in its last budget", "said", "The board"},
		{"The crowd at the rally said so.", "The crowd at the rally", "said", "The crowd at the rally"},
		{"The declaration of war came.", "The", "declaration of", ""},
		{"Her strong criticism hurt.", "Her", "criticism", "Her"},
		{"It rained, the mayor said.", "the mayor", "said", "the mayor"},
		{"The mayor of Holm said it rained.", "The mayor of Holm", "said", "The mayor of Holm"},
		{"“It rains,” said the mayor, Ann Lee, to the council.", "the mayor, Ann Lee, to", "said", "the mayor, Ann Lee"},
		{"It rained, the statement read, adding that it snowed.", "the statement read", "adding", "the statement"},
		{"According to Ann Lee as ships grow, ports will close.", "Ann Lee as ships grow", "According to", "Ann Lee"},
		{"“It rains,” the head of the Salt Board (SB), Ann Lee said.", "the head of the Salt Board (SB)", "said", "the head of the Salt Board (SB), Ann Lee"},
	}
	for _, test := range tests {
		c := completing(t, test.text)
		got := c.source(find(t, test.text, test.source), find(t, test.text, test.cue))
		if got.Of(test.text) != test.want {
			t.Errorf("%q: got %q, want %q", test.source, got.Of(test.text), test.want)
		}
	}
}

func TestObject(t *testing.T) {
	tests := []struct{ text, want string }{
		{"It rained, according to her.", "her"},
		{"According to the harbour board, it rained.", "the harbour board"},
		{"It rained, according to.", ""},
	}
	for _, test := range tests {
		c := completing(t, test.text)
		var cue corpus.Span
		for _, words := range []string{"according to", "According to"} {
			if i := strings.Index(test.text, words); i >= 0 {
				cue = corpus.Span{Start: i, End: i + len(words)}
			}
		}
		if got := c.object(cue).Of(test.text); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestSubject(t *testing.T) {
	tests := []struct{ text, cue, want string }{
		{"The car of the man who claimed it was his burned.", "claimed", "who"},
		{"The board denied harbour master Ann Lee's claim that it rained.", "claim", "harbour master Ann Lee"},
		{"The board denied her claim that it rained.", "claim", "her"},
		{"The board denied the claim that it rained.", "claim", ""},
		{"Ann left, saying it rained.", "saying", ""},
	}
	for _, test := range tests {
		c := completing(t, test.text)
		if got := c.subject(find(t, test.text, test.cue)).Of(test.text); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestSays(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{{"the", false}, {"so that", false}, {"that it rained", true}, {"the river", true}, {"this at a rally in Holm", false}, {"this in Holm when she met sailors", false}, {"this in turn would push up rents", true}, {"this river", true}}
	for _, test := range tests {
		c := completing(t, test.text)
		if got := c.says([]corpus.Span{{Start: 0, End: len(test.text)}}); got != test.want {
			t.Errorf("%q: got %v", test.text, got)
		}
	}
}

func TestTag(t *testing.T) {
	for text, want := range map[string]string{
		"“It rains,” Ann Lee, a farmer of the north. “It pours.”": "Ann Lee, a farmer of the north",
		"“It rains”, Ms Lee.":                  "Ms Lee",
		"“It rains,” Ann Lee said.":            "",
		"“It rains.” Ann Lee, a farmer.":       "",
		"“It rains,” and Ann Lee.":             "",
		"“It rains,” Ann Lee":                  "Ann Lee",
		"“It rains,” the farmer.":              "",
		"“It rains,” Ann Lee, who farms here.": "",
	} {
		c := completing(t, text)
		if got := c.tag(corpus.Span{End: strings.Index(text, "”") + len("”")}).Of(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
