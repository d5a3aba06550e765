package tokens

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"sort"
	"strings"

	"github.com/jdkato/prose/v2"

	"onrecord/extractors"
)

// A tagger is the averaged perceptron of prose (Honnibal 2013, trained on the
// Penn Treebank). Prose's own way to it re-tokenises, gives repeated words one
// tag, and breaks ties and sums floats in the order of a map; this decoder
// takes the tokens as they are and is deterministic.
type tagger struct {
	classes []string          // in order; a tie goes to the first
	known   map[string]string // words with one tag
	weights map[string][]weight
}

type weight struct {
	class int
	value float64
}

func newTagger() (*tagger, error) {
	t := &tagger{}
	for _, asset := range []struct {
		name string
		into any
	}{{"classes", &t.classes}, {"tags", &t.known}} {
		data, err := perceptron(asset.name)
		if err != nil {
			return nil, err
		}
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(asset.into); err != nil {
			return nil, fmt.Errorf("tagger: %s: %w", asset.name, err)
		}
	}
	sort.Strings(t.classes)
	index := map[string]int{}
	for i, c := range t.classes {
		index[c] = i
	}
	data, err := perceptron("weights")
	if err != nil {
		return nil, err
	}
	t.weights = make(map[string][]weight, 75_000) // about as many as there are
	err = (&gobMap{rest: data}).each(func(feature []byte, cells []gobCell) {
		row := make([]weight, len(cells))
		for i, c := range cells {
			row[i] = weight{index[string(c.key)], c.value}
		}
		t.weights[string(feature)] = row
	})
	if err != nil {
		return nil, fmt.Errorf("tagger: weights: %w", err)
	}
	return t, nil
}

// perceptron is a file of prose's model.
func perceptron(name string) ([]byte, error) {
	data, err := prose.Asset("model/AveragedPerceptron/" + name + ".gob")
	if err != nil {
		return nil, fmt.Errorf("tagger: %w", err)
	}
	return data, nil
}

// tag fills the tags of a sentence. A token that has one keeps it.
func (t *tagger) tag(sentence []extractors.Token) {
	const pad = 2
	context := make([]string, 0, len(sentence)+2*pad)
	context = append(context, "-START-", "-START2-")
	for i := range sentence {
		context = append(context, normal(pennForm(&sentence[i])))
	}
	context = append(context, "-END-", "-END2-")
	scores := make([]float64, len(t.classes))
	key := make([]byte, 0, 64)
	p1, p2 := context[0], context[1]
	for i := range sentence {
		token := &sentence[i]
		if token.Tag == "" {
			word := pennForm(token)
			if tag, ok := t.known[word]; ok {
				token.Tag = tag
			} else {
				token.Tag = t.predict(scores, key, word, context[i:i+2*pad+1], p1, p2)
			}
		}
		p1, p2 = token.Tag, p1
	}
}

// predict scores the features of a word, ctx[2] of its context.
func (t *tagger) predict(scores []float64, key []byte, word string, ctx []string, p1, p2 string) string {
	clear(scores)
	add := func(parts ...string) {
		key = key[:0]
		for i, p := range parts {
			if i > 0 {
				key = append(key, ' ')
			}
			key = append(key, p...)
		}
		for _, w := range t.weights[string(key)] {
			scores[w.class] += w.value
		}
	}
	add("bias")
	add("i suffix", suffix(word))
	add("i pref1", string(rune(word[0])))
	add("i-1 tag", p1)
	add("i-2 tag", p2)
	add("i tag+i-2 tag", p1, p2)
	add("i word", ctx[2])
	add("i-1 tag+i word", p1, ctx[2])
	add("i-1 word", ctx[1])
	add("i-1 suffix", suffix(ctx[1]))
	add("i-2 word", ctx[0])
	add("i+1 word", ctx[3])
	add("i+1 suffix", suffix(ctx[3]))
	add("i+2 word", ctx[4])
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return t.classes[best]
}

func suffix(s string) string { return s[max(0, len(s)-3):] }

// normal is the form of a word in the context of another.
func normal(word string) string {
	digits := len(word) > 0
	for i := range len(word) {
		digits = digits && isDigit(word[i])
	}
	switch {
	case word[0] != '-' && strings.Contains(word, "-"):
		return "!HYPHEN"
	case digits && len(word) == 4:
		return "!YEAR"
	case isDigit(word[0]):
		return "!DIGITS"
	}
	return strings.ToLower(word)
}

// pennForm is the token as the Penn Treebank writes it.
func pennForm(t *extractors.Token) string {
	switch t.Text {
	case `"`:
		return t.Tag
	case "–", "—", "―", "---":
		return "--"
	case "…":
		return "..."
	case "'":
		if t.Tag != "" {
			return t.Tag
		}
	case "£", "€", "¥", "₹", "₦", "₽", "₩", "₪", "₫", "₱", "฿", "US$":
		return "$"
	}
	return t.Text
}
