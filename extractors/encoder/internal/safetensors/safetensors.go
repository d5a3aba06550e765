// Package safetensors reads files of named tensors
// (https://huggingface.co/docs/safetensors): the length of a JSON header as
// eight bytes, little endian, the header, then the tensors' bytes.
package safetensors

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// ErrFormat is wrapped by every error of this package.
var ErrFormat = errors.New("safetensors")

// maxHeader is what the format allows.
const maxHeader = 100 << 20

// A File is a parsed file. Its tensors refer to the bytes that it was parsed
// from.
type File struct {
	Metadata map[string]string
	Tensors  map[string]Tensor
}

// A Tensor is one tensor of a file, row-major, little endian.
type Tensor struct {
	Type  string // F32, I8 …
	Shape []int
	Data  []byte
}

// sizes are the bytes of an element of each type that has whole bytes.
var sizes = map[string]int{
	"BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2,
	"I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
}

// Parse reads the file in data and checks that each tensor lies inside it and
// has the bytes that its shape needs. It copies no tensor.
func Parse(data []byte) (*File, error) {
	if len(data) < 8 {
		return nil, fmt.Errorf("%w: %d bytes are no file", ErrFormat, len(data))
	}
	n := binary.LittleEndian.Uint64(data)
	data = data[8:]
	if n > maxHeader || n > uint64(len(data)) {
		return nil, fmt.Errorf("%w: a header of %d bytes in a file of %d", ErrFormat, n, len(data)+8)
	}
	header, body := data[:n], data[n:]

	var entries map[string]json.RawMessage
	if err := json.Unmarshal(header, &entries); err != nil {
		return nil, fmt.Errorf("%w: header: %w", ErrFormat, err)
	}
	f := &File{Tensors: make(map[string]Tensor, len(entries))}
	for name, raw := range entries {
		if name == "__metadata__" {
			if err := json.Unmarshal(raw, &f.Metadata); err != nil {
				return nil, fmt.Errorf("%w: metadata: %w", ErrFormat, err)
			}
			continue
		}
		t, err := parse(raw, body)
		if err != nil {
			return nil, fmt.Errorf("%w: tensor %q: %w", ErrFormat, name, err)
		}
		f.Tensors[name] = t
	}
	return f, nil
}

func parse(raw json.RawMessage, body []byte) (Tensor, error) {
	var e struct {
		Type    string    `json:"dtype"`
		Shape   []int     `json:"shape"`
		Offsets [2]uint64 `json:"data_offsets"`
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		return Tensor{}, err
	}
	size, known := sizes[e.Type]
	if !known {
		return Tensor{}, fmt.Errorf("unknown type %q", e.Type)
	}
	start, end := e.Offsets[0], e.Offsets[1]
	if start > end || end > uint64(len(body)) {
		return Tensor{}, fmt.Errorf("bytes %d to %d of %d", start, end, len(body))
	}
	want := uint64(size)
	for _, d := range e.Shape {
		if d < 0 || d != 0 && want > math.MaxInt64/uint64(d) {
			return Tensor{}, fmt.Errorf("shape %v", e.Shape)
		}
		want *= uint64(d)
	}
	if end-start != want {
		return Tensor{}, fmt.Errorf("%d bytes for %s of shape %v", end-start, e.Type, e.Shape)
	}
	return Tensor{Type: e.Type, Shape: e.Shape, Data: body[start:end:end]}, nil
}

// Float32s are the elements of a tensor of type F32, copied.
func (t Tensor) Float32s() []float32 {
	out := make([]float32, len(t.Data)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(t.Data[4*i:]))
	}
	return out
}
