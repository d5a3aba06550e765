package output

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// A part file holds rows of one table, sorted by doc_id and then as Rows has
// them, which is by start.
const (
	groupRows  = 64 << 10 // rows of a row group at most
	groupBytes = 32 << 20 // of text in a row group of documents, about
	pageBytes  = 64 << 10
	dictBytes  = 1 << 20
)

// atOnce is how many rows parquet-go is given at once. Of three or more, its
// version 0.32.0 writes some NULLs after a string as "" (writeRowsFuncOfOptional
// mistakes the end of a row of non-null values).
const atOnce = 2

// A partWriter writes one part file, article by article.
type partWriter interface {
	write(*Rows) error
	close() (part, error) // syncs the file
	abort()
}

// A part describes a part file that is whole.
type part struct {
	File   string `json:"file"` // name in the folder of its table
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

type parquetWriter[T row] struct {
	file   *os.File
	hash   hash.Hash
	out    *parquet.GenericWriter[T]
	get    func(*Rows) []T
	rows   int64
	group  int // rows in this row group
	weight int // bytes of text in this row group
}

// noBounds are the columns that would only blow up the statistics.
var noBounds = []string{"text", "signature", "error", "title"}

func newPartWriter[T row](path string, meta map[string]string, get func(*Rows) []T) (partWriter, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	w := &parquetWriter[T]{file: f, hash: sha256.New(), get: get}
	schema := parquet.SchemaOf(*new(T))
	options := []parquet.WriterOption{
		schema,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault}),
		parquet.PageBufferSize(pageBytes),
		parquet.DictionaryMaxBytes(dictBytes),
		parquet.CreatedBy("onrecord", "", ""),
		parquet.SortingWriterConfig(parquet.SortingColumns(sorting(schema)...)),
	}
	for _, name := range noBounds {
		if _, ok := schema.Lookup(name); ok {
			options = append(options, parquet.SkipPageBounds(name), parquet.SkipPageStatistics(name))
		}
	}
	for k, v := range meta {
		options = append(options, parquet.KeyValueMetadata(k, v))
	}
	w.out = parquet.NewGenericWriter[T](io.MultiWriter(f, w.hash), options...)
	return w, nil
}

// sorting declares the order that the rows really have.
func sorting(schema *parquet.Schema) []parquet.SortingColumn {
	var out []parquet.SortingColumn
	for _, name := range []string{"doc_id", "start", "first_start"} {
		if _, ok := schema.Lookup(name); ok {
			out = append(out, parquet.Ascending(name))
		}
	}
	return out
}

func (w *parquetWriter[T]) write(r *Rows) error {
	rows := w.get(r)
	w.weight += len(r.Document.Text)
	if w.group > 0 && (w.group+len(rows) > groupRows || w.weight > groupBytes) {
		if err := w.out.Flush(); err != nil {
			return err
		}
		w.group, w.weight = 0, len(r.Document.Text)
	}
	for chunk := range slices.Chunk(rows, atOnce) {
		if _, err := w.out.Write(chunk); err != nil {
			return err
		}
		w.group += len(chunk)
	}
	w.rows += int64(len(rows))
	return nil
}

func (w *parquetWriter[T]) close() (part, error) {
	err := w.out.Close()
	info, statErr := w.file.Stat()
	err = cmp.Or(err, statErr, w.file.Sync(), w.file.Close())
	if err != nil {
		return part{}, err
	}
	return part{Rows: w.rows, Bytes: info.Size(), SHA256: hex.EncodeToString(w.hash.Sum(nil))}, nil
}

func (w *parquetWriter[T]) abort() { w.file.Close() }

// A partReader reads one part file, article by article.
type partReader interface {
	// peek is the doc_id of the next row, "" at the end.
	peek() (string, error)
	// read adds the next rows with this doc_id to r; rows of articles that come
	// before it are passed over.
	read(docID string, r *Rows) error
	close() error
}

type parquetReader[T row] struct {
	file *os.File
	in   *parquet.GenericReader[T]
	add  func(*Rows, T)
	buf  []T // rows read and not yet given
	all  []T
	err  error
}

func openPart[T row](path string, add func(*Rows, T)) (partReader, error) {
	f, file, err := openParquet(path)
	if err != nil {
		return nil, err
	}
	return &parquetReader[T]{
		file: f,
		in:   parquet.NewGenericReader[T](file),
		add:  add,
		all:  make([]T, 64),
	}, nil
}

func openParquet(path string) (*os.File, *parquet.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var file *parquet.File
		if file, err = parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true)); err == nil {
			return f, file, nil
		}
	}
	f.Close()
	return nil, nil, fmt.Errorf("%s: %w", path, err)
}

// fill reads on if no row is left.
func (r *parquetReader[T]) fill() error {
	for len(r.buf) == 0 && r.err == nil {
		clear(r.all)
		n, err := r.in.Read(r.all)
		r.buf, r.err = r.all[:n], err
	}
	if len(r.buf) > 0 || errors.Is(r.err, io.EOF) {
		return nil
	}
	return fmt.Errorf("%s: %w", r.file.Name(), r.err)
}

func (r *parquetReader[T]) peek() (string, error) {
	if err := r.fill(); err != nil || len(r.buf) == 0 {
		return "", err
	}
	return r.buf[0].document(), nil
}

func (r *parquetReader[T]) read(docID string, rows *Rows) error {
	for {
		if err := r.fill(); err != nil || len(r.buf) == 0 {
			return err
		}
		switch id := r.buf[0].document(); {
		case id == docID:
			r.add(rows, r.buf[0])
		case id > docID:
			return nil
		}
		r.buf = r.buf[1:]
	}
}

func (r *parquetReader[T]) close() error {
	return cmp.Or(r.in.Close(), r.file.Close())
}
