package encoder

import (
	"fmt"
	"math"
	"sync"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/encoder/internal/kernel"
)

const (
	// batchRows bounds the pieces of windows that are computed together.
	batchRows = kernel.MaxKeys
	// chunkRows is the rows of a feed-forward block that are computed together,
	// so that their activations stay in the second-level cache.
	chunkRows = 96
	// keptPieces bounds the pieces of a text whose memory is used again.
	keptPieces = 1 << 16
	// pairCols is the columns of two heads, which attention computes together.
	pairCols = 2 * kernel.HeadSize
)

// A scratch is the memory in which one goroutine computes a batch. Of a model
// of 384 hidden and 1536 feed-forward it takes 4 MB for batches of 512 pieces;
// it grows to what the largest batch needs and no further. Document adds less
// than 80 bytes for each wordpiece of the text; what a text of more than
// keptPieces needed is let go.
type scratch struct {
	x, y   []float32 // rows × hidden: the residual stream; what is added to it next
	q      []uint8   // rows × hidden: the quantised input of the next matrix
	rows   []kernel.Row
	pair   [3][]float32 // rows × pairCols: query, key and value of two heads
	pair8  [3][]int16   // the same of one sequence, by head, as kernel.Round writes it
	keys   []int16      // of one head, as kernel.ScoreTile has it
	values []int16      // values of one head, as kernel.MixTile has it
	score  [kernel.MaxRows * kernel.MaxKeys]float32
	prob   [kernel.MaxRows * kernel.MaxKeys]int16
	h      []float32 // chunkRows × ffn
	hq     []uint8
	hrows  []kernel.Row
	wide   []int16 // MaxRows × ffn

	// Operands of kernels, here because they would escape.
	tile         kernel.Tile
	denseTile    kernel.DenseTile
	scoreTile    kernel.ScoreTile
	mixTile      kernel.MixTile
	most, factor [3][2]float32

	picked           []pick
	gathered, logits []float32 // MaxRows × hidden, MaxRows × headsCols

	text     text
	cuts     []cut
	pieces   []Piece
	windows  [][]Piece
	sequence []sequence
}

// A pick is a row of a batch that the heads read, and the row that they write.
type pick struct{ row, to int }

// A sequence is the rows of a batch that attend to each other.
type sequence struct{ start, end int }

type scratchPool struct{ sync.Pool }

func (p *scratchPool) put(s *scratch) {
	if cap(s.pieces) <= keptPieces {
		p.Put(s)
	}
}

func (p *scratchPool) get() *scratch {
	if s, ok := p.Get().(*scratch); ok {
		return s
	}
	return new(scratch)
}

// grow gives s room for n elements.
func grow[T any](s *[]T, n int) {
	if cap(*s) < n {
		*s = make([]T, n)
	}
	*s = (*s)[:n]
}

func (s *scratch) reserve(m *Model, rows int) {
	grow(&s.x, rows*m.hidden)
	grow(&s.y, rows*m.hidden)
	grow(&s.q, rows*m.hidden)
	grow(&s.rows, rows)
	padded := (rows + kernel.Block - 1) / kernel.Block * kernel.Block
	for i := range s.pair {
		grow(&s.pair[i], rows*pairCols)
		grow(&s.pair8[i], 2*padded*kernel.HeadSize)
	}
	grow(&s.keys, padded*kernel.HeadSize)
	grow(&s.values, padded*kernel.HeadSize)
	chunk := min(rows, chunkRows)
	grow(&s.h, chunk*m.ffn)
	grow(&s.hq, chunk*m.ffn)
	grow(&s.hrows, chunk)
	grow(&s.wide, kernel.MaxRows*max(m.hidden, m.ffn))
	grow(&s.gathered, kernel.MaxRows*m.hidden)
	grow(&s.logits, kernel.MaxRows*m.headsCols)
}

// Output is what the model says of each piece of the windows that were encoded,
// one row a piece.
type Output struct {
	Hidden extractors.Matrix   // states after the last layer
	Heads  []extractors.Matrix // by index of Model.Heads
}

