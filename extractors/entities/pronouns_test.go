package entities

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
)

// encoded gives a text an encoding in which a word's query matches the key of
// the word that refers says, with the given logit; nothing else matches.
func encoded(a *extractors.Annotation, refers map[string]string, logit float32) {
	e := &extractors.Encoding{Heads: map[string]extractors.Matrix{}, Tables: map[string]extractors.Matrix{}}
	start := -1
	for i, r := range a.Doc.Text + " " {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if word && start < 0 {
			start = i
		} else if !word && start >= 0 {
			e.Words = append(e.Words, corpus.Span{Start: start, End: i})
			start = -1
		}
		if !word && !unicode.IsSpace(r) {
			e.Words = append(e.Words, corpus.Span{Start: i, End: i + len(string(r))})
		}
	}
	const size = 16
	column := map[string]int{}
	for _, to := range refers {
		if _, ok := column[to]; !ok {
			column[to] = len(column)
		}
	}
	query := extractors.Matrix{Cols: size, Data: make([]float32, size*len(e.Words))}
	key := extractors.Matrix{Cols: size, Data: make([]float32, size*len(e.Words))}
	for i, w := range e.Words {
		text := w.Of(a.Doc.Text)
		if to, ok := refers[text]; ok {
			query.Row(i)[column[to]] = 4 // undoes the scale 1/√16
		}
		if c, ok := column[text]; ok {
			key.Row(i)[c] = logit
		}
	}
	e.Windows = []extractors.Window{{End: len(e.Words), To: len(e.Words), Heads: map[string]extractors.Matrix{"coref_query": query, "coref_key": key}}}
	e.Tables["coref_distance"] = extractors.Matrix{Cols: 1, Data: make([]float32, 24)}
	a.Encoding = e
}

// tagged cuts a text into tokens with tags from a small table, and sentences.
func tagged(a *extractors.Annotation) {
	tags := map[string]string{"the": "DT", "a": "DT", "The": "DT", "who": "WP", "is": "VBZ", "said": "VBD", "met": "VBD", "left": "VBD", "of": "IN", "in": "IN",
		"and": "CC", "his": "PRP$", "her": "PRP$", "him": "PRP", "he": "PRP", "He": "PRP", "She": "PRP", "she": "PRP", "former": "JJ", "foreign": "JJ",
		",": ",", ".": ".", "'s": "POS", "living": "VBG", "no": "DT", "(": "-LRB-", ")": "-RRB-"}
	first := 0
	add := func(start, end int) {
		text := a.Doc.Text[start:end]
		tag, ok := tags[text]
		switch {
		case ok:
		case unicode.IsUpper([]rune(text)[0]):
			tag = "NNP"
		default:
			tag = "NN"
		}
		a.Tokens = append(a.Tokens, extractors.Token{Span: corpus.Span{Start: start, End: end}, Text: text, Tag: tag})
		if text == "." || end == len(a.Doc.Text) {
			a.Sentences = append(a.Sentences, extractors.Sentence{
				Span: corpus.Span{Start: a.Tokens[first].Span.Start, End: end}, Tokens: [2]int{first, len(a.Tokens)}, Region: corpus.Body})
			first = len(a.Tokens)
		}
	}
	at := 0
	for _, w := range strings.Fields(a.Doc.Text) {
		start := at + strings.Index(a.Doc.Text[at:], w)
		at = start + len(w)
		word := strings.TrimRight(w, ",.)")
		if strings.HasPrefix(word, "(") {
			add(start, start+1)
			start, word = start+1, word[1:]
		}
		if base, ok := strings.CutSuffix(word, "'s"); ok && base != "" {
			add(start, start+len(base))
			add(start+len(base), start+len(word))
		} else if word != "" {
			add(start, start+len(word))
		}
		for i := start + len(word); i < at; i++ {
			add(i, i+1)
		}
	}
}

