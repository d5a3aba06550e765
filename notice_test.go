package onrecord_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write NOTICE anew")

const noticeHead = `onrecord
Licensed under the Apache License, Version 2.0 (see LICENSE).

The program contains the software named below. Its licences follow, as they
must where the program is passed on in binary form. 'make generate' writes
this file.
`

// TestNotice holds NOTICE against the modules that are linked into the program.
func TestNotice(t *testing.T) {
	want := noticeHead
	for _, m := range linkedModules(t) {
		want += section(t, m)
	}
	if *update {
		if err := os.WriteFile("NOTICE", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(titles(string(have)), titles(want)); diff != "" {
		t.Errorf("NOTICE names other modules than those that are linked; 'make generate' writes it (-have +want):\n%s", diff)
	} else if string(have) != want {
		t.Error("NOTICE has other licences than the modules; 'make generate' writes it")
	}
}

type module struct{ Path, Version, Dir string }

func linkedModules(t *testing.T) []module {
	list := exec.Command("go", "list", "-deps", "-json=Module,Standard", "./cmd/onrecord")
	list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatalf("go env: %v", err)
	}
	modules := map[string]module{"Go standard library": {Path: "Go standard library", Dir: strings.TrimSpace(string(root))}}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ Module *module }
		if err := decoder.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Module != nil && p.Module.Path != "onrecord" {
			modules[p.Module.Path] = *p.Module
		}
	}
	var sorted []module
	for _, m := range modules {
		sorted = append(sorted, m)
	}
	slices.SortFunc(sorted, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return sorted
}

var licenceFile = regexp.MustCompile(`(?i)^((un)?licen[cs]e|copying|notice|patents)([-.].*)?$`)

// section is the title of a module with the texts of its licence files.
func section(t *testing.T, m module) string {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		t.Fatalf("%s: %v", m.Path, err)
	}
	var texts []string
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) || filepath.Ext(e.Name()) == ".go" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.Dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
	}
	if len(texts) == 0 {
		t.Errorf("%s %s has no licence file in its folder", m.Path, m.Version)
	}
	title := strings.TrimSpace(m.Path + " " + m.Version)
	return fmt.Sprintf("\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), title, strings.Join(texts, "\n\n"))
}

// titles are the names and versions of the modules in a NOTICE.
func titles(notice string) []string {
	var out []string
	_, rest, _ := strings.Cut(notice, strings.Repeat("=", 80)+"\n")
	for _, part := range strings.Split(rest, strings.Repeat("=", 80)+"\n") {
		title, _, _ := strings.Cut(part, "\n")
		out = append(out, title)
	}
	return out
}
