package quotes

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/internal/shareddata"
)

// A goldText is a text with annotated spans, in bytes.
type goldText struct {
	name, text string
	contents   []corpus.Span
	scare      []corpus.Span
}

// byteOffsets maps code points of text to bytes.
func byteOffsets(text string) []int {
	var at []int
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

func readText(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// goldQuotes reads a file of quotes (seeds.jsonl, news-quotes-*.jsonl) with the
// texts in folder.
func goldQuotes(t testing.TB, file, folder string) []goldText {
	t.Helper()
	var out []goldText
	lines := bufio.NewScanner(strings.NewReader(readText(t, file)))
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var r struct {
			File, Doc string
			Quotes    []struct{ Content [][2]int }
			Scare     [][2]int
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		g := goldText{name: r.File + r.Doc}
		g.text = readText(t, filepath.Join(folder, g.name))
		at := byteOffsets(g.text)
		for _, q := range r.Quotes {
			for _, c := range q.Content {
				g.contents = append(g.contents, corpus.Span{Start: at[c[0]], End: at[c[1]]})
			}
		}
		for _, c := range r.Scare {
			g.scare = append(g.scare, corpus.Span{Start: at[c[0]], End: at[c[1]]})
		}
		out = append(out, g)
	}
	return out
}

// goldPolNeAR reads the contents of PolNeAR (brat stand-off).
func goldPolNeAR(t testing.TB, folder string) []goldText {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "text", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Skip("no PolNeAR in the shared data")
	}
	anns, err := os.ReadDir(filepath.Join(folder, "attributions"))
	if err != nil {
		t.Fatal(err)
	}
	var out []goldText
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		g := goldText{name: name, text: readText(t, f)}
		i := sort.Search(len(anns), func(i int) bool { return anns[i].Name() >= name+"_" })
		if i == len(anns) || !strings.HasPrefix(anns[i].Name(), name+"_") {
			continue
		}
		at := byteOffsets(g.text)
		for _, line := range strings.Split(readText(t, filepath.Join(folder, "attributions", anns[i].Name())), "\n") {
			fields := strings.Split(line, "\t")
			if len(fields) < 2 || !strings.HasPrefix(fields[1], "Content") {
				continue
			}
			_, spans, _ := strings.Cut(fields[1], " ")
			for _, s := range strings.Split(spans, ";") {
				from, to, _ := strings.Cut(s, " ")
				a, _ := strconv.Atoi(from)
				b, _ := strconv.Atoi(to)
				g.contents = append(g.contents, corpus.Span{Start: at[a], End: at[b]})
			}
		}
		out = append(out, g)
	}
	return out
}

// quoted says whether s begins and ends with a quotation mark, and whether
// these are the only ones in it, so that it must be one mark.
func quoted(s string) (both, only bool) {
	first := signLen(s)
	if first == 0 || first >= len(s) {
		return false, false
	}
	last := 0
	for _, n := range []int{2, 1, 3} {
		if n < len(s) && utf8.RuneStart(s[len(s)-n]) && signLen(s[len(s)-n:]) == n {
			last = n
			break
		}
	}
	if last == 0 {
		return false, false
	}
	inner := s[first : len(s)-last]
	return true, !strings.ContainsAny(inner, "\"“”„«»") && !strings.Contains(inner, "''")
}

// marksRight counts the spans that begin and end with a quotation mark and
// those of them that the marks of the text show: as one mark or, if there are
// more marks inside, from the start of one to the end of one.
func marksRight(t *testing.T, texts []goldText, spans func(goldText) []corpus.Span) (right, all int) {
	for _, g := range texts {
		starts, ends, whole := map[int]bool{}, map[int]bool{}, map[corpus.Span]bool{}
		for _, m := range marks(&corpus.Document{Text: g.text}) {
			starts[m.Span.Start], ends[m.Span.End], whole[m.Span] = true, true, true
		}
		for _, s := range spans(g) {
			both, only := quoted(s.Of(g.text))
			if !both {
				continue
			}
			all++
			if whole[s] || !only && starts[s.Start] && ends[s.End] {
				right++
			} else {
				t.Logf("%s: %q⟦%s⟧%q", g.name, g.text[max(0, s.Start-40):s.Start], s.Of(g.text), g.text[s.End:min(len(g.text), s.End+40)])
			}
		}
	}
	return right, all
}

// TestMarksOfGold holds the marks against every annotated content, and every
// span that is annotated as no statement, which begins and ends with a mark.
func TestMarksOfGold(t *testing.T) {
	contents := func(g goldText) []corpus.Span { return g.contents }
	scare := func(g goldText) []corpus.Span { return g.scare }
	news := goldQuotes(t, shareddata.Path(t, "gold", "news-quotes-train.jsonl"), shareddata.Path(t, "data", "news-quotes", "train"))
	for _, c := range []struct {
		name  string
		texts []goldText
		spans func(goldText) []corpus.Span
		least float64
	}{
		{"seeds", goldQuotes(t, shareddata.Path(t, "gold", "seeds.jsonl"), shareddata.Path(t, "articles")), contents, 100},
		{"PolNeAR dev", goldPolNeAR(t, shareddata.Path(t, "data", "polnear", "dev")), contents, 99},
		{"news-quotes train", news, contents, 99},
		{"news-quotes train, scare", news, scare, 95},
	} {
		t.Run(c.name, func(t *testing.T) {
			right, all := marksRight(t, c.texts, c.spans)
			share := 100 * float64(right) / float64(all)
			summary := fmt.Sprintf("%d of %d spans right, %.2f%%", right, all, share)
			t.Log(summary)
			if share < c.least {
				t.Errorf("%s; want %.0f%%", summary, c.least)
			}
		})
	}
}

// TestMarkKindsOfGold measures the kinds against the spans that are annotated
// as no statement and those that are one.
func TestMarkKindsOfGold(t *testing.T) {
	texts := goldQuotes(t, shareddata.Path(t, "gold", "news-quotes-train.jsonl"), shareddata.Path(t, "data", "news-quotes", "train"))
	var found, scare, wrong, speech int
	for _, g := range texts {
		kinds := map[corpus.Span]extractors.MarkKind{}
		for _, m := range marks(&corpus.Document{Text: g.text}) {
			kinds[m.Span] = m.Kind
		}
		for _, s := range g.scare {
			if k, ok := kinds[s]; ok {
				if scare++; k != extractors.Speech {
					found++
				} else {
					t.Logf("missed %q⟦%s⟧%q", g.text[max(0, s.Start-40):s.Start], s.Of(g.text), g.text[s.End:min(len(g.text), s.End+20)])
				}
			}
		}
		for _, s := range g.contents {
			if k, ok := kinds[s]; ok {
				if speech++; k != extractors.Speech {
					wrong++
					t.Logf("wrong %s %q⟦%s⟧%q", k, g.text[max(0, s.Start-40):s.Start], s.Of(g.text), g.text[s.End:min(len(g.text), s.End+20)])
				}
			}
		}
	}
	t.Logf("no statement: %d of %d found; statements taken for none: %d of %d", found, scare, wrong, speech)
}
