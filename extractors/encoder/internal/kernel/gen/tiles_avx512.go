package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// VPDPBUSD: dst += u8·s8, four to an element. VPDPWSSD: s16·s16, two.
func VPDPBUSD(signed, unsigned, dst Op) { op("VPDPBUSD", signed, unsigned, dst) }
func VPDPWSSD(a, b, dst Op)             { op("VPDPWSSD", a, b, dst) }

func tilesAVX512() {
	for rows := 1; rows <= maxRows; rows++ {
		productAVX512(rows)
		denseAVX512(rows)
		scoreAVX512(rows)
		mixAVX512(rows)
	}
	keysAVX512()
	valuesAVX512()
}

// A rowAddress addresses up to maxRows rows that are stride bytes apart.
type rowAddress struct {
	first, fourth, stride reg.GPVirtual
}

func newRowAddress(first, stride reg.GPVirtual, rows int) rowAddress {
	a := rowAddress{first: first, stride: stride}
	if rows > 3 {
		a.fourth = GP64()
		LEAQ(Mem{Base: stride, Index: stride, Scale: 2}, a.fourth)
		ADDQ(first, a.fourth)
	}
	return a
}

func (a rowAddress) at(row, disp int) Mem {
	base := a.first
	if row >= 3 {
		base, row = a.fourth, row-3
	}
	if row == 0 {
		return Mem{Base: base, Disp: disp}
	}
	return Mem{Base: base, Index: a.stride, Scale: uint8(row), Disp: disp}
}

// advance moves all rows on by n bytes.
func (a rowAddress) advance(n int) {
	add(n, a.first)
	if a.fourth != nil {
		add(n, a.fourth)
	}
}

// tile is rows × cols accumulators, cleared.
func (s isa) tile(rows, cols int) [][]reg.VecVirtual {
	out := make([][]reg.VecVirtual, rows)
	for r := range out {
		out[r] = s.vecs(cols)
		for _, v := range out[r] {
			s.zero(v)
		}
	}
	return out
}

func productAVX512(rows int) {
	const vectors, unroll = panelCols / 16, 4
	function(fmt.Sprintf("productAVX512x%d", rows), "t *byte")
	t := argument("t")
	a := newRowAddress(field(t, 2), field(t, 3), rows)
	b, n := field(t, 5), field(t, 6)
	SHRQ(Imm(2), n)
	acc := avx512.tile(rows, vectors)
	loop("groups", n, func() {
		for u := range unroll {
			w := avx512.vecs(vectors)
			for v := range w {
				VMOVDQU32(Mem{Base: b, Disp: u*4*panelCols + 64*v}, w[v])
			}
			for r := range rows {
				x := ZMM()
				VPBROADCASTD(a.at(r, 4*u), x)
				for v := range w {
					VPDPBUSD(w[v], x, acc[r][v])
				}
			}
		}
		add(unroll*4*panelCols, b)
		a.advance(4 * unroll)
	})
	out, stride := field(t, 0), field(t, 1)
	SHLQ(Imm(2), stride)
	row, scale, bias, sum := field(t, 4), field(t, 7), field(t, 8), field(t, 9)
	for r := range rows {
		rowScale, rowZero := ZMM(), ZMM()
		VBROADCASTSS(Mem{Base: row, Disp: 8 * r}, rowScale)
		VPBROADCASTD(Mem{Base: row, Disp: 8*r + 4}, rowZero)
		for v := range vectors {
			zero, factor, x := ZMM(), ZMM(), acc[r][v]
			VPMULLD(Mem{Base: sum, Disp: 64 * v}, rowZero, zero)
			VPSUBD(zero, x, x)
			VCVTDQ2PS(x, x)
			VMULPS(Mem{Base: scale, Disp: 64 * v}, rowScale, factor)
			VMULPS(factor, x, x)
			VADDPS(Mem{Base: bias, Disp: 64 * v}, x, x)
			VMOVUPS(x, Mem{Base: out, Disp: 64 * v})
		}
		if r+1 < rows {
			ADDQ(stride, out)
		}
	}
	VZEROUPPER()
	RET()
}

