package dates

import "strings"

// parseClock takes '10 a.m.', '10:35', '10.30pm', '1530 GMT', 'noon', "five o'clock".
func parseClock(s *sentence, i int, e *expr) int {
	w := s.word(i)
	if s.digit(i-1) && s.digit(i) || i > 0 && s.glued(i) && (s.is(i-1, ":") || s.is(i-1, ".") || s.is(i-1, "$") || s.is(i-1, ",") || s.is(i-1, "/")) {
		return 0
	}
	e.clock = true
	switch w.text {
	case "noon", "midday":
		e.hour = 12
		return 1
	case "midnight":
		e.hour = 24
		return 1
	}
	h, j := 0, i+1
	if w == digitWord {
		a := &s.atoms[i]
		h = a.n
		switch {
		case a.digits <= 2 && (s.is(j, ":") || s.is(j, ".")) && s.glued(j) && s.glued(j+1) && s.word(j+1) == digitWord && s.atoms[j+1].digits == 2:
			e.minute = s.atoms[j+1].n
			colon := s.is(j, ":")
			j += 2
			if colon && s.is(j, ":") && s.glued(j) && s.glued(j+1) && s.word(j+1) == digitWord && s.atoms[j+1].digits == 2 {
				e.second = s.atoms[j+1].n
				j += 2
			}
			if s.glued(j) && s.glued(j+1) && (s.is(j, ".") || s.is(j, ":") || s.is(j, "/")) && s.word(j+1) == digitWord {
				return 0
			}
			if used := s.meridiem(j, &h); used > 0 {
				j += used
			} else if !colon && s.zone(j) == 0 {
				return 0
			} else if colon && s.zone(j) == 0 && !s.beforeClock(i) && !s.daypartAt(j) {
				return 0
			}
		case a.digits == 4 && (s.zone(j) > 0 || strings.EqualFold(s.atomText(j), "hours") || strings.EqualFold(s.atomText(j), "hrs") || s.glued(j) && s.of(j) == "h"):
			h, e.minute = a.n/100, a.n%100
			if s.zone(j) == 0 {
				j++
			}
		case a.digits <= 2:
			if used := s.meridiem(j, &h); used > 0 {
				j += used
			} else if used := s.oclock(j); used > 0 {
				j += used
			} else if z := s.zone(j); z == 0 && !(s.is(j, "in") && s.daypartAt(j)) {
				return 0
			}
		default:
			return 0
		}
	} else {
		h = w.cardinal
		if w.text == "a" || w.text == "an" {
			return 0
		}
		if used := s.oclock(j); used > 0 {
			j += used
		} else if used := s.meridiem(j, &h); used > 0 {
			j += used
		} else {
			return 0
		}
	}
	if h > 24 || e.minute > 59 || e.second > 59 {
		return 0
	}
	e.hour = h
	n := s.zone(j)
	for k := j; k < j+n; k++ {
		e.utc = e.utc || s.of(k) == "GMT" || s.of(k) == "UTC"
	}
	return j + n - i
}

// daypartAt says whether 'in the morning', 'this morning' or 'morning' stands at i.
func (s *sentence) daypartAt(i int) bool {
	for k := i; k < i+3; k++ {
		if w := s.word(k); w != nil && w.daypart != "" {
			return k == i || s.is(i, "in") && s.is(i+1, "the") || s.is(i, "this") || s.is(i, "that")
		}
	}
	return false
}

// beforeClock says whether a bare '15:30' at i is introduced as a time.
func (s *sentence) beforeClock(i int) bool {
	w := s.word(i - 1)
	if w == nil {
		return false
	}
	switch w.text {
	case "at", "around", "about", "by", "until", "till", "before", "after", "from", "since", "to", "between":
		return true
	}
	return false
}

// meridiem reads 'a.m.', 'pm' and moves the hour.
func (s *sentence) meridiem(i int, h *int) int {
	t := strings.ToLower(s.atomText(i))
	used := 0
	switch {
	case t == "am" || t == "pm":
		used = 1
	case (t == "a" || t == "p") && s.is(i+1, ".") && s.glued(i+1) && strings.EqualFold(s.atomText(i+2), "m") && s.glued(i+2):
		used = 3
		if s.is(i+3, ".") && s.glued(i+3) && i+4 < len(s.atoms) {
			used = 4
		}
		t += "m"
	case (t == "a" || t == "p") && s.is(i+1, ".") && strings.EqualFold(s.atomText(i+2), "m") && s.is(i+3, "."):
		used, t = 4, t+"m"
	}
	if used == 0 || *h > 12 && t == "am" {
		return 0
	}
	switch {
	case t == "pm" && *h < 12:
		*h += 12
	case t == "am" && *h == 12:
		*h = 0
	}
	return used
}

func (s *sentence) oclock(i int) int {
	if s.is(i, "o") && s.is(i+1, "'") && strings.EqualFold(s.atomText(i+2), "clock") {
		return 3
	}
	return 0
}

var zones = map[string]bool{"GMT": true, "UTC": true, "EST": true, "EDT": true, "ET": true, "PST": true, "PDT": true, "PT": true,
	"CST": true, "CDT": true, "CT": true, "MST": true, "MDT": true, "BST": true, "CET": true, "CEST": true, "IST": true, "AEST": true, "AEDT": true, "JST": true, "KST": true, "EAT": true, "WAT": true, "SAST": true, "AST": true}

// zone reads a time zone behind a clock time.
func (s *sentence) zone(i int) int {
	j := i
	paren := s.is(j, "(")
	if paren {
		j++
	}
	if t := s.atomText(j); zones[t] {
		j++
		if paren {
			if s.is(j, ")") {
				return j + 1 - i
			}
			return 0
		}
		return j - i
	}
	if s.is(j, "local") && s.is(j+1, "time") && !paren {
		return 2
	}
	return 0
}