func TestPronouns(t *testing.T) {
	for _, c := range []struct {
		name, text string
		refers     map[string]string
		want       string
	}{
		{"the model's choice", "{P Odo Brandt} met {P Ida Wu}. She left.", map[string]string{"She": "Wu"}, "She=Ida Wu"},
		{"nobody", "{P Odo Brandt} left. He said", nil, "He=-"},
		{"gender of a title", "Mr {P Brandt} met Mrs {P Wu}. She left.", map[string]string{"She": "Brandt"}, "She=-"},
		{"organisations are no persons", "{O Wu} left. He said", map[string]string{"He": "Wu"}, "He=-"},
		{"several", "{P Ida Wu} met {P Odo Brandt}. He said she left.", map[string]string{"He": "Brandt", "she": "Wu"}, "He=Odo Brandt she=Ida Wu"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := marked(c.text)
			tagged(a)
			encoded(a, c.refers, 3.5)
			a.Entities = group(a)
			var got []string
			for _, m := range pronouns(a) {
				name := "-"
				if m.Entity != extractors.None {
					name = a.Entities[m.Entity].Name
				}
				got = append(got, fmt.Sprintf("%s=%s", m.Span.Of(a.Doc.Text), name))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNominals(t *testing.T) {
	for _, c := range []struct {
		name, text string
		refers     map[string]string
		want       string
	}{
		{"one noun and the model agree", "Minister {P Odo Brandt} met {P Ida Wu}. The minister left.", map[string]string{"minister": "Brandt"}, "The minister=Odo Brandt"},
		{"the model says another", "Minister {P Odo Brandt} met {P Ida Wu}. The minister left.", map[string]string{"minister": "Wu"}, ""},
		{"no shared noun", "Minister {P Odo Brandt} left. The farmer left.", map[string]string{"farmer": "Brandt"}, ""},
		{"somebody named after", "The minister left. Minister {P Odo Brandt} met.", map[string]string{"minister": "Brandt"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := marked(c.text)
			tagged(a)
			encoded(a, c.refers, 9)
			a.Entities = group(a)
			var got []string
			for _, m := range nominals(a) {
				got = append(got, fmt.Sprintf("%s=%s", m.Span.Of(a.Doc.Text), a.Entities[m.Entity].Name))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRoles(t *testing.T) {
	for text, want := range map[string]string{
		"Tarn's foreign minister {P Odo Brandt} said":                     "Tarn's foreign minister",
		"{P Odo Brandt}, the head of the mission, said":                   "head of the mission",
		"{P Odo Brandt}, a farmer living in Tarn, said":                   "farmer",
		"{P Odo Brandt}, who is a farmer, said":                           "farmer",
		"Mr. {P Odo Brandt} said":                                         "",
		"{P President Odo Brandt} said":                                   "President",
		"{P Odo Brandt}, {P Ida Wu}, and him":                             "",
		"{P Odo Brandt}, the minister said, left":                         "",
		"{P Odo Brandt}, Salt Board (SB) spokesperson, said":              "Salt Board (SB) spokesperson",
		"{P Odo Brandt}, no stranger, said":                               "",
		"wife {P Ida Wu} said":                                            "",
		"{O Acme}, the largest bakery in Tarn, said":                      "largest bakery in Tarn",
		"minister {P Odo Brandt} left. {P Brandt}, the head of Tarn, met": "head of Tarn",
	} {
		a := marked(text)
		tagged(a)
		a.Entities = group(a)
		sortMentions(a)
		describe(a)
		if got := a.Entities[0].Role; got != want {
			t.Errorf("%s: role %q, want %q", text, got, want)
		}
	}
}

// On any text and encoding the extractor does not fail, and what it finds is valid.
func TestExtractorProperties(t *testing.T) {
	run := New(World).Run
	parts := []string{"Odo", "Brandt", "He", "her", "the", "minister", "Minister", "said", ",", ".", "U.N", ".", "(ZX)", "'s", "é", "\n", "“", "Bank of", "who is a", "İ"}
	rapid.Check(t, func(t *rapid.T) {
		a := &extractors.Annotation{Doc: &corpus.Document{Text: strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 30).Draw(t, "text"), " ")}}
		tagged(a)
		encoded(a, map[string]string{"He": "Brandt", "minister": "Odo"}, 5)
		world := extractors.Matrix{Cols: 1 + 2*len(worldTypes)}
		for range a.Encoding.Words {
			row := make([]float32, world.Cols)
			row[rapid.IntRange(0, world.Cols-1).Draw(t, "label")] = 3
			world.Data = append(world.Data, row...)
		}
		a.Encoding.Heads["world"] = world
		if err := run(a); err != nil {
			t.Fatal(err)
		}
		for i, m := range a.Mentions {
			if m.Span.Len() <= 0 || m.Span.End > len(a.Doc.Text) || m.Entity >= len(a.Entities) || m.Form != extractors.Pronoun && m.Entity < 0 {
				t.Fatalf("invalid mention %v", m)
			}
			if i > 0 && a.Mentions[i-1].Span.Start > m.Span.Start {
				t.Fatal("mentions are not in order")
			}
		}
		for n, e := range a.Entities {
			for _, i := range e.Mentions {
				if a.Mentions[i].Entity != n {
					t.Fatalf("entity %v does not own its mention %d", e, i)
				}
			}
		}
	})
}

// BenchmarkExtractor runs the extractor on an article of some 1000 words; the
// encoder takes some 0.1 s for as many.
func BenchmarkExtractor(b *testing.B) {
	paragraph := "Minister {P Odo Brandt} met {P Ida Wu}, the head of the {O Salt Board}, in {L Tarn} and said he left. " +
		"{P Wu} said she met the minister of {L Korla}. The minister left, {P Brandt} said. He met {P Wu} in {L Tarn}. "
	a := marked(strings.Repeat(paragraph, 20))
	tagged(a)
	encoded(a, map[string]string{"he": "Brandt", "He": "Brandt", "she": "Wu"}, 5)
	world := extractors.Matrix{Cols: 1 + 2*len(worldTypes), Data: make([]float32, len(a.Encoding.Words)*(1+2*len(worldTypes)))}
	for i, w := range a.Encoding.Words {
		world.Row(i)[0] = 2
		for _, m := range a.Mentions {
			if m.Span.Contains(w) {
				label := 1 + 2*slices.Index(worldTypes[:], m.Type)
				if w.Start > m.Span.Start {
					label++
				}
				world.Row(i)[label] = 5
			}
		}
	}
	a.Encoding.Heads["world"] = world
	run := New(World).Run
	for b.Loop() {
		a.Mentions, a.Entities = nil, nil
		if err := run(a); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(a.Encoding.Words))/b.Elapsed().Seconds(), "words/s")
}
