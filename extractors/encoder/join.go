package encoder

import (
	"slices"

	"onrecord/extractors"
)

// vectors are the heads whose values are compared with those of other words.
var vectors = map[string]bool{"role_query": true, "role_key": true, "role_bias": true, "coref_query": true, "coref_key": true}

// join adds what the next window says of its words, by head, to an encoding. Scores
// are of all that the window holds: over the words that the window before holds too,
// they fade from that one's to this one's. Vectors are kept for each window. start is
// as for cuts.
func (m *Model) join(e *extractors.Encoding, said []extractors.Matrix, c cut, start []int) {
	shared := c.start // where the words end that the window before holds too
	if n := len(e.Windows); n > 0 {
		shared = max(shared, e.Windows[n-1].End)
	}
	window := extractors.Window{Start: c.start, End: c.end, From: c.from, To: c.to, Heads: map[string]extractors.Matrix{}}
	for k, h := range m.heads {
		if vectors[h.Name] {
			window.Heads[h.Name] = extractors.Matrix{Cols: h.Size, Data: slices.Clone(said[k].Data)}
			continue
		}
		scores := e.Heads[h.Name]
		for w := c.start; w < shared; w++ {
			share := float32(1+start[w]-start[c.start]) / float32(2+start[shared]-start[c.start])
			row := scores.Row(w)
			for i, x := range said[k].Row(w - c.start) {
				row[i] += float32(share * (x - row[i]))
			}
		}
		copy(scores.Data[shared*h.Size:], said[k].Data[(shared-c.start)*h.Size:])
	}
	e.Windows = append(e.Windows, window)
}
