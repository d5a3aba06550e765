package dates

import (
	"fmt"
	"strings"
)

// A rule of the grammar is a pattern over atoms and the shape of the expression
// that it finds. The elements of a pattern stand apart by blanks:
//
//	ago          the word itself, in any case
//	ago|earlier  one of several words
//	MONTH        a class: a part that fills fields of the expression
//	,?           an element that may be missing
//	<at          a word that must stand in front but is outside of the span
type rule struct {
	shape   shape
	pattern string
	value   string // of a ref; the unit of a bare adverb …

	elements []element
	day      bool // may be a DAYCORE: it names a point and has no CORE inside
}

type element struct {
	words    []*word
	class    *class
	optional bool
	outside  bool
}

// A class is a part of an expression. parse returns the number of atoms that it
// takes at i, 0 if it is not there, and fills fields of e.
type class struct {
	name   string
	starts func(w *word) bool // whether it may begin with w
	parse  func(s *sentence, i int, e *expr) int
}

// compileRules fills the candidates of every word: the rules that can begin
// with it.
func compileRules() {
	byName := map[string]*class{}
	for i := range classes {
		byName[classes[i].name] = &classes[i]
	}
	for i := range rules {
		r := &rules[i]
		for _, f := range strings.Fields(r.pattern) {
			el := element{}
			if f, el.outside = strings.CutPrefix(f, "<"); f == "" {
				f, el.outside = "<", false
			}
			el.optional = len(f) > 1 && strings.HasSuffix(f, "?")
			if el.optional {
				f = f[:len(f)-1]
			}
			if f == strings.ToUpper(f) && f != strings.ToLower(f) {
				if el.class = byName[f]; el.class == nil {
					panic(fmt.Sprintf("dates: rule %q: no class %s", r.pattern, f))
				}
			} else {
				for _, t := range strings.Split(f, "|") {
					el.words = append(el.words, entry(t))
				}
			}
			r.elements = append(r.elements, el)
		}
		r.day = (r.shape == calendar || r.shape == related) && !strings.Contains(r.pattern, "CORE")
	}
	// The class CORE begins where any rule can begin that does not begin with CORE.
	for _, w := range append(allWords(), digitWord) {
		for i := range rules {
			if begins(&rules[i], w) {
				w.rules = append(w.rules, &rules[i])
				w.trigger = w.trigger || !weakStart[w.text]
			}
		}
	}
}

// weakStart are words that begin expressions but are too common for a sentence
// to be read only because of them: each needs a trigger after it.
var weakStart = map[string]bool{"the": true, "a": true, "an": true, "in": true, "at": true, "of": true, "for": true,
	"some": true, "about": true, "over": true, "more": true, "less": true, "this": true, "that": true, "within": true,
	"no": true, "up": true, "as": true, "'": true, "only": true, "just": true, "under": true, "-": true}

func allWords() []*word {
	list := make([]*word, 0, len(words))
	for _, w := range words {
		list = append(list, w)
	}
	return list
}

func begins(r *rule, w *word) bool {
	for _, el := range r.elements {
		if el.class != nil && el.class.starts(w) {
			return true
		}
		for _, x := range el.words {
			if x == w {
				return true
			}
		}
		if !el.optional {
			return false
		}
	}
	return false
}

// match tries elements k… of a rule from atom i on and returns the end of the
// longest reading, or 0.
func (s *sentence) match(r *rule, k, i int, e *expr) int {
	if k == len(r.elements) {
		return i
	}
	el := &r.elements[k]
	if i < len(s.atoms) {
		saved := *e
		n := 0
		if el.class != nil {
			if w := s.atoms[i].w; w != nil && el.class.starts(w) {
				n = el.class.parse(s, i, e)
			}
		} else {
			for _, w := range el.words {
				if s.atoms[i].w == w {
					n = 1
					if el.outside {
						e.from = i + 1
					}
					if w == hyphen {
						e.hyphen = true
					}
					break
				}
			}
		}
		if n > 0 {
			if end := s.match(r, k+1, i+n, e); end > 0 {
				return end
			}
		}
		*e = saved
	}
	if el.optional {
		return s.match(r, k+1, i, e)
	}
	return 0
}

// best is the longest expression that begins at atom i; of several the one of
// the first rule.
func (s *sentence) best(i int, day bool) (e expr, end int) {
	w := s.atoms[i].w
	if w == nil || len(w.rules) == 0 || s.depth > 3 {
		return expr{}, 0
	}
	s.depth++
	for _, r := range w.rules {
		if day && !r.day {
			continue
		}
		x := expr{shape: r.shape, value: r.value}
		if n := s.match(r, 0, i, &x); n > end && s.complete(r.shape, &x, i, n) {
			e, end = x, n
		}
	}
	s.depth--
	return e, end
}
