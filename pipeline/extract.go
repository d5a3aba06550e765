package pipeline

import (
	"fmt"
	"runtime/debug"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/output"
)

// extract turns articles into rows until there are no more.
func (r *run) extract(work <-chan *item) {
	for it := range work {
		r.process(it)
		it.rec.Raw = nil
		close(it.done)
	}
}

// process sets the rows of an article: those of all tables or, if something went
// wrong, the row of the document with its error.
func (r *run) process(it *item) {
	doc, err := r.parse(it)
	if err != nil {
		it.document = err
		it.rows = &output.Rows{Document: output.FailedDocument(it.rec.ID, it.rec.URI, string(it.rec.Format), err)}
		return
	}
	doc.URI = it.rec.URI
	a := &extractors.Annotation{Doc: doc}
	if r.Language != "any" && doc.Language != "" && doc.Language != r.Language {
		it.foreign = true
		doc.Warnings = append(doc.Warnings, fmt.Sprintf("language is %s: nothing is extracted", doc.Language))
	} else {
		err = r.annotate(a)
	}
	if err == nil {
		it.rows, err = r.rows(a)
	}
	if err == nil {
		return
	}
	it.document = err
	if it.rows, err = r.rows(&extractors.Annotation{Doc: doc}); err != nil {
		it.rows = &output.Rows{Document: output.FailedDocument(it.rec.ID, it.rec.URI, string(it.rec.Format), it.document)}
	}
	it.rows.Document.Error = output.ErrorText(it.document)
}

func (r *run) parse(it *item) (doc *corpus.Document, err error) {
	defer r.stages.start(stageParse)()
	defer r.recovered("parsing", it.rec.URI, &err)
	doc, err = corpus.Parse(it.rec, r.Corpus)
	if err == nil && !r.NoNearDuplicates {
		var raw []byte
		raw, err = corpus.Signature(ownWords(doc)).MarshalText()
		it.source.Signature = string(raw)
	}
	return doc, err
}

// ownWords is the text of a document without what stands around the article.
func ownWords(doc *corpus.Document) string {
	var b strings.Builder
	for _, region := range doc.Regions {
		if region.Kind.Read() {
			b.WriteString(region.Span.Of(doc.Text))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func (r *run) annotate(a *extractors.Annotation) error {
	for _, e := range r.order {
		if err := r.annotateWith(e, a); err != nil {
			return fmt.Errorf("extractor %s: %w", e.Name, err)
		}
	}
	return nil
}

func (r *run) annotateWith(e *extractors.Extractor, a *extractors.Annotation) (err error) {
	defer r.stages.start(e.Name)()
	defer r.recovered("extractor "+e.Name, a.Doc.URI, &err)
	return e.Run(a)
}

func (r *run) rows(a *extractors.Annotation) (rows *output.Rows, err error) {
	defer r.stages.start(stageRows)()
	defer r.recovered("making rows", a.Doc.URI, &err)
	return output.NewRows(a, r.wants)
}

func (r *run) wants(table string) bool {
	for _, t := range r.Tables {
		if t == table {
			return true
		}
	}
	return false
}

// recovered turns a panic into an error: one bad article never stops a run.
func (r *run) recovered(what, uri string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v", p)
		r.Log.Debug("panic", "in", what, "uri", uri, "value", p, "stack", string(debug.Stack()))
	}
}
