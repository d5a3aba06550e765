package encoder

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/sugarme/tokenizer/model"
	"github.com/sugarme/tokenizer/model/wordpiece"
	"github.com/sugarme/tokenizer/normalizer"
	"golang.org/x/text/unicode/norm"
)

// Pieces that every vocabulary has.
const (
	tokenUnknown = "[UNK]"
	tokenFirst   = "[CLS]"
	tokenLast    = "[SEP]"
	tokenBreak   = "[unused1]" // stands for a line break before a word
)

// maxWordChars is the length, in characters, from which on WordPiece gives up
// on a word.
const maxWordChars = 100

// A wordpieceSpan is a piece of a word: its id and the bytes of the word that
// it stands for.
type wordpieceSpan struct {
	id         int32
	start, end int32
}

// wordpieces cuts words into the pieces of a vocabulary as BERT's uncased
// tokenizer does: control characters and accents removed, in lower case, CJK
// characters and punctuation apart, then WordPiece. Safe for concurrent use.
//
// Words reach the tokenizer one by one, normalised: its own normaliser does not
// decompose, and its offsets are wrong after characters of several bytes.
type wordpieces struct {
	model                          wordpiece.WordPiece
	unknown, first, last, lineFeed int32

	mu    sync.RWMutex
	cache map[string][]wordpieceSpan
}

// Bounds of the cache: of the number of words, after which it is emptied, and
// of the bytes of a word. It takes at most about 10 MB.
const (
	cacheWords    = 1 << 15
	cacheWordSize = 64
)

var errVocabulary = errors.New("vocabulary")

// newWordpieces makes a tokenizer of a vocabulary, one piece a line; a piece's
// id is its line.
func newWordpieces(vocabulary string) (*wordpieces, error) {
	lines := strings.Split(strings.TrimSuffix(vocabulary, "\n"), "\n")
	ids := make(model.Vocab, len(lines))
	for i, line := range lines {
		if _, twice := ids[line]; twice {
			return nil, fmt.Errorf("%w: %q stands twice", errVocabulary, line)
		}
		ids[line] = i
	}
	w := &wordpieces{cache: map[string][]wordpieceSpan{}}
	for _, special := range []struct {
		token string
		id    *int32
	}{{tokenUnknown, &w.unknown}, {tokenFirst, &w.first}, {tokenLast, &w.last}, {tokenBreak, &w.lineFeed}} {
		id, ok := ids[special.token]
		if !ok {
			return nil, fmt.Errorf("%w: no %s", errVocabulary, special.token)
		}
		*special.id = int32(id)
	}
	w.model = wordpiece.NewWordPieceBuilder().Vocab(&ids).MaxInputCharsPerWord(maxWordChars).Build()
	return w, nil
}

// of is the pieces of a word, at least one. They are shared: do not write.
func (w *wordpieces) of(word string) []wordpieceSpan {
	w.mu.RLock()
	pieces, ok := w.cache[word]
	w.mu.RUnlock()
	if ok {
		return pieces
	}
	pieces = w.cut(word)
	if len(word) <= cacheWordSize {
		w.mu.Lock()
		if len(w.cache) >= cacheWords {
			clear(w.cache)
		}
		w.cache[strings.Clone(word)] = pieces
		w.mu.Unlock()
	}
	return pieces
}

func (w *wordpieces) cut(word string) []wordpieceSpan {
	var pieces []wordpieceSpan
	var part []rune     // of the word, normalised, without white space and punctuation
	var at, end []int32 // the bytes that each of its characters came from
	flush := func() {
		if len(part) > 0 {
			pieces = w.cutPart(pieces, part, at, end)
			part, at, end = part[:0], at[:0], end[:0]
		}
	}
	for i, r := range word {
		_, size := utf8.DecodeRuneInString(word[i:])
		add := func(r rune) {
			part, at, end = append(part, r), append(at, int32(i)), append(end, int32(i+size))
		}
		switch {
		case isRemoved(r):
		case unicode.IsSpace(r):
			flush()
		default:
			chinese := isChinese(r)
			if chinese {
				flush()
			}
			for _, d := range norm.NFD.String(string(r)) {
				switch {
				case unicode.Is(unicode.Mn, d):
				case normalizer.IsBertPunctuation(d):
					flush()
					add(d)
					flush()
				default:
					add(unicode.ToLower(d))
				}
			}
			if chinese {
				flush()
			}
		}
	}
	flush()
	if len(pieces) == 0 { // nothing is left of it
		pieces = append(pieces, wordpieceSpan{w.unknown, 0, int32(len(word))})
	}
	return pieces
}

// cutPart appends the pieces of a part of a word.
func (w *wordpieces) cutPart(pieces []wordpieceSpan, part []rune, at, end []int32) []wordpieceSpan {
	tokens, err := w.model.Tokenize(string(part))
	if err != nil { // it fails only without [UNK]
		return append(pieces, wordpieceSpan{w.unknown, at[0], end[len(end)-1]})
	}
	for _, t := range tokens {
		pieces = append(pieces, wordpieceSpan{int32(t.Id), at[t.Offsets[0]], end[t.Offsets[1]-1]})
	}
	return pieces
}

// isRemoved is what BERT's clean_text drops.
func isRemoved(r rune) bool {
	return r == 0 || r == utf8.RuneError ||
		unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) && r != '\t' && r != '\n' && r != '\r'
}

// isChinese is in the blocks that BERT takes for Chinese characters.
func isChinese(r rune) bool { return r >= 0x3400 && unicode.Is(chinese, r) }

var chinese = &unicode.RangeTable{
	R16: []unicode.Range16{{0x3400, 0x4dbf, 1}, {0x4e00, 0x9fff, 1}, {0xf900, 0xfaff, 1}},
	R32: []unicode.Range32{
		{0x20000, 0x2a6df, 1}, {0x2a700, 0x2b73f, 1}, {0x2b740, 0x2b81f, 1}, {0x2b920, 0x2ceaf, 1}, {0x2f800, 0x2fa1f, 1},
	},
}
