package quotes

import (
	"strings"
	"testing"

	"onrecord/corpus"
)

func TestUnaddressed(t *testing.T) {
	tests := []struct {
		text, cue string
		parts     []string
		want      string
	}{
		{"Ann urged the parties in the north to talk at once.", "urged", []string{"the parties in the north to talk at once"}, "to talk at once"},
		{"Ann told the crew of the Petrel not to leave.", "told", []string{"the crew of the Petrel not to leave"}, "not to leave"},
		{"A court ordered former directors of the yard to pay.", "ordered", []string{"former directors of the yard to pay"}, "to pay"},
		{"The parties were urged by Ann to talk.", "were urged by", []string{"The parties", "to talk"}, "to talk"},
		{"The parties were urged by Ann “to talk”.", "were urged by", []string{"The parties", "“to talk”"}, "“to talk”"},
		{"Ben was accused by his pupils of theft.", "was accused by", []string{"Ben", "of theft"}, "of theft"},
		{"Ben was described by his pupils as a thief.", "was described by", []string{"Ben", "as a thief"}, "Ben … as a thief"},
		{"Ann urged calm.", "urged", []string{"calm"}, "calm"},
		{"Ann told Ben it was time to go.", "told", []string{"it was time to go"}, "it was time to go"},
		{"Ann said the parties had to talk.", "said", []string{"the parties had to talk"}, "the parties had to talk"},
	}
	for _, test := range tests {
		c := completing(t, test.text)
		var parts []corpus.Span
		for _, p := range test.parts {
			parts = append(parts, find(t, test.text, p))
		}
		var got []string
		for _, p := range c.unaddressed(parts, find(t, test.text, test.cue)) {
			got = append(got, p.Of(test.text))
		}
		if s := strings.Join(got, " … "); s != test.want {
			t.Errorf("%q: got %q, want %q", test.text, s, test.want)
		}
	}
}

func TestNamed(t *testing.T) {
	tests := []struct{ text, cue, source, part, want string }{
		{`Ann left, calling the mission of the council a "failure" again.`, "calling", "Ann", `"failure"`, `the mission of the council a "failure"`},
		{"Ann called it a failure.", "called", "Ann", "a failure", "it a failure"},
		{`Ann called on the council to "act".`, "called", "Ann", `to "act"`, `to "act"`},
		{"Ann called the council and Ben said no.", "called", "Ann", "no", "no"},
		{"“Too late,” called Ann, a “friend”.", "called", "Ann", "“friend”", "“friend”"},
		{"Ann described the week as hard.", "described", "Ann", "hard", "the week as hard"},
	}
	for _, test := range tests {
		c := completing(t, test.text)
		parts := c.named([]corpus.Span{find(t, test.text, test.part)}, find(t, test.text, test.cue), find(t, test.text, test.source))
		if got := parts[0].Of(test.text); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestSubjected(t *testing.T) {
	tests := []struct{ text, cue, part, want string }{
		{"Ann demanded for the troops to leave.", "demanded", "to leave", "for the troops to leave"},
		{"It calls for the mission, or what is left of it, to end.", "calls for", "to end", "the mission, or what is left of it, to end"},
		{"Ann called for calm and Ben asked for it to end.", "asked", "to end", "for it to end"},
		{"Ann asked for it after she heard Ben had to leave.", "asked", "to leave", "to leave"},
		{"Ann asked the troops to leave.", "asked", "to leave", "to leave"},
	}
	for _, test := range tests {
		c := completing(t, test.text)
		parts := c.subjected([]corpus.Span{find(t, test.text, test.part)}, find(t, test.text, test.cue), corpus.Span{})
		if got := parts[0].Of(test.text); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	for text, want := range map[string]bool{"Ann Lee": true, "the Petrel": false, "Ann was ill": false} {
		c := completing(t, text)
		if got := c.names([]corpus.Span{{Start: 0, End: len(text)}}); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}
