package main

import (
	"bufio"
	"cmp"
	"io"
	"os"

	"onrecord/cmd/onrecord/terminal"
	"onrecord/output"
)

type showCmd struct {
	Out     string   `required:"" short:"o" placeholder:"DIR" help:"Folder of the data set."`
	Names   []string `arg:"" optional:"" name:"name" help:"Articles: path or file name, with or without its extension, or doc_id. Without names all articles."`
	Speaker string   `placeholder:"NAME" help:"Only quotations of this speaker: the name or words of it, as in 'Quist' for 'Orla Quist'."`
	JSON    bool     `name:"json" help:"Print the rows as JSON, an article a line; with --speaker a quotation a line."`
}

func (showCmd) Help() string {
	return `Examples:

    onrecord show --out out strike.txt
    onrecord show --out out --speaker 'Orla Quist'`
}

// Run shows the articles in the order of the tables.
func (c showCmd) Run() error {
	snapshot, err := output.OpenSnapshot(c.Out)
	if err != nil {
		return err
	}
	screen := terminal.NewScreen(os.Stdout)
	buffered := bufio.NewWriter(os.Stdout)
	defer buffered.Flush()
	screen.Out = buffered

	names, speaker := newSearch("article", c.Names...), newSearch("speaker", c.Speaker)
	said := func(q output.Quote) bool { return speaker.speaker(q.Speaker) }
	for rows, err := range snapshot.Articles(func(d *output.Document) bool { return len(c.Names) == 0 || names.article(d) }) {
		switch {
		case err != nil:
			return err
		case c.Speaker == "" && c.JSON:
			err = printRow(buffered, *rows)
		case c.Speaker == "":
			screen.Show(rows)
		case c.JSON:
			err = printQuotes(buffered, rows, said)
		default:
			screen.Quotations(rows, said)
		}
		if err != nil {
			return err
		}
	}
	if c.Speaker == "" {
		return names.err(c.Out)
	}
	return cmp.Or(names.err(c.Out), speaker.err(c.Out))
}

func printQuotes(w io.Writer, rows *output.Rows, wanted func(output.Quote) bool) error {
	for _, q := range rows.Quotes {
		if wanted(q) {
			if err := printRow(w, q); err != nil {
				return err
			}
		}
	}
	return nil
}
