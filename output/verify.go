package output

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"onrecord/corpus"
)

// A Problem is something wrong in a data set: in a file of it or, if DocID is
// set, in the rows of an article.
type Problem struct {
	File  string `json:"file,omitempty"`
	Table string `json:"table,omitempty"`
	DocID string `json:"doc_id,omitempty"`
	URI   string `json:"uri,omitempty"`
	What  string `json:"what"`
	Stale bool   `json:"stale,omitempty"` // the rows are right, but the source is another now
}

// String is the problem in one line.
func (p Problem) String() string {
	var parts []string
	for _, s := range []string{p.File, p.URI, p.DocID, p.Table, p.What} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ": ")
}

// Verify reads a data set again and gives what is wrong with it: files that are
// missing, strange or not whole, spans that do not give their text, ids that
// lead nowhere, rows out of order, sources that are there but have other bytes.
// The error is for a data set that could not be read at all.
func Verify(ctx context.Context, dir string, opt corpus.Options) iter.Seq2[Problem, error] {
	return func(yield func(Problem, error) bool) {
		s, err := OpenSnapshot(dir)
		if err != nil {
			yield(Problem{}, err)
			return
		}
		v := verifier{Snapshot: s, ctx: ctx, opt: opt, yield: func(p Problem) bool { return yield(p, nil) }}
		// Only whole files are read row by row.
		if v.files() && !v.stop {
			if err := v.articles(); err != nil && !v.stop {
				yield(Problem{}, err)
				return
			}
			v.sources()
		}
		if err := ctx.Err(); err != nil && !v.stop {
			yield(Problem{}, err)
		}
	}
}

type verifier struct {
	*Snapshot
	ctx   context.Context
	opt   corpus.Options
	yield func(Problem) bool
	stop  bool
}

func (v *verifier) report(p Problem) {
	if !v.stop && !v.yield(p) {
		v.stop = true
	}
}

func (v *verifier) done() bool { return v.stop || v.ctx.Err() != nil }

// files compares the files of the snapshot with its manifest.
func (v *verifier) files() (whole bool) {
	expected := map[string]part{manifestFile: {}}
	for _, seg := range v.Segments {
		for name, p := range seg.Parts {
			rel, err := filepath.Rel(v.Dir, filepath.Join(seg.root, name, p.File))
			if err == nil {
				expected[rel] = p
			}
		}
	}
	if v.Runs.File != "" {
		expected[filepath.Join(runs, v.Runs.File)] = v.Runs
	}
	whole = true
	fail := func(file, what string, args ...any) {
		whole = false
		v.report(Problem{File: file, What: fmt.Sprintf(what, args...)})
	}
	seen := map[string]bool{}
	err := filepath.WalkDir(v.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return v.ctx.Err()
		}
		rel, err := filepath.Rel(v.Dir, path)
		if err != nil {
			return err
		}
		seen[rel] = true
		if _, ok := expected[rel]; !ok {
			v.report(Problem{File: rel, What: "is not in the manifest"})
		}
		return nil
	})
	if err != nil {
		fail("", "%v", err)
	}
	for _, rel := range sortedKeys(expected) {
		if v.done() {
			return false
		}
		if !seen[rel] {
			fail(rel, "is missing")
			continue
		}
		if rel == manifestFile {
			continue
		}
		p := expected[rel]
		sum, err := hashFile(filepath.Join(v.Dir, rel))
		switch {
		case err != nil:
			fail(rel, "%v", err)
		case sum != p.SHA256:
			fail(rel, "has other bytes than were written")
		default:
			f, file, err := openParquet(filepath.Join(v.Dir, rel))
			if err != nil {
				fail(rel, "%v", err)
				continue
			}
			if file.NumRows() != p.Rows {
				fail(rel, "has %d rows, the manifest says %d", file.NumRows(), p.Rows)
			}
			f.Close()
		}
	}
	return whole
}

