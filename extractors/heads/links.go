package heads

import (
	"math"
	"sort"

	"onrecord/corpus"
	"onrecord/extractors"
)

// The labels that a word has as seen from a cue, in the order of the columns of
// role_bias; role_query and role_key hold a block of equal size for each.
const (
	sourceB = iota
	sourceI
	contentB
	contentI
	roles
)

// RoleReach is how far from a cue, in words, its source and content are looked
// for: as far as the windows that the model was trained on.
const RoleReach = 180

// Roles are the source and the content that belong to a cue.
type Roles struct {
	Source       Range // empty if there is none
	SourceScore  float64
	Content      []Range // its parts, in order; several if it is interrupted
	ContentScore float64
}

// RolesOf scores every word near a cue as a part of its source or content: dot
// products of what the cue asks for (the mean over its words) and what the word
// offers, as in biaffine semantic role labelling (He et al. 2018), and what the
// cue says of a distance and of the breaks between (relative keys, Shaw et al.
// 2018). breaks are those of Breaks. A content that the cue interrupts may go on
// until so many sentences after that of the cue. Where two windows hold the cue and
// the word, the score is the mean of theirs.
func RolesOf(e *extractors.Encoding, breaks []int, cue Range, sentences int) Roles {
	windows := e.Holding(cue.Start, cue.End)
	from, to := max(windows[0].Start, cue.Start-RoleReach), min(windows[len(windows)-1].End, cue.End+RoleReach)
	if from >= to {
		return Roles{}
	}
	var views []view
	for _, w := range windows {
		views = append(views, newView(e, w, cue))
	}
	source := extractors.Matrix{Cols: 3, Data: make([]float32, 3*(to-from))}
	content := extractors.Matrix{Cols: 3, Data: make([]float32, 3*(to-from))}
	for w := from; w < to; w++ {
		bucket := DistanceBucket(w - cue.Start)
		crossed := min(max(breaks[w]-breaks[cue.Start], -mostBreaks), mostBreaks) + mostBreaks
		d := e.Tables["role_distance"].Row(bucket)
		var score [roles]float32
		n := float32(0)
		for _, v := range views {
			if v.window.Start <= w && w < v.window.End {
				v.add(&score, w, bucket, crossed)
				n++
			}
		}
		for r := range score {
			score[r] = score[r]/n + d[r]
		}
		copy(source.Row(w - from)[1:], score[sourceB:sourceI+1])
		copy(content.Row(w - from)[1:], score[contentB:contentI+1])
	}
	var out Roles
	if s, ok := strongest(source, Spans(source)); ok {
		out.Source, out.SourceScore = Range{s.Start + from, s.End + from}, s.Score
	}
	spans := Spans(content)
	main, ok := strongest(content, spans)
	if !ok {
		return out
	}
	words := 0
	for _, s := range spans {
		r := Range{s.Start + from, s.End + from}
		if s.Range != main.Range && !interrupted(breaks, cue, r, Range{main.Start + from, main.End + from}, sentences) {
			continue
		}
		out.Content = append(out.Content, r)
		out.ContentScore += s.Score * float64(s.Len())
		words += s.Len()
	}
	out.ContentScore /= float64(words)
	return out
}

// A view is how the words of a window look from a cue.
type view struct {
	window             extractors.Window
	query              []float32
	key, bias          extractors.Matrix
	relative, crossing [][roles]float32 // by the bucket of the distance, by the breaks between
}

func newView(e *extractors.Encoding, w extractors.Window, cue Range) view {
	query := vector(w, "role_query", cue)
	return view{
		window: w, query: query, key: w.Heads["role_key"], bias: w.Heads["role_bias"],
		relative: roleScores(query, e.Tables["role_relative"]), crossing: roleScores(query, e.Tables["role_break"]),
	}
}

// add adds the scores of a word, by role.
func (v *view) add(score *[roles]float32, word, bucket, crossed int) {
	size := v.key.Cols / roles
	scale := float32(1 / math.Sqrt(float64(size)))
	k, b := v.key.Row(word-v.window.Start), v.bias.Row(word-v.window.Start)
	for r := range score {
		match := dot(v.query[r*size:(r+1)*size], k[r*size:(r+1)*size]) + v.relative[bucket][r] + v.crossing[crossed][r]
		score[r] += float32(match*scale) + b[r]
	}
}

// vector is the mean of a head over the words of a range that a window holds.
func vector(w extractors.Window, head string, r Range) []float32 {
	return Mean(w.Heads[head], Range{r.Start - w.Start, min(r.End, w.End) - w.Start})
}

// strongest is the span that gains most over being no span.
func strongest(scores extractors.Matrix, spans []Labelled) (best Labelled, ok bool) {
	gain := float32(math.Inf(-1))
	for _, s := range spans {
		if g := spanGain(scores, s.Range); g > gain {
			gain, best, ok = g, s, true
		}
	}
	return best, ok
}

