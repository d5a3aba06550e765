// Package output holds the tables that a run leaves, one struct a table, and the
// data set on disk that they make up: writing, committing, reading back,
// verifying. It alone turns the byte offsets of annotations into Unicode code
// points.
package output

import "time"

// SchemaVersion counts the changes of the tables that a reader could notice.
const SchemaVersion = 1

// A Span is the half-open range [start, end) of code points of documents.text.
type Span struct {
	Start int32 `parquet:"start"`
	End   int32 `parquet:"end"`
}

// A Region is a part of an article with one function.
type Region struct {
	Kind  string `parquet:"kind,dict"`
	Start int32  `parquet:"start"`
	End   int32  `parquet:"end"`
}

// A Stage is a part of a run with the time that it took.
type Stage struct {
	Name    string  `parquet:"name,dict" json:"name"`
	Seconds float64 `parquet:"seconds" json:"seconds"`
}

// A Document is a row of table documents. An optional string is NULL if empty,
// an optional pointer if nil; the same holds for every table.
type Document struct {
	DocID       string     `parquet:"doc_id" doc:"first 16 hex digits of the SHA-256 of the raw bytes of the file or record; of a source that could not be read, of its uri"`
	URI         string     `parquet:"uri" doc:"the first of uris: the path as given, of a record of a JSON lines file FILE#ID; a byte that is not UTF-8 is written %NN"`
	URIs        []string   `parquet:"uris,list" doc:"all sources that have these bytes, sorted"`
	Format      string     `parquet:"format,optional,dict" doc:"text, html or jsonl"`
	Title       string     `parquet:"title,optional" doc:"headline"`
	Byline      string     `parquet:"byline,optional" doc:"who wrote it, in the words of the article"`
	Outlet      string     `parquet:"outlet,optional,dict" doc:"who published it"`
	URL         string     `parquet:"url,optional" doc:"where it was published"`
	Published   *time.Time `parquet:"published,optional,timestamp(microsecond)" doc:"when, in UTC; midnight if only the day is known"`
	Place       string     `parquet:"dateline_place,optional,dict" doc:"the place that the dateline names"`
	Language    string     `parquet:"language,optional,dict" doc:"ISO 639-1 code of the language"`
	Text        string     `parquet:"text,optional" doc:"the decoded text, never rewritten; all spans count its code points; NULL if it could not be read"`
	Chars       int32      `parquet:"chars" doc:"code points of text"`
	Words       int32      `parquet:"words" doc:"words of text, separated by white space"`
	Regions     []Region   `parquet:"regions,list" doc:"the parts of text in order: title, byline, dateline, body, caption, related, boilerplate, footer"`
	DuplicateOf string     `parquet:"duplicate_of,optional" doc:"doc_id of an article that this one repeats nearly word for word"`
	Warnings    []string   `parquet:"warnings,list" doc:"what was odd about the source, though it was read"`
	Error       string     `parquet:"error,optional" doc:"why the article was not read or not extracted from; it then has no rows in the other tables"`
}

// A Sentence is a row of table sentences.
type Sentence struct {
	DocID    string `parquet:"doc_id,dict" doc:"the article"`
	Sentence int32  `parquet:"sentence,delta" doc:"index of the sentence in its article, from 0"`
	Start    int32  `parquet:"start,delta" doc:"first code point"`
	End      int32  `parquet:"end,delta" doc:"code point after the last"`
}

// A Token is a row of table tokens.
type Token struct {
	DocID    string `parquet:"doc_id,dict" doc:"the article"`
	Sentence *int32 `parquet:"sentence,optional" doc:"index of its sentence"`
	Start    int32  `parquet:"start,delta" doc:"first code point"`
	End      int32  `parquet:"end,delta" doc:"code point after the last"`
	Text     string `parquet:"text,dict" doc:"the word or sign as it stands in the article"`
	Tag      string `parquet:"tag,optional,dict" doc:"Penn Treebank tag"`
}

// A Mention is a row of table mentions.
type Mention struct {
	MentionID string   `parquet:"mention_id" doc:"DOC-mSTART-END, unique"`
	DocID     string   `parquet:"doc_id,dict" doc:"the article"`
	EntityID  string   `parquet:"entity_id,optional" doc:"the entity that it names or refers to"`
	Start     int32    `parquet:"start,delta" doc:"first code point"`
	End       int32    `parquet:"end,delta" doc:"code point after the last"`
	Text      string   `parquet:"text,dict" doc:"the words"`
	Type      string   `parquet:"type,optional,dict" doc:"PERSON, ORGANIZATION, LOCATION, FACILITY, NORP, PRODUCT, EVENT or MISC"`
	Form      string   `parquet:"form,optional,dict" doc:"name, nominal or pronoun"`
	Score     *float64 `parquet:"score,optional" doc:"probability that span and type are right"`
}

