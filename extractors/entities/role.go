package entities

import (
	"sort"
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
			if m.Form != extractors.Name || m.Type != e.Type {
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
var honorifics = set("mr mrs ms miss mx messrs madam dr prof sir dame lord lady sheikh sheik eng adv hon rev shri smt datuk dato haji alhaji")

// kin describes nobody without the one whose kin it is: 'Ann's brother'.
var kin = set("wife husband son daughter brother sister mother father uncle aunt nephew niece cousin grandson granddaughter grandmother grandfather friend name boy girl man woman")

// roles are nouns of what a person is, beside those that end as roleEndings;
// notRoles end so and are none.
var (
	roles = set(`president vice-president minister secretary secretary-general chief head aide analyst expert boss champion coach captain
		candidate graduate delegate advocate diplomat bureaucrat democrat official student pilot nurse judge clerk monk priest poet chef star
		superstar hero guard cop midwife laureate medic mechanic critic academic colleague counterpart neighbour resident member nominee
		rival native veteran chair king queen prince princess pope cardinal bishop archbishop general marshal sergeant lieutenant constable
		attorney deputy premier chancellor dean principal magistrate politician musician technician physician librarian historian comedian
		pediatrician statistician electrician guardian civilian economist envoy host governor mayor chairman founder representative executive detective chairperson spokesperson
		salesperson consultant assistant attendant accountant lieutenant-governor merchant migrant immigrant inhabitant descendant aspirant
		applicant defendant participant superintendent agent student correspondent opponent regent proponent patient parent recipient
		ceo cfo coo cto mp mep trustee nominee employee refugee referee escapee wife husband son daughter brother sister mother father uncle
		aunt nephew niece cousin grandson granddaughter grandmother grandfather friend boy girl child partner spouse widow intern coroner
		gov sen rep lt sgt maj gen col capt cpl det justice scholar fellow celebrity athlete gymnast model chancellor councillor virologist
		entrepreneur professional compatriot teenager youngster newcomer amateur connoisseur provocateur`)
	roleEndings = []string{"er", "or", "ist", "man", "woman", "eer", "ologist", "ographer"}
	notRoles    = set(`former other further later earlier never ever over under after number water power order paper newspaper center
		summer winter september october november december river tower corner quarter matter letter computer chapter cover offer weather
		border senior junior major minor interior exterior superior prior color floor error factor sector motor labor harbor honor favor
		human german roman norman ottoman better greater lower higher bigger longer younger older upper outer inner together whether
		rather either neither another dinner danger anger finger chamber timber lumber cancer silver super master easter server poster
		counter encounter character register theater cluster disaster monster fewer hunger shoulder layer flower shower transfer career
		socialist marxist communist islamist terrorist list twist`)
)

// modifiers are the titles that need another word.
var modifiers = set("former ex acting interim late vice foreign defence defense finance interior health education us u.s uk un u.n")

// IsRole says whether a noun says what a person is.
func IsRole(word string) bool {
	w := fold(word)
	if i := strings.LastIndexByte(w, '-'); i >= 0 && !roles[w] {
		w = w[i+1:] // 'co-founder', 'ex-wife'
	}
	if roles[w] || titles[w] && !honorifics[w] && !modifiers[w] && word != strings.ToLower(word) {
		return true
	}
	if notRoles[w] || len(w) < 5 {
		return false
	}
	for _, ending := range roleEndings {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}

// tokensOf is the range of tokens of one sentence that the span touches, and
// the index of the sentence; empty if there is none.
func tokensOf(a *extractors.Annotation, s corpus.Span) (from, to, sentence int) {
	sentence = sort.Search(len(a.Sentences), func(i int) bool { return a.Sentences[i].Span.End > s.Start })
	if sentence == len(a.Sentences) {
		return 0, 0, sentence
	}
	first, end := a.Sentences[sentence].Tokens[0], a.Sentences[sentence].Tokens[1]
	tokens := a.Tokens[first:end]
	from = first + sort.Search(len(tokens), func(i int) bool { return tokens[i].Span.End > s.Start })
	to = first + sort.Search(len(tokens), func(i int) bool { return tokens[i].Span.Start >= s.End })
	return from, max(from, to), sentence
}

// mostTokens bounds the length of a description.
const mostTokens = 15

// before is the description that ends where the name begins, with the titles
// that the mention itself begins with: 'Mali's foreign minister'.
func before(a *extractors.Annotation, m extractors.Mention) string {
	from, to, n := tokensOf(a, m.Span)
	if n == len(a.Sentences) {
		return ""
	}
	start := a.Sentences[n].Tokens[0]
	text := a.Doc.Text
	name := bare(clean(m.Span.Of(text)))
	end := m.Span.Start + max(0, strings.Index(m.Span.Of(text), name))
	first := from
	for i := from - 1; i >= max(start, from-mostTokens) && (descriptionTags[a.Tokens[i].Tag] || a.Tokens[i].Text == "-"); i-- {
		if t := a.Tokens[i]; t.Tag != "POS" && t.Tag != "HYPH" && t.Text != "-" {
			first = i
		}
	}
	words := strings.Fields(text[min(m.Span.Start, tokenStart(a, first, m.Span.Start)):end])
	for len(words) > 0 && honorifics[fold(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && (len(words[0]) == 1 || honorifics[fold(words[0])] || leading[fold(words[0])]) {
		words = words[1:]
	}
	if len(words) == 0 || !IsRole(strings.TrimRight(words[len(words)-1], ",")) {
		return office(a, start, from, to, a.Sentences[n].Tokens[1])
	}
	if len(words) == 1 && kin[fold(words[0])] {
		return ""
	}
	for _, w := range words {
		if strings.ContainsAny(w, "“”\"|/#:;(") || w == "s" || w == "'" || w == "’" {
			return ""
		}
	}
	role := strings.TrimRight(strings.Join(words, " "), ", ")
	if named(a, corpus.Span{Start: strings.LastIndex(text[:end], words[0]), End: m.Span.Start}) {
		return ""
	}
	return role
}

// office is the description before the tokens [from, to) of a name that goes on
// after its noun, 'the head of the Seed Board Ida Brandt', or that a comma
// separates from the name, 'Mali's foreign minister, Ida Brandt,'.
func office(a *extractors.Annotation, start, from, to, end int) string {
	i := from - 1
	for i >= start && honorifics[fold(a.Tokens[i].Text)] {
		i--
	}
	comma := i >= start && a.Tokens[i].Text == ","
	if comma {
		// Between commas, or else it may be the beginning of a list or a clause.
		if to < end && !strings.Contains(",.:);", a.Tokens[to].Text) {
			return ""
		}
		i--
	}
	last, head := i, -1
	if comma && i >= start && singularRole(a.Tokens[i]) {
		head = i
	}
	for ; head < 0 && i >= max(start, from-mostTokens); i-- {
		switch t := a.Tokens[i]; {
		case t.Tag == "IN" || t.Tag == "TO":
			if !offices[t.Text] || i == start || i == last {
				return ""
			}
			if singularRole(a.Tokens[i-1]) {
				head = i - 1
			}
		case !descriptionTags[t.Tag] && t.Tag != "DT" && t.Tag != "CC" && t.Tag != "CD" && t.Text != "-":
			return ""
		}
	}
	if head < 0 || IsRole(a.Tokens[last].Text) && last != head {
		return ""
	}
	first := head
	for first > start && (descriptionTags[a.Tokens[first-1].Tag] || a.Tokens[first-1].Text == "-") {
		first--
	}
	if first > start+1 && a.Tokens[first-1].Text == "and" && IsRole(a.Tokens[first-2].Text) {
		for first -= 2; first > start && descriptionTags[a.Tokens[first-1].Tag]; {
			first--
		}
	}
	for first < head && (a.Tokens[first].Tag == "POS" || leading[fold(a.Tokens[first].Text)]) {
		first++
	}
	if first == last && kin[fold(a.Tokens[head].Text)] || comma && first > start && !opening(a.Tokens[first-1]) {
		return ""
	}
	span := corpus.Span{Start: a.Tokens[first].Span.Start, End: a.Tokens[last].Span.End}
	role := strings.Join(strings.Fields(span.Of(a.Doc.Text)), " ")
	if strings.ContainsAny(role, "“”\"|/#:;(") || named(a, span) {
		return ""
	}
	return role
}

// offices are the prepositions between an office and whose it is.
var offices = set("of for at in")

// singularRole says whether a token says what one person is.
func singularRole(t extractors.Token) bool {
	return t.Tag != "NNS" && t.Tag != "NNPS" && IsRole(t.Text)
}

// opening says whether a description may begin after the token: an article, a
// possessive pronoun, a preposition, a comma.
func opening(t extractors.Token) bool {
	return t.Tag == "DT" || t.Tag == "PRP$" || t.Tag == "IN" || t.Text == "," || t.Tag == "CC"
}

// leading words of a description say nothing of the person.
var leading = set("meanwhile however today yesterday then while")

func tokenStart(a *extractors.Annotation, i, otherwise int) int {
	if i >= len(a.Tokens) {
		return otherwise
	}
	return a.Tokens[i].Span.Start
}

// named says whether a person is named within the span.
func named(a *extractors.Annotation, s corpus.Span) bool {
	i := sort.Search(len(a.Mentions), func(i int) bool { return a.Mentions[i].Span.Start >= s.Start })
	for ; i < len(a.Mentions) && a.Mentions[i].Span.Start < s.End; i++ {
		if a.Mentions[i].Type == extractors.Person && a.Mentions[i].Form == extractors.Name {
			return true
		}
	}
	return false
}

// after is an apposition: ', the head of the mission,' or ', a farmer.', also
// ', who is a farmer,'.
func after(a *extractors.Annotation, m extractors.Mention) string {
	_, to, n := tokensOf(a, m.Span)
	if n == len(a.Sentences) {
		return ""
	}
	end := a.Sentences[n].Tokens[1]
	to = pastBracket(a, to, end)
	if to+1 >= end || a.Tokens[to].Text != "," {
		return ""
	}
	first := to + 1
	if first+2 < end && strings.EqualFold(a.Tokens[first].Text, "who") && being[a.Tokens[first+1].Text] && a.Tokens[first+2].Tag == "DT" {
		first += 2
	}
	article := a.Tokens[first].Tag == "DT"
	last, head := first-1, -1
	done := false
scan:
	for i := first; i < min(end, first+mostTokens); i++ {
		t := a.Tokens[i]
		if t.Text == "(" && i+2 < end && a.Tokens[i+2].Text == ")" && i > first {
			i += 2 // an acronym
			last = i
			continue
		}
		switch {
		case strings.ContainsAny(t.Text, ",.;:-–—()\"“”") && t.Tag != "POS" && !strings.ContainsFunc(t.Text, isLetter),
			strings.HasPrefix(t.Tag, "W"),
			t.Tag == "TO" && (i+1 == end || a.Tokens[i+1].Tag != "DT" && !strings.HasPrefix(a.Tokens[i+1].Tag, "NNP")),
			t.Tag == "CC" && i+1 < end && a.Tokens[i+1].Tag == "PRP$",
			t.Tag == "VBD" && head >= 0 && i > head+2,
			(t.Tag == "VBN" || t.Tag == "VBG") && i > first && strings.HasPrefix(a.Tokens[i-1].Tag, "NN"):
			done = true
			break scan
		case t.Tag == "VBD", t.Tag == "VBZ", t.Tag == "VBP", t.Tag == "MD", t.Tag == "PRP", t.Tag == "CC" && head < 0:
			return "" // a clause, or a list that goes on
		case (t.Tag == "IN" || t.Tag == "TO" || t.Tag == "CC") && head < 0:
			head = i - 1
		}
		last = i
	}
	if !done && last+1 < end || last < first {
		return ""
	}
	if head < 0 {
		head = last
	}
	if head < first || !strings.HasPrefix(a.Tokens[head].Tag, "NN") && !IsRole(a.Tokens[head].Text) || dangling[a.Tokens[last].Tag] {
		return ""
	}
	person, noun := m.Type == extractors.Person, a.Tokens[head]
	if person && !IsRole(noun.Text) || !person && (!article || noun.Tag != "NN" || IsRole(noun.Text)) || a.Tokens[first].Text == "no" {
		return ""
	}
	span := corpus.Span{Start: a.Tokens[first].Span.Start, End: a.Tokens[last].Span.End}
	if named(a, span) {
		return ""
	}
	role := strings.Join(strings.Fields(span.Of(a.Doc.Text)), " ")
	for _, article := range []string{"the ", "a ", "an ", "The ", "A ", "An "} {
		role = strings.TrimPrefix(role, article)
	}
	return role
}

// dangling are the tags of words that no description ends with.
var dangling = map[string]bool{"IN": true, "CC": true, "DT": true, "TO": true}

// pastBracket is the token after the short bracket that begins at the i-th, an
// age or a party, or that token itself.
func pastBracket(a *extractors.Annotation, i, end int) int {
	if i < end && a.Tokens[i].Text == "(" {
		for j := i + 1; j < min(end-1, i+10); j++ {
			if a.Tokens[j].Text == ")" {
				return j + 1
			}
		}
	}
	return i
}

// being are the verbs of 'who is a farmer'.
var being = set("is was")

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x80 }