// Encode runs the model on windows: sequences of pieces with [CLS] and [SEP]
// around them, of at most Window pieces. It writes to out, whose memory it uses
// again. The result for a window depends on nothing but that window.
func (m *Model) Encode(out *Output, windows ...[]Piece) error {
	rows := 0
	for i, w := range windows {
		if len(w) == 0 || len(w) > m.window {
			return fmt.Errorf("window %d has %d pieces, not 1 to %d", i, len(w), m.window)
		}
		for _, p := range w {
			if p.ID < 0 || int(p.ID) >= len(m.word.scale) || p.Shape >= shapes || p.Quote >= quoteStates {
				return fmt.Errorf("window %d: no such piece: %+v", i, p)
			}
		}
		rows += len(w)
	}
	out.Hidden.Cols = m.hidden
	grow(&out.Hidden.Data, rows*m.hidden)
	grow(&out.Heads, len(m.heads))
	for i, h := range m.heads {
		out.Heads[i].Cols = h.Size
		grow(&out.Heads[i].Data, rows*h.Size)
	}
	s := m.scratch.get()
	defer m.scratch.put(s)
	m.encode(s, out, windows)
	return nil
}

func (m *Model) encode(s *scratch, out *Output, windows [][]Piece) {
	for first := 0; len(windows) > 0; {
		n := batch(windows)
		m.forward(s, windows[:n])
		windows = windows[n:]
		copy(out.Hidden.Data[first*m.hidden:], s.x)
		for i := range s.rows {
			s.picked = append(s.picked, pick{i, first + i})
		}
		m.classify(s, out.Heads)
		first += len(s.rows)
	}
}

// batch is how many of the windows are computed together.
func batch(windows [][]Piece) int {
	rows := 0
	for i, w := range windows {
		if rows += len(w); rows > batchRows {
			return max(i, 1)
		}
	}
	return len(windows)
}

// Document encodes a text.
func (m *Model) Document(s string) *extractors.Encoding {
	c := m.scratch.get()
	defer m.scratch.put(c)
	m.split(c, s)
	e := &extractors.Encoding{
		Words: append([]corpus.Span(nil), c.text.words...),
		Heads: make(map[string]extractors.Matrix, len(m.heads)),
	}
	for _, h := range m.heads {
		if !vectors[h.Name] {
			e.Heads[h.Name] = extractors.Matrix{Cols: h.Size, Data: make([]float32, len(e.Words)*h.Size)}
		}
	}
	said := make([]extractors.Matrix, len(m.heads))
	for cuts, windows := c.cuts, c.windows; len(windows) > 0; {
		n := batch(windows)
		m.forward(c, windows[:n])
		for i, cut := range cuts[:n] {
			for k, h := range m.heads {
				said[k].Cols = h.Size
				grow(&said[k].Data, (cut.end-cut.start)*h.Size)
			}
			shift := c.sequence[i].start + 1 - c.text.start[cut.start]
			for w := cut.start; w < cut.end; w++ {
				c.picked = append(c.picked, pick{c.text.first[w] + shift, w - cut.start})
			}
			m.classify(c, said)
			m.join(e, said, cut, c.text.start)
		}
		cuts, windows = cuts[n:], windows[n:]
	}
	return e
}

// Windows cuts a text into the windows that Document encodes. The pieces are
// the caller's.
func (m *Model) Windows(s string) [][]Piece {
	c := m.scratch.get()
	defer m.scratch.put(c)
	m.split(c, s)
	out := make([][]Piece, len(c.windows))
	for i, w := range c.windows {
		out[i] = append([]Piece(nil), w...)
	}
	return out
}

// split fills the text, cuts and windows of the scratch.
func (m *Model) split(c *scratch, s string) {
	size := m.window - 2 // without [CLS] and [SEP]
	c.text.read(m.pieces, s, size-1)
	c.cuts = cuts(c.cuts[:0], c.text.start, c.text.seam, size)
	c.pieces, c.windows = c.pieces[:0], c.windows[:0]
	for _, cut := range c.cuts {
		c.pieces = append(c.pieces, Piece{ID: m.pieces.first, Shape: shapeSpecial})
		c.pieces = append(c.pieces, c.text.pieces[c.text.start[cut.start]:c.text.start[cut.end]]...)
		c.pieces = append(c.pieces, Piece{ID: m.pieces.last, Shape: shapeSpecial})
	}
	rest := c.pieces
	for _, cut := range c.cuts {
		n := c.text.start[cut.end] - c.text.start[cut.start] + 2
		c.windows = append(c.windows, rest[:n:n])
		rest = rest[n:]
	}
}

