package pipeline

import (
	"context"
	"errors"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"time"

	"onrecord/corpus"
	"onrecord/output"
)

// articleBytes is what an article in flight weighs beside its raw bytes.
const articleBytes = 4 << 10

// read decides over every source, in order. It is the only one that does, so the
// decisions do not depend on the workers.
func (r *run) read(ctx context.Context, ordered, work chan<- *item) {
	defer close(ordered)
	defer close(work)
	opt := r.Corpus
	opt.Known = func(path string, size int64, modified time.Time) bool {
		return r.data.Known(path, size, modified)
	}
	done := r.stages.start(stageRead)
	for rec, err := range corpus.Records(ctx, r.Inputs, opt) {
		it := r.decide(rec, err)
		done()
		if it.fate == process {
			it.weight = min(int64(len(rec.Raw))+articleBytes, r.InFlightBytes)
			if r.inFlight.Acquire(ctx, it.weight) != nil {
				return // interrupted
			}
			it.done = make(chan struct{})
			r.depart(rec.ID)
			work <- it
		} else {
			it.rec.Raw = nil
		}
		ordered <- it
		done = r.stages.start(stageRead)
	}
	done()
}

// decide says what becomes of a source.
func (r *run) decide(rec corpus.Record, err error) *item {
	if r.Prune {
		r.seen[hash(rec.URI)] = true
		r.records[rec.Path] = rec.Line > 0
	}
	it := &item{rec: rec, err: err, source: sourceOf(rec)}
	switch {
	case err != nil:
		it.fate = fail
	case rec.Skipped:
		it.fate = skip
	case r.underWay(rec.ID): // asked before the data set, where it is afterwards
		it.fate = repeat
	default:
		it.fate = r.fateOf(rec)
	}
	return it
}

func (r *run) fateOf(rec corpus.Record) fate {
	switch r.data.Status(rec.URI, rec.ID) {
	case output.Unchanged:
		if rec.Line == 0 && !rec.ModTime.IsZero() && !r.data.Known(rec.URI, rec.Size, rec.ModTime) {
			return touch
		}
		return skip
	case output.Duplicate:
		return repeat
	}
	return process
}

func (r *run) depart(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.flight[id] = true
}

func (r *run) underWay(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.flight[id]
}

func (r *run) arrive(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.flight, id)
}

func sourceOf(rec corpus.Record) output.Source {
	s := output.Source{
		URI: rec.URI, DocID: rec.ID, SHA256: rec.SHA256,
		Path: []byte(rec.Path), Record: int32(rec.Line),
	}
	if rec.Line == 0 {
		// The time of a file of many records changes though most of them do not.
		s.Size = rec.Size
		if !rec.ModTime.IsZero() {
			modified := rec.ModTime.UTC().Truncate(time.Microsecond)
			s.Modified = &modified
		}
	}
	return s
}

// gone says whether a source that this run did not meet is no longer there.
func (r *run) gone(s output.Source) bool {
	path := string(s.Path)
	if r.seen[hash(s.URI)] || path == "-" {
		return false
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return true
	}
	return s.Record > 0 && r.records[path]
}

// hash stands for a URI where a million of them are kept.
func hash(uri string) uint64 {
	h := fnv.New64a()
	io.WriteString(h, uri)
	return h.Sum64()
}
