package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"onrecord/output"
)

type schemaCmd struct {
	Format string `enum:"text,json,sql" default:"text" short:"f" help:"How to print it: ${enum} (CREATE TABLE for DuckDB)."`
}

func (schemaCmd) Help() string {
	return `Example:

    onrecord schema --format sql | duckdb news.db`
}

// Run prints the tables and columns with their meaning.
func (c schemaCmd) Run() error {
	tables := output.Schema()
	switch c.Format {
	case "json":
		return printJSON(os.Stdout, tables)
	case "sql":
		return printSQL(os.Stdout, tables)
	}
	return printText(os.Stdout, tables)
}

func printText(w io.Writer, tables []output.TableSchema) error {
	columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, t := range tables {
		if i > 0 {
			fmt.Fprintln(columns)
		}
		fmt.Fprintf(columns, "%s: %s\n", t.Name, t.Doc)
		for _, c := range t.Columns {
			null := ""
			if c.Null {
				null = "or NULL"
			}
			fmt.Fprintf(columns, "  %s\t%s\t%s\t%s\n", c.Name, c.Type, null, c.Doc)
		}
	}
	return columns.Flush()
}

func printSQL(w io.Writer, tables []output.TableSchema) error {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "-- %s\nCREATE TABLE %s (\n", t.Doc, t.Name)
		for i, c := range t.Columns {
			kind, comma := c.Type, ","
			if !c.Null {
				kind += " NOT NULL"
			}
			if i == len(t.Columns)-1 {
				comma = ""
			}
			fmt.Fprintf(&b, "    %q %s%s -- %s\n", c.Name, kind, comma, c.Doc)
		}
		b.WriteString(");\n\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
