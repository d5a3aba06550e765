// Package examples checks the articles that we wrote ourselves and what is
// expected of them.
package examples

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
)

type quote struct {
	Content     []string `json:"content"`
	Cue         *string  `json:"cue"`
	Source      *string  `json:"source"`
	Speaker     string   `json:"speaker"`
	SpeakerKind string   `json:"speaker_kind"`
	Kind        string   `json:"kind"`
}

type number struct {
	Text     string   `json:"text"`
	Value    *float64 `json:"value"`
	Value2   *float64 `json:"value2"`
	UnitNorm *string  `json:"unit_norm"`
	Modifier string   `json:"modifier"`
	Change   string   `json:"change"`
}

type expectation struct {
	File    string   `json:"file"`
	Quotes  []quote  `json:"quotes"`
	Scare   []string `json:"scare"`
	Numbers []number `json:"numbers"`
}

var (
	quoteKinds   = []string{"direct", "mixed", "indirect"}
	speakerKinds = []string{"person", "organisation", "group", "unnamed", "document", "none"}
	modifiers    = []string{"=", "~", "<", "<=", ">", ">="}
	changes      = []string{"", "up", "down"}
)

func TestExpectations(t *testing.T) {
	texts := articles(t)
	seen := map[string]bool{}
	for _, e := range expectations(t) {
		text, ok := texts[e.File]
		if !ok || seen[e.File] {
			t.Errorf("%s: no such article, or twice", e.File)
			continue
		}
		seen[e.File] = true
		for _, q := range e.Quotes {
			inOrder(t, e.File, text, q.Content)
			for _, s := range []*string{q.Cue, q.Source} {
				if s != nil && find(text, *s, 0) < 0 {
					t.Errorf("%s: %q is not in the text", e.File, *s)
				}
			}
			if !slices.Contains(quoteKinds, q.Kind) || !slices.Contains(speakerKinds, q.SpeakerKind) || len(q.Content) == 0 || q.Speaker == "" {
				t.Errorf("%s: incomplete quote %+v", e.File, q)
			}
			if first := q.Content[0]; (q.Kind == "direct") != isMark(first) {
				t.Errorf("%s: %q is called %s", e.File, first, q.Kind)
			}
		}
		inOrder(t, e.File, text, e.Scare)
		var numbers []string
		for _, n := range e.Numbers {
			numbers = append(numbers, n.Text)
			if n.Value == nil || n.UnitNorm == nil || !slices.Contains(modifiers, n.Modifier) || !slices.Contains(changes, n.Change) {
				t.Errorf("%s: incomplete number %+v", e.File, n)
			}
		}
		inOrder(t, e.File, text, numbers)
	}
	for file := range texts {
		if !seen[file] {
			t.Errorf("%s: nothing is expected of it", file)
		}
	}
}

// What an article says must stand in regions that extractors read, and the
// quotations of related links must not.
func TestRegions(t *testing.T) {
	texts := articles(t)
	for _, e := range expectations(t) {
		if filepath.Ext(e.File) == ".html" {
			continue // its text is what the reader extracts
		}
		d := &corpus.Document{Text: texts[e.File]}
		corpus.Structure(d)
		var read strings.Builder
		for _, r := range d.Regions {
			if r.Kind.Read() {
				read.WriteString(r.Span.Of(d.Text) + "\n")
			}
		}
		for _, q := range e.Quotes {
			inOrder(t, e.File, read.String(), q.Content)
		}
		for _, link := range []string{"READ ALSO", "RELATED:", "Also read", "TRENDING", "Copyright", "Reporting by"} {
			if strings.Contains(read.String(), link) {
				t.Errorf("%s: %q is read as text", e.File, link)
			}
		}
	}
}

// articles returns the text of every article by its name; a record of a JSON
// lines file is FILE#ID.
func articles(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("articles/*")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		if filepath.Ext(name) != ".jsonl" {
			texts[name] = string(data)
			continue
		}
		for line := range strings.Lines(string(data)) {
			var record struct{ ID, Text string }
			if err := json.Unmarshal([]byte(line), &record); err != nil {
				t.Fatal(err)
			}
			texts[name+"#"+record.ID] = record.Text
		}
	}
	return texts
}

func expectations(t *testing.T) []expectation {
	t.Helper()
	f, err := os.Open("expected.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []expectation
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		decoder := json.NewDecoder(strings.NewReader(lines.Text()))
		decoder.DisallowUnknownFields()
		var e expectation
		if err := decoder.Decode(&e); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// inOrder checks that the strings stand in the text as whole words, one after
// the other.
func inOrder(t *testing.T, file, text string, list []string) {
	t.Helper()
	from := 0
	for _, s := range list {
		at := find(text, s, from)
		if at < 0 {
			t.Errorf("%s: %q is not in the text after byte %d", file, s, from)
			return
		}
		from = at + len(s)
	}
}

// find is the offset of the first s at or after from that does not begin or end
// inside a word or a number, -1 if there is none.
func find(text, s string, from int) int {
	for from <= len(text) {
		i := strings.Index(text[from:], s)
		if i < 0 || s == "" {
			return -1
		}
		start, end := from+i, from+i+len(s)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		first, _ := utf8.DecodeRuneInString(s)
		last, _ := utf8.DecodeLastRuneInString(s)
		if !(isWord(before) && isWord(first)) && !(isWord(last) && isWord(after)) {
			return start
		}
		from = start + 1
	}
	return -1
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isMark(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(`"'“‘„«`, r)
}
