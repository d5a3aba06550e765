package speakers

import (
	"strings"
	"testing"

	"onrecord/extractors/encoder"
	"onrecord/extractors/quotes"
)

// The addressees of a text, one for each statement in order, joined by '; '.
func TestAddressee(t *testing.T) {
	model, err := encoder.Embedded(quotes.Ours.Row)
	if err != nil {
		t.Fatal(err)
	}
	chain := chainOf(encoder.New(model))
	for _, c := range []struct{ text, want string }{
		{`The mayor told reporters that the bridge was safe.`, "reporters"},
		{`"The bridge is safe," the mayor told the evening paper on Monday.`, "the evening paper"},
		{`The mayor told reporters Monday that the bridge was safe.`, "reporters"},
		{`"Go home," the mayor said to the crowd outside the hall.`, "the crowd"},
		{`The mayor asked the owner of the ferry whether it was safe.`, "the owner of the ferry"},
		{`The mayor warned residents of the harbour that the bridge was old.`, "residents of the harbour"},
		{`The harbour union accused the council of lying about the bridge.`, "the council"},
		{`The mayor urged drivers and cyclists to stay at home.`, "drivers and cyclists"},
		{`The mayor called on the government to pay for the bridge.`, "the government"},
		{`Speaking to reporters, the mayor said that the bridge was safe.`, "reporters"},
		{`The mayor said in a letter to the council that the bridge was safe.`, "the council"},
		{`"The bridge is safe," the mayor said in a long interview with the evening paper.`, "the evening paper"},
		{`The workers were warned by the union that the bridge was old.`, "The workers"},
		{`The painter Ann Lee crossed the bridge on Monday. Police told Lee that it was safe.`, "Ann Lee"},
		{`The mayor said the bridge was safe.`, ""},
		{`The mayor said to be careful on the bridge.`, ""},
		{`The mayor warned of a flood and asked for help.`, "; "},
		{`"It is safe," he told himself.`, ""},
	} {
		a := annotate(t, chain, c.text)
		var got []string
		for _, q := range a.Quotes {
			got = append(got, q.Addressee)
		}
		if len(got) == 0 || strings.Join(got, "; ") != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
