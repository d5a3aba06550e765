package output

import (
	"cmp"
	"slices"

	"onrecord/corpus"
)

// A sketched article is one that near-duplicates are compared with.
type sketched struct {
	path   string
	record int32
	id     string
	sketch corpus.Sketch
}

// originals is the index of the articles that are no near-duplicates. Articles
// that another version or configuration read come anew, or are left out.
func (d *Dataset) originals() (*corpus.Near, error) {
	list, duplicates, err := d.sketches(d.manifest.Segments)
	if err != nil {
		return nil, err
	}
	near := corpus.NewNear()
	for _, s := range list {
		if _, ok := duplicates[s.id]; !ok && d.index.docs[docKeyOf(s.id)].current {
			near.Add(s.id, s.sketch)
		}
	}
	return near, nil
}

// sketches lists the live articles of segments in the order in which one run
// over all their files reads them, so that the near-duplicates do not depend on
// the history of the data set; and those that repeat another.
func (d *Dataset) sketches(list []segment) (out []sketched, duplicates map[string]string, err error) {
	type link struct {
		DocID       string `parquet:"doc_id"`
		DuplicateOf string `parquet:"duplicate_of,optional"`
	}
	type sketchRow struct {
		URI       string `parquet:"uri"`
		DocID     string `parquet:"doc_id,dict"`
		Path      []byte `parquet:"path,dict"`
		Record    int32  `parquet:"record"`
		Signature string `parquet:"signature,optional"`
	}
	duplicates = map[string]string{}
	paths := map[string]string{}
	for _, seg := range list {
		for l, err := range readRows[link](seg.path(documents)) {
			if err != nil {
				return nil, nil, err
			}
			if l.DuplicateOf != "" && d.index.liveDoc(docKeyOf(l.DocID), seg.Seq) {
				duplicates[l.DocID] = l.DuplicateOf
			}
		}
		first := -1 // source of this article in out
		for r, err := range readRows[sketchRow](seg.path(sources)) {
			if err != nil {
				return nil, nil, err
			}
			s := sketched{record: r.Record, id: r.DocID}
			if !d.index.liveDoc(docKeyOf(r.DocID), seg.Seq) || !d.index.liveSource(&Source{URI: r.URI, DocID: r.DocID}, seg.Seq) ||
				r.Signature == "" || s.sketch.UnmarshalText([]byte(r.Signature)) != nil {
				continue
			}
			if _, ok := paths[string(r.Path)]; !ok {
				paths[string(r.Path)] = string(r.Path)
			}
			s.path = paths[string(r.Path)]
			if first >= 0 && out[first].id == s.id {
				if s.order(out[first]) < 0 {
					out[first] = s
				}
				continue
			}
			first = len(out)
			out = append(out, s)
		}
	}
	slices.SortFunc(out, sketched.order)
	return out, duplicates, nil
}

func (s sketched) order(o sketched) int {
	return cmp.Or(cmp.Compare(s.path, o.path), cmp.Compare(s.record, o.record), cmp.Compare(s.id, o.id))
}

// nearDuplicates are the articles of a list that repeat one before them.
func nearDuplicates(list []sketched) map[string]string {
	out := map[string]string{}
	near := corpus.NewNear()
	for _, s := range list {
		if original := near.Add(s.id, s.sketch); original != "" {
			out[s.id] = original
		}
	}
	return out
}
