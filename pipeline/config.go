// Package pipeline runs the whole way of an article: it reads, extracts in
// parallel, writes in order and commits.
package pipeline

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"runtime"
	"slices"
	"time"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/output"
)

// Errors of Run, to be tested with errors.Is. ErrNothing wraps the cause, and so
// does every other error that Run returns.
var (
	ErrLocked      = output.ErrLocked                    // another run writes to the data set
	ErrNothing     = errors.New("nothing could be done") // input, output or configuration: the data set is as it was at the last commit
	ErrSomeFailed  = errors.New("some articles failed")  // the others are written
	ErrInterrupted = errors.New("interrupted")           // what was read is written
)

// A Config says what a run does. The zero value of a field that is not needed
// has a sensible default.
type Config struct {
	Inputs     []string                // as corpus.Records takes them
	Out        string                  // folder of the data set
	Corpus     corpus.Options          // how inputs are read; Known is set by Run
	Extractors []*extractors.Extractor // in any order; see extractors.Select
	Tables     []string                // to write; nil is output.DefaultTables

	Version  string            // of the program
	Model    string            // version of the model, "" if none
	Settings map[string]string // what else the rows depend on

	Workers         int           // 0 is the number of CPUs
	CommitDocuments int           // articles from one commit to the next; 0 is 2000
	CommitInterval  time.Duration // time from one commit to the next; 0 is a minute, less than 0 none
	InFlightBytes   int64         // of raw articles that are read and not yet written; 0 is 32 MiB

	Rebuild          bool   // read everything anew; the old stays readable meanwhile
	Prune            bool   // drop articles whose file is gone
	NoNearDuplicates bool   // leave documents.duplicate_of NULL, which takes no memory
	Language         string // extract only from articles in it; "" is "en", "any" all

	Keep  int           // see output.Options
	Grace time.Duration // see output.Options

	Log      *slog.Logger   // nil is slog.Default()
	Progress func(Progress) // called after each article, from one goroutine
}

// withDefaults fills what is left open.
func (c Config) withDefaults() Config {
	c.Workers = cmp.Or(c.Workers, runtime.GOMAXPROCS(0))
	c.CommitDocuments = cmp.Or(c.CommitDocuments, 2000)
	c.CommitInterval = cmp.Or(c.CommitInterval, time.Minute)
	c.InFlightBytes = cmp.Or(c.InFlightBytes, 32<<20)
	c.Language = cmp.Or(c.Language, "en")
	if c.Tables == nil {
		c.Tables = output.DefaultTables()
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return c
}

// Fingerprint is a hash of all that the rows depend on beside the articles: the
// version, the model, the extractors and the settings. When it differs, an
// article is read again.
func (c Config) Fingerprint() string {
	c = c.withDefaults()
	var names []string
	for _, e := range c.Extractors {
		names = append(names, e.Name)
	}
	slices.Sort(names)
	var settings []string
	for _, k := range slices.Sorted(maps.Keys(c.Settings)) {
		settings = append(settings, k, c.Settings[k])
	}
	raw, err := json.Marshal([]any{
		output.SchemaVersion, c.Version, c.Model, names, slices.Sorted(slices.Values(c.Tables)), settings,
		c.Corpus.Fields, c.Corpus.Format, c.Language, c.NoNearDuplicates,
	})
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:8])
}

func (c Config) outputOptions() output.Options {
	return output.Options{
		Version:        c.Version,
		Config:         c.Fingerprint(),
		Tables:         c.Tables,
		Rebuild:        c.Rebuild,
		NearDuplicates: !c.NoNearDuplicates,
		Keep:           c.Keep,
		Grace:          c.Grace,
	}
}

// A Report says what a run did.
type Report struct {
	RunID    string    `json:"run_id"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished"`

	Read       int `json:"documents_read"`       // read and written, those without extraction included
	Skipped    int `json:"documents_skipped"`    // there already
	Duplicates int `json:"documents_duplicates"` // of Skipped, those with the bytes of an article of another name
	Failed     int `json:"documents_failed"`
	Foreign    int `json:"documents_foreign"` // of Read, those in another language, not extracted from
	Removed    int `json:"sources_removed"`   // by Prune
	Commits    int `json:"commits"`

	Words   int64          `json:"words"`
	Rows    map[string]int `json:"rows"`          // written, by table
	Named   int            `json:"quotes_named"`  // of the quotes, those with a named speaker
	Seconds float64        `json:"seconds"`       // wall clock
	Stages  []output.Stage `json:"stage_seconds"` // work, over all workers

	Failures   []Failure `json:"failures"` // the first MaxFailures
	Unfinished bool      `json:"unfinished"`
}

// WordsPerSecond is the speed of the run.
func (r Report) WordsPerSecond() float64 {
	if r.Seconds == 0 {
		return 0
	}
	return float64(r.Words) / r.Seconds
}

// MaxFailures bounds the failures that a Report lists; all are logged.
const MaxFailures = 1000

// A Failure is an article that could not be read or extracted from.
type Failure struct {
	URI  string `json:"uri"`
	What string `json:"error"`
}
