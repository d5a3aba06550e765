package tokens

import (
	"errors"
	"math"
	"math/bits"
)

// A gobMap reads a map[string]map[string]float64 as encoding/gob wrote it. The
// package itself takes most of the program's start to fill the maps of the tagger,
// which only needs what is in them. See 'Encoding Details' of encoding/gob.
type gobMap struct {
	rest []byte
	bad  bool
}

var errGob = errors.New("not the gob of a map of maps")

// A gobCell is an entry of an inner map.
type gobCell struct {
	key   []byte
	value float64
}

// each calls row with each key of the outer map and the entries of the inner one,
// in the order of the file. They are good during the call.
func (g *gobMap) each(row func(key []byte, cells []gobCell)) error {
	var cells []gobCell
	for len(g.rest) > 0 && !g.bad {
		message := gobMap{rest: g.bytes()}
		if id := message.uint(); id&1 == 1 {
			continue // a negative type: a definition
		}
		message.uint() // a zero before a value that is no struct
		for range message.count() {
			key := message.bytes()
			cells = cells[:0]
			for range message.count() {
				cells = append(cells, gobCell{message.bytes(), math.Float64frombits(bits.ReverseBytes64(message.uint()))})
			}
			row(key, cells)
		}
		g.bad = g.bad || message.bad || len(message.rest) > 0
	}
	if g.bad {
		return errGob
	}
	return nil
}

// uint is an unsigned integer: a byte under 128, or minus its length and then its
// bytes, the highest first.
func (g *gobMap) uint() uint64 {
	if len(g.rest) == 0 {
		g.bad = true
		return 0
	}
	first := g.rest[0]
	g.rest = g.rest[1:]
	if first < 128 {
		return uint64(first)
	}
	n := 256 - int(first)
	if n > 8 || n > len(g.rest) {
		g.bad = true
		return 0
	}
	v := uint64(0)
	for _, b := range g.rest[:n] {
		v = v<<8 | uint64(b)
	}
	g.rest = g.rest[n:]
	return v
}

// count is a number of things that follow, of a byte at least each.
func (g *gobMap) count() int {
	n := g.uint()
	if n > uint64(len(g.rest)) {
		g.bad = true
		return 0
	}
	return int(n)
}

// bytes is a length and so many bytes.
func (g *gobMap) bytes() []byte {
	n := g.count()
	out := g.rest[:n]
	g.rest = g.rest[n:]
	return out
}
