package quotes

import (
	"cmp"
	"slices"

	"onrecord/corpus"
	"onrecord/extractors"
)

// A pair is an opening sign and its closing one. One of them may be missing:
// extractors.None before the first sign of the paragraph, or after the last.
type pair struct{ open, close int }

// Costs of readings that no single sign shows.
const (
	sameInSame = 25  // a quotation directly inside another with the same marks
	deep       = 10  // a third level
	unclosed   = 30  // no closing mark in the paragraph
	continued  = 4   // the same where the next paragraph goes on
	goesOn     = 6   // the paragraph begins inside the quotation of the one before
	inside     = 5   // a sign of the same marks is passed over inside a quotation
	unlike     = 36  // “We go’: marks of two kinds
	slip       = 30  // a sign that costs more to pass over is no apostrophe
	empty      = 50  // nothing between the marks
	beam       = 16  // readings that are kept
	hopeless   = 120 // what a reading may cost more than the best so far
)

// A reading is one way to read the signs so far.
type reading struct {
	cost  int
	stack *opened
	pairs *paired
}

// opened is a stack of open signs, paired a list of pairs; both share tails.
type opened struct {
	sign  int
	depth int
	below *opened
}

type paired struct {
	pair
	before *paired
}

// pairUp reads the signs of a paragraph as the set of properly nested pairs of
// least cost, found with a beam search. before is the glyph of a quotation that
// the paragraph before left open, or nil; follows is the first sign of the next
// paragraph if that opens a quotation, or nil.
func pairUp(text string, signs []sign, before, follows *glyph) []pair {
	readings := []reading{{}}
	if before != nil && (len(signs) == 0 || !signs[0].first) {
		readings = append(readings, reading{cost: goesOn, stack: &opened{sign: extractors.None}})
	}
	glyphOf := func(s *opened) glyph {
		if s.sign == extractors.None {
			return *before
		}
		return signs[s.sign].glyph
	}
	var next []reading
	for i := range signs {
		s := &signs[i]
		next = next[:0]
		for _, r := range readings {
			skip := s.skip
			if r.stack != nil && s.skip > slip && glyphOf(r.stack).family == s.glyph.family {
				skip += inside
			}
			next = append(next, reading{r.cost + skip, r.stack, r.pairs})
			if s.open < never {
				cost, depth := r.cost+s.open, 0
				if r.stack != nil {
					depth = r.stack.depth + 1
					if g := glyphOf(r.stack); g.family == s.glyph.family {
						cost += sameInSame
					}
					if depth > 1 {
						cost += deep
					}
				}
				next = append(next, reading{cost, &opened{i, depth, r.stack}, r.pairs})
			}
			if r.stack != nil && s.close < never {
				g := glyphOf(r.stack)
				cost := r.cost + s.close
				if g.family != s.glyph.family {
					if (g.family > single || s.glyph.family > single) && min(g.family, s.glyph.family) != double {
						continue // but «We go”
					}
					cost += unlike
				} else if g.style != s.glyph.style {
					cost += mixed
				} else if g.open > 0 && s.glyph.close > 0 {
					cost -= g.open + s.glyph.close // ”We go“, »We go«: reversed on purpose
				}
				if r.stack.sign != extractors.None && blank(text[signs[r.stack.sign].span.End:s.span.Start]) {
					cost += empty
				}
				next = append(next, reading{cost, r.stack.below, &paired{pair{r.stack.sign, i}, r.pairs}})
			}
		}
		readings = best(readings[:0], next)
	}
	return cheapest(signs, readings, glyphOf, follows)
}

// best appends the cheapest readings to out, one for each stack.
func best(out, all []reading) []reading {
	slices.SortStableFunc(all, func(a, b reading) int { return cmp.Compare(a.cost, b.cost) })
next:
	for _, r := range all {
		if r.cost > all[0].cost+hopeless {
			break
		}
		for _, o := range out {
			if o.stack == r.stack {
				continue next
			}
		}
		if out = append(out, r); len(out) == beam {
			break
		}
	}
	return out
}

// cheapest is the reading that costs least with its open quotations paid for.
func cheapest(signs []sign, readings []reading, glyphOf func(*opened) glyph, follows *glyph) []pair {
	var chosen reading
	least := -1
	for _, r := range readings {
		cost := r.cost
		for o := r.stack; o != nil; o = o.below {
			switch g := glyphOf(o); {
			case o.sign == extractors.None:
				cost += never
			case o.depth == 0 && follows != nil && follows.family == g.family && (g.family != single || signs[o.sign].first):
				cost += continued
			default:
				cost += unclosed
			}
		}
		if least < 0 || cost < least {
			least, chosen = cost, r
		}
	}
	var out []pair
	for o := chosen.stack; o != nil; o = o.below {
		out = append(out, pair{o.sign, extractors.None})
	}
	for p := chosen.pairs; p != nil; p = p.before {
		out = append(out, p.pair)
	}
	slices.SortFunc(out, func(a, b pair) int { return cmp.Compare(a.open, b.open) })
	return out
}

func blank(s string) bool {
	for _, r := range s {
		if sideOf(r, s, false) != space && !ignorable(r) {
			return false
		}
	}
	return true
}

// span returns the whole and the inner span of a pair in its paragraph.
func (p pair) span(signs []sign, paragraph corpus.Span) (whole, inner corpus.Span) {
	whole, inner = paragraph, paragraph
	if p.open != extractors.None {
		whole.Start, inner.Start = signs[p.open].span.Start, signs[p.open].span.End
	}
	if p.close != extractors.None {
		whole.End, inner.End = signs[p.close].span.End, signs[p.close].span.Start
	}
	return whole, inner
}
