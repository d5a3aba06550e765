package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// article is a short article that any format can hold.
const article = "Ferry service resumes\n\nThe harbour master said on Monday that the ferries would sail again.\n"

func write(t *testing.T, name, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func gzipped(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstded(t *testing.T, s string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(s), nil))
}

// collect gives the URIs of the records and the messages of the errors.
func collect(seq iter.Seq2[Record, error]) (uris, errs []string) {
	for r, err := range seq {
		if err != nil {
			errs = append(errs, err.Error())
		} else {
			uris = append(uris, r.URI)
		}
	}
	return uris, errs
}

func records(opt Options, inputs ...string) iter.Seq2[Record, error] {
	return Records(context.Background(), inputs, opt)
}

// only is the one error of the inputs.
func only(t *testing.T, opt Options, inputs ...string) error {
	t.Helper()
	var found []error
	for r, err := range records(opt, inputs...) {
		if err == nil {
			_, err = Parse(r, opt)
		}
		if err != nil {
			found = append(found, err)
		}
	}
	if len(found) != 1 {
		t.Fatalf("want one error, got %q", found)
	}
	return found[0]
}

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, name := range []string{"in/b.txt", "in/a.txt", "in/deep/er/c.txt", "in/.hidden/x.txt", "in/.x.txt", "in/photo.jpg", "in/notes.md", "other/d.text", "brackets[1].txt"} {
		write(t, name, article+name)
	}
	write(t, "in/page.html", "<p>The ferry sailed at noon, the harbour master said.</p>")
	write(t, "in/z.txt.gz", gzipped(t, article))
	write(t, "in/z.txt.zst", zstded(t, article+"!"))
	write(t, "list.txt", "in/b.txt\r\n\nother\n")
	write(t, "list0.txt", "in/b.txt\x00new\nline.txt\x00")
	write(t, "new\nline.txt", article)
	write(t, "spaced name.txt", article+"spaced")
	all := []string{"in/a.txt", "in/b.txt", "in/deep/er/c.txt", "in/page.html", "in/z.txt.gz", "in/z.txt.zst"}
	for _, test := range []struct {
		name   string
		inputs []string
		want   []string
	}{
		{"file", []string{"in/a.txt"}, []string{"in/a.txt"}},
		{"unknown extension by name", []string{"in/notes.md"}, []string{"in/notes.md"}},
		{"folder", []string{"in"}, all},
		{"folder with slash", []string{"./in/"}, all},
		{"folder and a file in it", []string{"in", "in/b.txt"}, all},
		{"order of inputs does not matter", []string{"other", "in/b.txt", "in/a.txt"}, []string{"in/a.txt", "in/b.txt", "other/d.text"}},
		{"glob", []string{"in/?.txt"}, []string{"in/a.txt", "in/b.txt"}},
		{"glob of any depth", []string{"in/**/c.txt"}, []string{"in/deep/er/c.txt"}},
		{"glob of folders", []string{"in/de*"}, []string{"in/deep/er/c.txt"}},
		{"name that looks like a glob", []string{"brackets[1].txt"}, []string{"brackets[1].txt"}},
		{"list", []string{"@list.txt"}, []string{"in/b.txt", "other/d.text"}},
		{"list with NUL", []string{"@list0.txt"}, []string{"in/b.txt", "new\nline.txt"}},
		{"spaces", []string{"spaced name.txt"}, []string{"spaced name.txt"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			uris, errs := collect(records(Options{}, test.inputs...))
			if diff := cmp.Diff(test.want, uris); diff != "" || errs != nil {
				t.Errorf("errors %q, URIs (-want +got)\n%s", errs, diff)
			}
		})
	}
}

