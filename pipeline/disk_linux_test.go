package pipeline_test

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/pipeline"
)

const (
	fullInVar  = "ONRECORD_FULL_IN"
	fullOutVar = "ONRECORD_FULL_OUT"
)

// TestFullDiskChild runs under a limit for the size of files.
func TestFullDiskChild(t *testing.T) {
	in, out := os.Getenv(fullInVar), os.Getenv(fullOutVar)
	if in == "" {
		t.Skip("runs as a child of TestFullDiskLeavesTheFormerState")
	}
	signal.Ignore(syscall.SIGXFSZ) // the write fails instead
	limit := syscall.Rlimit{Cur: 20 << 10, Max: 20 << 10}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	_, err := pipeline.Run(t.Context(), config(in, out))
	if !errors.Is(err, pipeline.ErrNothing) || !errors.Is(err, syscall.EFBIG) {
		t.Fatalf("error %v, want %v", err, syscall.EFBIG)
	}
}

func TestFullDiskLeavesTheFormerState(t *testing.T) {
	in, out := articles(t, 0, 5), t.TempDir()
	mustRun(t, config(in, out))
	before := contents(t, out)
	more := articles(t, 5, 300)
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestFullDiskChild$")
	cmd.Env = append(os.Environ(), fullInVar+"="+more, fullOutVar+"="+out)
	if log, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if diff := cmp.Diff(before, contents(t, out)); diff != "" {
		t.Error(diff)
	}
	if unfinished(t, out) {
		t.Error("the failed commit left its files")
	}
	verified(t, out)
	if r := mustRun(t, config(more, out)); r.Read != 295 {
		t.Errorf("afterwards: %+v", r)
	}
}

// TestFullFileSystem fills a real file system, where the test may mount one.
func TestFullFileSystem(t *testing.T) {
	out := filepath.Join(t.TempDir(), "small")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", out, "tmpfs", 0, "size=200k"); err != nil {
		t.Skipf("no file system can be mounted: %v", err)
	}
	defer syscall.Unmount(out, 0)
	in := articles(t, 0, 5)
	mustRun(t, config(in, out))
	before := contents(t, out)
	more := articles(t, 5, 700)
	if _, err := pipeline.Run(t.Context(), config(more, out)); !errors.Is(err, pipeline.ErrNothing) || !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("error %v, want %v", err, syscall.ENOSPC)
	}
	if diff := cmp.Diff(before, contents(t, out)); diff != "" {
		t.Error(diff)
	}
	verified(t, out)

	if err := syscall.Mount("tmpfs", out, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Run(t.Context(), config(in, out)); !errors.Is(err, pipeline.ErrNothing) || !errors.Is(err, syscall.EROFS) {
		t.Fatalf("error %v, want %v", err, syscall.EROFS)
	}
	if diff := cmp.Diff(before, contents(t, out)); diff != "" {
		t.Error(diff)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	in, out := articles(t, 0, 5), t.TempDir()
	mustRun(t, config(in, out))
	before := contents(t, out)
	for _, dir := range []string{out, filepath.Join(out, "snapshots")} {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(dir, 0o755)
	}
	write(t, filepath.Join(in, "new.txt"), invent(7))
	_, err := pipeline.Run(t.Context(), config(in, out))
	if !errors.Is(err, pipeline.ErrNothing) || !strings.Contains(err.Error(), "permission") {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, contents(t, out)); diff != "" {
		t.Error(diff)
	}
}
