package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// AVX2 has no product of bytes that does not saturate: bytes are widened and
// VPMADDWD multiplies them as 16-bit integers. A tile has two vectors a row: 16
// registers hold no more.

func tilesAVX2() {
	for rows := 1; rows <= maxRows; rows++ {
		productAVX2(rows)
		denseAVX2(rows)
		scoreAVX2(rows)
		mixAVX2(rows)
	}
	keysAVX2()
	valuesAVX2()
}

// madd adds to acc the sums of the products of pairs.
func madd(w, x, acc reg.VecVirtual) {
	p := YMM()
	VPMADDWD(w, x, p)
	VPADDD(p, acc, acc)
}

func productAVX2(rows int) {
	const cols, unroll = 8, 2
	function(fmt.Sprintf("productAVX2x%d", rows), "t *byte")
	t := argument("t")
	panel, parts := field(t, 5), GP64()
	MOVQ(U32(panelCols/cols), parts)
	widen(t, rows)
	out, scale, bias, sum := field(t, 0), field(t, 7), field(t, 8), field(t, 9)
	loop("columns", parts, func() {
		wideStride := field(t, 6)
		SHLQ(Imm(3), wideStride)
		a := newRowAddress(field(t, 10), wideStride, rows)
		b, n := GP64(), field(t, 6)
		MOVQ(panel, b)
		SHRQ(Imm(1), n)
		// An element is the sum over two of four bytes of a column.
		acc := avx2.tile(rows, 2)
		loop("groups", n, func() {
			for u := range unroll {
				w := avx2.vecs(2)
				for v := range w {
					VPMOVSXBW(Mem{Base: b, Disp: u*4*panelCols + 16*v}, w[v])
				}
				for r := range rows {
					x := YMM()
					VPBROADCASTQ(a.at(r, 8*u), x)
					for v := range w {
						madd(w[v], x, acc[r][v])
					}
				}
			}
			add(unroll*4*panelCols, b)
			a.advance(8 * unroll)
		})
		row, to, stride := field(t, 4), GP64(), field(t, 1)
		MOVQ(out, to)
		SHLQ(Imm(2), stride)
		for r := range rows {
			x, rowScale, rowZero := acc[r][0], YMM(), YMM()
			VPHADDD(acc[r][1], x, x)
			VPERMQ(Imm(0b11011000), x, x)
			VBROADCASTSS(Mem{Base: row, Disp: 8 * r}, rowScale)
			VPBROADCASTD(Mem{Base: row, Disp: 8*r + 4}, rowZero)
			VPMULLD(Mem{Base: sum}, rowZero, rowZero)
			VPSUBD(rowZero, x, x)
			VCVTDQ2PS(x, x)
			VMULPS(Mem{Base: scale}, rowScale, rowScale)
			VMULPS(rowScale, x, x)
			VADDPS(Mem{Base: bias}, x, x)
			VMOVUPS(x, Mem{Base: to})
			if r+1 < rows {
				ADDQ(stride, to)
			}
		}
		add(4*cols, panel)
		for _, p := range []reg.GPVirtual{out, scale, bias, sum} {
			add(4*cols, p)
		}
	})
	VZEROUPPER()
	RET()
}

// widen copies the rows of activations as 16-bit integers: done once, it saves a
// shuffle each time that one is read.
func widen(t reg.GPVirtual, rows int) {
	to := field(t, 10)
	for r := range rows {
		from, n := field(t, 3), field(t, 6)
		if r == 0 {
			XORQ(from, from)
		} else if r > 1 {
			IMUL3Q(Imm(uint64(r)), from, from)
		}
		first := field(t, 2)
		ADDQ(first, from)
		SHRQ(Imm(2), n)
		loop(fmt.Sprintf("widen%d", r), n, func() {
			x := YMM()
			VPMOVZXBW(Mem{Base: from}, x)
			VMOVDQU(x, Mem{Base: to})
			add(16, from)
			add(32, to)
		})
	}
}

