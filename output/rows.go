package output

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
)

// Rows are the rows of one article in every table, each in the order of the
// table: what a run writes at once, and what is read back.
type Rows struct {
	Document  Document
	Sentences []Sentence
	Tokens    []Token
	Mentions  []Mention
	Entities  []Entity
	Quotes    []Quote
	Numbers   []Number
	Dates     []Date
	Claims    []Claim
	Sources   []Source
}

// A table says how the rows of one type lie in Rows and in a part file.
type table struct {
	Name string
	Doc  string
	row  reflect.Type

	newWriter func(path string, meta map[string]string) (partWriter, error)
	openPart  func(path string) (partReader, error)
	count     func(*Rows) int
}

// A row is a row of any table.
type row interface {
	document() string // doc_id
}

func (r Document) document() string { return r.DocID }
func (r Sentence) document() string { return r.DocID }
func (r Token) document() string    { return r.DocID }
func (r Mention) document() string  { return r.DocID }
func (r Entity) document() string   { return r.DocID }
func (r Quote) document() string    { return r.DocID }
func (r Number) document() string   { return r.DocID }
func (r Date) document() string     { return r.DocID }
func (r Claim) document() string    { return r.DocID }
func (r Source) document() string   { return r.DocID }
func (r RunRow) document() string   { return "" }

const (
	documents = "documents"
	sources   = "sources"
	runs      = "runs"
	runsDoc   = "one run of the program"
)

// tables are all tables but runs, which belongs to no article.
var tables = []table{
	newTable(documents, "one article", func(r *Rows) []Document { return []Document{r.Document} }, func(r *Rows, d Document) { r.Document = d }),
	sliceTable("sentences", "one sentence, or a line that is none (a headline, a caption)", func(r *Rows) *[]Sentence { return &r.Sentences }),
	sliceTable("tokens", "one word or punctuation mark; written only if asked for", func(r *Rows) *[]Token { return &r.Tokens }),
	sliceTable("mentions", "one place where an article names or refers to an entity", func(r *Rows) *[]Mention { return &r.Mentions }),
	sliceTable("entities", "one person, organisation, place ... of one article", func(r *Rows) *[]Entity { return &r.Entities }),
	sliceTable("quotes", "one statement that an article attributes to a source", func(r *Rows) *[]Quote { return &r.Quotes }),
	sliceTable("numbers", "one quantity", func(r *Rows) *[]Number { return &r.Numbers }),
	sliceTable("dates", "one time expression", func(r *Rows) *[]Date { return &r.Dates }),
	sliceTable("claims", "one checkable statement", func(r *Rows) *[]Claim { return &r.Claims }),
	sliceTable(sources, "one source that was read: the manifest of the data set", func(r *Rows) *[]Source { return &r.Sources }),
}

func sliceTable[T row](name, doc string, of func(*Rows) *[]T) table {
	return newTable(name, doc,
		func(r *Rows) []T { return *of(r) },
		func(r *Rows, t T) { s := of(r); *s = append(*s, t) })
}

func newTable[T row](name, doc string, get func(*Rows) []T, add func(*Rows, T)) table {
	return table{
		Name: name,
		Doc:  doc,
		row:  reflect.TypeFor[T](),
		newWriter: func(path string, meta map[string]string) (partWriter, error) {
			return newPartWriter(path, meta, get)
		},
		openPart: func(path string) (partReader, error) {
			return openPart(path, add)
		},
		count: func(r *Rows) int { return len(get(r)) },
	}
}

// size estimates the bytes that the rows take in memory.
func (r *Rows) size() int {
	n := 512 + 2*len(r.Document.Text)
	for _, t := range tables {
		n += t.count(r) * int(t.row.Size())
	}
	return n
}

// Count is the number of rows of a table.
func (r *Rows) Count(name string) int {
	for _, t := range tables {
		if t.Name == name {
			return t.count(r)
		}
	}
	return 0
}

// Words counts the words of a text, which white space separates.
func Words(text string) int {
	n := 0
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}

// NewRows turns an annotated document into rows; the tables that want does not
// name stay empty. A span that is not in the text, or cuts a character in two,
// is an error of the extractor that made it.
func NewRows(a *extractors.Annotation, want func(table string) bool) (*Rows, error) {
	b := builder{
		Annotation: a,
		rows:       &Rows{Document: NewDocument(a.Doc)},
		offsets:    newOffsets(a.Doc.Text),
		ids:        map[string]int{},
	}
	for _, r := range a.Doc.Regions {
		s := b.span("region", r.Span)
		b.rows.Document.Regions = append(b.rows.Document.Regions, Region{string(r.Kind), s.Start, s.End})
	}
	b.sentences()
	b.tokens()
	b.entities()
	b.quotes()
	b.numbers()
	b.dates()
	b.claims()
	if b.err != nil {
		return nil, b.err
	}
	b.rows.keep(want)
	return b.rows, nil
}

