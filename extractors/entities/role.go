package entities

import (
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
)

// describe gives each person and organisation its role: the longest description
// that stands right before or after one of its names, 'Mali's foreign minister'.
func describe(a *extractors.Annotation) {
	for i := range a.Entities {
		e := &a.Entities[i]
		if e.Type != extractors.Person && e.Type != extractors.Organization {
			continue
		}
		for _, j := range e.Mentions {
			m := a.Mentions[j]
			if m.Form != extractors.Name {
				continue
			}
			for _, role := range Descriptions(a, m) {
				if len(strings.Fields(role)) > len(strings.Fields(e.Role)) {
					e.Role = role
				}
			}
		}
	}
}

// Descriptions are the words that stand right before the name of a person and
// the apposition after a name.
func Descriptions(a *extractors.Annotation, m extractors.Mention) []string {
	if m.Type != extractors.Person {
		return []string{after(a, m)}
	}
	return []string{before(a, m), after(a, m)}
}

// descriptionTags may stand in a description before a name: nouns, adjectives,
// possessives, hyphens.
var descriptionTags = map[string]bool{"NN": true, "NNS": true, "NNP": true, "NNPS": true, "JJ": true, "POS": true, "HYPH": true}

// honorifics alone describe nobody.
var honorifics = set("mr mrs ms miss mx dr prof sir dame lord lady")

// tokensOf is the range of tokens that the span touches, and the sentence.
func tokensOf(a *extractors.Annotation, s corpus.Span) (from, to int, sentence extractors.Sentence) {
	lo, hi := 0, len(a.Sentences)
	for lo < hi {
		if mid := (lo + hi) / 2; a.Sentences[mid].Span.End <= s.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(a.Sentences) {
		return 0, 0, extractors.Sentence{}
	}
	sentence = a.Sentences[lo]
	from = sentence.Tokens[0]
	for from < sentence.Tokens[1] && a.Tokens[from].Span.End <= s.Start {
		from++
	}
	to = from
	for to < sentence.Tokens[1] && a.Tokens[to].Span.Start < s.End {
		to++
	}
	return from, to, sentence
}

func before(a *extractors.Annotation, m extractors.Mention) string {
	from, _, s := tokensOf(a, m.Span)
	first, noun := from, false
	for i := from - 1; i >= s.Tokens[0] && descriptionTags[a.Tokens[i].Tag]; i-- {
		t := a.Tokens[i]
		noun = noun || strings.HasPrefix(t.Tag, "NN") && !honorifics[fold(t.Text)]
		if t.Tag != "POS" && t.Tag != "HYPH" {
			first = i
		}
	}
	// Titles that the mention itself begins with belong to the description.
	name := bare(clean(m.Span.Of(a.Doc.Text)))
	end := m.Span.Start + max(0, strings.Index(m.Span.Of(a.Doc.Text), name))
	if first == from && end == m.Span.Start || !noun && end == m.Span.Start {
		return ""
	}
	start := m.Span.Start
	if first < from {
		start = a.Tokens[first].Span.Start
	}
	role := strings.Join(strings.Fields(a.Doc.Text[start:end]), " ")
	if honorifics[fold(role)] {
		return ""
	}
	return strings.TrimRight(role, ", ")
}

// after is an apposition: ', the head of the mission,' or ', a farmer.'.
func after(a *extractors.Annotation, m extractors.Mention) string {
	_, to, s := tokensOf(a, m.Span)
	if to+1 >= s.Tokens[1] || a.Tokens[to].Text != "," {
		return ""
	}
	first := to + 1
	t := a.Tokens[first]
	if t.Tag != "DT" && !strings.HasPrefix(t.Tag, "NN") && t.Tag != "JJ" {
		return ""
	}
	last, noun := first, false
	for i := first; i < s.Tokens[1]; i++ {
		t := a.Tokens[i]
		if t.Text == "," || t.Text == "." || t.Text == ";" || t.Text == "-" || t.Text == "–" || t.Text == "—" || strings.HasPrefix(t.Tag, "W") {
			break
		}
		if strings.HasPrefix(t.Tag, "VB") || t.Tag == "MD" || t.Tag == "CC" && !noun || i == s.Tokens[1]-1 {
			return "" // a clause, or a list that goes on
		}
		noun = noun || t.Tag == "NN" || t.Tag == "NNS"
		last = i
	}
	if !noun || last-first > 14 {
		return ""
	}
	role := a.Doc.Text[a.Tokens[first].Span.Start:a.Tokens[last].Span.End]
	for _, article := range []string{"the ", "a ", "an "} {
		role = strings.TrimPrefix(role, article)
	}
	return strings.Join(strings.Fields(role), " ")
}