func denseAVX512(rows int) {
	const vectors = denseCols / 16
	function(fmt.Sprintf("denseAVX512x%d", rows), "t *byte")
	t := argument("t")
	stride := field(t, 3)
	SHLQ(Imm(2), stride)
	a := newRowAddress(field(t, 2), stride, rows)
	b, bias, n := field(t, 4), field(t, 5), field(t, 6)
	acc := avx512.tile(rows, vectors)
	for r := range rows {
		for v := range vectors {
			VMOVUPS(Mem{Base: bias, Disp: 64 * v}, acc[r][v])
		}
	}
	loop("elements", n, func() {
		w := avx512.vecs(vectors)
		for v := range w {
			VMOVUPS(Mem{Base: b, Disp: 64 * v}, w[v])
		}
		for r := range rows {
			x := ZMM()
			VBROADCASTSS(a.at(r, 0), x)
			for v := range w {
				p := ZMM()
				VMULPS(w[v], x, p)
				VADDPS(p, acc[r][v], acc[r][v])
			}
		}
		add(4*denseCols, b)
		a.advance(4)
	})
	out, outStride := field(t, 0), field(t, 1)
	SHLQ(Imm(2), outStride)
	for r := range rows {
		for v := range vectors {
			VMOVUPS(acc[r][v], Mem{Base: out, Disp: 64 * v})
		}
		if r+1 < rows {
			ADDQ(outStride, out)
		}
	}
	VZEROUPPER()
	RET()
}

// scoreAVX512 takes two blocks of keys at a time, and the last alone if their
// number is odd.
func scoreAVX512(rows int) {
	function(fmt.Sprintf("scoreAVX512x%d", rows), "t *byte")
	t := argument("t")
	stride := field(t, 3)
	SHLQ(Imm(1), stride)
	q := newRowAddress(field(t, 2), stride, rows)
	k, n := field(t, 4), field(t, 5)
	outStride := field(t, 1)
	SHLQ(Imm(2), outStride)
	out := newRowAddress(field(t, 0), outStride, rows)
	scale := ZMM()
	VBROADCASTSS(Mem{Base: t, Disp: 8 * 6}, scale)

	blocks := func(count int) {
		acc := avx512.tile(rows, count)
		for g := range headSize / 2 {
			w := avx512.vecs(count)
			for v := range w {
				VMOVDQU32(Mem{Base: k, Disp: v*headSize*block*2 + 64*g}, w[v])
			}
			for r := range rows {
				x := ZMM()
				VPBROADCASTD(q.at(r, 4*g), x)
				for v := range w {
					VPDPWSSD(w[v], x, acc[r][v])
				}
			}
		}
		for r := range rows {
			for v := range count {
				x := acc[r][v]
				VCVTDQ2PS(x, x)
				VMULPS(scale, x, x)
				VMOVUPS(x, out.at(r, 64*v))
			}
		}
		add(count*headSize*block*2, k)
		out.advance(64 * count)
	}
	SUBQ(Imm(2), n)
	JLT(LabelRef("rest"))
	Label("two")
	blocks(2)
	SUBQ(Imm(2), n)
	JGE(LabelRef("two"))
	Label("rest")
	add(2, n)
	JZ(LabelRef("done"))
	blocks(1)
	Label("done")
	VZEROUPPER()
	RET()
}

