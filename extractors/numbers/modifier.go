package numbers

import "strings"

// A modifier is a phrase before a number that says how its value is meant.
type modifier struct {
	words []string
	sign  string // one of = ~ < <= > >=
}

// modifierBefore reads the longest modifier that ends before atom i, and where
// it begins.
func (r *reader) modifierBefore(i int) (string, int) {
	bound, from := "", i
	if i == 0 {
		return bound, from
	}
	if r.atoms[i-1].kind == sign && i > 1 && (r.low(i-1) == "\"" || r.low(i-1) == "“") { // more than “7 million
		if s, at := r.modifierBefore(i - 1); s != "" {
			return s, at
		}
	}
	if _, moves := changeVerbs[r.low(i-2)]; moves && r.low(i-1) == "past" { // 'rose past 40'
		return ">", i - 1
	}
	if r.low(i-1) == "from" && lowerBounds[r.low(i-2)] {
		return ">=", i - 1
	}
	for _, m := range modifiers[r.low(i-1)] {
		start := i - len(m.words)
		if start < 0 || start >= from || start > 0 && m.words[0] == "up" && r.low(start-1) == "-" && r.glued(start) { // 'the follow-up to 2011'
			continue
		}
		ok := true
		for k, w := range m.words {
			if r.atoms[start+k].low != w {
				ok = false
				break
			}
		}
		if ok {
			bound, from = m.sign, start
		}
	}
	if bound == "<=" && from == i-2 && r.low(from) == "up" && stepsUp[r.low(from-1)] {
		return "", i // 'edged up to 3 per cent'
	}
	if bound == "" && (r.low(i-1) == "a" || r.low(i-1) == "an") { // 'up to a $1,000 reward'
		if outer, at := r.modifierBefore(i - 1); outer != "" {
			return outer, at
		}
	}
	if bound == "" {
		return comparison(r, i)
	}
	if bound == "~" { // 'up to around 25'
		if outer, at := r.modifierBefore(from); outer != "" && at < from {
			return outer, at
		}
	}
	if from > 0 {
		// 'not more than', 'no less than' are in the table; an outer
		// approximation yields to an inner bound ('about more than 5')
		switch r.low(i - 1) {
		case "over", "above", "below", "under", "beyond", "near", "until", "within", "around", "about":
			if !r.boundsAmount(i) {
				return "", i
			}
		}
	}
	return bound, from
}

// stepsUp are verbs whose 'up to' leads to a level and is no upper bound.
var stepsUp = map[string]bool{
	"edge": true, "edged": true, "edges": true, "edging": true, "inch": true, "inched": true, "inches": true, "inching": true,
	"tick": true, "ticked": true, "ticks": true, "ticking": true, "creep": true, "crept": true, "creeping": true, "nudged": true,
	"go": true, "goes": true, "went": true, "gone": true, "going": true, "bumped": true, "ramped": true, "moved": true, "shot": true,
}

// lowerBounds are words before 'from' that make it the least price.
var lowerBounds = map[string]bool{
	"prices": true, "price": true, "priced": true, "fares": true, "fare": true, "tickets": true, "rates": true, "start": true, "starts": true, "costs": true,
	"cost": true, "available": true, "packages": true, "retails": true,
}

// extents are verbs after which 'over' says where and not how much.
var extents = []string{"extend", "spread", "stretch", "sprawl", "scatter", "preside", "rule", "reign", "hover", "spann", "hand", "fork"}

// topics are words whose 'about' says of what.
var topics = map[string]bool{
	"talk": true, "talks": true, "talked": true, "talking": true, "speak": true, "speaks": true, "spoke": true, "speaking": true,
	"think": true, "thinks": true, "thought": true, "thinking": true, "worry": true, "worried": true, "worries": true, "concerned": true,
	"concerns": true, "complain": true, "complained": true, "complaints": true, "hear": true, "heard": true, "learn": true, "learned": true,
	"forget": true, "dream": true, "doubts": true, "question": true, "questions": true, "debate": true, "story": true, "stories": true,
	"book": true, "film": true, "argue": true, "argued": true, "arguing": true, "curious": true,
}

// boundsAmount keeps out the preposition of place or time before a number
// ('under two flags', 'around 11').
func (r *reader) boundsAmount(i int) bool {
	if w := r.low(i - 1); w == "over" || w == "across" {
		for _, verb := range extents {
			if strings.HasPrefix(r.low(i-2), verb) {
				return false
			}
		}
	}
	if r.low(i-1) == "about" {
		return !topics[r.low(i-2)]
	}
	return r.low(i) != "one" || r.tag(i+1) != "NN" || denominators[r.low(i+1)] > 0
}

// comparison reads the signs '>', '>=', '<', '<=' before atom i.
func comparison(r *reader, i int) (string, int) {
	switch r.low(i - 1) {
	case ">", "<":
		if p := r.low(i - 2); p == "=" || p == "<" {
			return "", i
		}
		return r.low(i - 1), i - 1
	case "≥":
		return ">=", i - 1
	case "≤":
		return "<=", i - 1
	case "=":
		if p := r.low(i - 2); p == ">" || p == "<" {
			return p + "=", i - 2
		}
	}
	return "", i
}

// modifierAfter reads a modifier that follows the number or its unit at i, and
// where it ends: '30 or so', '500 or more', '20-odd', '100+', '50 plus'.
func (r *reader) modifierAfter(i int) (string, int) {
	switch r.low(i) {
	case "or":
		if r.low(i+1) == "equal" { // 'less than 5 or equal to it'
			to := i + 2
			if r.low(to) == "to" {
				to++
			}
			if _, _, another := r.numberAt(to); !another {
				return "=", to
			}
			return "", i
		}
		if r.low(i+2) == "than" {
			if _, _, another := r.numberAt(i + 3); another {
				return "", i
			}
			sign, to := r.modifierAfterWord(i)
			return sign, to + 1
		}
		return r.modifierAfterWord(i)
	case "-":
		if r.low(i+1) == "odd" {
			return "~", i + 2
		}
		if r.low(i+1) == "plus" {
			return ">=", i + 2
		}
		if r.low(i+1) == "ish" {
			return "~", i + 2
		}
	case "odd":
		return "~", i + 1
	case "+":
		if r.isDigits(i - 1) {
			return ">=", i + 1
		}
	case "plus":
		if !r.isDigits(i+1) && r.tag(i+1) != "DT" {
			return ">=", i + 1
		}
	case "and":
		if r.low(i+2) == "than" {
			return "", i
		}
		if r.low(i+1) == "more" || r.low(i+1) == "above" || r.low(i+1) == "over" || r.low(i+1) == "counting" {
			return ">=", i + 2
		}
	}
	return "", i
}

// modifierAfterWord reads the word after 'or' at i.
func (r *reader) modifierAfterWord(i int) (string, int) {
	switch r.low(i + 1) {
	case "so":
		return "~", i + 2
	case "more", "greater", "above", "higher", "older", "over":
		return ">=", i + 2
	case "less", "fewer", "below", "lower", "younger", "under":
		return "<=", i + 2
	}
	return "", i
}

// numberAt says whether a number begins at i.
func (r *reader) numberAt(i int) (literal, int, bool) {
	l, ok := r.cardinal(i)
	return l, l.to, ok
}
