package pipeline

import (
	"context"
	"fmt"
	"iter"
	"time"

	"onrecord/corpus"
	"onrecord/output"
)

// A Plan is what a run would do with one source.
type Plan struct {
	URI  string `json:"uri"`
	Read bool   `json:"read"` // whether Run would extract from it
	Why  string `json:"why"`  // new, changed, duplicate, unchanged, or what is wrong
}

// DryRun gives what Run would do with each source, in order. It reads what Run
// would read, but extracts and writes nothing.
func DryRun(ctx context.Context, c Config) iter.Seq2[Plan, error] {
	return func(yield func(Plan, error) bool) {
		c = c.withDefaults()
		opt := c.outputOptions()
		opt.ReadOnly, opt.NearDuplicates = true, false
		data, err := output.Open(c.Out, opt)
		if err != nil {
			yield(Plan{}, fmt.Errorf("%w: %w", ErrNothing, err))
			return
		}
		r := &run{Config: c, data: data, flight: map[string]bool{}, seen: map[uint64]bool{}, records: map[string]bool{}}
		read := c.Corpus
		read.Known = func(path string, size int64, modified time.Time) bool { return data.Known(path, size, modified) }
		for rec, err := range corpus.Records(ctx, c.Inputs, read) {
			it := r.decide(rec, err)
			if it.fate == process {
				r.depart(rec.ID)
			}
			if !yield(r.plan(it), nil) {
				return
			}
		}
	}
}

func (r *run) plan(it *item) Plan {
	p := Plan{URI: it.rec.URI, Read: it.fate == process}
	switch it.fate {
	case fail:
		p.Why = output.ErrorText(it.err)
	case skip, touch:
		p.Why = output.Unchanged.String()
	case repeat:
		p.Why = output.Duplicate.String()
	case process:
		p.Why = r.data.Status(it.rec.URI, it.rec.ID).String()
	}
	return p
}