// articles checks the rows of every article against each other and against the
// text.
func (v *verifier) articles() error {
	ids := map[docKey]bool{}
	var duplicates []Document
	rows := map[string]int64{}
	previous := ""
	for r, err := range v.Articles(nil) {
		if err != nil {
			return err
		}
		if v.done() {
			return v.ctx.Err()
		}
		d := r.Document
		if d.DocID == previous {
			v.report(Problem{Table: documents, DocID: d.DocID, URI: d.URI, What: "is there twice"})
		}
		previous = d.DocID
		ids[docKeyOf(d.DocID)] = true
		if d.DuplicateOf != "" {
			duplicates = append(duplicates, Document{DocID: d.DocID, URI: d.URI, DuplicateOf: d.DuplicateOf})
		}
		for _, t := range tables {
			rows[t.Name] += int64(t.count(r))
		}
		for _, p := range r.check() {
			v.report(p)
		}
	}
	for _, d := range duplicates {
		if !ids[docKeyOf(d.DuplicateOf)] {
			v.report(Problem{Table: documents, DocID: d.DocID, URI: d.URI, What: "duplicate_of " + d.DuplicateOf + " leads nowhere"})
		}
	}
	for _, t := range tables {
		if n := v.Count(t.Name); n != rows[t.Name] {
			v.report(Problem{Table: t.Name, What: fmt.Sprintf("%d of %d rows belong to no article", n-rows[t.Name], n)})
		}
	}
	return nil
}

// check compares the rows of one article with its text and with each other.
func (r *Rows) check() []Problem {
	c := checker{rows: r, offsets: newRuneIndex(r.Document.Text), ids: map[string]bool{}}
	c.table = documents
	if c.offsets.chars != int(r.Document.Chars) {
		c.report("chars is %d, the text has %d", r.Document.Chars, c.offsets.chars)
	}
	var uris []string
	for _, s := range r.Sources {
		uris = append(uris, s.URI)
	}
	if !slices.Equal(uris, r.Document.URIs) || len(uris) == 0 || r.Document.URI != uris[0] {
		c.report("uris are not those of table sources")
	}
	for _, g := range r.Document.Regions {
		c.span("regions", g.Start, g.End)
	}
	if r.Document.Error != "" {
		for _, t := range tables {
			if t.Name != documents && t.Name != sources && t.count(r) > 0 {
				c.report("has an error and yet rows in table %s", t.Name)
			}
		}
	}
	for _, e := range r.Entities {
		c.id(e.EntityID)
	}
	for _, q := range r.Quotes {
		c.id(q.QuoteID)
	}
	for _, n := range r.Numbers {
		c.id(n.NumberID)
	}
	for _, d := range r.Dates {
		c.id(d.DateID)
	}
	c.sentences()
	c.mentions()
	c.quotes()
	c.numbers()
	c.claims()
	c.table = "dates"
	for i, d := range r.Dates {
		c.text("text", d.Start, d.End, d.Text)
		c.order(i, d.Start)
	}
	return c.problems
}

type checker struct {
	rows     *Rows
	offsets  runeIndex
	ids      map[string]bool
	table    string
	last     int32 // start of the row before
	problems []Problem
}

func (c *checker) report(what string, args ...any) {
	c.problems = append(c.problems, Problem{Table: c.table, DocID: c.rows.Document.DocID, URI: c.rows.Document.URI, What: fmt.Sprintf(what, args...)})
}

func (c *checker) id(id string) {
	if c.ids[id] {
		c.report("id %s is there twice", id)
	}
	c.ids[id] = true
}

func (c *checker) ref(column string, ids ...string) {
	for _, id := range ids {
		if id != "" && !c.ids[id] {
			c.report("%s %s leads nowhere", column, id)
		}
	}
}

func (c *checker) span(column string, start, end int32) (string, bool) {
	words, ok := c.offsets.of(start, end)
	if !ok {
		c.report("%s [%d, %d) is not in the text of %d", column, start, end, c.offsets.chars)
	}
	return words, ok
}

func (c *checker) text(column string, start, end int32, want string) {
	if words, ok := c.span(column, start, end); ok && words != want {
		c.report("%s at [%d, %d) is %q, the text has %q", column, start, end, want, words)
	}
}

func (c *checker) optional(column string, start, end *int32, want string) {
	if start == nil || end == nil {
		if want != "" || start != end {
			c.report("%s has no whole span", column)
		}
		return
	}
	c.text(column, *start, *end, want)
}

// order checks that rows are sorted by start.
func (c *checker) order(i int, start int32) {
	if i > 0 && start < c.last {
		c.report("row at %d comes after one at %d", start, c.last)
	}
	c.last = start
}

func (c *checker) sentence(i *int32) {
	if i != nil && len(c.rows.Sentences) > 0 && (*i < 0 || int(*i) >= len(c.rows.Sentences)) {
		c.report("sentence %d leads nowhere", *i)
	}
}

func (c *checker) sentences() {
	c.table = "sentences"
	for i, s := range c.rows.Sentences {
		c.span("span", s.Start, s.End)
		c.order(i, s.Start)
		if int(s.Sentence) != i {
			c.report("sentence %d is numbered %d", i, s.Sentence)
		}
	}
	c.table = "tokens"
	for i, t := range c.rows.Tokens {
		c.text("text", t.Start, t.End, t.Text)
		c.order(i, t.Start)
		c.sentence(t.Sentence)
	}
}