func denseAVX2(rows int) {
	const cols = 16
	function(fmt.Sprintf("denseAVX2x%d", rows), "t *byte")
	t := argument("t")
	out, panel, bias, parts := field(t, 0), field(t, 4), field(t, 5), GP64()
	MOVQ(U32(denseCols/cols), parts)
	loop("columns", parts, func() {
		stride := field(t, 3)
		SHLQ(Imm(2), stride)
		a := newRowAddress(field(t, 2), stride, rows)
		b, n := GP64(), field(t, 6)
		MOVQ(panel, b)
		acc := avx2.tile(rows, 2)
		for r := range rows {
			for v := range 2 {
				VMOVUPS(Mem{Base: bias, Disp: 32 * v}, acc[r][v])
			}
		}
		loop("elements", n, func() {
			w := avx2.vecs(2)
			for v := range w {
				VMOVUPS(Mem{Base: b, Disp: 32 * v}, w[v])
			}
			for r := range rows {
				x := YMM()
				VBROADCASTSS(a.at(r, 0), x)
				for v := range w {
					p := YMM()
					VMULPS(w[v], x, p)
					VADDPS(p, acc[r][v], acc[r][v])
				}
			}
			add(4*denseCols, b)
			a.advance(4)
		})
		to, outStride := GP64(), field(t, 1)
		MOVQ(out, to)
		SHLQ(Imm(2), outStride)
		for r := range rows {
			for v := range 2 {
				VMOVUPS(acc[r][v], Mem{Base: to, Disp: 32 * v})
			}
			if r+1 < rows {
				ADDQ(outStride, to)
			}
		}
		for _, p := range []reg.GPVirtual{out, panel, bias} {
			add(4*cols, p)
		}
	})
	VZEROUPPER()
	RET()
}

func scoreAVX2(rows int) { scoreYMM("AVX2", rows, madd) }
func mixAVX2(rows int)   { mixYMM("AVX2", rows, madd) }

// scoreYMM has madd add the sums of products of pairs.
func scoreYMM(suffix string, rows int, madd func(w, x, acc reg.VecVirtual)) {
	function(fmt.Sprintf("score%sx%d", suffix, rows), "t *byte")
	t := argument("t")
	stride := field(t, 3)
	SHLQ(Imm(1), stride)
	q := newRowAddress(field(t, 2), stride, rows)
	k, n := field(t, 4), field(t, 5)
	outStride := field(t, 1)
	SHLQ(Imm(2), outStride)
	out := newRowAddress(field(t, 0), outStride, rows)
	loop("blocks", n, func() {
		acc := avx2.tile(rows, 2)
		for g := range headSize / 2 {
			w := avx2.vecs(2)
			for v := range w {
				VMOVDQU(Mem{Base: k, Disp: 64*g + 32*v}, w[v])
			}
			for r := range rows {
				x := YMM()
				VPBROADCASTD(q.at(r, 4*g), x)
				for v := range w {
					madd(w[v], x, acc[r][v])
				}
			}
		}
		scale := YMM()
		VBROADCASTSS(Mem{Base: t, Disp: 8 * 6}, scale)
		for r := range rows {
			for v := range 2 {
				x := acc[r][v]
				VCVTDQ2PS(x, x)
				VMULPS(scale, x, x)
				VMOVUPS(x, out.at(r, 32*v))
			}
		}
		add(headSize*block*2, k)
		out.advance(4 * block)
	})
	VZEROUPPER()
	RET()
}

