package corpus

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	xunicode "golang.org/x/text/encoding/unicode"
)

func TestJSON(t *testing.T) {
	const one, two = `{"id":"a","text":"One ferry."}`, `{"id":"b","text":"Two ferries."}`
	little := xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM)
	for _, test := range []struct {
		name, in   string
		uris, errs []string
	}{
		{"lines", one + "\n" + two + "\n", []string{"-#a", "-#b"}, nil},
		{"no newline at the end, CRLF, blank lines", one + "\r\n\r\n  \n" + two, []string{"-#a", "-#b"}, nil},
		{"byte order mark", "\xEF\xBB\xBF" + one + "\n" + two, []string{"-#a", "-#b"}, nil},
		{"UTF-16", encode(t, little, one+"\n"+two), []string{"-#a", "-#b"}, nil},
		{"array", "[" + one + ",\n" + two + "]", []string{"-#a", "-#b"}, nil},
		{"empty array", "[]", nil, []string{"-: empty file (fetch it again or leave it out)"}},
		{"one object over several lines", "{\n\"id\": \"a\",\n\"text\": \"One ferry.\"\n}", []string{"-#a"}, nil},
		{"objects over several lines", "{\n\"id\": \"a\",\"text\": \"One\"\n}\n{\n\"id\": \"b\",\"text\":\"Two\"}", []string{"-#a", "-#b"}, nil},
		{"no ids", `{"text":"One"}` + "\n\n" + `{"id":"","text":"Two"}` + "\n" + `{"id":null,"text":"Three"}`, []string{"-#1", "-#3", "-#4"}, nil},
		{"ids of other kinds", `{"id":12345678901234567890,"text":"One"}` + "\n" + `{"_id":{"$oid":"ff"},"text":"Two"}` + "\n" + `{"ID":" c ","text":"Three"}`, []string{"-#12345678901234567890", "-#ff", "-#c"}, nil},
		{"an id twice", one + "\n" + one + "\n" + two, []string{"-#a", "-#a#2", "-#b"}, nil},
		{"an id too long", `{"id":"` + strings.Repeat("x", 500) + `","text":"One"}`, []string{"-#1"}, nil},
		{"broken line", one + "\n{\"text\":\"half\n" + two, []string{"-#a", "-#b"}, []string{"-: line 2: broken JSON: unexpected end of JSON input (correct or remove the record)"}},
		{"broken first line", "{\"text\":oops}\n" + two, []string{"-#b"}, []string{"-: line 1: broken JSON: invalid character 'o' looking for beginning of value (correct or remove the record)"}},
		{"no object", one + "\n[1]\n" + two, []string{"-#a", "-#b"}, []string{"-: line 2: broken JSON: a record is an object, {…} (correct or remove the record)"}},
		{"array cut off", "[" + one + ",{\"id\":", []string{"-#a"}, []string{"-: record 2: broken JSON: unexpected EOF; the rest of the file is not read (correct or remove the record)"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			uris, errs := collect(records(Options{Stdin: strings.NewReader(test.in), Format: JSONLines}, "-"))
			if diff := cmp.Diff(test.uris, uris); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.errs, errs); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTruncatedJSONLines(t *testing.T) {
	var lines strings.Builder
	for i := range 20_000 {
		lines.WriteString(`{"text":"Ferry ` + strings.Repeat(string(rune('a'+i%26)), i%40) + `."}` + "\n")
	}
	packed := gzipped(t, lines.String())
	uris, errs := collect(records(Options{Stdin: strings.NewReader(packed[:len(packed)/2]), Format: JSONLines}, "-"))
	if len(uris) < 1000 || len(errs) != 1 || !strings.Contains(errs[0], "ends early") {
		t.Errorf("%d records, errors %q", len(uris), errs)
	}
}

func TestNoJSONAtAll(t *testing.T) {
	table := strings.Repeat("1;Ferry;noon\n", 10_000)
	uris, errs := collect(records(Options{Stdin: strings.NewReader(table), Format: JSONLines}, "-"))
	if len(uris) != 0 || len(errs) != maxBroken+1 || !strings.Contains(errs[maxBroken], "each of the first 100 lines") {
		t.Errorf("%d records, %d errors", len(uris), len(errs))
	}
	uris, errs = collect(records(Options{Stdin: strings.NewReader(`{"text":"a"}` + "\n" + table), Format: JSONLines}, "-"))
	if len(uris) != 1 || len(errs) != 10_000 {
		t.Errorf("%d records, %d errors", len(uris), len(errs))
	}
}

func TestFields(t *testing.T) {
	for _, test := range []struct {
		name, record string
		fields       Fields
		want         Document
	}{
		{"usual", `{"text":"The ferry sailed.","title":"Ferry","url":"https://quay.example/1","date":"2023-11-05","outlet":"The Quay","author":"By Ada Lind"}`, Fields{},
			Document{Text: "The ferry sailed.", Title: "Ferry", URL: "https://quay.example/1", Outlet: "The Quay", Byline: "Ada Lind", Published: time.Date(2023, 11, 5, 0, 0, 0, 0, time.UTC)}},
		{"other spellings", `{"articleBody":"The ferry sailed.","Headline":" Ferry ","link":"https://www.quay.example/1","publishedAt":"2023-11-05T07:30:00Z","source":{"id":null,"name":"The Quay"},"authors":["Ada Lind","Jo Marsh"]}`, Fields{},
			Document{Text: "The ferry sailed.", Title: "Ferry", URL: "https://www.quay.example/1", Outlet: "The Quay", Byline: "Ada Lind, Jo Marsh", Published: time.Date(2023, 11, 5, 7, 30, 0, 0, time.UTC)}},
		{"paragraphs", `{"body":["The ferry sailed.","It was noon."]}`, Fields{}, Document{Text: "The ferry sailed.\n\nIt was noon."}},
		{"article as an object", `{"article":{"title":"Ferry","text":"The ferry sailed."}}`, Fields{}, Document{Text: "The ferry sailed."}},
		{"empty fields are passed over", `{"text":"  ","content":null,"body":"The ferry sailed."}`, Fields{}, Document{Text: "The ferry sailed."}},
		{"chosen names", `{"text":"No.","data":{"words":"The ferry sailed.","when":"5 November 2023"}}`, Fields{Text: []string{"data.words"}, Published: []string{"data.when"}},
			Document{Text: "The ferry sailed.", Published: time.Date(2023, 11, 5, 0, 0, 0, 0, time.UTC)}},
		{"seconds of Unix", `{"text":"The ferry sailed.","timestamp":1699169400}`, Fields{}, Document{Text: "The ferry sailed.", Published: time.Date(2023, 11, 5, 7, 30, 0, 0, time.UTC)}},
		{"date that is none", `{"text":"The ferry sailed.","date":"some day"}`, Fields{}, Document{Text: "The ferry sailed.", Warnings: []string{`date "some day" is not understood`}}},
		{"outlet from the address", `{"text":"The ferry sailed.","url":"https://www.quay.example/1"}`, Fields{}, Document{Text: "The ferry sailed.", URL: "https://www.quay.example/1", Outlet: "quay.example"}},
		{"outlet that is an address", `{"text":"The ferry sailed.","source":"https://www.quay.example/"}`, Fields{}, Document{Text: "The ferry sailed.", Outlet: "quay.example"}},
		{"HTML as text", `{"title":"Ferry","content":"<p>The ferry <b>sailed</b>.</p>\n<p>It was noon.</p>"}`, Fields{}, Document{Title: "Ferry", Text: "The ferry sailed.\n\nIt was noon."}},
		{"text that speaks of HTML", `{"text":"The <p> element begins a paragraph."}`, Fields{}, Document{Text: "The <p> element begins a paragraph."}},
		{"escapes", `{"text":"“No” \ud83d\ude00 \ud800."}`, Fields{}, Document{Text: "“No” 😀 \uFFFD.", Warnings: []string{`1 broken \u escapes (U+FFFD)`}}},
		{"Windows-1252", "{\"text\":\"The caf\xe9 closed.\"}", Fields{}, Document{Text: "The café closed.", Warnings: []string{"not UTF-8, read as windows-1252"}}},
		{"language as a hint", `{"text":"Ferry.","lang":"en-US"}`, Fields{}, Document{Text: "Ferry.", Language: "en"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := Parse(Record{Format: JSONLines, Raw: []byte(test.record)}, Options{Fields: test.fields})
			if err != nil {
				t.Fatal(err)
			}
			got := Document{Text: d.Text, Title: d.Title, URL: d.URL, Outlet: d.Outlet, Byline: d.Byline, Published: d.Published, Warnings: d.Warnings}
			if test.want.Language != "" {
				got.Language = d.Language
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
