package entities

import (
	"regexp"
	"sort"
	"strings"

	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// Offices are the abbreviations of offices that an article introduces in brackets,
// each with the office in small letters: 'SP' of 'Superintendent of Police (SP) Ann
// Lee' is a 'superintendent of police'. An abbreviation in the name of an organisation
// ('High Commissioner for Refugees (HCR)') is none.
func Offices(a *extractors.Annotation) map[string]string { return officesIn(a.Doc.Text, a.Mentions) }

func officesIn(text string, mentions []extractors.Mention) map[string]string {
	const longest = 80 // bytes of an office
	out := map[string]string{}
	for _, at := range inBrackets.FindAllStringSubmatchIndex(text, -1) {
		before := text[max(0, at[0]-longest):at[0]]
		office := spelling(text[at[2]:at[3]], before[strings.LastIndexByte(before, '\n')+1:])
		if office != "" && !organisation(mentions, at[0]-1) {
			out[text[at[2]:at[3]]] = strings.ToLower(office)
		}
	}
	return out
}

var inBrackets = regexp.MustCompile(` \(([A-Z]{2,6})\)`)

// spelling is the office at the end of a text whose words begin with the letters of
// an abbreviation; "" if there is none.
func spelling(short, text string) string {
	start, left := len(text), len(short)
	for left > 0 {
		start = strings.LastIndexAny(strings.TrimRight(text[:start], " -"), " -") + 1
		word := strings.TrimRight(text[start:], " -")
		word, _, _ = strings.Cut(strings.ReplaceAll(word, "-", " "), " ")
		switch {
		case word != "" && strings.EqualFold(word[:1], short[left-1:left]):
			left--
		case !betweenOffices[strings.ToLower(word)] || left == len(short):
			return ""
		}
		if start == 0 && left > 0 {
			return ""
		}
	}
	office := text[start:]
	if roleNoun(strings.ToLower(strings.ReplaceAll(office, "-", " "))) == "" {
		return ""
	}
	return office
}

// betweenOffices are the words of an office of which its abbreviation has no letter.
var betweenOffices = wordset.Of("of in and the for")

// organisation says whether a position is in the name of an organisation. Mentions
// are in order.
func organisation(mentions []extractors.Mention, at int) bool {
	k := sort.Search(len(mentions), func(k int) bool { return mentions[k].Span.Start > at }) - 1
	return k >= 0 && at < mentions[k].Span.End && mentions[k].Type == extractors.Organization && mentions[k].Form == extractors.Name
}
