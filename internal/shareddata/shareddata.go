// Package shareddata finds the data for development that tests use where it is
// there: the folder 'shared' beside the repository.
package shareddata

import (
	"os"
	"path/filepath"
	"testing"
)

// Path is a path in the shared data, links resolved. Without it the test is
// skipped.
func Path(t testing.TB, path ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		found, err := filepath.EvalSymlinks(filepath.Join(append([]string{dir, "..", "shared"}, path...)...))
		if err != nil {
			t.Skipf("no shared/%s beside the repository: the data for development is not here", filepath.Join(path...))
		}
		return found
	}
	t.Fatal("no go.mod above the test")
	return ""
}
