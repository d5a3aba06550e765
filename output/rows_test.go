package output

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
)

func TestOffsetsCountCodePoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune{'a', 'é', '“', '\u00a0', '😀', '\n', '\u0301'})).Draw(t, "text")
		text = strings.Repeat(text, rapid.IntRange(1, 40).Draw(t, "times"))
		o, x := newOffsets(text), newRuneIndex(text)
		if x.chars != utf8.RuneCountInString(text) {
			t.Fatalf("%d code points, want %d", x.chars, utf8.RuneCountInString(text))
		}
		chars := 0
		for i := range text + "." {
			if got := o.at(i); int(got) != chars {
				t.Fatalf("byte %d is code point %d, want %d", i, got, chars)
			}
			if got, ok := x.of(0, int32(chars)); !ok || got != text[:i] {
				t.Fatalf("[0, %d) is %q, want %q", chars, got, text[:i])
			}
			chars++
		}
		if _, ok := x.of(0, int32(chars)); ok {
			t.Fatal("a span beyond the text")
		}
	})
}

// annotation is an article with a row in each layer; “ and é take several bytes.
func annotation() *extractors.Annotation {
	text := "Élan at the quay\n\n“We sold 30 boats,” said Zoë Kettler, “and 4 nets.”\n"
	span := func(words string) corpus.Span {
		i := strings.Index(text, words)
		return corpus.Span{Start: i, End: i + len(words)}
	}
	return &extractors.Annotation{
		Doc: &corpus.Document{
			ID: "00112233445566aa", URI: "quay.txt", Format: corpus.Text, Text: text,
			Published: time.Date(2031, 5, 4, 0, 0, 0, 0, time.UTC),
			Regions:   []corpus.Region{{Kind: corpus.Title, Span: span("Élan at the quay")}},
			Warnings:  []string{"bad \xff byte"},
		},
		Sentences: []extractors.Sentence{{Span: span("Élan at the quay")}, {Span: span("“We sold 30 boats,” said Zoë Kettler, “and 4 nets.”")}},
		Tokens:    []extractors.Token{{Span: span("Élan"), Text: "Élan", Tag: "NNP"}, {Span: span("sold"), Text: "sold"}},
		Mentions: []extractors.Mention{
			{Span: span("Zoë Kettler"), Type: extractors.Person, Form: extractors.Name, Entity: 0, Score: 0.75},
			{Span: span("We"), Type: extractors.Person, Form: extractors.Pronoun, Entity: extractors.None},
		},
		Entities: []extractors.Entity{{Name: "Zoë Kettler", Type: extractors.Person, Mentions: []int{0}}},
		Quotes: []extractors.Quote{
			{
				Kind: extractors.Direct, Spans: []corpus.Span{span("“We sold 30 boats,”"), span("“and 4 nets.”")},
				Cue: span("said"), CueType: extractors.CueSpeech, Source: span("Zoë Kettler"),
				Speaker: "Zoë Kettler", Speakers: []int{0}, SpeakerKind: extractors.SpeakerPerson, ContinuedFrom: extractors.None,
			},
			{Kind: extractors.Indirect, Spans: []corpus.Span{span("“and 4 nets.”")}, ContinuedFrom: 0},
			{Kind: extractors.Indirect, Spans: []corpus.Span{span("“and 4 nets.”")}, ContinuedFrom: extractors.None},
		},
		Numbers: []extractors.Number{
			{Span: span("30"), Kind: "cardinal", Value: 30, Exact: "30", Concept: "boats", Concepts: []corpus.Span{span("boats")}},
			{Span: span("4"), Kind: "cardinal", Value: 0, High: 0, HasHigh: true},
		},
		Dates:  []extractors.Date{{Span: span("quay"), Type: "DATE", FirstDay: time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)}},
		Claims: []extractors.Claim{{Quote: 0, Span: span("“We sold 30 boats,”"), Numbers: []int{0}, Entities: []int{0}, Dates: []int{0}}, {Quote: extractors.None, Span: span("quay")}},
	}
}

func TestNewRows(t *testing.T) {
	r, err := NewRows(annotation(), nil)
	if err != nil {
		t.Fatal(err)
	}
	q := r.Quotes[0]
	if q.QuoteID != "00112233445566aa-q18-69" || q.Text != "“We sold 30 boats,” “and 4 nets.”" || *q.Sentence != 1 {
		t.Errorf("quote %+v", q)
	}
	if diff := cmp.Diff([]Span{{18, 37}, {56, 69}}, q.Spans); diff != "" {
		t.Errorf("spans: %s", diff)
	}
	if q.Addressee != "" || *q.CueStart != 38 || q.Cue != "said" || q.Source != "Zoë Kettler" {
		t.Errorf("quote %+v", q)
	}
}

func TestIDsAreUnique(t *testing.T) {
	r, err := NewRows(annotation(), nil)
	if err != nil {
		t.Fatal(err)
	}
	first, second := r.Quotes[1].QuoteID, r.Quotes[2].QuoteID
	if second != first+"-2" {
		t.Errorf("two quotes of one span are %s and %s", first, second)
	}
	if got := r.Numbers[1].QuoteID; got != first {
		t.Errorf("the second number is in %s, want the shortest quote %s", got, first)
	}
}

func TestNewRowsDropsWhatIsNotWanted(t *testing.T) {
	r, err := NewRows(annotation(), func(table string) bool { return table == "numbers" || table == "claims" })
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range TableNames() {
		want := table == "numbers" || table == "claims" || table == "documents"
		if got := r.Count(table) > 0; got != want {
			t.Errorf("table %s has %d rows", table, r.Count(table))
		}
	}
	r.Sources = []Source{{URI: "quay.txt"}}
	r.settle()
	if p := r.check(); len(p) > 0 {
		t.Errorf("ids lead nowhere: %v", p)
	}
}

func TestNewRowsRefusesBadLayers(t *testing.T) {
	for name, spoil := range map[string]func(*extractors.Annotation){
		"span beyond the text":     func(a *extractors.Annotation) { a.Numbers[0].Span.End = 1000 },
		"negative span":            func(a *extractors.Annotation) { a.Tokens[0].Span.Start = -1 },
		"reversed span":            func(a *extractors.Annotation) { a.Dates[0].Span = corpus.Span{Start: 5, End: 3} },
		"span inside a character":  func(a *extractors.Annotation) { a.Mentions[0].Span.Start = 1 },
		"quote without content":    func(a *extractors.Annotation) { a.Quotes[0].Spans = nil },
		"speaker that is not":      func(a *extractors.Annotation) { a.Quotes[0].Speakers = []int{7} },
		"mention that is not":      func(a *extractors.Annotation) { a.Entities[0].Mentions = []int{-2} },
		"claim of no quote":        func(a *extractors.Annotation) { a.Claims[0].Quote = 99 },
		"entity that is not there": func(a *extractors.Annotation) { a.Mentions[0].Entity = 3 },
	} {
		a := annotation()
		spoil(a)
		if r, err := NewRows(a, nil); err == nil {
			t.Errorf("%s: %+v", name, r)
		}
	}
}
