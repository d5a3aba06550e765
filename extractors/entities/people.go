package entities

import (
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/internal/wordset"
)

// How well a person's name fits another of the same person, from worst to best.
const (
	noFit    = iota
	misspelt // 'Burnette', 'Brunette'
	partial  // a first name, 'Kao' of 'Kao Yung-cheng'
	short    // a surname, 'J. R. Smith' of 'John Smith'
)

// people clusters the variants that name people.
func (g *grouping) people() {
	for _, v := range g.variants {
		if !v.person || len(v.words) == 0 {
			if v.person {
				g.open(v)
			}
			continue
		}
		best, fits, tried := noFit, []*cluster(nil), []*cluster(nil)
		try := func(list []*cluster) {
			for _, c := range list {
				if len(tried) == mostChoices || slices.Contains(tried, c) {
					continue
				}
				tried = append(tried, c)
				f := g.fitPerson(v, c)
				if f > best {
					best, fits = f, fits[:0]
				}
				if f == best && f > noFit {
					fits = append(fits, c)
				}
			}
		}
		for _, key := range personKeys(v.words) {
			try(g.person[key])
		}
		if best == noFit {
			last := v.words[len(v.words)-1]
			for _, key := range nearKeys(last) {
				try(g.person["~"+key])
			}
			if len(v.words) > 1 {
				for _, key := range nearKeys(v.words[0]) {
					try(g.person["~"+key])
				}
			}
		}
		g.choose(v, fits)
		if v.cluster != nil {
			g.indexPerson(v)
		}
	}
	g.initialled()
}

// initialled joins people who are called by the initials of their name, three at
// least, to those who have the name: 'AMLO' to 'Andrés Manuel López Obrador', 'MBS' to
// 'Mohammed bin Salman'.
func (g *grouping) initialled() {
	bearers := map[string][]*cluster{}
	for _, v := range g.variants {
		if v.person && v.cluster != nil && len(v.words) >= 3 {
			// The second counts the particles: 'MBS' of 'Mohammed bin Salman'.
			for _, key := range []string{initials(v.text), initials(strings.ToUpper(strings.Join(v.words, " ")))} {
				if !slices.Contains(bearers[key], v.cluster) {
					bearers[key] = append(bearers[key], v.cluster)
				}
			}
		}
	}
	for _, v := range g.variants {
		if v.person && v.cluster != nil && len(v.words) == 1 && len(v.words[0]) >= 3 && acronym(v.text) {
			if found := bearers[v.words[0]]; len(found) == 1 {
				merge(found[0].final(), v.cluster.final())
			}
		}
	}
}

// personKeys are the words under which a name is looked up: of a full name the
// surname and the first name, of one word that word.
func personKeys(ws []string) []string {
	last := ws[len(ws)-1]
	keys := []string{last}
	if len(ws) > 1 {
		keys = append(keys, ws[0])
	}
	if root := withoutArticle(last); root != last {
		keys = append(keys, root)
	}
	return keys
}

// withoutArticle is an Arabic surname without its article, 'al-' or 'el-'.
func withoutArticle(w string) string {
	for _, article := range []string{"al-", "el-", "ash-", "as-", "an-", "ar-"} {
		if rest, ok := strings.CutPrefix(w, article); ok && len(rest) > 2 {
			return rest
		}
	}
	return w
}

func (g *grouping) indexPerson(v *variant) {
	c := v.cluster
	for i, w := range v.words {
		g.person.add(w, c)
		if i == len(v.words)-1 {
			if root := withoutArticle(w); root != w {
				g.person.add(root, c)
			}
		}
		if parts := strings.Split(w, "-"); len(parts) > 1 {
			for _, p := range parts {
				if len(p) > 2 {
					g.person.add(p, c)
				}
			}
		}
	}
	last := v.words[len(v.words)-1]
	for _, key := range nearKeys(last) {
		g.person.add("~"+key, c)
	}
	if len(v.words) > 1 {
		for _, key := range nearKeys(v.words[0]) {
			g.person.add("~"+key, c)
		}
	}
}

// mostVariants bounds how many spellings of one person a name is compared with.
const mostVariants = 20

