package pipeline_test

import (
	"fmt"
	"io"
	"log/slog"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/output"
	"onrecord/pipeline"
)

// The extractors of these tests are small, but fill every layer.
var fakes = []*extractors.Extractor{
	{
		Name:     "sentences",
		Provides: []extractors.Layer{extractors.LayerSentences, extractors.LayerTokens},
		Run: func(a *extractors.Annotation) error {
			for _, m := range regexp.MustCompile(`[^.\n]+\.?`).FindAllStringIndex(a.Doc.Text, -1) {
				s := extractors.Sentence{Span: corpus.Span{Start: m[0], End: m[1]}, Region: corpus.Body}
				s.Tokens[0] = len(a.Tokens)
				for _, w := range regexp.MustCompile(`\S+`).FindAllStringIndex(s.Span.Of(a.Doc.Text), -1) {
					span := corpus.Span{Start: m[0] + w[0], End: m[0] + w[1]}
					a.Tokens = append(a.Tokens, extractors.Token{Span: span, Text: span.Of(a.Doc.Text), Tag: "NN"})
				}
				s.Tokens[1] = len(a.Tokens)
				a.Sentences = append(a.Sentences, s)
			}
			return nil
		},
	},
	{
		Name:     "names",
		Requires: []extractors.Layer{extractors.LayerTokens},
		Provides: []extractors.Layer{extractors.LayerEntities},
		Run: func(a *extractors.Annotation) error {
			byName := map[string]int{}
			for _, m := range regexp.MustCompile(`\b[A-ZÀ-Ý]\pL+ [A-ZÀ-Ý]\pL+`).FindAllStringIndex(a.Doc.Text, -1) {
				span := corpus.Span{Start: m[0], End: m[1]}
				name := span.Of(a.Doc.Text)
				e, ok := byName[name]
				if !ok {
					e = len(a.Entities)
					byName[name] = e
					a.Entities = append(a.Entities, extractors.Entity{Name: name, Type: extractors.Person})
				}
				a.Entities[e].Mentions = append(a.Entities[e].Mentions, len(a.Mentions))
				a.Mentions = append(a.Mentions, extractors.Mention{Span: span, Type: extractors.Person, Form: extractors.Name, Entity: e, Score: 0.5})
			}
			return nil
		},
	},
	{
		Name:     "quotes",
		Requires: []extractors.Layer{extractors.LayerEntities},
		Provides: []extractors.Layer{extractors.LayerQuotes, extractors.LayerSpeakers},
		Run: func(a *extractors.Annotation) error {
			if strings.Contains(a.Doc.Text, "PANIC") {
				panic("asked to")
			}
			for _, m := range regexp.MustCompile(`“[^”]*”`).FindAllStringIndex(a.Doc.Text, -1) {
				q := extractors.Quote{
					Kind: extractors.Direct, Spans: []corpus.Span{{Start: m[0], End: m[1]}},
					Score: 1, ContinuedFrom: extractors.None, SpeakerKind: extractors.SpeakerNone,
				}
				if len(a.Entities) > 0 {
					q.Speakers, q.Speaker, q.SpeakerKind = []int{0}, a.Entities[0].Name, extractors.SpeakerPerson
				}
				a.Quotes = append(a.Quotes, q)
			}
			return nil
		},
	},
	{
		Name:     "numbers",
		Provides: []extractors.Layer{extractors.LayerNumbers},
		Run: func(a *extractors.Annotation) error {
			for _, m := range regexp.MustCompile(`\d+`).FindAllStringIndex(a.Doc.Text, -1) {
				span := corpus.Span{Start: m[0], End: m[1]}
				v, err := strconv.ParseFloat(span.Of(a.Doc.Text), 64)
				if err != nil {
					return err
				}
				a.Numbers = append(a.Numbers, extractors.Number{Span: span, Kind: "cardinal", Value: v, Exact: span.Of(a.Doc.Text), Modifier: "="})
			}
			return nil
		},
	},
	{
		Name:     "claims",
		Requires: []extractors.Layer{extractors.LayerQuotes, extractors.LayerNumbers},
		Provides: []extractors.Layer{extractors.LayerClaims},
		Run: func(a *extractors.Annotation) error {
			for i, q := range a.Quotes {
				c := extractors.Claim{Quote: i, Span: q.Span(), Stance: "asserts"}
				for j, n := range a.Numbers {
					if c.Span.Contains(n.Span) {
						c.Numbers = append(c.Numbers, j)
					}
				}
				a.Claims = append(a.Claims, c)
			}
			return nil
		},
	},
}

