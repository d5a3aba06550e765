package tokens

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
)

// In the texts a bar stands where a sentence should end; it is taken out.
func TestSentences(t *testing.T) {
	for _, text := range []string{
		"The U.N. said so.| It left.",
		"Gen. Sir Roland Tweed met Sen. Ivy Marsh on Dec. 31 at St. Anne's.| He smiled.",
		"They met at 9 p.m. Tuesday in Room No. 5 of the hall.| No.| It rained.",
		"The doors of the old hall close at 9 p.m.| Gates stay open.",
		"She works for Tarn Foods Inc. in Leeds.| He left Tarn Foods Inc.| The firm fell.",
		"John F. Arkwright of Marlow & Co. said no.",
		"Prices rose 3.5 percent.| They fell by .5 percent... then rose.",
		"\"We go now.\"| He left.",
		"“We go.| We stay,” he said.| “Why?” Ann Lee asked.| “Because!” she said.",
		"He asked: ‘Who is it?’| She did not answer.",
		"(It was late.)| They left.",
		"He stayed.|The rest left.",
		"She called it “a mess”.”|We know,” he said.",
		"PORT MARLOW, Ga. — A bridge fell.",
		"1. Wash the rice.",
		"He lives in the U.S.| The others do not.",
		"What now?!| Nothing.",
		"We … we do not know. …| Really?",
		"An e.g. Here too, i.e. Not there.",
	} {
		want := strings.Split(text, "|")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		plain := strings.ReplaceAll(text, "|", "")
		var got []string
		for _, s := range annotated(t, plain).Sentences {
			got = append(got, s.Span.Of(plain))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s\n%s", text, d)
		}
	}
}

func TestParagraphs(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one line a paragraph", "A title\nA standfirst\nA long paragraph", "A title|A standfirst|A long paragraph"},
		{"other line breaks", "one\r\ntwo\rthree\u2028four\u0085five", "one|two|three|four|five"},
		{"hard-wrapped", "A title of some length over an article of wrapped lines\n\n" +
			"The harbour was closed on Monday because of the\nstorm, and boats that had been waiting outside\nhad to sail on to the next town, where there is\nroom for them, the master of the harbour said.\n\n" +
			"The storm should pass by Wednesday, but it may\nnot.\n",
			"A title of some length over an article of wrapped lines|" +
				"The harbour was closed on Monday because of the\nstorm, and boats that had been waiting outside\nhad to sail on to the next town, where there is\nroom for them, the master of the harbour said.|" +
				"The storm should pass by Wednesday, but it may\nnot."},
	} {
		var got []string
		for _, p := range Paragraphs(&corpus.Document{Text: c.text}) {
			got = append(got, p.Span.Of(c.text))
		}
		if d := cmp.Diff(strings.Split(c.want, "|"), got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func TestRegions(t *testing.T) {
	text := "Storm shuts harbour By Ann Lee The storm came."
	a := annotated(t, text,
		corpus.Region{Kind: corpus.Title, Span: corpus.Span{Start: 0, End: 19}},
		corpus.Region{Kind: corpus.Byline, Span: corpus.Span{Start: 20, End: 30}},
		corpus.Region{Kind: corpus.Body, Span: corpus.Span{Start: 31, End: len(text)}})
	var got []string
	for _, s := range a.Sentences {
		got = append(got, string(s.Region)+": "+s.Span.Of(text))
	}
	if d := cmp.Diff([]string{"title: Storm shuts harbour", "byline: By Ann Lee", "body: The storm came."}, got); d != "" {
		t.Error(d)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"don't can’t cannot won't":              "do n't ca n't can not wo n't",
		"Mali's dogs' o'clock O’Brien’s":        "Mali 's dogs ' o'clock O'Brien 's",
		"$5m US$1,200.50 20% £.5":               "$ 5m US$ 1,200.50 20 % £ .5",
		"a 10-year-old wind- and rain-swept":    "a 10-year-old wind- and rain-swept",
		"'90s 'tis rock 'n' roll":               "'90s 'tis rock 'n' roll",
		"``Yes,'' he said -- twice":             "\" Yes , \" he said -- twice",
		"U.S.-led U.N.'s a.m. (No.5)":           "U.S.-led U.N. 's a.m. ( No. 5 )",
		"6'2\" tall, 5\"":                       "6 ' 2 \" tall , 5 \"",
		"see www.a.org/b?c=d. a@b.org @us #one": "see www.a.org/b?c=d . a@b.org @us #one",
		"co\u00adop\u00aderate\u00a0now\u200b!": "cooperate now !",
		"and/or AFP/Getty AT&T 24/7 10:30":      "and/or AFP / Getty AT&T 24/7 10:30",
		"2013–2015 — «oui» … no...":             "2013 – 2015 — \" oui \" … no ...",
	} {
		var got []string
		for _, w := range appendWords(nil, text, corpus.Span{Start: 0, End: len(text)}) {
			got = append(got, w.Text)
		}
		if d := cmp.Diff(want, strings.Join(got, " ")); d != "" {
			t.Errorf("%s: %s", text, d)
		}
	}
}

// The same word has the tag of its place, and not one tag for all of them.
func TestTags(t *testing.T) {
	want := `They/PRP plan/VBP a/DT plan/NN ./.`
	var got []string
	for _, k := range annotated(t, "They plan a plan.").Tokens {
		got = append(got, k.Text+"/"+k.Tag)
	}
	if d := cmp.Diff(want, strings.Join(got, " ")); d != "" {
		t.Error(d)
	}
}

// Both texts take seconds and gigabytes if anything is quadratic.
func TestHugeText(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("word ", 1_000_000),
		strings.Repeat("\"", 100_000),
		strings.Repeat("a.", 500_000),
		strings.Repeat("a\u00ad", 500_000),
		strings.Repeat("x", 5_000_000),
	} {
		if err := tiles(annotated(t, text)); err != nil {
			t.Error(err)
		}
	}
}
