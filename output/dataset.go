package output

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"onrecord/corpus"
)

// ErrLocked says that another run writes to the data set.
var ErrLocked = errors.New("another run writes to this data set")

// Options says how a data set is written.
type Options struct {
	Version string   // of the program, for the metadata of the files
	Config  string   // hash of all that the rows depend on beside the articles
	Tables  []string // to write; nil is DefaultTables. documents and sources always are

	// Rebuild reads everything anew: what was there stays readable until Finish,
	// which drops it. A rebuild that was cut short goes on.
	Rebuild bool

	NearDuplicates bool // fill documents.duplicate_of; takes about 800 bytes of memory an article

	ReadOnly bool // to ask what is known: no lock, and nothing can be committed

	Keep  int           // snapshots that stay though they are not the latest; 0 is 2
	Grace time.Duration // for which a snapshot stays after it was the latest; 0 is 5 minutes, less than 0 none
}

// A Dataset is a data set that is written to. Its methods may be called
// concurrently; the order of the calls to Put decides over the bytes.
type Dataset struct {
	dir    string
	opt    Options
	lock   *flock.Flock
	number int // of the latest snapshot, 0 if there is none
	runs   []RunRow

	mu       sync.Mutex
	manifest manifest
	index    index
	pending  map[int]bool // numbers of the pending segments and of the pending buffer
	near     *corpus.Near

	// What was put since the last commit. Articles that take the place of others
	// wait in a pending segment until the run ends, so that replacing many does
	// not rewrite the data set at each commit.
	fresh, replacing buffer
	buffered         map[docKey]*Rows
}

// A buffer holds the rows of a segment that is not written yet.
type buffer struct {
	seq      int
	rows     []*Rows
	articles int
	size     int // bytes in memory, about
}

// sourceBytes is what a source alone takes in a buffer, about.
const sourceBytes = 1 << 10

// Open locks a data set and reads its manifest; the folder is made if it is not
// there. The error is ErrLocked if another run holds it.
func Open(dir string, opt Options) (*Dataset, error) {
	if opt.Tables == nil {
		opt.Tables = DefaultTables()
	}
	for _, name := range opt.Tables {
		if !slices.Contains(TableNames(), name) {
			return nil, fmt.Errorf("no table %q (there are %v)", name, TableNames())
		}
	}
	opt.Keep = cmp.Or(opt.Keep, 2)
	opt.Grace = cmp.Or(opt.Grace, 5*time.Minute)
	if opt.ReadOnly {
		d := &Dataset{dir: dir, opt: opt}
		return d, d.load()
	}
	if err := os.MkdirAll(filepath.Join(dir, snapshots), 0o755); err != nil {
		return nil, err
	}
	d := &Dataset{dir: dir, opt: opt, lock: flock.New(filepath.Join(dir, lockFile))}
	ok, err := d.lock.TryLock()
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%s: %w", dir, ErrLocked)
	}
	if err := d.load(); err != nil {
		return nil, cmp.Or(err, d.lock.Unlock())
	}
	return d, nil
}

// Close gives up the lock; what was not committed is lost.
func (d *Dataset) Close() error {
	if d.lock == nil {
		return nil
	}
	return d.lock.Unlock()
}

func (d *Dataset) load() error {
	d.manifest = manifest{Format: format, Schema: SchemaVersion}
	s, err := OpenSnapshot(d.dir)
	switch {
	case errors.Is(err, ErrNoData):
	case err != nil:
		return err
	default:
		d.number, d.manifest = s.Number, s.manifest
		if d.runs, err = s.RunRows(); err != nil {
			return err
		}
	}
	if d.lock != nil { // a kill may have left a snapshot that was never published
		prune(d.dir, d.number, d.opt.Keep, d.opt.Grace)
	}
	switch {
	case !d.opt.Rebuild:
		d.manifest.Rebuild = ""
	case d.manifest.Rebuild != d.opt.Config:
		d.manifest.Rebuild = d.opt.Config
		d.manifest.Segments = d.manifest.visible()
	}
	d.index = newIndex()
	d.pending = map[int]bool{}
	for _, pending := range []bool{false, true} {
		for _, seg := range d.manifest.Segments {
			if seg.Pending != pending {
				continue
			}
			d.pending[seg.Seq] = pending
			current := func(config string) bool {
				return config == d.opt.Config && (pending || !d.opt.Rebuild)
			}
			if err := d.index.load(seg, current); err != nil {
				return err
			}
		}
	}
	if d.opt.NearDuplicates {
		if d.near, err = d.originals(); err != nil {
			return err
		}
	}
	d.startBuffers()
	return nil
}

func (d *Dataset) startBuffers() {
	d.fresh = buffer{seq: d.manifest.Next}
	d.replacing = buffer{seq: d.manifest.Next + 1}
	d.manifest.Next += 2
	d.pending[d.replacing.seq] = true
	d.buffered = map[docKey]*Rows{}
}

func (d *Dataset) want(table string) bool {
	return table == documents || table == sources || slices.Contains(d.opt.Tables, table)
}

// A Status says what a data set has of a source and its article.
type Status int

