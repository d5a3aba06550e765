package encoder

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/encoder/internal/kernel"
	"onrecord/extractors/encoder/internal/safetensors"
)

// window is n random pieces.
func window(m *Model, r *rand.Rand, n int) []Piece {
	out := make([]Piece, n)
	for i := range out {
		out[i] = Piece{int32(r.IntN(len(m.word.scale))), uint8(r.IntN(shapes)), uint8(r.IntN(quoteStates))}
	}
	return out
}

func encode(t testing.TB, m *Model, windows ...[]Piece) Output {
	t.Helper()
	var out Output
	if err := m.Encode(&out, windows...); err != nil {
		t.Fatal(err)
	}
	return out
}

// bits are the bits of an output.
func bits(o Output) []uint32 {
	var out []uint32
	for _, m := range append([]extractors.Matrix{o.Hidden}, o.Heads...) {
		for _, v := range m.Data {
			out = append(out, math.Float32bits(v))
		}
	}
	return out
}

// TestFloat holds the engine against the definition of the model, computed in
// float64 without any rounding to integers but that of the weights.
func TestFloat(t *testing.T) {
	for _, k := range kernel.All() {
		m := tiny(t, k)
		r := rand.New(rand.NewPCG(1, 2))
		for _, n := range []int{1, 2, 7, 16, 17, 32} {
			w := window(m, r, n)
			got := encode(t, m, w)
			hidden := reference(t, w)
			for i, want := range hidden {
				if c := cosine(got.Hidden.Row(i), want); c < 0.999 {
					t.Errorf("%s: window of %d, piece %d: cosine %v", k.Name, n, i, c)
				}
			}
			for h, head := range m.Heads() {
				for i, x := range hidden {
					if c := cosine(got.Heads[h].Row(i), linearOf(t, "head."+head.Name, x)); c < 0.995 {
						t.Errorf("%s: window of %d, piece %d, head %s: cosine %v", k.Name, n, i, head.Name, c)
					}
				}
			}
		}
	}
}

func cosine(a []float32, b []float64) float64 {
	var ab, aa, bb float64
	for i, x := range a {
		ab, aa, bb = ab+float64(x)*b[i], aa+float64(x)*float64(x), bb+b[i]*b[i]
	}
	return ab / math.Sqrt(aa*bb)
}

var tinyTensors = sync.OnceValue(func() map[string]safetensors.Tensor {
	f, err := safetensors.Parse(tinyFile(&testing.T{}))
	if err != nil {
		panic(err)
	}
	return f.Tensors
})

// rows is a tensor of the fixture in float64.
func rowsOf(t testing.TB, name string) [][]float64 {
	t.Helper()
	tensor, ok := tinyTensors()[name]
	if !ok {
		t.Fatalf("no tensor %s", name)
	}
	cols := tensor.Shape[len(tensor.Shape)-1]
	var values []float64
	if tensor.Type == "I8" {
		scale := rowsOf(t, name+".scale")[0]
		for i, b := range tensor.Data {
			values = append(values, float64(int8(b))*scale[i/cols])
		}
	} else {
		for _, v := range tensor.Float32s() {
			values = append(values, float64(v))
		}
	}
	return slices.Collect(slices.Chunk(values, cols))
}

func linearOf(t testing.TB, name string, x []float64) []float64 {
	bias := rowsOf(t, name+".bias")[0]
	out := slices.Clone(bias)
	for i, row := range rowsOf(t, name+".weight") {
		for k, w := range row {
			out[i] += w * x[k]
		}
	}
	return out
}

// smoothed is x times the factors of the tensor.
func smoothed(t testing.TB, name string, x []float64) []float64 {
	out := slices.Clone(x)
	for k, f := range rowsOf(t, name)[0] {
		out[k] *= f
	}
	return out
}

func addNormOf(t testing.TB, name string, x, y []float64) []float64 {
	n := float64(len(x))
	out := slices.Clone(x)
	var mean, variance float64
	for k := range out {
		out[k] += y[k]
		mean += out[k] / n
	}
	for _, v := range out {
		variance += (v - mean) * (v - mean) / n
	}
	weight, bias := rowsOf(t, name+".weight")[0], rowsOf(t, name+".bias")[0]
	for k := range out {
		out[k] = (out[k]-mean)/math.Sqrt(variance+1e-12)*weight[k] + bias[k]
	}
	return out
}

