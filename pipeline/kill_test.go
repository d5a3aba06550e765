//go:build unix

package pipeline_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/output"
	"onrecord/pipeline"
)

// Environment variables of the kill test: the number of kills, and in its child
// processes the input and output.
const (
	killsVar   = "ONRECORD_KILLS"
	killInVar  = "ONRECORD_KILL_IN"
	killOutVar = "ONRECORD_KILL_OUT"
)

// TestKillChild is the process that TestKill kills: a run with many commits.
func TestKillChild(t *testing.T) {
	in, out := os.Getenv(killInVar), os.Getenv(killOutVar)
	if in == "" {
		t.Skip("runs as a child of TestKill")
	}
	c := config(in, out)
	c.CommitDocuments = 5
	if _, err := pipeline.Run(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

// TestKill kills runs with SIGKILL at random moments. At each moment the latest
// snapshot is whole and holds each article once, an old or a new version of it,
// and in the end the rows are those of a run that nothing disturbed.
func TestKill(t *testing.T) {
	kills := 25
	if n, err := strconv.Atoi(os.Getenv(killsVar)); err == nil {
		kills = n
	} else if testing.Short() {
		kills = 3
	}
	in, out := articles(t, 0, 80), t.TempDir()
	random := rand.New(rand.NewSource(time.Now().UnixNano()))
	versions := map[string]int{} // of each article, by file
	child := func(kill bool) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKillChild$")
		cmd.Env = append(os.Environ(), killInVar+"="+in, killOutVar+"="+out)
		var log strings.Builder
		cmd.Stdout, cmd.Stderr = &log, &log
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		if kill {
			awaitMoment(out, random, ended)
			if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
		}
		if err := <-ended; err != nil && !kill {
			t.Fatalf("%v\n%s", err, log.String())
		}
	}
	inCommit, afterFirst := 0, 0
	for i := range kills {
		child(true)
		if _, err := output.OpenSnapshot(out); errors.Is(err, output.ErrNoData) {
			continue // killed before the first commit
		}
		afterFirst++
		if unfinished(t, out) {
			inCommit++
		}
		whole(t, out)
		for _, r := range rows(t, out) {
			file := filepath.Base(r.Document.URI)
			if v := versionOf(r.Document.Text); v < 0 || v > versions[file] {
				t.Fatalf("kill %d: %s has version %d of %d", i, file, v, versions[file])
			}
		}
		// The folder changes meanwhile: articles are edited, copied, added.
		for range 1 + random.Intn(20) {
			n := random.Intn(80)
			file := fmt.Sprintf("%04d.txt", n)
			versions[file]++
			write(t, filepath.Join(in, file), edition(n, versions[file]))
		}
	}
	child(false)
	verified(t, out)
	undisturbed := t.TempDir()
	mustRun(t, config(in, undisturbed))
	if diff := cmp.Diff(rows(t, undisturbed), rows(t, out)); diff != "" {
		t.Fatal(diff)
	}
	for _, dir := range []string{undisturbed, out} {
		if err := output.Compact(dir, output.Options{Version: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(contents(t, undisturbed), contents(t, out)); diff != "" {
		t.Errorf("after compaction: %s", diff)
	}
	if afterFirst < kills/2 {
		t.Errorf("%d of %d kills came after a first commit: the test says little", afterFirst, kills)
	}
	t.Logf("%d kills, %d of them after a first commit, %d inside a commit", kills, afterFirst, inCommit)
}

// edition is the n-th article with the version in its text.
func edition(n, version int) string {
	return fmt.Sprintf("%s\n\nThis is edition %d of the article, which the newspaper corrected in the evening.\n", invent(n), version)
}

func versionOf(text string) int {
	_, after, ok := strings.Cut(text, "This is edition ")
	if !ok {
		return 0
	}
	v, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		return -1
	}
	return v
}

// awaitMoment waits for some commits of a child and then for a random part of the
// time that one takes, on this machine and under its load.
func awaitMoment(out string, random *rand.Rand, ended chan error) {
	latest := func() string {
		target, _ := os.Readlink(filepath.Join(out, "latest"))
		return target
	}
	last, since, took := latest(), time.Now(), 10*time.Millisecond
	for commits := random.Intn(6); commits > 0; {
		select {
		case err := <-ended:
			ended <- err
			return
		case <-time.After(100 * time.Microsecond):
		}
		if now := latest(); now != last {
			last, took, since = now, time.Since(since), time.Now()
			commits--
		}
	}
	if last == "" || partial(out, last) || random.Intn(2) == 0 {
		time.Sleep(time.Duration(random.Int63n(int64(took) + 1)))
	}
}

// partial says whether a snapshot is there that is newer than the latest one.
func partial(out, latest string) bool {
	entries, err := os.ReadDir(filepath.Join(out, "snapshots"))
	if err != nil {
		return false
	}
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() > filepath.Base(latest) })
}

// unfinished says whether a kill left a snapshot that was not published.
func unfinished(t *testing.T, out string) bool {
	t.Helper()
	latest, err := os.Readlink(filepath.Join(out, "latest"))
	if err != nil {
		t.Fatal(err)
	}
	return partial(out, latest)
}

// TestReaderSeesWholeSnapshots reads while runs commit: every snapshot verifies,
// and the articles of a first run never become fewer.
func TestReaderSeesWholeSnapshots(t *testing.T) {
	in, out := articles(t, 0, 40), t.TempDir()
	c := config(in, out)
	c.CommitDocuments = 3
	c.Grace = time.Minute
	done := make(chan error, 1)
	go func() {
		for round := range 3 {
			for i := range 40 {
				if i%3 == round {
					if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%04d.txt", i)), []byte(edition(i, round+1)), 0o644); err != nil {
						done <- err
						return
					}
				}
			}
			if _, err := pipeline.Run(t.Context(), c); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	most, reads := 0, 0
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			verified(t, out)
			if most != 40 {
				t.Errorf("saw at most %d articles", most)
			}
			t.Logf("%d reads", reads)
			return
		default:
		}
		s, err := output.OpenSnapshot(out)
		if errors.Is(err, output.ErrNoData) {
			time.Sleep(time.Millisecond)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		whole(t, out)
		seen := map[string]bool{}
		for r, err := range s.Articles(nil) {
			if err != nil {
				t.Fatal(err)
			}
			for _, uri := range r.Document.URIs {
				if seen[uri] {
					t.Fatalf("%s is there twice", uri)
				}
				seen[uri] = true
			}
		}
		if len(seen) < most {
			t.Fatalf("%d articles after %d", len(seen), most)
		}
		most = max(most, len(seen))
		reads++
	}
}
