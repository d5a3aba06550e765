package numbers

import "strings"

// A changeVerb is a verb that says that a figure rose or fell.
type changeVerb struct {
	change string // up, down
	act    bool   // it takes an object that is no figure: 'raised $5 million'
	counts bool   // an act, but a count as its object is a change: 'cut 500 jobs'
	bodily bool   // also done by people: 'climbed two hills'
}

// change says whether the quantity is one by which, or to which, something
// rose or fell: up, down or "". The second result is the atom of the word that
// says so, or -1.
func (r *reader) changeOf(q *quantity) (string, int) {
	if q.kind == Multiple && q.change != "" {
		return q.change, q.from
	}
	if q.kind == Score || q.kind == Age || q.kind == Ordinal || q.kind == Rank {
		return "", -1
	}
	if c, at := r.changeAfter(q); c != "" {
		return c, at
	}
	return r.changeBeforeQuantity(q)
}

// changeAfter reads the noun or adjective of change behind the quantity: 'a 4.2
// per cent drop', '5 per cent higher'.
func (r *reader) changeAfter(q *quantity) (string, int) {
	if q.kind == Duration {
		return "", -1
	}
	j := q.to
	if q.kind == Cardinal && !q.elided && !q.hyphen {
		return "", -1
	}
	if r.low(j) == "-" {
		j++
	}
	if r.low(j) == "points" || r.low(j) == "point" {
		j++
	}
	for k := j; k < j+3 && k < len(r.atoms); k++ {
		w := r.low(k)
		switch w {
		case "higher", "up":
			if w == "higher" || k == j && r.low(k+1) != "to" {
				return "up", k
			}
		case "lower", "down":
			return "down", k
		case "increase", "rise", "decrease", "drop", "decline":
			return changeNouns[w], k
		}
		if c, ok := changeNouns[w]; ok && (isNounTag(r.tag(k)) || r.low(q.from-1) == "a" || r.low(q.from-1) == "an") && w != "loss" {
			return c, k
		}
		if !r.isWord(k) || !(strings.HasPrefix(r.tag(k), "JJ") || isNounTag(r.tag(k))) {
			return "", -1
		}
	}
	return "", -1
}

// changeBeforeQuantity reads the verb or noun of change before the quantity:
// 'rose 5 per cent', 'cut the wage to $4.25', 'an increase of 12', 'up by 123'.
func (r *reader) changeBeforeQuantity(q *quantity) (string, int) {
	j := q.modFrom - 1
	for j >= 0 && r.skippedBeforeAmount(j) {
		j--
	}
	switch w := r.low(j); w {
	case "up":
		if _, moves := changeVerbs[r.low(j-1)]; strings.HasPrefix(r.tag(j-1), "VB") && !movesUp[r.low(j-1)] && !moves {
			return "", -1 // 'picked up $5'
		}
		if r.low(j+1) != "to" && (q.kind == Percent || q.kind == Money || q.kind == Measure || q.kind == Multiple || q.elided) {
			return "up", j
		}
		return "", -1
	case "down":
		if q.kind == Percent || q.kind == Money || q.kind == Measure || q.elided {
			return "down", j
		}
		return "", -1
	case "of":
		k := j - 1
		if c, ok := changeNouns[r.low(k)]; ok && isNounTag(r.tag(k)) && (r.low(k) != "cut" && r.low(k) != "loss" && r.low(k) != "discount" && r.low(k) != "raise") && q.kind != Duration {
			return c, k
		}
		return "", -1
	case "by", "to", "from", "below", "above", "past", "over", "under":
		if q.kind == Duration && w != "by" && w != "to" {
			return "", -1
		}
		if q.kind == Cardinal && !q.elided && (w == "from" && !q.hasHigh || w == "by" && r.passive(j)) {
			return "", -1
		}
		if w == "from" && !q.hasHigh && lowerBounds[r.low(j-1)] {
			return "", -1
		}
		return r.changeGovernor(j, q)
	}
	if w := r.low(q.modFrom); w == "above" || w == "below" || w == "over" || w == "under" {
		// 'risen above 50 per cent': the modifier is the preposition
		if v, at := r.changeGovernor(q.modFrom, q); v != "" && at == j && !changeVerbs[r.low(j)].act {
			return v, at
		}
	}
	verb, ok := changeVerbs[r.low(j)]
	if !ok || !strings.HasPrefix(r.tag(j), "V") || q.kind == Duration || q.kind == Multiple {
		return "", -1
	}
	counts := q.kind == Cardinal && !q.elided
	switch {
	case verb.act && q.kind != Percent && !(verb.counts && q.kind == Cardinal):
		return "", -1 // 'raised $5 million' is an act, not the course of a figure
	case verb.bodily && counts:
		return "", -1 // 'climbed two hills'
	}
	return verb.change, j
}

