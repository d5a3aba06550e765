package entities

import (
	"sort"
	"strings"
	"unicode"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/internal/wordset"
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
var honorifics = wordset.Of("mr mrs ms miss mx messrs madam dr prof sir dame lord lady sheikh sheik eng adv hon rev shri smt datuk dato datin seri haji alhaji hajiya mallam engr atty sheikha")

// kin describes nobody without the one whose kin it is: 'Ann's brother'.
var kin = wordset.Of("wife husband son daughter brother sister mother father uncle aunt nephew niece cousin grandson granddaughter grandmother grandfather friend name boy girl man woman")

// roles are nouns of what a person is, beside those that end as roleEndings;
// notRoles end so and are none.
var (
	roles = wordset.Of(`president vice-president minister secretary secretary-general chief head aide analyst expert boss champion coach captain
		candidate graduate delegate advocate diplomat bureaucrat democrat official student pilot nurse judge clerk monk priest poet chef star
		superstar hero guard cop midwife laureate medic mechanic critic academic colleague counterpart neighbour resident member nominee
		rival native veteran chair king queen sultan emperor empress emir prince princess pope patriarch cardinal bishop archbishop general marshal sergeant lieutenant constable
		attorney deputy premier chancellor dean principal magistrate politician musician technician physician librarian historian comedian
		pediatrician statistician electrician guardian civilian economist envoy host governor mayor chairman founder representative executive detective chairperson spokesperson
		salesperson consultant assistant attendant accountant lieutenant-governor merchant migrant immigrant inhabitant descendant aspirant
		applicant defendant participant superintendent agent student correspondent opponent regent proponent patient parent recipient
		ceo cfo coo cto mp mep mec trustee nominee employee refugee referee escapee wife husband son daughter brother sister mother father uncle
		aunt nephew niece cousin grandson granddaughter grandmother grandfather friend boy girl child partner spouse widow intern coroner
		gov sen rep lt sgt maj gen col capt cpl det justice scholar fellow celebrity athlete gymnast model chancellor councillor virologist
		entrepreneur professional compatriot teenager youngster newcomer amateur connoisseur provocateur`)
	roleEndings = []string{"er", "or", "ist", "man", "woman", "eer", "ologist", "ographer"}
	notRoles    = wordset.Of(`former other further later earlier never ever over under after number water power order paper newspaper center
		summer winter september october november december river tower corner quarter matter letter computer chapter cover offer weather
		border senior junior major minor interior exterior superior prior color floor error factor sector motor labor harbor honor favor
		human german roman norman ottoman better greater lower higher bigger longer younger older upper outer inner together whether
		rather either neither another dinner danger anger finger chamber timber lumber cancer silver super master easter server poster
		counter encounter character register theater cluster disaster monster fewer hunger shoulder layer flower shower transfer career
		socialist marxist communist islamist terrorist list twist headquarter`)
)

// modifiers are the titles that need another word.
var modifiers = wordset.Of("former ex acting interim late vice foreign defence defense finance interior health education us u.s uk un u.n")

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
	for i := from - 1; i >= max(start, from-mostTokens); i-- {
		t := a.Tokens[i]
		if j := bracketed(a, start, i); j < i {
			i = j
			continue
		}
		if !describing(t) && t.Text != "-" {
			break
		}
		if t.Tag != "POS" && t.Tag != "HYPH" && t.Text != "-" {
			first = i
		}
	}
	first = portfolio(a, start, first, from)
	words := strings.Fields(text[min(m.Span.Start, tokenStart(a, first, m.Span.Start)):end])
	for len(words) > 0 && honorifics[fold(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && (len(words[0]) == 1 || honorifics[fold(words[0])] || leading[fold(words[0])]) {
		words = words[1:]
	}
	isRole := func(words []string) bool {
		return len(words) > 0 && IsRole(strings.TrimRight(words[len(words)-1], ","))
	}
	core := unranked(words)
	if len(core) == 1 && core[0] == "Justice" && first > start && a.Tokens[first-1].Text == "of" {
		core = nil // 'Minister of Justice'
	}
	if isRole(core) {
		words = core
	} else if role := office(a, start, from, to, a.Sentences[n].Tokens[1]); role != "" || !isRole(words) {
		return role
	}
	if len(words) == 1 && kin[fold(words[0])] {
		return ""
	}
	for _, w := range words {
		if w == "s" || w == "'" || w == "’" {
			return ""
		}
	}
	role := strings.TrimRight(strings.Join(words, " "), ", ")
	if broken(role) {
		return ""
	}
	if named(a, corpus.Span{Start: strings.LastIndex(text[:end], words[0]), End: m.Span.Start}) {
		return ""
	}
	return role
}

// office is the description before the tokens [from, to) of a name that goes on
// after its noun, 'the head of the Seed Board Ida Brandt', or that a comma
// separates from the name, 'Mali's foreign minister, Ida Brandt,'.
func office(a *extractors.Annotation, start, from, to, end int) string {
	i := pastTitles(a, start, from) - 1
	comma := i >= start && a.Tokens[i].Text == ","
	if comma {
		// Between commas, or else it may be the beginning of a list or a clause.
		if to < end && !strings.Contains(",.:);", a.Tokens[to].Text) {
			return ""
		}
		i--
	}
	last := i
	low := max(start, from-mostTokens)
	head := last
	if !comma || last < start || !singularRole(a.Tokens[last]) {
		head = officeNoun(a, low, last)
	}
	if head < 0 || IsRole(a.Tokens[last].Text) && last != head && a.Tokens[last].Text != "Justice" {
		return ""
	}
	first := descriptionStart(a, start, head)
	for listed := false; first > low+1 && (a.Tokens[first-1].Text == "and" || listed && a.Tokens[first-1].Text == ","); listed = true {
		other := first - 2 // of one who has several roles
		if comma && !listed && !singularRole(a.Tokens[other]) {
			other = officeNoun(a, low, other)
		}
		if other < 0 || !singularRole(a.Tokens[other]) {
			break
		}
		first = descriptionStart(a, start, other)
	}
	for first < head && (a.Tokens[first].Tag == "POS" || leading[fold(a.Tokens[first].Text)]) {
		first++
	}
	if first == last && kin[fold(a.Tokens[head].Text)] || comma && first > start && !opening(a.Tokens[first-1]) {
		return ""
	}
	span := corpus.Span{Start: a.Tokens[first].Span.Start, End: a.Tokens[last].Span.End}
	role := strings.Join(strings.Fields(span.Of(a.Doc.Text)), " ")
	if broken(role) || named(a, span) {
		return ""
	}
	return role
}

// officeNoun is the token of the office that the i-th token ends the name of,
// 'chief' of 'chief of the mission', or -1; it is not before low.
func officeNoun(a *extractors.Annotation, low, i int) int {
	for last := i; i >= low; i-- {
		if j := bracketed(a, low, i); j < i {
			i = j
			continue
		}
		switch t := a.Tokens[i]; {
		case t.Tag == "IN" || t.Tag == "TO":
			if !offices[t.Text] || i == low || i == last {
				return -1
			}
			if singularRole(a.Tokens[i-1]) {
				return i - 1
			}
		case !descriptionTags[t.Tag] && t.Tag != "DT" && t.Tag != "CC" && t.Tag != "CD" && t.Text != "-":
			return -1
		}
	}
	return -1
}

// descriptionStart is the first of the words that describe the i-th token.
func descriptionStart(a *extractors.Annotation, start, i int) int {
	for i > start && (describing(a.Tokens[i-1]) || a.Tokens[i-1].Text == "-") {
		i--
	}
	return i
}

// describing says whether a token may stand in a description before a name. The
// tagger does not know all nouns in -person.
func describing(t extractors.Token) bool {
	return descriptionTags[t.Tag] || strings.HasSuffix(t.Text, "person") || t.Tag == "VBG" && participles[strings.ToLower(t.Text)]
}

// participles stand before offices; the tagger takes 'King' for one.
var participles = wordset.Of("king managing acting founding commanding presiding sitting governing visiting")

// bracketed is the token of the '(' whose bracket of one word, an acronym, the
// i-th token closes, or i.
func bracketed(a *extractors.Annotation, start, i int) int {
	if i-2 > start && a.Tokens[i].Text == ")" && a.Tokens[i-2].Text == "(" {
		return i - 2
	}
	return i
}

// broken says whether a text has signs that no description has, or half a bracket.
func broken(role string) bool {
	return strings.ContainsAny(role, "“”\"|/#:;") || strings.Count(role, "(") != strings.Count(role, ")")
}

// portfolio is where the description of the tokens [first, to) begins if it goes
// on before an 'and': 'Tourism and Sports Minister'.
func portfolio(a *extractors.Annotation, start, first, to int) int {
	common := func(i int) bool {
		return unicode.IsUpper([]rune(a.Tokens[i].Text)[0]) && descriptionTags[a.Tokens[i].Tag] && !IsRole(a.Tokens[i].Text) && !inName(a, a.Tokens[i].Span)
	}
	if first-2 < start || to-first < 2 || a.Tokens[first-1].Text != "and" || !common(first) || !common(first-2) || !strings.HasSuffix(strings.ToLower(a.Tokens[first+1].Text), "minister") && !strings.HasSuffix(strings.ToLower(a.Tokens[first+1].Text), "secretary") {
		return first
	}
	for first -= 2; first > start && common(first-1); {
		first--
	}
	return first
}

// ranks stand before a name and say less than what stands before them; rankParts
// begin ranks.
var (
	ranks     = wordset.Of("captain capt colonel col major maj lieutenant lt sergeant sgt corporal cpl brigadier marshal commodore admiral adm gen inspector superintendent constable")
	rankParts = wordset.Of("air vice rear chief detective det senior deputy assistant")
)

// unranked are the words without the ranks at their end: a 'General' is one after
// another rank only, not in 'Attorney General'.
func unranked(words []string) []string {
	n := len(words)
	for n > 0 {
		w := fold(words[n-1])
		general := w == "general" && n > 1 && ranks[fold(words[n-2])]
		if w == "" || words[n-1] == strings.ToLower(words[n-1]) || !ranks[w] && !general && !(n < len(words) && rankParts[w]) {
			break
		}
		n--
	}
	return words[:n]
}

// pastTitles is the end of what stands before the honorifics and ranks that end
// before the token.
func pastTitles(a *extractors.Annotation, start, to int) int {
	low := max(start, to-mostTokens)
	var words []string
	for _, t := range a.Tokens[low:to] {
		words = append(words, t.Text)
	}
	for {
		n := len(words)
		for len(words) > 0 && honorifics[fold(words[len(words)-1])] {
			words = words[:len(words)-1]
		}
		if words = unranked(words); len(words) == n {
			return low + n
		}
	}
}

// offices are the prepositions between an office and whose it is.
var offices = wordset.Of("of for at in to")

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
var leading = wordset.Of("meanwhile however today yesterday then while")

func tokenStart(a *extractors.Annotation, i, otherwise int) int {
	if i >= len(a.Tokens) {
		return otherwise
	}
	return a.Tokens[i].Span.Start
}

// inName says whether the span is of a name.
func inName(a *extractors.Annotation, s corpus.Span) bool {
	i := sort.Search(len(a.Mentions), func(i int) bool { return a.Mentions[i].Span.End > s.Start })
	return i < len(a.Mentions) && a.Mentions[i].Span.Start < s.End && a.Mentions[i].Form == extractors.Name
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
	if several := roleList(a, first, end); several > 0 {
		last, head = several, several
	}
	done := false
scan:
	for i := last + 1; i < min(end, first+mostTokens); i++ {
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
	if strings.EqualFold(a.Tokens[last].Text, "so") {
		return "" // 'head of the so - called Union'
	}
	if head < first || !strings.HasPrefix(a.Tokens[head].Tag, "NN") && !IsRole(a.Tokens[head].Text) || dangling[a.Tokens[last].Tag] {
		return ""
	}
	person, noun := m.Type == extractors.Person, a.Tokens[head]
	if person && !IsRole(noun.Text) || !person && (!article || noun.Tag != "NN" || IsRole(noun.Text) || times[noun.Text]) || a.Tokens[first].Text == "no" {
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

// roleList is the last noun of an enumeration of roles that begins at the token,
// 'activist, writer and head' of 'activist, writer and head of the movement', or 0.
func roleList(a *extractors.Annotation, first, end int) int {
	and := false
	for i := first; i < min(end, first+mostTokens); i++ {
		from := i
		for i < end && (describing(a.Tokens[i]) || i == from && a.Tokens[i].Tag == "DT") {
			i++
		}
		if i == from || !singularRole(a.Tokens[i-1]) || i == end {
			return 0
		}
		t := a.Tokens[i]
		switch {
		case and && (t.Tag == "IN" || strings.Contains(",.;)", t.Text)):
			return i - 1
		case and:
			return 0
		case t.Text == "and":
			and = true
		case t.Text != ",":
			return 0
		case i+1 < end && a.Tokens[i+1].Text == "and":
			and = true
			i++
		}
	}
	return 0
}

// times are nouns of what an organisation is not: 'the council, this week'.
var times = wordset.Of("day week month year time morning afternoon evening night weekend hour moment decade")

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
var being = wordset.Of("is was")

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x80 }
