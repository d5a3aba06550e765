package quotes

import (
	"sort"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
)

// whole mends a cue that the model cut in the middle of its verb group: an
// adverb alone takes the verb after it ('also' of 'also said'), and a phrase
// that has lost its noun goes ('said in a' of 'said in a statement').
func whole(a *extractors.Annotation, cue corpus.Span) corpus.Span {
	i := sort.Search(len(a.Tokens), func(i int) bool { return a.Tokens[i].Span.End > cue.Start })
	j := i
	adverbs := true
	for ; j < len(a.Tokens) && a.Tokens[j].Span.Start < cue.End; j++ {
		adverbs = adverbs && a.Tokens[j].Tag == "RB"
	}
	if i == j {
		return cue
	}
	if adverbs {
		for j < len(a.Tokens) && strings.HasPrefix(a.Tokens[j].Tag, "VB") {
			cue.End = a.Tokens[j].Span.End
			j++
		}
		return cue
	}
	for k := i + 1; k < j; k++ {
		if a.Tokens[k].Text == "in" && !strings.HasPrefix(a.Tokens[j-1].Tag, "NN") {
			cue.End = a.Tokens[k-1].Span.End
			break
		}
	}
	return cue
}
