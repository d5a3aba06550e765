package speakers

import (
	"regexp"
	"slices"
	"strings"

	"onrecord/extractors"
)

// counted finds a source that is some people counted: 'the two', 'the trio'.
var counted = regexp.MustCompile(`^(?:the|both|all) (two|pair|duo|couple|both|men|women|leaders|sides|three|trio|four|five|six)\b`)

// numbers are how many the words of counted are; two if they do not tell.
var numbers = map[string]int{"three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}

// together gives the i-th quote to several whom its source means together, and says
// whether there are any: to those who last spoke together, or whose names an 'and'
// joins at the start of this sentence or the one before. word: the source.
func (r *resolver) together(i int, word string) bool {
	const back = 5 // statements
	number, within := 0, 1
	if m := counted.FindStringSubmatch(word); m != nil {
		number, within = max(2, numbers[m[1]]), back
	} else if word != "they" && word != "both" {
		return false
	}
	fits := func(found []int) bool { return len(found) > 1 && (number == 0 || len(found) == number) }
	q := &r.a.Quotes[i]
	here := r.sentence(q.Source.Start)
	for j := i - 1; j >= max(0, i-within); j-- {
		o := &r.a.Quotes[j]
		if fits(o.Speakers) && (number > 0 || here-r.sentence(o.Span().End-1) <= 1) {
			r.copy(q, j)
			return true
		}
	}
	for s := here; s >= max(0, here-1) && s < len(r.a.Sentences); s-- {
		if found := r.joined(s, q.Source.Start); fits(found) {
			r.name(q, found)
			return true
		}
	}
	return false
}

// aged finds an age between two names: 'Ann Lee, 30, and Bob Ray'.
var aged = regexp.MustCompile(`^, \d\d\b,?`)

// joined are the entities of one kind whose names an 'and' joins at the start of a
// sentence, before a position.
func (r *resolver) joined(sentence, before int) []int {
	const title = 40 // bytes before the first name
	var found []int
	and := false
	isPerson := func(n int) bool { return r.a.Entities[n].Type == extractors.Person }
	span := r.a.Sentences[sentence].Span
	last := span.Start
	from, to := r.between(span)
	for _, m := range r.a.Mentions[from:to] {
		if m.Span.End > before || m.Form != extractors.Name || m.Entity == extractors.None || !speaks(m.Type) {
			break
		}
		gap := aged.ReplaceAllString(bracketed.ReplaceAllString(r.a.Doc.Text[last:m.Span.Start], ""), "")
		if prepositional(strings.ToLower(gap)) {
			break
		}
		if len(found) == 0 {
			if len(gap) > title {
				break
			}
		} else if isPerson(m.Entity) != isPerson(found[0]) || !joining(gap) && !adding.MatchString(gap) {
			break
		}
		and = and || len(found) > 0 && strings.Contains(gap, "and")
		if !slices.Contains(found, m.Entity) {
			found = append(found, m.Entity)
		}
		last = m.Span.End
	}
	if !and {
		return nil
	}
	return found
}
