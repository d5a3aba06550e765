package pipeline

import (
	"os"
	"slices"
	"strings"
	"sync/atomic"

	"onrecord/corpus"
)

// Progress says how far a run is.
type Progress struct {
	Done  int    // articles read, skipped or failed so far
	Words int64  // words so far
	URI   string // of the last one

	Bytes      int64 // of the input files so far, as they lie on the disk
	TotalBytes int64 // of all input files; 0 if it is not or not yet known
}

// A way is how far the reading of the inputs came.
type way struct {
	total  atomic.Int64
	before int64  // bytes of the files before this one
	path   string // of this one
	offset int64  // in this one
}

// measure adds up the sizes of the inputs, if none is standard input.
func (w *way) measure(c Config) {
	if slices.ContainsFunc(c.Inputs, func(in string) bool { return strings.TrimPrefix(in, "@") == "-" }) {
		return
	}
	files, _ := corpus.Files(c.Inputs, c.Corpus)
	total := int64(0)
	for _, path := range files {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
	}
	w.total.Store(total)
}

// reach notes that a record was written, and what the run has done by then.
func (w *way) reach(rec corpus.Record, done int, words int64) Progress {
	if rec.Path != w.path {
		w.before, w.path, w.offset = w.before+w.offset, rec.Path, 0
	}
	w.offset = max(w.offset, rec.Offset)
	return Progress{
		Done: done, Words: words, URI: rec.URI,
		Bytes: w.before + w.offset, TotalBytes: w.total.Load(),
	}
}
