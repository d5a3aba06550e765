package terminal

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/output"
)

const story = `Bakers strike in Port Elm

PORT ELM — “We will not knead,” said Ana Örn, 41, who leads the bakers’ union, “until wages rise 5 percent.”
She added that 1,200 of them had gone home.

Read next: Ferry fares to rise
`

// at is the span of the n-th (from 0) occurrence of words in the story.
func at(words string, n int) output.Span {
	from := 0
	for range n {
		from += strings.Index(story[from:], words) + len(words)
	}
	from += strings.Index(story[from:], words)
	start := utf8.RuneCountInString(story[:from])
	return output.Span{Start: int32(start), End: int32(start + utf8.RuneCountInString(words))}
}

func ptr[T any](v T) *T { return &v }

func article() *output.Rows {
	published := time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC)
	quote := func(q output.Quote, cue, source output.Span, spans ...output.Span) output.Quote {
		q.Spans, q.Start, q.End = spans, spans[0].Start, spans[len(spans)-1].End
		q.CueStart, q.CueEnd = &cue.Start, &cue.End
		q.SourceStart, q.SourceEnd = &source.Start, &source.End
		return q
	}
	related := at("Read next: Ferry fares to rise", 0)
	return &output.Rows{
		Document: output.Document{
			URI: "news/strike.txt", Title: "Bakers strike in Port Elm", Outlet: "The Elm Post", Place: "PORT ELM",
			Published: &published, Words: 40, Text: story,
			Regions: []output.Region{{Kind: "related", Start: related.Start, End: related.End}},
		},
		Quotes: []output.Quote{
			quote(output.Quote{QuoteID: "q1", Kind: "direct", Text: "“We will not knead,” “until wages rise 5 percent.”", Cue: "said",
				Source: "Ana Örn, 41, who leads the bakers’ union,", Speaker: "Ana Örn", SpeakerKind: "person",
				SpeakerRole: "head of the bakers’ union", Score: ptr(0.934)},
				at("said", 0), at("Ana Örn, 41, who leads the bakers’ union,", 0), at("“We will not knead,”", 0), at("“until wages rise 5 percent.”", 0)),
			quote(output.Quote{QuoteID: "q2", Kind: "indirect", Text: "that 1,200 of them had gone home", Cue: "added", Source: "She",
				Speaker: "Ana Örn", SpeakerKind: "person", Score: ptr(0.5), ContinuedFrom: "q1"},
				at("added", 0), at("She", 0), at("that 1,200 of them had gone home", 0)),
		},
		Entities: []output.Entity{
			{Name: "Port Elm", Type: "LOCATION", Mentions: 2},
			{Name: "Ana Örn", Type: "PERSON", Aliases: []string{"Örn"}, Mentions: 3},
		},
		Numbers: []output.Number{
			{Text: "5 percent", Kind: "percent", Value: ptr(5.0), Exact: "5", Modifier: "=", Change: "up", Concept: "wages"},
			{Text: "1,200", Kind: "cardinal", Value: ptr(1200.0), Exact: "1200", Modifier: "=", Concept: "of them"},
		},
		Dates: []output.Date{{Text: "Tuesday", Value: "2031-04-01", FirstDay: ptr(int32(22370)), LastDay: ptr(int32(22370))}},
	}
}

func TestShow(t *testing.T) {
	want := `Bakers strike in Port Elm
news/strike.txt · The Elm Post · 1 April 2031 · PORT ELM · 40 words
────────────────────────────────────────────────────────────────────────
Bakers strike in Port Elm

PORT ELM — ⟦1 “We will not knead,”⟧ said ⟨1 Ana Örn, 41, who leads the
bakers’ union,⟩ ⟦1 “until wages rise 5 percent.”⟧
⟨2 She⟩ added ⟦2 that 1,200 of them had gone home⟧.

┊ Read next: Ferry fares to rise

┊ stands around the article and was not read

Quotes (2)
  1  Ana Örn (person: head of the bakers’ union) · direct · 0.93
     said Ana Örn, 41, who leads the bakers’ union: “We will not knead,”
     “until wages rise 5 percent.”
  2  Ana Örn (person) · indirect · 0.50 · continues 1
     She added: that 1,200 of them had gone home

Entities (2)
  people        Ana Örn (Örn) ×3
  places        Port Elm ×2

Numbers (2)
  5 percent              5 %, up                wages
  1,200                  1200                   of them

Dates (1)
  Tuesday                2031-04-01             2031-04-01

`
	var got strings.Builder
	Screen{Out: &got, Width: 72}.Show(article())
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestShowInColour(t *testing.T) {
	var plain, coloured strings.Builder
	Screen{Out: &plain, Width: 72}.Show(article())
	Screen{Out: &coloured, Width: 72, Colour: true}.Show(article())
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("codes for colour without colour")
	}
	var stripped strings.Builder
	for i, part := range strings.Split(coloured.String(), "\x1b[") {
		if i > 0 {
			_, part, _ = strings.Cut(part, "m")
		}
		stripped.WriteString(part)
	}
	if diff := cmp.Diff(plain.String(), stripped.String()); diff != "" {
		t.Errorf("colour changes the words:\n%s", diff)
	}
	for line := range strings.Lines(coloured.String()) {
		if i := strings.LastIndex(line, "\x1b"); i >= 0 && !strings.HasPrefix(line[i:], "\x1b[0m") {
			t.Errorf("colour goes on beyond the line %q", line)
		}
	}
}

// TestShowAnything: rows that do not fit their text, and any text, are shown
// without a panic, a control character or a line that is too long.
func TestShowAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab “”\"\n\r\t\x1b\u0301\u200b\u202e😀王 "))).Draw(t, "text")
		offset := rapid.Int32Range(-2, int32(utf8.RuneCountInString(text))+2)
		a := &output.Rows{Document: output.Document{URI: "a\x1b[2J.txt", Text: text}}
		for range rapid.IntRange(0, 6).Draw(t, "quotes") {
			start, end := offset.Draw(t, "start"), offset.Draw(t, "end")
			a.Quotes = append(a.Quotes, output.Quote{Text: text, Spans: []output.Span{{Start: start, End: end}, {Start: end, End: start}},
				CueStart: &start, CueEnd: &end, SourceStart: &end, SourceEnd: &start})
		}
		a.Document.Regions = []output.Region{{Kind: "footer", Start: offset.Draw(t, "from"), End: offset.Draw(t, "to")}}
		var out strings.Builder
		Screen{Out: &out, Width: 60}.Show(a)
		if i := strings.IndexFunc(out.String(), func(r rune) bool { return r < ' ' && r != '\n' || r == '\u202e' }); i >= 0 {
			t.Fatalf("control character in %q", out.String()[i:])
		}
	})
}

func TestWrap(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, nil},
		{"one two three", 7, []string{"one two", "three"}},
		{"one  two", 80, []string{"one two"}},
		{"incomprehensibilities of", 10, []string{"incomprehensibilities", "of"}},
		{"王小明 王小明", 8, []string{"王小明", "王小明"}},
		{"a\u00a0b c", 4, []string{"a\u00a0b", "c"}},
	}
	for _, test := range tests {
		var got []string
		for _, line := range wrap(cells(test.text, 0), test.width) {
			var b strings.Builder
			for _, c := range line {
				b.WriteRune(c.r)
			}
			got = append(got, b.String())
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("wrap(%q, %d): -want +got:\n%s", test.text, test.width, diff)
		}
	}
}