func mixAVX512(rows int) {
	const vectors, unroll = headSize / 16, 8
	function(fmt.Sprintf("mixAVX512x%d", rows), "t *byte")
	t := argument("t")
	stride := field(t, 3)
	SHLQ(Imm(1), stride)
	p := newRowAddress(field(t, 2), stride, rows)
	v, n := field(t, 4), field(t, 5)
	SHRQ(Imm(3), n)
	acc := avx512.tile(rows, vectors)
	loop("pairs", n, func() {
		for u := range unroll {
			w := avx512.vecs(vectors)
			for i := range w {
				VMOVDQU32(Mem{Base: v, Disp: u*4*headSize + 64*i}, w[i])
			}
			for r := range rows {
				x := ZMM()
				VPBROADCASTD(p.at(r, 4*u), x)
				for i := range w {
					VPDPWSSD(w[i], x, acc[r][i])
				}
			}
		}
		add(unroll*4*headSize, v)
		p.advance(4 * unroll)
	})
	out, outStride := field(t, 0), field(t, 1)
	SHLQ(Imm(2), outStride)
	scale := ZMM()
	VBROADCASTSS(Mem{Base: t, Disp: 8 * 6}, scale)
	for r := range rows {
		for i := range vectors {
			x := acc[r][i]
			VCVTDQ2PS(x, x)
			VMULPS(scale, x, x)
			VMOVUPS(x, Mem{Base: out, Disp: 64 * i})
		}
		if r+1 < rows {
			ADDQ(outStride, out)
		}
	}
	VZEROUPPER()
	RET()
}

// keysAVX512 transposes blocks of 16 keys of 16 pairs.
func keysAVX512() {
	function("keysAVX512", "q *int16, blocks int, k *int16")
	q, n, k := argument("q"), argument("blocks"), argument("k")
	loop("blocks", n, func() {
		// Rows r[i] = i0 i1 … i15, in four lanes of four.
		r := avx512.vecs(block)
		for i := range r {
			VMOVDQU32(Mem{Base: q, Disp: 64 * i}, r[i])
		}
		// Each pass interleaves rows that are distance apart.
		pairs := func(distance int, low, high func(a, b reg.VecVirtual, lo, hi reg.VecVirtual)) {
			for i := range r {
				if i&distance == 0 {
					lo, hi := ZMM(), ZMM()
					low(r[i], r[i+distance], lo, hi)
					high(r[i], r[i+distance], lo, hi)
					r[i], r[i+distance] = lo, hi
				}
			}
		}
		pairs(1,
			func(a, b, lo, hi reg.VecVirtual) { VPUNPCKLDQ(b, a, lo) },
			func(a, b, lo, hi reg.VecVirtual) { VPUNPCKHDQ(b, a, hi) })
		pairs(2,
			func(a, b, lo, hi reg.VecVirtual) { VPUNPCKLQDQ(b, a, lo) },
			func(a, b, lo, hi reg.VecVirtual) { VPUNPCKHQDQ(b, a, hi) })
		// Now r[4g+e], e of two bits swapped, holds column 4·lane+e of rows 4g … 4g+3.
		pairs(4,
			func(a, b, lo, hi reg.VecVirtual) { VSHUFI32X4(Imm(0x88), b, a, lo) },
			func(a, b, lo, hi reg.VecVirtual) { VSHUFI32X4(Imm(0xdd), b, a, hi) })
		pairs(8,
			func(a, b, lo, hi reg.VecVirtual) { VSHUFI32X4(Imm(0x88), b, a, lo) },
			func(a, b, lo, hi reg.VecVirtual) { VSHUFI32X4(Imm(0xdd), b, a, hi) })
		for i := range r {
			// Bits of i: 3, 2 are the lane (in which order they were taken), 1, 0 the element.
			element := i>>1&1 | i&1<<1
			lane := i>>2&1 | i>>3&1<<1
			VMOVDQU32(r[i], Mem{Base: k, Disp: 64 * (4*lane + element)})
		}
		add(64*block, q)
		add(64*block, k)
	})
	VZEROUPPER()
	RET()
}

// valuesAVX512 interleaves pairs of rows.
func valuesAVX512() {
	function("valuesAVX512", "q *int16, pairs int, v *int16")
	q, n, v := argument("q"), argument("pairs"), argument("v")
	loop("pairs", n, func() {
		for half := range 2 {
			a, b := ZMM(), ZMM()
			VPMOVZXWD(Mem{Base: q, Disp: 32 * half}, a)
			VPMOVZXWD(Mem{Base: q, Disp: 64 + 32*half}, b)
			VPSLLD(Imm(16), b, b)
			VPORD(a, b, b)
			VMOVDQU32(b, Mem{Base: v, Disp: 64 * half})
		}
		add(128, q)
		add(128, v)
	})
	VZEROUPPER()
	RET()
}
