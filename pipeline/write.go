package pipeline

import (
	"context"
	"time"

	"onrecord/output"
)

// commitBytes bounds what waits in memory for a commit.
const commitBytes = 32 << 20

// patience is how long a reader may take to end after an interruption. One that
// takes longer waits for bytes that may never come, as of a pipe.
const patience = 2 * time.Second

// write takes the items in the order in which they were read and commits from
// time to time. After an error it takes the rest without writing it.
func (r *run) write(ctx context.Context, ordered <-chan *item) error {
	last := time.Now()
	interrupted := ctx.Done()
	var stuck <-chan time.Time
	var tick <-chan time.Time
	if r.CommitInterval > 0 {
		ticker := time.NewTicker(max(r.CommitInterval/10, time.Millisecond))
		defer ticker.Stop()
		tick = ticker.C
	}
	for {
		select {
		case it, ok := <-ordered:
			if !ok {
				return nil
			}
			if it.done != nil {
				<-it.done
			}
			r.put(it)
			if stuck != nil {
				stuck = time.After(patience)
			}
		case <-tick:
		case <-interrupted:
			interrupted, stuck = nil, time.After(patience)
		case <-stuck:
			go r.drain(ordered)
			return nil
		}
		articles, bytes := r.data.Buffered()
		late := r.CommitInterval > 0 && time.Since(last) >= r.CommitInterval
		if articles >= r.CommitDocuments || bytes >= commitBytes || bytes > 0 && late {
			if err := r.commit(r.data.Commit); err != nil {
				go r.drain(ordered)
				return err
			}
			r.Log.Debug("committed", "articles", articles, "seconds", time.Since(last).Seconds())
			last = time.Now()
		}
	}
}

// drain lets the reader and the workers end.
func (r *run) drain(ordered <-chan *item) {
	for it := range ordered {
		if it.done != nil {
			<-it.done
			r.inFlight.Release(it.weight)
		}
	}
}

// put writes one item and counts it.
func (r *run) put(it *item) {
	switch it.fate {
	case skip:
		r.report.Skipped++
	case touch, repeat:
		r.data.AddSource(it.source)
		r.report.Skipped++
		if it.fate == repeat {
			r.report.Duplicates++
		}
	case fail:
		r.failed(it.rec.URI, it.err)
		r.putUnreadable(it)
	case process:
		r.putArticle(it)
	}
	if r.Progress != nil {
		r.Progress(r.way.reach(it.rec, r.articles(), r.report.Words))
	}
}

func (r *run) putArticle(it *item) {
	doc := &it.rows.Document
	if it.document != nil {
		r.failed(it.rec.URI, it.document)
	} else {
		r.report.Read++
		r.report.Words += int64(doc.Words)
	}
	if it.foreign {
		r.report.Foreign++
	}
	for _, w := range doc.Warnings {
		r.Log.Warn(w, "uri", it.rec.URI)
	}
	for _, t := range r.Tables {
		r.report.Rows[t] += it.rows.Count(t)
	}
	for _, q := range it.rows.Quotes {
		if q.Speaker != "" && (q.SpeakerKind == "person" || q.SpeakerKind == "organisation") {
			r.report.Named++
		}
	}
	r.data.Put(it.source, it.rows)
	r.arrive(it.rec.ID)
	r.inFlight.Release(it.weight)
}

// putUnreadable writes the row of a file or record that could not be read, unless
// the data set has it with the same error. An input that is none has no row.
func (r *run) putUnreadable(it *item) {
	if it.rec.Path == "" {
		r.inputs = append(r.inputs, it.err)
		return
	}
	doc := output.FailedDocument(it.rec.ID, it.rec.URI, string(it.rec.Format), it.err)
	if r.data.Status(it.rec.URI, doc.DocID) == output.Unchanged {
		return
	}
	it.source.DocID = doc.DocID
	it.source.Size, it.source.Modified = 0, nil // so that it is tried again
	r.data.Put(it.source, &output.Rows{Document: doc})
}

func (r *run) failed(uri string, err error) {
	r.report.Failed++
	if len(r.report.Failures) < MaxFailures {
		r.report.Failures = append(r.report.Failures, Failure{URI: uri, What: output.ErrorText(err)})
	}
	r.Log.Error("article failed", "uri", uri, "error", output.ErrorText(err))
}
