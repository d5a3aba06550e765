// Package corpus reads raw news articles: files, folders and streams in several
// formats and encodings become Documents, whose text is never rewritten.
//
//	for r, err := range corpus.Records(ctx, []string{"news", "more.jsonl.gz"}, opt) {
//		if err != nil { … } // of one file or line, the others are read
//		d, err := corpus.Parse(r, opt)
//	}
//
// Records finds the files (files.go), opens and decompresses them (read.go) and
// cuts JSON files into their records (jsonl.go). It streams and is cheap. Parse
// does the work, for many records at a time if one likes: it decodes (decode.go),
// reads the fields of a JSON record (fields.go) or the article of an HTML page
// (html.go, metadata.go), tells the language (language.go) and the regions
// (structure.go). Near finds articles that repeat another (near.go). All errors
// are an *Error, one line that names the file and what to do (errors.go).
package corpus

import "time"

// A Span is the half-open range [Start, End) of byte offsets into Document.Text.
type Span struct{ Start, End int }

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains says whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps says whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Of returns the words of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// A Document is one article: the decoded text as it stands in the file (of HTML
// the article's extracted text, of a JSON record its text field) and what the
// file says about it.
type Document struct {
	ID     string // first 16 hex digits of SHA256
	SHA256 string // of the raw bytes of the file or record, in hex
	URI    string // path as given; for a record of a JSON lines file FILE#ID
	Format Format

	Title     string
	Byline    string
	Outlet    string
	Published time.Time // zero if unknown; midnight UTC if only the day is known
	Place     string    // of the dateline
	URL       string    // web address that the page or record gives, "" if none

	Language string // ISO 639-1, "" if undetermined
	Text     string // valid UTF-8
	Regions  []Region
	Warnings []string
}

// A Format is the kind of file that a document came from.
type Format string

// The formats that are read.
const (
	Text      Format = "text"
	HTML      Format = "html"
	JSONLines Format = "jsonl"
)

// A Region is a part of an article with one function. The regions of a document
// are in order, do not overlap and cover everything but white space.
type Region struct {
	Kind RegionKind
	Span Span
}

// A RegionKind is the function of a part of an article.
type RegionKind string

// The kinds of regions.
const (
	Title       RegionKind = "title"       // headline and standfirst
	Byline      RegionKind = "byline"      // author, date and outlet lines
	Dateline    RegionKind = "dateline"    // 'BAMAKO, Mali (AP) —'
	Body        RegionKind = "body"        // the article itself
	Caption     RegionKind = "caption"     // photo captions and credits
	Related     RegionKind = "related"     // 'Read next: …', 'READ ALSO: …'
	Boilerplate RegionKind = "boilerplate" // navigation, share and subscribe lines, copyright
	Footer      RegionKind = "footer"      // agency footers, reporting credits, contacts
)

// Read says whether extractors read a region of this kind: what the article
// itself says, and not what stands around it.
func (k RegionKind) Read() bool {
	return k == Title || k == Dateline || k == Body || k == Caption
}
