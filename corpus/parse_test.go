package corpus

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// check fails unless a document keeps the promises of the package.
func check(t *testing.T, raw []byte, format Format) {
	t.Helper()
	r := Record{URI: "fuzz", Format: format, Raw: raw}
	r.identify()
	d, err := Parse(r, Options{})
	if err != nil {
		var e *Error
		if !errors.As(err, &e) || d != nil {
			t.Fatalf("error %#v", err)
		}
		return
	}
	if d.Text == "" || d.ID != r.ID || d.SHA256 != r.SHA256 {
		t.Errorf("document %+v", d)
	}
	for _, s := range append([]string{d.Text, d.Title, d.Byline, d.Outlet, d.Place, d.URL, d.Language}, d.Warnings...) {
		if !utf8.ValidString(s) {
			t.Errorf("%q is not valid UTF-8", s)
		}
	}
	end := 0
	for _, region := range d.Regions {
		if region.Span.Start < end || region.Span.End <= region.Span.Start || region.Span.End > len(d.Text) {
			t.Fatalf("region %v after %d in a text of %d bytes", region, end, len(d.Text))
		}
		end = region.Span.End
	}
	again, err := Parse(r, Options{})
	if err != nil || !reflect.DeepEqual(d, again) {
		t.Errorf("a second time: error %v\n%s", err, cmp.Diff(d, again))
	}
	Signature(d.Text)
}

func FuzzText(f *testing.F) {
	for _, s := range []string{article, "", "\xff", "\xEF\xBB\xBFa", "PORT ELM (AP) — “No.”\r\rREAD MORE: x", "a\u00ad\u200b\u00a0b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, raw, Text) })
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{newsPage, "<p>a", "<", "<table><p><td>a<br><br>b", "<svg><title>a</title></svg>b", "<p>a<plaintext>b", "<meta charset=x><p>\xe9", "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":[[1]]}</script>a"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, raw, HTML) })
}

func FuzzRecord(f *testing.F) {
	for _, s := range []string{`{"text":"a"}`, `{"text":["a",{"text":"b"}],"date":1e9}`, `{"TEXT":"\ud800"}`, `{"text":"<p>a</p>","title":{"name":"b"}}`, `{"text":"a","date":"1/2/3"}`, `{"a.b":1,"text":"a"}`, `[`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { check(t, raw, JSONLines) })
}

// FuzzJSONFile reads a stream in all ways that a JSON file may have.
func FuzzJSONFile(f *testing.F) {
	for _, s := range []string{"{\"text\":\"a\"}\n{\"text\":\"b\"}", "[{\"text\":\"a\"}]", "{\n\"text\":\"a\"}", "[1,", "\xFF\xFE{\x00", "\xEF\xBB\xBF{}", "[]]", "{}{}", "[{}] [{}]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, format := range []Format{JSONLines, ""} {
			n := 0
			for r, err := range records(Options{Stdin: strings.NewReader(s), Format: format, MaxBytes: 64}, "-") {
				if n++; n > len(s)+1 {
					t.Fatal("does not end")
				}
				if err == nil && (len(r.Raw) == 0 || len(r.Raw) > 64 || !utf8.ValidString(r.URI)) {
					t.Errorf("record %+v", r)
				}
			}
			if n == 0 {
				t.Error("neither a record nor an error")
			}
		}
	})
}

func TestParseConcurrently(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			check(t, []byte(newsPage), HTML)
			check(t, []byte(article), Text)
		})
	}
	wg.Wait()
}

// TestSharedArticles reads real articles, where they are there.
func TestSharedArticles(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of articles")
	}
	shared := filepath.Join("..", "..", "shared")
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no ../shared beside the repository: the articles for development are not here")
	}
	n := 0
	for r, err := range records(Options{}, filepath.Join(shared, "articles"), filepath.Join(shared, "data", "gun-violence")) {
		if err != nil {
			t.Error(err)
			continue
		}
		d, err := Parse(r, Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		if d.Language != "en" && d.Language != "" {
			t.Errorf("%s is in %q: %q", d.URI, d.Language, clip(d.Text, 80))
		}
		n++
	}
	t.Log(n, "articles")
}

func BenchmarkParse(b *testing.B) {
	record := `{"id":"a","title":"Ferries","text":"` + story(1, 30) + `"}`
	for _, test := range []struct {
		format Format
		raw    string
	}{{Text, "Ferries to sail again\n\n" + story(1, 30)}, {JSONLines, record}, {HTML, newsPage}} {
		b.Run(string(test.format), func(b *testing.B) {
			r := Record{URI: "a", Format: test.format, Raw: []byte(test.raw)}
			b.SetBytes(int64(len(r.Raw)))
			for b.Loop() {
				if _, err := Parse(r, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkRecords(b *testing.B) {
	lines := strings.Repeat(`{"id":"a","title":"Ferries","text":"`+story(1, 30)+`"}`+"\n", 200)
	b.SetBytes(int64(len(lines)))
	for b.Loop() {
		for _, err := range records(Options{Stdin: strings.NewReader(lines), Format: JSONLines}, "-") {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
