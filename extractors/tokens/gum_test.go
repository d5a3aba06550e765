package tokens

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/internal/shareddata"
)

// conllu reads a document in CoNLL-U: its text, one paragraph a line, with the
// spans of its sentences and tokens.
func conllu(t testing.TB, path string) (text string, sentences, tokens []corpus.Span) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	space, start, inside := "", 0, 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		fields := strings.Split(line, "\t")
		switch {
		case strings.HasPrefix(line, "# newpar"):
			if b.Len() > 0 {
				space = "\n"
			}
		case line == "":
			sentences = append(sentences, corpus.Span{Start: start, End: b.Len()})
			start = -1
		case len(fields) == 10:
			id := fields[0]
			multi := strings.Contains(id, "-")
			if strings.Contains(id, ".") {
				continue
			}
			if !multi && inside > 0 {
				inside-- // a part of the word before: its form is cut from that
				at := tokens[len(tokens)-1].End
				if n := len(fields[1]); at+n <= b.Len() && b.String()[at:at+n] == fields[1] {
					tokens = append(tokens, corpus.Span{Start: at, End: at + n})
				}
				continue
			}
			b.WriteString(space)
			if start < 0 || b.Len() == 0 {
				start = b.Len()
			}
			at := b.Len()
			b.WriteString(fields[1])
			if multi {
				inside = 2
				tokens = append(tokens, corpus.Span{Start: at, End: at})
			} else {
				tokens = append(tokens, corpus.Span{Start: at, End: b.Len()})
			}
			space = " "
			if strings.Contains(fields[9], "SpaceAfter=No") {
				space = ""
			}
		}
	}
	return b.String(), sentences, tokens
}

// TestSentencesOfGUM holds sentences and tokens against the news of GUM
// (Zeldes 2017), whose sentences are annotated by hand.
func TestSentencesOfGUM(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shareddata.Path(t), "data", "gum", "GUM_news_*.conllu"))
	if err != nil || len(files) == 0 {
		t.Skip("no GUM in the shared data")
	}
	var sent, tok score
	for _, f := range files {
		text, sentences, tokens := conllu(t, f)
		a := annotated(t, text)
		want, got := map[corpus.Span]bool{}, map[corpus.Span]bool{}
		for _, s := range sentences {
			want[s] = true
		}
		for _, s := range a.Sentences {
			got[s.Span] = true
			if !want[s.Span] && testing.Verbose() {
				t.Logf("extra: %q", s.Span.Of(text))
			}
		}
		sent.add(want, got)
		want, got = map[corpus.Span]bool{}, map[corpus.Span]bool{}
		for _, s := range tokens {
			if s.Len() > 0 {
				want[s] = true
			}
		}
		for _, k := range a.Tokens {
			got[k.Span] = true
			if !want[k.Span] && testing.Verbose() && utf8.RuneCountInString(k.Text) > 0 {
				t.Logf("token: %q", text[max(0, k.Span.Start-8):k.Span.Start]+"["+k.Span.Of(text)+"]"+text[k.Span.End:min(len(text), k.Span.End+8)])
			}
		}
		tok.add(want, got)
	}
	t.Logf("%d documents; sentences F1 %.2f; tokens F1 %.2f", len(files), sent.f1(), tok.f1())
	if sent.f1() < 90 {
		t.Error("sentences F1 below 90")
	}
}

// A score counts spans that are wanted, found, and both.
type score struct{ want, got, both int }

func (s *score) add(want, got map[corpus.Span]bool) {
	s.want += len(want)
	s.got += len(got)
	for k := range want {
		if got[k] {
			s.both++
		}
	}
}

func (s *score) f1() float64 { return 200 * float64(s.both) / float64(s.want+s.got) }
