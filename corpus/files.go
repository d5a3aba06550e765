package corpus

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
)

const stdin = "-"

// formats are the extensions of the files that a folder is searched for.
var formats = []struct {
	ext    string
	format Format
}{
	{".txt", Text}, {".text", Text},
	{".html", HTML}, {".htm", HTML}, {".xhtml", HTML},
	{".jsonl", JSONLines}, {".ndjson", JSONLines}, {".json", JSONLines},
}

func extensions() []string {
	var list []string
	for _, f := range formats {
		list = append(list, f.ext)
	}
	return list
}

// formatOf is the format that a file's name tells, "" if it tells none.
func formatOf(path string) Format {
	name := strings.ToLower(path)
	for _, c := range codecs {
		if trimmed, ok := strings.CutSuffix(name, c.ext); ok {
			name = trimmed
			break
		}
	}
	for _, f := range formats {
		if strings.HasSuffix(name, f.ext) {
			return f.format
		}
	}
	return ""
}

// Files lists the files that the inputs of Records stand for, sorted and each
// once. In folders it takes the files whose name ends like an article's and
// passes over hidden ones; links are followed and every folder is read once.
func Files(inputs []string, opt Options) ([]string, []*Error) {
	w := walk{opt: opt, folders: map[string]bool{}}
	for _, in := range inputs {
		w.input(in)
	}
	slices.Sort(w.files)
	return slices.Compact(w.files), w.errs
}

type walk struct {
	opt     Options
	files   []string
	errs    []*Error
	folders map[string]bool // real paths of the folders that were entered
}

func (w *walk) fail(path string, err error) {
	w.errs = append(w.errs, fail(uriOf(path), err))
}

func (w *walk) input(in string) {
	if in == stdin {
		w.files = append(w.files, stdin)
		return
	}
	if list, ok := strings.CutPrefix(in, "@"); ok {
		w.list(list)
		return
	}
	w.path(in)
}

// list reads inputs from a file, one a line; if it holds NUL bytes, they
// separate the inputs (as find -print0 writes them) and names may hold newlines.
func (w *walk) list(path string) {
	var raw []byte
	var err error
	if path == stdin {
		raw, err = io.ReadAll(w.opt.stdin())
	} else {
		raw, err = os.ReadFile(path)
	}
	if err != nil {
		w.fail("@"+path, err)
		return
	}
	sep := []byte("\n")
	if bytes.IndexByte(raw, 0) >= 0 {
		sep = []byte{0}
	}
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	found := false
	for line := range bytes.SplitSeq(raw, sep) {
		if sep[0] == '\n' {
			line = bytes.TrimSuffix(line, []byte("\r"))
		}
		if len(line) > 0 {
			w.path(string(line))
			found = true
		}
	}
	if !found {
		w.fail("@"+path, fmt.Errorf("%w list", ErrEmpty))
	}
}

// path adds a file, a folder or, if there is neither of this name, the matches
// of a pattern.
func (w *walk) path(path string) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		if !w.folder(filepath.Clean(path)) {
			w.fail(path, ErrNoArticles)
		}
	case err == nil:
		w.files = append(w.files, filepath.Clean(path))
	case strings.ContainsAny(path, "*?[{"):
		matches, globErr := doublestar.FilepathGlob(path)
		if globErr != nil {
			w.fail(path, fmt.Errorf("%w: %w", ErrNoMatch, globErr))
			return
		}
		if len(matches) == 0 {
			w.fail(path, ErrNoMatch)
		}
		for _, m := range matches {
			w.match(m)
		}
	default:
		w.fail(path, err)
	}
}

// match adds what a pattern matched: a file as if it were given by name, and
// the articles in a folder, which may be none.
func (w *walk) match(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.fail(path, err)
	case info.IsDir():
		w.folder(path)
	default:
		w.files = append(w.files, path)
	}
}

// folder adds the article files below a folder. It returns false if there is
// none and nothing else to report.
func (w *walk) folder(path string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		w.fail(path, err)
		return true
	}
	if w.folders[real] {
		return true
	}
	w.folders[real] = true
	before := len(w.files) + len(w.errs)
	entries, err := os.ReadDir(path)
	if err != nil {
		w.fail(path, err)
	}
	for _, entry := range entries {
		name := filepath.Join(path, entry.Name())
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		mode := entry.Type()
		if mode&fs.ModeSymlink != 0 {
			info, err := os.Stat(name)
			if err != nil {
				if formatOf(name) != "" {
					w.fail(name, err)
				}
				continue
			}
			if info.IsDir() && holds(name, real) {
				w.fail(name, ErrLoop)
				continue
			}
			mode = info.Mode()
		}
		switch {
		case mode.IsDir():
			w.folder(name)
		case mode.IsRegular() && formatOf(name) != "":
			w.files = append(w.files, name)
		}
	}
	return len(w.files)+len(w.errs) > before
}

// holds says whether the folder that link leads to is real or above it.
func holds(link, real string) bool {
	target, err := filepath.EvalSymlinks(link)
	if err == nil {
		target, err = filepath.Abs(target)
	}
	if err != nil {
		return true // a loop of links alone
	}
	rel, err := filepath.Rel(target, real)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// uriOf is the path in valid UTF-8: bytes that are not are percent-encoded.
func uriOf(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	var b strings.Builder
	for i := 0; i < len(path); {
		r, n := utf8.DecodeRuneInString(path[i:])
		if r == utf8.RuneError && n == 1 {
			b.WriteString(url.PathEscape(path[i : i+1]))
		} else {
			b.WriteString(path[i : i+n])
		}
		i += n
	}
	return b.String()
}

func (o Options) stdin() io.Reader {
	if o.Stdin != nil {
		return o.Stdin
	}
	return os.Stdin
}
