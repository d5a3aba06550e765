package dates

import (
	"fmt"
	"slices"
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
	bit      uint64 // of the class, in word.classes
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
	bit := map[string]uint64{}
	for i := range classes {
		byName[classes[i].name] = &classes[i]
		bit[classes[i].name] = 1 << i
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
				el.bit = bit[f]
			} else {
				for _, t := range strings.Split(f, "|") {
					el.words = append(el.words, entry(t))
				}
			}
			r.elements = append(r.elements, el)
		}
		r.day = (r.shape == calendar || r.shape == related) && !strings.Contains(r.pattern, "CORE")
	}
	// CORE begins where any rule begins; no rule begins with it.
	all := append(allWords(), digitWord)
	for _, w := range all {
		for i := range classes {
			if classes[i].starts(w) {
				w.classes |= 1 << i
			}
		}
		for i := range rules {
			if begins(&rules[i], w) {
				w.rules = append(w.rules, &rules[i])
				w.classes |= bit["CORE"]
				if rules[i].day {
					w.dayRules = append(w.dayRules, &rules[i])
				}
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
		if el.class != nil && w.classes&el.bit != 0 {
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
// first reading, or 0.
func (s *sentence) match(r *rule, k, i int, e *expr) int {
	if k == len(r.elements) {
		return i
	}
	el := &r.elements[k]
	if i < len(s.atoms) && s.atoms[i].w != nil {
		w := s.atoms[i].w
		switch {
		case el.class == nil:
			if !slices.Contains(el.words, w) {
				break
			}
			from, hyphens := e.from, e.hyphen
			if el.outside {
				e.from = i + 1
			}
			e.hyphen = e.hyphen || w == hyphen
			if end := s.match(r, k+1, i+1, e); end > 0 {
				return end
			}
			e.from, e.hyphen = from, hyphens
		case w.classes&el.bit != 0:
			saved := *e
			if n := el.class.parse(s, i, e); n > 0 {
				if end := s.match(r, k+1, i+n, e); end > 0 {
					return end
				}
			}
			*e = saved
		}
	}
	if el.optional {
		return s.match(r, k+1, i, e)
	}
	return 0
}

// A memo is what was found at an atom, so that no rule asks for it twice.
type memo struct {
	generation int // of the sentence
	end        int
	expr       expr
}

// maxDepth bounds the expressions within expressions.
const maxDepth = 4

// begin makes the sentence ready for the atoms that were scanned.
func (s *sentence) begin() {
	s.generation++
	s.depth = 0
	for i := range s.found {
		if n := len(s.atoms); n > len(s.found[i]) {
			s.found[i] = make([]memo, n+n/2)
		}
	}
}

// best is the longest expression that begins at atom i, of several the one of
// the first rule, and its end, 0 if there is none. If day is set only rules that
// can make a day are tried. The expression is valid until begin.
func (s *sentence) best(i int, day bool) (*expr, int) {
	m := &s.found[btoi(day)][i]
	if m.generation == s.generation {
		return &m.expr, m.end
	}
	m.end = 0
	w := s.atoms[i].w
	if w == nil || s.depth >= maxDepth {
		return &m.expr, 0
	}
	rules := w.rules
	if day {
		rules = w.dayRules
	}
	x := &s.work[s.depth]
	s.depth++
	for _, r := range rules {
		*x = expr{shape: r.shape, value: r.value}
		if n := s.match(r, 0, i, x); n > m.end && s.complete(r.shape, x, i, n) {
			m.expr, m.end = *x, n
		}
	}
	s.depth--
	m.generation = s.generation
	return &m.expr, m.end
}
