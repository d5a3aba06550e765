package output

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// A TableSchema describes a table to a person or a program.
type TableSchema struct {
	Name    string   `json:"name"`
	Doc     string   `json:"doc"`
	Columns []Column `json:"columns"`
}

// A Column describes a column of a table.
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"` // in the SQL of DuckDB
	Null bool   `json:"null"` // may be NULL
	Doc  string `json:"doc"`
}

// Schema describes every table, in the order of the design.
func Schema() []TableSchema {
	var out []TableSchema
	for _, t := range tables {
		out = append(out, TableSchema{Name: t.Name, Doc: t.Doc, Columns: columns(t.row)})
	}
	return append(out, TableSchema{Name: runs, Doc: runsDoc, Columns: columns(reflect.TypeFor[RunRow]())})
}

// TableNames are the names of the tables that a run can be asked for.
func TableNames() []string {
	var out []string
	for _, t := range tables {
		out = append(out, t.Name)
	}
	return out
}

// DefaultTables are the tables that a run writes unless it is told otherwise:
// all but tokens.
func DefaultTables() []string {
	return slices.DeleteFunc(TableNames(), func(name string) bool { return name == "tokens" })
}

func columns(row reflect.Type) []Column {
	var out []Column
	for i := range row.NumField() {
		f := row.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		out = append(out, Column{
			Name: name,
			Type: sqlType(f.Type, options),
			Null: slices.Contains(strings.Split(options, ","), "optional"),
			Doc:  f.Tag.Get("doc"),
		})
	}
	return out
}

func sqlType(t reflect.Type, options string) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == reflect.TypeFor[time.Time]():
		return "TIMESTAMP WITH TIME ZONE"
	case t == reflect.TypeFor[[]byte]():
		return "BLOB"
	case strings.Contains(options, "date"):
		return "DATE"
	}
	switch t.Kind() {
	case reflect.String:
		return "VARCHAR"
	case reflect.Int32:
		return "INTEGER"
	case reflect.Int64:
		return "BIGINT"
	case reflect.Float64:
		return "DOUBLE"
	case reflect.Slice:
		return sqlType(t.Elem(), "") + "[]"
	case reflect.Struct:
		var fields []string
		for _, c := range columns(t) {
			fields = append(fields, fmt.Sprintf("%q %s", c.Name, c.Type))
		}
		return "STRUCT(" + strings.Join(fields, ", ") + ")"
	}
	panic("no SQL type for " + t.String())
}
