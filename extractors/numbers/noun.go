package numbers

import "strings"

// A phrase is a half-open range of atoms.
type phrase struct{ from, to int }

func (p phrase) empty() bool { return p.to <= p.from }

// countedNoun is the noun phrase that a number before atom i counts: the head
// noun with its adjectives, without 'other', 'more' and relative clauses. It
// looks through 'of the' ('two of the 12 jurors'). The second result is where
// the phrase ends with all that belongs to it.
func (r *reader) countedNoun(i int) (phrase, bool) {
	j := i
	if r.low(j) == "-" && r.glued(j) && r.isWord(j+1) && r.glued(j+1) { // two-term, 12-nation
		return phrase{j + 1, j + 2}, strings.HasPrefix(r.tag(j+1), "N") || strings.HasPrefix(r.tag(j+1), "J") || r.tag(j+1) == "CD"
	}
	if quotationMarks[r.low(j)] && r.quoteOpens(j) { // 'up to 150' people
		j++
	}
	if r.low(j) == "of" {
		j++
		for isDeterminer(r.low(j)) || r.tag(j) == "PRP$" || r.tag(j) == "DT" {
			j++
		}
		if sign, k := r.modifierAhead(j); sign != "" {
			j = k
		}
		if l, ok := r.literal(j); ok && l.form == cardinalForm && r.ageAt(j) == j {
			j = l.to
			if r.low(j) == "of" {
				return r.countedNoun(j)
			}
		} else if r.genitive(j) > j {
			j = r.genitive(j)
			if l, ok := r.literal(j); ok && l.form == cardinalForm {
				j = l.to
			}
		}
	}
	for isFiller(r.low(j)) {
		j++
	}
	if w := r.low(j + 1); r.low(j) == "or" && (w == "so" || w == "more") { // '30 or so pastors'
		j += 2
	}
	return r.nounPhrase(j)
}

// quoteOpens says whether a quotation mark stands a few words before atom j,
// which is one that closes.
func (r *reader) quoteOpens(j int) bool {
	if !r.glued(j) || !r.isWord(j+1) {
		return false
	}
	for k := j - 1; k >= 0 && k > j-6; k-- {
		if quotationMarks[r.low(k)] {
			return true
		}
	}
	return false
}

func isDeterminer(w string) bool {
	switch w {
	case "the", "these", "those", "this", "that", "all", "its", "his", "her", "their", "our", "my", "your":
		return true
	}
	return false
}

// isFiller are the words between a number and its noun that say nothing of it.
func isFiller(w string) bool {
	switch w {
	case "other", "more", "different", "such", "only", "additional", "odd", "further", "separate", "plus", "+", "own", "distinct":
		return true
	}
	return false
}

// genitive is where a noun phrase in the genitive ends that begins at j
// ("Taiwan's"), or j.
func (r *reader) genitive(j int) int {
	for k := j; k < len(r.atoms) && k < j+5; k++ {
		if r.atoms[k].low == "'s" || r.atoms[k].low == "'" && r.tag(k) == "POS" {
			if k > j {
				return k + 1
			}
			return j
		}
		if !r.isWord(k) || !isNounTag(r.tag(k)) && !strings.HasPrefix(r.tag(k), "JJ") {
			return j
		}
	}
	return j
}

func isNounTag(t string) bool { return strings.HasPrefix(t, "NN") }

// isTemporal are words that end a noun phrase because they say when.
func (r *reader) isTemporal(i int) bool {
	w := r.low(i)
	if weekdays[w] && isCapital(r.atoms[i].text) || r.isMonth(i) {
		return true
	}
	switch w {
	case "last", "next", "today", "yesterday", "tomorrow", "tonight", "earlier", "later", "ago", "each", "this", "every":
		return true
	}
	return false
}

// heads are adjectives that stand for people who are so.
var heads = map[string]bool{
	"dead": true, "injured": true, "wounded": true, "missing": true, "hurt": true, "homeless": true, "poor": true, "unemployed": true,
	"others": true, "killed": true, "jobless": true, "elderly": true, "displaced": true, "hospitalized": true, "hospitalised": true,
	"faithful": true,
}

var quotationMarks = map[string]bool{"\"": true, "“": true, "”": true, "'": true, "‘": true, "’": true}

// modifyingPlurals are plurals that stand before another noun.
var modifyingPlurals = map[string]bool{
	"sports": true, "arms": true, "sales": true, "goods": true, "systems": true, "affairs": true, "operations": true, "savings": true,
	"communications": true, "customs": true, "weapons": true, "rights": true, "women": true, "men": true, "children": true,
	"veterans": true, "systems'": true, "services": true, "resources": true, "securities": true, "narcotics": true,
	"appeals": true, "drugs": true, "honors": true, "parks": true,
}

