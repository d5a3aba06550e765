package main

import (
	"onrecord/output"
)

type compactCmd struct {
	Out string `required:"" short:"o" placeholder:"DIR" help:"Folder of the data set."`
}

func (compactCmd) Help() string {
	return `The rows stay the same, in few large files that are sorted throughout. Readers are not disturbed.

Example:

    onrecord compact --out out`
}

// Run compacts a data set.
func (c compactCmd) Run() error {
	return output.Compact(c.Out, output.Options{Version: version()})
}