// reference is the hidden states of a window of the fixture.
func reference(t testing.TB, window []Piece) [][]float64 {
	const layers, heads, size = 2, 2, kernel.HeadSize
	word, position, kind := rowsOf(t, "word"), rowsOf(t, "position"), rowsOf(t, "type")
	shape, quote := rowsOf(t, "case"), rowsOf(t, "quote")
	var x [][]float64
	for i, p := range window {
		sum := slices.Clone(word[p.ID])
		for _, e := range [][]float64{position[i], kind[0], shape[p.Shape], quote[p.Quote]} {
			for k := range sum {
				sum[k] += e[k]
			}
		}
		x = append(x, addNormOf(t, "norm", sum, make([]float64, len(sum))))
	}
	for l := range layers {
		p := fmt.Sprintf("layer.%d.", l)
		var q, k, v [][]float64
		for _, row := range x {
			in := smoothed(t, p+"query.smooth", row)
			q, k, v = append(q, linearOf(t, p+"query", in)), append(k, linearOf(t, p+"key", in)), append(v, linearOf(t, p+"value", in))
		}
		for i := range x {
			mixed := make([]float64, heads*size)
			for h := range heads {
				var sum float64
				weights := make([]float64, len(x))
				for j := range x {
					var dot float64
					for d := range size {
						dot += q[i][h*size+d] * k[j][h*size+d]
					}
					weights[j] = math.Exp(dot / math.Sqrt(size))
					sum += weights[j]
				}
				for j, w := range weights {
					for d := range size {
						mixed[h*size+d] += w / sum * v[j][h*size+d]
					}
				}
			}
			x[i] = addNormOf(t, p+"norm1", x[i], linearOf(t, p+"output", mixed))
		}
		for i := range x {
			h := linearOf(t, p+"ffn_in", smoothed(t, p+"ffn_in.smooth", x[i]))
			for k, v := range h {
				h[k] = v / 2 * (1 + math.Erf(v/math.Sqrt2))
			}
			x[i] = addNormOf(t, p+"norm2", x[i], linearOf(t, p+"ffn_out", smoothed(t, p+"ffn_out.smooth", h)))
		}
	}
	return x
}

// TestSameBits compares whole encodings; internal/kernel does it for each
// kernel. The hash makes sure of the same on machines of other kinds.
func TestSameBits(t *testing.T) {
	const want = "c879ff931e28ec68"
	for _, k := range kernel.All() {
		m := tiny(t, k)
		r := rand.New(rand.NewPCG(3, 4))
		hash := sha256.New()
		for n := 1; n <= m.Window(); n++ {
			if err := binary.Write(hash, binary.LittleEndian, bits(encode(t, m, window(m, r, n)))); err != nil {
				t.Fatal(err)
			}
		}
		if got := hex.EncodeToString(hash.Sum(nil)[:8]); got != want {
			t.Errorf("%s: %s, want %s", k.Name, got, want)
		}
	}
}

// TestBatch checks that the result for a window does not depend on the others.
func TestBatch(t *testing.T) {
	m := tiny(t, kernel.Best())
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		var windows [][]Piece
		for _, n := range rapid.SliceOfN(rapid.IntRange(1, m.Window()), 1, 40).Draw(t, "lengths") {
			windows = append(windows, window(m, r, n))
		}
		var together, alone Output
		if err := m.Encode(&together, windows...); err != nil {
			t.Fatal(err)
		}
		row := 0
		for i, w := range windows {
			if err := m.Encode(&alone, w); err != nil {
				t.Fatal(err)
			}
			from, to := row*m.Hidden(), (row+len(w))*m.Hidden()
			if !slices.Equal(alone.Hidden.Data, together.Hidden.Data[from:to]) {
				t.Fatalf("hidden states of window %d of %d differ", i, len(windows))
			}
			for h, head := range m.Heads() {
				if !slices.Equal(alone.Heads[h].Data, together.Heads[h].Data[row*head.Size:(row+len(w))*head.Size]) {
					t.Fatalf("head %s of window %d of %d differs", head.Name, i, len(windows))
				}
			}
			row += len(w)
		}
	})
}