// nounPhrase reads a noun phrase without determiner at j.
func (r *reader) nounPhrase(j int) (phrase, bool) {
	end, head := j, -1
	plural, opened, closed := false, false, false
	k := j
loop:
	for ; k < len(r.atoms); k++ {
		a := &r.atoms[k]
		if a.kind == sign {
			switch {
			case a.low == "-" && k > j && k+1 < len(r.atoms) && r.isWord(k+1) && !r.atoms[k].space && !r.atoms[k+1].space:
				continue
			case quotationMarks[a.low]:
				if k == j && r.isWord(k+1) {
					opened = true
					continue
				}
				if opened && head == k-1 && !plural && isNounTag(r.tag(k+1)) { // two 'Good Bread' fairs
					opened, closed = false, true
					continue
				}
				break loop
			case a.low == "(" && head >= 0 && !plural && r.low(k+2) == ")" && k+3 < len(r.atoms) && isNounTag(r.tag(k+3)) && strings.ToUpper(r.atoms[k+1].text) == r.atoms[k+1].text:
				k += 2 // 'long-term agreement (LTA) contractors'
				continue
			case a.text == "-" && head >= 0 && !plural && k+1 < len(r.atoms) && a.space && r.isWord(k+1) && isCapital(r.atoms[k-1].text) && isCapital(r.atoms[k+1].text):
				continue // 'Non - Governmental' in text that was cut into tokens
			case (a.low == "," || a.low == "&") && head < 0 && k > j && strings.HasPrefix(r.tag(k-1), "JJ") && strings.HasPrefix(r.tag(k+1), "JJ"):
				continue
			case a.low == "." && !a.space && k > j && k+1 < len(r.atoms) && len(r.atoms[k-1].text) == 1: // U.S. soldiers
				continue
			}
			break loop
		}
		if end := r.ageAt(k); end > k && head < 0 { // two 17-year-old boys; two 18-year-olds
			if strings.HasSuffix(r.low(end-1), "s") {
				return phrase{k, end}, true
			}
			k, j = end-1, end
			continue
		}
		if a.kind == digits {
			if _, to, ok := r.unitAfterDigits(k); ok && head < 0 { // two .38 caliber handguns
				k = to - 1
				end = to
				j = to
				continue
			}
			if r.glued(k) && k > j {
				continue
			}
			break
		}
		if r.isTemporal(k) {
			break
		}
		t := a.tag
		switch {
		case a.low == "'s" || a.low == "'":
			if head < 0 || r.isTemporal(k+1) {
				break loop
			}
			// the genitive of the counted noun: 'two years' prison' is no count of prisons
			break loop
		case a.inner && r.low(k-1) == "-" && k > j:
			if isNounTag(t) {
				head, end = k, k+1
			}
		case isNounTag(t):
			if plural && !modifyingPlurals[r.low(k-1)] {
				break loop
			}
			head, end = k, k+1
			plural = strings.HasSuffix(t, "S") && !(isCapital(a.text) && (r.tag(k+1) == "NNS" || r.tag(k+1) == "NN" && r.tag(k+2) == "NNS") && !r.isTemporal(k+1)) && !strings.HasSuffix(a.low, "ss") || (a.low == "people" || a.low == "police") && !r.nounFollows(k)
		case strings.HasPrefix(t, "JJ") && !plural:
			if head >= 0 && !r.nounFollows(k) {
				break loop
			}
		case (t == "VBN" || t == "VBG") && !plural && r.nounFollows(k) && a.low != "being" && a.low != "including" && a.low != "having" && !sayings[a.low]:
			if head >= 0 && r.tag(head) != "NNP" {
				break loop
			}
		case (t == "RB" || t == "RBS" || t == "RBR") && !plural && head < 0 && k+1 < len(r.atoms) && (strings.HasPrefix(r.tag(k+1), "JJ") || r.tag(k+1) == "VBN"):
		case t == "FW" || a.low == "percent":
			break loop
		case a.low == "of" && head >= 0 && !plural && isCapital(r.atoms[head].text) && k+1 < len(r.atoms) && isCapital(r.atoms[k+1].text) && r.nounFollows(k+1) && r.low(k-1) != "%":
			continue // 'three Court of Appeal judges'
		case a.low == "and" && head < 0 && k > j && strings.HasPrefix(r.tag(k-1), "JJ") && (strings.HasPrefix(r.tag(k+1), "JJ") || (r.tag(k+1) == "VBG" || r.tag(k+1) == "VBN") && r.nounFollows(k+1)):
		case t == "VBZ" && head == k-1 && !plural && strings.HasSuffix(a.low, "s") && len(a.low) > 4 && !sayings[a.low]:
			head, end, plural = k, k+1, true // 'three tour guides', whatever the tagger says
		case heads[a.low] && head < 0:
			head, end, plural = k, k+1, true
		default:
			break loop
		}
	}
	if head < 0 {
		for h := k - 1; h >= j; h-- { // 'four dead', 'the 50 richest'
			if heads[r.low(h)] || r.tag(h) == "JJS" || strings.HasPrefix(r.tag(h), "JJ") && strings.HasSuffix(r.low(h), "est") || strings.HasSuffix(r.low(h), "s") && strings.HasPrefix(r.tag(h), "JJ") && len(r.low(h)) > 3 {
				return phrase{j, h + 1}, true
			}
		}
		return phrase{}, false
	}
	for j < end && (r.atoms[j].kind == sign && !closed || isFiller(r.low(j))) {
		j++
	}
	p := phrase{j, end}
	return r.conjoined(p), !p.empty()
}

