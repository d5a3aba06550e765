package output

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
)

// A commit makes a snapshot: segments are written to a folder of its own, merged,
// and linked to their places. Nothing is seen of it before the end.
type commit struct {
	*Dataset
	number   int
	dir      string // of the new snapshot
	staging  string // for the segments that this commit writes
	segments []segment
}

const stagingDir = "staging"

// begin writes what was put since the last commit.
func (d *Dataset) begin() (*commit, error) {
	c := &commit{
		Dataset:  d,
		number:   d.number + 1,
		dir:      snapshotDir(d.dir, d.number+1),
		segments: slices.Clone(d.manifest.Segments),
	}
	c.segments = slices.DeleteFunc(c.segments, func(s segment) bool { return !s.Pending && s.Docs == 0 })
	c.staging = filepath.Join(c.dir, stagingDir)
	if err := os.RemoveAll(c.dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.staging, 0o755); err != nil {
		return nil, err
	}
	d.buffered = nil // the rows are freed as they are written
	for _, b := range []*buffer{&d.fresh, &d.replacing} {
		if len(b.rows) == 0 {
			continue
		}
		slices.SortStableFunc(b.rows, func(x, y *Rows) int { return cmp.Compare(x.id(), y.id()) })
		want := d.want
		if b.articles == 0 { // sources alone
			want = func(table string) bool { return table == documents || table == sources }
		}
		seg, err := c.write(b.seq, want, func(put func(*Rows) error) error {
			for i, r := range b.rows {
				if r.Document.DocID != "" {
					r.settle()
				}
				if err := put(r); err != nil {
					return err
				}
				b.rows[i] = nil
			}
			return nil
		})
		if err != nil {
			return nil, c.abort(err)
		}
		seg.Pending = b == &d.replacing
		c.segments = append(c.segments, seg)
	}
	return c, nil
}

// write makes a segment of the articles that fill puts.
func (c *commit) write(seq int, want func(string) bool, fill func(put func(*Rows) error) error) (segment, error) {
	w, err := newSegmentWriter(c.staging, seq, want, c.opt.Version)
	if err != nil {
		return segment{}, err
	}
	if err := fill(w.write); err != nil {
		return segment{}, w.abort(err)
	}
	return w.close()
}

// end merges small segments, publishes the snapshot and starts new buffers.
func (c *commit) end(run RunRow) error {
	if err := c.tier(); err != nil {
		return c.abort(err)
	}
	return c.publish(run)
}

func (c *commit) publish(run RunRow) error {
	m := c.manifest
	m.Version = c.opt.Version
	m.Segments = c.segments
	for i := range c.segments {
		if err := c.segments[i].place(c.dir); err != nil {
			return c.abort(err)
		}
	}
	// Every table has a file, that a reader's pattern matches one.
	if len(m.visible()) == 0 {
		if err := c.placeEmpty(&m); err != nil {
			return c.abort(err)
		}
	}
	if err := os.RemoveAll(c.staging); err != nil {
		return c.abort(err)
	}
	rows := slices.DeleteFunc(slices.Clone(c.runs), func(r RunRow) bool { return r.RunID == run.RunID })
	if run.RunID != "" {
		rows = append(rows, run)
	}
	var err error
	if m.Runs, err = writeRuns(c.dir, rows, c.opt.Version); err != nil {
		return c.abort(err)
	}
	d := c.Dataset
	if err := finishSnapshot(d.dir, c.number, m); err != nil {
		return c.abort(err)
	}
	if err := publish(d.dir, c.number); err != nil {
		return c.abort(err)
	}
	d.number, d.manifest, d.runs = c.number, m, rows
	d.startBuffers()
	prune(d.dir, d.number, d.opt.Keep, d.opt.Grace) // what cannot be removed now is tried again
	return syncDir(d.dir)
}