// skippedBeforeAmount says whether atom j may stand between a word of change and
// its amount: 'fell sharply another 5 per cent'.
func (r *reader) skippedBeforeAmount(j int) bool {
	switch r.low(j) {
	case "another", "a", "an", "the", "its", "as":
		return true
	case "up", "down":
		return false
	}
	_, verb := changeVerbs[r.low(j)]
	return r.tag(j) == "RB" && !verb
}

// movesUp are verbs that go with 'up' and 'down' and say that a figure moves.
var movesUp = map[string]bool{
	"is": true, "was": true, "were": true, "are": true, "be": true, "been": true, "being": true, "went": true, "gone": true, "go": true, "goes": true, "going": true,
	"moved": true, "ended": true, "closed": true, "finished": true, "traded": true, "opened": true, "shot": true, "stood": true, "came": true,
}

// coordinates says whether 'and' or 'or' stands between the atoms k and p.
func (r *reader) coordinates(k, p int) bool {
	for ; k < p; k++ {
		if r.tag(k) == "CC" {
			return true
		}
	}
	return false
}

// passive says whether a passive participle stands before 'by' at j, so that an
// agent follows.
func (r *reader) passive(j int) bool {
	return r.tag(j-1) == "VBN" && (isBe(r.low(j-2)) || r.tag(j-2) == "RB" || isNounTag(r.tag(j-2)))
}

// changeGovernor finds the verb or noun of change that governs the preposition
// at p ('cut the minimum wage to $4.25'), within its clause.
func (r *reader) changeGovernor(p int, q *quantity) (string, int) {
	for k := p - 1; k >= 0 && k >= p-14; k-- {
		a := &r.atoms[k]
		if a.kind == sign && (a.low == ";" || a.low == ":" || a.low == "(" || a.low == ")" || a.low == "," && !r.parenthesis(k)) {
			return "", -1
		}
		t := a.tag
		if strings.HasPrefix(a.low, "compar") || q.kind == Duration && k < p-5 {
			return "", -1
		}
		if c, ok := changeVerbs[a.low]; ok && a.kind == word && !a.inner {
			switch {
			case isNounTag(t) && changeNouns[a.low] == "":
			case strings.HasPrefix(t, "V") || isNounTag(t) || t == "JJ" || t == "IN":
				if k < p-1 && c.act && q.kind == Duration {
					return "", -1
				}
				return c.change, k
			}
		}
		if c, ok := changeNouns[a.low]; ok && isNounTag(t) && a.low != "loss" && a.low != "cut" && !r.coordinates(k, p) {
			return c, k
		}
		if (a.low == "up" || a.low == "down") && (k == p-1 || movesUp[r.low(k-1)] || r.low(k-1) == "brought") {
			return a.low, k
		}
		if (t == "VBD" || t == "VBZ" || t == "VBP" || t == "MD" || a.low == "who" || a.low == "which" || a.low == "that") && !isBe(a.low) && a.low != "has" && a.low != "have" {
			return "", -1
		}
	}
	return "", -1
}

func isBe(w string) bool {
	switch w {
	case "is", "are", "was", "were", "be", "been", "being", "'s", "'re":
		return true
	}
	return false
}

// parenthesis says whether the comma at k closes one that was opened a few
// words before.
func (r *reader) parenthesis(k int) bool {
	for m := k - 1; m > 0 && m > k-7; m-- {
		if r.low(m) == "," {
			return true
		}
	}
	return false
}
