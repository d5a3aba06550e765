package quotes

import (
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
)

func TestWhole(t *testing.T) {
	tokeniser, err := tokeniser()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ text, cue, want string }{
		{"The mayor also said it rained.", "also", "also said"},
		{"The mayor said it rained.", "said", "said"},
		{"The mayor said in a long letter that it rained.", "said in a long", "said"},
		{"The mayor said in a letter that it rained.", "said in a letter", "said in a letter"},
		{"The mayor continued to say that it rained.", "continued to", "continued to say"},
		{"The visitors were told that it rained.", "were", "were told"},
		{"The mayor alleged in a speech to guests that it rained.", "alleged in a speech to", "alleged"},
		{"Now she's urging calm.", "'s", "'s urging"},
		{"It rained, according to added remarks.", "according to", "according to"},
		{"According to the mayor, it rained.", "According to", "According to"},
		{"As per the mayor, it rained.", "As", "As per"},
		{"It rained, he went on.", "went", "went on"},
	}
	for _, test := range tests {
		a := &extractors.Annotation{Doc: &corpus.Document{Text: test.text}}
		if err := tokeniser.Run(a); err != nil {
			t.Fatal(err)
		}
		if got := whole(a, find(t, test.text, test.cue)).Of(test.text); got != test.want {
			t.Errorf("%q: got %q, want %q", test.cue, got, test.want)
		}
	}
}

func TestAttributes(t *testing.T) {
	tests := []struct {
		text, cue string
		want      bool
	}{
		{"Ann said it rained.", "said", true},
		{"It reportedly rained.", "reportedly", true},
		{"It was wet.", "was", false},
		{"It rained again, adding to fears.", "adding", false},
		{"It rained, she left, adding that it snowed.", "adding", true},
		{"Ann hails from Holm.", "hails", false},
		{"Ann hails the sailors.", "hails", true},
		{"Army chief Said Khelil left.", "Said", false},
	}
	for _, test := range tests {
		c := completing(t, test.text)
		a := &extractors.Annotation{Doc: &corpus.Document{Text: c.text}, Tokens: c.tokens}
		if got := attributes(a, find(t, test.text, test.cue)); got != test.want {
			t.Errorf("%q: got %v", test.text, got)
		}
	}
}

func TestSilent(t *testing.T) {
	tests := []struct {
		text, source, cue string
		want              bool
	}{
		{"It was pointed out that the bridge was old.", "It", "was pointed out", true},
		{"It has been widely reported that the bridge fell.", "It", "has been widely reported", true},
		{"It said that the bridge was old.", "It", "said", false},
		{"It has warned that the bridge was old.", "It", "has warned", false},
		{"Old, said it of the bridge.", "it", "said", false},
		{"The board was told that the bridge was old.", "The board", "was told", true},
		{"The board was later informed that the bridge was old.", "The board", "was later informed", true},
		{"The board has been repeatedly warned that the bridge was old.", "The board", "has been repeatedly warned", true},
		{"The board was told by the mayor that the bridge was old.", "The board", "was told by", false},
		{"The board had told us that the bridge was old.", "The board", "had told", false},
		{"The board was told the bridge was old, said the mayor.", "the mayor", "said", false},
		{"Board accused of theft.", "Board", "accused", true},
		{"Board accused mayor of theft.", "Board", "accused", false},
		{"Residents told to stay.", "Residents", "told", true},
		{"The mayor is said to have left.", "The mayor", "is said", true},
		{"Three floods were reported in May.", "Three floods", "were reported", false},
		{"Ann and Ben were sailors and accused of theft.", "Ann and Ben", "accused of", true},
		{"Ann left and accused Ben of theft.", "Ann", "accused", false},
		{"The board was quoted as saying that the bridge was old.", "The board", "was quoted as saying", false},
	}
	for _, test := range tests {
		c := completing(t, test.text)
		if got := c.silent(find(t, test.text, test.source), find(t, test.text, test.cue)); got != test.want {
			t.Errorf("%q: got %v", test.text, got)
		}
	}
}

