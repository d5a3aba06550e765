package kernel

import (
	"math"
	"unsafe"
)

// Portable is the definition of every kernel. Conversions to float32 forbid the
// compiler to fuse a multiplication with an addition.
var Portable = &Kernels{
	Name:     "portable",
	Product:  product,
	Dense:    dense,
	Score:    score,
	Mix:      mix,
	Norm:     norm,
	Gelu:     gelu,
	Quantise: quantise,
	AbsMax:   absMax,
	Round:    round,
	Keys:     keys,
	Values:   values,
	Softmax:  softmax,
}

// at is the n elements that start i elements after p.
func at[T any](p *T, i, n int) []T {
	return unsafe.Slice((*T)(unsafe.Add(unsafe.Pointer(p), i*int(unsafe.Sizeof(*p)))), n)
}

func nearest(x float32) int32 { return int32(math.RoundToEven(float64(x))) }

func product(t *Tile, rows int) {
	scale, bias, sum := at(t.ColScale, 0, PanelCols), at(t.Bias, 0, PanelCols), at(t.ColSum, 0, PanelCols)
	for r, row := range at(t.Rows, 0, rows) {
		var acc [PanelCols]int32
		a := at(t.A, r*t.AStride, 4*t.Groups)
		for g := range t.Groups {
			a0, a1, a2, a3 := int32(a[4*g]), int32(a[4*g+1]), int32(a[4*g+2]), int32(a[4*g+3])
			b := at(t.B, g*4*PanelCols, 4*PanelCols)
			for c := range acc {
				w := b[4*c : 4*c+4 : 4*c+4]
				acc[c] += a0*int32(w[0]) + a1*int32(w[1]) + a2*int32(w[2]) + a3*int32(w[3])
			}
		}
		out := at(t.Out, r*t.OutStride, PanelCols)
		for c := range out {
			v := float32(acc[c] - row.Zero*sum[c])
			out[c] = float32(v*float32(row.Scale*scale[c])) + bias[c]
		}
	}
}

func dense(t *DenseTile, rows int) {
	for r := range rows {
		out, a := at(t.Out, r*t.OutStride, DenseCols), at(t.A, r*t.AStride, t.K)
		copy(out, at(t.Bias, 0, DenseCols))
		for k, x := range a {
			for c, w := range at(t.B, k*DenseCols, DenseCols) {
				out[c] += float32(x * w)
			}
		}
	}
}

func score(t *ScoreTile, rows int) {
	for r := range rows {
		q := at(t.Q, r*t.QStride, HeadSize)
		for b := range t.Blocks {
			out := at(t.Out, r*t.OutStride+b*Block, Block)
			k := at(t.K, b*HeadSize*Block, HeadSize*Block)
			for j := range out {
				var acc int32
				for i, x := range q {
					acc += int32(x) * int32(k[(i/2*Block+j)*2+i%2])
				}
				out[j] = float32(acc) * t.Scale
			}
		}
	}
}

func mix(t *MixTile, rows int) {
	for r := range rows {
		var acc [HeadSize]int32
		p := at(t.P, r*t.PStride, 2*t.Pairs)
		for g := range t.Pairs {
			v := at(t.V, g*2*HeadSize, 2*HeadSize)
			for d := range acc {
				acc[d] += int32(p[2*g])*int32(v[2*d]) + int32(p[2*g+1])*int32(v[2*d+1])
			}
		}
		out := at(t.Out, r*t.OutStride, HeadSize)
		for d := range out {
			out[d] = float32(acc[d]) * t.Scale
		}
	}
}

// fold adds the lanes in halves.
func fold(lanes []float32) float32 {
	for n := len(lanes) / 2; n > 0; n /= 2 {
		for i := range n {
			lanes[i] += lanes[i+n]
		}
	}
	return lanes[0]
}

func norm(x, y, gamma, beta, smooth *float32, q *uint8, row *Row, n int, eps float32) {
	xs, ys, gs, bs, ss := at(x, 0, n), at(y, 0, n), at(gamma, 0, n), at(beta, 0, n), at(smooth, 0, n)
	perElement := 1 / float32(n)
	var lanes [Lanes]float32
	for i := range xs {
		xs[i] += ys[i]
		lanes[i%Lanes] += xs[i]
	}
	mean := fold(lanes[:]) * perElement
	lanes = [Lanes]float32{}
	for i := range xs {
		d := xs[i] - mean
		lanes[i%Lanes] += float32(d * d)
	}
	variance := float32(fold(lanes[:])*perElement) + eps
	inverse := 1 / float32(math.Sqrt(float64(variance)))
	low, high := float32(0), float32(0)
	for i := range xs {
		xs[i] = float32(float32((xs[i]-mean)*inverse)*gs[i]) + bs[i]
		s := xs[i] * ss[i]
		low, high = min(low, s), max(high, s)
	}
	inv, zero := row.set(low, high)
	for i, qs := 0, at(q, 0, n); i < n; i++ {
		qs[i] = quantised(xs[i]*ss[i], inv, zero)
	}
}