// forward leaves the hidden states of a batch in s.x.
func (m *Model) forward(s *scratch, windows [][]Piece) {
	rows := 0
	s.sequence = s.sequence[:0]
	for _, w := range windows {
		s.sequence = append(s.sequence, sequence{rows, rows + len(w)})
		rows += len(w)
	}
	s.reserve(m, rows)
	for i, w := range windows {
		m.embed(s.x[s.sequence[i].start*m.hidden:], w)
	}
	clear(s.y)
	m.addNorm(s, 0, rows, m.norm, m.layers[0].smoothQuery)
	for i := range m.layers {
		l := &m.layers[i]
		m.attend(s, l)
		for r := range rows {
			m.kernels.Quantise(&s.y[r*m.hidden], &s.q[r*m.hidden], &s.rows[r], m.hidden)
		}
		m.product(s, &l.output, s.y, s.q, s.rows)
		m.addNorm(s, 0, rows, l.norm1, l.smoothIn)

		next := l.smoothQuery // unused after the last layer
		if i+1 < len(m.layers) {
			next = m.layers[i+1].smoothQuery
		}
		for r := 0; r < rows; r += chunkRows {
			m.feedForward(s, l, r, min(r+chunkRows, rows), next)
		}
	}
}

// embed writes the sums of the embeddings of a sequence.
func (m *Model) embed(x []float32, w []Piece) {
	n := m.hidden
	for i, p := range w {
		out := x[i*n : (i+1)*n]
		word, scale := m.word.rows[int(p.ID)*n:][:n], m.word.scale[p.ID]
		position := m.position[i*n:][:n]
		shape, quote := m.shapes[int(p.Shape)*n:][:n], m.quotes[int(p.Quote)*n:][:n]
		for k := range out {
			out[k] = float32(float32(int8(word[k]))*scale) + position[k] + shape[k] + quote[k]
		}
	}
}

// addNorm normalises x+y of rows [from, to) into x and q.
func (m *Model) addNorm(s *scratch, from, to int, n layerNorm, smooth []float32) {
	for r := from; r < to; r++ {
		i := r * m.hidden
		m.kernels.Norm(&s.x[i], &s.y[i], &n.weight[0], &n.bias[0], &smooth[0], &s.q[i], &s.rows[r], m.hidden, m.eps)
	}
}

// feedForward computes the second half of a layer for rows [from, to).
func (m *Model) feedForward(s *scratch, l *layer, from, to int, smooth []float32) {
	n := to - from
	m.product(s, &l.in, s.h, s.q[from*m.hidden:], s.rows[from:to])
	for r := range n {
		m.kernels.Gelu(&s.h[r*m.ffn], &l.smoothOut[0], &s.hq[r*m.ffn], &s.hrows[r], m.ffn)
	}
	m.product(s, &l.out, s.y[from*m.hidden:], s.hq, s.hrows[:n])
	m.addNorm(s, from, to, l.norm2, smooth)
}

// product computes all outputs of a matrix for some rows.
func (m *Model) product(s *scratch, w *linear, out []float32, a []uint8, rows []kernel.Row) {
	for c := 0; c < w.out; c += kernel.PanelCols {
		m.panel(s, w, c, out[c:], w.out, a, rows)
	}
}

// panel computes kernel.PanelCols outputs of a matrix, from c on, for some rows.
func (m *Model) panel(s *scratch, w *linear, c int, out []float32, stride int, a []uint8, rows []kernel.Row) {
	t := &s.tile
	*t = kernel.Tile{
		OutStride: stride, AStride: w.in, Groups: w.in / 4,
		B: &w.panels[c*w.in], ColScale: &w.scale[c], Bias: &w.bias[c], ColSum: &w.sum[c],
		Wide: &s.wide[0],
	}
	for r := 0; r < len(rows); r += kernel.MaxRows {
		t.Out, t.A, t.Rows = &out[r*stride], &a[r*w.in], &rows[r]
		m.kernels.Product(t, min(kernel.MaxRows, len(rows)-r))
	}
}