// NewDocument is the row of a document, without its regions.
func NewDocument(d *corpus.Document) Document {
	return Document{
		DocID:     d.ID,
		URI:       d.URI,
		URIs:      []string{d.URI},
		Format:    string(d.Format),
		Title:     valid(d.Title),
		Byline:    valid(d.Byline),
		Outlet:    valid(d.Outlet),
		URL:       valid(d.URL),
		Published: instant(d.Published),
		Place:     valid(d.Place),
		Language:  valid(d.Language),
		Text:      valid(d.Text),
		Chars:     int32(utf8.RuneCountInString(d.Text)),
		Words:     int32(Words(d.Text)),
		Warnings:  validAll(d.Warnings),
	}
}

// keep empties the tables that are not wanted, and what refers to them.
func (r *Rows) keep(want func(string) bool) {
	if want == nil {
		return
	}
	if !want("sentences") {
		r.Sentences = nil
	}
	if !want("tokens") {
		r.Tokens = nil
	}
	if !want("mentions") {
		r.Mentions = nil
	}
	if !want("entities") {
		r.Entities = nil
		for i := range r.Mentions {
			r.Mentions[i].EntityID = ""
		}
		for i := range r.Quotes {
			r.Quotes[i].SpeakerIDs = nil
		}
		for i := range r.Claims {
			r.Claims[i].Entities, r.Claims[i].SpeakerIDs = nil, nil
		}
	}
	if !want("quotes") {
		r.Quotes = nil
		for i := range r.Numbers {
			r.Numbers[i].QuoteID = ""
		}
		for i := range r.Claims {
			r.Claims[i].QuoteID = ""
		}
	}
	if !want("numbers") {
		r.Numbers = nil
		for i := range r.Claims {
			r.Claims[i].Numbers = nil
		}
	}
	if !want("dates") {
		r.Dates = nil
		for i := range r.Claims {
			r.Claims[i].Dates = nil
		}
	}
	if !want("claims") {
		r.Claims = nil
	}
}

// A builder turns one annotation into rows. The first error stays.
type builder struct {
	*extractors.Annotation
	rows    *Rows
	offsets offsets
	ids     map[string]int // how often an id was given
	err     error

	entityIDs, quoteIDs, numberIDs, dateIDs []string // by index
}

func (b *builder) fail(format string, args ...any) {
	if b.err == nil {
		b.err = fmt.Errorf(format, args...)
	}
}

// span converts a span; what names its layer in an error.
func (b *builder) span(what string, s corpus.Span) Span {
	text := b.Doc.Text
	if s.Start < 0 || s.End > len(text) || s.Start > s.End || !boundary(text, s.Start) || !boundary(text, s.End) {
		b.fail("%s has the span [%d, %d), which is none of the text", what, s.Start, s.End)
		return Span{}
	}
	return Span{b.offsets.at(s.Start), b.offsets.at(s.End)}
}

// words are the words of a span that was converted without error.
func (b *builder) words(s corpus.Span) string {
	if b.err != nil {
		return ""
	}
	return s.Of(b.Doc.Text)
}

// optional converts a span that may be empty, which is none.
func (b *builder) optional(what string, s corpus.Span) (start, end *int32, words string) {
	if s.Start == s.End {
		return nil, nil, ""
	}
	c := b.span(what, s)
	return &c.Start, &c.End, b.words(s)
}

// id is DOC-kindSTART-END; a second one of that kind and span gets -2.
func (b *builder) id(kind string, s Span) string {
	id := fmt.Sprintf("%s-%s%d-%d", b.Doc.ID, kind, s.Start, s.End)
	b.ids[id]++
	if n := b.ids[id]; n > 1 {
		id = fmt.Sprintf("%s-%d", id, n)
	}
	return id
}

// ref is the id at an index, "" for None.
func (b *builder) ref(what string, ids []string, i int) string {
	if i == extractors.None {
		return ""
	}
	if i < 0 || i >= len(ids) {
		b.fail("%s refers to row %d of %d", what, i, len(ids))
		return ""
	}
	return ids[i]
}

func (b *builder) refs(what string, ids []string, list []int) []string {
	var out []string
	for _, i := range list {
		if id := b.ref(what, ids, i); id != "" {
			out = append(out, id)
		}
	}
	return out
}

