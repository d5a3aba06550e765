package entities

import (
	"strings"

	"onrecord/extractors"
	"onrecord/extractors/heads"
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
// and the titles that their names begin with; with commas also off a word that a
// comma separates from the name ('his brother, Ann Lee said' misleads).
func mentionGenders(a *extractors.Annotation, commas bool) []gender {
	out := make([]gender, len(a.Mentions))
	for i, m := range a.Mentions {
		if m.Type != extractors.Person || m.Form != extractors.Name {
			continue
		}
		name := strings.Fields(m.Span.Of(a.Doc.Text))
		if len(name) > 1 {
			out[i] = genderWords[fold(name[0])]
		}
		if out[i] == unknown {
			word := wordBefore(a.Doc.Text, m.Span.Start)
			if strings.HasSuffix(word, ".") && word == strings.ToLower(word) || strings.ContainsAny(strings.TrimLeft(word, `"“`), `"”`) {
				continue // '… his nephew. Ann', '“… his brother,” Ann said'
			}
			if !commas && strings.HasSuffix(word, ",") {
				continue
			}
			out[i] = genderWords[fold(strings.Trim(word, `,"“(`))]
		}
	}
	return out
}

// wordBefore is the word that ends before the position, on the same line, if
// nothing but a space or a comma stands between.
func wordBefore(text string, at int) string {
	line := lineBefore(text, at)
	if !strings.HasSuffix(line, " ") {
		return ""
	}
	line = strings.TrimRight(line, " ")
	return line[strings.LastIndexByte(line, ' ')+1:]
}

// Genders are what speaks for the genders of the entities of an article: above 0
// for male, below 0 for female.
type Genders []float64

// TitleGenders count the titles right before people that tell it.
func TitleGenders(a *extractors.Annotation) Genders {
	return counted(a, mentionGenders(a, false))
}

// counted sums the genders of mentions by entity.
func counted(a *extractors.Annotation, found []gender) Genders {
	out := make(Genders, len(a.Entities))
	for i, g := range found {
		out.add(a.Mentions[i].Entity, g.sign())
	}
	return out
}

// PronounGenders count the pronouns that refer to people.
func PronounGenders(a *extractors.Annotation) Genders {
	out := make(Genders, len(a.Entities))
	for _, m := range a.Mentions {
		if m.Form == extractors.Pronoun {
			out.add(m.Entity, personPronouns[strings.ToLower(m.Span.Of(a.Doc.Text))].sign())
		}
	}
	return out
}

// NameGenders are the model's log odds, the mean over the mentions of a person by
// name.
func NameGenders(a *extractors.Annotation) Genders {
	out := make(Genders, len(a.Entities))
	scores := a.Encoding.Heads["gender"]
	if scores.Cols == 0 {
		return out
	}
	count := make([]float64, len(a.Entities))
	for _, m := range a.Mentions {
		if m.Form == extractors.Name && m.Type == extractors.Person && m.Entity != extractors.None {
			if at := heads.WordsOf(a.Encoding, m.Span); at.Len() > 0 {
				s := heads.Mean(scores, at)
				out[m.Entity] += float64(s[0]) - float64(s[1])
				count[m.Entity]++
			}
		}
	}
	for n := range out {
		out[n] /= max(1, count[n])
	}
	return out
}

func (g Genders) add(entity int, x float64) {
	if entity != extractors.None {
		g[entity] += x
	}
}

// sign is 1 for male, -1 for female.
func (g gender) sign() float64 {
	switch g {
	case male:
		return 1
	case female:
		return -1
	}
	return 0
}

// Agree is above 0 if the entity is of the pronoun's gender, below 0 if it is of
// the other.
func (g Genders) Agree(entity int, pronoun string) float64 {
	return g[entity] * personPronouns[pronoun].sign()
}

// lineBefore is the end of a line before the position, of a few words.
func lineBefore(text string, at int) string {
	line := text[max(0, at-30):at]
	return line[strings.LastIndexByte(line, '\n')+1:]
}
