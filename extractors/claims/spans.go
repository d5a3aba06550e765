package claims

import (
	"cmp"
	"slices"

	"onrecord/corpus"
)

// merge sorts spans and joins those that overlap or touch.
func merge(list []corpus.Span) []corpus.Span {
	slices.SortFunc(list, func(x, y corpus.Span) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End)) })
	var out []corpus.Span
	for _, s := range list {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// outside are the stretches of s that no span of a merged list covers.
func outside(s corpus.Span, taken []corpus.Span) []corpus.Span {
	var out []corpus.Span
	at := s.Start
	for _, t := range taken {
		if t.Start >= s.End {
			break
		}
		if t.Start > at {
			out = append(out, corpus.Span{Start: at, End: t.Start})
		}
		at = max(at, t.End)
	}
	if at < s.End {
		out = append(out, corpus.Span{Start: at, End: s.End})
	}
	return out
}
