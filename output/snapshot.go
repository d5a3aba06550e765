package output

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
)

// The layout of a data set:
//
//	DIR/lock                          held by the run that writes
//	DIR/latest -> snapshots/000007    replaced by rename, when all below is synced
//	DIR/snapshots/000007/manifest.json
//	DIR/snapshots/000007/TABLE/part-000012-9f86d081.parquet
//	DIR/snapshots/000007/pending/TABLE/...
//
// A snapshot never changes. Parts that two snapshots share are hard links.
const (
	lockFile     = "lock"
	latest       = "latest"
	snapshots    = "snapshots"
	manifestFile = "manifest.json"
	pendingDir   = "pending"
)

// ErrNoData says that a folder holds no data set.
var ErrNoData = errors.New("no data set here")

// ErrFormat says that a data set was written in a format that this program does
// not know.
var ErrFormat = errors.New("data set of another format")

// format counts the changes of the layout.
const format = 1

// A manifest lists what is in a snapshot.
type manifest struct {
	Format   int       `json:"format"`
	Schema   int       `json:"schema"`
	Version  string    `json:"version"`           // of the program
	Next     int       `json:"next"`              // free number for a segment
	Rebuild  string    `json:"rebuild,omitempty"` // config of the rebuild that the pending segments belong to
	Segments []segment `json:"segments"`
	Runs     part      `json:"runs"`
}

// A Snapshot is one state of a data set, to be read.
type Snapshot struct {
	Dir    string // of the snapshot itself: it stays while latest moves on
	Number int
	manifest
}

// OpenSnapshot opens the latest snapshot of a data set. A run that goes on
// meanwhile keeps it for a while, see Options.Grace.
func OpenSnapshot(dir string) (*Snapshot, error) {
	for try := 0; ; try++ {
		s, err := openLatest(dir)
		if !errors.Is(err, fs.ErrNotExist) || try == 9 {
			return s, err
		}
		// latest moved on, and what it led to was pruned, between two steps.
	}
}

func openLatest(dir string) (*Snapshot, error) {
	target, err := os.Readlink(filepath.Join(dir, latest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", dir, ErrNoData)
	}
	if err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(filepath.Base(target))
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s leads to %s", dir, ErrFormat, latest, target)
	}
	s := &Snapshot{Dir: snapshotDir(dir, number), Number: number}
	raw, err := os.ReadFile(filepath.Join(s.Dir, manifestFile))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, &s.manifest); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(s.Dir, manifestFile), err)
	}
	if s.Format != format || s.Schema != SchemaVersion {
		return nil, fmt.Errorf("%s: %w (format %d, schema %d; this program has %d, %d)", dir, ErrFormat, s.Format, s.Schema, format, SchemaVersion)
	}
	for i := range s.Segments {
		s.Segments[i].root = s.Dir
		if s.Segments[i].Pending {
			s.Segments[i].root = filepath.Join(s.Dir, pendingDir)
		}
	}
	return s, nil
}

func snapshotDir(dir string, number int) string {
	return filepath.Join(dir, snapshots, fmt.Sprintf("%06d", number))
}

// visible are the segments that readers see.
func (m manifest) visible() []segment {
	return slices.DeleteFunc(slices.Clone(m.Segments), func(s segment) bool { return s.Pending })
}

// Articles reads the rows of the articles that match, or of all if match is nil,
// in the order of doc_id.
func (s *Snapshot) Articles(match func(*Document) bool) iter.Seq2[*Rows, error] {
	return func(yield func(*Rows, error) bool) {
		for a, err := range readSegments(s.visible(), func(_ int, d *Document) bool { return match == nil || match(d) }) {
			if !yield(a.Rows, err) {
				return
			}
		}
	}
}

// Count is the number of rows of a table.
func (s *Snapshot) Count(table string) int64 {
	if table == runs {
		return s.Runs.Rows
	}
	n := int64(0)
	for _, seg := range s.visible() {
		n += seg.Parts[table].Rows
	}
	return n
}

// RunRows reads table runs, the oldest first.
func (s *Snapshot) RunRows() ([]RunRow, error) {
	if s.Runs.File == "" {
		return nil, nil
	}
	return readAll[RunRow](filepath.Join(s.Dir, runs, s.Runs.File))
}

// readAll reads the columns that T has of a whole part file.
func readAll[T any](path string) ([]T, error) {
	var out []T
	for row, err := range readRows[T](path) {
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// readRows reads the columns that T has of a part file, row by row.
func readRows[T any](path string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		f, file, err := openParquet(path)
		if err != nil {
			yield(zero, err)
			return
		}
		defer f.Close()
		in := parquet.NewGenericReader[T](file)
		defer in.Close()
		buf := make([]T, 256)
		for {
			clear(buf)
			n, err := in.Read(buf)
			for _, row := range buf[:n] {
				if !yield(row, nil) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(zero, fmt.Errorf("%s: %w", path, err))
				return
			}
		}
	}
}

// place gives a segment its place in a new snapshot: hard links, or copies where
// the file system has none.
func (s *segment) place(dir string) error {
	root := dir
	if s.Pending {
		root = filepath.Join(dir, pendingDir)
	}
	for name, p := range s.Parts {
		if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
			return err
		}
		if err := link(s.path(name), filepath.Join(root, name, p.File)); err != nil {
			return err
		}
	}
	s.root = root
	return nil
}

func link(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return cmp.Or(err, out.Sync(), out.Close())
}

// finishSnapshot writes the manifest of a snapshot and syncs its folders.
func finishSnapshot(dir string, number int, m manifest) error {
	at := snapshotDir(dir, number)
	raw, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	if err := writeSynced(filepath.Join(at, manifestFile), append(raw, '\n')); err != nil {
		return err
	}
	if err := syncTree(at); err != nil {
		return err
	}
	return syncDir(filepath.Join(dir, snapshots))
}

// publish makes a finished snapshot the latest one. It stays so for good when
// the caller has synced dir.
func publish(dir string, number int) error {
	temporary := filepath.Join(dir, latest+".tmp")
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // a kill may have left it
	}
	target := filepath.Join(snapshots, filepath.Base(snapshotDir(dir, number)))
	if err := os.Symlink(target, temporary); err != nil {
		return err
	}
	return os.Rename(temporary, filepath.Join(dir, latest))
}

func writeSynced(path string, raw []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	return cmp.Or(err, f.Sync(), f.Close())
}

// syncTree syncs the folders at and below dir; their files are synced already.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncDir(path)
	})
}

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// snapshotNumbers lists the snapshot folders that are there, finished or not.
func snapshotNumbers(dir string) ([]int, error) {
	entries, err := os.ReadDir(filepath.Join(dir, snapshots))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var out []int
	for _, e := range entries {
		if n, err := strconv.Atoi(e.Name()); err == nil {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out, nil
}

// prune removes snapshots that no reader needs: all but the last keep, and but
// those that were the latest less than grace ago. Unfinished ones, which a kill
// left, are above number. What cannot be removed stays for the next time.
func prune(dir string, number, keep int, grace time.Duration) {
	all, err := snapshotNumbers(dir)
	if err != nil {
		return
	}
	for i, n := range all {
		if n > number {
			os.RemoveAll(snapshotDir(dir, n))
			continue
		}
		if n > number-keep || i+1 == len(all) {
			continue
		}
		// It stopped being the latest when the next one was made.
		info, err := os.Stat(filepath.Join(snapshotDir(dir, all[i+1]), manifestFile))
		if err == nil && time.Since(info.ModTime()) < grace {
			continue
		}
		os.RemoveAll(snapshotDir(dir, n))
	}
}