// set makes the row hold numbers from low ≤ 0 to high ≥ 0 and gives 1/Scale.
func (r *Row) set(low, high float32) (inverse float32, zero int32) {
	span := max(high-low, 1e-30)
	inverse = 255 / span
	r.Scale = span * (1.0 / 255)
	r.Zero = nearest(-low * inverse)
	return inverse, r.Zero
}

func quantised(x, inverse float32, zero int32) uint8 {
	return uint8(min(max(nearest(x*inverse)+zero, 0), 255))
}

func quantise(x *float32, q *uint8, row *Row, n int) {
	xs, qs := at(x, 0, n), at(q, 0, n)
	low, high := float32(0), float32(0)
	for _, v := range xs {
		low, high = min(low, v), max(high, v)
	}
	inverse, zero := row.set(low, high)
	for i, v := range xs {
		qs[i] = quantised(v, inverse, zero)
	}
}

// GELU is x·(½ + y·Q(w)) with y = x clamped to ±geluBound and Q a polynomial of
// w = 2y²/geluBound²−1. Its absolute error is less than 6e-6.
const (
	geluBound = 4.75
	geluScale = 0.0886426568031311
)

var geluPoly = [11]float32{0.14874835312366486, -0.07366922497749329, 0.05323338881134987,
	-0.040531810373067856, 0.03039737232029438, -0.021848516538739204, 0.013512391597032547,
	-0.006787031888961792, 0.004744190722703934, -0.004005370661616325, 0.001469409209676087}

func gelu1(x float32) float32 {
	y := max(min(x, geluBound), -geluBound)
	w := float32(float32(y*y)*geluScale) - 1
	p := geluPoly[10]
	for i := 9; i >= 0; i-- {
		p = float32(p*w) + geluPoly[i]
	}
	return x * (float32(y*p) + 0.5)
}

func gelu(x, smooth *float32, q *uint8, row *Row, n int) {
	xs, ss := at(x, 0, n), at(smooth, 0, n)
	for i := range xs {
		xs[i] = gelu1(xs[i]) * ss[i]
	}
	quantise(x, q, row, n)
}

func absMax(x *float32, stride, rows int, most *[2]float32) {
	*most = [2]float32{}
	for r := range rows {
		for i, v := range at(x, r*stride, 2*HeadSize) {
			h := i / HeadSize
			most[h] = max(most[h], math.Float32frombits(math.Float32bits(v)&^(1<<31)))
		}
	}
}

func round(x *float32, stride, rows int, scale *[2]float32, q *int16, headStride int) {
	for r := range rows {
		for i, v := range at(x, r*stride, 2*HeadSize) {
			h := i / HeadSize
			at(q, h*headStride+r*HeadSize+i%HeadSize, 1)[0] = int16(nearest(v * scale[h]))
		}
	}
}

// exp2Poly is 2^f for |f| ≤ ½ to 8e-8.
var exp2Poly = [6]float32{1.0000001192092896, 0.6931469440460205, 0.24022120237350464,
	0.05550713464617729, 0.009675540961325169, 0.0013276466634124517}

// exp2Floor is where 2^x is taken to be constant, so that it stays a normal
// number.
const exp2Floor = -125

func exp2(x float32) float32 {
	x = max(x, exp2Floor)
	k := float32(math.RoundToEven(float64(x)))
	f := x - k
	p := exp2Poly[5]
	for i := 4; i >= 0; i-- {
		p = float32(p*f) + exp2Poly[i]
	}
	return math.Float32frombits(math.Float32bits(p) + uint32(int32(k))<<23)
}

func softmax(s *float32, p *int16, blocks int) {
	n := blocks * Block
	ss, ps := at(s, 0, n), at(p, 0, n)
	top := ss[0]
	for _, v := range ss {
		top = max(top, v)
	}
	var lanes [SoftmaxLanes]float32
	for i, v := range ss {
		ss[i] = exp2(v - top)
		lanes[i%SoftmaxLanes] += ss[i]
	}
	scale := PMax / fold(lanes[:])
	for i, v := range ss {
		ps[i] = int16(nearest(v * scale))
	}
}

func keys(q *int16, blocks int, k *int16) {
	qs, ks := at(q, 0, blocks*Block*HeadSize), at(k, 0, blocks*Block*HeadSize)
	for i, v := range qs {
		row, col := i/HeadSize, i%HeadSize
		ks[row/Block*Block*HeadSize+(col/2*Block+row%Block)*2+col%2] = v
	}
}

func values(q *int16, pairs int, v *int16) {
	qs, vs := at(q, 0, pairs*2*HeadSize), at(v, 0, pairs*2*HeadSize)
	for i, x := range qs {
		row, col := i/HeadSize, i%HeadSize
		vs[(row/2*HeadSize+col)*2+row%2] = x
	}
}
