package encoder

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"onrecord/extractors"
	"onrecord/extractors/encoder/internal/kernel"
	"onrecord/extractors/encoder/internal/safetensors"
)

// ErrModel is wrapped by the errors of files that hold no model that this
// package can run.
var ErrModel = errors.New("model")

// A Model is a BERT encoder of the MiniLM shape (heads of 32, exact GELU, layer
// norm after each block) with linear heads. It does not change: any number of
// goroutines may use it.
//
// Its file is one of safetensors. A tensor is F32, or I8 with a tensor of the
// same name and '.scale', F32, of one scale a row. The matrices of layers are
// used as I8; the others are rounded to I8 at load.
//
//	word                       vocabulary × hidden, used as I8
//	position, type             rows × hidden; a row of type stands for a style
//	                           of annotation in the training data; see UseStyle
//	case, quote                8 and 3 × hidden; may be absent
//	norm.{weight,bias}         hidden
//	layer.N.{query,key,value,output,ffn_in,ffn_out}.{weight,bias}
//	layer.N.{norm1,norm2}.{weight,bias}
//	layer.N.{query,ffn_in,ffn_out}.smooth
//	                           factors of the inputs of these matrices (that of
//	                           query is that of key and value too), by which
//	                           their columns were divided; may be absent
//	head.NAME.{weight,bias}    outputs × hidden
//
// Other tensors, F32, are for the readers of the heads (Tensor). The metadata
// are strings:
//
//	layers, hidden, heads      shape
//	window                     wordpieces of a window, with the two at its ends
//	vocab                      wordpieces, a line each
//	labels                     JSON: head -> list of the names of its outputs;
//	                           of those heads that have names
//	training                   what the weights were trained on and how
//	norm_eps                   of the layer norms; 1e-12 if absent
type Model struct {
	hidden, ffn, window int
	eps                 float32
	metadata            map[string]string
	pieces              *wordpieces

	word           table
	position       []float32 // with the type of the style in use
	styles         []float32 // rows of type
	shapes, quotes []float32
	norm           layerNorm
	layers         []layer
	heads          []Head
	headWeights    []float32 // [panel][hidden][kernel.DenseCols], of all heads one after the other
	headBias       []float32
	headsCols      int // outputs of all heads, rounded up to panels
	extra          map[string]extractors.Matrix
	zero           []float32 // hidden zeros
	kernels        *kernel.Kernels
	scratch        scratchPool
}

// A Head is a linear layer on the first piece of each word.
type Head struct {
	Name   string
	Labels []string // of its outputs; nil if they have no names
	Size   int      // number of outputs
	first  int      // column of its first output among those of all heads
}

// A table is an int8 embedding with a scale a row.
type table struct {
	rows  []byte // as int8
	scale []float32
}

type layerNorm struct{ weight, bias []float32 }

type layer struct {
	query, key, value, output, in, out linear
	norm1, norm2                       layerNorm
	// Factors of the inputs of query, key and value; of in; of out.
	smoothQuery, smoothIn, smoothOut []float32
}

// A linear is an int8 matrix, packed for kernel.Tile.
type linear struct {
	in, out     int
	panels      []int8
	scale, bias []float32
	sum         []int32
}

// Load reads a model from r.
func Load(r io.Reader) (*Model, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return Parse(data)
}

// Parse makes a model of the bytes of its file, which must not change as long
// as the model is used.
func Parse(data []byte) (*Model, error) { return parse(data, kernel.Best()) }

func parse(data []byte, kernels *kernel.Kernels) (*Model, error) {
	file, err := safetensors.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrModel, err)
	}
	l := loader{file: file, used: map[string]bool{}}
	m := l.model()
	if l.err != nil {
		return nil, l.err
	}
	m.kernels = kernels
	m.pieces, err = newWordpieces(file.Metadata["vocab"])
	if err != nil {
		return nil, fmt.Errorf("%w: metadata 'vocab': %w", ErrModel, err)
	}
	if n := len(m.pieces.model.GetVocab()); n != len(m.word.scale) {
		return nil, fmt.Errorf("%w: tensor \"word\" has %d rows for a vocabulary of %d", ErrModel, len(m.word.scale), n)
	}
	return m, nil
}

