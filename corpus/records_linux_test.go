package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// TestUnreadableFiles reads as a user who may not: root, who may read all, takes
// the rights of nobody for this one thread.
func TestUnreadableFiles(t *testing.T) {
	dir := t.TempDir()
	os.Chmod(filepath.Dir(dir), 0o755)
	write(t, filepath.Join(dir, "ok.txt"), article)
	os.Chmod(write(t, filepath.Join(dir, "a.txt"), article), 0)
	write(t, filepath.Join(dir, "sub", "b.txt"), article)
	os.Chmod(filepath.Join(dir, "sub"), 0)
	defer os.Chmod(filepath.Join(dir, "sub"), 0o755)
	if os.Getuid() == 0 {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(65534); err != nil {
			t.Skip("root may read everything:", err)
		}
		defer syscall.Setfsuid(0)
		if f, err := os.Open(filepath.Join(dir, "a.txt")); err == nil {
			f.Close()
			t.Skip("root may read everything")
		}
	}
	read, denied := 0, 0
	for _, err := range records(Options{}, dir) {
		switch {
		case err == nil:
			read++
		case errors.Is(err, fs.ErrPermission):
			denied++
		default:
			t.Error(err)
		}
	}
	if read != 1 || denied != 2 {
		t.Errorf("read %d files of 1, denied a file and a folder: %d of 2", read, denied)
	}
}
