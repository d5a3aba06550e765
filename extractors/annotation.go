// Package extractors is the frame in which an article is annotated: the
// Annotation, which holds a document with its layers, and the Extractor, which
// adds layers to it. Every offset is a byte offset into Document.Text.
package extractors

import (
	"sort"
	"time"

	"onrecord/corpus"
)

// None is the index of a row that is not there.
const None = -1

// An Annotation is a document with the layers that extractors have added.
// Layers refer to each other by index; None stands for nothing.
type Annotation struct {
	Doc *corpus.Document

	Sentences []Sentence // in order
	Tokens    []Token    // in order; they tile the text apart from white space
	Marks     []Mark     // in order of Start; nested marks follow their parent
	Encoding  *Encoding
	Mentions  []Mention // in order of Start, then longest first
	Entities  []Entity  // in order of their first mention
	Quotes    []Quote   // in order of Start
	Numbers   []Number  // in order
	Dates     []Date    // in order
	Claims    []Claim   // in order
}

// A Sentence is a sentence, or a line that is none (a headline, a caption), in
// one region and one paragraph.
type Sentence struct {
	Span   corpus.Span
	Tokens [2]int // half-open range of Annotation.Tokens
	Region corpus.RegionKind
}

// A Token is a word or a punctuation mark with its Penn Treebank tag.
type Token struct {
	Span corpus.Span
	Text string // as tagged: quotation marks and apostrophes are straight
	Tag  string
}

// A Mark is a span in quotation marks.
type Mark struct {
	Span   corpus.Span // with both marks; without one where it is missing
	Inner  corpus.Span // without the marks
	Kind   MarkKind
	Parent int // index of the mark around it, or None
	Next   int // index of the mark that continues it in the next paragraph, or None
}

// A MarkKind says what a span in quotation marks is.
type MarkKind string

// The kinds of spans in quotation marks.
const (
	Speech MarkKind = "speech" // may be a statement
	Term   MarkKind = "term"   // scare quotes, a word as a word
	Work   MarkKind = "title"  // title of a work
	Nick   MarkKind = "nick"   // nickname inside a name
)

// An Encoding holds what the neural encoder says of every word of a document.
type Encoding struct {
	Words   []corpus.Span     // letters and digits together, each other sign alone
	Heads   map[string]Matrix // scores, by name of the head, one row for each word
	Windows []Window          // in order; neighbours share words

	// Tables are learned with the heads and the same for every document, such
	// as the bias of a link by its distance.
	Tables map[string]Matrix
}

// A Window is a stretch of words that the encoder read together. What links its words
// compares vectors, which are alike in no two windows.
type Window struct {
	Start, End int               // the words [Start, End)
	From, To   int               // those of them that belong to it and not to a neighbour
	Heads      map[string]Matrix // vectors, one row for each word of [Start, End)
}

// Window is the window that the i-th word belongs to, an empty one behind the last.
func (e *Encoding) Window(i int) Window {
	k := sort.Search(len(e.Windows), func(k int) bool { return e.Windows[k].To > i })
	if k == len(e.Windows) {
		return Window{}
	}
	return e.Windows[k]
}

// Holding are the windows that hold the words [start, end): two where neighbours share
// them. If none holds all, it is the one that the first word belongs to.
func (e *Encoding) Holding(start, end int) []Window {
	first := sort.Search(len(e.Windows), func(k int) bool { return e.Windows[k].End >= end })
	last := first
	for last < len(e.Windows) && e.Windows[last].Start <= start {
		last++
	}
	if first == last {
		return []Window{e.Window(start)}
	}
	return e.Windows[first:last]
}

// A Matrix is dense and row-major.
type Matrix struct {
	Cols int
	Data []float32 // len = rows × Cols
}

// Row is the i-th row.
func (m Matrix) Row(i int) []float32 { return m.Data[i*m.Cols : (i+1)*m.Cols] }

// A Mention is a place where the text names or refers to an entity.
type Mention struct {
	Span   corpus.Span
	Type   EntityType
	Form   MentionForm
	Entity int     // index of Annotation.Entities, or None
	Score  float64 // probability that span and type are right
}

// An EntityType is the kind of thing that an entity is.
type EntityType string

// The types of entities.
const (
	Person       EntityType = "PERSON"
	Organization EntityType = "ORGANIZATION"
	Location     EntityType = "LOCATION"
	Facility     EntityType = "FACILITY"
	NORP         EntityType = "NORP" // nationality, religious or political group
	Product      EntityType = "PRODUCT"
	Event        EntityType = "EVENT"
	Misc         EntityType = "MISC"
)

