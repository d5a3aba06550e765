// Command onrecord reads raw news articles and writes, as Parquet, who said what.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"onrecord/output"
	"onrecord/pipeline"
)

// commandLine is what the program takes. Each subcommand has a file of its name.
type commandLine struct {
	Config configFile `placeholder:"FILE" help:"TOML file of options, KEY = VALUE with the long name of an option as key."`

	Run     runCmd     `cmd:"" help:"Read articles and write the tables."`
	Show    showCmd    `cmd:"" help:"Show articles with their quotations and speakers."`
	Verify  verifyCmd  `cmd:"" help:"Read a data set again and check every span, key and file."`
	Schema  schemaCmd  `cmd:"" help:"Print the tables and columns with their meaning."`
	Compact compactCmd `cmd:"" help:"Join the files that many runs left to few."`
	Version versionCmd `cmd:"" help:"Print the version of the program and of its model."`
}

const description = `Reads raw news articles and writes, as Parquet, who said what: entities, quotations with their speakers, numbers, dates and claims.

An option comes from the command line, else from the environment (ONRECORD_OUT for --out), else from the file of --config.

Exit codes: 0 all well; 1 some articles were not written (they are listed, the others are); 2 nothing could be done; 3 another run is writing to the data set.`

func main() {
	parser := kong.Must(&commandLine{},
		kong.Name("onrecord"),
		kong.Description(description),
		kong.DefaultEnvars("ONRECORD"),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
	command, err := parser.Parse(os.Args[1:])
	if err == nil {
		err = command.Run()
	}
	os.Exit(report(err))
}

// The exit codes of the program.
const (
	exitOK     = 0
	exitSome   = 1 // some articles were not written, or a data set is not sound
	exitFailed = 2 // nothing could be done
	exitLocked = 3 // another run holds the lock
)

// incomplete is the error of a command that did its work but for some articles,
// which it has listed.
type incomplete struct{ error }

// report says on stderr, in one line, what went wrong and returns the exit code.
func report(err error) int {
	if err == nil {
		return exitOK
	}
	fmt.Fprintln(os.Stderr, "onrecord: "+strings.Join(strings.Fields(err.Error()), " "))
	return exitCode(err)
}

func exitCode(err error) int {
	var some incomplete
	switch {
	case errors.Is(err, output.ErrLocked):
		return exitLocked
	case errors.Is(err, pipeline.ErrNothing):
		return exitFailed
	case errors.As(err, &some), errors.Is(err, pipeline.ErrSomeFailed), errors.Is(err, pipeline.ErrInterrupted):
		return exitSome
	}
	return exitFailed
}

// interruptible returns a context that ends at the first SIGINT or SIGTERM; the
// second ends the program.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
