// Package kernel holds the arithmetic of the encoder: a few inner loops, each as
// portable Go, AVX2 and AVX-512 VNNI. The portable ones define the result; the
// others give the same bits, which these rules make possible:
//
//   - matrix products and attention are integer sums, which have no order;
//   - what is left of floating point is float32, every operation rounded by
//     itself: no fused multiply-add, and divisions and square roots as IEEE 754
//     has them;
//   - a sum of floats has Lanes partial sums, the element i going to lane
//     i mod Lanes, which are then added in halves: i and i+Lanes/2, and so on;
//   - a conversion to an integer rounds to the nearest, ties to even.
//
// The assembly is made by gen (see Makefile, generate).
package kernel

import "os"

// Shapes that the kernels are made for.
const (
	PanelCols = 64  // outputs of a panel of a packed int8 matrix
	HeadSize  = 32  // elements of an attention head
	Block     = 16  // keys of an attention block
	MaxRows   = 6   // rows of a tile
	DenseCols = 32  // outputs of a panel of a packed float matrix
	MaxKeys   = 512 // of a softmax: more would overflow the sum of Mix

	Lanes        = 32 // of the sums of Norm
	SoftmaxLanes = 16
)

// Bounds of the integers of attention: HeadSize·QKMax² and
// (PMax+MaxKeys/2)·VMax are less than 1<<31.
const (
	QKMax = 8191
	VMax  = 32767
	PMax  = 32767
)

// Nowhere is a score from which softmax makes 0.
const Nowhere = -1e30

// A Row is how one row of activations was quantised: x = Scale·(q−Zero).
type Row struct {
	Scale float32
	Zero  int32
}

// A Tile is the operands of a product of up to MaxRows rows of activations and
// one panel of weights:
//
//	Out[r][c] = Scale·float(Σₖ (A[r][k]−Zero[r])·B[c][k]) + Bias[c]
//
// with Scale = Rows[r].Scale·ColScale[c]. Strides are in elements.
type Tile struct {
	Out       *float32
	OutStride int
	A         *uint8
	AStride   int
	Rows      *Row
	B         *int8 // [K/4][PanelCols][4]
	Groups    int   // K/4
	ColScale  *float32
	Bias      *float32
	ColSum    *int32 // Σₖ B[c][k]
	Wide      *int16 // room for MaxRows × K, for kernels that widen A
}

// A DenseTile is the operands of a product of up to MaxRows rows and one panel
// of a float matrix: Out[r][c] = Bias[c] + A[r][0]·B[0][c] + A[r][1]·B[1][c] …,
// added in that order.
type DenseTile struct {
	Out       *float32
	OutStride int
	A         *float32
	AStride   int
	B         *float32 // [K][DenseCols]
	Bias      *float32
	K         int
}

// A ScoreTile is the operands of the products of up to MaxRows queries with all
// keys of a head: Out[r][j] = Scale·float(Q[r]·K[j]).
type ScoreTile struct {
	Out       *float32
	OutStride int
	Q         *int16 // rows of HeadSize
	QStride   int
	K         *int16 // [Blocks][HeadSize/2][Block][2]
	Blocks    int
	Scale     float32
}

// A MixTile is the operands of the sums of values that up to MaxRows queries
// attend to: Out[r][d] = Scale·float(Σⱼ P[r][j]·V[j][d]).
type MixTile struct {
	Out       *float32
	OutStride int
	P         *int16
	PStride   int
	V         *int16 // [Pairs][HeadSize][2]
	Pairs     int    // pairs of keys
	Scale     float32
}

// Kernels are the inner loops for one kind of CPU. n is always a multiple of
// PanelCols except for Softmax.
type Kernels struct {
	Name string

	// Product, Dense, Score and Mix compute a tile of 1 to MaxRows rows.
	Product func(t *Tile, rows int)
	Dense   func(t *DenseTile, rows int)
	Score   func(t *ScoreTile, rows int)
	Mix     func(t *MixTile, rows int)

	// Norm replaces x by the layer norm of x+y, and quantises x·smooth to q.
	Norm func(x, y, gamma, beta, smooth *float32, q *uint8, row *Row, n int, eps float32)
	// Gelu replaces x by smooth·gelu(x) and quantises that to q.
	Gelu func(x, smooth *float32, q *uint8, row *Row, n int)
	// Quantise quantises x to q.
	Quantise func(x *float32, q *uint8, row *Row, n int)

	// AbsMax gives the greatest magnitude in columns [0, HeadSize) and
	// [HeadSize, 2·HeadSize) of rows.
	AbsMax func(x *float32, stride, rows int, max *[2]float32)
	// Round writes x·scale[h], rounded, of both heads of each row: q[h] is at
	// h·headStride, rows of HeadSize.
	Round func(x *float32, stride, rows int, scale *[2]float32, q *int16, headStride int)

	// Keys lays rows of HeadSize out as ScoreTile wants its keys.
	Keys func(q *int16, blocks int, k *int16)
	// Values lays rows of HeadSize out as MixTile wants its values.
	Values func(q *int16, pairs int, v *int16)

	// Softmax writes PMax·2^(s−max)/Σ2^(s−max), rounded, of blocks of
	// Block scores, which it overwrites. Keys that are not there score Nowhere.
	Softmax func(s *float32, p *int16, blocks int)
}

// Variable is the environment variable that names the kernels to use instead
// of the best that the CPU has: avx512, avxvnni, avx2 or portable.
const Variable = "ONRECORD_KERNELS"

// Best is the first of All, or the one that Variable names.
func Best() *Kernels {
	all := All()
	for _, k := range all {
		if k.Name == os.Getenv(Variable) {
			return k
		}
	}
	return all[0]
}