func (c *commit) placeEmpty(m *manifest) error {
	seg, err := c.write(m.Next, c.want, func(func(*Rows) error) error { return nil })
	if err != nil {
		return err
	}
	m.Next++
	if err := seg.place(c.dir); err != nil {
		return err
	}
	m.Segments = append(m.Segments, seg)
	return nil
}

// abort removes what was written: the former state stays the latest.
func (c *commit) abort(err error) error {
	os.RemoveAll(c.dir)
	return err
}

// apply lets pending articles take their place and takes away what is dead, by
// rewriting the segments that hold it.
func (c *commit) apply() error {
	extra, err := c.collect()
	if err != nil {
		return c.abort(err)
	}
	originals, err := c.orphans()
	if err != nil {
		return c.abort(err)
	}
	live := map[int]int{}
	for _, d := range c.index.docs {
		if d.refs > 0 {
			live[int(d.seg)]++
		}
	}
	list := c.segments
	c.segments = nil
	for _, seg := range list {
		switch {
		case live[seg.Seq] == 0:
			continue
		case c.index.dirty[seg.Seq]:
			fix := func(r *Rows) {
				if original, ok := originals[r.Document.DocID]; ok {
					r.Document.DuplicateOf = original
				}
				r.addSources(extra[r.Document.DocID])
				r.settle()
			}
			if seg, err = c.merge([]segment{seg}, true, fix); err != nil {
				return c.abort(err)
			}
		}
		seg.Pending = false
		c.pending[seg.Seq] = false
		c.segments = append(c.segments, seg)
	}
	for key, d := range c.index.docs {
		if d.refs <= 0 {
			delete(c.index.docs, key)
		}
	}
	clear(c.index.dirty)
	clear(c.index.scattered)
	return nil
}

// collect reads the sources whose article is in another segment, by doc_id.
func (c *commit) collect() (map[string][]Source, error) {
	extra := map[string][]Source{}
	paths := map[string][]byte{}
	for _, seg := range c.segments {
		if !c.index.scattered[seg.Seq] {
			continue
		}
		for src, err := range readRows[Source](seg.path(sources)) {
			if err != nil {
				return nil, err
			}
			if c.index.liveSource(&src, seg.Seq) && !c.index.liveDoc(docKeyOf(src.DocID), seg.Seq) {
				// There may be many: what they share is kept once.
				src.Path = share(paths, src.Path)
				if list := extra[src.DocID]; len(list) > 0 {
					src.DocID, src.SHA256, src.Signature = list[0].DocID, list[0].SHA256, list[0].Signature
				}
				extra[src.DocID] = append(extra[src.DocID], src)
			}
		}
	}
	// They move to the segment of the article.
	for _, list := range extra {
		for _, src := range list {
			key := keyOf(src.URI)
			e := c.index.sources[key]
			e.seg = c.index.docs[e.doc].seg
			c.index.sources[key] = e
			c.index.dirty[int(e.seg)] = true
		}
	}
	return extra, nil
}

func share(paths map[string][]byte, path []byte) []byte {
	if _, ok := paths[string(path)]; !ok {
		paths[string(path)] = path
	}
	return paths[string(path)]
}

// orphans gives near-duplicates of an article that is gone another original:
// the first of them, by doc_id, stands for it.
func (c *commit) orphans() (map[string]string, error) {
	gone := false
	for _, d := range c.index.docs {
		gone = gone || d.refs <= 0
	}
	if !gone {
		return nil, nil
	}
	type link struct {
		DocID       string `parquet:"doc_id"`
		DuplicateOf string `parquet:"duplicate_of,optional"`
	}
	orphans := map[string][]string{} // by the original that is gone
	for _, seg := range c.segments {
		for l, err := range readRows[link](seg.path(documents)) {
			if err != nil {
				return nil, err
			}
			if l.DuplicateOf == "" || !c.index.liveDoc(docKeyOf(l.DocID), seg.Seq) {
				continue
			}
			if c.index.docs[docKeyOf(l.DuplicateOf)].refs <= 0 {
				orphans[l.DuplicateOf] = append(orphans[l.DuplicateOf], l.DocID)
				c.index.dirty[seg.Seq] = true
			}
		}
	}
	originals := map[string]string{}
	for _, list := range orphans {
		first := slices.Min(list)
		for _, id := range list {
			originals[id] = first
		}
		originals[first] = ""
	}
	return originals, nil
}

