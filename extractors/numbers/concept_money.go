package numbers

import "strings"

// ofMoney: the thing priced, else payer or receiver.
func (s *sentence) ofMoney(q *quantity) []phrase {
	j := q.to
	if q.change != "" {
		if ps := s.ofChange(q); len(ps) > 0 {
			return ps
		}
	}
	if !q.noun.empty() {
		return []phrase{s.withOf(q.noun)}
	}
	if s.low(j) == "worth" && s.low(j+1) == "of" {
		if p, ok := s.ofPhrase(j + 2); ok {
			return []phrase{p}
		}
	}
	switch v := s.nearestVerb(q.modFrom); {
	case v < 0:
	case s.low(v) == "cost" || s.low(v) == "costs" || s.low(v) == "costing": // 'cost the town $5'
		if p, ok := s.subject(q); ok {
			return []phrase{p}
		}
	case trading[s.low(v)] && s.low(q.modFrom-1) == "for": // 'sold the farm for $5'
		if p, ok := s.chunkBefore(q.modFrom - 1); ok {
			return []phrase{s.npHead(p)}
		}
	}
	if p, ok := s.gapped(q); ok {
		return []phrase{p}
	}
	if w := s.low(q.modFrom - 1); w == "worth" || w == "(" {
		if p, ok := s.chunkBefore(q.modFrom - 1); ok {
			return []phrase{p}
		}
	}
	if s.tag(j) == "VBN" || s.tag(j) == "VBD" {
		if s.low(j+1) == "by" {
			if p, ok := s.chunkAt(j + 2); ok {
				return []phrase{p}
			}
		}
	}
	switch s.low(j) {
	case "in", "of", "worth":
		if s.low(j) == "worth" && s.low(j+1) == "of" {
			j++
		}
		if p, ok := s.ofPhrase(j + 1); ok && !s.temporalChunk(p) && !s.isPlace(p) && !complexPrepositions[s.low(p.from)] {
			return []phrase{p}
		}
	}
	if w := s.low(q.modFrom - 1); w == "of" || w == "with" || s.low(q.modFrom-2) == "with" && s.tag(q.modFrom-1) == "RB" {
		k := q.modFrom - 1
		if s.tag(k) == "RB" {
			k--
		}
		if s.low(k-1) == "," && s.low(k) == "with" {
			k--
		}
		if p, ok := s.chunkBefore(k); ok && !sums[s.low(p.to-1)] {
			return []phrase{p}
		}
	}
	v := s.nearestVerb(q.modFrom)
	if s.low(j) == "on" && v < 0 { // 'spent $4 on roads and $2 on schools'
		for v = q.modFrom - 1; v >= 0 && !spending[s.low(v)]; v-- {
		}
	}
	if v >= 0 && spending[s.low(v)] {
		switch s.low(j) {
		case "on", "for", "to", "into", "toward", "towards":
			if p, ok := s.ofPhrase(j + 1); ok && !s.temporalChunk(p) {
				if p2, ok := s.subject(q); ok && s.low(j) != "on" && s.low(j) != "for" {
					return []phrase{p2, p}
				}
				return []phrase{p}
			}
			if s.tag(j+1) == "VB" || s.tag(j+1) == "VBG" || s.low(j) == "to" && s.tag(j+1) != "DT" {
				if c, ok := s.chunkAt(j + 2); ok {
					return []phrase{c}
				}
			}
		}
	}
	if p, ok := s.subject(q); ok {
		return []phrase{p}
	}
	return nil
}

// trading are verbs whose object has the price after 'for'.
var trading = map[string]bool{
	"bought": true, "buy": true, "buys": true, "sold": true, "sell": true, "sells": true, "selling": true, "buying": true, "purchased": true, "acquired": true,
	"acquire": true, "purchase": true, "auctioned": true, "rented": true, "leased": true,
}

// sums are nouns that only say that an amount follows.
var sums = map[string]bool{"total": true, "sum": true, "amount": true, "maximum": true, "minimum": true, "average": true, "excess": true}

// nearestVerb is the verb just before i, finite or not, or -1.
func (s *sentence) nearestVerb(i int) int {
	for k := i - 1; k >= 0 && k > i-14; k-- {
		if strings.HasPrefix(s.tag(k), "VB") && s.at[k] < 0 {
			return k
		}
	}
	return -1
}

// complexPrepositions are the nouns of prepositions that begin with 'in'.
var complexPrepositions = map[string]bool{
	"support": true, "favor": true, "favour": true, "exchange": true, "return": true, "addition": true, "response": true, "order": true,
	"connection": true, "relation": true, "total": true, "all": true, "cash": true, "terms": true, "case": true, "place": true, "part": true,
	"lieu": true, "front": true, "accordance": true, "compliance": true, "recent": true, "view": true,
}

// spending are verbs whose money goes on or to something.
var spending = map[string]bool{
	"spend": true, "spends": true, "spent": true, "pay": true, "pays": true, "paid": true, "paying": true, "put": true, "puts": true, "give": true,
	"gave": true, "given": true, "gives": true, "donated": true, "invested": true, "invest": true, "contributed": true, "allocated": true,
	"committed": true, "pledged": true, "spending": true, "provide": true, "provided": true, "set": true, "poured": true, "earmarked": true,
}
