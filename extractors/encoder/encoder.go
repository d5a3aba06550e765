// Package encoder runs the neural encoder that the extractors share: a document
// is cut into words and wordpieces, these into windows, and a transformer with
// int8 weights gives every word the logits and vectors of its heads. Its inner
// loops are in internal/kernel; they give the same bits on every CPU.
package encoder

import (
	"crypto/sha256"
	_ "embed" // the model
	"encoding/hex"
	"errors"
	"unsafe"

	"onrecord/extractors"
)

// New is the extractor that fills LayerEncoding with what m says of a document.
func New(m *Model) *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "encoder",
		Doc:      "runs the neural encoder, from which entities, quotations and speakers are read",
		Provides: []extractors.Layer{extractors.LayerEncoding},
		Run: func(a *extractors.Annotation) error {
			a.Encoding = m.Document(a.Doc.Text)
			a.Encoding.Tables = m.extra
			return nil
		},
	}
}

// ErrNoModel says that the program was built without a model.
var ErrNoModel = errors.New("built without a model: extractors/encoder/model/model.safetensors is empty")

//go:embed model/model.safetensors
var embedded string

// Embedded loads the model in the program, for a style of annotation
// (Model.UseStyle).
func Embedded(style int) (*Model, error) {
	if embedded == "" {
		return nil, ErrNoModel
	}
	// The model reads its file and never writes to it.
	m, err := Parse(unsafe.Slice(unsafe.StringData(embedded), len(embedded)))
	if err != nil {
		return nil, err
	}
	return m, m.UseStyle(style)
}

// Version identifies the model in the program: the first 12 hex digits of the
// SHA-256 of its file.
func Version() string {
	sum := sha256.Sum256(unsafe.Slice(unsafe.StringData(embedded), len(embedded)))
	return hex.EncodeToString(sum[:6])
}
