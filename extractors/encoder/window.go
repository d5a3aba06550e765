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
	first  []int  // first[i] is the first piece of word i
	start  []int  // start[i] too, or the line break before it; start[len(words)] is the end
	seam   []seam // what ends before word i
}

// read cuts a text into words and pieces. A word has at most limit pieces.
func (t *text) read(w *wordpieces, s string, limit int) {
	t.words = words(t.words[:0], s)
	t.pieces, t.first, t.start, t.seam = t.pieces[:0], t.first[:0], t.start[:0], t.seam[:0]
	var quotes quotation
	previous, ended := 0, false
	for i, span := range t.words {
		gap, word := s[previous:span.Start], span.Of(s)
		previous = span.End
		t.start = append(t.start, len(t.pieces))
		closes := gap == "" && strings.Contains(closing, word)
		before := within
		switch {
		case i > 0 && strings.IndexByte(gap, '\n') >= 0:
			t.pieces = append(t.pieces, Piece{ID: w.lineFeed, Shape: shapeSpecial})
			before = line
		case ended && !closes:
			before = sentence
		}
		t.seam = append(t.seam, before)
		ended = strings.Contains(".!?", word) || ended && closes
		t.first = append(t.first, len(t.pieces))
		shape, quote := shapeOf(word), quotes.next(gap, word)
		pieces := w.of(word)
		for _, p := range pieces[:min(len(pieces), limit)] {
			t.pieces = append(t.pieces, Piece{p.id, shape, quote})
		}
	}
	t.start = append(t.start, len(t.pieces))
}

// A seam is what ends before a word.
type seam uint8

// The seams, worse ones first: nothing, a sentence, a line.
const (
	within seam = iota
	sentence
	line
)

// closing are the signs that may follow the full stop of a sentence.
const closing = "\"'”’»)]"

// A cut is a window on a text: words [start, end), of which words [from, to) belong
// to it and not to a neighbour.
type cut struct{ start, end, from, to int }

// overlap is the part of a window, 1/overlap, that it shares with the next.
const overlap = 4

// cuts appends to dst the windows on the words whose pieces start at start[i]
// and end at start[i+1]; every window has at most size pieces and every word
// has fewer. Neighbours share a quarter of their pieces: no less accurate than
// half, and a third faster. The ranges [from, to) tile the words: one ends and the
// next begins between two lines, or else two sentences, that both windows hold.
func cuts(dst []cut, start []int, seams []seam, size int) []cut {
	n := len(start) - 1
	for i := 0; i < n; {
		j := i + 1
		for j < n && start[j+1]-start[i] <= size {
			j++
		}
		c := cut{start: i, end: j, from: i, to: j}
		if k := len(dst) - 1; k >= 0 {
			c.from = between(start, seams, i, dst[k].end)
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

// between is the word in [from, to] with the best seam before it, of equal ones
// that in the middle.
func between(start []int, seams []seam, from, to int) int {
	best := from
	for w := from + 1; w <= to; w++ {
		if seams[w] > seams[best] || seams[w] == seams[best] && margin(start, from, to, w) > margin(start, from, to, best) {
			best = w
		}
	}
	return best
}

// margin is the number of pieces from the start of word w to the nearer end of
// the words [from, to).
func margin(start []int, from, to, w int) int {
	return min(start[w]-start[from], start[to]-start[w])
}
