package tokens

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/internal/shareddata"
)

var extractor = func() *extractors.Extractor {
	e, err := New()
	if err != nil {
		panic(err)
	}
	return e
}()

func annotated(t testing.TB, text string, regions ...corpus.Region) *extractors.Annotation {
	t.Helper()
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text, Regions: regions}}
	if err := extractor.Run(a); err != nil {
		t.Fatal(err)
	}
	return a
}

// tiles checks that sentences and tokens are in order, that sentences hold all
// tokens, and that the text between tokens is white space.
func tiles(a *extractors.Annotation) error {
	text := a.Doc.Text
	gap := func(from, to int) error {
		if from > to {
			return fmt.Errorf("overlap at %d", to)
		}
		for i, r := range text[from:to] {
			if !unicode.IsSpace(r) && !ignorable(r) {
				return fmt.Errorf("%q at %d is in no token", r, from+i)
			}
		}
		return nil
	}
	at, valid := 0, utf8.ValidString(text)
	for _, t := range a.Tokens {
		if err := gap(at, t.Span.Start); err != nil {
			return err
		}
		if t.Span.Len() <= 0 || t.Text == "" || t.Tag == "" || t.Span.End > len(text) {
			return fmt.Errorf("token %+v", t)
		}
		if strings.ContainsFunc(t.Span.Of(text), unicode.IsSpace) {
			return fmt.Errorf("token %q holds white space", t.Span.Of(text))
		}
		if valid && !utf8.ValidString(t.Span.Of(text)) {
			return fmt.Errorf("token %q cuts a rune", t.Span.Of(text))
		}
		at = t.Span.End
	}
	if err := gap(at, len(text)); err != nil {
		return err
	}
	n := 0
	for _, s := range a.Sentences {
		if s.Tokens[0] != n || s.Tokens[1] <= n || s.Span.Start != a.Tokens[n].Span.Start || s.Span.End != a.Tokens[s.Tokens[1]-1].Span.End {
			return fmt.Errorf("sentence %+v does not follow token %d", s, n)
		}
		n = s.Tokens[1]
	}
	if n != len(a.Tokens) {
		return fmt.Errorf("sentences hold %d of %d tokens", n, len(a.Tokens))
	}
	return nil
}

func TestTiling(t *testing.T) {
	pieces := []string{"a", "Mr.", "U.N.", "x'", "'s", "n't", "“", "”", "\"", "'", "’", "``", "''", ".", "...", "…", " ", "\n", "\n\n", "\r", "\u00a0",
		"\u00ad", "\u200b", "\ufeff", "$", "US$", "1,000", "5", "%", "-", "—", "(", ")", "@", "#", "http://x.y/z", "É", "日本", "e\u0301", "\x00", "😀", "/", "&", "\u2028"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.OneOf(rapid.SampledFrom(pieces), rapid.String())).Draw(t, "text"), "")
		a := &extractors.Annotation{Doc: &corpus.Document{Text: text}}
		if err := extractor.Run(a); err != nil {
			t.Fatal(err)
		}
		if err := tiles(a); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

func FuzzTiling(f *testing.F) {
	f.Add("“We go,” he said. 'Tis\u00ad the U.N.’s No. 5.\r\rIt’s 5\u00a0% of US$1.2bn.")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		if err := tiles(annotated(t, text)); err != nil {
			t.Fatal(err)
		}
	})
}

// texts calls f with every stride-th text file of the shared data, and with the
// records of its JSON lines files line by line.
func texts(t testing.TB, stride int, f func(name, text string)) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(shareddata.Path(t), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".txt", ".md", ".tsv", ".conllu", ".tml", ".conll":
			if n++; n%stride == 0 {
				data, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				f(path, strings.ToValidUTF8(string(data), "?"))
			}
		case ".jsonl":
			file, err := os.Open(path)
			if err != nil {
				return err
			}
			defer file.Close()
			lines := bufio.NewReader(file)
			for {
				line, err := lines.ReadBytes('\n')
				if err != nil {
					return nil
				}
				if n++; n%stride == 0 {
					var record struct{ Text string }
					if json.Unmarshal(line, &record) == nil && record.Text != "" {
						f(path, record.Text)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTilingOfSharedData(t *testing.T) {
	stride := 20
	if os.Getenv("ALL_DATA") != "" {
		stride = 1
	}
	files := 0
	texts(t, stride, func(name, text string) {
		files++
		if err := tiles(annotated(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	})
	t.Logf("%d texts", files)
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("The minister's office said on Dec. 31 that it wouldn't pay $1.5 million: \"We have no money,\" a spokesman told reporters in the capital.\n\n", 200)
	words := len(strings.Fields(text))
	for b.Loop() {
		annotated(b, text)
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
