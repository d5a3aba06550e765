package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/output"
	"onrecord/pipeline"
)

func mustRun(t testing.TB, c pipeline.Config) pipeline.Report {
	t.Helper()
	r, err := pipeline.Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRunWritesEveryTable(t *testing.T) {
	in, out := articles(t, 0, 12), t.TempDir()
	c := config(in, out)
	c.Tables = output.TableNames()
	r := mustRun(t, c)
	if r.Read != 12 || r.Failed != 0 || r.Skipped != 0 || r.Words == 0 || r.Named == 0 {
		t.Errorf("report %+v", r)
	}
	verified(t, out)
	s, err := output.OpenSnapshot(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range append(output.TableNames(), "runs") {
		files, err := filepath.Glob(filepath.Join(out, "latest", table, "*.parquet"))
		if err != nil || len(files) == 0 {
			t.Errorf("table %s has no file: %v", table, err)
		}
		if table != "dates" && s.Count(table) == 0 {
			t.Errorf("table %s has no rows", table)
		}
	}
	runs, err := s.RunRows()
	if err != nil || len(runs) != 1 || runs[0].Finished == nil || runs[0].Read != 12 {
		t.Errorf("runs %+v, %v", runs, err)
	}
}

func TestBytesDoNotDependOnWorkers(t *testing.T) {
	in := articles(t, 0, 60)
	var want map[string]string
	for _, workers := range []int{1, 2, 8} {
		out := t.TempDir()
		c := config(in, out)
		c.Workers = workers
		mustRun(t, c)
		got := contents(t, out)
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d workers: %s", workers, diff)
		}
	}
}

func TestRunIsIncremental(t *testing.T) {
	in, out := articles(t, 0, 10), t.TempDir()
	path := func(name string) string { return filepath.Join(in, name) }
	c := config(in, out)
	mustRun(t, c)

	check := func(what string, read, skipped, articles int) {
		t.Helper()
		r, err := pipeline.Run(t.Context(), c)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if r.Read != read || r.Skipped != skipped {
			t.Errorf("%s: read %d, skipped %d, want %d, %d", what, r.Read, r.Skipped, read, skipped)
		}
		if n := len(rows(t, out)); n != articles {
			t.Errorf("%s: %d articles, want %d", what, n, articles)
		}
		verified(t, out)
	}

	check("nothing new", 0, 10, 10)

	write(t, path("new.txt"), invent(100))
	check("a new one", 1, 10, 11)

	old := byURI(t, out, "0003.txt").Document.DocID
	write(t, path("0003.txt"), invent(103))
	check("a changed one", 1, 10, 11)
	if now := byURI(t, out, "0003.txt"); now.Document.DocID == old || now.Document.Text != invent(103) {
		t.Errorf("0003.txt has the old rows")
	}

	write(t, path("copy.txt"), invent(4))
	check("a copy", 0, 12, 11)
	if r := byURI(t, out, "copy.txt"); len(r.Document.URIs) != 2 || !strings.HasSuffix(r.Document.URI, "0004.txt") {
		t.Errorf("copy: %v", r.Document.URIs)
	}
	check("nothing new after a copy", 0, 12, 11)

	write(t, path("copy.txt"), invent(200))
	check("the copy changes", 1, 11, 12)
	if r := byURI(t, out, "0004.txt"); len(r.Document.URIs) != 1 {
		t.Errorf("the copy is still there: %v", r.Document.URIs)
	}

	if err := os.Rename(path("0005.txt"), path("renamed.txt")); err != nil {
		t.Fatal(err)
	}
	check("renamed", 0, 12, 12)
	if r := byURI(t, out, "renamed.txt"); len(r.Document.URIs) != 2 {
		t.Errorf("renamed: %v", r.Document.URIs)
	}

	if err := os.Remove(path("0006.txt")); err != nil {
		t.Fatal(err)
	}
	check("deleted", 0, 11, 12)

	c.Prune = true
	check("pruned", 0, 11, 11)
	if r := byURI(t, out, "renamed.txt"); len(r.Document.URIs) != 1 {
		t.Errorf("the old name is still there: %v", r.Document.URIs)
	}
	if byURI(t, out, "0006.txt") != nil {
		t.Error("0006.txt is still there")
	}
	c.Prune = false

	// Two files exchange their texts.
	a, b := invent(103), invent(4)
	write(t, path("0003.txt"), b)
	write(t, path("0004.txt"), a)
	check("exchanged", 0, 11, 11)
	if byURI(t, out, "0003.txt").Document.Text != b || byURI(t, out, "0004.txt").Document.Text != a {
		t.Error("not exchanged")
	}

	c.Settings = map[string]string{"threshold": "0.7"}
	check("another configuration", 11, 0, 11)
	check("nothing new again", 0, 11, 11)
	c.Version = "test2"
	c.CommitDocuments = 3
	check("another version, with commits", 11, 0, 11)
}

func TestCompactForgetsHistory(t *testing.T) {
	in := articles(t, 0, 30)
	once := t.TempDir()
	mustRun(t, config(in, once))

	often := t.TempDir()
	c := config(in, often)
	c.CommitDocuments = 2
	write(t, filepath.Join(in, "0007.txt"), invent(77))
	write(t, filepath.Join(in, "0001.txt"), invent(2))
	mustRun(t, c)
	write(t, filepath.Join(in, "0007.txt"), invent(7))
	write(t, filepath.Join(in, "0001.txt"), invent(1))
	mustRun(t, c)
	if cmp.Equal(contents(t, once), contents(t, often)) {
		t.Fatal("the histories do not differ")
	}
	for _, out := range []string{once, often} {
		if err := output.Compact(out, output.Options{Version: "test"}); err != nil {
			t.Fatal(err)
		}
		verified(t, out)
	}
	if diff := cmp.Diff(contents(t, once), contents(t, often)); diff != "" {
		t.Error(diff)
	}
	if r := mustRun(t, c); r.Skipped != 30 {
		t.Errorf("after compaction %+v", r)
	}
}

func TestNearDuplicates(t *testing.T) {
	in, out := articles(t, 0, 5), t.TempDir()
	write(t, filepath.Join(in, "again.txt"), strings.Replace(invent(2), "remember", "recall", 1))
	c := config(in, out)
	mustRun(t, c)
	original := byURI(t, out, "0002.txt").Document
	if got := byURI(t, out, "again.txt").Document.DuplicateOf; got != original.DocID {
		t.Fatalf("duplicate_of %q, want %q", got, original.DocID)
	}
	// The first source of the original goes, a copy of it stays.
	write(t, filepath.Join(in, "0002-copy.txt"), invent(2))
	mustRun(t, c)
	if err := os.Remove(filepath.Join(in, "0002.txt")); err != nil {
		t.Fatal(err)
	}
	c.Prune = true
	mustRun(t, c)
	c.Prune = false
	for _, s := range byURI(t, out, "0002-copy.txt").Sources {
		if s.Signature == "" {
			t.Error("the copy has lost the signature")
		}
	}
	// One more after a restart, and then the original goes.
	write(t, filepath.Join(in, "once-more.txt"), strings.Replace(invent(2), "morning", "evening", 1))
	mustRun(t, c)
	if got := byURI(t, out, "once-more.txt").Document.DuplicateOf; got != original.DocID {
		t.Errorf("duplicate_of %q, want %q", got, original.DocID)
	}
	if err := os.Remove(filepath.Join(in, "0002-copy.txt")); err != nil {
		t.Fatal(err)
	}
	c.Prune = true
	mustRun(t, c)
	verified(t, out)
	a, b := byURI(t, out, "again.txt").Document, byURI(t, out, "once-more.txt").Document
	if (a.DuplicateOf == "") == (b.DuplicateOf == "") {
		t.Errorf("duplicate_of %q and %q: one of them must stand for the original", a.DuplicateOf, b.DuplicateOf)
	}
}

func TestBadArticlesDoNotStopARun(t *testing.T) {
	in, out := articles(t, 0, 4), t.TempDir()
	write(t, filepath.Join(in, "panic.txt"), "A panic is due here.\n\nPANIC, says the article, for the want of a better word, and goes on.\n")
	write(t, filepath.Join(in, "empty.txt"), "")
	write(t, filepath.Join(in, "french.txt"), strings.Repeat("Le maire de la ville a déclaré hier que le pont serait fermé pendant trois semaines, et que les habitants devraient prendre un autre chemin pour aller au marché.\n\nIl a ajouté que les travaux étaient nécessaires, car les pierres tombent dans la rivière.\n\n", 3))
	r, err := pipeline.Run(t.Context(), config(in, out))
	if !errors.Is(err, pipeline.ErrSomeFailed) {
		t.Fatalf("error %v", err)
	}
	if r.Read != 5 || r.Failed != 2 || r.Foreign != 1 || len(r.Failures) != 2 {
		t.Errorf("report %+v", r)
	}
	verified(t, out)
	for name, want := range map[string]string{"panic.txt": "asked to", "empty.txt": "empty"} {
		got := byURI(t, out, name)
		if got == nil || !strings.Contains(got.Document.Error, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	french := byURI(t, out, "french.txt")
	if french.Document.Language != "fr" || len(french.Document.Warnings) != 1 || len(french.Sentences) != 0 {
		t.Errorf("french: %+v", french.Document)
	}
	// What could not be read is tried again, what could not be extracted from is not.
	before := contents(t, out)
	r, err = pipeline.Run(t.Context(), config(in, out))
	if !errors.Is(err, pipeline.ErrSomeFailed) || r.Failed != 1 || r.Read != 0 {
		t.Errorf("second run: %+v, %v", r, err)
	}
	if diff := cmp.Diff(before, contents(t, out)); diff != "" {
		t.Errorf("second run: %s", diff)
	}
	write(t, filepath.Join(in, "empty.txt"), invent(50))
	write(t, filepath.Join(in, "panic.txt"), invent(51))
	if r := mustRun(t, config(in, out)); r.Read != 2 {
		t.Errorf("third run: %+v", r)
	}
	if n := len(rows(t, out)); n != 7 {
		t.Errorf("%d articles, want 7", n)
	}
	verified(t, out)
}

func TestBadSpanIsAnErrorOfItsArticle(t *testing.T) {
	in, out := articles(t, 0, 3), t.TempDir()
	c := config(in, out)
	c.Extractors = []*extractors.Extractor{{
		Name: "bad", Provides: []extractors.Layer{extractors.LayerNumbers},
		Run: func(a *extractors.Annotation) error {
			a.Numbers = []extractors.Number{{Span: corpus.Span{Start: 0, End: len(a.Doc.Text) + 1}}}
			return nil
		},
	}}
	r, err := pipeline.Run(t.Context(), c)
	if !errors.Is(err, pipeline.ErrSomeFailed) || r.Failed != 3 {
		t.Errorf("%+v, %v", r, err)
	}
	verified(t, out)
}

func TestNothingCouldBeDone(t *testing.T) {
	in := articles(t, 0, 2)
	file := filepath.Join(in, "0000.txt")
	for name, c := range map[string]pipeline.Config{
		"missing input":    config(filepath.Join(in, "none"), filepath.Join(t.TempDir(), "out")),
		"output is a file": config(in, file),
		"unknown table":    func() pipeline.Config { c := config(in, t.TempDir()); c.Tables = []string{"quoats"}; return c }(),
		"missing layer":    func() pipeline.Config { c := config(in, t.TempDir()); c.Extractors = fakes[1:]; return c }(),
	} {
		if _, err := pipeline.Run(t.Context(), c); !errors.Is(err, pipeline.ErrNothing) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := output.OpenSnapshot(c.Out); err == nil {
			t.Errorf("%s left a data set", name)
		}
	}
}

func TestSecondRunIsLockedOut(t *testing.T) {
	in, out := articles(t, 0, 2), t.TempDir()
	d, err := output.Open(out, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Run(t.Context(), config(in, out)); !errors.Is(err, pipeline.ErrLocked) {
		t.Errorf("error %v, want %v", err, pipeline.ErrLocked)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	mustRun(t, config(in, out))
}

func TestInterruptedRunGoesOn(t *testing.T) {
	in, out := articles(t, 0, 50), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	c := config(in, out)
	c.Progress = func(p pipeline.Progress) {
		if p.Done == 10 {
			cancel()
		}
	}
	r, err := pipeline.Run(ctx, c)
	if !errors.Is(err, pipeline.ErrInterrupted) || r.Read < 10 || r.Read == 50 {
		t.Fatalf("%+v, %v", r, err)
	}
	verified(t, out)
	if n := len(rows(t, out)); n != r.Read {
		t.Errorf("%d articles committed, %d read", n, r.Read)
	}
	c.Progress = nil
	if again := mustRun(t, c); again.Read != 50-r.Read || again.Skipped != r.Read {
		t.Errorf("read %d, skipped %d after %d", again.Read, again.Skipped, r.Read)
	}
	undisturbed := t.TempDir()
	mustRun(t, config(in, undisturbed))
	if diff := cmp.Diff(rows(t, undisturbed), rows(t, out)); diff != "" {
		t.Error(diff)
	}
}

func TestRebuild(t *testing.T) {
	in, out := articles(t, 0, 20), t.TempDir()
	c := config(in, out)
	mustRun(t, c)
	before := contents(t, out)
	if err := os.Remove(filepath.Join(in, "0000.txt")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	c.Rebuild, c.CommitDocuments = true, 4
	c.Progress = func(p pipeline.Progress) {
		if p.Done == 9 {
			cancel()
		}
	}
	r, err := pipeline.Run(ctx, c)
	if !errors.Is(err, pipeline.ErrInterrupted) {
		t.Fatal(err)
	}
	// Readers still see the old data, all of it.
	got := contents(t, out)
	for name := range got {
		if strings.HasPrefix(name, "pending") {
			delete(got, name)
		}
	}
	if diff := cmp.Diff(before, got); diff != "" {
		t.Errorf("interrupted rebuild: %s", diff)
	}
	verified(t, out)
	c.Progress = nil
	again := mustRun(t, c)
	if again.Skipped != r.Read || again.Read != 19-r.Read {
		t.Errorf("read %d, skipped %d after %d", again.Read, again.Skipped, r.Read)
	}
	verified(t, out)
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	if diff := cmp.Diff(rows(t, fresh), rows(t, out)); diff != "" {
		t.Error(diff)
	}
	if r := mustRun(t, c); r.Read != 19 {
		t.Errorf("a second rebuild read %d", r.Read)
	}
}

func TestJSONLines(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "all.jsonl")
	record := func(id string, i int) string { return fmt.Sprintf("{\"id\": %q, \"text\": %q}\n", id, invent(i)) }
	write(t, path, record("a", 1)+record("b", 2)+"{\"id\": \"c\", \"text\": \n"+record("a", 3))
	c := config(path, out)
	r, err := pipeline.Run(t.Context(), c)
	if !errors.Is(err, pipeline.ErrSomeFailed) || r.Read != 3 || r.Failed != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	verified(t, out)
	write(t, path, record("a", 1)+record("b", 5))
	c.Prune = true
	if r := mustRun(t, c); r.Read != 1 || r.Skipped != 1 {
		t.Errorf("%+v", r)
	}
	if n := len(rows(t, out)); n != 2 {
		t.Errorf("%d articles, want 2", n)
	}
	verified(t, out)
}

func TestDryRun(t *testing.T) {
	in, out := articles(t, 0, 3), filepath.Join(t.TempDir(), "out")
	plan := func() map[string]string {
		got := map[string]string{}
		for p, err := range pipeline.DryRun(t.Context(), config(in, out)) {
			if err != nil {
				t.Fatal(err)
			}
			got[filepath.Base(p.URI)] = fmt.Sprintf("%t %s", p.Read, p.Why)
		}
		return got
	}
	if diff := cmp.Diff(map[string]string{"0000.txt": "true new", "0001.txt": "true new", "0002.txt": "true new"}, plan()); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a dry run made the folder: %v", err)
	}
	mustRun(t, config(in, out))
	write(t, filepath.Join(in, "0001.txt"), invent(9))
	write(t, filepath.Join(in, "0003.txt"), invent(2))
	want := map[string]string{
		"0000.txt": "false unchanged", "0001.txt": "true changed", "0002.txt": "false unchanged", "0003.txt": "false duplicate",
	}
	if diff := cmp.Diff(want, plan()); diff != "" {
		t.Error(diff)
	}
}

func TestMetrics(t *testing.T) {
	in, out := articles(t, 0, 3), t.TempDir()
	r := mustRun(t, config(in, out))
	path := filepath.Join(t.TempDir(), "onrecord.prom")
	if err := pipeline.WriteMetrics(path, r); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"onrecord_last_run_articles{result=\"read\"} 3\n",
		"onrecord_last_run_complete 1\n",
		"onrecord_last_run_stage_seconds{stage=\"quotes\"}",
	} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("no %q in\n%s", want, raw)
		}
	}
}

// A collection that repeats itself is one article with many sources, through many
// commits.
func TestManyCopies(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "all.jsonl")
	var b strings.Builder
	for range 30 {
		for i := range 10 {
			fmt.Fprintf(&b, "{\"id\": %d, \"text\": %q}\n", i, invent(i))
		}
	}
	write(t, path, b.String())
	c := config(path, out)
	c.CommitDocuments = 3
	c.CommitInterval = time.Millisecond
	if r := mustRun(t, c); r.Read != 10 || r.Duplicates != 290 {
		t.Errorf("%+v", r)
	}
	verified(t, out)
	for _, r := range rows(t, out) {
		if len(r.Document.URIs) != 30 {
			t.Errorf("%s has %d sources", r.Document.URI, len(r.Document.URIs))
		}
	}
	if r := mustRun(t, c); r.Skipped != 300 {
		t.Errorf("%+v", r)
	}
	verified(t, out)
}