// UseStyle makes the model follow another of the styles of annotation that it
// was trained on; 0 is that of a new model. It is called before the model is
// used, and once.
func (m *Model) UseStyle(style int) error {
	if style < 0 || (style+1)*m.hidden > len(m.styles) {
		return fmt.Errorf("%w: no style %d: there are %d", ErrModel, style, len(m.styles)/m.hidden)
	}
	for i := range m.position {
		m.position[i] += m.styles[style*m.hidden+i%m.hidden] - m.styles[i%m.hidden]
	}
	return nil
}

// Training says what the weights were trained on and how.
func (m *Model) Training() string { return m.metadata["training"] }

// Window is the number of wordpieces of a window, with the two at its ends.
func (m *Model) Window() int { return m.window }

// Hidden is the size of a hidden state.
func (m *Model) Hidden() int { return m.hidden }

// Kernels names the kernels in use: avx512, avxvnni, avx2 or portable.
func (m *Model) Kernels() string { return m.kernels.Name }

// Heads are the heads in the order of their names.
func (m *Model) Heads() []Head { return m.heads }

// Tensor is a tensor that is no part of the encoder: a matrix whose columns are
// the last dimension.
func (m *Model) Tensor(name string) (extractors.Matrix, bool) {
	t, ok := m.extra[name]
	return t, ok
}

// A loader takes tensors out of a file and keeps the first error.
type loader struct {
	file *safetensors.File
	used map[string]bool
	err  error
}

func (l *loader) fail(format string, args ...any) {
	if l.err == nil {
		l.err = fmt.Errorf("%w: %s", ErrModel, fmt.Sprintf(format, args...))
	}
}

// number is a metadata value from low to high.
func (l *loader) number(key string, low, high int) int {
	n, err := strconv.Atoi(l.file.Metadata[key])
	if err != nil || n < low || n > high {
		l.fail("metadata %q is %.20q, not a number from %d to %d", key, l.file.Metadata[key], low, high)
		return low
	}
	return n
}

// tensor is a tensor with the given shape, where -1 stands for any length that
// is not 0.
func (l *loader) tensor(name string, shape ...int) (safetensors.Tensor, bool) {
	t, ok := l.file.Tensors[name]
	if !ok {
		l.fail("tensor %q is missing", name)
		return t, false
	}
	l.used[name] = true
	match := func(have, want int) bool { return have == want || want < 0 && have > 0 }
	if !slices.EqualFunc(t.Shape, shape, match) {
		l.fail("tensor %q has shape %v, not %v", name, t.Shape, shape)
		return t, false
	}
	return t, true
}

// floats is an F32 tensor of finite numbers, or an I8 one times its scales.
func (l *loader) floats(name string, shape ...int) []float32 {
	t, ok := l.tensor(name, shape...)
	if !ok {
		return nil
	}
	switch t.Type {
	case "F32":
		out := t.Float32s()
		for _, v := range out {
			if !(math.Abs(float64(v)) <= maxWeight) {
				l.fail("tensor %q holds %v", name, v)
				return nil
			}
		}
		return out
	case "I8":
		scale := l.floats(name+".scale", t.Shape[0])
		if scale == nil {
			return nil
		}
		out, cols := make([]float32, len(t.Data)), len(t.Data)/t.Shape[0]
		for i, b := range t.Data {
			out[i] = float32(int8(b)) * scale[i/cols]
		}
		return out
	}
	l.fail("tensor %q has type %s, not F32 or I8", name, t.Type)
	return nil
}

// maxWeight is far from what a model holds and from what overflows.
const maxWeight = 1e6

// optional is like floats; a vector of n times otherwise if there is none.
func (l *loader) optional(name string, otherwise float32, shape ...int) []float32 {
	if _, ok := l.file.Tensors[name]; ok {
		return l.floats(name, shape...)
	}
	n := 1
	for _, d := range shape {
		n *= d
	}
	return slices.Repeat([]float32{otherwise}, n)
}

