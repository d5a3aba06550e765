package output

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestUnknownIsNull: an empty optional string is NULL for every reader, whatever
// comes before and after it.
func TestUnknownIsNull(t *testing.T) {
	number := slices.IndexFunc(tables, func(t table) bool { return t.Name == "numbers" })
	dir, files := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.SampledFrom([]string{"", "up"}), 1, 200).Draw(t, "change")
		rows := &Rows{}
		var want []*string
		for _, v := range values {
			rows.Numbers = append(rows.Numbers, Number{DocID: "d", Change: v})
			if v == "" {
				want = append(want, nil)
			} else {
				want = append(want, &v)
			}
		}
		files++
		path := filepath.Join(dir, fmt.Sprint(files))
		w, err := tables[number].newWriter(path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.write(rows); err != nil {
			t.Fatal(err)
		}
		if _, err := w.close(); err != nil {
			t.Fatal(err)
		}
		type column struct {
			Change *string `parquet:"change,optional"`
		}
		read, err := readAll[column](path)
		if err != nil {
			t.Fatal(err)
		}
		var got []*string
		for _, c := range read {
			got = append(got, c.Change)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}
