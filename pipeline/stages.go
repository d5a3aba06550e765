package pipeline

import (
	"sync/atomic"
	"time"

	"onrecord/extractors"
	"onrecord/output"
)

// The stages beside the extractors.
const (
	stageRead   = "read"   // files to raw records, hashes
	stageParse  = "parse"  // raw records to documents
	stageRows   = "rows"   // annotations to rows
	stageCommit = "commit" // rows to files
)

// stages adds up the time that each stage takes, over all workers.
type stages struct {
	names []string
	nanos map[string]*atomic.Int64
}

func newStages(order []*extractors.Extractor) stages {
	s := stages{names: []string{stageRead, stageParse}, nanos: map[string]*atomic.Int64{}}
	for _, e := range order {
		s.names = append(s.names, e.Name)
	}
	s.names = append(s.names, stageRows, stageCommit)
	for _, name := range s.names {
		s.nanos[name] = new(atomic.Int64)
	}
	return s
}

// start begins to count for a stage and gives the function that ends it.
func (s stages) start(name string) (done func()) {
	began := time.Now()
	return func() { s.nanos[name].Add(int64(time.Since(began))) }
}

func (s stages) seconds() []output.Stage {
	var out []output.Stage
	for _, name := range s.names {
		out = append(out, output.Stage{Name: name, Seconds: time.Duration(s.nanos[name].Load()).Seconds()})
	}
	return out
}
