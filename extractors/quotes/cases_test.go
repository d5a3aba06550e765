package quotes

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
)

// Every mark of the text in order, one a line; a child is indented, a mark that
// continues the one before begins with '+'.
func TestMarks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"straight", `"We go," he said. "We stay."`, `"We go,"|"We stay."`},
		{"curly", `“We go,” he said. “We stay.”`, `“We go,”|“We stay.”`},
		{"low and high", `„Wir gehen“, sagte er. „Nein.”`, `„Wir gehen“|„Nein.”`},
		{"reversed nines", `‟We go,” he said.`, `‟We go,”`},
		{"guillemets", `«We go», he said. « We stay. »`, `«We go»|« We stay. »`},
		{"guillemet and curly", `«We go,” he said.`, `«We go,”`},
		{"reversed guillemets", `»We go«, he said. »We stay.«`, `»We go«|»We stay.«`},
		{"small guillemets", `He read ‹We go›.`, `‹We go›`},
		{"British", `'We go,' said Ann. 'It's the dogs' food.'`, `'We go,'|'It's the dogs' food.'`},
		{"British, curly", `‘We go,’ said Ann. ‘It’s the workers’ pay.’`, `‘We go,’|‘It’s the workers’ pay.’`},
		{"apostrophes", `In the '90s rock 'n' roll was the workers' music; 'tis ten years' work, they're goin' home.`, ``},
		{"possessives", `The players' wages and the owners' profits rose.`, ``},
		{"LaTeX", "``We go,'' he said. ``Now.''", "``We go,''|``Now.''"},
		{"LaTeX, nested", "''She said, 'We go,''' he said. '''We go,' she said.''", "''She said, 'We go,'''|  'We go,'|'''We go,' she said.''|  'We go,'"},
		{"nested", `“She said, ‘We go,’ and left,” he said.`, `“She said, ‘We go,’ and left,”|  ‘We go,’`},
		{"nested, British", `‘She said, “We go,” and left,’ he said.`, `‘She said, “We go,” and left,’|  “We go,”`},
		{"nested, straight", `"She said, 'We go.'" He left.`, `"She said, 'We go.'"|  'We go.'`},
		{"nested at both ends", `“‘We go,’ she said. ‘Now,’” he told us.`, `“‘We go,’ she said. ‘Now,’”|  ‘We go,’|  ‘Now,’`},
		{"opened curly, closed straight", `“We go," he said.`, `“We go,"`},
		{"opened straight, closed curly", `"We go,” he said.`, `"We go,”`},
		{"both closing", `”We go,” he said.`, `”We go,”`},
		{"two single ones for a double one", "‘‘We go,’’ he said. “Now.’’", "‘‘We go,’’|“Now.’’"},
		{"spaced", `" We go , " he said . " Now . "`, `" We go , "|" Now . "`},
		{"reversed, no space between", `to “help the town”.”We know that,” said Ann.`, `“help the town”|”We know that,”`},
		{"reversed on purpose", `” We go, “ he said.`, `” We go, “`},
		{"inches and feet", `He is 6'2" tall and the snow was 5" deep, "so deep," he said.`, `"so deep,"`},
		{"inches inside", `"The 9" blade was lost," he said.`, `"The 9" blade was lost,"`},
		{"no closing mark", "He said: “We go.\n\nShe left.", `“We go.`},
		{"no closing mark, another after it", `"We go, he said. "We stay," she said.`, `"We stay,"`},
		{"no opening mark", `We go," he said.`, ``},
		{"over paragraphs", "“We go.\n\n“We stay.\n\n“We return,” he said.", "“We go.|+“We stay.|+“We return,”"},
		{"over paragraphs, closed only", "“We go.\n\nWe stay,” he said.", "“We go.|+We stay,”"},
		{"two paragraphs, each closed", "“We go.”\n\n“We stay.”", "“We go.”|“We stay.”"},
		{"beside dashes", `He—"no," he said—left. "I was—" he said.`, `"no,"|"I was—"`},
		{"after a bracket", `(“Never.”) [“No”]`, `“Never.”|“No”`},
		{"soft hyphen and no-break space", "“\u00adWe\u00a0go,\u200b” he said.", "“\u00adWe\u00a0go,\u200b”"},
		{"elliptic", `"...and we go," he said.`, `"...and we go,"`},
		{"corner brackets", `「行く」と言った。`, `「行く」`},
	} {
		found := marks(&corpus.Document{Text: c.text})
		var got []string
		next := extractors.None
		for i, m := range found {
			line := m.Span.Of(c.text)
			for p := m.Parent; p != extractors.None; p = found[p].Parent {
				line = "  " + line
			}
			if i == next {
				line = "+" + line
			}
			if next = m.Next; m.Next == extractors.None {
				next = -2
			}
			got = append(got, line)
		}
		if d := cmp.Diff(c.want, strings.Join(got, "|")); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func TestMarkKinds(t *testing.T) {
	for text, want := range map[string]extractors.MarkKind{
		`"We go now," he said.`:                               extractors.Speech,
		`He called the plan "a failure".`:                     extractors.Speech,
		`He called it "hopeless".`:                            extractors.Speech,
		`Pat "Mad Dog" Arkwright won.`:                        extractors.Nick,
		`She wrote the novel “A Harbour of Glass” in a year.`: extractors.Work,
		`They saw “The Long Road to Marlow” twice.`:           extractors.Work,
		`The "closed-loop" system failed.`:                    extractors.Term,
		`The so-called "safe zone" was shelled.`:              extractors.Term,
	} {
		found := marks(&corpus.Document{Text: text})
		if len(found) != 1 || found[0].Kind != want {
			t.Errorf("%s: %+v, want one %s", text, found, want)
		}
	}
}

// Marks never cross a region, whatever stands in them.
func TestMarksOfRegions(t *testing.T) {
	text := "\"Storm shuts harbour\n\"We wait,\" he said."
	found := marks(&corpus.Document{Text: text, Regions: []corpus.Region{
		{Kind: corpus.Title, Span: corpus.Span{Start: 0, End: 20}},
		{Kind: corpus.Body, Span: corpus.Span{Start: 21, End: len(text)}},
	}})
	if len(found) != 2 || found[0].Span.End != 20 || found[0].Next != extractors.None || found[1].Span.Start != 21 {
		t.Errorf("%+v", found)
	}
}

// sound checks what every user of marks relies on.
func sound(text string, marks []extractors.Mark) error {
	for i, m := range marks {
		switch {
		case m.Span.Start < 0 || m.Span.End > len(text) || m.Span.Len() <= 0 || m.Inner.Start > m.Inner.End || !m.Span.Contains(m.Inner):
			return fmt.Errorf("mark %d: %+v", i, m)
		case i > 0 && m.Span.Start < marks[i-1].Span.Start:
			return fmt.Errorf("mark %d before its predecessor", i)
		case m.Parent != extractors.None && (m.Parent >= i || !marks[m.Parent].Inner.Contains(m.Span)):
			return fmt.Errorf("mark %d not inside its parent", i)
		case m.Next != extractors.None && (m.Next <= i || marks[m.Next].Span.Start < m.Span.End):
			return fmt.Errorf("mark %d is not followed by its next", i)
		case m.Kind == "":
			return fmt.Errorf("mark %d has no kind", i)
		}
	}
	return nil
}

func TestMarksAreSound(t *testing.T) {
	pieces := []string{"a", "he said", " ", "\n\n", ".", ",", "5", "s", "—", "(", ")", "\u00ad", "\u200b", "é"}
	for g := range glyphs {
		pieces = append(pieces, g)
	}
	slices.Sort(pieces)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "text"), "")
		if err := sound(text, marks(&corpus.Document{Text: text})); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

func FuzzMarks(f *testing.F) {
	f.Add("“We go.\n\n“'We' \"stay\" in the '90s 6'2\",” he said. ''x''")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		if err := sound(text, marks(&corpus.Document{Text: text})); err != nil {
			t.Fatal(err)
		}
	})
}

// The texts take minutes if anything is quadratic.
func TestMarksOfHugeText(t *testing.T) {
	for _, text := range []string{
		strings.Repeat(`"`, 100_000),
		strings.Repeat(`"a" `, 30_000),
		strings.Repeat("“a ", 30_000),
		strings.Repeat("“a\n\n", 30_000),
		strings.Repeat("a'", 30_000),
		strings.Repeat("word ", 200_000) + `"a"`,
	} {
		if err := sound(text, marks(&corpus.Document{Text: text})); err != nil {
			t.Error(err)
		}
	}
}

func BenchmarkMarks(b *testing.B) {
	text := strings.Repeat("“We have no money,” a spokesman told reporters, ‘and no time.’ It's the workers' loss, he said: \"We go.\"\n\n", 200)
	words := len(strings.Fields(text))
	for b.Loop() {
		marks(&corpus.Document{Text: text})
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