// TestMain puts the folders of the tests into memory where it can: a commit
// syncs its files, and disks take their time for that.
func TestMain(m *testing.M) {
	if strings.HasPrefix(os.TempDir(), "/dev/shm/") { // a child process
		os.Exit(m.Run())
	}
	if dir, err := os.MkdirTemp("/dev/shm", "onrecord"); err == nil {
		os.Setenv("TMPDIR", dir)
		code := m.Run()
		os.RemoveAll(dir)
		os.Exit(code)
	}
	os.Exit(m.Run())
}

var (
	firstNames = []string{"Ada", "Béla", "Chidi", "Dorota", "Émile", "Farah"}
	lastNames  = []string{"Okafor", "Nowak", "Lindqvist", "Marchetti", "Ödegaard", "Pereira"}
	towns      = []string{"harbour town", "valley", "market square", "northern district", "old quarter"}
	subjects   = []string{"bridge", "school", "bakery", "river wall", "tram line", "library", "orchard", "clinic"}
	verbs      = []string{"closed", "reopened", "was painted", "flooded", "was sold", "was measured", "was inspected"}
)

// invent makes the i-th article of an invented newspaper.
func invent(i int) string {
	r := rand.New(rand.NewSource(int64(i)))
	pick := func(list []string) string { return list[r.Intn(len(list))] }
	var b strings.Builder
	fmt.Fprintf(&b, "The %s of the %s %s, and number %d is why\n\n", pick(subjects), pick(towns), pick(verbs), i)
	for range 3 + r.Intn(4) {
		name := pick(firstNames) + " " + pick(lastNames)
		fmt.Fprintf(&b, "The %s in the %s %s after %d days, the council was told by %s on that morning. ", pick(subjects), pick(towns), pick(verbs), r.Intn(500), name)
		fmt.Fprintf(&b, "“We counted %d of them before the %s %s,” said %s, who has lived there for %d years. ", r.Intn(9000), pick(subjects), pick(verbs), name, r.Intn(60))
		fmt.Fprintf(&b, "The %s will be what the people of the %s remember when the %s %s.\n\n", pick(subjects), pick(towns), pick(subjects), pick(verbs))
	}
	return b.String()
}

// articles writes the articles from to until to a new folder.
func articles(t testing.TB, from, to int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "in")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := from; i < to; i++ {
		write(t, filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), invent(i))
	}
	return dir
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// config is the configuration of a test run, silent and without time.
func config(in, out string) pipeline.Config {
	return pipeline.Config{
		Inputs: []string{in}, Out: out, Extractors: fakes, Version: "test",
		Workers: 2, CommitInterval: -1, Grace: -1,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
}

// contents maps the files of the latest snapshot to their bytes, but for what
// tells of times.
func contents(t testing.TB, out string) map[string]string {
	t.Helper()
	s, err := output.OpenSnapshot(out)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	err = filepath.WalkDir(s.Dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(s.Dir, path)
		if strings.HasPrefix(rel, "runs") || strings.HasPrefix(rel, "sources") || rel == "manifest.json" {
			return nil
		}
		raw, err := os.ReadFile(path)
		all[rel] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// rows reads everything back, without what tells of times.
func rows(t testing.TB, out string) []*output.Rows {
	t.Helper()
	s, err := output.OpenSnapshot(out)
	if err != nil {
		t.Fatal(err)
	}
	var all []*output.Rows
	for r, err := range s.Articles(nil) {
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Sources {
			r.Sources[i].Modified = nil
		}
		all = append(all, r)
	}
	return all
}

// byURI finds the article with a source whose name ends so.
func byURI(t testing.TB, out, suffix string) *output.Rows {
	t.Helper()
	for _, r := range rows(t, out) {
		if slices.ContainsFunc(r.Document.URIs, func(u string) bool { return strings.HasSuffix(u, suffix) }) {
			return r
		}
	}
	return nil
}

// verified fails the test if the data set has problems.
func verified(t testing.TB, out string) {
	t.Helper()
	for p, err := range output.Verify(t.Context(), out, corpus.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("verify: %s", p)
	}
}

// whole fails the test if the data set has problems of its own; its sources may
// have changed meanwhile.
func whole(t testing.TB, out string) {
	t.Helper()
	for p, err := range output.Verify(t.Context(), out, corpus.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		if !p.Stale {
			t.Errorf("verify: %s", p)
		}
	}
}
