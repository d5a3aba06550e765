package kernel

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// All is the kernels that this CPU can run, the fastest first.
func All() []*Kernels {
	var all []*Kernels
	x := &cpu.X86
	if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VNNI {
		all = append(all, AVX512)
	}
	if x.HasAVX2 && x.HasAVXVNNI {
		all = append(all, AVXVNNI)
	}
	if x.HasAVX2 {
		all = append(all, AVX2)
	}
	return append(all, Portable)
}

// AVX512 uses AVX-512 F, BW, DQ, VL and VNNI.
var AVX512 = &Kernels{
	Name: "avx512",
	Product: func(t *Tile, rows int) {
		[...]func(*byte){productAVX512x1, productAVX512x2, productAVX512x3, productAVX512x4, productAVX512x5, productAVX512x6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Dense: func(t *DenseTile, rows int) {
		[...]func(*byte){denseAVX512x1, denseAVX512x2, denseAVX512x3, denseAVX512x4, denseAVX512x5, denseAVX512x6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Score: func(t *ScoreTile, rows int) {
		[...]func(*byte){scoreAVX512x1, scoreAVX512x2, scoreAVX512x3, scoreAVX512x4, scoreAVX512x5, scoreAVX512x6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Mix: func(t *MixTile, rows int) {
		[...]func(*byte){mixAVX512x1, mixAVX512x2, mixAVX512x3, mixAVX512x4, mixAVX512x5, mixAVX512x6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Norm: func(x, y, gamma, beta, smooth *float32, q *uint8, row *Row, n int, eps float32) {
		normAVX512(x, y, gamma, beta, smooth, q, row.bytes(), n, &eps)
	},
	Gelu:     func(x, smooth *float32, q *uint8, row *Row, n int) { geluAVX512(x, smooth, q, row.bytes(), n) },
	Quantise: func(x *float32, q *uint8, row *Row, n int) { quantiseAVX512(x, q, row.bytes(), n) },
	AbsMax:   func(x *float32, stride, rows int, most *[2]float32) { absMaxAVX512(x, stride, rows, &most[0]) },
	Round: func(x *float32, stride, rows int, scale *[2]float32, q *int16, headStride int) {
		roundAVX512(x, stride, rows, &scale[0], q, headStride)
	},
	Keys:    func(q *int16, blocks int, k *int16) { keysAVX512(q, blocks, k) },
	Values:  func(q *int16, pairs int, v *int16) { valuesAVX512(q, pairs, v) },
	Softmax: func(s *float32, p *int16, blocks int) { softmaxAVX512(s, p, blocks) },
}

// AVX2 uses AVX2.
var AVX2 = &Kernels{
	Name: "avx2",
	Product: func(t *Tile, rows int) {
		[...]func(*byte){productAVX2x1, productAVX2x2, productAVX2x3, productAVX2x4, productAVX2x5, productAVX2x6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Dense: func(t *DenseTile, rows int) {
		[...]func(*byte){denseAVX2x1, denseAVX2x2, denseAVX2x3, denseAVX2x4, denseAVX2x5, denseAVX2x6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Score: func(t *ScoreTile, rows int) {
		[...]func(*byte){scoreAVX2x1, scoreAVX2x2, scoreAVX2x3, scoreAVX2x4, scoreAVX2x5, scoreAVX2x6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Mix: func(t *MixTile, rows int) {
		[...]func(*byte){mixAVX2x1, mixAVX2x2, mixAVX2x3, mixAVX2x4, mixAVX2x5, mixAVX2x6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Norm: func(x, y, gamma, beta, smooth *float32, q *uint8, row *Row, n int, eps float32) {
		normAVX2(x, y, gamma, beta, smooth, q, row.bytes(), n, &eps)
	},
	Gelu:     func(x, smooth *float32, q *uint8, row *Row, n int) { geluAVX2(x, smooth, q, row.bytes(), n) },
	Quantise: func(x *float32, q *uint8, row *Row, n int) { quantiseAVX2(x, q, row.bytes(), n) },
	AbsMax:   func(x *float32, stride, rows int, most *[2]float32) { absMaxAVX2(x, stride, rows, &most[0]) },
	Round: func(x *float32, stride, rows int, scale *[2]float32, q *int16, headStride int) {
		roundAVX2(x, stride, rows, &scale[0], q, headStride)
	},
	Keys:    func(q *int16, blocks int, k *int16) { keysAVX2(q, blocks, k) },
	Values:  func(q *int16, pairs int, v *int16) { valuesAVX2(q, pairs, v) },
	Softmax: func(s *float32, p *int16, blocks int) { softmaxAVX2(s, p, blocks) },
}

// AVXVNNI uses AVX2 and AVX-VNNI.
var AVXVNNI = &Kernels{
	Name: "avxvnni",
	Product: func(t *Tile, rows int) {
		[...]func(*byte){productAVXVNNIx1, productAVXVNNIx2, productAVXVNNIx3, productAVXVNNIx4, productAVXVNNIx5, productAVXVNNIx6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Score: func(t *ScoreTile, rows int) {
		[...]func(*byte){scoreAVXVNNIx1, scoreAVXVNNIx2, scoreAVXVNNIx3, scoreAVXVNNIx4, scoreAVXVNNIx5, scoreAVXVNNIx6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Mix: func(t *MixTile, rows int) {
		[...]func(*byte){mixAVXVNNIx1, mixAVXVNNIx2, mixAVXVNNIx3, mixAVXVNNIx4, mixAVXVNNIx5, mixAVXVNNIx6}[rows-1](
			(*byte)(unsafe.Pointer(t)))
	},
	Dense:    AVX2.Dense,
	Norm:     AVX2.Norm,
	Gelu:     AVX2.Gelu,
	Quantise: AVX2.Quantise,
	AbsMax:   AVX2.AbsMax,
	Round:    AVX2.Round,
	Keys:     AVX2.Keys,
	Values:   AVX2.Values,
	Softmax:  AVX2.Softmax,
}

func (r *Row) bytes() *byte { return (*byte)(unsafe.Pointer(r)) }