// An Entity is a row of table entities.
type Entity struct {
	EntityID   string   `parquet:"entity_id" doc:"DOC-eSTART-END of its first mention, unique"`
	DocID      string   `parquet:"doc_id,dict" doc:"the article"`
	Name       string   `parquet:"name,optional,dict" doc:"fullest form in the article, without title"`
	Type       string   `parquet:"type,optional,dict" doc:"PERSON, ORGANIZATION, LOCATION, FACILITY, NORP, PRODUCT, EVENT or MISC"`
	Role       string   `parquet:"role,optional" doc:"the longest description that the article gives, as 'Mali's foreign minister'"`
	Aliases    []string `parquet:"aliases,list" doc:"other names that the article uses, in order"`
	Mentions   int32    `parquet:"mentions" doc:"how often the article mentions it"`
	FirstStart *int32   `parquet:"first_start,optional" doc:"first code point of its first mention"`
}

// A Quote is a row of table quotes.
type Quote struct {
	QuoteID       string   `parquet:"quote_id" doc:"DOC-qSTART-END, unique"`
	DocID         string   `parquet:"doc_id,dict" doc:"the article"`
	Kind          string   `parquet:"kind,optional,dict" doc:"direct (all in quotation marks), mixed (some) or indirect (none)"`
	Start         int32    `parquet:"start,delta" doc:"first code point of the content"`
	End           int32    `parquet:"end,delta" doc:"code point after the last of the content"`
	Spans         []Span   `parquet:"spans,list" doc:"the parts of the content in order; several if it is interrupted"`
	Text          string   `parquet:"text" doc:"the parts of the content, joined by a space"`
	CueStart      *int32   `parquet:"cue_start,optional" doc:"first code point of the cue"`
	CueEnd        *int32   `parquet:"cue_end,optional" doc:"code point after the last of the cue"`
	Cue           string   `parquet:"cue,optional,dict" doc:"the words that attribute it: the verb group or 'according to'"`
	CueType       string   `parquet:"cue_type,optional,dict" doc:"speech, writing, belief or other"`
	SourceStart   *int32   `parquet:"source_start,optional" doc:"first code point of the source"`
	SourceEnd     *int32   `parquet:"source_end,optional" doc:"code point after the last of the source"`
	Source        string   `parquet:"source,optional,dict" doc:"the words that name whom it is attributed to"`
	Speaker       string   `parquet:"speaker,optional,dict" doc:"the resolved name; several are joined by '; '"`
	SpeakerIDs    []string `parquet:"speaker_ids,list" doc:"entity_id of each speaker"`
	SpeakerKind   string   `parquet:"speaker_kind,optional,dict" doc:"person, organisation, group, unnamed, document or none"`
	SpeakerRole   string   `parquet:"speaker_role,optional" doc:"who the speaker is, in the words of the article"`
	Addressee     string   `parquet:"addressee,optional,dict" doc:"to whom it was said"`
	Sentence      *int32   `parquet:"sentence,optional" doc:"index of the sentence in which it starts"`
	Score         *float64 `parquet:"score,optional" doc:"probability that content and speaker are right"`
	ContinuedFrom string   `parquet:"continued_from,optional" doc:"quote_id of the part before"`
}

// A Number is a row of table numbers.
type Number struct {
	NumberID     string   `parquet:"number_id" doc:"DOC-nSTART-END, unique"`
	DocID        string   `parquet:"doc_id,dict" doc:"the article"`
	Start        int32    `parquet:"start,delta" doc:"first code point"`
	End          int32    `parquet:"end,delta" doc:"code point after the last"`
	Text         string   `parquet:"text,dict" doc:"the words"`
	Kind         string   `parquet:"kind,optional,dict" doc:"cardinal, ordinal, percent, money, measure, duration, age, ratio, rank ..."`
	Value        *float64 `parquet:"value,optional" doc:"exact as the nearest double; of a range its lower end"`
	ValueHigh    *float64 `parquet:"value_high,optional" doc:"upper end of a range"`
	Exact        string   `parquet:"exact,optional" doc:"the value as a decimal string, LOW..HIGH of a range"`
	Modifier     string   `parquet:"modifier,optional,dict" doc:"one of = ~ < <= > >="`
	Change       string   `parquet:"change,optional,dict" doc:"up or down, of a change"`
	Unit         string   `parquet:"unit,optional,dict" doc:"the unit as written"`
	UnitNorm     string   `parquet:"unit_norm,optional,dict" doc:"the unit in its normal form, as 'kilometre per hour'"`
	Currency     string   `parquet:"currency,optional,dict" doc:"ISO 4217 code"`
	Concept      string   `parquet:"concept,optional,dict" doc:"what is counted or measured, in the words of the article"`
	ConceptStart *int32   `parquet:"concept_start,optional" doc:"first code point of the concept"`
	ConceptEnd   *int32   `parquet:"concept_end,optional" doc:"code point after the last of the concept"`
	ConceptSpans []Span   `parquet:"concept_spans,list" doc:"the parts of the concept in order"`
	QuoteID      string   `parquet:"quote_id,optional" doc:"the shortest quote whose content holds it; NULL: the article says it in its own voice"`
	Sentence     *int32   `parquet:"sentence,optional" doc:"index of the sentence in which it starts"`
}

