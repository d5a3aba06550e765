package claims

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/dates"
	"onrecord/extractors/numbers"
	"onrecord/extractors/tokens"
)

// annotate makes an annotation by hand: «content», ‹cue› and ⟦source⟧ are marked
// in the text, and contents of one quotation follow each other until the next
// cue or source is complete. Numbers and dates come from their extractors.
func annotate(t testing.TB, marked string, kind extractors.QuoteKind, region corpus.RegionKind) *extractors.Annotation {
	t.Helper()
	var text strings.Builder
	q := extractors.Quote{Kind: kind, ContinuedFrom: extractors.None}
	var start int
	for _, r := range marked {
		switch r {
		case '«', '‹', '⟦':
			start = text.Len()
		case '»':
			q.Spans = append(q.Spans, corpus.Span{Start: start, End: text.Len()})
		case '›':
			q.Cue = corpus.Span{Start: start, End: text.Len()}
		case '⟧':
			q.Source = corpus.Span{Start: start, End: text.Len()}
		default:
			text.WriteRune(r)
		}
	}
	doc := &corpus.Document{Text: text.String(), Regions: []corpus.Region{{Kind: region, Span: corpus.Span{End: text.Len()}}}}
	a := &extractors.Annotation{Doc: doc}
	if len(q.Spans) > 0 {
		a.Quotes = append(a.Quotes, q)
	}
	run(t, a)
	return a
}

var tokenizer = sync.OnceValues(tokens.New)

func run(t interface{ Fatal(...any) }, a *extractors.Annotation) {
	tokenize, err := tokenizer()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []*extractors.Extractor{tokenize, numbers.New(), dates.New(), New()} {
		if err := e.Run(a); err != nil {
			t.Fatal(err)
		}
	}
}

func show(a *extractors.Annotation) []string {
	list := []string{}
	for _, c := range a.Claims {
		who := "article"
		if c.Quote != extractors.None {
			who = a.Quotes[c.Quote].Source.Of(a.Doc.Text)
		}
		list = append(list, fmt.Sprintf("%s %s: %s", who, c.Stance, c.Span.Of(a.Doc.Text)))
	}
	return list
}