func TestStdin(t *testing.T) {
	for _, test := range []struct {
		name, in string
		want     []string
		format   Format
	}{
		{"text", article, []string{"-"}, Text},
		{"html", " <!DOCTYPE html><p>The ferry sailed.</p>", []string{"-"}, HTML},
		{"gzip", gzipped(t, article), []string{"-"}, Text},
		{"zstd of JSON lines", zstded(t, `{"id":"x","text":"The ferry sailed."}`), []string{"-#x"}, JSONLines},
		{"JSON lines", `{"text":"One ferry."}` + "\n" + `{"id":7,"text":"Two ferries."}` + "\n", []string{"-#1", "-#7"}, JSONLines},
		{"text that starts with a bracket", "[Editor's note: the ferry sailed.]", []string{"-"}, Text},
	} {
		t.Run(test.name, func(t *testing.T) {
			var uris []string
			for r, err := range records(Options{Stdin: strings.NewReader(test.in)}, "-") {
				if err != nil || r.Format != test.format {
					t.Errorf("format %q, error %v", r.Format, err)
				}
				uris = append(uris, r.URI)
			}
			if diff := cmp.Diff(test.want, uris); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("list", func(t *testing.T) {
		name := write(t, filepath.Join(t.TempDir(), "a.txt"), article)
		uris, errs := collect(records(Options{Stdin: strings.NewReader(name)}, "@-"))
		if diff := cmp.Diff([]string{name}, uris); diff != "" || errs != nil {
			t.Error(diff, errs)
		}
	})
}

func TestIdentity(t *testing.T) {
	dir := t.TempDir()
	plain := write(t, filepath.Join(dir, "a.txt"), article)
	packed := write(t, filepath.Join(dir, "b.txt.gz"), gzipped(t, article))
	var ids []string
	for r, err := range records(Options{}, plain, packed) {
		if err != nil {
			t.Fatal(err)
		}
		if string(r.Raw) != article || !strings.HasPrefix(r.SHA256, r.ID) || len(r.SHA256) != 64 || r.Size == 0 || r.ModTime.IsZero() {
			t.Errorf("record %+v", r)
		}
		ids = append(ids, r.ID)
	}
	// as sha256sum gives it
	if diff := cmp.Diff([]string{"663497a5105ecb99", "663497a5105ecb99"}, ids); diff != "" {
		t.Error(diff)
	}
}

func TestKnown(t *testing.T) {
	dir := t.TempDir()
	plain := write(t, filepath.Join(dir, "a.txt"), article)
	write(t, filepath.Join(dir, "b.txt.gz"), gzipped(t, article))
	write(t, filepath.Join(dir, "c.jsonl"), `{"text":"The ferry sailed."}`)
	unnamed := write(t, filepath.Join(dir, "unnamed"), `{"text":"The ferry sailed."}`)
	var asked []string
	opt := Options{Known: func(path string, size int64, modTime time.Time) bool {
		asked = append(asked, fmt.Sprint(filepath.Base(path), " ", size, " ", modTime.IsZero()))
		return true
	}}
	skipped := map[string]bool{}
	for r, err := range records(opt, dir, unnamed) {
		if err != nil {
			t.Fatal(err)
		}
		skipped[r.Path] = r.Skipped
		if r.Skipped != (r.Raw == nil) {
			t.Errorf("%s: skipped %v with %d bytes", r.URI, r.Skipped, len(r.Raw))
		}
	}
	if diff := cmp.Diff([]string{fmt.Sprintf("a.txt %d false", len(article))}, asked); diff != "" {
		t.Error(diff)
	}
	if !skipped[plain] || len(skipped) != 4 {
		t.Errorf("skipped %v", skipped)
	}
}

func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	in := func(name, content string) string { return write(t, filepath.Join(dir, name), content) }
	random := "\x00\x01\x02\x03\xfe\xed\xfa\xce" + strings.Repeat("\x00\x07", 50)
	os.MkdirAll(filepath.Join(dir, "empty folder"), 0o755)
	in("pictures/a.jpg", "x")
	packed := gzipped(t, strings.Repeat(article, 100))
	noise := make([]byte, 4<<10)
	for i := range noise {
		noise[i] = byte(i*i*31 + i>>3)
	}
	packedNoise := gzipped(t, string(noise))
	for _, test := range []struct {
		name, input string
		is          error
		says        string
	}{
		{"missing", filepath.Join(dir, "missing.txt"), fs.ErrNotExist, "check the path"},
		{"missing list", "@" + filepath.Join(dir, "missing.txt"), fs.ErrNotExist, "check the path"},
		{"missing in a list", "@" + in("list1", filepath.Join(dir, "missing.txt")), fs.ErrNotExist, "missing.txt"},
		{"empty list", "@" + in("list2", "\n\n"), ErrEmpty, "empty list"},
		{"no match", filepath.Join(dir, "*.nothing"), ErrNoMatch, "pattern"},
		{"broken pattern", filepath.Join(dir, "[a.nothing"), ErrNoMatch, "pattern"},
		{"empty folder", filepath.Join(dir, "empty folder"), ErrNoArticles, ".jsonl"},
		{"folder without articles", filepath.Join(dir, "pictures"), ErrNoArticles, ".jsonl"},
		{"empty", in("empty.txt", ""), ErrEmpty, "empty file"},
		{"white space", in("white.txt", " \r\n\n"), ErrEmpty, "empty file"},
		{"byte order mark alone", in("mark.txt", "\xEF\xBB\xBF"), ErrNoText, ""},
		{"no letters", in("rule.txt", "-----\n"), ErrNoText, ""},
		{"empty gzip", in("empty.txt.gz", ""), ErrEmpty, "empty file"},
		{"gzip of nothing", in("nothing.txt.gz", gzipped(t, "")), ErrEmpty, "empty file"},
		{"empty JSON lines", in("empty.jsonl", "\n\n"), ErrEmpty, "empty file"},
		{"binary", in("binary.txt", random), ErrBinary, "convert"},
		{"binary HTML", in("binary.html", random), ErrBinary, "convert"},
		{"binary JSON lines", in("binary.jsonl", random), ErrBinary, "convert"},
		{"PDF", in("a.txt", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), ErrBinary, "PDF"},
		{"Word", in("b.txt", "PK\x03\x04\x14\x00\x06"), ErrBinary, "Word"},
		{"one NUL", in("nul.txt", article+"\x00"), ErrBinary, "convert"},
		{"truncated gzip", in("short.txt.gz", packed[:len(packed)-20]), ErrTruncated, "compress it again"},
		{"truncated gzip header", in("short2.txt.gz", packed[:5]), ErrTruncated, "compress it again"},
		{"damaged gzip", in("hurt.txt.gz", packedNoise[:2000]+"xxxxxxxx"+packedNoise[2008:]), ErrTruncated, "compress it again"},
		{"not gzip", in("plain.txt.gz", article), ErrTruncated, "compress it again"},
		{"truncated zstd", in("short.txt.zst", zstded(t, article)[:40]), ErrTruncated, "compress it again"},
		{"not zstd", in("plain.txt.zst", article), ErrTruncated, "compress it again"},
		{"JSON without text", in("untext.jsonl", `{"id":1,"teaser":"The ferry sailed."}`), ErrNoText, "teaser"},
		{"JSON with NUL", in("nul.jsonl", `{"text":"The ferry\u0000sailed."}`), ErrBinary, "NUL"},
		{"JSON string", in("string.jsonl", `"The ferry sailed."`), ErrJSON, "object"},
		{"JSON null", in("null.jsonl", `null`), ErrJSON, "object"},
		{"HTML without text", in("blank.html", "<html><script>let a = 1</script></html>"), ErrNoText, ""},
		{"HTML nested too deep", in("deep.html", strings.Repeat("<div>", 3000)+"The ferry sailed."), nil, "512"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := only(t, Options{}, test.input)
			if test.is != nil && !errors.Is(err, test.is) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error %v is not %v or does not say %q", err, test.is, test.says)
			}
			var e *Error
			if !errors.As(err, &e) || e.URI == "" || strings.Contains(err.Error(), "\n") {
				t.Errorf("not an *Error of one line: %#v", err)
			}
		})
	}
}

func TestOneBadFileStopsNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), article)
	write(t, filepath.Join(dir, "b.txt"), "")
	write(t, filepath.Join(dir, "c.txt"), article)
	uris, errs := collect(records(Options{}, dir, filepath.Join(dir, "missing")))
	if len(uris) != 2 || len(errs) != 2 {
		t.Errorf("read %q, errors %q", uris, errs)
	}
}

func TestTooLarge(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.txt")
	f, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(200 << 20); err != nil { // a sparse file
		t.Fatal(err)
	}
	if err := only(t, Options{}, large); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "raise the limit") {
		t.Error(err)
	}
	bomb := write(t, filepath.Join(dir, "bomb.txt.gz"), gzipped(t, strings.Repeat("a", 200<<10)))
	if err := only(t, Options{MaxBytes: 100 << 10}, bomb); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	lines := write(t, filepath.Join(dir, "long.jsonl"),
		`{"text":"The first ferry."}`+"\n"+`{"text":"`+strings.Repeat("long ", 50_000)+`"}`+"\n"+`{"id":"c","text":"The third ferry."}`)
	uris, errs := collect(records(Options{MaxBytes: 100 << 10}, lines))
	if diff := cmp.Diff([]string{lines + "#1", lines + "#c"}, uris); diff != "" {
		t.Error(diff)
	}
	if len(errs) != 1 || !strings.Contains(errs[0], "line 2: larger than the limit") {
		t.Error(errs)
	}
}

