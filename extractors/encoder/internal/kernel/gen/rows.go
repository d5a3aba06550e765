package main

import (
	"math"

	"github.com/mmcloughlin/avo/attr"
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func (s isa) rows() {
	s.norm()
	s.gelu()
	s.quantise()
	s.absMax()
	s.round()
	s.softmax()
}

// xmm is the lowest four elements of a vector.
func xmm(v reg.VecVirtual) reg.Register { return v.AsX() }

// fold adds vectors of partial sums, in the order of their lanes, in halves:
// the sum is the first element of what it gives.
func (s isa) fold(v []reg.VecVirtual) reg.VecVirtual {
	return s.reduce(v, func(a, b, to reg.Register) { VADDPS(a, b, to) })
}

// reduce combines vectors in halves.
func (s isa) reduce(v []reg.VecVirtual, f func(a, b, to reg.Register)) reg.VecVirtual {
	for n := len(v) / 2; n > 0; n /= 2 {
		for i := range n {
			f(v[i+n], v[i], v[i])
		}
	}
	all, upper := v[0], s.vec()
	if s.avx512() {
		VEXTRACTF64X4(Imm(1), all, upper.AsY())
		f(upper.AsY(), all.AsY(), all.AsY())
		VEXTRACTF32X4(Imm(1), all.AsY(), upper.AsX())
	} else {
		VEXTRACTF128(Imm(1), all, upper.AsX())
	}
	f(upper.AsX(), all.AsX(), all.AsX())
	VSHUFPS(Imm(0b1110), all.AsX(), all.AsX(), upper.AsX())
	f(upper.AsX(), all.AsX(), all.AsX())
	VSHUFPS(Imm(1), all.AsX(), all.AsX(), upper.AsX())
	f(upper.AsX(), all.AsX(), all.AsX())
	return all
}

// spread gives all elements of a new vector the first of v.
func (s isa) spread(v reg.VecVirtual) reg.VecVirtual {
	out := s.vec()
	VBROADCASTSS(v.AsX(), out)
	return out
}

// extremes keeps the least and the greatest element, at most and at least 0.
type extremes struct{ low, high reg.VecVirtual }

func (s isa) extremes() extremes {
	e := extremes{s.vec(), s.vec()}
	s.zero(e.low)
	s.zero(e.high)
	return e
}

func (e extremes) add(v reg.VecVirtual) {
	VMINPS(v, e.low, e.low)
	VMAXPS(v, e.high, e.high)
}

// scaled is Row.set: it writes a row and gives 1/Scale and Zero in vectors.
func (s isa) scaled(e extremes, row reg.GPVirtual) (inverse, zero reg.VecVirtual) {
	low := s.reduce([]reg.VecVirtual{e.low}, func(a, b, to reg.Register) { VMINPS(a, b, to) })
	high := s.reduce([]reg.VecVirtual{e.high}, func(a, b, to reg.Register) { VMAXPS(a, b, to) })
	span, inv, scale, z := XMM(), s.vec(), XMM(), s.vec()
	VSUBSS(xmm(low), xmm(high), span)
	VMAXSS(float(1e-30), span, span)
	VMOVSS(float(255), inv.AsX())
	VDIVSS(span, inv.AsX(), inv.AsX())
	VMULSS(float(1.0/255), span, scale)
	VMOVSS(scale, Mem{Base: row})
	VXORPS(z.AsX(), z.AsX(), z.AsX())
	VSUBSS(xmm(low), z.AsX(), z.AsX())
	VMULSS(inv.AsX(), z.AsX(), z.AsX())
	VCVTPS2DQ(z.AsX(), z.AsX())
	VMOVD(z.AsX(), Mem{Base: row, Disp: 4})
	inverse, zero = s.spread(inv), s.vec()
	VPBROADCASTD(z.AsX(), zero)
	return inverse, zero
}

// quantised writes 32 numbers, which get gives in turns of a vector, as uint8.
func (s isa) quantised(q reg.GPVirtual, inverse, zero reg.VecVirtual, get func(i int) reg.VecVirtual) {
	n := lanes * 4 / s.width
	v := make([]reg.VecVirtual, n)
	for i := range v {
		v[i] = get(i)
		VMULPS(inverse, v[i], v[i])
		VCVTPS2DQ(v[i], v[i])
		VPADDD(zero, v[i], v[i])
	}
	if s.avx512() {
		none := s.vec()
		s.zero(none)
		for i := range v {
			VPMAXSD(none, v[i], v[i])
			VPMOVUSDB(v[i], Mem{Base: q, Disp: 16 * i})
		}
		return
	}
	order := YMM()
	VMOVDQU(unpackOrder(), order)
	VPACKSSDW(v[1], v[0], v[0])
	VPACKSSDW(v[3], v[2], v[2])
	VPACKUSWB(v[2], v[0], v[0])
	VPERMD(v[0], order, v[0])
	VMOVDQU(v[0], Mem{Base: q})
}

var unpackOrderTable *Mem

// unpackOrder undoes what packing twice does to the lanes of AVX2.
func unpackOrder() Mem {
	if unpackOrderTable == nil {
		m := GLOBL("unpackOrder", attr.RODATA|attr.NOPTR)
		for i, v := range []uint32{0, 4, 1, 5, 2, 6, 3, 7} {
			DATA(4*i, U32(v))
		}
		unpackOrderTable = &m
	}
	return *unpackOrderTable
}

// each emits a loop over n elements, 32 at a time: body gets the i-th vector's
// displacement. It moves the pointers, of elements of 4 bytes, on and back.
func (s isa) each(label string, n reg.GPVirtual, pointers []reg.GPVirtual, body func(i, disp int)) {
	count := GP64()
	MOVQ(n, count)
	SHRQ(Imm(5), count)
	loop(label, count, func() {
		for i := range lanes * 4 / s.width {
			body(i, i*s.width)
		}
		for _, p := range pointers {
			add(4*lanes, p)
		}
	})
	MOVQ(n, count)
	SHLQ(Imm(2), count)
	for _, p := range pointers {
		SUBQ(count, p)
	}
}

func (s isa) norm() {
	function("norm"+s.suffix, "x, y, gamma, beta, smooth *float32, q *uint8, row *byte, n int, eps *float32")
	x, y, gamma, beta, smooth := argument("x"), argument("y"), argument("gamma"), argument("beta"), argument("smooth")
	q, row, n := argument("q"), argument("row"), argument("n")

	perElement := XMM()
	VXORPS(perElement, perElement, perElement)
	VCVTSI2SSQ(n, perElement, perElement)
	one := XMM()
	VMOVSS(float(1), one)
	VDIVSS(perElement, one, perElement)

	vectors := lanes * 4 / s.width
	acc := s.vecs(vectors)
	for _, a := range acc {
		s.zero(a)
	}
	s.each("sum", n, []reg.GPVirtual{x, y}, func(i, disp int) {
		v := s.vec()
		VMOVUPS(Mem{Base: x, Disp: disp}, v)
		VADDPS(Mem{Base: y, Disp: disp}, v, v)
		VMOVUPS(v, Mem{Base: x, Disp: disp})
		VADDPS(v, acc[i], acc[i])
	})
	sum := s.fold(acc)
	VMULSS(perElement, xmm(sum), xmm(sum))
	mean := s.spread(sum)

	acc = s.vecs(vectors)
	for _, a := range acc {
		s.zero(a)
	}
	s.each("squares", n, []reg.GPVirtual{x}, func(i, disp int) {
		v := s.vec()
		VMOVUPS(Mem{Base: x, Disp: disp}, v)
		VSUBPS(mean, v, v)
		VMULPS(v, v, v)
		VADDPS(v, acc[i], acc[i])
	})
	variance := s.fold(acc)
	VMULSS(perElement, xmm(variance), xmm(variance))
	e := argument("eps")
	VADDSS(Mem{Base: e}, xmm(variance), xmm(variance))
	VSQRTSS(xmm(variance), xmm(variance), xmm(variance))
	VDIVSS(xmm(variance), one, xmm(variance))
	inverseDeviation := s.spread(variance)

	ends := s.extremes()
	s.each("scale", n, []reg.GPVirtual{x, gamma, beta, smooth}, func(i, disp int) {
		v, smoothed := s.vec(), s.vec()
		VMOVUPS(Mem{Base: x, Disp: disp}, v)
		VSUBPS(mean, v, v)
		VMULPS(inverseDeviation, v, v)
		VMULPS(Mem{Base: gamma, Disp: disp}, v, v)
		VADDPS(Mem{Base: beta, Disp: disp}, v, v)
		VMOVUPS(v, Mem{Base: x, Disp: disp})
		VMULPS(Mem{Base: smooth, Disp: disp}, v, smoothed)
		ends.add(smoothed)
	})
	inverse, zero := s.scaled(ends, row)
	s.quantiseAll(q, n, inverse, zero, []reg.GPVirtual{x, smooth}, func(disp int, v reg.VecVirtual) {
		VMOVUPS(Mem{Base: x, Disp: disp}, v)
		VMULPS(Mem{Base: smooth, Disp: disp}, v, v)
	})
	VZEROUPPER()
	RET()
}

// quantiseAll quantises n elements, of which load gives a vector.
func (s isa) quantiseAll(q, n reg.GPVirtual, inverse, zero reg.VecVirtual, pointers []reg.GPVirtual, load func(disp int, v reg.VecVirtual)) {
	SHRQ(Imm(5), n)
	loop("quantise", n, func() {
		s.quantised(q, inverse, zero, func(i int) reg.VecVirtual {
			v := s.vec()
			load(i*s.width, v)
			return v
		})
		for _, p := range pointers {
			add(4*lanes, p)
		}
		add(lanes, q)
	})
}

func (s isa) quantise() {
	function("quantise"+s.suffix, "x *float32, q *uint8, row *byte, n int")
	x, q, row, n := argument("x"), argument("q"), argument("row"), argument("n")
	ends := s.extremes()
	s.each("extremes", n, []reg.GPVirtual{x}, func(i, disp int) {
		v := s.vec()
		VMOVUPS(Mem{Base: x, Disp: disp}, v)
		ends.add(v)
	})
	inverse, zero := s.scaled(ends, row)
	s.quantiseAll(q, n, inverse, zero, []reg.GPVirtual{x}, func(disp int, v reg.VecVirtual) {
		VMOVUPS(Mem{Base: x, Disp: disp}, v)
	})
	VZEROUPPER()
	RET()
}

const (
	geluBound = 4.75
	geluScale = 0.0886426568031311
)

var geluPoly = []float32{0.14874835312366486, -0.07366922497749329, 0.05323338881134987,
	-0.040531810373067856, 0.03039737232029438, -0.021848516538739204, 0.013512391597032547,
	-0.006787031888961792, 0.004744190722703934, -0.004005370661616325, 0.001469409209676087}

var exp2Poly = []float32{1.0000001192092896, 0.6931469440460205, 0.24022120237350464,
	0.05550713464617729, 0.009675540961325169, 0.0013276466634124517}

const (
	exp2Floor = -125
	pMax      = 32767
)

// operands are constants in registers, of which AVX-512 has enough, or memory.
func (s isa) operands(values ...float32) []Op {
	out := make([]Op, len(values))
	for i, v := range values {
		if s.avx512() {
			r := s.vec()
			VMOVUPS(float(v), r)
			out[i] = r
		} else {
			out[i] = float(v)
		}
	}
	return out
}

// horner leaves the value at x of a polynomial in a new vector.
func (s isa) horner(coefficients []Op, x reg.VecVirtual) reg.VecVirtual {
	p := s.vec()
	last := len(coefficients) - 1
	VMOVUPS(coefficients[last], p)
	for i := last - 1; i >= 0; i-- {
		VMULPS(x, p, p)
		VADDPS(coefficients[i], p, p)
	}
	return p
}

func (s isa) gelu() {
	function("gelu"+s.suffix, "x, smooth *float32, q *uint8, row *byte, n int")
	x, smooth, q, row, n := argument("x"), argument("smooth"), argument("q"), argument("row"), argument("n")
	poly := s.operands(geluPoly...)
	c := s.operands(geluBound, -geluBound, geluScale, -1, 0.5)
	ends := s.extremes()
	s.each("gelu", n, []reg.GPVirtual{x, smooth}, func(i, disp int) {
		v, y, w := s.vec(), s.vec(), s.vec()
		VMOVUPS(Mem{Base: x, Disp: disp}, v)
		VMINPS(c[0], v, y)
		VMAXPS(c[1], y, y)
		VMULPS(y, y, w)
		VMULPS(c[2], w, w)
		VADDPS(c[3], w, w)
		p := s.horner(poly, w)
		VMULPS(y, p, p)
		VADDPS(c[4], p, p)
		VMULPS(v, p, p)
		VMULPS(Mem{Base: smooth, Disp: disp}, p, p)
		VMOVUPS(p, Mem{Base: x, Disp: disp})
		ends.add(p)
	})
	inverse, zero := s.scaled(ends, row)
	s.quantiseAll(q, n, inverse, zero, []reg.GPVirtual{x}, func(disp int, v reg.VecVirtual) {
		VMOVUPS(Mem{Base: x, Disp: disp}, v)
	})
	VZEROUPPER()
	RET()
}

func (s isa) absMax() {
	function("absMax"+s.suffix, "x *float32, stride int, rows int, most *float32")
	x, stride, n, most := argument("x"), argument("stride"), argument("rows"), argument("most")
	SHLQ(Imm(2), stride)
	sign := s.vec()
	VMOVUPS(constant(math.MaxInt32), sign)
	vectors := headSize * 4 / s.width
	acc := s.vecs(2 * vectors)
	for _, a := range acc {
		s.zero(a)
	}
	loop("rows", n, func() {
		for i, a := range acc {
			v := s.vec()
			VANDPS(Mem{Base: x, Disp: i * s.width}, sign, v)
			VMAXPS(v, a, a)
		}
		ADDQ(stride, x)
	})
	for h := range 2 {
		m := s.reduce(acc[h*vectors:(h+1)*vectors], func(a, b, to reg.Register) { VMAXPS(a, b, to) })
		VMOVSS(xmm(m), Mem{Base: most, Disp: 4 * h})
	}
	VZEROUPPER()
	RET()
}

func (s isa) round() {
	function("round"+s.suffix, "x *float32, stride int, rows int, scale *float32, q *int16, headStride int")
	x, stride, n, scale := argument("x"), argument("stride"), argument("rows"), argument("scale")
	q, second := argument("q"), argument("headStride")
	SHLQ(Imm(2), stride)
	SHLQ(Imm(1), second)
	ADDQ(q, second)
	factors := s.vecs(2)
	for h, f := range factors {
		VBROADCASTSS(Mem{Base: scale, Disp: 4 * h}, f)
	}
	loop("rows", n, func() {
		for h, to := range []reg.GPVirtual{q, second} {
			s.int16s(to, headSize*4/s.width, func(i int) reg.VecVirtual {
				v := s.vec()
				VMULPS(Mem{Base: x, Disp: h*headSize*4 + i*s.width}, factors[h], v)
				return v
			})
		}
		ADDQ(stride, x)
		add(2*headSize, q)
		add(2*headSize, second)
	})
	VZEROUPPER()
	RET()
}

// int16s writes n vectors of floats, rounded; n is even for AVX2.
func (s isa) int16s(to reg.GPVirtual, n int, get func(i int) reg.VecVirtual) {
	v := make([]reg.VecVirtual, n)
	for i := range v {
		v[i] = get(i)
		VCVTPS2DQ(v[i], v[i])
	}
	if s.avx512() {
		for i := range v {
			VPMOVSDW(v[i], Mem{Base: to, Disp: 32 * i})
		}
		return
	}
	for i := 0; i < n; i += 2 {
		VPACKSSDW(v[i+1], v[i], v[i])
		VPERMQ(Imm(0b11011000), v[i], v[i])
		VMOVDQU(v[i], Mem{Base: to, Disp: 16 * i})
	}
}

// softmax works on blocks of 16 scores.
func (s isa) softmax() {
	function("softmax"+s.suffix, "x *float32, p *int16, blocks int")
	x, p, n := argument("x"), argument("p"), argument("blocks")
	vectors := block * 4 / s.width
	blocks := func(label string, count reg.GPVirtual, body func(i, disp int)) {
		loop(label, count, func() {
			for i := range vectors {
				body(i, i*s.width)
			}
			add(4*block, x)
		})
	}
	start := GP64()
	MOVQ(x, start)
	again := func() reg.GPVirtual {
		MOVQ(start, x)
		count := GP64()
		MOVQ(n, count)
		return count
	}

	top := s.vecs(vectors)
	for i := range top {
		VMOVUPS(Mem{Base: x, Disp: i * s.width}, top[i])
	}
	blocks("max", again(), func(i, disp int) { VMAXPS(Mem{Base: x, Disp: disp}, top[i], top[i]) })
	most := s.spread(s.reduce(top, func(a, b, to reg.Register) { VMAXPS(a, b, to) }))

	poly := s.operands(exp2Poly...)
	floor := s.operands(exp2Floor)[0]
	acc := s.vecs(vectors)
	for _, a := range acc {
		s.zero(a)
	}
	blocks("exp", again(), func(i, disp int) {
		v, k, whole := s.vec(), s.vec(), s.vec()
		VMOVUPS(Mem{Base: x, Disp: disp}, v)
		VSUBPS(most, v, v)
		VMAXPS(floor, v, v)
		VCVTPS2DQ(v, k)
		VCVTDQ2PS(k, whole)
		VSUBPS(whole, v, v)
		e := s.horner(poly, v)
		VPSLLD(Imm(23), k, k)
		VPADDD(k, e, e)
		VMOVUPS(e, Mem{Base: x, Disp: disp})
		VADDPS(e, acc[i], acc[i])
	})
	sum := s.fold(acc)
	factor := XMM()
	VMOVSS(float(pMax), factor)
	VDIVSS(xmm(sum), factor, factor)
	scale := s.vec()
	VBROADCASTSS(factor, scale)
	loop("round", again(), func() {
		s.int16s(p, vectors, func(i int) reg.VecVirtual {
			v := s.vec()
			VMULPS(Mem{Base: x, Disp: i * s.width}, scale, v)
			return v
		})
		add(4*block, x)
		add(2*block, p)
	})
	VZEROUPPER()
	RET()
}