func TestQuotations(t *testing.T) {
	for _, c := range []struct {
		text string
		kind extractors.QuoteKind
		want []string
	}{
		{"⟦The miller⟧ ‹said› «that the dam was unsafe and that the council knew of it».", extractors.Indirect,
			[]string{"The miller asserts: the dam was unsafe", "The miller asserts: the council knew of it"}},
		{"«\"The dam was unsafe. Nobody told us,\"» ‹said› ⟦the miller⟧.", extractors.Direct,
			[]string{"the miller asserts: The dam was unsafe", "the miller asserts: Nobody told us"}},
		{"«\"The dam,\"» ‹said› ⟦the miller⟧, «\"was built of clay.\"»", extractors.Direct,
			[]string{"the miller asserts: \"The dam,\" said the miller, \"was built of clay.\""}},
		{"«\"The dam broke,\"» ‹said› ⟦the miller⟧, «\"and the mill burned down.\"»", extractors.Direct,
			[]string{"the miller asserts: The dam broke", "the miller asserts: and the mill burned down"}},
		{"⟦The miller⟧ ‹said› «prices had doubled, but wages had not moved».", extractors.Indirect,
			[]string{"The miller asserts: prices had doubled", "The miller asserts: wages had not moved"}},
		{"⟦The mayor⟧ ‹called› «the bridge a \"disgrace\"».", extractors.Mixed,
			[]string{"The mayor asserts: the bridge a \"disgrace\""}},
		{"⟦The mayor⟧ ‹denied› «that 12 workers had died».", extractors.Indirect, []string{"The mayor denies: 12 workers had died"}},
		{"⟦The mayor⟧ ‹did not deny› «that 12 workers had died».", extractors.Indirect, []string{"The mayor does not deny: 12 workers had died"}},
		{"⟦The mayor⟧ ‹refused to confirm› «that 12 workers had died».", extractors.Indirect, []string{"The mayor does not confirm: 12 workers had died"}},
		{"⟦The mayor⟧ ‹has repeatedly accused› the builder «of using sand».", extractors.Indirect, []string{"The mayor accuses: of using sand"}},
		{"⟦The mayor⟧ ‹promised› «to rebuild the bridge by June 2024».", extractors.Indirect, []string{"The mayor promises: to rebuild the bridge by June 2024"}},
		{"⟦The mayor⟧ ‹urged› «the builder to pay».", extractors.Indirect, []string{"The mayor asks: the builder to pay"}},
		{"⟦The mayor⟧ ‹called› «for a new bridge».", extractors.Indirect, []string{"The mayor asks: for a new bridge"}},
		{"⟦The mayor⟧ ‹warned› «that the river would rise».", extractors.Indirect, []string{"The mayor warns: the river would rise"}},
		{"⟦The mayor⟧ ‹voiced› «concern about the bridge».", extractors.Indirect, []string{"The mayor fears: concern about the bridge"}},
		{"⟦The mayor⟧ ‹said› «the bridge may have been sabotaged».", extractors.Indirect, []string{"The mayor hedged: the bridge may have been sabotaged"}},
		{"‹According to› ⟦the mayor⟧, «the bridge was sold in May 2021».", extractors.Indirect, []string{"the mayor asserts: the bridge was sold in May 2021"}},
		{"⟦The mayor⟧ ‹reportedly said› «the bridge was sold».", extractors.Indirect, []string{"The mayor hedged: the bridge was sold"}},
		{"⟦The survey⟧ ‹suggests› «that the dam is older than the mill».", extractors.Indirect, []string{"The survey hedged: the dam is older than the mill"}},
		{"⟦The survey⟧ ‹suggests› «that the dam should be mended».", extractors.Indirect, []string{"The survey proposes: the dam should be mended"}},
		{"⟦The mayor⟧ ‹refused› «to sell the bridge».", extractors.Indirect, []string{"The mayor refuses: to sell the bridge"}},
		{"⟦The mayor⟧ ‹offered› «the old bridge and a mill».", extractors.Indirect, []string{"The mayor proposes: the old bridge and a mill"}},

		// Not claims.
		{"⟦The mayor⟧ ‹asked› «why the dam broke».", extractors.Indirect, nil},
		{"⟦The mayor⟧ ‹asked› «about being compared with a miller».", extractors.Indirect, nil},
		{"«\"Is the dam safe,\"» ⟦the mayor⟧ ‹asked›.", extractors.Direct, nil},
		{"⟦The mayor⟧ ‹named› «the bridge».", extractors.Indirect, nil},
		{"«\"Who built this bridge?\"» ⟦the mayor⟧ ‹asked›.", extractors.Direct, nil},
		{"⟦The mayor⟧ ‹asked› «whether the builder had paid».", extractors.Indirect, nil},
		{"«\"Thank you all,\"» ‹said› ⟦the mayor⟧.", extractors.Direct, nil},
		{"«\"Never,\"» ‹said› ⟦the mayor⟧.", extractors.Direct, nil},
		{"«\"Do not cross the bridge,\"» ‹said› ⟦the mayor⟧.", extractors.Direct, nil},
	} {
		want := append([]string{}, c.want...)
		if diff := cmp.Diff(want, show(annotate(t, c.text, c.kind, corpus.Body))); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestOwnVoice(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The flood killed 12 people.", "The flood killed 12 people"},
		{"The bridge was closed on 3 May 2021.", "The bridge was closed on 3 May 2021"},
		{"Rents have risen sharply in the old town.", "Rents have risen sharply in the old town"},
		{"The flood reportedly killed 12 people.", "hedged"},
		{"The council meets in the old mill.", ""},
		{"How many people did the flood kill on 3 May 2021?", ""},
		{"The \"bridge to nowhere\" is a popular sight.", ""},
		{"The first boat is a gift of the old town.", ""},
		{"The club won its sixth cup.", "The club won its sixth cup"},
		{"The raised road leads to the mill.", ""},
		{"⟦Officers⟧ ‹said› «the two» were shot on 3 May 2021.", ""},
		{"⟦The mayor⟧, who ‹said› «the bridge was safe», resigned on 3 May 2021.", "The mayor, who said the bridge was safe, resigned on 3 May 2021"},
		// What only attributes is not a claim, what stands beside it is.
		{"⟦The mayor⟧ ‹said› on 3 May 2021 «that the bridge was safe».", ""},
		{"The bridge, which opened in 1998, was closed on 3 May 2021 after ⟦the mayor⟧ ‹called› «it a \"danger\"».", "The bridge, which opened in 1998, was closed on 3 May 2021"},
	} {
		a := annotate(t, c.text, extractors.Indirect, corpus.Body)
		got := ""
		for _, x := range a.Claims {
			if x.Quote == extractors.None {
				if got = x.Span.Of(a.Doc.Text); x.Stance != "asserts" {
					got = x.Stance
				}
			}
		}
		if got != c.want {
			t.Errorf("%s\ngot  %q\nwant %q", c.text, got, c.want)
		}
	}
	if a := annotate(t, "⟦The mayor⟧ ‹said› «that 12 people had died».", extractors.Indirect, corpus.Footer); len(a.Claims) > 0 {
		t.Errorf("claims of an unread region: %v", show(a))
	}
}

// A headline that the first sentence repeats is not a claim of its own.
func TestHeadlines(t *testing.T) {
	for _, c := range []struct {
		title, body string
		want        int
	}{
		{"Flood kills 12 in old town", "A flood killed 12 people in the old town on Friday.", 1},
		{"Rents up 40% since 2019", "A flood killed 12 people in the old town on Friday.", 2},
	} {
		text := c.title + "\n\n" + c.body
		doc := &corpus.Document{Text: text, Regions: []corpus.Region{
			{Kind: corpus.Title, Span: corpus.Span{End: len(c.title)}},
			{Kind: corpus.Body, Span: corpus.Span{Start: len(c.title) + 2, End: len(text)}},
		}}
		a := &extractors.Annotation{Doc: doc}
		run(t, a)
		if len(a.Claims) != c.want {
			t.Errorf("%s: %v", c.title, show(a))
		}
	}
}

func TestAttached(t *testing.T) {
	a := annotate(t, "⟦The mayor⟧ ‹said› on Monday «that 12 people had died on 3 May 2021 and that 40 were missing».", extractors.Indirect, corpus.Body)
	if len(a.Claims) != 2 {
		t.Fatal(show(a))
	}
	first, second := a.Claims[0], a.Claims[1]
	if len(first.Numbers) != 1 || a.Numbers[first.Numbers[0]].Value != 12 || len(second.Numbers) != 1 || a.Numbers[second.Numbers[0]].Value != 40 {
		t.Errorf("numbers %v and %v of %v", first.Numbers, second.Numbers, a.Numbers)
	}
	if len(first.Dates) != 1 || first.AboutDay.Format("2006-01-02") != "2021-05-03" || !second.AboutDay.IsZero() {
		t.Errorf("dates %v, days %v and %v", first.Dates, first.AboutDay, second.AboutDay)
	}
}

// Any spans of quotations, and any text, give claims inside of their quotations
// and no panic.
func TestAnything(t *testing.T) {
	words := strings.Fields("the mayor said that 12 people died , and but \" “ ” ' ; that ? . on Monday they will may not allegedly rose by 5 % —")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 40).Draw(t, "words"), " ")
		doc := &corpus.Document{Text: text, Regions: []corpus.Region{{Kind: corpus.Body, Span: corpus.Span{End: len(text)}}}}
		a := &extractors.Annotation{Doc: doc}
		ends := []int{0}
		for i, r := range text {
			if r == ' ' {
				ends = append(ends, i+1)
			}
		}
		for range rapid.IntRange(0, 3).Draw(t, "quotes") {
			s := corpus.Span{Start: rapid.SampledFrom(ends).Draw(t, "start"), End: len(text)}
			if s.Len() > 0 {
				a.Quotes = append(a.Quotes, extractors.Quote{Kind: extractors.Direct, Spans: []corpus.Span{s}})
			}
		}
		run(t, a)
		for _, c := range a.Claims {
			if c.Span.Len() <= 0 || c.Span.Start < 0 || c.Span.End > len(text) {
				t.Fatalf("span %v of %d bytes", c.Span, len(text))
			}
			if c.Quote != extractors.None {
				if q := a.Quotes[c.Quote].Span(); !q.Contains(c.Span) {
					t.Fatalf("%v outside of %v", c.Span, q)
				}
			}
		}
	})
}
