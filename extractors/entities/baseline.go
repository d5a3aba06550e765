package entities

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
)

// NewBaseline returns an extractor of entities that needs no model: names are
// runs of words that the tagger reads as proper nouns, their types come from
// small tables of general words, pronouns refer to the last person named.
func NewBaseline() *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "entities",
		Doc:      "people, organisations and places, by rules",
		Requires: []extractors.Layer{extractors.LayerTokens, extractors.LayerSentences},
		Provides: []extractors.Layer{extractors.LayerEntities},
		Run: func(a *extractors.Annotation) error {
			a.Mentions = namesByRule(a)
			a.Entities = group(a)
			a.Mentions = append(a.Mentions, pronounsByRule(a)...)
			sortMentions(a)
			describe(a)
			return nil
		},
	}
}

// namesByRule are the runs of proper nouns of each sentence.
func namesByRule(a *extractors.Annotation) []extractors.Mention {
	var out []extractors.Mention
	for _, s := range a.Sentences {
		if !s.Region.Read() || shouted(a, s) {
			continue
		}
		for i := s.Tokens[0]; i < s.Tokens[1]; i++ {
			if a.Tokens[i].Tag == "JJ" && nationality(a.Tokens[i].Text) && i > s.Tokens[0] {
				out = append(out, mention(a, i, i+1, extractors.NORP))
				continue
			}
			if !proper(a, i) || i == s.Tokens[0] && !strings.HasPrefix(a.Tokens[i].Tag, "NNP") {
				continue
			}
			from, to := i, i+1
			for to < s.Tokens[1] {
				switch {
				case proper(a, to):
					to++
					continue
				case to+1 < s.Tokens[1] && joins(a.Tokens[to].Text, a.Tokens[from:to]) && proper(a, to+1):
					to += 2
					continue
				case to+2 < s.Tokens[1] && strings.EqualFold(a.Tokens[to].Text, "of") && a.Tokens[to+1].Text == "the" && organised(a.Tokens[from:to]) && proper(a, to+2):
					to += 3
					continue
				}
				break
			}
			i = to - 1
			for from < to-1 && openers[a.Tokens[from].Text] {
				from++
			}
			if openers[a.Tokens[from].Text] || to == from+1 && calendar[a.Tokens[from].Text] || titled(a.Tokens[from:to]) {
				continue
			}
			before := ""
			if from > s.Tokens[0] {
				before = strings.ToLower(a.Tokens[from-1].Text)
			}
			out = append(out, mention(a, from, to, typeByRule(a.Tokens[from:to], before)))
		}
	}
	adopt(a, out)
	return out
}

// adopt makes a single word a person that is the first or last word of the full
// name of one, or that says something and never is where something happens.
func adopt(a *extractors.Annotation, mentions []extractors.Mention) {
	people, where := map[string]bool{}, map[string]bool{}
	for _, m := range mentions {
		if m.Type != extractors.Location {
			continue
		}
		w := fold(clean(m.Span.Of(a.Doc.Text)))
		before, after := strings.TrimSpace(a.Doc.Text[max(0, m.Span.Start-12):m.Span.Start]), strings.TrimSpace(a.Doc.Text[m.Span.End:min(len(a.Doc.Text), m.Span.End+8)])
		before = before[strings.LastIndexByte(before, ' ')+1:]
		after, _, _ = strings.Cut(after, " ")
		people[w] = people[w] || says[strings.Trim(after, ".,")] || says[before]
		where[w] = where[w] || located[strings.ToLower(before)]
	}
	for w := range where {
		if where[w] {
			delete(people, w)
		}
	}
	for _, m := range mentions {
		if ws := words(clean(m.Span.Of(a.Doc.Text))); m.Type == extractors.Person && len(ws) > 1 {
			people[ws[0]], people[ws[len(ws)-1]] = true, true
		}
	}
	for i := range mentions {
		m := &mentions[i]
		if ws := words(clean(m.Span.Of(a.Doc.Text))); m.Type == extractors.Location && len(ws) == 1 && people[ws[0]] {
			m.Type = extractors.Person
		}
	}
}

func mention(a *extractors.Annotation, from, to int, t extractors.EntityType) extractors.Mention {
	return extractors.Mention{
		Span: corpus.Span{Start: a.Tokens[from].Span.Start, End: a.Tokens[to-1].Span.End},
		Type: t, Form: extractors.Name, Entity: extractors.None, Score: 0.5,
	}
}

// shouted says whether most words of a sentence are capitals throughout or
// capitalised: in a headline case tells nothing.
func shouted(a *extractors.Annotation, s extractors.Sentence) bool {
	words, capitals := 0, 0
	for _, t := range a.Tokens[s.Tokens[0]:s.Tokens[1]] {
		if r, _ := utf8.DecodeRuneInString(t.Text); unicode.IsLetter(r) {
			words++
			if unicode.IsUpper(r) {
				capitals++
			}
		}
	}
	return words > 5 && 5*capitals > 4*words
}

// proper says whether the token may be part of a name. Inside a sentence its
// capital tells, at the beginning the tagger.
func proper(a *extractors.Annotation, i int) bool {
	t := a.Tokens[i]
	if r, _ := utf8.DecodeRuneInString(t.Text); !unicode.IsUpper(r) || t.Text == "I" {
		return false
	}
	if strings.HasPrefix(t.Tag, "NNP") {
		return true
	}
	inside := i > 0 && !openings[a.Tokens[i-1].Text] && a.Tokens[i-1].Tag != "``"
	return inside && !openers[t.Text] && !calendar[t.Text] && !(t.Tag == "JJ" && nationality(t.Text))
}

