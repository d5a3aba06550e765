package kernel_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/extractors/encoder/internal/kernel"
)

// others are the kernels that must give the same bits as Portable.
func others(t *testing.T) []*kernel.Kernels {
	all := kernel.All()
	if len(all) == 1 {
		t.Skip("this CPU runs only the portable kernels")
	}
	return all[:len(all)-1]
}

// Random numbers of a kind: ordinary ones, or with outliers, or extreme.
type kind struct {
	name  string
	float func(r *rand.Rand) float32
	byte  func(r *rand.Rand) uint8
	int16 func(r *rand.Rand, bound int) int16
}

var kinds = []kind{
	{"normal", func(r *rand.Rand) float32 { return float32(r.NormFloat64()) },
		func(r *rand.Rand) uint8 { return uint8(r.Uint32()) },
		func(r *rand.Rand, bound int) int16 { return int16(r.IntN(2*bound+1) - bound) }},
	{"outliers", func(r *rand.Rand) float32 { return float32(math.Exp(4*r.NormFloat64()) * float64(1-2*r.IntN(2))) },
		func(r *rand.Rand) uint8 { return uint8(r.IntN(3) * 127) },
		func(r *rand.Rand, bound int) int16 { return int16(r.IntN(3)-1) * int16(bound) }},
	{"greatest", func(r *rand.Rand) float32 { return 1e6 },
		func(r *rand.Rand) uint8 { return 255 },
		func(r *rand.Rand, bound int) int16 { return int16(bound) }},
	{"least", func(r *rand.Rand) float32 { return -1e6 },
		func(r *rand.Rand) uint8 { return 0x80 },
		func(r *rand.Rand, bound int) int16 { return -int16(bound) }},
	{"zero", func(r *rand.Rand) float32 { return 0 },
		func(r *rand.Rand) uint8 { return 0 },
		func(r *rand.Rand, bound int) int16 { return 0 }},
	{"tiny", func(r *rand.Rand) float32 { return float32(r.NormFloat64() * 1e-36) },
		func(r *rand.Rand) uint8 { return uint8(r.IntN(2)) },
		func(r *rand.Rand, bound int) int16 { return int16(r.IntN(3) - 1) }},
}

func fill[T any](n int, f func() T) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = f()
	}
	return out
}

// guard is written around results: no kernel may write there.
const guard = 32

// compare runs f with every other kernel and with Portable on equal inputs: f
// returns all that it wrote.
func compare(t *testing.T, f func(k *kernel.Kernels, r *rand.Rand, kind kind) []any) {
	t.Helper()
	for _, k := range others(t) {
		for _, kind := range kinds {
			want := f(kernel.Portable, rand.New(rand.NewPCG(1, 2)), kind)
			got := f(k, rand.New(rand.NewPCG(1, 2)), kind)
			for i := range want {
				if diff := cmp.Diff(bits(want[i]), bits(got[i])); diff != "" {
					t.Fatalf("%s, %s, result %d (-portable +%s):\n%s", k.Name, kind.name, i, k.Name, diff)
				}
			}
		}
	}
}

// bits makes floats comparable, −0 and 0 being different.
func bits(v any) any {
	floats, ok := v.([]float32)
	if !ok {
		return v
	}
	out := make([]uint32, len(floats))
	for i, f := range floats {
		out[i] = math.Float32bits(f)
	}
	return out
}

func TestProduct(t *testing.T) {
	for rows := 1; rows <= kernel.MaxRows; rows++ {
		for _, k := range []int{64, 128, 384, 1536} {
			t.Run(fmt.Sprintf("%dx%d", rows, k), func(t *testing.T) {
				compare(t, func(ks *kernel.Kernels, r *rand.Rand, kind kind) []any {
					stride := kernel.PanelCols + 16
					a := fill(rows*(k+8), func() uint8 { return kind.byte(r) })
					b := fill(k*kernel.PanelCols, func() int8 { return int8(kind.byte(r)) })
					state := fill(rows, func() kernel.Row { return kernel.Row{Scale: float32(r.Float64()), Zero: int32(r.IntN(256))} })
					scale := fill(kernel.PanelCols, func() float32 { return float32(r.Float64()) })
					bias := fill(kernel.PanelCols, func() float32 { return kind.float(r) })
					sum := fill(kernel.PanelCols, func() int32 { return int32(r.IntN(127*k*2) - 127*k) })
					out := make([]float32, rows*stride+guard)
					ks.Product(&kernel.Tile{
						Out: &out[0], OutStride: stride, A: &a[0], AStride: k + 8, Rows: &state[0], B: &b[0], Groups: k / 4,
						ColScale: &scale[0], Bias: &bias[0], ColSum: &sum[0],
						Wide: &make([]int16, kernel.MaxRows*k)[0],
					}, rows)
					return []any{out}
				})
			})
		}
	}
}

