package quotes

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/heads"
)

// A Style is a convention of what one statement is.
type Style struct {
	// Row is the style of the encoder (encoder.Model.UseStyle).
	Row int
	// sentences is how many sentences after that of the cue a content that it
	// interrupts may go on.
	sentences int
	// standing says whether quotations without a cue are statements.
	standing bool
	// adverbs says whether 'also' is a part of the cue 'also said'.
	adverbs bool
	// objects says whether the object of a cue may stand in the content whatever it
	// is: 'the parties' of 'urged the parties to talk', 'Ann' of 'praised Ann'.
	objects bool
}

// The styles of the corpora that the model learned from.
var (
	// Ours: statements by speech and writing; a new pair of marks in a new
	// sentence is a statement of its own.
	Ours = Style{Row: 0, standing: true}
	// PolNeAR (Newell et al. 2018): beliefs and intentions too; '"A," she said.
	// "B."' is one statement; every statement has a cue.
	PolNeAR = Style{Row: 1, sentences: 1, adverbs: true, objects: true}
)

// New returns the extractor of statements: the model finds cues and what
// belongs to them, the quotation marks of the text settle the boundaries.
func New(style Style) *extractors.Extractor {
	return &extractors.Extractor{
		Name:     "quotes",
		Doc:      "statements with their content, cue and source",
		Requires: []extractors.Layer{extractors.LayerEncoding, extractors.LayerMarks, extractors.LayerSentences, extractors.LayerTokens},
		Provides: []extractors.Layer{extractors.LayerQuotes},
		Run: func(a *extractors.Annotation) error {
			a.Quotes = attribute(a, style)
			return nil
		},
	}
}

const (
	// sameContent is the overlap (intersection over union) from which two cues
	// are taken to attribute one and the same content.
	sameContent = 0.7
	// minNested is the score from which a quote that says almost the same as
	// another is kept as a statement inside that, or around it.
	minNested = 0.5
	// cueBias is added to the scores of cues. A statement is found at its cue, and
	// one that is missed costs more than one too many: that mostly finds no content.
	cueBias = 0.5
	// minContent is the mean probability of being content from which a span in
	// quotation marks without a cue is a statement.
	minContent = 0.5
)

func attribute(a *extractors.Annotation, style Style) []extractors.Quote {
	r := &reader{
		a: a, style: style, read: readable(a), marks: newMarkIndex(a),
		mend: completer{a.Doc.Text, a.Tokens}, breaks: heads.Breaks(a.Doc.Text, a.Encoding.Words),
	}
	var found []extractors.Quote
	for _, cue := range heads.Spans(heads.Biased(a.Encoding.Heads["cue"], cueBias)) {
		if q, ok := r.statement(cue); ok {
			found = append(found, q)
		}
	}
	found = distinct(found)
	shareSubjects(a, found)
	if style.standing {
		found = append(found, headlined(a, found)...)
		found = append(found, standing(a, r.marks, found, r.read)...)
	}
	for i := range found {
		found[i].Kind = r.marks.kind(found[i].Spans)
	}
	slices.SortStableFunc(found, func(p, q extractors.Quote) int {
		if d := p.Span().Start - q.Span().Start; d != 0 {
			return d
		}
		return q.Span().End - p.Span().End
	})
	return found
}

// A reader reads the statements of one document off the heads of the encoder.
type reader struct {
	a      *extractors.Annotation
	style  Style
	read   []bool // of every word, whether it stands in a region that is read
	marks  *markIndex
	mend   completer
	breaks []int // as from heads.Breaks
}

