package entities

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/extractors"
)

// A cluster is an entity that is being gathered.
type cluster struct {
	kind     extractors.EntityType
	mentions []int
	forms    []string       // clean forms, in order of appearance, each once
	count    map[string]int // mentions by form
	words    [][]string     // folded words of each form, without titles for a person
	types    map[extractors.EntityType]int
}

// group gathers the name mentions into entities. Full names come first, so that
// a surname finds its bearer also where that is named later; then shorter
// forms, acronyms, and last what can only be a misspelling.
func group(a *extractors.Annotation) []extractors.Entity {
	g := &grouping{a: a}
	order := make([]int, len(a.Mentions))
	for i := range order {
		order[i] = i
	}
	// Longer names before shorter ones, equal ones in the order of the text.
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(len(g.wordsOf(j)), len(g.wordsOf(i)))
	})
	for _, i := range order {
		g.add(i)
	}
	return g.entities()
}

type grouping struct {
	a        *extractors.Annotation
	clusters []*cluster
}

func (g *grouping) form(i int) string {
	m := g.a.Mentions[i]
	form := clean(Extent(g.a, i).Of(g.a.Doc.Text))
	if m.Type == extractors.Person {
		form = bare(form)
	}
	return form
}

func (g *grouping) wordsOf(i int) []string { return words(g.form(i)) }

// add puts the mention into the cluster that fits best, or into a new one.
func (g *grouping) add(i int) {
	m, form := g.a.Mentions[i], g.form(i)
	ws := words(form)
	best, bestFit := (*cluster)(nil), noFit
	for _, c := range g.clusters {
		f := g.fit(c, m.Type, form, ws)
		if f > bestFit || f == bestFit && f > noFit && g.distance(c, i) < g.distance(best, i) {
			best, bestFit = c, f
		}
	}
	if best == nil {
		best = &cluster{kind: m.Type, count: map[string]int{}, types: map[extractors.EntityType]int{}}
		g.clusters = append(g.clusters, best)
	}
	best.mentions = append(best.mentions, i)
	best.types[m.Type]++
	best.count[form]++
	if !slices.Contains(best.forms, form) {
		best.forms = append(best.forms, form)
		best.words = append(best.words, ws)
	}
}

// distance of a mention to the nearest mention of a cluster, in bytes. One that
// comes later counts four times: a name refers back.
func (g *grouping) distance(c *cluster, i int) int {
	at, least := g.a.Mentions[i].Span.Start, 1<<60
	for _, j := range c.mentions {
		d := at - g.a.Mentions[j].Span.Start
		if d < 0 {
			d *= -4
		}
		least = min(least, d)
	}
	return least
}

// How well a name fits a cluster, from worst to best.
const (
	noFit = iota
	misspelt
	partial
	short
	same
)

func (g *grouping) fit(c *cluster, kind extractors.EntityType, form string, ws []string) int {
	if len(ws) == 0 {
		return noFit
	}
	person := kind == extractors.Person
	best := noFit
	for k, other := range c.words {
		f := noFit
		switch {
		case slices.Equal(ws, other):
			f = same
		case person != (c.kind == extractors.Person):
			continue
		case person:
			f = fitPerson(ws, other)
		default:
			f = fitName(form, ws, c.forms[k], other, kind == c.kind)
		}
		best = max(best, f)
	}
	return best
}

// fitPerson compares the words of a name with those of a longer one.
func fitPerson(ws, full []string) int {
	if len(full) < len(ws) || len(full) == 0 {
		return noFit
	}
	last := len(full) - 1
	switch {
	case len(ws) == 1:
		w := ws[0]
		switch {
		case len(full) == 1:
			if near(w, full[0]) {
				return misspelt
			}
			return noFit
		case w == full[last]:
			return short
		case w == full[0] || slices.Contains(full[1:last], w) && !particles[w]:
			return partial
		case near(w, full[last]):
			return misspelt
		}
		return noFit
	case subsequence(ws, full):
		// 'Rodrigo Chaves' in 'Rodrigo Chaves Robles', 'van Dijk' in 'Piet van Dijk'.
		return short
	case ws[len(ws)-1] == full[last] && alike(ws[0], full[0]):
		return short
	case len(ws) == len(full):
		differ := 0
		for i := range ws {
			if ws[i] != full[i] {
				differ++
				if !near(ws[i], full[i]) {
					return noFit
				}
			}
		}
		if differ == 1 {
			return misspelt
		}
	}
	return noFit
}