// table is a matrix as I8 with a scale a row, which shares the bytes of the file
// if that has it so.
func (l *loader) table(name string, rows, cols int) table {
	t, ok := l.tensor(name, rows, cols)
	if !ok {
		return table{}
	}
	if t.Type == "I8" {
		return table{t.Data, l.floats(name+".scale", t.Shape[0])}
	}
	values := l.floats(name, rows, cols)
	if values == nil {
		return table{}
	}
	out := table{make([]byte, len(values)), make([]float32, t.Shape[0])}
	for r := range out.scale {
		row := values[r*cols : (r+1)*cols]
		var most float32
		for _, v := range row {
			most = max(most, float32(math.Abs(float64(v))))
		}
		out.scale[r] = most / 127
		if most == 0 {
			continue
		}
		for c, v := range row {
			out.rows[r*cols+c] = byte(int8(math.RoundToEven(float64(v / out.scale[r]))))
		}
	}
	return out
}

// linear is a layer's matrix, packed, with its bias.
func (l *loader) linear(name string, out, in int) linear {
	t := l.table(name+".weight", out, in)
	bias := l.floats(name+".bias", out)
	if l.err != nil {
		return linear{}
	}
	w := linear{in: in, out: out, panels: make([]int8, in*out), scale: t.scale, bias: bias, sum: make([]int32, out)}
	for p := 0; p < out; p += kernel.PanelCols {
		for c := range kernel.PanelCols {
			row := t.rows[(p+c)*in : (p+c+1)*in]
			panel := w.panels[p*in+4*c:]
			var sum int32
			for k := 0; k+4 <= len(row); k += 4 {
				four := panel[k*kernel.PanelCols : k*kernel.PanelCols+4 : k*kernel.PanelCols+4]
				v := binary.LittleEndian.Uint32(row[k:])
				four[0], four[1], four[2], four[3] = int8(v), int8(v>>8), int8(v>>16), int8(v>>24)
				sum += int32(four[0]) + int32(four[1]) + int32(four[2]) + int32(four[3])
			}
			w.sum[p+c] = sum
		}
	}
	return w
}

func (l *loader) layerNorm(name string, n int) layerNorm {
	return layerNorm{l.floats(name+".weight", n), l.floats(name+".bias", n)}
}

// Bounds of shapes: far from any model, so that no product of them overflows.
const (
	maxLayers = 64
	maxHidden = 4096
	minWindow = 8
)

func (l *loader) model() *Model {
	m := &Model{metadata: l.file.Metadata, eps: 1e-12}
	layers := l.number("layers", 1, maxLayers)
	m.hidden = l.number("hidden", kernel.PanelCols, maxHidden)
	if heads := l.number("heads", 1, maxHidden); heads*kernel.HeadSize != m.hidden || m.hidden%kernel.PanelCols != 0 {
		l.fail("hidden size %d with %d heads; heads have %d elements and are even in number", m.hidden, heads, kernel.HeadSize)
	}
	m.window = l.number("window", minWindow, kernel.MaxKeys)
	if s, ok := m.metadata["norm_eps"]; ok {
		eps, err := strconv.ParseFloat(s, 32)
		if err != nil || !(eps > 0 && eps < 1) {
			l.fail("metadata \"norm_eps\" is %.20q", s)
		}
		m.eps = float32(eps)
	}
	if l.err != nil {
		return nil
	}
	m.zero = make([]float32, m.hidden)
	m.word = l.table("word", -1, m.hidden)
	m.position = l.floats("position", -1, m.hidden)
	m.styles = l.floats("type", -1, m.hidden)
	m.shapes = l.optional("case", 0, shapes, m.hidden)
	m.quotes = l.optional("quote", 0, quoteStates, m.hidden)
	m.norm = l.layerNorm("norm", m.hidden)
	if l.err != nil {
		return nil
	}
	if rows := len(m.position) / m.hidden; rows < m.window {
		l.fail("tensor \"position\" has %d rows for windows of %d", rows, m.window)
		return nil
	}
	m.position = m.position[:min(len(m.position), kernel.MaxKeys*m.hidden)]
	for i := range m.position {
		m.position[i] += m.styles[i%m.hidden]
	}
	if t, ok := l.tensor("layer.0.ffn_in.weight", -1, m.hidden); ok {
		m.ffn = t.Shape[0]
	}
	if m.ffn%kernel.PanelCols != 0 {
		l.fail("tensor \"layer.0.ffn_in.weight\" has %d rows, no multiple of %d", m.ffn, kernel.PanelCols)
	}
	for i := 0; i < layers && l.err == nil; i++ {
		m.layers = append(m.layers, l.layer(fmt.Sprintf("layer.%d.", i), m.hidden, m.ffn))
	}
	l.heads(m)
	l.others(m)
	return m
}