func (g *grouping) fitPerson(v *variant, c *cluster) int {
	if v.gender != unknown && c.gender != unknown && v.gender != c.gender ||
		v.generation != "" && c.generation != "" && v.generation != c.generation {
		return noFit
	}
	best := noFit
	for _, full := range c.variants[:min(len(c.variants), mostVariants)] {
		f := fitPerson(v.words, full.words)
		if f == misspelt && !v.slip(full) {
			f = noFit
		}
		best = max(best, f)
	}
	return best
}

// slip says whether the rarer of two spellings can be a slip: it is used once,
// or much less than the other.
func (v *variant) slip(w *variant) bool {
	few, many := len(v.mentions), len(w.mentions)
	if len(v.words) > 1 && few > many {
		few, many = many, few
	}
	return few == 1 || few*3 <= many
}

// fitPerson compares the words of a name with those of one as long or longer.
func fitPerson(ws, full []string) int {
	if len(full) < len(ws) || len(ws) == 0 {
		return noFit
	}
	last := len(full) - 1
	if len(ws) == 1 {
		return fitWord(ws[0], full)
	}
	surname, other := ws[len(ws)-1], full[last]
	switch {
	case particles[ws[0]] && tail(full, ws), len(ws) == len(full) && slices.Equal(ws, full):
		return short
	case len(ws) == 2 && (ws[0] == "al" || ws[0] == "el") && sameSurname(surname, other):
		return short // 'Al Sahar' of 'Ali al-Sahar'
	case subsequence(ws, full):
		// 'Rodrigo Chaves' in 'Rodrigo Chaves Robles'.
		return short
	case sameSurname(surname, other) && given(ws[:len(ws)-1], full[:last]):
		return short
	case strings.Join(ws[:len(ws)-1], "") == strings.Join(full[:last], "") && surname == other:
		return short // 'V. V. S.' and 'VVS'
	case len(ws) == len(full):
		differ, at := 0, 0
		for i := range ws {
			if ws[i] != full[i] {
				differ++
				at = i
			}
		}
		// 'Maria' and 'Mario' are two people, not a slip.
		if differ == 1 && near(ws[at], full[at]) && (at > 0 || !sameStem(ws[0], full[0])) {
			return misspelt
		}
	}
	return noFit
}

// fitWord compares one word with a name.
func fitWord(w string, full []string) int {
	last := full[len(full)-1]
	switch {
	case len(full) == 1 && w == last:
		return short
	case len(full) == 1:
		if near(w, last) {
			return misspelt
		}
		return noFit
	case len(full) > 2 && sonOf[full[len(full)-2]] && w == last:
		return noFit // 'Omar', the father of 'Ali bin Omar'
	case sameSurname(w, last):
		return short
	case slices.Contains(full[:len(full)-1], w) && !particles[w] && utf8.RuneCountInString(w) > 1:
		return partial
	case slices.Contains(strings.Split(last, "-"), w):
		return partial
	case near(w, last):
		return misspelt
	}
	return noFit
}

// sonOf stand before the name of a father.
var sonOf = wordset.Of("bin ibn bint binti")

func sameSurname(a, b string) bool { return withoutArticle(a) == withoutArticle(b) }

// sameStem says whether two words differ in their last letter alone.
func sameStem(a, b string) bool {
	return a[:len(a)-1] == b[:len(b)-1] || a[:len(a)-1] == b || a == b[:len(b)-1]
}

// tail says whether the words end the longer name.
func tail(full, ws []string) bool { return slices.Equal(full[len(full)-len(ws):], ws) }

// given says whether given names can be those of one person: each of the
// shorter list abbreviates one of the longer, in order, the first one the first.
func given(ws, full []string) bool {
	if len(ws) > len(full) || !alike(ws[0], full[0]) {
		return false
	}
	i := 0
	for _, w := range full {
		if i < len(ws) && alike(ws[i], w) {
			i++
		}
	}
	return i == len(ws)
}

// alike says whether one given name abbreviates the other: 'j' and 'john',
// 'rob' and 'robert'.
func alike(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || strings.HasPrefix(b, a) && (utf8.RuneCountInString(a) == 1 || len(a) >= 3 && len(b) > len(a)+1)
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
