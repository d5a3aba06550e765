package dates

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/internal/shareddata"
)

// Every date of the five articles is found with its value; a year that the
// article does not give stays open.
func TestSeeds(t *testing.T) {
	f, err := os.Open(shareddata.Path(t, "gold", "seeds.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	total := 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var gold struct {
			File    string
			Numbers []struct {
				Span  [2]int
				Text  string
				Value json.RawMessage
				Unit  string
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &gold); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(shareddata.Path(t, "articles", gold.File))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := corpus.Parse(corpus.Record{URI: gold.File, Raw: raw, Format: corpus.Text}, corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Regions) == 0 {
			corpus.Structure(doc)
		}
		a := run(t, doc)
		runes := []rune(doc.Text)
		offset := func(n int) int { return len(string(runes[:n])) }
		for _, g := range gold.Numbers {
			if g.Unit != "date" {
				continue
			}
			span := corpus.Span{Start: offset(g.Span[0]), End: offset(g.Span[1])}
			want := strings.FieldsFunc(string(g.Value), func(r rune) bool { return strings.ContainsRune(`"[], `, r) })
			total += len(want)
			var got []string
			for _, d := range a.Dates {
				if span.Overlaps(d.Span) {
					got = append(got, d.Value)
				}
			}
			for i := range want {
				if strings.HasPrefix(want[i], "--") {
					want[i] = "XXXX-" + want[i][2:]
				}
			}
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("%s: %q is %v, want %v", gold.File, g.Text, got, want)
			}
		}
	}
	if total == 0 {
		t.Error("the seeds hold no date")
	}
	t.Log(total, "dates")
}

// Values come from spans and anchors in real articles too.
func TestValuesFromSpansOfArticles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shareddata.Path(t, "data", "news-quotes", "train"), "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	dates, alone := 0, 0
	for i, f := range files {
		if i%12 != 0 {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, published := range []string{"", "2021-03-02"} {
			a := annotated(t, strings.ToValidUTF8(string(raw), "?"), published)
			for _, d := range a.Dates {
				values := derive(d.Span.Of(a.Doc.Text), d.Anchor)
				dates++
				if len(values) == 0 { // needs the words around it to be a date at all
					continue
				}
				alone++
				if !values[d.Value] {
					t.Errorf("%q of %q gives %v, not %s", d.Span.Of(a.Doc.Text), d.Anchor, values, d.Value)
				}
			}
		}
	}
	if dates == 0 || alone*100 < dates*95 {
		t.Errorf("%d of %d dates can be read alone", alone, dates)
	}
	t.Log(dates, "dates,", alone, "can be read alone")
}

// The inputs of another library's cases, written to be hard, give no panic and
// no span outside of the text.
func TestHardInputs(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shareddata.Path(t, "data", "numbers", "recognizers", "DateTime"), "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	inputs := 0
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var cases []struct{ Input string }
		if err := json.Unmarshal([]byte(strings.TrimPrefix(string(raw), "\ufeff")), &cases); err != nil {
			t.Fatal(f, err)
		}
		for i, c := range cases {
			if i%4 != 0 {
				continue
			}
			inputs++
			a := annotated(t, c.Input, "2021-03-02")
			for _, d := range a.Dates {
				if d.Span.Len() <= 0 || d.Span.End > len(c.Input) || d.Value == "" {
					t.Errorf("%q: %+v", c.Input, d)
				}
			}
		}
	}
	t.Log(inputs, "inputs")
}
