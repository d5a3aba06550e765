package output

import (
	"cmp"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
)

// A segment is a set of part files, one a table, that hold all rows of some
// articles. Each article is in one segment, sorted by doc_id there. A pending
// segment is kept in a folder of its own, out of the sight of readers: its
// articles take the place of others when the run ends.
type segment struct {
	Seq     int             `json:"seq"` // unique in the snapshot, in the names of the parts
	Pending bool            `json:"pending,omitempty"`
	Docs    int             `json:"documents"`
	Parts   map[string]part `json:"parts"` // by table

	root string // folder that holds the folders of the tables, once it is written
}

func (s segment) path(table string) string {
	return filepath.Join(s.root, table, s.Parts[table].File)
}

// bytes is the size of the parts on the disk.
func (s segment) bytes() int64 {
	n := int64(0)
	for _, p := range s.Parts {
		n += p.Bytes
	}
	return n
}

// A segmentWriter writes a segment, article by article in the order of doc_id.
type segmentWriter struct {
	seg     segment
	tables  []table
	writers []partWriter
}

func partMeta(table, version string) map[string]string {
	return map[string]string{
		"onrecord.version": version,
		"onrecord.schema":  fmt.Sprint(SchemaVersion),
		"onrecord.table":   table,
	}
}

func newSegmentWriter(root string, seq int, want func(table string) bool, version string) (*segmentWriter, error) {
	w := &segmentWriter{seg: segment{Seq: seq, Parts: map[string]part{}, root: root}}
	for _, t := range tables {
		if !want(t.Name) {
			continue
		}
		if err := os.MkdirAll(filepath.Join(root, t.Name), 0o755); err != nil {
			return nil, w.abort(err)
		}
		p, err := t.newWriter(w.temporary(t.Name), partMeta(t.Name, version))
		if err != nil {
			return nil, w.abort(err)
		}
		w.tables, w.writers = append(w.tables, t), append(w.writers, p)
	}
	return w, nil
}

func (w *segmentWriter) temporary(table string) string {
	return filepath.Join(w.seg.root, table, fmt.Sprintf("part-%06d.tmp", w.seg.Seq))
}

// write adds an article. Rows with sources alone belong to an article that is in
// another segment.
func (w *segmentWriter) write(r *Rows) error {
	alone := r.Document.DocID == ""
	for i, t := range w.tables {
		if alone && t.Name != sources {
			continue
		}
		if err := w.writers[i].write(r); err != nil {
			return err
		}
	}
	if !alone {
		w.seg.Docs++
	}
	return nil
}

// close names each part by the hash of its content, so that one name never
// stands for two contents.
func (w *segmentWriter) close() (segment, error) {
	for i, t := range w.tables {
		p, err := w.writers[i].close()
		if err != nil {
			return segment{}, w.abort(err)
		}
		p.File = fmt.Sprintf("part-%06d-%s.parquet", w.seg.Seq, p.SHA256[:8])
		w.seg.Parts[t.Name] = p
		if err := os.Rename(w.temporary(t.Name), w.seg.path(t.Name)); err != nil {
			return segment{}, w.abort(err)
		}
	}
	return w.seg, nil
}

func (w *segmentWriter) abort(err error) error {
	for _, p := range w.writers {
		p.abort()
	}
	return err
}

// An openSegment is a segment that is read, article by article.
type openSegment struct {
	segment
	parts []partReader // of tables, nil where the segment has none
}

func openSegments(list []segment) ([]*openSegment, error) {
	var out []*openSegment
	for _, s := range list {
		o := &openSegment{segment: s, parts: make([]partReader, len(tables))}
		out = append(out, o)
		for i, t := range tables {
			if _, ok := s.Parts[t.Name]; !ok {
				continue
			}
			p, err := t.openPart(s.path(t.Name))
			if err != nil {
				closeSegments(out)
				return nil, err
			}
			o.parts[i] = p
		}
	}
	return out, nil
}

func closeSegments(list []*openSegment) error {
	var err error
	for _, s := range list {
		for _, p := range s.parts {
			if p != nil {
				err = cmp.Or(err, p.close())
			}
		}
	}
	return err
}

// An article is what readSegments gives: the rows and the segment they are of.
type article struct {
	*Rows
	seq int
}

// readSegments reads the articles of several segments in the order of doc_id.
// Rows of tables other than documents are read of the articles that match.
func readSegments(list []segment, match func(seq int, d *Document) bool) iter.Seq2[article, error] {
	return func(yield func(article, error) bool) {
		open, err := openSegments(list)
		if err != nil {
			yield(article{}, err)
			return
		}
		defer closeSegments(open)
		for {
			var first *openSegment
			var id string
			for _, s := range open {
				next, err := s.parts[0].peek()
				if err != nil {
					yield(article{}, err)
					return
				}
				if next != "" && (first == nil || next < id) {
					first, id = s, next
				}
			}
			if first == nil {
				return
			}
			rows := &Rows{}
			for i, p := range first.parts {
				if i == 1 && !match(first.Seq, &rows.Document) {
					rows = nil
					break
				}
				if p == nil {
					continue
				}
				if err := p.read(id, rows); err != nil {
					yield(article{}, err)
					return
				}
			}
			if rows != nil && !yield(article{rows, first.Seq}, nil) {
				return
			}
		}
	}
}

// addSources adds sources, each in the place of the row that it had.
func (r *Rows) addSources(list []Source) {
	r.Sources = slices.DeleteFunc(r.Sources, func(old Source) bool {
		return slices.ContainsFunc(list, func(s Source) bool { return s.URI == old.URI })
	})
	r.Sources = append(r.Sources, list...)
}

// signature is the one of the article, which each of its sources has.
func (r *Rows) signature() string {
	for _, s := range r.Sources {
		if s.Signature != "" {
			return s.Signature
		}
	}
	return ""
}

func (r *Rows) sign(signature string) {
	for i := range r.Sources {
		r.Sources[i].Signature = signature
	}
}

// settle makes the row of the document agree with its sources.
func (r *Rows) settle() {
	slices.SortFunc(r.Sources, func(a, b Source) int { return cmp.Compare(a.URI, b.URI) })
	r.sign(r.signature())
	r.Document.URIs = r.Document.URIs[:0]
	for _, s := range r.Sources {
		r.Document.URIs = append(r.Document.URIs, s.URI)
	}
	if len(r.Document.URIs) > 0 {
		r.Document.URI = r.Document.URIs[0]
	}
}

// id is the doc_id that the rows are sorted by.
func (r *Rows) id() string {
	if r.Document.DocID == "" && len(r.Sources) > 0 {
		return r.Sources[0].DocID
	}
	return r.Document.DocID
}
