package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"onrecord/output"
	"onrecord/pipeline"
)

type runCmd struct {
	Inputs []string `arg:"" name:"input" help:"Files, folders, patterns, @FILE with a list of them, or - for standard input."`
	Out    string   `required:"" short:"o" placeholder:"DIR" help:"Folder of the data set; it is made if it is not there."`

	Rebuild bool `help:"Read everything anew and not only what is new or changed."`
	Prune   bool `help:"Drop the articles whose file is gone."`
	DryRun  bool `help:"Say what would be read and why, and write nothing."`

	reading

	Extractors       []string `group:"Extracting" placeholder:"NAME" help:"Extractors to run, with those that they need. Default: all."`
	QuoteStyle       string   `group:"Extracting" enum:"ours,polnear" default:"ours" help:"What a statement is: ours (acts of speech and writing), or polnear to compare with that corpus (beliefs and intentions too)."`
	EntityTypes      string   `group:"Extracting" enum:"world,conll" default:"world" help:"Types of names: world, or conll to compare with that corpus (four types)."`
	Workers          int      `group:"Extracting" default:"0" placeholder:"N" help:"Articles that are worked on at once. Default: the number of CPUs."`
	Language         string   `group:"Extracting" default:"en" placeholder:"CODE" help:"Extract only from articles in this language (ISO 639-1); any for all."`
	NoNearDuplicates bool     `group:"Extracting" help:"Do not look for articles that repeat another nearly word for word, which takes about 800 bytes of memory an article."`

	Tables         []string      `group:"Writing" placeholder:"NAME" help:"Tables to write, or all. Default: all but tokens."`
	CommitEvery    int           `group:"Writing" default:"2000" placeholder:"N" help:"Articles from one commit to the next (${default})."`
	CommitInterval time.Duration `group:"Writing" default:"1m" placeholder:"TIME" help:"Time from one commit to the next (${default})."`

	JSON        bool   `group:"Reporting" name:"json" help:"Print the summary, or the plan of --dry-run, as JSON."`
	MetricsFile string `group:"Reporting" placeholder:"FILE" help:"Write the figures of the run as Prometheus text, for the textfile collector of node_exporter."`
	logging
}

func (runCmd) Help() string {
	return `Examples:

    onrecord run news/ --out out
    onrecord run archive.jsonl.gz --text-field article.body --out out
    find news -name '*.txt' -mtime -1 -print0 | onrecord run @- --out out`
}

// Run reads the articles, writes the tables and prints a summary.
func (c runCmd) Run() error {
	config, err := c.config()
	if err != nil {
		return err
	}
	ctx, stop := interruptible()
	defer stop()
	if c.DryRun {
		config.Log = c.logger(os.Stderr)
		return c.plan(ctx, config)
	}
	bar := newProgress(os.Stderr, c.LogFormat == "text")
	config.Log = c.logger(bar)
	config.Progress = bar.update
	report, err := pipeline.Run(ctx, config)
	bar.close()
	if c.MetricsFile != "" {
		err = errors.Join(err, pipeline.WriteMetrics(c.MetricsFile, report))
	}
	if errors.Is(err, pipeline.ErrNothing) || errors.Is(err, pipeline.ErrLocked) {
		return err
	}
	if c.JSON {
		return errors.Join(err, printJSON(os.Stdout, report))
	}
	return errors.Join(err, summary(os.Stdout, report))
}

func (c runCmd) config() (pipeline.Config, error) {
	conventions := pipeline.Conventions{PolNeAR: c.QuoteStyle == "polnear", CoNLL: c.EntityTypes == "conll"}
	extractors, err := pipeline.Extractors(conventions, c.Extractors...)
	if err != nil {
		return pipeline.Config{}, fmt.Errorf("--extractors: %w", err)
	}
	config := pipeline.Config{
		Inputs:           c.Inputs,
		Out:              c.Out,
		Extractors:       extractors,
		Tables:           c.Tables,
		Version:          version(),
		Model:            pipeline.Model(),
		Settings:         map[string]string{"quote-style": c.QuoteStyle, "entity-types": c.EntityTypes},
		Workers:          c.Workers,
		CommitDocuments:  c.CommitEvery,
		CommitInterval:   c.CommitInterval,
		Rebuild:          c.Rebuild,
		Prune:            c.Prune,
		NoNearDuplicates: c.NoNearDuplicates,
		Language:         c.Language,
	}
	if slices.Contains(c.Tables, "all") {
		config.Tables = output.TableNames()
	}
	c.reading.apply(&config)
	return config, nil
}

// plan prints what a run would do with each source.
func (c runCmd) plan(ctx context.Context, config pipeline.Config) error {
	read, skipped := 0, 0
	for plan, err := range pipeline.DryRun(ctx, config) {
		if err != nil {
			return err
		}
		if plan.Read {
			read++
		} else {
			skipped++
		}
		if c.JSON {
			err = printLine(os.Stdout, plan)
		} else if plan.Read {
			_, err = fmt.Printf("read  %s (%s)\n", plan.URI, plan.Why)
		} else {
			_, err = fmt.Printf("skip  %s (%s)\n", plan.URI, plan.Why)
		}
		if err != nil {
			return err
		}
	}
	if c.JSON {
		return nil
	}
	_, err := fmt.Printf("%d to read, %d to skip\n", read, skipped)
	return err
}

// summary prints what a run did, in a few lines.
func summary(w io.Writer, r pipeline.Report) error {
	articles := fmt.Sprint(r.Read)
	if r.Skipped > 0 {
		articles += fmt.Sprintf(" (%d more unchanged)", r.Skipped)
	}
	if r.Failed > 0 {
		articles += fmt.Sprintf(" (%d failed)", r.Failed)
	}
	speed := ""
	if r.Words > 0 {
		speed = fmt.Sprintf(", %.0f words per second", r.WordsPerSecond())
	}
	_, err := fmt.Fprintf(w, `articles  %s
quotes    %d, of these %d with a named speaker
numbers   %d
words     %d in %.1f s%s
`, articles, r.Rows["quotes"], r.Named, r.Rows["numbers"], r.Words, r.Seconds, speed)
	return err
}
