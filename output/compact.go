package output

import (
	"path/filepath"
	"slices"
)

// compactBytes is the text of the articles of one segment after Compact.
const compactBytes = 256 << 20

// Compact rewrites a data set as one run over all its articles would order them:
// sorted by doc_id throughout, in few large parts, near-duplicates found anew.
// The same articles give the same bytes, whatever the runs that brought them;
// but for tables sources and runs, which also tell of times.
func Compact(dir string, opt Options) error {
	d, err := openForCompact(dir, opt)
	if err != nil {
		return err
	}
	defer d.Close()
	d.mu.Lock()
	defer d.mu.Unlock()
	c, err := d.begin()
	if err != nil {
		return err
	}
	if err := c.apply(); err != nil {
		return err
	}
	if err := c.compact(); err != nil {
		return c.abort(err)
	}
	return c.publish(RunRow{})
}

func openForCompact(dir string, opt Options) (*Dataset, error) {
	if _, err := OpenSnapshot(dir); err != nil {
		return nil, err
	}
	opt.Rebuild, opt.ReadOnly, opt.NearDuplicates = false, false, false
	return Open(dir, opt)
}

func (c *commit) compact() error {
	duplicates, err := c.duplicates()
	if err != nil {
		return err
	}
	list, err := c.fewer()
	if err != nil {
		return err
	}
	want := func(table string) bool {
		return slices.ContainsFunc(list, func(s segment) bool { return s.Parts[table].Rows > 0 }) || table != "tokens"
	}
	c.segments = nil
	var w *segmentWriter
	weight := 0
	finish := func() error {
		if w == nil {
			return nil
		}
		seg, err := w.close()
		c.segments = append(c.segments, seg)
		w, weight = nil, 0
		return err
	}
	for a, err := range readSegments(list, c.isLive(false)) {
		if err != nil {
			return err
		}
		if w == nil {
			// The numbers begin anew; the names differ by the hashes in them.
			if w, err = newSegmentWriter(filepath.Join(c.staging, "compact"), len(c.segments), want, c.opt.Version); err != nil {
				return err
			}
		}
		a.Document.DuplicateOf = duplicates[a.Document.DocID]
		if err := w.write(a.Rows); err != nil {
			return w.abort(err)
		}
		if weight += len(a.Document.Text); weight > compactBytes {
			if err := finish(); err != nil {
				return err
			}
		}
	}
	if err := finish(); err != nil {
		return err
	}
	c.manifest.Next = len(c.segments)
	return nil
}

// fewer merges segments until a few are left, to read few files at once.
func (c *commit) fewer() ([]segment, error) {
	list := slices.Clone(c.segments)
	for len(list) > fanIn {
		slices.SortStableFunc(list, func(a, b segment) int { return int(a.bytes()>>10) - int(b.bytes()>>10) })
		seg, err := c.merge(list[:fanIn], false, nil)
		if err != nil {
			return nil, err
		}
		list = append(slices.Clone(list[fanIn:]), seg)
	}
	return list, nil
}

// duplicates finds the near-duplicates of all articles, in the order of reading.
func (c *commit) duplicates() (map[string]string, error) {
	list, _, err := c.sketches(c.segments)
	if err != nil {
		return nil, err
	}
	return nearDuplicates(list), nil
}
