package main

import . "github.com/mmcloughlin/avo/build"

// peakVNNI has the accumulators of a tile of the product and nothing to load.
func peakVNNI() {
	function("vnni", "n int")
	n := argument("n")
	acc := avx512.tile(maxRows, panelCols/16)
	w, x := ZMM(), ZMM()
	avx512.zero(w)
	avx512.zero(x)
	loop("again", n, func() {
		for _, row := range acc {
			for _, a := range row {
				VPDPBUSD(w, x, a)
			}
		}
	})
	VZEROUPPER()
	RET()
}