// alike says whether one first name abbreviates the other: 'j' and 'john'.
func alike(a, b string) bool {
	return a == b || (len(a) == 1 || len(b) == 1) && a[0] == b[0] || len(a) >= 3 && strings.HasPrefix(b, a) || len(b) >= 3 && strings.HasPrefix(a, b)
}

func subsequence(ws, full []string) bool {
	i := 0
	for _, w := range full {
		if i < len(ws) && ws[i] == w {
			i++
		}
	}
	return i == len(ws)
}

// fitName compares names of organisations and places.
func fitName(form string, ws []string, other string, ows []string, sameKind bool) int {
	if len(ws) == 1 && acronym(form) || len(ows) == 1 && acronym(other) {
		a, full := ws[0], other
		if !acronym(form) {
			a, full = ows[0], form
		}
		if len(a) >= 2 && len(strings.Fields(full)) > 1 && initials(full) == a {
			return short
		}
	}
	if !sameKind || len(ws) >= len(ows) {
		return noFit
	}
	// 'Security Council' ends 'UN Security Council', 'Boston Police' begins
	// 'Boston Police Department'; one word alone says too little at the start.
	n := len(ows) - len(ws)
	if slices.Equal(ws, ows[n:]) && len(ws) > 1 || len(ws) > 1 && slices.Equal(ws, ows[:len(ws)]) {
		return partial
	}
	return noFit
}

// entities turns the clusters into rows, in order of their first mention.
func (g *grouping) entities() []extractors.Entity {
	for _, c := range g.clusters {
		slices.Sort(c.mentions)
	}
	g.joinBracketed()
	slices.SortStableFunc(g.clusters, func(c, d *cluster) int { return cmp.Compare(c.mentions[0], d.mentions[0]) })
	var out []extractors.Entity
	for _, c := range g.clusters {
		e := extractors.Entity{Type: c.commonType(), Name: c.fullest()}
		for _, i := range c.mentions {
			g.a.Mentions[i].Entity = len(out)
			if f := g.form(i); f != e.Name && !slices.Contains(e.Aliases, f) {
				e.Aliases = append(e.Aliases, f)
			}
		}
		out = append(out, e)
	}
	return out
}

// joinBracketed joins a name and the acronym that stands in brackets right
// after it, whatever its letters: 'National Gendarmerie (GN)'.
func (g *grouping) joinBracketed() {
	text := g.a.Doc.Text
	owner := make([]*cluster, len(g.a.Mentions))
	for _, c := range g.clusters {
		for _, i := range c.mentions {
			owner[i] = c
		}
	}
	for i := 1; i < len(g.a.Mentions); i++ {
		m, n := g.a.Mentions[i-1], g.a.Mentions[i]
		if n.Span.Start < m.Span.End || n.Span.End >= len(text) || strings.TrimSpace(text[m.Span.End:n.Span.Start]) != "(" || text[n.Span.End] != ')' ||
			!acronym(g.form(i)) || owner[i] == owner[i-1] || (m.Type == extractors.Person) != (n.Type == extractors.Person) {
			continue
		}
		into, from := owner[i-1], owner[i]
		into.mentions = append(into.mentions, from.mentions...)
		slices.Sort(into.mentions)
		for k, f := range from.forms {
			into.forms, into.words = append(into.forms, f), append(into.words, from.words[k])
		}
		for t, n := range from.types {
			into.types[t] += n
		}
		for f, n := range from.count {
			into.count[f] += n
		}
		for _, j := range from.mentions {
			owner[j] = into
		}
		g.clusters = slices.DeleteFunc(g.clusters, func(c *cluster) bool { return c == from })
	}
}

func (c *cluster) commonType() extractors.EntityType {
	best := c.kind
	for _, t := range worldTypes {
		if t != "" && c.types[t] > c.types[best] {
			best = t
		}
	}
	return best
}

// fullest is the form with most words; of those the most frequent, so that a
// misspelling does not count; of those the longest, then the first.
func (c *cluster) fullest() string {
	best := 0
	for i := range c.forms {
		if d := cmp.Or(
			cmp.Compare(len(c.words[i]), len(c.words[best])),
			cmp.Compare(c.count[c.forms[i]], c.count[c.forms[best]]),
			cmp.Compare(len(c.forms[i]), len(c.forms[best]))); d > 0 {
			best = i
		}
	}
	return c.forms[best]
}
