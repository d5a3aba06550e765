package encoder

import (
	"slices"

	"onrecord/extractors"
)

// linking are the heads whose values are read beside those of other words: they
// are kept by window.
var linking = map[string]bool{"role_key": true, "role_bias": true, "coref_key": true}

// join adds what the next window says of its words, by head, to an encoding. Scores
// (heads with labels) are of all that the window holds: over the words that the
// window before holds too, they fade from that one's to this one's. A vector is that
// of the window that the word belongs to. start is as for cuts.
func (m *Model) join(e *extractors.Encoding, said []extractors.Matrix, c cut, start []int) {
	shared := c.start // where the words end that the window before holds too
	if n := len(e.Windows); n > 0 {
		shared = max(shared, e.Windows[n-1].End)
	}
	window := extractors.Window{Start: c.start, End: c.end, From: c.from, To: c.to, Heads: map[string]extractors.Matrix{}}
	for k, h := range m.heads {
		set := func(from, to int) {
			copy(e.Heads[h.Name].Data[from*h.Size:], said[k].Data[(from-c.start)*h.Size:(to-c.start)*h.Size])
		}
		switch {
		case linking[h.Name]:
			window.Heads[h.Name] = extractors.Matrix{Cols: h.Size, Data: slices.Clone(said[k].Data)}
		case h.Labels == nil:
			set(c.from, c.to)
		default:
			for w := c.start; w < shared; w++ {
				share := float32(1+start[w]-start[c.start]) / float32(2+start[shared]-start[c.start])
				row := e.Heads[h.Name].Row(w)
				for i, x := range said[k].Row(w - c.start) {
					row[i] += float32(share * (x - row[i]))
				}
			}
			set(shared, c.end)
		}
	}
	e.Windows = append(e.Windows, window)
}