func TestExtremeArticles(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"one line of 5 MB":        strings.Repeat("The ferry sailed and the harbour was calm. ", 5<<20/43),
		"100,000 quotation marks": "The ferry sailed. " + strings.Repeat(`"`, 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			for r, err := range records(Options{}, write(t, filepath.Join(dir, name+".txt"), content)) {
				if err != nil {
					t.Fatal(err)
				}
				d, err := Parse(r, Options{})
				if err != nil || d.Text != content || d.Language != "en" && name[0] == 'o' {
					t.Errorf("error %v", err)
				}
			}
		})
	}
}

func TestVanishes(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), article)
	b := write(t, filepath.Join(dir, "b.txt"), article)
	write(t, filepath.Join(dir, "c.txt"), article)
	var got []string
	for r, err := range records(Options{}, dir) {
		got = append(got, fmt.Sprint(filepath.Base(r.URI), " ", errors.Is(err, fs.ErrNotExist)))
		os.Remove(b)
	}
	if diff := cmp.Diff([]string{"a.txt false", "b.txt true", "c.txt false"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestChanges(t *testing.T) {
	const lines = 5000
	for name, change := range map[string]func(path string) error{
		"grows": func(path string) error {
			f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = f.WriteString(`{"text":"half a rec`)
			return err
		},
		"shrinks": func(path string) error { return os.Truncate(path, 100<<10) },
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, filepath.Join(t.TempDir(), "a.jsonl"), strings.Repeat(`{"text":"The ferry sailed at noon and the harbour was calm."}`+"\n", lines))
			n, changed := 0, 0
			for _, err := range records(Options{}, path) {
				if n == 0 {
					if err := change(path); err != nil {
						t.Fatal(err)
					}
				}
				n++
				if errors.Is(err, ErrChanged) {
					changed++
				} else if err != nil {
					t.Errorf("record %d: %v", n, err)
				}
			}
			if changed != 1 {
				t.Errorf("of %d results %d say that the file changed", n, changed)
			}
		})
	}
	t.Run("written in place", func(t *testing.T) {
		path := write(t, filepath.Join(t.TempDir(), "a.txt"), article)
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		os.Chtimes(path, time.Time{}, info.ModTime().Add(time.Second))
		var got error
		readStream(&checkedFile{File: f, before: info}, Record{URI: path, Format: Text}, Options{}, func(_ Record, err error) bool {
			got = err
			return true
		})
		if !errors.Is(got, ErrChanged) {
			t.Error(got)
		}
	})
}

