package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/output"
)

// Run reads the inputs of c, extracts and writes. Its error wraps ErrLocked,
// ErrNothing, ErrSomeFailed or ErrInterrupted; the report is filled as far as
// the run came. When ctx is done, the articles under way are finished and
// committed.
func Run(ctx context.Context, c Config) (Report, error) {
	r, err := open(c)
	if err != nil {
		return Report{}, err
	}
	defer r.data.Close()

	ordered := make(chan *item, 4*r.Workers) // as they were read
	work := make(chan *item, r.Workers)      // those to be extracted from
	reading, stop := context.WithCancel(ctx)
	defer stop()
	if c.Progress != nil {
		go r.way.measure(c)
	}
	go r.read(reading, ordered, work)
	for range r.Workers {
		go r.extract(work)
	}
	if err := r.write(ctx, ordered); err != nil {
		return r.report, err
	}
	return r.finish(ctx)
}

// A run is a run under way. The reader, the workers and the writer each use
// fields of their own, but for data, flight and stages.
type run struct {
	Config
	order    []*extractors.Extractor
	data     *output.Dataset
	inFlight *semaphore.Weighted // bytes of raw articles
	stages   stages
	report   Report // of the writer
	way      way    // of the writer

	mu     sync.Mutex
	flight map[string]bool // doc_ids between reader and writer

	seen    map[uint64]bool // hashes of the URIs of this run, if Prune asks for them
	records map[string]bool // files, and whether they are of several records and read to their end
	inputs  []error         // inputs that could not be read at all
}

// An item is one source on its way.
type item struct {
	rec    corpus.Record
	source output.Source
	fate   fate
	err    error // of reading
	weight int64

	done     chan struct{} // closed when rows is set
	rows     *output.Rows
	foreign  bool
	document error // of this article
}

// A fate is what becomes of a source.
type fate int

const (
	skip    fate = iota // it is there already
	touch               // it is there, the file has a new time
	repeat              // its article is there, of another source
	process             // it is read and extracted from
	fail                // it could not be read
)

// open checks the configuration and locks the data set.
func open(c Config) (*run, error) {
	c = c.withDefaults()
	order, err := extractors.Order(c.Extractors)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNothing, err)
	}
	data, err := output.Open(c.Out, c.outputOptions())
	if errors.Is(err, ErrLocked) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNothing, err)
	}
	started := time.Now()
	return &run{
		Config:   c,
		order:    order,
		data:     data,
		inFlight: semaphore.NewWeighted(c.InFlightBytes),
		stages:   newStages(order),
		report: Report{
			RunID:    fmt.Sprintf("%s-%d", started.UTC().Format("20060102T150405.000000Z"), os.Getpid()),
			Started:  started,
			Rows:     map[string]int{},
			Failures: []Failure{},
		},
		flight:  map[string]bool{},
		seen:    map[uint64]bool{},
		records: map[string]bool{},
	}, nil
}

// finish publishes what the run wrote and says how it went.
func (r *run) finish(ctx context.Context) (Report, error) {
	interrupted := ctx.Err() != nil
	if !interrupted && r.articles() == 0 && len(r.inputs) > 0 {
		return r.report, fmt.Errorf("%w: %w", ErrNothing, errors.Join(r.inputs...))
	}
	if r.Prune && !interrupted {
		removed, err := r.data.Remove(r.gone)
		if err != nil {
			return r.report, fmt.Errorf("%w: %w", ErrNothing, err)
		}
		r.report.Removed = removed
	}
	r.report.Unfinished = interrupted
	r.close()
	commit := r.data.Finish
	if interrupted && r.Rebuild {
		commit = r.data.Commit // the old data stays until the rebuild is whole
	}
	if err := r.commit(commit); err != nil {
		return r.report, err
	}
	r.close() // with the time of the last commit
	switch {
	case interrupted:
		return r.report, fmt.Errorf("%w after %d articles, which are written; run the same command again to go on", ErrInterrupted, r.articles())
	case r.report.Failed > 0:
		return r.report, fmt.Errorf("%w: %d of %d", ErrSomeFailed, r.report.Failed, r.articles()+len(r.inputs))
	}
	return r.report, nil
}

func (r *run) articles() int {
	return r.report.Read + r.report.Skipped + r.report.Failed - len(r.inputs)
}

// close sets the times of the report.
func (r *run) close() {
	r.report.Finished = time.Now()
	r.report.Seconds = r.report.Finished.Sub(r.report.Started).Seconds()
	r.report.Stages = r.stages.seconds()
}

// row is the row of the run in table runs; finished is not set while it goes on.
func (r *run) row() output.RunRow {
	row := output.RunRow{
		RunID: r.report.RunID, Version: r.Version, Model: r.Model, Config: r.Fingerprint(),
		Started: r.report.Started.UTC().Truncate(time.Microsecond),
		Read:    int64(r.report.Read), Skipped: int64(r.report.Skipped), Failed: int64(r.report.Failed),
		Words: r.report.Words, Stages: r.stages.seconds(),
	}
	if !r.report.Finished.IsZero() {
		finished := r.report.Finished.UTC().Truncate(time.Microsecond)
		row.Finished = &finished
	}
	return row
}

func (r *run) commit(how func(output.RunRow) error) error {
	done := r.stages.start(stageCommit)
	err := how(r.row())
	done()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNothing, err)
	}
	r.report.Commits++
	return nil
}
