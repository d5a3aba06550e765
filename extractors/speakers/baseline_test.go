package speakers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/entities"
	"onrecord/extractors/quotes"
	"onrecord/extractors/tokens"
)

var chain = func() []*extractors.Extractor {
	t, err := tokens.New()
	if err != nil {
		panic(err)
	}
	list, err := extractors.Order([]*extractors.Extractor{NewBaseline(), entities.NewBaseline(), quotes.NewBaseline(), quotes.NewMarks(), t})
	if err != nil {
		panic(err)
	}
	return list
}()

func byRule(t testing.TB, text string) *extractors.Annotation {
	t.Helper()
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text}}
	for _, e := range chain {
		if err := e.Run(a); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func TestBaseline(t *testing.T) {
	text := `Harbour Minister Ann Lee opened the bridge with Pat Dow, a farmer, on Monday.

"It is safe," Lee said. "It is wide."

Dow said he was glad. "I go home," he added.

The minister said that she would return, while officials said they would stay.

A spokesman for the Harbour Union called it "too late".`
	var got []string
	for _, q := range byRule(t, text).Quotes {
		got = append(got, fmt.Sprintf("%s: %s (%s)", q.Spans[0].Of(text), q.Speaker, q.SpeakerKind))
	}
	want := []string{
		`"It is safe,": Ann Lee (person)`,
		`"It is wide.": Ann Lee (person)`,
		`he was glad: Pat Dow (person)`,
		`"I go home,": Pat Dow (person)`,
		`that she would return: Ann Lee (person)`,
		`they would stay: officials (group)`,
		`it "too late": spokesman for the Harbour Union (unnamed)`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// sound checks that layers refer to each other and to the text.
func sound(a *extractors.Annotation) error {
	inside := func(s corpus.Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= len(a.Doc.Text) }
	for i, m := range a.Mentions {
		if !inside(m.Span) || m.Span.Len() == 0 || m.Entity >= len(a.Entities) || m.Type == "" {
			return fmt.Errorf("mention %d: %+v", i, m)
		}
	}
	for i, e := range a.Entities {
		if e.Name == "" || len(e.Mentions) == 0 {
			return fmt.Errorf("entity %d: %+v", i, e)
		}
	}
	for i, q := range a.Quotes {
		if len(q.Spans) == 0 || !inside(q.Cue) || !inside(q.Source) || q.Kind == "" || q.SpeakerKind == "" || q.ContinuedFrom >= i {
			return fmt.Errorf("quote %d: %+v", i, q)
		}
		for k, s := range q.Spans {
			if !inside(s) || s.Len() == 0 || k > 0 && s.Start < q.Spans[k-1].End {
				return fmt.Errorf("quote %d: %+v", i, q)
			}
		}
		if i > 0 && q.Span().Start < a.Quotes[i-1].Span().Start {
			return fmt.Errorf("quote %d before its predecessor", i)
		}
		for _, n := range q.Speakers {
			if n < 0 || n >= len(a.Entities) {
				return fmt.Errorf("quote %d: %+v", i, q)
			}
		}
	}
	return nil
}

func FuzzChain(f *testing.F) {
	f.Add("\"We go. We stay,\" said Ann Lee, head of the union, \"and return.\"\n\nAccording to him, it's “late.”")
	f.Add("The minister, the mayor and the U.N. (UN) told 'em that: he said, she added, saying \"no\" to")
	f.Fuzz(func(t *testing.T, text string) {
		if err := sound(byRule(t, strings.ToValidUTF8(text, "?"))); err != nil {
			t.Fatal(err)
		}
	})
}

// The texts take minutes if anything is quadratic.
func TestHugeText(t *testing.T) {
	for _, text := range []string{
		strings.Repeat(`"`, 100_000),
		strings.Repeat(`"Go," he said. `, 20_000),
		strings.Repeat("he said that ", 50_000),
		strings.Repeat("“Go, ", 30_000),
		strings.Repeat("the man, ", 50_000) + "said so.",
		strings.Repeat("“Go.\n\n", 20_000),
	} {
		start := time.Now()
		if err := sound(byRule(t, text)); err != nil {
			t.Error(err)
		}
		t.Logf("%.20q… %v", text, time.Since(start))
	}
}
