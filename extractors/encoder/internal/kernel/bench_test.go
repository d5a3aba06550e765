//go:build unix

package kernel_test

import (
	"fmt"
	"syscall"
	"testing"

	"onrecord/extractors/encoder/internal/kernel"
	"onrecord/extractors/encoder/internal/kernel/peak"
)

// BenchmarkPeak is the most that Product can reach, in products a CPU second.
func BenchmarkPeak(b *testing.B) {
	if kernel.All()[0].Name != "avx512" {
		b.Skip("no AVX-512 VNNI")
	}
	const n = 10000
	used := cpuTimer()
	for b.Loop() {
		peak.VNNI(n)
	}
	b.ReportMetric(float64(b.N)*n*peak.Products/used()/1e9, "Gproducts/CPU-s")
}

// BenchmarkProduct computes the four matrices of a layer for 96 rows, as the
// encoder does.
func BenchmarkProduct(b *testing.B) {
	const rows = 96
	for _, k := range kernel.All() {
		for _, shape := range []struct{ in, out int }{{384, 1152}, {384, 384}, {384, 1536}, {1536, 384}} {
			b.Run(fmt.Sprintf("%s/%dx%d", k.Name, shape.in, shape.out), func(b *testing.B) {
				a, w := make([]uint8, rows*shape.in), make([]int8, shape.in*shape.out)
				state, out := make([]kernel.Row, rows), make([]float32, rows*shape.out)
				scale, sum := make([]float32, shape.out), make([]int32, shape.out)
				t := kernel.Tile{OutStride: shape.out, AStride: shape.in, Groups: shape.in / 4, Wide: &make([]int16, kernel.MaxRows*shape.in)[0]}
				used := cpuTimer()
				for b.Loop() {
					for c := 0; c < shape.out; c += kernel.PanelCols {
						t.B, t.ColScale, t.Bias, t.ColSum = &w[c*shape.in], &scale[c], &scale[c], &sum[c]
						for r := 0; r < rows; r += kernel.MaxRows {
							t.Out, t.A, t.Rows = &out[r*shape.out+c], &a[r*shape.in], &state[r]
							k.Product(&t, kernel.MaxRows)
						}
					}
				}
				b.ReportMetric(float64(b.N)*float64(rows*shape.in*shape.out)/used()/1e9, "Gproducts/CPU-s")
			})
		}
	}
}

// cpuTimer starts to count the CPU seconds of the process: on a busy machine
// they say more than the time that passes.
func cpuTimer() (used func() float64) {
	seconds := func() float64 {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			panic(err)
		}
		return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
	}
	start := seconds()
	return func() float64 { return seconds() - start }
}
