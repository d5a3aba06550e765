package output

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	parquetformat "github.com/parquet-go/parquet-go/format"

	"onrecord/corpus"
)

// TestMain puts the folders of the tests into memory where it can: a commit
// syncs its files, and disks take their time for that.
func TestMain(m *testing.M) {
	if dir, err := os.MkdirTemp("/dev/shm", "onrecord"); err == nil {
		os.Setenv("TMPDIR", dir)
		code := m.Run()
		os.RemoveAll(dir)
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// put adds the annotation of rows_test.go under other names.
func put(t testing.TB, d *Dataset, uri, id string) {
	t.Helper()
	a := annotation()
	a.Doc.URI, a.Doc.ID = uri, id
	r, err := NewRows(a, nil)
	if err != nil {
		t.Fatal(err)
	}
	d.Put(Source{URI: uri, DocID: id, Path: []byte(uri), SHA256: strings.Repeat("0", 64)}, r)
}

func open(t testing.TB, dir string, opt Options) *Dataset {
	t.Helper()
	d, err := Open(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func docID(i int) string { return fmt.Sprintf("%016x", uint64(i+1)*0x9e3779b97f4a7c15) }

func readBack(t testing.TB, dir string) []*Rows {
	t.Helper()
	s, err := OpenSnapshot(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []*Rows
	for r, err := range s.Articles(nil) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func TestRoundTrip(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, Options{Version: "1", Config: "c", Tables: TableNames()})
	a := annotation()
	want, err := NewRows(a, nil)
	if err != nil {
		t.Fatal(err)
	}
	modified := time.Date(2031, 1, 2, 3, 4, 5, 678901000, time.UTC)
	d.Put(Source{URI: a.Doc.URI, DocID: a.Doc.ID, Path: []byte("quay.txt"), Size: 7, Modified: &modified, SHA256: "ab"}, want)
	if err := d.Finish(RunRow{RunID: "r", Started: modified, Stages: []Stage{{"parse", 0}}}); err != nil {
		t.Fatal(err)
	}
	got := readBack(t, dir)
	if diff := cmp.Diff([]*Rows{want}, got, emptyIsNil); diff != "" {
		t.Error(diff)
	}
	r := got[0]
	// What is zero is not what is unknown.
	if r.Numbers[1].Value == nil || *r.Numbers[1].Value != 0 || r.Numbers[0].ValueHigh != nil || r.Numbers[1].ValueHigh == nil {
		t.Errorf("numbers %+v", r.Numbers)
	}
	if r.Dates[0].FirstDay == nil || *r.Dates[0].FirstDay != 0 || r.Dates[0].LastDay != nil {
		t.Errorf("dates %+v", r.Dates)
	}
	if r.Mentions[0].Score == nil || r.Quotes[0].Score == nil {
		t.Errorf("a score of 0 is NULL")
	}
	if !slices.Equal(r.Document.Warnings, []string{"bad \uFFFD byte"}) {
		t.Errorf("warnings %q", r.Document.Warnings)
	}
}

var emptyIsNil = cmp.Options{
	cmp.Transformer("emptyIsNil", func(s []string) []string {
		if len(s) == 0 {
			return nil
		}
		return append([]string{"list"}, s...)
	}),
	cmp.Transformer("spans", func(s []Span) string { return fmt.Sprint(s) }),
}

func TestFilesSayWhatTheyAre(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, Options{Version: "1.2"})
	put(t, d, "a.txt", docID(1))
	if err := d.Finish(RunRow{}); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, latest, "quotes", "*.parquet"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	f, file, err := openParquet(files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for key, want := range partMeta("quotes", "1.2") {
		if got, ok := file.Lookup(key); !ok || got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	group := file.Metadata().RowGroups[0]
	if len(group.SortingColumns) != 2 || group.SortingColumns[0].Descending {
		t.Errorf("sorting columns %+v", group.SortingColumns)
	}
	for _, c := range group.Columns {
		if c.MetaData.Codec != parquetformat.Zstd {
			t.Errorf("column %v is compressed by %v", c.MetaData.PathInSchema, c.MetaData.Codec)
		}
	}
	leaf, ok := file.Schema().Lookup("spans", "list", "element", "start")
	if !ok || leaf.Node.Type().Kind() != parquet.Int32 {
		t.Errorf("spans is no list of structs:\n%s", file.Schema())
	}
	for row, columns := range map[any]map[string]string{
		&Document{}: {"published": "TIMESTAMP(isAdjustedToUTC=true,unit=MICROS)", "text": "STRING"},
		&Date{}:     {"first_day": "DATE"},
	} {
		for name, want := range columns {
			leaf, _ := parquet.SchemaOf(row).Lookup(name)
			if got := leaf.Node.Type().LogicalType().String(); got != want {
				t.Errorf("%s is %s, want %s", name, got, want)
			}
		}
	}
}

func TestFewCommitsRewriteLittle(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, Options{Grace: -1})
	inode := map[string]os.FileInfo{}
	kept, written, most := 0, 0, 0
	for i := range 40 {
		put(t, d, fmt.Sprintf("%d.txt", i), docID(i))
		if err := d.Commit(RunRow{}); err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(dir, latest, "quotes", "*.parquet"))
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, len(files))
		now := map[string]os.FileInfo{}
		for _, f := range files {
			info, err := os.Stat(f)
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Base(f)
			now[name] = info
			if old, ok := inode[name]; ok && os.SameFile(old, info) {
				kept++
			} else {
				written++
			}
		}
		inode = now
	}
	if most > 2*fanIn {
		t.Errorf("up to %d parts", most)
	}
	if written > 60 || kept < 60 {
		t.Errorf("%d parts written, %d kept", written, kept)
	}
	if n := len(readBack(t, dir)); n != 40 {
		t.Errorf("%d articles", n)
	}
}

func TestSnapshotsArePruned(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, Options{Keep: 3, Grace: -1})
	for i := range 8 {
		put(t, d, fmt.Sprintf("%d.txt", i), docID(i))
		if err := d.Commit(RunRow{}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := snapshotNumbers(dir)
	if diff := cmp.Diff([]int{6, 7, 8}, got); err != nil || diff != "" {
		t.Error(diff, err)
	}
	d.Close()
	d = open(t, dir, Options{Keep: 1, Grace: time.Hour})
	put(t, d, "last.txt", docID(100))
	if err := d.Commit(RunRow{}); err != nil {
		t.Fatal(err)
	}
	if got, _ := snapshotNumbers(dir); len(got) != 4 {
		t.Errorf("snapshots %v: one that a reader may have opened is gone", got)
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	part := func(t *testing.T, dir, table string) string {
		files, err := filepath.Glob(filepath.Join(dir, latest, table, "*.parquet"))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		return files[0]
	}
	for name, test := range map[string]struct {
		damage func(t *testing.T, dir string)
		want   string
	}{
		"none":    {func(*testing.T, string) {}, ""},
		"missing": {func(t *testing.T, dir string) { os.Remove(part(t, dir, "numbers")) }, "is missing"},
		"strange": {func(t *testing.T, dir string) {
			os.WriteFile(filepath.Join(dir, latest, "quotes", "x.parquet"), nil, 0o644)
		}, "is not in the manifest"},
		"flipped bit": {func(t *testing.T, dir string) {
			path := part(t, dir, "claims")
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			raw[len(raw)/2] ^= 1
			os.WriteFile(path, raw, 0o644)
		}, "has other bytes than were written"},
		"cut short": {func(t *testing.T, dir string) { os.Truncate(part(t, dir, "documents"), 100) }, "has other bytes"},
		"changed source": {func(t *testing.T, dir string) {
			os.WriteFile(filepath.Join(dir, "a.txt"), []byte("other words"), 0o644)
		}, "has changed since it was read"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			d := open(t, dir, Options{})
			put(t, d, filepath.Join(dir, "a.txt"), docID(1))
			if err := d.Finish(RunRow{}); err != nil {
				t.Fatal(err)
			}
			test.damage(t, dir)
			var problems []string
			for p, err := range Verify(t.Context(), dir, corpus.Options{}) {
				if err != nil {
					t.Fatal(err)
				}
				problems = append(problems, p.String())
			}
			got := strings.Join(problems, "\n")
			if (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
				t.Errorf("problems %q, want %q", got, test.want)
			}
		})
	}
}

func TestCheckFindsWrongRows(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(*Rows)
		want  string
	}{
		"text":       {func(r *Rows) { r.Numbers[0].Text = "31" }, "the text has"},
		"span":       {func(r *Rows) { r.Claims[0].End = 9999 }, "is not in the text"},
		"parts":      {func(r *Rows) { r.Quotes[0].Spans[0].Start++ }, "do not reach"},
		"speaker":    {func(r *Rows) { r.Quotes[0].SpeakerIDs = []string{"x"} }, "leads nowhere"},
		"quote":      {func(r *Rows) { r.Numbers[0].QuoteID = "x" }, "leads nowhere"},
		"order":      {func(r *Rows) { slices.Reverse(r.Numbers) }, "comes after"},
		"twice":      {func(r *Rows) { r.Quotes[1].QuoteID = r.Quotes[0].QuoteID }, "there twice"},
		"chars":      {func(r *Rows) { r.Document.Chars++ }, "chars is"},
		"half a cue": {func(r *Rows) { r.Quotes[0].CueEnd = nil }, "no whole span"},
		"error":      {func(r *Rows) { r.Document.Error = "x" }, "yet rows"},
		"uris":       {func(r *Rows) { r.Document.URIs = nil }, "uris"},
	} {
		r, err := NewRows(annotation(), nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Sources = []Source{{URI: "quay.txt", DocID: r.Document.DocID}}
		r.settle()
		if p := r.check(); len(p) > 0 {
			t.Fatalf("right rows have problems: %v", p)
		}
		test.spoil(r)
		if got := fmt.Sprint(r.check()); !strings.Contains(got, test.want) {
			t.Errorf("%s: problems %s, want %q", name, got, test.want)
		}
	}
}

func TestSchemaDescribesEveryColumn(t *testing.T) {
	for _, table := range Schema() {
		if table.Doc == "" || !slices.ContainsFunc(table.Columns, func(c Column) bool { return c.Name == "doc_id" || table.Name == runs }) {
			t.Errorf("table %s: %+v", table.Name, table)
		}
		for _, c := range table.Columns {
			if c.Doc == "" || c.Name == "" || c.Type == "" || strings.ContainsAny(c.Doc, "\n") {
				t.Errorf("column %s.%s: %+v", table.Name, c.Name, c)
			}
		}
	}
}

func BenchmarkCommit(b *testing.B) {
	dir := b.TempDir()
	d := open(b, dir, Options{Grace: -1})
	for i := range b.N {
		put(b, d, fmt.Sprintf("%d.txt", i), docID(i))
	}
	b.ResetTimer()
	if err := d.Commit(RunRow{}); err != nil {
		b.Fatal(err)
	}
}
