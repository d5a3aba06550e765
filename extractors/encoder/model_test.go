package encoder

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"onrecord/extractors/encoder/internal/kernel"
	"onrecord/extractors/encoder/internal/safetensors"
)

// rewrite writes a file of tensors, in the order of their names.
func rewrite(t testing.TB, f *safetensors.File) []byte {
	t.Helper()
	header := map[string]any{"__metadata__": f.Metadata}
	var body []byte
	for _, name := range slices.Sorted(maps.Keys(f.Tensors)) {
		tensor := f.Tensors[name]
		header[name] = map[string]any{
			"dtype": tensor.Type, "shape": tensor.Shape, "data_offsets": []int{len(body), len(body) + len(tensor.Data)},
		}
		body = append(body, tensor.Data...)
	}
	head, err := json.Marshal(header)
	if err != nil {
		t.Fatal(err)
	}
	return append(append(binary.LittleEndian.AppendUint64(nil, uint64(len(head))), head...), body...)
}

func floatTensor(values []float32, shape ...int) safetensors.Tensor {
	t := safetensors.Tensor{Type: "F32", Shape: shape}
	for _, v := range values {
		t.Data = binary.LittleEndian.AppendUint32(t.Data, math.Float32bits(v))
	}
	return t
}

func tinyParsed(t testing.TB) *safetensors.File {
	t.Helper()
	f, err := safetensors.Parse(tinyFile(t))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestModel(t *testing.T) {
	m, err := Load(bytes.NewReader(tinyFile(t)))
	if err != nil {
		t.Fatal(err)
	}
	if m.Window() != 32 || m.Hidden() != 64 || m.Training() != "random" || len(m.layers) != 2 {
		t.Errorf("window %d, hidden %d, training %q, %d layers", m.Window(), m.Hidden(), m.Training(), len(m.layers))
	}
	heads := m.Heads()
	if len(heads) != 2 || heads[0].Name != "kind" || !slices.Equal(heads[0].Labels, []string{"O", "B", "I"}) ||
		heads[1].Name != "vector" || heads[1].Size != 40 || heads[1].Labels != nil {
		t.Errorf("heads %+v", heads)
	}
	if d, ok := m.Tensor("distance"); !ok || d.Cols != 3 || len(d.Data) != 12 {
		t.Errorf("tensor distance: %v, %v", d, ok)
	}
	if _, ok := m.Tensor("word"); ok {
		t.Error("the encoder's own tensors are given out")
	}
}

// TestFloatFile loads weights that are not quantised.
func TestFloatFile(t *testing.T) {
	f := tinyParsed(t)
	l := loader{file: f, used: map[string]bool{}}
	for name, tensor := range maps.Clone(f.Tensors) {
		if tensor.Type == "I8" {
			f.Tensors[name] = floatTensor(l.floats(name, tensor.Shape...), tensor.Shape...)
			delete(f.Tensors, name+".scale")
		}
	}
	m, err := Parse(rewrite(t, f))
	if err != nil {
		t.Fatal(err)
	}
	same := tiny(t, kernel.Best())
	w := same.Windows(articleText)[0]
	got, want := encode(t, m, w), encode(t, same, w)
	for i := range w {
		x := make([]float64, m.Hidden())
		for k, v := range want.Hidden.Row(i) {
			x[k] = float64(v)
		}
		if c := cosine(got.Hidden.Row(i), x); c < 0.999 {
			t.Errorf("piece %d: cosine %v", i, c)
		}
	}
}

func TestModelErrors(t *testing.T) {
	tests := []struct {
		name   string
		change func(f *safetensors.File)
		want   string
	}{
		{"no layers", func(f *safetensors.File) { delete(f.Metadata, "layers") }, `"layers"`},
		{"many layers", func(f *safetensors.File) { f.Metadata["layers"] = "1000000000" }, `"layers"`},
		{"a layer more", func(f *safetensors.File) { f.Metadata["layers"] = "3" }, `"layer.2.query.weight" is missing`},
		{"hidden", func(f *safetensors.File) { f.Metadata["hidden"] = "128"; f.Metadata["heads"] = "4" }, `"word" has shape`},
		{"heads", func(f *safetensors.File) { f.Metadata["heads"] = "3" }, "heads"},
		{"window", func(f *safetensors.File) { f.Metadata["window"] = "65" }, `"position" has 64 rows`},
		{"long window", func(f *safetensors.File) { f.Metadata["window"] = "100000" }, `"window"`},
		{"no vocabulary", func(f *safetensors.File) { delete(f.Metadata, "vocab") }, "vocab"},
		{"other vocabulary", func(f *safetensors.File) { f.Metadata["vocab"] += "\nmore" }, `"word" has`},
		{"double vocabulary", func(f *safetensors.File) { f.Metadata["vocab"] += "\n[UNK]" }, "twice"},
		{"no [CLS]", func(f *safetensors.File) {
			f.Metadata["vocab"] = strings.Replace(f.Metadata["vocab"], "[CLS]", "[cls]", 1)
		}, "[CLS]"},
		{"labels", func(f *safetensors.File) { f.Metadata["labels"] = `{"kind":["O"]}` }, `"head.kind.weight" has 3 rows for 1 labels`},
		{"labels no JSON", func(f *safetensors.File) { f.Metadata["labels"] = "O B I" }, "labels"},
		{"epsilon", func(f *safetensors.File) { f.Metadata["norm_eps"] = "-1" }, "norm_eps"},
		{"missing", func(f *safetensors.File) { delete(f.Tensors, "layer.1.ffn_out.bias") }, `"layer.1.ffn_out.bias" is missing`},
		{"no scale", func(f *safetensors.File) { delete(f.Tensors, "layer.1.ffn_out.weight.scale") }, `"layer.1.ffn_out.weight.scale" is missing`},
		{"type", func(f *safetensors.File) {
			x := f.Tensors["norm.bias"]
			f.Tensors["norm.bias"] = safetensors.Tensor{Type: "I32", Shape: x.Shape, Data: x.Data}
		}, `"norm.bias" has type I32`},
		{"not finite", func(f *safetensors.File) {
			f.Tensors["norm.bias"] = floatTensor(slices.Repeat([]float32{float32(math.NaN())}, 64), 64)
		}, `"norm.bias" holds NaN`},
		{"infinite scale", func(f *safetensors.File) {
			n := f.Tensors["word.scale"].Shape[0]
			f.Tensors["word.scale"] = floatTensor(slices.Repeat([]float32{float32(math.Inf(1))}, n), n)
		}, `"word.scale" holds +Inf`},
		{"empty head", func(f *safetensors.File) { f.Tensors["head.none.weight"] = floatTensor(nil, 0, 64) }, `"head.none.weight" has shape`},
		{"transposed", func(f *safetensors.File) {
			x := f.Tensors["layer.0.ffn_out.weight"]
			x.Shape = []int{x.Shape[1], x.Shape[0]}
			f.Tensors["layer.0.ffn_out.weight"] = x
		}, `"layer.0.ffn_out.weight" has shape`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := tinyParsed(t)
			test.change(f)
			_, err := Parse(rewrite(t, f))
			if !errors.Is(err, ErrModel) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %s in it", err, test.want)
			}
		})
	}
	t.Run("truncated", func(t *testing.T) {
		data := tinyFile(t)
		for _, n := range []int{0, 7, 8, 100, 5000, len(data) / 2, len(data) - 1} {
			if _, err := Parse(data[:n]); !errors.Is(err, ErrModel) {
				t.Errorf("%d bytes: %v", n, err)
			}
		}
	})
}

// FuzzModel changes the header of the fixture: whatever loads can run, and
// nothing takes much more memory than the file.
func FuzzModel(f *testing.F) {
	data := tinyFile(f)
	n := 8 + int(binary.LittleEndian.Uint64(data))
	f.Add(data[8:n], uint16(0), byte(0))
	f.Add(bytes.Replace(data[8:n], []byte(`"layers":"2"`), []byte(`"layers":"1"`), 1), uint16(9), byte(255))
	f.Fuzz(func(t *testing.T, header []byte, at uint16, value byte) {
		changed := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
		changed = append(append(changed, header...), data[n:]...)
		changed[len(changed)-1-int(at)%(len(data)-n)] = value
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		m, err := Parse(changed)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 100*uint64(len(changed))+1<<20 {
			t.Errorf("%d bytes allocated for a file of %d", used, len(changed))
		}
		if err != nil {
			if !errors.Is(err, ErrModel) {
				t.Fatal(err)
			}
			return
		}
		m.Document("A price, said “he”.\nZoë")
	})
}