// What a data set may have.
const (
	New       Status = iota // neither the source nor the article
	Changed                 // the source with other bytes, or read by another version or configuration
	Duplicate               // the article, of another source
	Unchanged               // both
)

// String is the status in a word.
func (s Status) String() string {
	return [...]string{"new", "changed", "duplicate", "unchanged"}[s]
}

// Known says whether a file with one article was read before by this version
// and configuration and has not changed since, by its size and time.
func (d *Dataset) Known(uri string, size int64, modified time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	e, ok := d.index.sources[keyOf(uri)]
	return ok && e.current && d.index.docs[e.doc].current && e.size == size && e.modified == microseconds(&modified)
}

// Status says what the data set has of a source whose bytes are known.
func (d *Dataset) Status(uri, docID string) Status {
	d.mu.Lock()
	defer d.mu.Unlock()
	e, known := d.index.sources[keyOf(uri)]
	doc, there := d.index.docs[docKeyOf(docID)]
	there = there && doc.current // even if it has lost its last source: its rows stay until Finish
	switch {
	case known && there && e.current && e.doc == docKeyOf(docID):
		return Unchanged
	case there:
		return Duplicate
	case known:
		return Changed
	}
	return New
}

// Put adds an article that source was read to. It takes the place of what the
// data set has of the source or of the article.
func (d *Dataset) Put(src Source, rows *Rows) {
	d.mu.Lock()
	defer d.mu.Unlock()
	src.Config = d.opt.Config
	key, doc := keyOf(src.URI), docKeyOf(src.DocID)
	if d.near != nil && src.Signature != "" {
		var sketch corpus.Sketch
		if sketch.UnmarshalText([]byte(src.Signature)) == nil {
			rows.Document.DuplicateOf = d.near.Add(src.DocID, sketch)
		}
		if rows.Document.DuplicateOf == src.DocID {
			rows.Document.DuplicateOf = ""
		}
	}
	_, known := d.index.sources[key]
	_, there := d.index.docs[doc]
	original, ok := d.index.docs[docKeyOf(rows.Document.DuplicateOf)]
	hidden := ok && d.pending[int(original.seg)]
	b := &d.fresh
	if known || there || hidden || d.opt.Rebuild {
		b = &d.replacing
	}
	d.index.setDoc(doc, b.seq, true)
	rows.Sources = []Source{src}
	d.index.setSource(key, d.entry(src, b.seq))
	b.add(rows)
	d.buffered[doc] = rows
}

// AddSource notes one more source of an article that the data set has, or a new
// time of one that it has.
func (d *Dataset) AddSource(src Source) {
	d.mu.Lock()
	defer d.mu.Unlock()
	src.Config = d.opt.Config
	doc := docKeyOf(src.DocID)
	if rows, ok := d.buffered[doc]; ok {
		d.index.setSource(keyOf(src.URI), d.entry(src, int(d.index.docs[doc].seg)))
		rows.Sources = append(rows.Sources, src)
		return
	}
	d.index.setSource(keyOf(src.URI), d.entry(src, d.replacing.seq))
	d.replacing.rows = append(d.replacing.rows, &Rows{Sources: []Source{src}})
	d.replacing.size += sourceBytes
}

func (d *Dataset) entry(src Source, seq int) sourceEntry {
	return sourceEntry{
		doc: docKeyOf(src.DocID), seg: int32(seq),
		current: true,
		size:    src.Size, modified: microseconds(src.Modified),
	}
}

func (b *buffer) add(r *Rows) {
	b.rows = append(b.rows, r)
	b.articles++
	b.size += r.size()
}

// Buffered is the number of articles that wait for a commit, and the bytes that
// they and further sources take in memory.
func (d *Dataset) Buffered() (articles, bytes int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.fresh.articles + d.replacing.articles, d.fresh.size + d.replacing.size
}

// Remove forgets the sources that gone names, and the articles that then have
// none. It reads the manifest of all segments and does not see what waits for a
// commit.
func (d *Dataset) Remove(gone func(Source) bool) (removed int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, seg := range d.manifest.Segments {
		for src, err := range readRows[Source](seg.path(sources)) {
			if err != nil {
				return removed, err
			}
			if d.index.liveSource(&src, seg.Seq) && gone(src) {
				d.index.dropSource(keyOf(src.URI))
				removed++
			}
		}
	}
	return removed, nil
}

// Commit publishes a snapshot with what was put so far. Articles that replace
// others stay out of sight until Finish.
func (d *Dataset) Commit(run RunRow) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	c, err := d.begin()
	if err != nil {
		return err
	}
	return c.end(run)
}

// Finish publishes a snapshot in which replaced and removed articles are gone.
func (d *Dataset) Finish(run RunRow) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.opt.Rebuild {
		d.dropOld()
	}
	c, err := d.begin()
	if err == nil {
		err = c.apply()
	}
	if err != nil {
		return err
	}
	return c.end(run)
}

// dropOld ends a rebuild: what it did not read is gone.
func (d *Dataset) dropOld() {
	for key, e := range d.index.sources {
		if !d.pending[int(e.seg)] {
			d.index.dropSource(key)
		}
	}
	d.manifest.Rebuild = ""
}
