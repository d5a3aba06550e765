package main

import (
	"fmt"
	"os"

	"onrecord/output"
	"onrecord/pipeline"
)

type verifyCmd struct {
	Out  string `required:"" short:"o" placeholder:"DIR" help:"Folder of the data set."`
	JSON bool   `name:"json" help:"Print each problem as a line of JSON."`
	reading
}

func (verifyCmd) Help() string {
	return `Every file is whole, every span lies in its text and gives the words of its row, every id leads somewhere, and the sources that are still there have the bytes that were read. Problems go to stdout, one a line; the exit code is then 1.

Example:

    onrecord verify --out out`
}

// Run lists what is wrong with a data set.
func (c verifyCmd) Run() error {
	ctx, stop := interruptible()
	defer stop()
	var config pipeline.Config
	c.reading.apply(&config)
	problems := 0
	for problem, err := range output.Verify(ctx, c.Out, config.Corpus) {
		if err != nil {
			return err
		}
		problems++
		if c.JSON {
			err = printLine(os.Stdout, problem)
		} else {
			_, err = fmt.Println(problem)
		}
		if err != nil {
			return err
		}
	}
	if problems > 0 {
		return incomplete{fmt.Errorf("%s: %d problems; 'onrecord run --rebuild' writes the data set anew", c.Out, problems)}
	}
	if !c.JSON {
		_, err := fmt.Printf("%s: all well\n", c.Out)
		return err
	}
	return nil
}
