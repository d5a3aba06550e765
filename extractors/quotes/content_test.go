package quotes

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
)

// find is the span of the words in the text; empty for no words.
func find(t *testing.T, text, words string) corpus.Span {
	t.Helper()
	if words == "" {
		return corpus.Span{}
	}
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return corpus.Span{Start: i, End: i + len(words)}
}

func index(text string) *markIndex {
	doc := &corpus.Document{Text: text}
	return newMarkIndex(&extractors.Annotation{Doc: doc, Marks: marks(doc)})
}

func TestSettle(t *testing.T) {
	tests := []struct {
		name        string
		text        string
		parts       []string
		cue, source string
		want        []string
		kind        extractors.QuoteKind
	}{
		{
			"takes the whole quotation that it touches",
			`"We sail at dawn, whatever comes," the captain said.`, []string{"We sail at dawn"}, "said", "the captain",
			[]string{`"We sail at dawn, whatever comes,"`}, extractors.Direct,
		},
		{
			"leaves commas and the full stop outside",
			`The captain said, that they would sail.`, []string{", that they would sail."}, "said", "The captain",
			[]string{"that they would sail"}, extractors.Indirect,
		},
		{
			"leaves a hyphen for a dash outside",
			`HOLM (Agency) - - The ships sail at dawn, the captain said.`, []string{"- The ships sail at dawn"}, "said", "the captain",
			[]string{"The ships sail at dawn"}, extractors.Indirect,
		},
		{
			"keeps the full stop of an abbreviation",
			`The captain said they would sail to the U.S.`, []string{"they would sail to the U.S."}, "said", "The captain",
			[]string{"they would sail to the U.S."}, extractors.Indirect,
		},
		{
			"is interrupted by its cue and source",
			`"We sail," the captain said, "at dawn."`, []string{`"We sail," the captain said, "at dawn."`}, "said", "the captain",
			[]string{`"We sail,"`, `"at dawn."`}, extractors.Direct,
		},
		{
			"goes on where the next paragraph opens the quotation again",
			"\"We sail at dawn.\n\n\"Nobody stays,\" the captain said.", []string{"\"We sail at dawn."}, "said", "the captain",
			[]string{`"We sail at dawn.`, `"Nobody stays,"`}, extractors.Direct,
		},
		{
			"does not take a neighbour's quotation that it only grazes",
			`He said it rained "and it will rain for many more days, I fear".`, []string{`it rained "and`}, "said", "He",
			[]string{"it rained"}, extractors.Indirect,
		},
		{
			"stays inside the quotation around its cue",
			`"My father said we would sail at once," the boy told us.`, []string{"we would sail at once"}, "said", "My father",
			[]string{"we would sail at once"}, extractors.Direct,
		},
		{
			"is mixed with a 'that' before a quotation, however long",
			`The captain said that "the sea is a beast, and whoever sails on it has to know that it never sleeps, nor eats, nor forgives".`,
			[]string{`that "the sea is a beast, and whoever sails on it has to know that it never sleeps, nor eats, nor forgives`}, "said", "The captain",
			[]string{`that "the sea is a beast, and whoever sails on it has to know that it never sleeps, nor eats, nor forgives"`}, extractors.Mixed,
		},
		{
			"is mixed where some of it is quoted",
			`The captain said that the sea was "a beast".`, []string{`that the sea was "a beast`}, "said", "The captain",
			[]string{`that the sea was "a beast"`}, extractors.Mixed,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			x := index(test.text)
			var parts []corpus.Span
			for _, p := range test.parts {
				parts = append(parts, find(t, test.text, p))
			}
			spans := x.settle(parts, find(t, test.text, test.cue), find(t, test.text, test.source))
			var got []string
			for _, s := range spans {
				got = append(got, s.Of(test.text))
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Error(d)
			}
			if k := x.kind(spans); k != test.kind {
				t.Errorf("kind %s, want %s", k, test.kind)
			}
		})
	}
}

