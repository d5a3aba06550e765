package kernel

// The functions that gen makes. Those of tiles take a pointer to the struct of
// that kernel, the number after the x being the rows.

//go:noescape
func productAVX512x1(t *byte)

//go:noescape
func productAVX512x2(t *byte)

//go:noescape
func productAVX512x3(t *byte)

//go:noescape
func productAVX512x4(t *byte)

//go:noescape
func productAVX512x5(t *byte)

//go:noescape
func productAVX512x6(t *byte)

//go:noescape
func denseAVX512x1(t *byte)

//go:noescape
func denseAVX512x2(t *byte)

//go:noescape
func denseAVX512x3(t *byte)

//go:noescape
func denseAVX512x4(t *byte)

//go:noescape
func denseAVX512x5(t *byte)

//go:noescape
func denseAVX512x6(t *byte)

//go:noescape
func scoreAVX512x1(t *byte)

//go:noescape
func scoreAVX512x2(t *byte)

//go:noescape
func scoreAVX512x3(t *byte)

//go:noescape
func scoreAVX512x4(t *byte)

//go:noescape
func scoreAVX512x5(t *byte)

//go:noescape
func scoreAVX512x6(t *byte)

//go:noescape
func mixAVX512x1(t *byte)

//go:noescape
func mixAVX512x2(t *byte)

//go:noescape
func mixAVX512x3(t *byte)

//go:noescape
func mixAVX512x4(t *byte)

//go:noescape
func mixAVX512x5(t *byte)

//go:noescape
func mixAVX512x6(t *byte)

//go:noescape
func normAVX512(x, y, gamma, beta, smooth *float32, q *uint8, row *byte, n int, eps *float32)

//go:noescape
func geluAVX512(x, smooth *float32, q *uint8, row *byte, n int)

//go:noescape
func quantiseAVX512(x *float32, q *uint8, row *byte, n int)

//go:noescape
func absMaxAVX512(x *float32, stride int, rows int, most *float32)

//go:noescape
func roundAVX512(x *float32, stride int, rows int, scale *float32, q *int16, headStride int)

//go:noescape
func keysAVX512(q *int16, blocks int, k *int16)

//go:noescape
func valuesAVX512(q *int16, pairs int, v *int16)

//go:noescape
func softmaxAVX512(x *float32, p *int16, blocks int)

//go:noescape
func productAVX2x1(t *byte)

//go:noescape
func productAVX2x2(t *byte)

//go:noescape
func productAVX2x3(t *byte)

//go:noescape
func productAVX2x4(t *byte)

//go:noescape
func productAVX2x5(t *byte)

//go:noescape
func productAVX2x6(t *byte)

//go:noescape
func denseAVX2x1(t *byte)

//go:noescape
func denseAVX2x2(t *byte)

//go:noescape
func denseAVX2x3(t *byte)

//go:noescape
func denseAVX2x4(t *byte)

//go:noescape
func denseAVX2x5(t *byte)

//go:noescape
func denseAVX2x6(t *byte)

//go:noescape
func scoreAVX2x1(t *byte)

//go:noescape
func scoreAVX2x2(t *byte)

//go:noescape
func scoreAVX2x3(t *byte)

//go:noescape
func scoreAVX2x4(t *byte)

//go:noescape
func scoreAVX2x5(t *byte)

//go:noescape
func scoreAVX2x6(t *byte)

//go:noescape
func mixAVX2x1(t *byte)

//go:noescape
func mixAVX2x2(t *byte)

//go:noescape
func mixAVX2x3(t *byte)

//go:noescape
func mixAVX2x4(t *byte)

//go:noescape
func mixAVX2x5(t *byte)

//go:noescape
func mixAVX2x6(t *byte)

//go:noescape
func normAVX2(x, y, gamma, beta, smooth *float32, q *uint8, row *byte, n int, eps *float32)

//go:noescape
func geluAVX2(x, smooth *float32, q *uint8, row *byte, n int)

//go:noescape
func quantiseAVX2(x *float32, q *uint8, row *byte, n int)

//go:noescape
func absMaxAVX2(x *float32, stride int, rows int, most *float32)

//go:noescape
func roundAVX2(x *float32, stride int, rows int, scale *float32, q *int16, headStride int)

//go:noescape
func keysAVX2(q *int16, blocks int, k *int16)

//go:noescape
func valuesAVX2(q *int16, pairs int, v *int16)

//go:noescape
func softmaxAVX2(x *float32, p *int16, blocks int)

//go:noescape
func productAVXVNNIx1(t *byte)

//go:noescape
func productAVXVNNIx2(t *byte)

//go:noescape
func productAVXVNNIx3(t *byte)

//go:noescape
func productAVXVNNIx4(t *byte)

//go:noescape
func productAVXVNNIx5(t *byte)

//go:noescape
func productAVXVNNIx6(t *byte)

//go:noescape
func scoreAVXVNNIx1(t *byte)

//go:noescape
func scoreAVXVNNIx2(t *byte)

//go:noescape
func scoreAVXVNNIx3(t *byte)

//go:noescape
func scoreAVXVNNIx4(t *byte)

//go:noescape
func scoreAVXVNNIx5(t *byte)

//go:noescape
func scoreAVXVNNIx6(t *byte)

//go:noescape
func mixAVXVNNIx1(t *byte)

//go:noescape
func mixAVXVNNIx2(t *byte)

//go:noescape
func mixAVXVNNIx3(t *byte)

//go:noescape
func mixAVXVNNIx4(t *byte)

//go:noescape
func mixAVXVNNIx5(t *byte)

//go:noescape
func mixAVXVNNIx6(t *byte)
