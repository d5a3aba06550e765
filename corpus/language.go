package corpus

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"

	"onrecord/internal/wordset"
)

const (
	languageSample  = 16 << 10 // bytes of a text that are looked at
	languageLetters = 200      // letters that a text in Latin script needs for its language to be told by trigrams
)

// englishWords are frequent words of English that are rare in languages with
// the same letters. Of running English they are a fifth to a third.
var englishWords = wordset.Of(`the of and to that was for with on is as by it at from
	his her he she they their have has had not be are were this which been who will
	would said an after about but or its more when there what out up into than`)

// Language is the ISO 639-1 code of the language that a text is in (639-3 where
// there is no other), "" if that is not certain. A text in which English function
// words are frequent is English, however short; for the rest trigrams decide
// (Cavnar and Trenkle 1994), if there are enough of them. Of text that is not in
// Latin script, and so not English, the likeliest language is given.
func Language(text string) string {
	sample := languageSampleOf(text)
	words, english, letters, latin := 0, 0, 0, 0
	for word := range strings.FieldsFuncSeq(sample, func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		if englishWords[strings.ToLower(word)] {
			english++
		}
		for _, r := range word {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	if words >= 4 && english*100 >= words*15 {
		return "en"
	}
	inLatin := latin*2 > letters
	if letters < 20 || inLatin && letters < languageLetters {
		return ""
	}
	info := whatlanggo.Detect(sample)
	if info.Lang < 0 || inLatin && !info.IsReliable() {
		return ""
	}
	if info.Lang == whatlanggo.Eng && english*100 < words*5 {
		return "" // lists, names and tables look like English
	}
	if code := info.Lang.Iso6391(); code != "" {
		return code
	}
	return info.Lang.Iso6393()
}

// languageSampleOf is the middle of a text: what stands around an article is
// often in another language.
func languageSampleOf(text string) string {
	if len(text) <= languageSample {
		return text
	}
	start := (len(text) - languageSample) / 2
	return strings.ToValidUTF8(text[start:start+languageSample], "")
}

// languageCode is the code that a declared language, 'en-GB', begins with;
// "" if it is none.
func languageCode(declared string) string {
	if tag, err := language.Parse(strings.TrimSpace(declared)); err == nil {
		base, sure := tag.Base()
		if sure == language.Exact {
			return base.String()
		}
	}
	return ""
}
