package dates

// small reads a number word below a hundred.
func (s *sentence) small(i int) (n, used int) {
	w := s.word(i)
	if w == nil || w.cardinal == 0 || w.text == "a" || w.text == "an" {
		return 0, 0
	}
	if w.cardinal < 20 {
		return w.cardinal, 1
	}
	j := i + 1
	if s.is(j, "-") {
		j++
	}
	if u := s.word(j); u != nil && u.cardinal > 0 && u.cardinal < 10 && u.text != "a" && u.text != "an" {
		return w.cardinal + u.cardinal, j - i + 1
	}
	return w.cardinal, 1
}

// parseNum takes '12', '1,000', '2.5', '2 1/2', 'two', 'a', 'a couple of',
// 'several', 'half a', 'a hundred and five', 'one and a half', 'two to three'.
func parseNum(s *sentence, i int, e *expr) int {
	n, used := s.number(i)
	if used == 0 {
		return 0
	}
	j := i + used
	if (s.is(j, "to") || s.is(j, "or") || s.is(j, "-")) && !n.vague { // a range: 'two to three weeks'
		if m, k := s.number(j + 1); k > 0 && s.word(j+1).text != "a" && s.word(j+1).text != "an" {
			if !m.vague && m.n > n.n {
				e.num = number{n: n.n, given: true, vague: false}
				e.approx = true
				return j + 1 + k - i
			}
		}
	}
	e.num = n
	return used
}