// A MentionForm is the grammatical form of a mention.
type MentionForm string

// The forms of mentions.
const (
	Name    MentionForm = "name"
	Nominal MentionForm = "nominal"
	Pronoun MentionForm = "pronoun"
)

// An Entity is one person, organisation, place … of one article.
type Entity struct {
	Name     string // fullest form in the article, without title
	Type     EntityType
	Role     string   // longest description, 'Mali's foreign minister'; "" if none
	Aliases  []string // other names that the article uses, in order
	Mentions []int    // indices of Annotation.Mentions, in order
}

// A Quote is a statement that the article attributes to a source (span
// conventions: PolNeAR, Newell et al. 2018).
type Quote struct {
	Kind    QuoteKind
	Spans   []corpus.Span // content, in order; several if it is interrupted
	Cue     corpus.Span   // the whole verb group or 'according to'; empty if none
	CueType CueType
	Source  corpus.Span // full noun phrase; empty if none
	Passive bool        // the cue tells what somebody hears and not from whom: 'was told that'

	Speaker     string // resolved names joined by '; ', "" if unknown
	Speakers    []int  // indices of Annotation.Entities
	SpeakerKind SpeakerKind
	SpeakerRole string
	Addressee   string

	Score         float64 // probability that content and speaker are right
	ContinuedFrom int     // index of the quote that it continues, or None
}

// Span is the range from the first to the last byte of the content.
func (q *Quote) Span() corpus.Span {
	return corpus.Span{Start: q.Spans[0].Start, End: q.Spans[len(q.Spans)-1].End}
}

// A QuoteKind says how much of a content stands in quotation marks.
type QuoteKind string

// The kinds of quotes.
const (
	Direct   QuoteKind = "direct"   // all
	Mixed    QuoteKind = "mixed"    // some
	Indirect QuoteKind = "indirect" // none
)

// A CueType is the kind of act that a cue names.
type CueType string

// The types of cues; "" if there is no cue.
const (
	CueSpeech  CueType = "speech"
	CueWriting CueType = "writing"
	CueBelief  CueType = "belief"
	CueOther   CueType = "other"
)

// A SpeakerKind says what the source of a statement is.
type SpeakerKind string

// The kinds of speakers.
const (
	SpeakerPerson       SpeakerKind = "person"       // a named individual
	SpeakerOrganisation SpeakerKind = "organisation" // a named organisation
	SpeakerGroup        SpeakerKind = "group"        // a class or several unnamed
	SpeakerUnnamed      SpeakerKind = "unnamed"      // one unnamed individual
	SpeakerDocument     SpeakerKind = "document"     // a poll, report, law
	SpeakerNone         SpeakerKind = "none"
)

// A Number is a quantity.
type Number struct {
	Span     corpus.Span
	Kind     string  // a NumberKind of package numbers: cardinal, percent, money …
	Value    float64 // Exact as the nearest double
	High     float64 // upper end of a range; valid if HasHigh
	HasHigh  bool
	Exact    string // decimal string of the value, 'LOW..HIGH' of a range
	Modifier string // one of = ~ < <= > >=
	Change   string // up, down or ""
	Unit     string // as written, "" if none
	UnitNorm string // 'kilometre per hour', 'soldier'; "" if none
	Currency string // ISO 4217, "" if none
	Concept  string // what is counted or measured, in the words of the text
	Concepts []corpus.Span
}

// A Date is a time expression (TIMEX3).
type Date struct {
	Span     corpus.Span
	Type     string    // DATE, TIME, DURATION, SET
	Value    string    // TIMEX3 value
	FirstDay time.Time // zero if unknown
	LastDay  time.Time // the day itself included; zero if unknown
	Anchor   string    // the ISO date that it was resolved against, "" if none
}

// A Claim is one checkable statement.
type Claim struct {
	Quote    int // index of Annotation.Quotes, None: in the article's own voice
	Span     corpus.Span
	Numbers  []int
	Entities []int
	Dates    []int
	Stance   string    // asserts, denies, asks, promises …
	AboutDay time.Time // zero if unknown
}

// QuoteAt is the index of the shortest quote whose content holds the span, or
// None.
func (a *Annotation) QuoteAt(s corpus.Span) int {
	best := None
	for i := range a.Quotes {
		for _, part := range a.Quotes[i].Spans {
			if part.Contains(s) && (best == None || a.Quotes[i].Span().Len() < a.Quotes[best].Span().Len()) {
				best = i
			}
		}
	}
	return best
}
