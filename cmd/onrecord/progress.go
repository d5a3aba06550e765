package main

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"onrecord/pipeline"
)

// A progress shows how far a run is: a bar with articles, speed and time left.
// What is written to it appears above the bar. Where there is no terminal it
// shows nothing and only passes on what is written.
type progress struct {
	io.Writer
	bars *mpb.Progress
	bar  *mpb.Bar
	last atomic.Pointer[pipeline.Progress]
}

func newProgress(f *os.File, wanted bool) *progress {
	if !wanted || !term.IsTerminal(int(f.Fd())) {
		return &progress{Writer: f}
	}
	p := &progress{bars: mpb.New(mpb.WithOutput(f), mpb.WithWidth(30))}
	p.Writer = p.bars
	p.last.Store(&pipeline.Progress{})
	start := time.Now()
	p.bar = p.bars.AddBar(0, mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Any(func(decor.Statistics) string {
			last := p.last.Load()
			return fmt.Sprintf("%d articles, %.0f words/s ", last.Done, float64(last.Words)/time.Since(start).Seconds())
		})),
		mpb.AppendDecorators(
			decor.Percentage(decor.WC{W: 5}),
			decor.Name("  "),
			decor.AverageETA(decor.ET_STYLE_GO),
			decor.Name(" left"),
		),
	)
	return p
}

// update shows how far the run is by now.
func (p *progress) update(now pipeline.Progress) {
	if p.bar == nil {
		return
	}
	p.last.Store(&now)
	p.bar.SetTotal(now.TotalBytes, false)
	p.bar.SetCurrent(now.Bytes)
}

// close takes the bar away.
func (p *progress) close() {
	if p.bar == nil {
		return
	}
	p.bar.Abort(true)
	p.bars.Wait()
}
