// Command gen writes the assembly of package kernel:
//
//	go run . -isa avx512 -out ../kernels_avx512_amd64.s
//	go run . -isa avx2 -out ../kernels_avx2_amd64.s
//	go run . -isa peak -out ../peak/peak_amd64.s
//
// What the kernels compute is defined by portable.go. Loops over elements are
// the same for both instruction sets but for the width of a vector (rows.go);
// matrix tiles are not (tiles_avx512.go, tiles_avx2.go).
package main

import (
	"flag"
	"log"
	"math"

	"github.com/mmcloughlin/avo/attr"
	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/ir"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// Shapes of package kernel.
const (
	panelCols = 64
	headSize  = 32
	block     = 16
	maxRows   = 6
	denseCols = 32
	lanes     = 32
)

func main() {
	name := flag.String("isa", "", "avx512, avx2 or peak")
	flag.Parse()
	switch *name {
	case "avx512":
		tilesAVX512()
		avx512.rows()
	case "avx2":
		tilesAVX2()
		avx2.rows()
	case "peak":
		peakVNNI()
	default:
		log.Fatalf("-isa %q", *name)
	}
	Generate()
}

// An isa is an instruction set with vectors of width bytes.
type isa struct {
	suffix string
	width  int
}

var (
	avx512 = isa{suffix: "AVX512", width: 64}
	avx2   = isa{suffix: "AVX2", width: 32}
)

func (s isa) avx512() bool { return s.width == 64 }

// vec is a new register of the full width.
func (s isa) vec() reg.VecVirtual {
	if s.avx512() {
		return ZMM()
	}
	return YMM()
}

func (s isa) vecs(n int) []reg.VecVirtual {
	out := make([]reg.VecVirtual, n)
	for i := range out {
		out[i] = s.vec()
	}
	return out
}

// function starts a function of arguments that take eight bytes each.
func function(name, arguments string) {
	TEXT(name, attr.NOSPLIT, "func("+arguments+")")
}

// argument is an argument in a register.
func argument(name string) reg.GPVirtual {
	r := GP64()
	Load(Param(name), r)
	return r
}

// field is the i-th field, of eight bytes, of the struct that p points to.
func field(p reg.GPVirtual, i int) reg.GPVirtual {
	r := GP64()
	MOVQ(Mem{Base: p, Disp: 8 * i}, r)
	return r
}

// op emits an instruction that avo does not know: dst is read and written.
func op(name string, a, b, dst Op) {
	Instruction(&ir.Instruction{
		Opcode: name, Operands: []Op{a, b, dst}, Inputs: []Op{a, b, dst}, Outputs: []Op{dst},
	})
}

// zero clears a vector.
func (s isa) zero(r reg.VecVirtual) {
	if s.avx512() {
		VPXORD(r, r, r)
	} else {
		VPXOR(r, r, r)
	}
}

var constants = map[uint32]Mem{}

// constant is a vector of equal 32-bit elements in memory, 64 bytes wide.
func constant(bits uint32) Mem {
	m, ok := constants[bits]
	if !ok {
		m = GLOBL("c"+hex(bits), attr.RODATA|attr.NOPTR)
		for i := range 16 {
			DATA(4*i, U32(bits))
		}
		constants[bits] = m
	}
	return m
}

func float(v float32) Mem { return constant(math.Float32bits(v)) }

func hex(v uint32) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 8)
	for i := range out {
		out[i] = digits[v>>(28-4*i)&15]
	}
	return string(out)
}

// loop emits body with a register that counts down from n, which it uses up; n
// is not 0.
func loop(label string, n reg.GPVirtual, body func()) {
	Label(label)
	body()
	DECQ(n)
	JNZ(LabelRef(label))
}

// add adds a constant.
func add(n int, r reg.Register) {
	if n < 128 {
		ADDQ(I8(int8(n)), r)
	} else {
		ADDQ(I32(int32(n)), r)
	}
}