// Whatever the model finds, a content is parts of the text, in order, apart,
// without its cue.
func TestSettleIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-cé“”"' .,\n]){0,60}`).Draw(t, "text")
		x := index(text)
		draw := func(name string) corpus.Span {
			var ends []int
			for i := range text {
				ends = append(ends, i)
			}
			ends = append(ends, len(text))
			i := rapid.IntRange(0, len(ends)-1).Draw(t, name)
			j := rapid.IntRange(i, len(ends)-1).Draw(t, name)
			return corpus.Span{Start: ends[i], End: ends[j]}
		}
		var parts []corpus.Span
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			parts = append(parts, draw("part"))
		}
		end := 0
		for _, s := range x.settle(parts, draw("cue"), corpus.Span{}) {
			if s.Len() <= 0 || s.Start < end || s.End > len(text) {
				t.Fatalf("part %v after %d in %q", s, end, text)
			}
			end = s.End
		}
	})
}

func TestTouching(t *testing.T) {
	text := `"A 'b' c" and "d"`
	x := index(text)
	for _, test := range []struct {
		words string
		want  []string
	}{
		{"b", []string{`"A 'b' c"`, `'b'`}},
		{"and", nil},
		{text, []string{`"A 'b' c"`, `'b'`, `"d"`}},
	} {
		var got []string
		for _, i := range x.touching(find(t, text, test.words)) {
			got = append(got, x.marks[i].Span.Of(text))
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%q: %s", test.words, d)
		}
	}
}

func TestCueType(t *testing.T) {
	tests := map[string]extractors.CueType{
		"said": extractors.CueSpeech, "has repeatedly warned": extractors.CueSpeech, "according to": extractors.CueSpeech,
		"wrote": extractors.CueWriting, "tweeted": extractors.CueWriting, "said in a statement": extractors.CueSpeech, "in a letter": extractors.CueWriting,
		"believes": extractors.CueBelief, "is hoping": extractors.CueBelief, "worried": extractors.CueBelief, "planned": extractors.CueBelief,
		"shows": extractors.CueOther, "suggesting": extractors.CueSpeech, "agreed": extractors.CueSpeech,
	}
	for cue, want := range tests {
		if got := cueType(cue); got != want {
			t.Errorf("%q: got %s, want %s", cue, got, want)
		}
	}
}

// What a document shows is written.
func TestTypeOf(t *testing.T) {
	tests := []struct {
		cue, source string
		want        extractors.CueType
	}{
		{"found", "A survey of the harbours", extractors.CueWriting},
		{"show", "the data", extractors.CueWriting},
		{"shows", "The path through the dunes", extractors.CueOther},
		{"said", "the report", extractors.CueSpeech},
		{"believes", "the study", extractors.CueBelief},
	}
	for _, test := range tests {
		if got := typeOf(test.cue, test.source); got != test.want {
			t.Errorf("%s %s: got %s, want %s", test.source, test.cue, got, test.want)
		}
	}
}

func TestQuoted(t *testing.T) {
	text := `"My father said we would sail," the boy told us.`
	x := index(text)
	for cue, want := range map[string]bool{"said": true, "told": false, "": false} {
		if got := x.quoted(find(t, text, cue)); got != want {
			t.Errorf("%q: got %v", cue, got)
		}
	}
}

func TestDistinct(t *testing.T) {
	text := "The captain said that the mate said that it would rain all day and for most of the night too. So the captain told us that it would rain all day and for most of the night too."
	quote := func(source, cue, content string, score float64) extractors.Quote {
		return extractors.Quote{Source: find(t, text, source), Cue: find(t, text, cue), Spans: []corpus.Span{find(t, text, content)}, Score: score}
	}
	outer := quote("The captain", "said that the mate", "that the mate said that it would rain all day and for most of the night too", 0.9)
	outer.Cue.End = outer.Cue.Start + len("said")
	inner := func(score float64) extractors.Quote {
		q := quote("the mate", "said that it", "that it would rain all day and for most of the night too", score)
		q.Cue.End = q.Cue.Start + len("said")
		return q
	}
	told := quote("the captain", "told", "that it would rain all day and for most of the night too", 0.6)
	tests := []struct {
		name   string
		quotes []extractors.Quote
		want   int
	}{
		{"one inside another", []extractors.Quote{outer, inner(0.8)}, 2},
		{"one inside another, doubtful", []extractors.Quote{outer, inner(0.3)}, 1},
		{"the same from two cues", []extractors.Quote{inner(0.8), told}, 1},
	}
	for _, test := range tests {
		if got := distinct(test.quotes); len(got) != test.want {
			t.Errorf("%s: %d quotes, want %d", test.name, len(got), test.want)
		}
	}
}
