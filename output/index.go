package output

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// An index holds in memory which sources and articles a data set has, in about
// 150 bytes for each. An article is where docs says; rows of it in any other
// segment are dead and leave with the next apply.
type index struct {
	sources map[sourceKey]sourceEntry
	docs    map[docKey]docEntry

	dirty     map[int]bool // segments that have dead rows, or articles whose sources changed
	scattered map[int]bool // segments with sources whose article is in another segment
}

type (
	sourceKey [16]byte // of the URI
	docKey    [8]byte  // of the doc_id
)

type sourceEntry struct {
	doc      docKey
	seg      int32 // Seq of the segment that holds its row
	current  bool  // read by this version and configuration
	size     int64
	modified int64 // microseconds since 1970, 0 if unknown
}

type docEntry struct {
	seg     int32
	refs    int32 // sources; without one the article is dead
	current bool
}

func newIndex() index {
	return index{
		sources:   map[sourceKey]sourceEntry{},
		docs:      map[docKey]docEntry{},
		dirty:     map[int]bool{},
		scattered: map[int]bool{},
	}
}

func keyOf(uri string) sourceKey {
	sum := sha256.Sum256([]byte(uri))
	return sourceKey(sum[:16])
}

func docKeyOf(id string) docKey {
	var k docKey
	if len(id) != 16 {
		sum := sha256.Sum256([]byte(id))
		return docKey(sum[:8])
	}
	if _, err := hex.Decode(k[:], []byte(id)); err != nil {
		sum := sha256.Sum256([]byte(id))
		return docKey(sum[:8])
	}
	return k
}

func microseconds(t *time.Time) int64 {
	if t == nil || t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// setDoc says that segment seg holds the article now.
func (x *index) setDoc(doc docKey, seg int, current bool) {
	old, ok := x.docs[doc]
	if ok && int(old.seg) != seg {
		x.dirty[int(old.seg)] = true
		if old.refs > 0 {
			x.scattered[int(old.seg)] = true
		}
	}
	x.docs[doc] = docEntry{seg: int32(seg), refs: old.refs, current: current}
}

// setSource says that segment e.seg holds the source now, which is one of
// article e.doc.
func (x *index) setSource(key sourceKey, e sourceEntry) {
	old, ok := x.sources[key]
	if ok {
		x.dirty[int(old.seg)] = true
	}
	if !ok || old.doc != e.doc {
		if ok {
			x.release(old.doc)
		}
		d := x.docs[e.doc]
		d.refs++
		x.docs[e.doc] = d
	}
	if d := x.docs[e.doc]; d.seg != e.seg {
		x.scattered[int(e.seg)] = true
		x.dirty[int(e.seg)] = true
		x.dirty[int(d.seg)] = true
	}
	x.sources[key] = e
}

// dropSource forgets a source.
func (x *index) dropSource(key sourceKey) {
	old, ok := x.sources[key]
	if !ok {
		return
	}
	x.dirty[int(old.seg)] = true
	x.release(old.doc)
	delete(x.sources, key)
}

// release takes one source from an article.
func (x *index) release(doc docKey) {
	d := x.docs[doc]
	d.refs--
	x.docs[doc] = d
	x.dirty[int(d.seg)] = true
}

// liveDoc says whether the rows of an article in segment seg count.
func (x *index) liveDoc(doc docKey, seg int) bool {
	d := x.docs[doc]
	return int(d.seg) == seg && d.refs > 0
}

// liveSource says whether the row of a source in segment seg counts.
func (x *index) liveSource(s *Source, seg int) bool {
	e, ok := x.sources[keyOf(s.URI)]
	return ok && int(e.seg) == seg && e.doc == docKeyOf(s.DocID)
}

// load adds the sources and articles of a segment. Segments come in the order in
// which later ones replace what earlier ones hold.
func (x *index) load(s segment, current func(config string) bool) error {
	isCurrent := map[docKey]bool{}
	type sourceRow struct {
		URI      string     `parquet:"uri"`
		DocID    string     `parquet:"doc_id,dict"`
		Size     int64      `parquet:"size"`
		Modified *time.Time `parquet:"modified,optional,timestamp(microsecond)"`
		Config   string     `parquet:"config,dict"`
	}
	type docRow struct {
		DocID string `parquet:"doc_id"`
	}
	for d, err := range readRows[docRow](s.path(documents)) {
		if err != nil {
			return err
		}
		x.setDoc(docKeyOf(d.DocID), s.Seq, false)
		isCurrent[docKeyOf(d.DocID)] = false
	}
	for r, err := range readRows[sourceRow](s.path(sources)) {
		if err != nil {
			return err
		}
		e := sourceEntry{
			doc: docKeyOf(r.DocID), seg: int32(s.Seq),
			current: current(r.Config),
			size:    r.Size, modified: microseconds(r.Modified),
		}
		x.setSource(keyOf(r.URI), e)
		if _, here := isCurrent[e.doc]; here && e.current {
			isCurrent[e.doc] = true
		}
	}
	for doc, now := range isCurrent {
		d := x.docs[doc]
		d.current = now
		x.docs[doc] = d
	}
	return nil
}

// moved says that the live rows of an article went from one segment to another.
func (x *index) moved(r *Rows, from []segment, to int) {
	was := func(seg int32) bool {
		for _, s := range from {
			if s.Seq == int(seg) {
				return true
			}
		}
		return false
	}
	key := docKeyOf(r.Document.DocID)
	if d := x.docs[key]; was(d.seg) {
		d.seg = int32(to)
		x.docs[key] = d
	}
	for _, s := range r.Sources {
		k := keyOf(s.URI)
		if e, ok := x.sources[k]; ok && was(e.seg) && e.doc == docKeyOf(s.DocID) {
			e.seg = int32(to)
			x.sources[k] = e
		}
	}
}