func (l *loader) layer(name string, hidden, ffn int) layer {
	return layer{
		query:       l.linear(name+"query", hidden, hidden),
		key:         l.linear(name+"key", hidden, hidden),
		value:       l.linear(name+"value", hidden, hidden),
		output:      l.linear(name+"output", hidden, hidden),
		in:          l.linear(name+"ffn_in", ffn, hidden),
		out:         l.linear(name+"ffn_out", hidden, ffn),
		norm1:       l.layerNorm(name+"norm1", hidden),
		norm2:       l.layerNorm(name+"norm2", hidden),
		smoothQuery: l.optional(name+"query.smooth", 1, hidden),
		smoothIn:    l.optional(name+"ffn_in.smooth", 1, hidden),
		smoothOut:   l.optional(name+"ffn_out.smooth", 1, ffn),
	}
}

// heads packs the heads, which are small, as floats: links need the precision.
func (l *loader) heads(m *Model) {
	labels := map[string][]string{}
	if s, ok := m.metadata["labels"]; ok {
		if err := json.Unmarshal([]byte(s), &labels); err != nil {
			l.fail("metadata \"labels\": %v", err)
		}
	}
	cols := 0
	for name := range l.file.Tensors {
		if name, ok := strings.CutPrefix(name, "head."); ok {
			if name, ok := strings.CutSuffix(name, ".weight"); ok {
				m.heads = append(m.heads, Head{Name: name, Labels: labels[name]})
			}
		}
	}
	slices.SortFunc(m.heads, func(a, b Head) int { return strings.Compare(a.Name, b.Name) })
	var rows [][]float32
	for i := range m.heads {
		h := &m.heads[i]
		weight := l.floats("head."+h.Name+".weight", -1, m.hidden)
		h.Size, h.first = len(weight)/m.hidden, cols
		bias := l.floats("head."+h.Name+".bias", h.Size)
		if l.err != nil {
			return
		}
		if h.Labels != nil && len(h.Labels) != h.Size {
			l.fail("tensor \"head.%s.weight\" has %d rows for %d labels", h.Name, h.Size, len(h.Labels))
		}
		for r := range h.Size {
			rows = append(rows, weight[r*m.hidden:(r+1)*m.hidden])
		}
		m.headBias = append(m.headBias, bias...)
		cols += h.Size
	}
	m.headsCols = (cols + kernel.DenseCols - 1) / kernel.DenseCols * kernel.DenseCols
	m.headBias = append(m.headBias, make([]float32, m.headsCols-cols)...)
	m.headWeights = make([]float32, m.headsCols*m.hidden)
	for c, row := range rows {
		panel := m.headWeights[c/kernel.DenseCols*kernel.DenseCols*m.hidden:]
		for k, v := range row {
			panel[k*kernel.DenseCols+c%kernel.DenseCols] = v
		}
	}
}

// others keeps the tensors that nothing has taken.
func (l *loader) others(m *Model) {
	m.extra = map[string]extractors.Matrix{}
	for name, t := range l.file.Tensors {
		if l.used[name] || t.Type != "F32" || len(t.Shape) == 0 || len(t.Data) == 0 {
			continue
		}
		m.extra[name] = extractors.Matrix{Cols: t.Shape[len(t.Shape)-1], Data: l.floats(name, t.Shape...)}
	}
}