// sentence is the index of the sentence that holds the byte at i, or nil.
func (b *builder) sentence(i int) *int32 {
	at, ok := slices.BinarySearchFunc(b.Sentences, i, func(s extractors.Sentence, i int) int {
		switch {
		case s.Span.End <= i:
			return -1
		case s.Span.Start > i:
			return 1
		}
		return 0
	})
	if !ok {
		return nil
	}
	return ptr(int32(at))
}

func (b *builder) sentences() {
	b.rows.Sentences = make([]Sentence, 0, len(b.Sentences))
	for i, s := range b.Sentences {
		c := b.span("sentence", s.Span)
		b.rows.Sentences = append(b.rows.Sentences, Sentence{b.Doc.ID, int32(i), c.Start, c.End})
	}
}

func (b *builder) tokens() {
	b.rows.Tokens = make([]Token, 0, len(b.Tokens))
	for _, t := range b.Tokens {
		c := b.span("token", t.Span)
		b.rows.Tokens = append(b.rows.Tokens, Token{
			DocID: b.Doc.ID, Sentence: b.sentence(t.Span.Start),
			Start: c.Start, End: c.End, Text: b.words(t.Span), Tag: valid(t.Tag),
		})
	}
}

func (b *builder) entities() {
	for i, e := range b.Entities {
		r := Entity{
			DocID:    b.Doc.ID,
			Name:     valid(e.Name),
			Type:     string(e.Type),
			Role:     valid(e.Role),
			Aliases:  validAll(e.Aliases),
			Mentions: int32(len(e.Mentions)),
		}
		first := Span{-1, -1}
		for _, m := range e.Mentions {
			if m < 0 || m >= len(b.Mentions) {
				b.fail("entity %d refers to mention %d of %d", i, m, len(b.Mentions))
				continue
			}
			if c := b.span("mention", b.Mentions[m].Span); first.Start < 0 || c.Start < first.Start {
				first = c
			}
		}
		if first.Start >= 0 {
			r.EntityID, r.FirstStart = b.id("e", first), &first.Start
		} else {
			r.EntityID = fmt.Sprintf("%s-e-%d", b.Doc.ID, i)
		}
		b.entityIDs = append(b.entityIDs, r.EntityID)
		b.rows.Entities = append(b.rows.Entities, r)
	}
	for _, m := range b.Mentions {
		c := b.span("mention", m.Span)
		b.rows.Mentions = append(b.rows.Mentions, Mention{
			MentionID: b.id("m", c), DocID: b.Doc.ID,
			EntityID: b.ref("mention", b.entityIDs, m.Entity),
			Start:    c.Start, End: c.End, Text: b.words(m.Span),
			Type: string(m.Type), Form: string(m.Form), Score: probability(m.Score),
		})
	}
	sortBy(b.rows.Entities, func(e Entity) (int32, int32) {
		if e.FirstStart == nil {
			return int32(b.rows.Document.Chars) + 1, 0
		}
		return *e.FirstStart, 0
	})
	sortBy(b.rows.Mentions, func(m Mention) (int32, int32) { return m.Start, m.End })
}

func (b *builder) quotes() {
	for i, q := range b.Quotes {
		if len(q.Spans) == 0 {
			b.fail("quote %d has no content", i)
			return
		}
		r := Quote{
			DocID:       b.Doc.ID,
			Kind:        string(q.Kind),
			CueType:     string(q.CueType),
			Speaker:     valid(q.Speaker),
			SpeakerIDs:  b.refs("quote", b.entityIDs, q.Speakers),
			SpeakerKind: string(q.SpeakerKind),
			SpeakerRole: valid(q.SpeakerRole),
			Addressee:   valid(q.Addressee),
			Sentence:    b.sentence(q.Spans[0].Start),
			Score:       probability(q.Score),
		}
		var parts []string
		for _, s := range q.Spans {
			r.Spans = append(r.Spans, b.span("quote", s))
			parts = append(parts, b.words(s))
		}
		r.Start, r.End = r.Spans[0].Start, r.Spans[len(r.Spans)-1].End
		r.Text = strings.Join(parts, " ")
		r.CueStart, r.CueEnd, r.Cue = b.optional("cue", q.Cue)
		r.SourceStart, r.SourceEnd, r.Source = b.optional("source", q.Source)
		r.QuoteID = b.id("q", Span{r.Start, r.End})
		b.quoteIDs = append(b.quoteIDs, r.QuoteID)
		b.rows.Quotes = append(b.rows.Quotes, r)
	}
	for i, q := range b.Quotes {
		b.rows.Quotes[i].ContinuedFrom = b.ref("quote", b.quoteIDs, q.ContinuedFrom)
	}
	sortBy(b.rows.Quotes, func(q Quote) (int32, int32) { return q.Start, q.End })
}

