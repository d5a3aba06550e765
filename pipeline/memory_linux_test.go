package pipeline_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"onrecord/output"
	"onrecord/pipeline"
)

// Environment variables of the memory test: the number of articles, and in its
// child process the input and output.
const (
	memoryVar    = "ONRECORD_MEMORY_ARTICLES"
	memoryInVar  = "ONRECORD_MEMORY_IN"
	memoryOutVar = "ONRECORD_MEMORY_OUT"
)

// memoryMost is what a run may take at two workers, without a learned model.
const memoryMost = 300 << 20

func TestMemoryChild(t *testing.T) {
	in, out := os.Getenv(memoryInVar), os.Getenv(memoryOutVar)
	if in == "" {
		t.Skip("runs as a child of TestMemoryIsBounded")
	}
	c := config(in, out)
	c.Tables = output.TableNames()
	r, err := pipeline.Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%d articles, %d words, %.1f s, %.0f words/s, %d commits\n", r.Read, r.Words, r.Seconds, r.WordsPerSecond(), r.Commits)
	for _, s := range r.Stages {
		fmt.Printf("%s %.1f s\n", s.Name, s.Seconds)
	}
}

// TestMemoryIsBounded measures the peak memory of a run over many articles.
func TestMemoryIsBounded(t *testing.T) {
	n := 3000
	if v, err := strconv.Atoi(os.Getenv(memoryVar)); err == nil {
		n = v
	} else if testing.Short() {
		t.Skip("takes some seconds")
	}
	in, out := filepath.Join(t.TempDir(), "many.jsonl"), t.TempDir()
	f, err := os.Create(in)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for i := range n {
		fmt.Fprintf(w, "{\"id\": %d, \"text\": %q}\n", i, invent(i))
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestMemoryChild$", "-test.v")
	cmd.Env = append(os.Environ(), memoryInVar+"="+in, memoryOutVar+"="+out)
	log, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
	t.Logf("%s%d MB at the peak", log, peak>>20)
	if peak > memoryMost {
		t.Errorf("%d MB at the peak, want at most %d", peak>>20, memoryMost>>20)
	}
}
