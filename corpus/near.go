package corpus

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dgryski/go-minhash"
)

// Near-duplicates are articles that say the same in nearly the same words: wire
// copy with another headline, a shorter version, a correction of one word.
// They are found by MinHash (Broder 1997) over shingles of words, with
// locality-sensitive hashing in bands (Leskovec et al., Mining of Massive
// Datasets, 3.4). Articles that one template makes share most of their words
// too, but not their names and numbers: these are compared by a second MinHash.
const (
	shingleWords = 4  // words in a shingle
	minShingles  = 60 // an article with fewer is near to none
	textHashes   = 64 // MinHash values of the shingles
	factHashes   = 32 // MinHash values of the names and numbers
	bands        = 12 // of bandRows text hashes each; two articles are compared if one agrees
	bandRows     = 4
	nearText     = 0.70 // Jaccard similarity of the shingles from which two articles are near
	nearFacts    = 0.65 // the same of names and numbers
)

// A Sketch is the MinHash signature of an article's words, 16 bits a hash, and
// after it that of its names and numbers (b-bit minwise hashing, Li and König
// 2010). It can be kept from run to run: MarshalText gives it as base64. The
// zero Sketch is that of an article that is too short to be compared.
type Sketch [textHashes + factHashes]uint16

// Signature is the sketch of a text. Punctuation and white space do not
// matter. Give it what the article itself says and not what stands around it.
func Signature(text string) Sketch {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words)-shingleWords+1 < minShingles {
		return Sketch{}
	}
	shingles := minhash.NewMinWise(hash1, hash2, textHashes)
	facts := minhash.NewMinWise(hash1, hash2, factHashes)
	push := func(m *minhash.MinWise, x uint64) {
		m.Push(binary.LittleEndian.AppendUint64(make([]byte, 0, 8), x))
	}
	var window [shingleWords]uint64 // hashes of the last words
	seen := map[uint64]bool{}
	for i, word := range words {
		h := hashWord(strings.ToLower(word))
		copy(window[:], window[1:])
		window[shingleWords-1] = h
		if i >= shingleWords-1 {
			x := uint64(0)
			for _, w := range window {
				x = mix(x ^ w)
			}
			push(shingles, x)
		}
		first, _ := utf8.DecodeRuneInString(word)
		if (unicode.IsUpper(first) || unicode.IsDigit(first)) && !seen[h] {
			seen[h] = true
			push(facts, h)
		}
	}
	var s Sketch
	for i, v := range append(shingles.Signature(), facts.Signature()...) {
		s[i] = uint16(v)
	}
	return s
}

// hashWord is FNV-1a, mixed: alone, as ekzhu/minhash-lsh takes it, it leaves the
// high bits of short words nearly equal, and the minima then depend on each other.
func hashWord(word string) uint64 {
	h := fnv.New64a()
	io.WriteString(h, word)
	return mix(h.Sum64())
}

// mix is the finaliser of SplitMix64 (Steele et al. 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// hash1 and hash2 are the independent hashes that MinHash is made of.
func hash1(b []byte) uint64 { return mix(binary.LittleEndian.Uint64(b) + 0x9E3779B97F4A7C15) }
func hash2(b []byte) uint64 { return mix(binary.LittleEndian.Uint64(b)+0xD1B54A32D192ED03) | 1 }

// MarshalText is the sketch in base64.
func (s Sketch) MarshalText() ([]byte, error) {
	raw, err := binary.Append(nil, binary.LittleEndian, s[:])
	return []byte(base64.RawStdEncoding.EncodeToString(raw)), err
}

// UnmarshalText reads what MarshalText wrote.
func (s *Sketch) UnmarshalText(text []byte) error {
	raw, err := base64.RawStdEncoding.DecodeString(string(text))
	if err != nil || len(raw) != 2*len(s) {
		return fmt.Errorf("not a sketch: %d bytes of text", len(text))
	}
	_, err = binary.Decode(raw, binary.LittleEndian, s[:])
	return err
}

// near is the similarity of the texts of two sketches, and whether it is that
// of near-duplicates.
func (s *Sketch) near(o *Sketch) (similarity float64, ok bool) {
	similarity = agreement(s[:textHashes], o[:textHashes])
	return similarity, similarity >= nearText && agreement(s[textHashes:], o[textHashes:]) >= nearFacts
}

// agreement is the share of equal hashes, which estimates the Jaccard similarity.
func agreement(a, b []uint16) float64 {
	equal := 0
	for i := range a {
		if a[i] == b[i] {
			equal++
		}
	}
	return float64(equal) / float64(len(a))
}

// Near finds near-duplicates among the articles that are added to it, in about
// 600 bytes for each that is none. It is not safe for concurrent use. What it
// finds depends on the order of adding alone.
//
// The index of ekzhu/minhash-lsh is not used, because it must be sorted anew
// after each addition and gives candidates in no fixed order.
type Near struct {
	ids      []string
	sketches []Sketch
	tables   [bands]map[uint64]int32 // band to the last article with it
	before   [][bands]int32          // of an article, by band: the article before it with the same, -1 if none
}

// NewNear is an empty index.
func NewNear() *Near {
	n := &Near{}
	for i := range n.tables {
		n.tables[i] = map[uint64]int32{}
	}
	return n
}

// Add adds an article and returns the id of the one that it nearly repeats: of
// those added before that are no near-duplicates themselves the most similar,
// and the first of equals; "" if there is none.
func (n *Near) Add(id string, s Sketch) (duplicateOf string) {
	if s == (Sketch{}) {
		return ""
	}
	best, bestSimilarity := -1, 0.0
	compared := map[int32]bool{}
	for b := range n.tables {
		i, ok := n.tables[b][s.band(b)]
		for ; ok && i >= 0; i = n.before[i][b] {
			if compared[i] {
				continue
			}
			compared[i] = true
			similarity, near := s.near(&n.sketches[i])
			if near && (similarity > bestSimilarity || similarity == bestSimilarity && int(i) < best) {
				best, bestSimilarity = int(i), similarity
			}
		}
	}
	if best >= 0 {
		return n.ids[best]
	}
	i := int32(len(n.ids))
	n.ids = append(n.ids, id)
	n.sketches = append(n.sketches, s)
	var before [bands]int32
	for b := range n.tables {
		key := s.band(b)
		before[b] = -1
		if last, ok := n.tables[b][key]; ok {
			before[b] = last
		}
		n.tables[b][key] = i
	}
	n.before = append(n.before, before)
	return ""
}

// band is the b-th band of the text hashes.
func (s *Sketch) band(b int) uint64 {
	var key uint64
	for _, h := range s[b*bandRows : (b+1)*bandRows] {
		key = key<<16 | uint64(h)
	}
	return key
}