func TestPassive(t *testing.T) {
	for _, test := range []struct {
		text, cue string
		want      bool
	}{
		{"The man accused of theft left.", "accused", true},
		{"The bridge is old, the board was told.", "was told", true},
		{"The board was told so by the mayor.", "was told so by", false},
		{"The mayor left, adding that it rained.", "adding", false},
	} {
		c := completing(t, test.text)
		cue := find(t, test.text, test.cue)
		first, _ := c.touching(cue)
		if got := c.passive(first, cue, false); got != test.want {
			t.Errorf("%q: got %v", test.text, got)
		}
	}
}

func TestImpersonal(t *testing.T) {
	for text, want := range map[string]bool{"The bridge is shut, it was reported.": true, "The flood was reported.": false, "It.\nwas reported": false} {
		c := completing(t, text)
		cue := find(t, text, "was reported")
		first, _ := c.touching(cue)
		if got := c.impersonal(first) && c.passive(first, cue, true); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestUnadded(t *testing.T) {
	tokeniser, err := tokeniser()
	if err != nil {
		t.Fatal(err)
	}
	for cue, want := range map[string]string{"also said": "said", "then also said": "said", "openly said": "openly said", "has also said": "has also said", "also": "also"} {
		a := &extractors.Annotation{Doc: &corpus.Document{Text: "She " + cue + " it rained."}}
		if err := tokeniser.Run(a); err != nil {
			t.Fatal(err)
		}
		if got := unadded(a, corpus.Span{Start: 4, End: 4 + len(cue)}).Of(a.Doc.Text); got != want {
			t.Errorf("%q: got %q, want %q", cue, got, want)
		}
	}
}

func TestWithoutAddressee(t *testing.T) {
	for _, test := range []struct{ text, cue, source, part, want string }{
		{"Ann apologised to the miners for the delay.", "apologised to", "Ann", "for the delay", "apologised"},
		{"“It rains,” she says with a smile.", "says with", "she", "“It rains,”", "says"},
		{"Ann responded with “no”.", "responded with", "Ann", "no", "responded with"},
		{"It rained, according to Ann.", "according to", "Ann", "It rained", "according to"},
		{"Ann pointed to the delay.", "pointed to", "Ann", "the delay", "pointed to"},
		{"Ann appealed to the board for help.", "appealed to", "Ann", "for help", "appealed to"},
	} {
		c := completing(t, test.text)
		got := c.withoutAddressee(find(t, test.text, test.cue), find(t, test.text, test.source), []corpus.Span{find(t, test.text, test.part)})
		if got.Of(test.text) != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got.Of(test.text), test.want)
		}
	}
}

// Words that move between a cue and the content after it.
func TestUtteredAndWithPreposition(t *testing.T) {
	for _, test := range []struct {
		mend                  func(completer, corpus.Span, []corpus.Span) (corpus.Span, []corpus.Span)
		text, cue, part, want string
	}{
		{completer.uttered, "Ann has expressed deep concern about the delay.", "has expressed deep concern about", "the delay", "has expressed | deep concern about the delay"},
		{completer.uttered, "Ann voiced her surprise that it rained.", "voiced her surprise", "that it rained", "voiced | her surprise that it rained"},
		{completer.uttered, "Ann expressed hope that it would rain.", "expressed hope", "that it would rain", "expressed hope | that it would rain"},
		{completer.uttered, "Ann expressed her thoughts: “It rains.”", "expressed her thoughts", "“It rains.”", "expressed her thoughts | “It rains.”"},
		{completer.uttered, "Ann expressed concern about\u200b", "expressed concern about", "\u200b", "expressed concern about | \u200b"},
		{completer.uttered, "Ann raised the issue of rain.", "raised the issue of", "rain", "raised the issue of | rain"},
		{completer.withPreposition, "There were reports of floods.", "reports", "of floods", "reports of | floods"},
		{completer.withPreposition, "Ann accused Ben of theft.", "accused", "of theft", "accused | of theft"},
		{completer.withPreposition, "Her claim that it rained was true.", "claim", "that it rained", "claim | that it rained"},
	} {
		c := completing(t, test.text)
		cue, parts := test.mend(c, find(t, test.text, test.cue), []corpus.Span{find(t, test.text, test.part)})
		if got := cue.Of(test.text) + " | " + parts[0].Of(test.text); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}
