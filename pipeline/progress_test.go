package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"onrecord/pipeline"
)

// TestProgressReachesTheEnd: the bytes of all files, compressed ones and those of
// many records included, add up to the total.
func TestProgressReachesTheEnd(t *testing.T) {
	in := articles(t, 0, 20)
	lines := ""
	for range 2000 {
		lines += `{"text": "The mill shall close. Orla Quist said so."}` + "\n"
	}
	write(t, filepath.Join(in, "feed.jsonl"), lines)
	f, err := os.Create(filepath.Join(in, "more.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(lines)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(in)
	if err != nil {
		t.Fatal(err)
	}
	total := int64(0)
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}

	c := config(in, t.TempDir())
	var last pipeline.Progress
	c.Progress = func(p pipeline.Progress) {
		if p.Bytes < last.Bytes || p.Done < last.Done || p.Words < last.Words {
			t.Errorf("%+v after %+v", p, last)
		}
		last = p
	}
	r := mustRun(t, c)
	if last.Bytes != total || last.TotalBytes != total || last.Done != r.Read+r.Skipped {
		t.Errorf("%+v, want %d bytes and %d articles", last, total, r.Read+r.Skipped)
	}
}

// TestInterruptedWhileItWaits: a run that waits for a pipe ends when it is told
// to, with all that it read before.
func TestInterruptedWhileItWaits(t *testing.T) {
	in := articles(t, 0, 3)
	pipe := filepath.Join(t.TempDir(), "zz.txt")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	c := config(in, t.TempDir())
	c.Inputs = append(c.Inputs, pipe)
	r, err := pipeline.Run(ctx, c)
	if !errors.Is(err, pipeline.ErrInterrupted) || r.Read != 3 {
		t.Errorf("read %d, error %v", r.Read, err)
	}
	verified(t, c.Out)
}