func mixYMM(suffix string, rows int, madd func(w, x, acc reg.VecVirtual)) {
	const cols, unroll = 16, 4
	function(fmt.Sprintf("mix%sx%d", suffix, rows), "t *byte")
	t := argument("t")
	out, values, parts := field(t, 0), field(t, 4), GP64()
	MOVQ(U32(headSize/cols), parts)
	loop("columns", parts, func() {
		stride := field(t, 3)
		SHLQ(Imm(1), stride)
		p := newRowAddress(field(t, 2), stride, rows)
		v, n := GP64(), field(t, 5)
		MOVQ(values, v)
		SHRQ(Imm(2), n)
		acc := avx2.tile(rows, 2)
		loop("pairs", n, func() {
			for u := range unroll {
				w := avx2.vecs(2)
				for i := range w {
					VMOVDQU(Mem{Base: v, Disp: u*4*headSize + 32*i}, w[i])
				}
				for r := range rows {
					x := YMM()
					VPBROADCASTD(p.at(r, 4*u), x)
					for i := range w {
						madd(w[i], x, acc[r][i])
					}
				}
			}
			add(unroll*4*headSize, v)
			p.advance(4 * unroll)
		})
		to, outStride, scale := GP64(), field(t, 1), YMM()
		MOVQ(out, to)
		SHLQ(Imm(2), outStride)
		VBROADCASTSS(Mem{Base: t, Disp: 8 * 6}, scale)
		for r := range rows {
			for i := range 2 {
				x := acc[r][i]
				VCVTDQ2PS(x, x)
				VMULPS(scale, x, x)
				VMOVUPS(x, Mem{Base: to, Disp: 32 * i})
			}
			if r+1 < rows {
				ADDQ(outStride, to)
			}
		}
		add(4*cols, out)
		add(4*cols, values)
	})
	VZEROUPPER()
	RET()
}

// keysAVX2 transposes blocks of 16 keys of 16 pairs, a quarter at a time.
func keysAVX2() {
	function("keysAVX2", "q *int16, blocks int, k *int16")
	q, n, k := argument("q"), argument("blocks"), argument("k")
	loop("blocks", n, func() {
		for quarter := range 4 {
			rows, cols := quarter/2*8, quarter%2*8
			r := avx2.vecs(8)
			for i := range r {
				VMOVDQU(Mem{Base: q, Disp: 64*(rows+i) + 4*cols}, r[i])
			}
			pairs := func(distance int, low, high func(a, b, to reg.VecVirtual)) {
				for i := range r {
					if i&distance == 0 {
						lo := YMM()
						low(r[i], r[i+distance], lo)
						high(r[i], r[i+distance], r[i+distance])
						r[i] = lo
					}
				}
			}
			pairs(1,
				func(a, b, to reg.VecVirtual) { VPUNPCKLDQ(b, a, to) },
				func(a, b, to reg.VecVirtual) { VPUNPCKHDQ(b, a, to) })
			pairs(2,
				func(a, b, to reg.VecVirtual) { VPUNPCKLQDQ(b, a, to) },
				func(a, b, to reg.VecVirtual) { VPUNPCKHQDQ(b, a, to) })
			pairs(4,
				func(a, b, to reg.VecVirtual) { VPERM2I128(Imm(0x20), b, a, to) },
				func(a, b, to reg.VecVirtual) { VPERM2I128(Imm(0x31), b, a, to) })
			for i := range r {
				// Bits of i: 2 is the lane, 1, 0 the element, swapped.
				col := i&4 | i>>1&1 | i&1<<1
				VMOVDQU(r[i], Mem{Base: k, Disp: 64*(cols+col) + 4*rows})
			}
		}
		add(64*block, q)
		add(64*block, k)
	})
	VZEROUPPER()
	RET()
}

func valuesAVX2() {
	function("valuesAVX2", "q *int16, pairs int, v *int16")
	q, n, v := argument("q"), argument("pairs"), argument("v")
	loop("pairs", n, func() {
		for part := range 4 {
			a, b := YMM(), YMM()
			VPMOVZXWD(Mem{Base: q, Disp: 16 * part}, a)
			VPMOVZXWD(Mem{Base: q, Disp: 64 + 16*part}, b)
			VPSLLD(Imm(16), b, b)
			VPOR(a, b, b)
			VMOVDQU(b, Mem{Base: v, Disp: 32 * part})
		}
		add(128, q)
		add(128, v)
	})
	VZEROUPPER()
	RET()
}