func (s *sentence) number(i int) (n number, used int) {
	w := s.word(i)
	if w == nil {
		return
	}
	n.given = true
	j := i + 1
	switch {
	case w == digitWord:
		a := &s.atoms[i]
		if a.n < 0 || s.glued(i) && i > 0 && (s.is(i-1, "$") || s.is(i-1, ".") || s.is(i-1, ",") || s.is(i-1, "/")) {
			return number{}, 0
		}
		if i > 0 && s.digit(i-1) {
			return number{}, 0
		}
		n.n = float64(a.n)
		for a.digits <= 3 && s.digit(j) && s.atoms[j].digits == 3 && n.n < 1e6 { // '6 955'
			n.n = n.n*1000 + float64(s.atoms[j].n)
			j++
		}
		for s.is(j, ",") && s.glued(j) && s.glued(j+1) && s.word(j+1) == digitWord && s.atoms[j+1].digits == 3 && n.n < 1e9 {
			n.n = n.n*1000 + float64(s.atoms[j+1].n)
			j += 2
		}
		switch {
		case s.is(j, ".") && s.glued(j) && s.glued(j+1) && s.word(j+1) == digitWord && s.atoms[j+1].digits <= 3:
			f := float64(s.atoms[j+1].n)
			for k := 0; k < s.atoms[j+1].digits; k++ {
				f /= 10
			}
			n.n += f
			j += 2
		case s.is(j, "½"):
			n.n += 0.5
			j++
		case s.word(j) == digitWord && s.atoms[j].n == 1 && s.is(j+1, "/") && s.word(j+2) == digitWord && s.atoms[j+2].n == 2:
			n.n += 0.5
			j += 3
		case s.is(j, "-") && s.word(j+1) == digitWord && s.atoms[j+1].n == 1 && s.is(j+2, "/") && s.word(j+3) == digitWord && s.atoms[j+3].n == 2:
			n.n += 0.5
			j += 4
		case s.is(j, "/"):
			return number{}, 0
		}
		if s.is(j, "hundred") || s.is(j, "thousand") || s.is(j, "million") || s.is(j, "billion") {
			n.n *= map[string]float64{"hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9}[s.lower(j)]
			j++
		}
		return n, j - i
	case w.text == "½":
		n.n = 0.5
		return n, 1
	case w.text == "half":
		if s.is(j, "-") {
			j++
		}
		if s.is(j, "a") || s.is(j, "an") || s.is(j, "the") {
			j++
		}
		if u := s.word(j); u != nil && u.text == "dozen" {
			n.n = 6
			return n, j - i + 1
		}
		if u := s.word(j); u == nil || u.unit == noGrain {
			return number{}, 0
		}
		n.n = 0.5
		return n, j - i
	case w.text == "quarter": // 'a quarter century'
		if s.is(j, "-") || s.is(j, "of") && s.is(j+1, "a") {
			j++
			if s.is(j, "a") {
				j++
			}
		}
		if u := s.word(j); u != nil && u.unit == century {
			n.n = 0.25
			return n, j - i
		}
		return number{}, 0
	case w.text == "another":
		if u := s.word(j); u == nil || u.unit < day || u.plural {
			return number{}, 0
		}
		n.n = 1
		return n, 1
	case w.text == "dozens":
		if s.is(j, "of") {
			n.vague = true
			return n, 2
		}
		return number{}, 0
	case w.vague:
		n.vague = true
		if s.is(j, "hundred") || s.is(j, "thousand") || s.is(j, "dozen") || s.is(j, "more") || s.is(j, "other") {
			j++
		}
		if u := s.word(j); u == nil || u.unit == noGrain && !s.is(j, "-") {
			return number{}, 0
		}
		return n, j - i
	case w.text == "a" || w.text == "an":
		v := s.word(j)
		switch {
		case v == nil:
			return number{}, 0
		case v.text == "few" || v.text == "several":
			m, k := s.number(j)
			return m, k + btoi(k > 0)
		case v.text == "couple":
			n.n, j = 2, j+1
			if s.is(j, "of") {
				j++
			}
			if s.is(j, "more") {
				j++
			}
			return n, j - i
		case v.text == "dozen":
			n.n = 12
			return n, 2
		case v.text == "hundred" || v.text == "thousand":
			return s.scaled(i, 1, j)
		case v.text == "half" || v.text == "quarter":
			m, k := s.number(j)
			return m, k + btoi(k > 0)
		case v.text == "full" || v.text == "whole" || v.text == "single" || v.text == "entire" || v.text == "mere":
			n.n = 1
			return n, 2
		case v.unit != noGrain || s.is(j, "fairly") || s.is(j, "additional"):
			n.n = 1
			return n, 1
		}
		return number{}, 0
	case w.text == "couple":
		if s.is(j, "of") {
			j++
		}
		if s.is(j, "more") {
			j++
		}
		n.n = 2
		return n, j - i
	case w.text == "hundred":
		return number{}, 0
	}
	m, k := s.small(i)
	if k == 0 {
		return number{}, 0
	}
	j = i + k
	switch {
	case s.is(j, "hundred") || s.is(j, "thousand") || s.is(j, "dozen") || s.is(j, "million"):
		return s.scaled(i, float64(m), j)
	case s.is(j, "and") && s.is(j+1, "a") && s.is(j+2, "half"):
		n.n = float64(m) + 0.5
		return n, j + 3 - i
	case s.is(j, "-") && s.is(j+1, "and") && s.is(j+2, "-") && s.is(j+3, "a") && s.is(j+4, "-") && s.is(j+5, "half"):
		n.n = float64(m) + 0.5
		return n, j + 6 - i
	}
	n.n = float64(m)
	return n, k
}

// scaled reads a scale word at j behind a factor, and what is added to it.
func (s *sentence) scaled(i int, factor float64, j int) (number, int) {
	v := factor
	for {
		scale := map[string]float64{"hundred": 100, "thousand": 1000, "dozen": 12, "million": 1e6}[s.lower(j)]
		if scale == 0 {
			break
		}
		v *= scale
		j++
		k := j
		if s.is(k, "and") {
			k++
		}
		if m, used := s.small(k); used > 0 {
			v += float64(m)
			j = k + used
		}
	}
	return number{n: v, given: true}, j - i
}

// parseAlso reads a further part of a duration.
func parseAlso(s *sentence, i int, e *expr) int {
	n, used := s.number(i)
	if used == 0 {
		return 0
	}
	u := s.word(i + used)
	if u == nil || u.unit == noGrain || u.unit >= e.unit {
		return 0
	}
	e.also = append(e.also[:len(e.also):len(e.also)], length{n, u.unit})
	return used + 1
}