func (b *builder) numbers() {
	for _, n := range b.Numbers {
		c := b.span("number", n.Span)
		r := Number{
			NumberID: b.id("n", c), DocID: b.Doc.ID, Start: c.Start, End: c.End, Text: b.words(n.Span),
			Kind: valid(n.Kind), Value: &n.Value, Exact: valid(n.Exact),
			Modifier: valid(n.Modifier), Change: valid(n.Change),
			Unit: valid(n.Unit), UnitNorm: valid(n.UnitNorm), Currency: valid(n.Currency),
			Concept:  valid(n.Concept),
			QuoteID:  b.ref("number", b.quoteIDs, b.QuoteAt(n.Span)),
			Sentence: b.sentence(n.Span.Start),
		}
		if n.HasHigh {
			r.ValueHigh = &n.High
		}
		for _, s := range n.Concepts {
			r.ConceptSpans = append(r.ConceptSpans, b.span("concept", s))
		}
		if len(r.ConceptSpans) > 0 {
			r.ConceptStart = &r.ConceptSpans[0].Start
			r.ConceptEnd = &r.ConceptSpans[len(r.ConceptSpans)-1].End
		}
		b.numberIDs = append(b.numberIDs, r.NumberID)
		b.rows.Numbers = append(b.rows.Numbers, r)
	}
	sortBy(b.rows.Numbers, func(n Number) (int32, int32) { return n.Start, n.End })
}

func (b *builder) dates() {
	for _, d := range b.Dates {
		c := b.span("date", d.Span)
		r := Date{
			DateID: b.id("d", c), DocID: b.Doc.ID, Start: c.Start, End: c.End, Text: b.words(d.Span),
			Type: valid(d.Type), Value: valid(d.Value),
			FirstDay: day(d.FirstDay), LastDay: day(d.LastDay), Anchor: valid(d.Anchor),
		}
		b.dateIDs = append(b.dateIDs, r.DateID)
		b.rows.Dates = append(b.rows.Dates, r)
	}
	sortBy(b.rows.Dates, func(d Date) (int32, int32) { return d.Start, d.End })
}

func (b *builder) claims() {
	for _, cl := range b.Claims {
		c := b.span("claim", cl.Span)
		r := Claim{
			ClaimID: b.id("c", c), DocID: b.Doc.ID, Start: c.Start, End: c.End, Text: b.words(cl.Span),
			QuoteID:  b.ref("claim", b.quoteIDs, cl.Quote),
			Numbers:  b.refs("claim", b.numberIDs, cl.Numbers),
			Entities: b.refs("claim", b.entityIDs, cl.Entities),
			Dates:    b.refs("claim", b.dateIDs, cl.Dates),
			Stance:   valid(cl.Stance), AboutDay: day(cl.AboutDay),
		}
		if r.QuoteID != "" {
			q := b.Quotes[cl.Quote]
			r.Speaker, r.SpeakerIDs = valid(q.Speaker), b.refs("quote", b.entityIDs, q.Speakers)
		}
		b.rows.Claims = append(b.rows.Claims, r)
	}
	sortBy(b.rows.Claims, func(c Claim) (int32, int32) { return c.Start, c.End })
}

func sortBy[T any](rows []T, key func(T) (int32, int32)) {
	slices.SortStableFunc(rows, func(a, b T) int {
		a1, a2 := key(a)
		b1, b2 := key(b)
		if a1 != b1 {
			return int(a1) - int(b1)
		}
		return int(a2) - int(b2)
	})
}

func ptr[T any](v T) *T { return &v }

func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return ptr(t.UTC())
}

// day counts the days since 1970-01-01; a zero time is unknown.
func day(t time.Time) *int32 {
	if t.IsZero() {
		return nil
	}
	y, m, d := t.Date()
	return ptr(int32(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)))
}

// valid is s in UTF-8; parquet-go would write anything.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func validAll(list []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		out = append(out, valid(s))
	}
	return out
}

// FailedDocument is the row of a source that could not be read or parsed; id is
// "" if its bytes could not be read.
func FailedDocument(id, uri, format string, err error) Document {
	text := ErrorText(err)
	if id == "" {
		sum := sha256.Sum256([]byte("unreadable\n" + uri + "\n" + text))
		id = hex.EncodeToString(sum[:8])
	}
	return Document{DocID: id, URI: uri, URIs: []string{uri}, Format: format, Error: text}
}

// ErrorText is an error in one line of valid UTF-8.
func ErrorText(err error) string {
	return strings.Join(strings.Fields(valid(err.Error())), " ")
}

// probability is p to four places: the last bits of exponentials are not the
// same on all CPUs.
func probability(p float64) *float64 {
	p = math.Round(p*1e4) / 1e4
	return &p
}
