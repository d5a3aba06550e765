package entities

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
)

// A name that the model cut is one again, a name beside another stays itself.
func TestJoined(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // the letter of the type, "" for two names
	}{
		{"{O Bank of} {L Tarn}", "O"},
		{"{O Central Bank of} the {L Aro Islands}", "O"},
		{"{O Seed Force in} {L Tarn}", "O"},
		{"{O Parliament of the} {M Salt Bill}", ""},
		{"{O Seed Office and the} {O Tarn Police}", ""},
		{"{O Seed Radio} {L Tarn}", "O"},
		{"{O Seed Radio -} {L Tarn}", ""},
		{"{L Tarn} {O High Court}", "O"},
		{"{N Tarnian} {O Language Commission}", "O"},
		{"{N Tarnian} {O Acme}", ""}, // whose it is, no part of the name
		{"{L Tarn} {M Boxing Championship}", "M"},
		{"{O Royal} {O Tarn Police}", "O"},
		{"{O Acme} {O Rye Holdings}", ""},
		{"{P Gen} {P Odo Brandt}", "P"},
		{"{P Odo Brandt} {L Tarn}", ""},
		{"{L Tarn} {P Odo Brandt}", ""},
		{"{L Tarn}, {L Aro Islands}", ""},
	} {
		a := marked(c.text)
		var want extractors.EntityType
		if c.want != "" {
			want = letterTypes[c.want[0]]
		}
		if got := World.joined(a.Doc.Text, a.Mentions[0], a.Mentions[1], false); got != want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
	// CoNLL-2003 takes a place before a name for itself.
	a := marked("{L Tarn} {O High Court}")
	if got := CoNLL.joined(a.Doc.Text, a.Mentions[0], a.Mentions[1], false); got != "" {
		t.Errorf("CoNLL joins a place with what follows: %q", got)
	}
	a = marked("{L PORT} {O AMARA}")
	if got := World.joined(a.Doc.Text, a.Mentions[0], a.Mentions[1], true); got != extractors.Location {
		t.Errorf("halves of a dateline are %q", got)
	}
}

func TestTidy(t *testing.T) {
	for in, want := range map[string]string{
		"Council of the":   "Council",
		"Aro Street and":   "Aro Street",
		"Tarn,":            "Tarn",
		"Tarn -":           "Tarn",
		"Bank of Tarn":     "Bank of Tarn",
		"of":               "of",
		"Salt (":           "Salt",
		"Act 12 of the of": "Act 12",
		", the":            ", the",
		"Ida “":            "Ida",
		`Ida "`:            "Ida",
		`Ida "Ace"`:        `Ida "Ace"`,
	} {
		if got := tidy(in, corpus.Span{End: len(in)}).Of(in); got != want {
			t.Errorf("tidy(%q) = %q, want %q", in, got, want)
		}
	}
}

// Whatever the model takes for a name, some letter of it remains.
func TestLettersRemain(t *testing.T) {
	pieces := []string{"the", "The", "a", "A", "'s", "’s", "'", "’", ",", "(", "“", "of", "and", " to", "Dr", "s", "9", "Korla", " ", " ", "\n"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "text"), "")
		if !lettered(text) {
			return
		}
		text = tidy(text, corpus.Span{End: len(text)}).Of(text)
		for _, person := range []bool{true, false} {
			if f := newForm(text, person); !lettered(f.text) || len(f.words) == 0 {
				t.Errorf("%q is left as %+v", text, f)
			}
		}
	})
}

func TestUnnamed(t *testing.T) {
	for text, want := range map[string]bool{"Tuesday": true, "The": true, "US": false, "Tuesday Club": false} {
		if got := unnamed(text, corpus.Span{End: len(text)}); got != want {
			t.Errorf("unnamed(%q) = %v", text, got)
		}
	}
	for _, test := range []struct {
		text, name string
		want       bool
	}{
		{"US $20", "US", true},
		{"said Del. Ida Brandt", "Del", true},
		{"in Del Mar", "Del", false},
		{"Ida Brandt (D-N.Y.)", "D-N.Y.", true},
		{"Ida Brandt, R-Ky., said", "R-Ky", true},
		{"Ida Brandt (D-Newport)", "D", true},
		{"the company D-Wave said", "D-Wave", false},
	} {
		start := strings.Index(test.text, test.name)
		if got := unnamed(test.text, corpus.Span{Start: start, End: start + len(test.name)}); got != test.want {
			t.Errorf("%q in %q: %v", test.name, test.text, got)
		}
	}
}

func TestNicknamed(t *testing.T) {
	for text, want := range map[string]string{
		"{P Ida} “{P Ace}” {P Brandt} sang":     "Ida “Ace” Brandt",
		`{P Ida} "{P Ace" Brandt} sang`:         `Ida "Ace" Brandt`,
		`{P Ida} "Ace" {P Brandt} sang`:         `Ida "Ace" Brandt`,
		`{P Ida} "Ace" {O Brandt Ltd} sang`:     `Ida`,
		`To {P Ida} "Go home." {P Odo} said`:    `Ida, Odo`,
		`"Go," said {P Ida} "or stay." {P Odo}`: `Ida, Odo`,
	} {
		a := marked(text)
		var got []string
		for _, m := range nicknamed(a.Doc.Text, a.Mentions) {
			if m.Type == extractors.Person {
				got = append(got, m.Span.Of(a.Doc.Text))
			}
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %q, want %q", text, s, want)
		}
	}
}

func TestFirmEnd(t *testing.T) {
	for text, want := range map[string]string{
		"{P Ida Brandt} Group met": "Ida Brandt Group", "{P Ida Brandt} Groups met": "", "{P Ida Brandt} met": "", "{L Tarn} Bank": "",
	} {
		a := marked(text)
		if got := a.Doc.Text[:firmEnd(a.Doc.Text, a.Mentions[0])]; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestLower(t *testing.T) {
	for text, want := range map[string]bool{"nonpartisan": true, "al-Sahar": false, "iPhone": false, "中国": false, "g20": false} {
		if got := lower(text); got != want {
			t.Errorf("lower(%q) = %v", text, got)
		}
	}
}