// TestDocument computes what Document should give from single windows.
func TestDocument(t *testing.T) {
	m := tiny(t, kernel.Best())
	e := m.Document(articleText)
	var in text
	in.read(m.pieces, articleText, m.Window()-3)
	if diff := cmp.Diff(in.words, e.Words); diff != "" {
		t.Fatal(diff)
	}
	all := cuts(nil, in.start, in.seam, m.Window()-2)
	if len(all) < 4 {
		t.Fatalf("%d windows are too few for this test", len(all))
	}
	windows := m.Windows(articleText)
	said := func(k, w, head int) []float32 {
		return encode(t, m, windows[k]).Heads[head].Row(1 + in.first[w] - in.start[all[k].start])
	}
	faded := 0
	for w := range e.Words {
		from := slices.IndexFunc(all, func(c cut) bool { return c.from <= w && w < c.to })
		first := slices.IndexFunc(all, func(c cut) bool { return c.start <= w && w < c.end })
		for h, head := range m.Heads() {
			got, want := e.Heads[head.Name].Row(w), said(from, w, h)
			if k := first + 1; k < len(all) && all[k].start <= w { // in two windows
				faded++
				begin, end := in.start[all[k].start], in.start[all[first].end]
				share := float32(1+in.start[w]-begin) / float32(2+end-begin)
				want = slices.Clone(said(first, w, h))
				for i, x := range said(k, w, h) {
					want[i] = (1-share)*want[i] + share*x
				}
			}
			if d := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-5)); d != "" {
				t.Errorf("word %d (%s), head %s: %s", w, e.Words[w].Of(articleText), head.Name, d)
			}
		}
	}
	if faded == 0 {
		t.Error("no word is in two windows")
	}
}

func TestExtractor(t *testing.T) {
	a := extractors.Annotation{Doc: &corpus.Document{Text: articleText}}
	if err := New(tiny(t, kernel.Best())).Run(&a); err != nil {
		t.Fatal(err)
	}
	if len(a.Encoding.Words) == 0 || len(a.Encoding.Heads["kind"].Data) != 3*len(a.Encoding.Words) {
		t.Errorf("%d words, %d numbers of head kind", len(a.Encoding.Words), len(a.Encoding.Heads["kind"].Data))
	}
	a.Doc = &corpus.Document{}
	if err := New(tiny(t, kernel.Best())).Run(&a); err != nil || len(a.Encoding.Words) != 0 {
		t.Errorf("empty document: %v, %v", a.Encoding, err)
	}
}

func TestWorkers(t *testing.T) {
	m := tiny(t, kernel.Best())
	texts := strings.SplitAfter(articleText, ".")
	want := make([]*extractors.Encoding, len(texts))
	for i, s := range texts {
		want[i] = m.Document(s)
	}
	fresh := tiny(t, kernel.Best()) // with an empty cache
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for i, s := range texts {
				if diff := cmp.Diff(want[i], fresh.Document(s)); diff != "" {
					t.Errorf("text %d: %s", i, diff)
				}
			}
		})
	}
	wait.Wait()
}

func TestEncodeErrors(t *testing.T) {
	m := tiny(t, kernel.Best())
	for name, w := range map[string][]Piece{
		"empty":    {},
		"too long": make([]Piece, m.Window()+1),
		"id":       {{ID: int32(len(m.word.scale))}},
		"negative": {{ID: -1}},
		"shape":    {{Shape: shapes}},
		"quote":    {{Quote: quoteStates}},
	} {
		if err := m.Encode(new(Output), w); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestAllocations: a worker's memory is allocated once.
func TestAllocations(t *testing.T) {
	m := tiny(t, kernel.Best())
	r := rand.New(rand.NewPCG(1, 2))
	windows := [][]Piece{window(m, r, 32), window(m, r, 9), window(m, r, 30)}
	out := encode(t, m, windows...)
	s := m.scratch.get()
	if n := testing.AllocsPerRun(20, func() {
		m.encode(s, &out, windows)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzDocument(f *testing.F) {
	m := tiny(f, kernel.Best())
	f.Add(articleText)
	f.Add("a\xffb\x00\u0301 \r\n\u2028x")
	f.Add(strings.Repeat("東", 100) + strings.Repeat("_", 100) + strings.Repeat("x", 300))
	f.Fuzz(func(t *testing.T, s string) {
		e := m.Document(s)
		end := 0
		for _, w := range e.Words {
			if w.Start < end || w.End <= w.Start || w.End > len(s) {
				t.Fatalf("words %v", e.Words)
			}
			end = w.End
		}
		for name, h := range e.Heads {
			if len(h.Data) != len(e.Words)*h.Cols {
				t.Fatalf("head %s has %d numbers for %d words", name, len(h.Data), len(e.Words))
			}
			for _, v := range h.Data {
				if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
					t.Fatalf("head %s holds %v", name, v)
				}
			}
		}
	})
}