// statement is what a cue attributes, if it attributes anything.
func (r *reader) statement(cue heads.Labelled) (extractors.Quote, bool) {
	a, mend := r.a, r.mend
	if !r.read[cue.Start] {
		return extractors.Quote{}, false
	}
	q := extractors.Quote{Cue: whole(a, bytes(a.Encoding, cue.Range)), ContinuedFrom: extractors.None}
	if !r.style.adverbs {
		q.Cue = unadded(a, q.Cue)
	}
	if !attributes(a, q.Cue) {
		return extractors.Quote{}, false
	}
	roles := heads.RolesOf(a.Encoding, r.breaks, cue.Range, r.style.sentences)
	q.Source, q.Passive = r.source(q.Cue, bytes(a.Encoding, roles.Source))
	var parts []corpus.Span
	for _, c := range roles.Content {
		if r.read[c.Start] {
			parts = append(parts, mend.content(bytes(a.Encoding, c), q.Cue, q.Source))
		}
	}
	if !r.style.objects {
		parts = mend.unaddressed(parts, q.Cue)
		q.Cue, parts = mend.withPreposition(mend.uttered(q.Cue, parts))
		q.Cue = mend.withoutAddressee(q.Cue, q.Source, parts)
	}
	parts = mend.subjected(mend.named(parts, q.Cue, q.Source), q.Cue, q.Source)
	q.Spans = r.marks.settle(parts, q.Cue, q.Source)
	if len(q.Spans) == 0 || r.marks.kind(q.Spans) == extractors.Indirect && (!mend.says(q.Spans) || !r.style.objects && mend.names(q.Spans)) {
		return extractors.Quote{}, false
	}
	q.Score = cue.Score * roles.ContentScore
	if roles.Source.Len() > 0 {
		q.Score *= roles.SourceScore
	}
	if strings.Trim(q.Cue.Of(a.Doc.Text), ":-–—") == "" {
		q.Cue = corpus.Span{} // 'Police: two hurt in fire'
	}
	q.CueType = typeOf(q.Cue.Of(a.Doc.Text), q.Source.Of(a.Doc.Text))
	return q, true
}

// source is the source of a cue, in place of the one that the model found or, where
// it found none, that the words beside the cue give; and whether the cue is a passive
// that tells none.
func (r *reader) source(cue, found corpus.Span) (source corpus.Span, passive bool) {
	switch {
	case r.mend.silent(found, cue):
		return corpus.Span{}, true
	case found.Len() > 0:
		return r.mend.source(found, cue), false
	case strings.HasSuffix(strings.ToLower(cue.Of(r.a.Doc.Text)), "according to"):
		return r.mend.object(cue), false
	}
	from, _ := r.mend.touching(cue)
	source = r.mend.subject(cue)
	return source, source.Len() == 0 && r.mend.passive(from, cue, r.mend.impersonal(from))
}

// shareSubjects gives a participle without a source, in a sentence that begins with
// one, the subject of its main clause: that of the statement after it ('Noting that
// it rained, Ann said').
func shareSubjects(a *extractors.Annotation, quotes []extractors.Quote) {
	mend := completer{a.Doc.Text, a.Tokens}
	for i := range quotes {
		q := &quotes[i]
		at, _ := mend.touching(q.Cue)
		s := sort.Search(len(a.Sentences), func(k int) bool { return a.Sentences[k].Span.End > q.Cue.Start })
		if q.Source.Len() > 0 || s == len(a.Sentences) || at == len(a.Tokens) || a.Tokens[at].Tag != "VBG" || a.Tokens[a.Sentences[s].Tokens[0]].Tag != "VBG" {
			continue
		}
		said := func(s corpus.Span) bool {
			return slices.ContainsFunc(q.Spans, func(p corpus.Span) bool { return p.Overlaps(s) })
		}
		for _, o := range quotes[i+1:] {
			if o.Cue.Start >= a.Sentences[s].Span.End {
				break
			}
			if o.Source.Len() > 0 && o.Source.Start >= q.Cue.End && !said(o.Source) && !said(o.Cue) {
				q.Source = o.Source
				break
			}
		}
	}
}

// readable says of every word whether it stands in a region that is read.
func readable(a *extractors.Annotation) []bool {
	read := make([]bool, len(a.Encoding.Words))
	s := 0
	for i, w := range a.Encoding.Words {
		for s < len(a.Sentences) && a.Sentences[s].Span.End <= w.Start {
			s++
		}
		read[i] = s < len(a.Sentences) && a.Sentences[s].Region.Read()
	}
	return read
}

// bytes is the span of the text that a range of words covers.
func bytes(e *extractors.Encoding, r heads.Range) corpus.Span {
	if r.Len() == 0 {
		return corpus.Span{}
	}
	return corpus.Span{Start: e.Words[r.Start].Start, End: e.Words[r.End-1].End}
}

