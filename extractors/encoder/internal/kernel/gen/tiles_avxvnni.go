package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// AVX-VNNI is what AVX-512 VNNI does, on YMM registers, for CPUs without
// AVX-512. The other kernels are those of AVX2.

func tilesAVXVNNI() {
	for rows := 1; rows <= maxRows; rows++ {
		productAVXVNNI(rows)
		scoreAVXVNNI(rows)
		mixAVXVNNI(rows)
	}
}

func productAVXVNNI(rows int) {
	const cols, unroll = 16, 4
	function(fmt.Sprintf("productAVXVNNIx%d", rows), "t *byte")
	t := argument("t")
	panel, parts := field(t, 5), GP64()
	MOVQ(U32(panelCols/cols), parts)
	out, scale, bias, sum := field(t, 0), field(t, 7), field(t, 8), field(t, 9)
	loop("columns", parts, func() {
		a := newRowAddress(field(t, 2), field(t, 3), rows)
		b, n := GP64(), field(t, 6)
		MOVQ(panel, b)
		SHRQ(Imm(2), n)
		acc := avx2.tile(rows, 2)
		loop("groups", n, func() {
			for u := range unroll {
				w := avx2.vecs(2)
				for v := range w {
					VMOVDQU(Mem{Base: b, Disp: u*4*panelCols + 32*v}, w[v])
				}
				for r := range rows {
					x := YMM()
					VPBROADCASTD(a.at(r, 4*u), x)
					for v := range w {
						VPDPBUSD(w[v], x, acc[r][v])
					}
				}
			}
			add(unroll*4*panelCols, b)
			a.advance(4 * unroll)
		})
		row, to, stride := field(t, 4), GP64(), field(t, 1)
		MOVQ(out, to)
		SHLQ(Imm(2), stride)
		for r := range rows {
			for v := range 2 {
				x, factor, zero := acc[r][v], YMM(), YMM()
				VPBROADCASTD(Mem{Base: row, Disp: 8*r + 4}, zero)
				VPMULLD(Mem{Base: sum, Disp: 32 * v}, zero, zero)
				VPSUBD(zero, x, x)
				VCVTDQ2PS(x, x)
				VBROADCASTSS(Mem{Base: row, Disp: 8 * r}, factor)
				VMULPS(Mem{Base: scale, Disp: 32 * v}, factor, factor)
				VMULPS(factor, x, x)
				VADDPS(Mem{Base: bias, Disp: 32 * v}, x, x)
				VMOVUPS(x, Mem{Base: to, Disp: 32 * v})
			}
			if r+1 < rows {
				ADDQ(stride, to)
			}
		}
		for _, p := range []reg.GPVirtual{panel, out, scale, bias, sum} {
			add(4*cols, p)
		}
	})
	VZEROUPPER()
	RET()
}

func scoreAVXVNNI(rows int) {
	scoreYMM("AVXVNNI", rows, func(a, b, to reg.VecVirtual) { VPDPWSSD(a, b, to) })
}
func mixAVXVNNI(rows int) {
	mixYMM("AVXVNNI", rows, func(a, b, to reg.VecVirtual) { VPDPWSSD(a, b, to) })
}

var vnni = regexp.MustCompile(`(VPDPBUSD|VPDPWSSD)\s+Y(\d+), Y(\d+), Y(\d+)`)

// encodeVEX replaces the instructions of AVX-VNNI in a file by their bytes: Go's
// assembler knows only those of AVX-512.
func encodeVEX(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text := vnni.ReplaceAllStringFunc(string(data), func(line string) string {
		m := vnni.FindStringSubmatch(line)
		var r [3]byte // third operand, second, destination
		for i := range r {
			n, err := strconv.Atoi(m[2+i])
			if err != nil || n > 15 {
				panic(line)
			}
			r[i] = byte(n)
		}
		opcode := byte(0x50)
		if m[1] == "VPDPWSSD" {
			opcode = 0x52
		}
		high := func(n byte) byte { return ^n >> 3 & 1 }
		code := []byte{
			0xc4,
			high(r[2])<<7 | 1<<6 | high(r[0])<<5 | 0b00010, // map 0F 38
			^r[1]&15<<3 | 1<<2 | 0b01,                      // 256 bits, prefix 66
			opcode,
			0xc0 | r[2]&7<<3 | r[0]&7,
		}
		var out []string
		for _, b := range code {
			out = append(out, fmt.Sprintf("BYTE $0x%02x", b))
		}
		return strings.Join(out, "; ") + " // " + strings.Join(strings.Fields(line), " ")
	})
	return os.WriteFile(path, []byte(text), 0o644)
}