// merge writes the articles of several segments into a new one; if filter is
// set, only what is live.
func (c *commit) merge(list []segment, filter bool, fix func(*Rows)) (segment, error) {
	want := func(table string) bool {
		return slices.ContainsFunc(list, func(s segment) bool { _, ok := s.Parts[table]; return ok })
	}
	seq := c.manifest.Next
	c.manifest.Next++
	seg, err := c.write(seq, want, func(put func(*Rows) error) error {
		for a, err := range readSegments(list, c.isLive(filter)) {
			if err != nil {
				return err
			}
			signature := a.signature() // before the source that brought it goes
			if filter {
				a.Sources = slices.DeleteFunc(a.Sources, func(s Source) bool { return !c.index.liveSource(&s, a.seq) })
			}
			if fix != nil {
				fix(a.Rows)
				a.sign(signature)
			}
			if err := put(a.Rows); err != nil {
				return err
			}
			c.index.moved(a.Rows, list, seq)
		}
		return nil
	})
	if err != nil {
		return segment{}, err
	}
	for _, s := range list {
		c.index.dirty[seq] = c.index.dirty[seq] || c.index.dirty[s.Seq]
		c.index.scattered[seq] = c.index.scattered[seq] || c.index.scattered[s.Seq]
	}
	return seg, nil
}

func (c *commit) isLive(filter bool) func(int, *Document) bool {
	return func(seq int, d *Document) bool {
		return !filter || c.index.liveDoc(docKeyOf(d.DocID), seq)
	}
}

// Segments of about one size are merged when there are fanIn of them, so that
// their number grows with the logarithm of the articles and each article is
// rewritten that often.
const (
	fanIn       = 6
	tierBytes   = 1 << 20 // segments below are of one size
	segmentMost = 1 << 30 // segments above are not merged any more
)

func tierOf(s segment) int {
	t := 0
	for n := s.bytes() / tierBytes; n >= 1; n /= fanIn {
		t++
	}
	return t
}

// tier merges segments of about one size, the oldest first.
func (c *commit) tier() error {
	for {
		list := c.crowded()
		if list == nil {
			return nil
		}
		seg, err := c.merge(list, false, nil)
		if err != nil {
			return err
		}
		c.segments = slices.DeleteFunc(c.segments, func(s segment) bool {
			return slices.ContainsFunc(list, func(l segment) bool { return l.Seq == s.Seq })
		})
		c.segments = append(c.segments, seg)
	}
}

// crowded are fanIn visible segments of one size, or none.
func (c *commit) crowded() []segment {
	bySize := map[int][]segment{}
	for _, s := range c.segments {
		if s.Pending || s.bytes() > segmentMost {
			continue
		}
		t := tierOf(s)
		bySize[t] = append(bySize[t], s)
		if len(bySize[t]) == fanIn {
			return bySize[t]
		}
	}
	return nil
}

// writeRuns writes table runs, which belongs to no article and is small.
func writeRuns(dir string, rows []RunRow, version string) (part, error) {
	if err := os.MkdirAll(filepath.Join(dir, runs), 0o755); err != nil {
		return part{}, err
	}
	temporary := filepath.Join(dir, runs, "part-000000.tmp")
	w, err := newPartWriter(temporary, partMeta(runs, version), func(*Rows) []RunRow { return rows })
	if err != nil {
		return part{}, err
	}
	if err := w.write(&Rows{}); err != nil {
		w.abort()
		return part{}, err
	}
	p, err := w.close()
	if err != nil {
		return part{}, err
	}
	p.File = "part-000000-" + p.SHA256[:8] + ".parquet"
	return p, os.Rename(temporary, filepath.Join(dir, runs, p.File))
}