// distinct drops, of quotes that say the same, all but the most certain. One
// statement inside another ('Ann said that Bob said that it rained') is none of
// the same, however much of it it is: its cue is among the other's words.
func distinct(quotes []extractors.Quote) []extractors.Quote {
	order := make([]int, len(quotes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case quotes[i].Score > quotes[j].Score:
			return -1
		case quotes[i].Score < quotes[j].Score:
			return 1
		}
		return 0
	})
	var kept []int
	near := map[int][]int{} // the kept ones by the blocks of the text that they touch
	for _, i := range order {
		same := func(k int) bool {
			return overlap(quotes[i].Spans, quotes[k].Spans) >= sameContent &&
				(quotes[i].Score < minNested || !reports(quotes[i], quotes[k]) && !reports(quotes[k], quotes[i]))
		}
		blocks := blocksOf(quotes[i].Spans)
		if slices.ContainsFunc(blocks, func(b int) bool { return slices.ContainsFunc(near[b], same) }) {
			continue
		}
		kept = append(kept, i)
		for _, b := range blocks {
			near[b] = append(near[b], i)
		}
	}
	slices.Sort(kept)
	out := make([]extractors.Quote, len(kept))
	for i, k := range kept {
		out[i] = quotes[k]
	}
	return out
}

// reports says whether somebody says in quote q that somebody says o.
func reports(q, o extractors.Quote) bool {
	holds := func(s corpus.Span) bool {
		return slices.ContainsFunc(q.Spans, func(p corpus.Span) bool { return s.Len() > 0 && p.Contains(s) })
	}
	return holds(o.Source) && holds(o.Cue)
}

// blocksOf are the numbers of the blocks of the text that spans touch.
func blocksOf(spans []corpus.Span) []int {
	const size = 1024
	var out []int
	for _, s := range spans {
		for b := s.Start / size; b <= s.End/size; b++ {
			if len(out) == 0 || out[len(out)-1] < b {
				out = append(out, b)
			}
		}
	}
	return out
}

// overlap is the intersection over union of two lists of spans, each in order
// and disjoint, in bytes.
func overlap(a, b []corpus.Span) float64 {
	shared, total := 0, 0
	for _, s := range a {
		total += s.Len()
	}
	for _, s := range b {
		total += s.Len()
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		shared += max(0, min(a[i].End, b[j].End)-max(a[i].Start, b[j].Start))
		if a[i].End < b[j].End {
			i++
		} else {
			j++
		}
	}
	return float64(shared) / float64(max(1, total-shared))
}

// standing finds the quotations that have no cue: spans in quotation marks that
// are nobody's content yet and that the model reads as content. What somebody
// inside a quotation is quoted as saying does not make that quotation his.
func standing(a *extractors.Annotation, x *markIndex, found []extractors.Quote, read []bool) []extractors.Quote {
	var contents []corpus.Span
	for _, q := range found {
		if !x.quoted(q.Cue) {
			contents = append(contents, q.Spans...)
		}
	}
	slices.SortFunc(contents, func(p, q corpus.Span) int { return cmp.Compare(p.Start, q.Start) })
	contents = joined(a.Doc.Text, contents)
	scores := a.Encoding.Heads["content"]
	var out []extractors.Quote
	for i, m := range a.Marks {
		if m.Kind != extractors.Speech || m.Parent != extractors.None || x.before[i] != extractors.None || covered(m.Inner, contents) {
			continue
		}
		at := heads.WordsOf(a.Encoding, m.Inner)
		if at.Len() == 0 || !read[at.Start] {
			continue
		}
		content := 0.0
		for w := at.Start; w < at.End; w++ {
			content += 1 - heads.Probability(scores.Row(w), 0)
		}
		if content /= float64(at.Len()); content >= minContent {
			q := extractors.Quote{Spans: x.chain(i), Score: content, ContinuedFrom: extractors.None}
			q.Source = completer{a.Doc.Text, a.Tokens}.tag(q.Spans[len(q.Spans)-1])
			out = append(out, q)
		}
	}
	return out
}

// covered says whether at least half of the span is in one of the parts, which
// are in order.
func covered(s corpus.Span, parts []corpus.Span) bool {
	i := sort.Search(len(parts), func(i int) bool { return parts[i].End > s.Start })
	shared := 0
	for ; i < len(parts) && parts[i].Start < s.End; i++ {
		shared += min(s.End, parts[i].End) - max(s.Start, parts[i].Start)
	}
	return 2*shared >= s.Len()
}