// A Date is a row of table dates. FirstDay and LastDay count days since
// 1970-01-01.
type Date struct {
	DateID   string `parquet:"date_id" doc:"DOC-dSTART-END, unique"`
	DocID    string `parquet:"doc_id,dict" doc:"the article"`
	Start    int32  `parquet:"start,delta" doc:"first code point"`
	End      int32  `parquet:"end,delta" doc:"code point after the last"`
	Text     string `parquet:"text,dict" doc:"the words"`
	Type     string `parquet:"type,optional,dict" doc:"DATE, TIME, DURATION or SET"`
	Value    string `parquet:"value,optional,dict" doc:"TIMEX3 value"`
	FirstDay *int32 `parquet:"first_day,optional,date" doc:"first day of the time that it names"`
	LastDay  *int32 `parquet:"last_day,optional,date" doc:"last day of the time that it names, itself included"`
	Anchor   string `parquet:"anchor,optional,dict" doc:"the ISO date against which it was resolved"`
}

// A Claim is a row of table claims. AboutDay counts days since 1970-01-01.
type Claim struct {
	ClaimID    string   `parquet:"claim_id" doc:"DOC-cSTART-END, unique"`
	DocID      string   `parquet:"doc_id,dict" doc:"the article"`
	QuoteID    string   `parquet:"quote_id,optional" doc:"the quote that states it; NULL: the article says it in its own voice"`
	Speaker    string   `parquet:"speaker,optional,dict" doc:"the resolved name; several are joined by '; '"`
	SpeakerIDs []string `parquet:"speaker_ids,list" doc:"entity_id of each speaker"`
	Text       string   `parquet:"text" doc:"the words"`
	Start      int32    `parquet:"start,delta" doc:"first code point"`
	End        int32    `parquet:"end,delta" doc:"code point after the last"`
	Numbers    []string `parquet:"numbers,list" doc:"number_id of each number in it"`
	Entities   []string `parquet:"entities,list" doc:"entity_id of each entity in it"`
	Dates      []string `parquet:"dates,list" doc:"date_id of each time expression in it"`
	Stance     string   `parquet:"stance,optional,dict" doc:"asserts, denies, asks, promises ..."`
	AboutDay   *int32   `parquet:"about_day,optional,date" doc:"the day that it is about"`
}

// A Source is a row of table sources, the manifest of a data set: what was read,
// and what it was then.
type Source struct {
	URI       string     `parquet:"uri" doc:"as in documents.uris"`
	DocID     string     `parquet:"doc_id,dict" doc:"the article"`
	Path      []byte     `parquet:"path,dict" doc:"the file as it is opened; - is standard input"`
	Record    int32      `parquet:"record" doc:"line or place of the record in the file, from 1; 0 if the file is one article"`
	Size      int64      `parquet:"size" doc:"bytes of the file"`
	Modified  *time.Time `parquet:"modified,optional,timestamp(microsecond)" doc:"when the file was last changed; NULL if unknown"`
	SHA256    string     `parquet:"sha256,optional" doc:"of the raw bytes of the file or record, in hex; NULL if they could not be read"`
	Config    string     `parquet:"config,dict" doc:"hash of the program version and configuration that read it"`
	Signature string     `parquet:"signature,optional,dict" doc:"near-duplicate signature of the article's text, a corpus.Sketch in base64"`
}

// A RunRow is a row of table runs.
type RunRow struct {
	RunID    string     `parquet:"run_id" doc:"the start of the run and its process, unique"`
	Version  string     `parquet:"version,optional,dict" doc:"version of the program"`
	Model    string     `parquet:"model,optional,dict" doc:"version of the model"`
	Config   string     `parquet:"config,optional,dict" doc:"hash of the program version and configuration"`
	Started  time.Time  `parquet:"started,timestamp(microsecond)" doc:"when it began, in UTC"`
	Finished *time.Time `parquet:"finished,optional,timestamp(microsecond)" doc:"when it ended, in UTC; NULL if it was killed"`
	Read     int64      `parquet:"documents_read" doc:"articles read and extracted from"`
	Skipped  int64      `parquet:"documents_skipped" doc:"articles that were there already"`
	Failed   int64      `parquet:"documents_failed" doc:"articles that could not be read or extracted from"`
	Words    int64      `parquet:"words" doc:"words read"`
	Stages   []Stage    `parquet:"seconds,list" doc:"seconds of work by stage, over all workers"`
}