// ageAt is the end of an age that begins at k ('17-year-old'), or k.
func (r *reader) ageAt(k int) int {
	if !r.isDigits(k) && !r.mayBegin(k) {
		return k
	}
	l, ok := r.cardinal(k)
	if !ok || r.low(l.to) != "-" {
		return k
	}
	if u, to, ok := r.unit(l.to+1, true); ok && u.dim.isTime() && r.low(to) == "-" && strings.HasPrefix(r.low(to+1), "old") {
		return to + 2
	}
	return k
}

// unitAfterDigits is the measure at k, as an adjective of a noun phrase.
func (r *reader) unitAfterDigits(k int) (*unit, int, bool) {
	l, ok := r.cardinal(k)
	if !ok {
		return nil, 0, false
	}
	j := l.to
	if r.low(j) == "-" {
		j++
	}
	u, to, ok := r.unit(j, j > l.to)
	if r.low(to) == "-" {
		if !extensions[r.low(to+1)] || r.low(j-1) != "-" {
			return nil, 0, false
		}
		to += 2 // six 13-metre-long tanks
	}
	return u, to, ok && u.dim != percentDim && u.dim != moneyDim
}

// extensions are the adjectives behind a measure of length.
var extensions = map[string]bool{"long": true, "high": true, "tall": true, "wide": true, "deep": true}

// nounFollows says whether atom k is followed by a noun in the same phrase.
func (r *reader) nounFollows(k int) bool {
	for k++; k < len(r.atoms); k++ {
		t := r.tag(k)
		switch {
		case r.atoms[k].kind == sign && r.low(k) != "-":
			return false
		case isNounTag(t):
			return !r.isTemporal(k)
		case strings.HasPrefix(t, "JJ") || t == "VBN" || t == "VBG" || r.low(k) == "-":
			if r.isTemporal(k) {
				return false
			}
		case r.low(k) == "and" && strings.HasPrefix(r.tag(k+1), "JJ"):
		default:
			return false
		}
	}
	return false
}

// conjoined extends a plural by a second head: 'soldiers and police'.
func (r *reader) conjoined(p phrase) phrase {
	j := p.to
	if r.low(j) != "and" || !(strings.HasSuffix(r.tag(j-1), "S") && isNounTag(r.tag(j-1))) {
		return p
	}
	k := j + 1
	if k < len(r.atoms) && strings.HasPrefix(r.tag(k), "JJ") {
		k++
	}
	if k >= len(r.atoms) || !(r.tag(k) == "NNS" || collective[r.low(k)]) || r.isTemporal(k) {
		return p
	}
	next := r.low(k + 1)
	if sayings[next] || isNounTag(r.tag(k+1)) && !r.isTemporal(k+1) {
		return p
	}
	return phrase{p.from, k + 1}
}

var collective = map[string]bool{"military": true, "infantry": true, "media": true, "faculty": true, "livestock": true, "poultry": true, "youth": true, "head": true, "wildlife": true, "mankind": true, "infantrymen": true, "police": true, "staff": true, "personnel": true, "crew": true, "cattle": true}

var sayings = map[string]bool{
	"said": true, "say": true, "says": true, "told": true, "reported": true, "believe": true, "believed": true, "confirmed": true,
	"are": true, "have": true, "were": true,
}
