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

// Genders are what an article says of the genders of its entities: above 0 male,
// below 0 female, by how many words say so.
type Genders []int

// GendersOf reads the genders off the titles of people.
func GendersOf(a *extractors.Annotation) Genders {
	out := make(Genders, len(a.Entities))
	for i, g := range mentionGenders(a) {
		out.vote(a.Mentions[i].Entity, g)
	}
	return out
}

// PronounGenders reads the genders off the pronouns that refer to people.
func PronounGenders(a *extractors.Annotation) Genders {
	out := make(Genders, len(a.Entities))
	for _, m := range a.Mentions {
		if m.Form == extractors.Pronoun {
			out.vote(m.Entity, personPronouns[strings.ToLower(m.Span.Of(a.Doc.Text))])
		}
	}
	return out
}

func (g Genders) vote(entity int, as gender) {
	if entity != extractors.None {
		g[entity] += as.sign()
	}
}

// sign is 1 for male, -1 for female.
func (g gender) sign() int {
	switch g {
	case male:
		return 1
	case female:
		return -1
	}
	return 0
}

// Agree is how many words say that the entity is of the pronoun's gender, less
// those that say that it is of the other.
func (g Genders) Agree(entity int, pronoun string) int {
	return g[entity] * personPronouns[pronoun].sign()
}
