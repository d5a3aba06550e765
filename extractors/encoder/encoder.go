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
	"fmt"
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
			text := beginning(a.Doc.Text)
			if len(text) < len(a.Doc.Text) {
				a.Doc.Warnings = append(a.Doc.Warnings, fmt.Sprintf("only the first %d words were read for names and quotations", MaxWords))
			}
			a.Encoding = m.Document(text)
			a.Encoding.Tables = m.extra
			return nil
		},
	}
}

// MaxWords is how much of a document is encoded. An encoding takes some 4 kB a
// word; no article is as long, and a file that is must not take all memory.
const MaxWords = 50_000

// beginning is the text as far as it is encoded.
func beginning(text string) string {
	if len(text) <= MaxWords {
		return text // a word has at least one byte
	}
	if ws := words(nil, text); len(ws) > MaxWords {
		return text[:ws[MaxWords].Start]
	}
	return text
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
