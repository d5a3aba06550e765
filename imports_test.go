// Package onrecord_test checks rules that hold for the repository as a whole.
package onrecord_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport lists, for each folder with packages, the folders whose packages
// it may import; its own always, and the sets of words of internal/wordset. Tests
// may import what they like.
var mayImport = map[string][]string{
	"corpus":       nil,
	"extractors":   {"corpus"},
	"output":       {"corpus", "extractors"},
	"pipeline":     append([]string{"corpus", "extractors", "output"}, layers...),
	"cmd/onrecord": {"pipeline", "output"},
}

// layers are the folders of the extractors. Each may import those before it,
// and what the frame around them may import.
var layers = []string{
	"extractors/tokens",
	"extractors/encoder",
	"extractors/heads",
	"extractors/entities",
	"extractors/quotes",
	"extractors/speakers",
	"extractors/numbers",
	"extractors/dates",
	"extractors/claims",
}

func init() {
	for i, layer := range layers {
		mayImport[layer] = append([]string{"corpus", "extractors"}, layers[:i]...)
	}
}

// TestImports keeps data flowing one way.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	checked := 0
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		from := folder(p.ImportPath)
		allowed, ruled := mayImport[from]
		if !ruled {
			continue
		}
		checked++
		for _, path := range p.Imports {
			if to := folder(path); to != "" && to != "internal/wordset" && to != from && !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s; %s may import %v", p.ImportPath, path, from, allowed)
			}
		}
	}
	if checked == 0 {
		t.Error("no package of ours found")
	}
}

// folder is the longest folder of mayImport that holds the package, the path
// inside the repository where there is none, and "" for packages of others.
func folder(importPath string) string {
	path, ours := strings.CutPrefix(importPath, "onrecord/")
	if !ours {
		return ""
	}
	for dir := path; dir != ""; {
		if _, ok := mayImport[dir]; ok {
			return dir
		}
		i := strings.LastIndexByte(dir, '/')
		if i < 0 {
			break
		}
		dir = dir[:i]
	}
	return path
}