func TestUnreadable(t *testing.T) {
	err := fail("a.txt", &fs.PathError{Op: "open", Path: "a.txt", Err: syscall.EACCES})
	if want := "a.txt: permission denied (make it readable for this user)"; err.Error() != want || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %q, want %q", err, want)
	}
}

func TestLinks(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write(t, "in/a.txt", article)
	write(t, "in/sub/b.txt", article)
	write(t, "elsewhere/c.txt", article)
	for link, target := range map[string]string{
		"in/sub/up":       "..",
		"in/self":         ".",
		"in/linked":       "../elsewhere",
		"in/twice":        "../elsewhere",
		"in/file.txt":     "../elsewhere/c.txt",
		"in/dangling.txt": "nowhere.txt",
		"in/ring1.txt":    "ring2.txt",
		"in/ring2.txt":    "ring1.txt",
	} {
		if err := os.Symlink(target, link); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	uris, errs := collect(records(Options{}, "in"))
	if diff := cmp.Diff([]string{"in/a.txt", "in/file.txt", "in/linked/c.txt", "in/sub/b.txt"}, uris); diff != "" {
		t.Error(diff)
	}
	for i, want := range []string{"in/dangling.txt: no such file", "in/ring1.txt: too many levels", "in/ring2.txt: too many levels", "in/self: symbolic link back", "in/sub/up: symbolic link back"} {
		if len(errs) != 5 || !strings.HasPrefix(errs[i], want) {
			t.Fatalf("errors %q, want %q", errs, want)
		}
	}
}

func TestNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"two words.txt", "new\nline.txt", "caf\xe9.txt", "ферма.txt", "100%.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(article), 0o644); err != nil {
			t.Skip("this file system refuses the name:", err)
		}
	}
	n := 0
	for r, err := range records(Options{}, dir) {
		if err != nil || !utf8.ValidString(r.URI) {
			t.Errorf("%q: %v", r.URI, err)
		}
		if strings.HasSuffix(r.Path, "\xe9.txt") && !strings.HasSuffix(r.URI, "/caf%E9.txt") {
			t.Errorf("URI %q", r.URI)
		}
		n++
	}
	if n != 5 {
		t.Errorf("read %d files of 5", n)
	}
	missing := only(t, Options{}, filepath.Join(dir, "a\nb\xff.txt"))
	if text := missing.Error(); strings.Contains(text, "\n") || strings.Contains(text, "\xff") {
		t.Errorf("error %q", missing)
	}
}

func TestStops(t *testing.T) {
	dir := t.TempDir()
	for i := range 10 {
		write(t, filepath.Join(dir, fmt.Sprint(i, ".txt")), article)
	}
	write(t, filepath.Join(dir, "x.jsonl"), strings.Repeat(`{"text":"The ferry sailed."}`+"\n", 10))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range Records(ctx, []string{dir}, Options{}) {
		if n++; n == 12 {
			cancel()
		}
	}
	if n != 12 {
		t.Errorf("%d records after the context was done at 12", n)
	}
	for stop := range 20 { // a break at any place must not panic
		n := 0
		for range records(Options{}, dir) {
			if n++; n > stop {
				break
			}
		}
	}
}

// TestMemory reads a stream that is much larger than what it may keep.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 128 MB")
	}
	line := []byte(`{"id":0,"text":"` + strings.Repeat("The ferry sailed. ", 200) + `"}` + "\n")
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n, peak := 0, uint64(0)
	for _, err := range records(Options{Stdin: &repeated{line: line, n: 128 << 20 / len(line)}, Format: JSONLines}, "-") {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%5000 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			peak = max(peak, now.HeapAlloc)
		}
	}
	if n != 128<<20/len(line) || peak > before.HeapAlloc+32<<20 {
		t.Errorf("%d records, heap grew from %d to %d bytes", n, before.HeapAlloc, peak)
	}
}

// A repeated stream is n times a line.
type repeated struct {
	line []byte
	n    int
	at   int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.n == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.line[r.at:])
	if r.at += n; r.at == len(r.line) {
		r.at = 0
		r.n--
	}
	return n, nil
}
