package safetensors_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"onrecord/extractors/encoder/internal/safetensors"
)

func file(header string, body ...byte) []byte {
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(out, header...), body...)
}

func TestParse(t *testing.T) {
	f, err := safetensors.Parse(file(
		`{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[1,9]},"b":{"dtype":"I8","shape":[1],"data_offsets":[0,1]},"s":{"dtype":"F32","shape":[],"data_offsets":[5,9]}}`,
		7, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Tensors["a"].Float32s(); !slices.Equal(got, []float32{1, -2}) {
		t.Errorf("a = %v", got)
	}
	if got := f.Tensors["b"].Data; !bytes.Equal(got, []byte{7}) {
		t.Errorf("b = %v", got)
	}
	if got := f.Tensors["s"].Float32s(); !slices.Equal(got, []float32{-2}) {
		t.Errorf("s = %v", got)
	}
	if f.Metadata["k"] != "v" {
		t.Errorf("metadata %v", f.Metadata)
	}
}

func TestParseErrors(t *testing.T) {
	tensor := func(s string) []byte { return file(`{"weight":{`+s+`}}`, make([]byte, 8)...) }
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "0 bytes"},
		{"header past the end", binary.LittleEndian.AppendUint64(nil, 1<<40), "header"},
		{"no JSON", file("hello"), "header"},
		{"metadata", file(`{"__metadata__":3}`), "metadata"},
		{"type", tensor(`"dtype":"F3","shape":[2],"data_offsets":[0,8]`), `"weight": unknown type`},
		{"past the end", tensor(`"dtype":"F32","shape":[3],"data_offsets":[0,12]`), `"weight": bytes`},
		{"backwards", tensor(`"dtype":"F32","shape":[1],"data_offsets":[8,4]`), `"weight": bytes`},
		{"shape", tensor(`"dtype":"F32","shape":[3],"data_offsets":[0,8]`), `"weight": 8 bytes`},
		{"negative", tensor(`"dtype":"F32","shape":[-2,-1],"data_offsets":[0,8]`), `"weight": shape`},
		{"overflow", tensor(`"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]`), `"weight": shape`},
		{"offsets", tensor(`"dtype":"F32","shape":[2],"data_offsets":[-1,8]`), `"weight": json`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := safetensors.Parse(test.data)
			if !errors.Is(err, safetensors.ErrFormat) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q in it", err, test.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add(file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, make([]byte, 8)...))
	f.Add(file(`{"__metadata__":{"k":"v"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		parsed, err := safetensors.Parse(data)
		if err != nil {
			return
		}
		for name, tensor := range parsed.Tensors {
			if len(tensor.Data) > len(data) {
				t.Errorf("%s has more bytes than the file", name)
			}
			if tensor.Type == "F32" {
				tensor.Float32s()
			}
		}
	})
}
