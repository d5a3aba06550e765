// Package peak measures what a core can do at most, for benchmarks.
package peak

// VNNI runs 24·n VPDPBUSD on registers alone, 64 products each, with as many
// accumulators as a tile of kernel.Product. It needs AVX-512 VNNI.
func VNNI(n int) { vnni(n) }

// Products are those of VNNI(1).
const Products = 24 * 64
