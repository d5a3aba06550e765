package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"

	"onrecord/output"
	"onrecord/pipeline"
)

// release is the version of the program, by semver.org.
const release = "0.1.0"

// version is the release, with the revision that it was built from if the build
// knows one.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	setting := map[string]string{}
	for _, s := range info.Settings {
		setting[s.Key] = s.Value
	}
	revision := setting["vcs.revision"]
	if revision == "" {
		return release
	}
	v := release + "+" + revision[:min(len(revision), 12)]
	if setting["vcs.modified"] == "true" {
		v += ".dirty"
	}
	return v
}

type versionCmd struct {
	JSON bool `name:"json" help:"Print as JSON."`
}

func (versionCmd) Help() string {
	return `Example:

    onrecord version --json`
}

// Run prints what identifies the program.
func (c versionCmd) Run() error {
	v := struct {
		Version  string `json:"version"`
		Model    string `json:"model"`
		Schema   int    `json:"schema"`
		Go       string `json:"go"`
		Platform string `json:"platform"`
	}{version(), pipeline.Model(), output.SchemaVersion, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
	if c.JSON {
		return printJSON(os.Stdout, v)
	}
	_, err := fmt.Printf("onrecord %s (model %s, schema %d, %s, %s)\n", v.Version, v.Model, v.Schema, v.Go, v.Platform)
	return err
}
