// Package tokens splits a document into sentences and tokens with Penn Treebank
// tags. Offsets are exact by construction: every token is a range of the text
// and nothing is searched for afterwards.
package tokens

import (
	"onrecord/corpus"
	"onrecord/extractors"
)

// New loads the tagger (once, some 0.2 s) and returns the extractor. It reads
// every region, whatever its kind: a sentence carries the kind of its region
// and lies in one region and one paragraph.
func New() (*extractors.Extractor, error) {
	tagger, err := newTagger()
	if err != nil {
		return nil, err
	}
	return &extractors.Extractor{
		Name:     "tokens",
		Doc:      "sentences and words, with part-of-speech tags",
		Provides: []extractors.Layer{extractors.LayerSentences, extractors.LayerTokens},
		Run: func(a *extractors.Annotation) error {
			annotate(a, tagger)
			return nil
		},
	}, nil
}

func annotate(a *extractors.Annotation, tagger *tagger) {
	a.Sentences, a.Tokens = nil, nil
	for _, p := range Paragraphs(a.Doc) {
		first := len(a.Tokens)
		a.Tokens = appendWords(a.Tokens, a.Doc.Text, p.Span)
		words := a.Tokens[first:]
		quotationTags(a.Doc.Text, words)
		for _, r := range sentences(a.Doc.Text, words) {
			tagger.tag(words[r[0]:r[1]])
			a.Sentences = append(a.Sentences, extractors.Sentence{
				Span:   corpus.Span{Start: words[r[0]].Span.Start, End: words[r[1]-1].Span.End},
				Tokens: [2]int{first + r[0], first + r[1]},
				Region: p.Kind,
			})
		}
	}
}