// interrupted says whether two spans are the parts of one content that a cue
// interrupts: they stand on both sides of the cue, in its sentence; the later
// may be in one of so many sentences after it.
func interrupted(breaks []int, cue, a, b Range, sentences int) bool {
	if a.Start > b.Start {
		a, b = b, a
	}
	return a.End <= cue.Start && cue.End <= b.Start && breaks[a.End-1] == breaks[cue.Start] && breaks[b.Start] <= breaks[cue.Start]+sentences
}

// roleScores are the dot products of a query with each row of a table, by role.
func roleScores(query []float32, table extractors.Matrix) [][roles]float32 {
	size := table.Cols / roles
	out := make([][roles]float32, len(table.Data)/table.Cols)
	for i := range out {
		row := table.Row(i)
		for r := range out[i] {
			out[i][r] = dot(query[r*size:(r+1)*size], row[r*size:(r+1)*size])
		}
	}
	return out
}

// mostBreaks is the number of breaks between a cue and a word, to either side,
// from which they are counted as as many.
const mostBreaks = 3

func spanGain(scores extractors.Matrix, r Range) float32 {
	gain := scores.Row(r.Start)[1]
	for i := r.Start + 1; i < r.End; i++ {
		gain += scores.Row(i)[2]
	}
	return gain
}

// Antecedents are mentions that others may refer to, before or after.
type Antecedents struct {
	encoding *extractors.Encoding
	ranges   []Range
	keys     [][]float32 // as the window that each belongs to has them
}

// NewAntecedents reads the head coref_key for the mentions.
func NewAntecedents(e *extractors.Encoding, mentions []Range) *Antecedents {
	a := &Antecedents{encoding: e, ranges: mentions}
	for _, r := range mentions {
		a.keys = append(a.keys, vector(e.Window(r.Start), "coref_key", r))
	}
	return a
}

// maxAntecedents is how many mentions before and after are looked at: more than
// any article has, so that a text without end takes no time without end.
const maxAntecedents = 200

// Scores are the logits that the mention refers to the same as each antecedent, -Inf
// for those too far away; the mean of those of the windows that hold the mention. That
// it refers to none of them has the logit 0. Antecedents are in order.
func (a *Antecedents) Scores(mention Range) []float32 {
	out := make([]float32, len(a.ranges))
	here := sort.Search(len(a.ranges), func(i int) bool { return a.ranges[i].Start >= mention.Start })
	near := Range{max(0, here-maxAntecedents), min(len(a.ranges), here+maxAntecedents)}
	for i, r := range a.ranges {
		if i < near.Start || i >= near.End {
			out[i] = float32(math.Inf(-1))
			continue
		}
		out[i] = a.encoding.Tables["coref_distance"].Row(DistanceBucket(r.Start - mention.Start))[0]
	}
	windows := a.encoding.Holding(mention.Start, mention.End)
	for _, w := range windows {
		query := vector(w, "coref_query", mention)
		scale := float32(1/math.Sqrt(float64(max(1, len(query))))) / float32(len(windows))
		for i := near.Start; i < near.End; i++ {
			r, key := a.ranges[i], a.keys[i]
			if own := r.Start >= w.From && r.Start < w.To; !own && r.Start >= w.Start && r.End <= w.End {
				key = vector(w, "coref_key", r)
			}
			out[i] += float32(dot(query, key) * scale)
		}
	}
	return out
}

// WordsOf is the range of the words that a span of the text touches.
func WordsOf(e *extractors.Encoding, s corpus.Span) Range {
	from := sort.Search(len(e.Words), func(i int) bool { return e.Words[i].End > s.Start })
	to := sort.Search(len(e.Words), func(i int) bool { return e.Words[i].Start >= s.End })
	return Range{from, max(from, to)}
}

// Mean is the mean of the rows of a range.
func Mean(m extractors.Matrix, r Range) []float32 {
	out := make([]float32, m.Cols)
	for i := r.Start; i < r.End; i++ {
		for j, x := range m.Row(i) {
			out[j] += x
		}
	}
	n := float32(r.Len())
	for j := range out {
		out[j] /= n
	}
	return out
}

// The lower edges of the distance buckets, in words.
var distanceEdges = [...]int{1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144}

// DistanceBucket is the row of a distance table for a signed distance in words:
// the first half for distances from 0 on, the second for those before.
func DistanceBucket(d int) int {
	bucket := 0
	if d < 0 {
		bucket = len(distanceEdges) + 1
		d = -d
	}
	for _, e := range distanceEdges {
		if d >= e {
			bucket++
		}
	}
	return bucket
}

// dot sums in a fixed order of four partial sums, so that every machine gives
// the same bits; the conversions keep the compiler from fusing.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += float32(a[i] * b[i])
	}
	return float32(s0+s1) + float32(s2+s3)
}
