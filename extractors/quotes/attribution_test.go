package quotes

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/encoder"
)

// annotate finds the statements of a text with the model in the program.
func annotate(t testing.TB, text string) *extractors.Annotation {
	t.Helper()
	tokeniser, err := tokeniser()
	if err != nil {
		t.Fatal(err)
	}
	model, err := encoder.Embedded(Ours.Row)
	if err != nil {
		t.Fatal(err)
	}
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text}}
	for _, e := range []*extractors.Extractor{tokeniser, encoder.New(model), NewMarks(), New(Ours)} {
		if err := e.Run(a); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// Each line of the result is 'source | cue | content … content'.
func TestShippedModel(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`"We go," said Ann Lee, head of the union.`, `Ann Lee, head of the union | said | "We go,"`},
		{`“We go,” the minister said on Monday.`, `the minister | said | “We go,”`},
		{`"We go," she said, "and we return."`, `she | said | "We go," … "and we return."`},
		{`"We go. We stay," he said. "We return."`, "he | said | \"We go. We stay,\"\n |  | \"We return.\""},
		{`The mayor told reporters that the bridge was safe.`, `The mayor | told | that the bridge was safe`},
		{`The mayor has repeatedly warned that the bridge was unsafe.`, `The mayor | has repeatedly warned | that the bridge was unsafe`},
		{`According to the ministry, 40 people were hurt.`, `the ministry | According to | 40 people were hurt`},
		{`Forty people were hurt, according to the ministry.`, `the ministry | according to | Forty people were hurt`},
		{`The bridge, the mayor said, is safe.`, `the mayor | said | The bridge … is safe`},
		{`Police said the road "will stay closed" until noon.`, `Police | said | the road "will stay closed" until noon`},
		{`She called the plan "a failure".`, `She | called | the plan "a failure"`},
		{"“We go.\n\n“We stay,” he said.", `he | said | “We go. … “We stay,”`},
		{`The mayor walked home.`, ``},
	} {
		a := annotate(t, c.text)
		var got []string
		for _, q := range a.Quotes {
			var parts []string
			for _, s := range q.Spans {
				parts = append(parts, s.Of(c.text))
			}
			got = append(got, q.Source.Of(c.text)+" | "+q.Cue.Of(c.text)+" | "+strings.Join(parts, " … "))
		}
		if d := cmp.Diff(c.want, strings.Join(got, "\n")); d != "" {
			t.Errorf("%s\n%s", c.text, d)
		}
	}
}

func TestShareSubjects(t *testing.T) {
	const text = "Noting that it rained and pointing to the floods, Ann said the road was shut. Ben left, claiming he was ill, and Cy said no."
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text}}
	tokeniser, err := tokeniser()
	if err != nil {
		t.Fatal(err)
	}
	if err := tokeniser.Run(a); err != nil {
		t.Fatal(err)
	}
	quote := func(cue, source, content string) extractors.Quote {
		q := extractors.Quote{Cue: find(t, text, cue), Spans: []corpus.Span{find(t, text, content)}}
		if source != "" {
			q.Source = find(t, text, source)
		}
		return q
	}
	quotes := []extractors.Quote{
		quote("Noting", "", "that it rained"), quote("pointing to", "", "the floods"), quote("said the", "Ann", "the road was shut"),
		quote("claiming", "", "he was ill"), quote("said no", "Cy", "no"),
	}
	shareSubjects(a, quotes)
	for i, want := range []string{"Ann", "Ann", "Ann", "", "Cy"} {
		if got := quotes[i].Source.Of(text); got != want {
			t.Errorf("source of %q: %q, want %q", quotes[i].Cue.Of(text), got, want)
		}
	}
}
