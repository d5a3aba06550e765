package pipeline

import (
	"context"
	"errors"
	"iter"

	"onrecord/output"
)

// Run reads the inputs of c, extracts and writes. Its error wraps ErrLocked,
// ErrNothing, ErrSomeFailed or ErrInterrupted; the report is filled as far as
// the run came. When ctx is done, the articles under way are finished and
// committed.
func Run(ctx context.Context, c Config) (Report, error) {
	return Report{}, errors.ErrUnsupported
}

// A Plan is what a run would do with one source.
type Plan struct {
	URI    string        `json:"uri"`
	Status output.Status `json:"-"`
	Read   bool          `json:"read"` // whether Run would extract from it
	Why    string        `json:"why"`
}

// DryRun gives what Run would do with each source, in order, and writes nothing.
func DryRun(ctx context.Context, c Config) iter.Seq2[Plan, error] {
	return func(yield func(Plan, error) bool) { yield(Plan{}, errors.ErrUnsupported) }
}

// WriteMetrics writes the figures of a run as Prometheus text, for the textfile
// collector of node_exporter; the file is replaced as a whole.
func WriteMetrics(path string, r Report) error { return errors.ErrUnsupported }
