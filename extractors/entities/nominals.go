package entities

import (
	"slices"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/heads"
)

// nominals are the definite descriptions ('the former general') that refer to a
// person of whom the article says the same noun before, where the model too
// finds that person likelier than any other and than nobody.
func nominals(a *extractors.Annotation) []extractors.Mention {
	described := map[string][]int{} // entities by the noun of a description
	for _, m := range a.Mentions {
		if m.Form != extractors.Name || m.Type != extractors.Person || m.Entity == extractors.None {
			continue
		}
		for _, d := range Descriptions(a, m) {
			if noun := roleNoun(d); noun != "" {
				if list := described[noun]; len(list) == 0 || list[len(list)-1] != m.Entity {
					described[noun] = append(list, m.Entity)
				}
			}
		}
	}
	if len(described) == 0 {
		return nil
	}
	c := newCandidates(a)
	var out []extractors.Mention
	for i, t := range a.Tokens {
		if !strings.EqualFold(t.Text, "the") || !read(a, t.Span) {
			continue
		}
		last := i
		for last+1 < len(a.Tokens) && last-i < 4 && (a.Tokens[last+1].Tag == "JJ" || a.Tokens[last+1].Tag == "NN") && a.Tokens[last+1].Span.Start-a.Tokens[last].Span.End == 1 {
			last++
		}
		if last == i || a.Tokens[last].Tag != "NN" || last+1 < len(a.Tokens) && (strings.HasPrefix(a.Tokens[last+1].Tag, "NN") || a.Tokens[last+1].Tag == "POS" || a.Tokens[last+1].Text == "of") {
			continue
		}
		bearers := described[fold(a.Tokens[last].Text)]
		if len(bearers) == 0 {
			continue
		}
		span := corpus.Span{Start: t.Span.Start, End: a.Tokens[last].Span.End}
		at := heads.WordsOf(a.Encoding, span)
		if at.Len() == 0 {
			continue
		}
		sums := map[int]float64{}
		c.near(at, func(x *candidate, logit float64) {
			if x.Start < at.Start {
				addLogit(sums, x.entity, logit)
			}
		})
		n, p := Best(sums)
		if p < surely || !slices.Contains(bearers, n) {
			continue
		}
		out = append(out, extractors.Mention{Span: span, Type: extractors.Person, Form: extractors.Nominal, Entity: n, Score: p})
	}
	return out
}

// roleNoun is the folded noun that a description of a person is about:
// 'minister' of 'Mali's foreign minister', 'head' of 'head of the mission'.
func roleNoun(description string) string {
	for _, link := range []string{" of ", " for ", " in ", " at ", " with ", " from "} {
		description, _, _ = strings.Cut(description, link)
	}
	last := description[strings.LastIndexByte(description, ' ')+1:]
	if !IsRole(last) {
		return ""
	}
	return fold(last)
}

// surely is the probability from which a description is taken to refer to
// somebody: a wrong mention harms more than a missing one.
const surely = 0.5
