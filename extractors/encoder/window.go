package encoder

import (
	"strings"

	"onrecord/corpus"
)

// A Piece is one position of the encoder's input: a wordpiece and the features
// that the vocabulary loses.
type Piece struct {
	ID    int32
	Shape uint8 // of its word: a row of the embedding 'case'
	Quote uint8 // a row of the embedding 'quote'
}

// A text is a document as the encoder reads it.
type text struct {
	words  []corpus.Span
	pieces []Piece
	first  []int // first[i] is the first piece of word i
	start  []int // start[i] too, or the line break before it; start[len(words)] is the end
}

// read cuts a text into words and pieces. A word has at most limit pieces.
func (t *text) read(w *wordpieces, s string, limit int) {
	t.words = words(t.words[:0], s)
	t.pieces, t.first, t.start = t.pieces[:0], t.first[:0], t.start[:0]
	var quotes quotation
	previous := 0
	for i, span := range t.words {
		gap, word := s[previous:span.Start], span.Of(s)
		previous = span.End
		t.start = append(t.start, len(t.pieces))
		if i > 0 && strings.IndexByte(gap, '\n') >= 0 {
			t.pieces = append(t.pieces, Piece{ID: w.lineFeed, Shape: shapeSpecial})
		}
		t.first = append(t.first, len(t.pieces))
		shape, quote := shapeOf(word), quotes.next(gap, word)
		pieces := w.of(word)
		for _, p := range pieces[:min(len(pieces), limit)] {
			t.pieces = append(t.pieces, Piece{p.id, shape, quote})
		}
	}
	t.start = append(t.start, len(t.pieces))
}

// A cut is a window on a text: words [start, end), of which it gives the values
// of words [from, to).
type cut struct{ start, end, from, to int }

// overlap is the part of a window, 1/overlap, that it shares with the next.
const overlap = 4

// cuts appends to dst the windows on the words whose pieces start at start[i]
// and end at start[i+1]; every window has at most size pieces and every word
// has fewer. Neighbours share a quarter of their pieces: no less accurate than
// half, and a third faster. Each word takes its value from the window
// in which it stands furthest from an edge, the earlier of equals, so that the
// ranges [from, to) tile the words.
func cuts(dst []cut, start []int, size int) []cut {
	n := len(start) - 1
	for i := 0; i < n; {
		j := i + 1
		for j < n && start[j+1]-start[i] <= size {
			j++
		}
		c := cut{start: i, end: j, from: i, to: j}
		if k := len(dst) - 1; k >= 0 && dst[k].end > i {
			for c.from < dst[k].end && margin(start, dst[k], c.from) >= margin(start, c, c.from) {
				c.from++
			}
			dst[k].to = c.from
		}
		dst = append(dst, c)
		if j == n {
			break
		}
		next := i + 1
		for next < j && start[next]-start[i] < size-size/overlap {
			next++
		}
		i = next
	}
	return dst
}

// margin is the number of pieces from word w to the nearer edge of a window.
func margin(start []int, c cut, w int) int {
	return min(start[w]-start[c.start], start[c.end]-start[w+1])
}
