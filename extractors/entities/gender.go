package entities

import (
	"strings"

	"onrecord/extractors"
)

// A gender is what the words of a text say of a person.
type gender int

const (
	unknown gender = iota
	male
	female
)

// genderWords in front of a name tell the gender of its bearer.
var genderWords = map[string]gender{
	"mr": male, "sir": male, "lord": male, "king": male, "prince": male, "father": male, "brother": male,
	"spokesman": male, "chairman": male, "congressman": male, "councilman": male, "businessman": male, "policeman": male,
	"actor": male, "son": male, "husband": male, "uncle": male, "nephew": male, "grandson": male, "grandfather": male,
	"mrs": female, "ms": female, "miss": female, "madam": female, "lady": female, "dame": female, "queen": female, "princess": female,
	"sister": female, "mother": female, "spokeswoman": female, "chairwoman": female, "congresswoman": female, "councilwoman": female,
	"businesswoman": female, "policewoman": female, "actress": female, "daughter": female, "wife": female, "aunt": female, "niece": female,
	"granddaughter": female, "grandmother": female,
}

// mentionGenders reads the gender of people off the words before their names
// and the titles that their names begin with.
func mentionGenders(a *extractors.Annotation) []gender {
	out := make([]gender, len(a.Mentions))
	for i, m := range a.Mentions {
		if m.Type != extractors.Person {
			continue
		}
		name := strings.Fields(m.Span.Of(a.Doc.Text))
		if len(name) > 1 {
			out[i] = genderWords[fold(name[0])]
		}
		if out[i] == unknown {
			out[i] = genderWords[fold(strings.Trim(wordBefore(a.Doc.Text, m.Span.Start), `,"“(`))]
		}
	}
	return out
}

// wordBefore is the word that ends before the position, on the same line, if
// nothing but a space or a comma stands between.
func wordBefore(text string, at int) string {
	line := text[max(0, at-30):at]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	if !strings.HasSuffix(line, " ") {
		return ""
	}
	line = strings.TrimRight(line, " ")
	return line[strings.LastIndexByte(line, ' ')+1:]
}

// Genders are what the titles of an article say of its people, by entity.
type Genders []gender

// GendersOf reads the genders of the entities: of the titles of their mentions
// the one that is used most.
func GendersOf(a *extractors.Annotation) Genders {
	out := make(Genders, len(a.Entities))
	votes := make([]int, len(a.Entities))
	for i, g := range mentionGenders(a) {
		if n := a.Mentions[i].Entity; n != extractors.None {
			switch g {
			case male:
				votes[n]++
			case female:
				votes[n]--
			}
		}
	}
	for n, v := range votes {
		switch {
		case v > 0:
			out[n] = male
		case v < 0:
			out[n] = female
		}
	}
	return out
}

// Contradict says whether the pronoun cannot refer to the entity.
func (g Genders) Contradict(entity int, pronoun string) bool {
	p := personPronouns[pronoun]
	return p != unknown && g[entity] != unknown && p != g[entity]
}