// openings are signs after which a capital tells nothing.
var openings = set(". ! ? : ; \" ' ( [ - – — ... … • *")

// joins says whether the word joins two parts of a name: 'de' always, 'of' in
// the name of an organisation.
func joins(word string, before []extractors.Token) bool {
	if particles[word] || word == "&" {
		return true
	}
	return (word == "of" || word == "for" || word == "and") && organised(before)
}

// titled says whether the words are but a title: 'Prime Minister'.
func titled(tokens []extractors.Token) bool {
	for _, t := range tokens {
		if w := fold(t.Text); !titles[w] || acronym(t.Text) {
			return false
		}
	}
	return true
}

func organised(tokens []extractors.Token) bool {
	for _, t := range tokens {
		if organisations[fold(t.Text)] {
			return true
		}
	}
	return false
}

// typeByRule is the type of a name by its words and the word before it.
func typeByRule(tokens []extractors.Token, before string) extractors.EntityType {
	for len(tokens) > 1 && nationality(tokens[0].Text) && fold(tokens[0].Text) != "united" {
		if tokens = tokens[1:]; len(tokens) > 1 && titles[fold(tokens[0].Text)] {
			break
		}
	}
	first, last := fold(tokens[0].Text), fold(tokens[len(tokens)-1].Text)
	switch {
	case len(tokens) > 1 && titles[first] && !organisations[last]:
		return extractors.Person
	case organised(tokens):
		return extractors.Organization
	case facilities[last]:
		return extractors.Facility
	case events[last]:
		return extractors.Event
	case nationality(tokens[0].Text) && len(tokens) == 1:
		return extractors.NORP
	case titles[before] && before != "us" && before != "un" && before != "uk":
		return extractors.Person
	case acronym(tokens[0].Text), len(tokens) > 1 && titles[last]:
		return extractors.Organization
	case places[last] || places[first] || located[before] && len(tokens) == 1:
		return extractors.Location
	case len(tokens) == 1 || len(tokens) > 4:
		return extractors.Location
	}
	return extractors.Person
}

// General words that tell the type of a name.
var (
	organisations = set(`ministry council party commission committee agency office department bureau authority association union
		federation organization organisation institute university college school company corporation corp inc ltd llc plc group holdings bank
		court police army navy force forces parliament senate congress assembly government administration cabinet club team church
		foundation fund trust society network service services times post news media tribune herald press journal guardian
		gazette radio television tv nations league alliance coalition front movement brigade board center centre house mission nation first
		airlines airways motors industries hospital museum academy secretariat directorate chamber embassy`)
	facilities = set(`airport bridge stadium station street road avenue park square hall prison hotel tower building highway mosque cathedral drive lane
		boulevard cafe restaurant market mall terminal harbour harbor port`)
	events = set(`cup games olympics festival championship week expo forum conference award prize act agreement treaty war revolution summit election elections day awards`)
	places = set(`new united states city county state province region district island islands river lake mountain mountains valley north south east west
		republic kingdom desert sea ocean bay gulf coast town village peninsula`)
	located  = set(`in at near from to across around outside throughout into`)
	calendar = set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
		September October November December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. Mr. Mrs. Ms. Dr. Mr Mrs Ms`)
	openers = set(`The A An This That These Those It He She They We You I His Her Their But And Or So Yet In On At By For From With
		As If When While After Before There Here What Who Why How Not No Yes According However Meanwhile Also Its Our My Your All Some
		Photo Image File Read More Watch Share Update Breaking Related`)
)

var says = set(`said says told added adds`)

// nationality says whether a capitalised word has the ending of an adjective of
// a people: 'Malian', 'Swedish', 'Chinese'.
func nationality(w string) bool {
	if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) || len(w) < 5 {
		return false
	}
	for _, suffix := range []string{"ian", "ians", "ish", "ese", "ean", "eans", "ican", "icans", "rab", "rabs", "slim", "slims", "crats", "ist", "ists"} {
		if strings.HasSuffix(w, suffix) {
			return true
		}
	}
	return false
}

// pronounsByRule are the mentions by personal pronouns: the person named last
// whose gender is not known to be the other.
func pronounsByRule(a *extractors.Annotation) []extractors.Mention {
	genders := genders(a)
	var out []extractors.Mention
	last, next := map[gender]int{}, 0
	for _, s := range a.Sentences {
		if !s.Region.Read() {
			continue
		}
		for _, t := range a.Tokens[s.Tokens[0]:s.Tokens[1]] {
			for next < len(a.Mentions) && a.Mentions[next].Span.Start <= t.Span.Start {
				if m := a.Mentions[next]; m.Entity != extractors.None && a.Entities[m.Entity].Type == extractors.Person {
					for _, g := range []gender{male, female} {
						if genders[m.Entity] == unknown || genders[m.Entity] == g {
							last[g] = m.Entity + 1
						}
					}
				}
				next++
			}
			g := personPronouns[strings.ToLower(t.Text)]
			if g == unknown {
				continue
			}
			m := extractors.Mention{Span: t.Span, Type: extractors.Person, Form: extractors.Pronoun, Entity: extractors.None}
			if n := last[g] - 1; n >= 0 {
				m.Entity, m.Score = n, 0.5
				if genders[n] == unknown {
					genders[n] = g // what one pronoun says holds for the rest
					if last[other(g)]-1 == n {
						delete(last, other(g))
					}
				}
			}
			out = append(out, m)
		}
	}
	return out
}

func other(g gender) gender {
	if g == male {
		return female
	}
	return male
}
