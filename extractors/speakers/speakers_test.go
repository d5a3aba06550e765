package speakers

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/encoder"
	"onrecord/extractors/entities"
	"onrecord/extractors/quotes"
	"onrecord/extractors/tokens"
)

// chainOf is the extractors that speakers need, behind the given encoder.
func chainOf(encoder *extractors.Extractor) []*extractors.Extractor {
	t, err := tokens.New()
	if err != nil {
		panic(err)
	}
	list, err := extractors.Order([]*extractors.Extractor{New(), entities.New(entities.World), quotes.New(quotes.Ours), quotes.NewMarks(), encoder, t})
	if err != nil {
		panic(err)
	}
	return list
}

func annotate(t testing.TB, chain []*extractors.Extractor, text string) *extractors.Annotation {
	t.Helper()
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text}}
	for _, e := range chain {
		if err := e.Run(a); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// The model in the program finds who says what in plain cases.
func TestShippedModel(t *testing.T) {
	model, err := encoder.Embedded(quotes.Ours.Row)
	if err != nil {
		t.Fatal(err)
	}
	text := `Harbour Minister Ann Lee opened the bridge with Pat Dow, a farmer, on Monday.

"It is safe," Lee said. "It is wide."

Dow said he was glad. "I go home," he added.

The minister said that she would return, while officials said they would stay.

A spokesman for the Harbour Union called it "too late".`
	var got []string
	for _, q := range annotate(t, chainOf(encoder.New(model)), text).Quotes {
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

// noise is an encoder that says anything: what follows must be sound whatever
// a model finds.
var noise = &extractors.Extractor{
	Name:     "encoder",
	Provides: []extractors.Layer{extractors.LayerEncoding},
	Run: func(a *extractors.Annotation) error {
		random := rand.New(rand.NewPCG(1, uint64(len(a.Doc.Text))))
		matrix := func(rows, cols int) extractors.Matrix {
			m := extractors.Matrix{Cols: cols, Data: make([]float32, rows*cols)}
			for i := range m.Data {
				m.Data[i] = float32(random.NormFloat64() * 2)
			}
			return m
		}
		e := &extractors.Encoding{Heads: map[string]extractors.Matrix{}, Tables: map[string]extractors.Matrix{
			"role_distance": matrix(24, 4), "role_relative": matrix(24, 16), "role_break": matrix(7, 16), "coref_distance": matrix(24, 1),
		}}
		for _, w := range regexp.MustCompile(`[\pL\pN_]+|[^\pL\pN_\s]`).FindAllStringIndex(a.Doc.Text, -1) {
			e.Words = append(e.Words, corpus.Span{Start: w[0], End: w[1]})
		}
		for name, cols := range map[string]int{"world": 19, "cue": 3, "content": 3, "kind": 6} {
			e.Heads[name] = matrix(len(e.Words), cols)
		}
		const size, shared = 200, 30
		for from := 0; from < len(e.Words); from += size {
			w := extractors.Window{Start: max(0, from-shared), End: min(from+size+shared, len(e.Words)), From: from, To: min(from+size, len(e.Words))}
			w.Heads = map[string]extractors.Matrix{}
			for name, cols := range map[string]int{"role_query": 16, "role_key": 16, "role_bias": 4, "coref_query": 8, "coref_key": 8} {
				w.Heads[name] = matrix(w.End-w.Start, cols)
			}
			e.Windows = append(e.Windows, w)
		}
		a.Encoding = e
		return nil
	},
}

var noisy = chainOf(noise)

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
		if err := sound(annotate(t, noisy, strings.ToValidUTF8(text, "?"))); err != nil {
			t.Fatal(err)
		}
	})
}

// The texts take minutes if anything is quadratic.
func TestHugeText(t *testing.T) {
	for _, text := range []string{
		strings.Repeat(`"`, 20_000),
		strings.Repeat(`"Go," he said. `, 5_000),
		strings.Repeat("he said that ", 10_000),
		strings.Repeat("“Go, ", 4_000),
		strings.Repeat("the man, ", 4_000) + "said so.",
		strings.Repeat("“Go.\n\n", 1_000),
	} {
		start := time.Now()
		if err := sound(annotate(t, noisy, text)); err != nil {
			t.Error(err)
		}
		t.Logf("%.20q… %v", text, time.Since(start))
	}
}