func TestDense(t *testing.T) {
	for rows := 1; rows <= kernel.MaxRows; rows++ {
		for _, k := range []int{64, 384} {
			t.Run(fmt.Sprintf("%dx%d", rows, k), func(t *testing.T) {
				compare(t, func(ks *kernel.Kernels, r *rand.Rand, kind kind) []any {
					stride := kernel.DenseCols + 16
					a := fill(rows*(k+8), func() float32 { return kind.float(r) })
					b := fill(k*kernel.DenseCols, func() float32 { return kind.float(r) })
					bias := fill(kernel.DenseCols, func() float32 { return kind.float(r) })
					out := make([]float32, rows*stride+guard)
					ks.Dense(&kernel.DenseTile{
						Out: &out[0], OutStride: stride, A: &a[0], AStride: k + 8, B: &b[0], Bias: &bias[0], K: k,
					}, rows)
					return []any{out}
				})
			})
		}
	}
}

func TestScore(t *testing.T) {
	for rows := 1; rows <= kernel.MaxRows; rows++ {
		for _, blocks := range []int{1, 2, 3, 8, 31, 32} {
			t.Run(fmt.Sprintf("%dx%d", rows, blocks), func(t *testing.T) {
				compare(t, func(ks *kernel.Kernels, r *rand.Rand, kind kind) []any {
					stride := blocks*kernel.Block + 16
					q := fill(rows*kernel.HeadSize, func() int16 { return kind.int16(r, kernel.QKMax) })
					k := fill(blocks*kernel.Block*kernel.HeadSize, func() int16 { return kind.int16(r, kernel.QKMax) })
					out := make([]float32, rows*stride+guard)
					ks.Score(&kernel.ScoreTile{
						Out: &out[0], OutStride: stride, Q: &q[0], QStride: kernel.HeadSize, K: &k[0], Blocks: blocks, Scale: 1e-7,
					}, rows)
					return []any{out}
				})
			})
		}
	}
}

// TestSoftmaxMix runs the two together, since Mix overflows on what no softmax
// gives.
func TestSoftmaxMix(t *testing.T) {
	for rows := 1; rows <= kernel.MaxRows; rows++ {
		for _, n := range []int{1, 2, 15, 16, 17, 100, 256, 511, 512} {
			t.Run(fmt.Sprintf("%dx%d", rows, n), func(t *testing.T) {
				compare(t, func(ks *kernel.Kernels, r *rand.Rand, kind kind) []any {
					blocks := (n + kernel.Block - 1) / kernel.Block
					keys := blocks * kernel.Block
					s := fill(rows*keys+guard, func() float32 { return kind.float(r) })
					p := make([]int16, rows*keys+guard)
					for i := range rows {
						for j := n; j < keys; j++ {
							s[i*keys+j] = kernel.Nowhere
						}
						ks.Softmax(&s[i*keys], &p[i*keys], blocks)
						for j := n; j < keys; j++ {
							if p[i*keys+j] != 0 {
								t.Errorf("%s: key %d of %d has weight %d", ks.Name, j, n, p[i*keys+j])
							}
						}
					}
					v := fill(keys*kernel.HeadSize, func() int16 { return kind.int16(r, kernel.VMax) })
					out := make([]float32, rows*(kernel.HeadSize+8)+guard)
					ks.Mix(&kernel.MixTile{
						Out: &out[0], OutStride: kernel.HeadSize + 8, P: &p[0], PStride: keys, V: &v[0], Pairs: keys / 2, Scale: 1e-7,
					}, rows)
					return []any{s, p, out}
				})
			})
		}
	}
}

var widths = []int{64, 128, 192, 384, 1536}

func TestRows(t *testing.T) {
	for _, n := range widths {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			compare(t, func(ks *kernel.Kernels, r *rand.Rand, kind kind) []any {
				vector := func() []float32 { return fill(n+guard, func() float32 { return kind.float(r) }) }
				x, y, gamma, beta, smooth, z, h := vector(), vector(), vector(), vector(), vector(), vector(), vector()
				q := [3][]uint8{make([]uint8, n+guard), make([]uint8, n+guard), make([]uint8, n+guard)}
				rows := make([]kernel.Row, 4)
				ks.Norm(&x[0], &y[0], &gamma[0], &beta[0], &smooth[0], &q[0][0], &rows[0], n, 1e-12)
				ks.Gelu(&h[0], &smooth[0], &q[1][0], &rows[1], n)
				ks.Quantise(&z[0], &q[2][0], &rows[2], n)
				return []any{x, h, q[0], q[1], q[2], rows}
			})
		})
	}
}

func TestHeads(t *testing.T) {
	for _, rows := range []int{1, 2, 5, 16, 48} {
		t.Run(fmt.Sprint(rows), func(t *testing.T) {
			compare(t, func(ks *kernel.Kernels, r *rand.Rand, kind kind) []any {
				const stride = 2*kernel.HeadSize + 16
				x := fill(rows*stride, func() float32 { return kind.float(r) })
				var most, scale [2]float32
				ks.AbsMax(&x[0], stride, rows, &most)
				for h := range scale {
					scale[h] = kernel.QKMax / max(most[h], 1e-20)
				}
				blocks := (rows + kernel.Block - 1) / kernel.Block
				size := blocks * kernel.Block * kernel.HeadSize
				q, k, v := make([]int16, 2*size+guard), make([]int16, size+guard), make([]int16, size+guard)
				ks.Round(&x[0], stride, rows, &scale, &q[0], size)
				ks.Keys(&q[0], blocks, &k[0])
				ks.Values(&q[size], blocks*kernel.Block/2, &v[0])
				return []any{most[:], q, k, v}
			})
		})
	}
}