func (c *checker) mentions() {
	c.table = "mentions"
	for i, m := range c.rows.Mentions {
		c.id(m.MentionID)
		c.text("text", m.Start, m.End, m.Text)
		c.ref("entity_id", m.EntityID)
		c.order(i, m.Start)
	}
	c.table = "entities"
	for i, e := range c.rows.Entities {
		if e.FirstStart != nil {
			c.span("first_start", *e.FirstStart, *e.FirstStart)
			c.order(i, *e.FirstStart)
		}
	}
}

func (c *checker) quotes() {
	c.table = "quotes"
	for i, q := range c.rows.Quotes {
		var parts []string
		for _, s := range q.Spans {
			words, _ := c.span("spans", s.Start, s.End)
			parts = append(parts, words)
		}
		if len(q.Spans) == 0 || q.Spans[0].Start != q.Start || q.Spans[len(q.Spans)-1].End != q.End {
			c.report("spans of %s do not reach from start to end", q.QuoteID)
		}
		if got := strings.Join(parts, " "); got != q.Text {
			c.report("text of %s is %q, the text has %q", q.QuoteID, q.Text, got)
		}
		c.optional("cue", q.CueStart, q.CueEnd, q.Cue)
		c.optional("source", q.SourceStart, q.SourceEnd, q.Source)
		c.ref("speaker_ids", q.SpeakerIDs...)
		c.ref("continued_from", q.ContinuedFrom)
		c.sentence(q.Sentence)
		c.order(i, q.Start)
	}
}

func (c *checker) numbers() {
	c.table = "numbers"
	for i, n := range c.rows.Numbers {
		c.text("text", n.Start, n.End, n.Text)
		for _, s := range n.ConceptSpans {
			c.span("concept_spans", s.Start, s.End)
		}
		c.ref("quote_id", n.QuoteID)
		c.sentence(n.Sentence)
		c.order(i, n.Start)
	}
}

func (c *checker) claims() {
	c.table = "claims"
	for i, cl := range c.rows.Claims {
		c.id(cl.ClaimID)
		c.text("text", cl.Start, cl.End, cl.Text)
		c.ref("quote_id", cl.QuoteID)
		c.ref("speaker_ids", cl.SpeakerIDs...)
		c.ref("numbers", cl.Numbers...)
		c.ref("entities", cl.Entities...)
		c.ref("dates", cl.Dates...)
		c.order(i, cl.Start)
	}
}

// sources compares the sources that are there with what was read of them. Files
// are read one at a time, those of many records once.
func (v *verifier) sources() {
	hashes := map[string]map[string]string{} // path to URI to SHA-256, of files with many records or compressed
	for _, seg := range v.visible() {
		for src, err := range readRows[Source](seg.path(sources)) {
			if v.done() {
				return
			}
			if err != nil {
				v.report(Problem{Table: sources, What: err.Error()})
				return
			}
			if src.SHA256 == "" || string(src.Path) == "-" {
				continue
			}
			if src.Record == 0 {
				v.source(src)
				continue
			}
			path := string(src.Path)
			if hashes[path] == nil {
				hashes[path] = map[string]string{}
			}
			hashes[path][src.URI] = src.SHA256
		}
	}
	for _, path := range sortedKeys(hashes) {
		v.records(path, hashes[path])
	}
}

func (v *verifier) source(src Source) {
	sum, err := hashFile(string(src.Path))
	if errors.Is(err, fs.ErrNotExist) || err == nil && sum == src.SHA256 {
		return
	}
	// It may be compressed, or unreadable now.
	v.records(string(src.Path), map[string]string{src.URI: src.SHA256})
}

func (v *verifier) records(path string, hashes map[string]string) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return
	}
	opt := v.opt
	opt.Known = nil
	for rec, err := range corpus.Records(v.ctx, []string{path}, opt) {
		want, ok := hashes[rec.URI]
		if !ok || v.stop {
			continue
		}
		delete(hashes, rec.URI)
		switch {
		case err != nil:
			v.report(Problem{Table: sources, URI: rec.URI, What: "cannot be read any more: " + ErrorText(err), Stale: true})
		case rec.SHA256 != want:
			v.report(Problem{Table: sources, URI: rec.URI, What: "has changed since it was read", Stale: true})
		}
	}
	if v.done() {
		return
	}
	for _, uri := range sortedKeys(hashes) {
		v.report(Problem{Table: sources, URI: uri, What: "is no longer in its file", Stale: true})
	}
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
