package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"
	"time"
)

// DefaultMaxBytes is the size that one article may have if Options does not say.
const DefaultMaxBytes = 16 << 20

// Options says how inputs are read. The zero value is useful.
type Options struct {
	Fields   Fields    // of JSON records; names that are not given have defaults
	Format   Format    // of files whose name does not tell, and of standard input; "" looks at the content
	MaxBytes int64     // of one article, decompressed: a file, or one record of a JSON file; 0 is DefaultMaxBytes
	Stdin    io.Reader // of the input '-'; nil is os.Stdin

	// Known says whether a file was read before and is unchanged. It is asked
	// about files whose name or Format says that they hold one article, and which
	// are not compressed. A known file is not opened; its Record has Skipped set
	// and no Raw. Nil knows nothing.
	Known func(path string, size int64, modTime time.Time) bool
}

func (o Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

// A Record is one raw article: a file, or one record of a JSON file.
type Record struct {
	URI    string // valid UTF-8: the path as given, for a record of a JSON file FILE#ID
	ID     string // first 16 hex digits of SHA256
	SHA256 string // of Raw, in hex
	Format Format
	Raw    []byte // decompressed, not decoded; nil if Skipped

	Path    string    // as it is opened, "-" for standard input; may be invalid UTF-8
	Line    int       // of the record in a JSON file, from 1 (in an array its place); 0 if the file is one article
	Size    int64     // of the file as it lies on the disk, in bytes; 0 if it is no regular file
	ModTime time.Time // of the file; zero if it is no regular file
	Offset  int64     // bytes of the file that were read by then, as it lies on the disk
	Skipped bool      // Options.Known knew it
}

// Records reads the articles of the inputs: files, folders with all below
// them, glob patterns (with ** for any folders), '@FILE' for a list of inputs
// and '-' for standard input. Files come in the order of their paths and
// records in the order of their file, so the order is always the same.
//
// One article is in memory at a time. An error belongs to one input, file or
// record, which the Record that comes with it names by URI; it is an *Error,
// and the walk goes on. When ctx is done, the walk ends.
func Records(ctx context.Context, inputs []string, opt Options) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		paths, errs := Files(inputs, opt)
		for _, err := range errs {
			if !yield(Record{URI: err.URI}, err) {
				return
			}
		}
		for _, path := range paths {
			for r, err := range readFile(path, opt) {
				if ctx.Err() != nil || !yield(r, err) {
					return
				}
			}
		}
	}
}

// identify sets what follows from the raw bytes.
func (r *Record) identify() {
	sum := sha256.Sum256(r.Raw)
	r.SHA256 = hex.EncodeToString(sum[:])
	r.ID = r.SHA256[:16]
}
