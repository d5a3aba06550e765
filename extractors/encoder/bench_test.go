//go:build unix

package encoder

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"syscall"
	"testing"

	"onrecord/extractors/encoder/internal/kernel"
	"onrecord/extractors/encoder/internal/safetensors"
)

// randomFile has a model of the shape of MiniLM but for its small vocabulary,
// random weights and windows of 512.
func randomFile(b *testing.B, layers int) []byte {
	b.Helper()
	const hidden, ffn = 384, 1536
	f := tinyParsed(b)
	vocabulary := f.Tensors["word"].Shape[0]
	out := &safetensors.File{Metadata: f.Metadata, Tensors: map[string]safetensors.Tensor{}}
	f.Metadata["hidden"], f.Metadata["heads"] = fmt.Sprint(hidden), fmt.Sprint(hidden/kernel.HeadSize)
	f.Metadata["layers"], f.Metadata["window"] = fmt.Sprint(layers), "512"
	r := rand.New(rand.NewPCG(1, 2))
	floats := func(name string, middle, size float64, shape ...int) {
		n := 1
		for _, d := range shape {
			n *= d
		}
		values := make([]float32, n)
		for i := range values {
			values[i] = float32(middle + size*r.NormFloat64())
		}
		out.Tensors[name] = floatTensor(values, shape...)
	}
	linear := func(name string, rows, cols int) {
		data := make([]byte, rows*cols)
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		out.Tensors[name+".weight"] = safetensors.Tensor{Type: "I8", Shape: []int{rows, cols}, Data: data}
		floats(name+".weight.scale", 1e-3, 1e-4, rows)
		floats(name+".bias", 0, 0.1, rows)
	}
	norm := func(name string) {
		floats(name+".weight", 1, 0.1, hidden)
		floats(name+".bias", 0, 0.1, hidden)
	}
	floats("word", 0, 1, vocabulary, hidden)
	floats("position", 0, 0.1, 512, hidden)
	floats("type", 0, 0.1, 2, hidden)
	norm("norm")
	for i := range layers {
		p := fmt.Sprintf("layer.%d.", i)
		for _, name := range []string{"query", "key", "value", "output"} {
			linear(p+name, hidden, hidden)
		}
		linear(p+"ffn_in", ffn, hidden)
		linear(p+"ffn_out", hidden, ffn)
		norm(p + "norm1")
		norm(p + "norm2")
	}
	floats("head.kind.weight", 0, 0.1, 3, hidden)
	floats("head.kind.bias", 0, 0.1, 3)
	return rewrite(b, out)
}

// BenchmarkEncode measures one worker; its unit is wordpieces a CPU second.
func BenchmarkEncode(b *testing.B) {
	for _, layers := range []int{6, 12} {
		m, err := Parse(randomFile(b, layers))
		if err != nil {
			b.Fatal(err)
		}
		for _, size := range []int{64, 128, 256, 512} {
			b.Run(fmt.Sprintf("layers=%d/window=%d", layers, size), func(b *testing.B) {
				w := window(m, rand.New(rand.NewPCG(1, 2)), size)
				windows := slices.Repeat([][]Piece{w}, 512/size)
				var out Output
				b.ReportAllocs()
				used := cpuTimer()
				for b.Loop() {
					if err := m.Encode(&out, windows...); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(512*b.N)/used(), "pieces/CPU-s")
			})
		}
	}
}

// BenchmarkLoad loads six layers from memory.
func BenchmarkLoad(b *testing.B) {
	data := randomFile(b, 6)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(data); err != nil {
			b.Fatal(err)
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
