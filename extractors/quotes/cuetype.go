package quotes

import (
	"strings"
	"unicode"

	"onrecord/extractors"
	"onrecord/extractors/tokens"
)

// cueTypes maps the words of cues that are not acts of speech, by lemma, to
// their type. A cue with none of them is speech.
var cueTypes = func() map[string]extractors.CueType {
	types := map[string]extractors.CueType{}
	for kind, words := range map[extractors.CueType]string{
		extractors.CueWriting: `write written wrote tweet retweet post blog publish pen sign email e-mail text
			letter statement report document release memo book column article op-ed survey study
			poll census data statistics`,
		extractors.CueBelief: `believe think thought hope fear want plan intend expect know knew known feel felt
			consider doubt suspect assume view see saw seen regard understand understood imagine wonder
			wish mean meant prefer remember realize realise worry
			anticipate contemplate hold held deem judge guess favour favor like love hate mind opinion belief`,
		extractors.CueOther: `show shown find found prove demonstrate mark depict`,
	} {
		for _, w := range strings.Fields(words) {
			types[w] = kind
		}
	}
	return types
}()

// cueType is the type of the first word of the cue that has one. Words that
// only name where something was said ('in a statement') count after its verb.
func cueType(cue string) extractors.CueType {
	for _, w := range strings.FieldsFunc(strings.ToLower(cue), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if speechVerbs[lemma(w)] {
			return extractors.CueSpeech
		}
		if t, ok := cueTypes[lemma(w)]; ok {
			return t
		}
	}
	return extractors.CueSpeech
}

// typeOf is the type of a cue with its source: what a document shows or finds is
// written in it.
func typeOf(cue, source string) extractors.CueType {
	t := cueType(cue)
	if t == extractors.CueOther && cueType(source) == extractors.CueWriting {
		return extractors.CueWriting
	}
	return t
}

// speechVerbs are the verbs that settle the type against a later word of the
// cue: 'said in a statement' is speech.
var speechVerbs = map[string]bool{"say": true, "said": true, "tell": true, "told": true, "add": true, "speak": true, "spoke": true, "announce": true}

// lemma is the word of this package's tables that w is a form of, or w.
func lemma(w string) string {
	return tokens.Lemma(w, func(s string) bool { _, ok := cueTypes[s]; return ok || speechVerbs[s] })
}
