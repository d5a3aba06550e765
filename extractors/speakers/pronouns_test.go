package speakers

import (
	"onrecord/extractors/heads"
	"strings"
	"testing"

	"onrecord/extractors"
)

func TestPhraseBefore(t *testing.T) {
	tests := []struct{ text, pronoun, want string }{
		{"He met two young sailors who said it rained.", "who", "two young sailors"},
		{"He met members of the crew of the ship, who said it rained.", "who", "members of the crew of the ship"},
		{"It was the harbour's report, which says that it rained.", "which", "the harbour's report"},
		{"It rained.\nwho said so?", "who", ""},
		{"They slept, which says all.", "which", ""},
	}
	for _, test := range tests {
		r := &resolver{a: silent(t, test.text)}
		got := r.phraseBefore(strings.Index(test.text, test.pronoun))
		if got.Of(test.text) != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got.Of(test.text), test.want)
		}
	}
}

func TestSomeoneOf(t *testing.T) {
	for phrase, want := range map[string]string{
		"the gun from the car of the man": "the man", "a member of the crew": "a member of the crew", "the sister of the man": "the sister of the man", "the man": "the man",
		"help from the Danish authorities": "the Danish authorities",
	} {
		a := silent(t, "He saw "+phrase+" who left.")
		r := &resolver{a: a}
		if got := r.someoneOf(between(a.Doc.Text, phrase)).Of(a.Doc.Text); got != want {
			t.Errorf("%q: got %q, want %q", phrase, got, want)
		}
	}
}

func TestEnding(t *testing.T) {
	for phrase, want := range map[string]string{
		"care under the Bridges Act": "Bridges Act", "a part of Bridges Act": "Bridges Act", "the new Bridges Act": "the new Bridges Act", "Bridges Act": "Bridges Act",
	} {
		a := silent(t, "He saw "+phrase+", which left.")
		mention(a, "Bridges Act", extractors.Name, 0)
		a.Mentions[0].Type = extractors.Misc
		r := &resolver{a: a}
		if got := r.ending(between(a.Doc.Text, phrase)).Of(a.Doc.Text); got != want {
			t.Errorf("%q: got %q, want %q", phrase, got, want)
		}
	}
}

func TestBeside(t *testing.T) {
	for text, want := range map[string]int{"talks with Ann Lee": 0, "a letter to Mayor Ann Lee": 0, "a friend of Ann Lee": extractors.None, "Mayor Ann Lee": extractors.None} {
		a := silent(t, text+", who left.")
		mention(a, "Ann Lee", extractors.Name, 0)
		r := &resolver{a: a}
		if got := r.beside(between(a.Doc.Text, text)); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

func TestApposed(t *testing.T) {
	text := "So said Ann Lee, head of the union, who stayed, and the chief of the port, who left."
	a := silent(t, text)
	mention(a, "Ann Lee", extractors.Name, 0)
	r := &resolver{a: a}
	for phrase, want := range map[string]int{"head of the union": 0, "the chief of the port": extractors.None} {
		if got := r.apposed(between(text, phrase)); got != want {
			t.Errorf("%q: got %d, want %d", phrase, got, want)
		}
	}
}

func TestBefore(t *testing.T) {
	text := "So said Ann Lee, head of Salt Board, who left."
	a := silent(t, text)
	mention(a, "Ann Lee", extractors.Name, 0)
	mention(a, "Salt Board", extractors.Name, 1)
	a.Entities[1].Type, a.Mentions[1].Type = extractors.Organization, extractors.Organization
	q := extractors.Quote{Source: between(text, "who")}
	if r := newResolver(a); !r.before(&q, heads.WordsOf(a.Encoding, q.Source)) || q.Speaker != "Ann Lee" {
		t.Errorf("got %q", q.Speaker)
	}
}

func TestByline(t *testing.T) {
	text := "I say that Ann Lee is wrong, and Bob Cod too."
	a := silent(t, text)
	mention(a, "Ann Lee", extractors.Name, 0)
	mention(a, "Bob Cod", extractors.Name, 1)
	for byline, want := range map[string]string{"By BOB COD, Contributor": "Bob Cod", "By Eve Eel": "", "": ""} {
		a.Doc.Byline = byline
		q := extractors.Quote{Source: between(text, "I")}
		(&resolver{a: a}).byline(&q)
		if q.Speaker != want {
			t.Errorf("%q: got %q, want %q", byline, q.Speaker, want)
		}
	}
}