// attend leaves what every row attends to in s.y.
func (m *Model) attend(s *scratch, l *layer) {
	for c := 0; c < m.hidden; c += pairCols {
		for i, w := range [3]*linear{&l.query, &l.key, &l.value} {
			m.panel(s, w, c, s.pair[i], pairCols, s.q, s.rows)
		}
		for _, q := range s.sequence {
			m.attendPair(s, q, c)
		}
	}
}

// attendPair computes two heads of one sequence, those of columns c and on.
func (m *Model) attendPair(s *scratch, q sequence, c int) {
	n := q.end - q.start
	blocks := (n + kernel.Block - 1) / kernel.Block
	headStride := blocks * kernel.Block * kernel.HeadSize
	most, factor := &s.most, &s.factor
	for i, bound := range [3]float32{kernel.QKMax, kernel.QKMax, kernel.VMax} {
		p := &s.pair[i][q.start*pairCols]
		m.kernels.AbsMax(p, pairCols, n, &most[i])
		for h := range 2 {
			most[i][h] = max(most[i][h], 1e-20)
			factor[i][h] = bound / most[i][h]
		}
		m.kernels.Round(p, pairCols, n, &factor[i], &s.pair8[i][0], headStride)
	}
	for h := range 2 {
		queries, keys, values := s.pair8[0][h*headStride:], s.pair8[1][h*headStride:], s.pair8[2][h*headStride:]
		clear(keys[n*kernel.HeadSize : headStride]) // padding attends to nothing and nothing to it
		clear(values[n*kernel.HeadSize : headStride])
		m.kernels.Keys(&keys[0], blocks, &s.keys[0])
		m.kernels.Values(&values[0], blocks*kernel.Block/2, &s.values[0])
		score, mix := &s.scoreTile, &s.mixTile
		*score = kernel.ScoreTile{
			Out: &s.score[0], OutStride: kernel.MaxKeys, QStride: kernel.HeadSize, K: &s.keys[0], Blocks: blocks,
			Scale: float32(float32(most[0][h]/kernel.QKMax)*float32(most[1][h]/kernel.QKMax)) * scoreScale,
		}
		*mix = kernel.MixTile{
			OutStride: m.hidden, P: &s.prob[0], PStride: kernel.MaxKeys, V: &s.values[0],
			Pairs: blocks * kernel.Block / 2, Scale: most[2][h] / (kernel.VMax * kernel.PMax),
		}
		for r := 0; r < n; r += kernel.MaxRows {
			rows := min(kernel.MaxRows, n-r)
			score.Q = &queries[r*kernel.HeadSize]
			m.kernels.Score(score, rows)
			for i := range rows {
				scores := s.score[i*kernel.MaxKeys:]
				for j := n; j < blocks*kernel.Block; j++ {
					scores[j] = kernel.Nowhere
				}
				m.kernels.Softmax(&scores[0], &s.prob[i*kernel.MaxKeys], blocks)
			}
			mix.Out = &s.y[(q.start+r)*m.hidden+c+h*kernel.HeadSize]
			m.kernels.Mix(mix, rows)
		}
	}
}

// scoreScale is 1/√HeadSize, and log₂e because the softmax is of powers of two.
const scoreScale = math.Log2E / 5.656854249492380195206754896838

// classify runs the heads on the picked rows and empties that list.
func (m *Model) classify(s *scratch, out []extractors.Matrix) {
	for i := 0; i < len(s.picked) && m.headsCols > 0; i += kernel.MaxRows {
		picked := s.picked[i:min(i+kernel.MaxRows, len(s.picked))]
		for r, p := range picked {
			copy(s.gathered[r*m.hidden:], s.x[p.row*m.hidden:(p.row+1)*m.hidden])
		}
		for c := 0; c < m.headsCols; c += kernel.DenseCols {
			s.denseTile = kernel.DenseTile{
				Out: &s.logits[c], OutStride: m.headsCols, A: &s.gathered[0], AStride: m.hidden,
				B: &m.headWeights[c*m.hidden], Bias: &m.headBias[c], K: m.hidden,
			}
			m.kernels.Dense(&s.denseTile, len(picked))
		}
		for r, p := range picked {
			for k, h := range m.heads {
				copy(out[k].Row(p.to), s.logits[r*m.headsCols+h.first:][:h.Size])
			}
		}
	}
	s.picked = s.picked[:0]
}
