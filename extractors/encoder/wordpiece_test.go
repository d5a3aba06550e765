package encoder

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/internal/shareddata"
)

var update = flag.Bool("update", false, "write testdata/pieces.golden anew (needs Python with tokenizers)")

// published is the vocabulary of the published model.
var published = sync.OnceValue(func() *wordpieces {
	data, err := os.ReadFile("model/vocab.txt")
	if err != nil {
		panic(err)
	}
	w, err := newWordpieces(string(data))
	if err != nil {
		panic(err)
	}
	return w
})

// A seen is what the encoder sees of a word.
type seen struct {
	start, end   int
	ids          []int32
	shape, quote uint8
}

func (s *seen) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[]any{&s.start, &s.end, &s.ids, &s.shape, &s.quote})
}

func (s seen) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{s.start, s.end, s.ids, s.shape, s.quote})
}

func (s seen) equal(o seen) bool {
	return s.start == o.start && s.end == o.end && slices.Equal(s.ids, o.ids) && s.shape == o.shape && s.quote == o.quote
}

func see(s string) []seen {
	var out []seen
	var quotes quotation
	previous := 0
	for _, span := range words(nil, s) {
		word := span.Of(s)
		shape := shapeOf(word)
		w := seen{span.Start, span.End, nil, shape, quotes.next(s[previous:span.Start], word)}
		for _, p := range published().of(word) {
			w.ids = append(w.ids, p.id)
		}
		out, previous = append(out, w), span.End
	}
	return out
}

// python asks the code of training what it sees of texts: nil for one with
// characters that its version of Unicode does not have. The test is skipped
// where Python has no tokenizers.
func python(t *testing.T, texts []string) [][]seen {
	t.Helper()
	interpreter := needPython(t)
	var in bytes.Buffer
	encoder := json.NewEncoder(&in)
	for _, s := range texts {
		if err := encoder.Encode(s); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(interpreter, "testdata/pieces.py")
	command.Stdin, command.Stderr = &in, os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]seen
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var one []seen
		if err := decoder.Decode(&one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	if len(all) != len(texts) {
		t.Fatalf("%d answers for %d texts", len(all), len(texts))
	}
	return all
}

func needPython(t *testing.T) string {
	t.Helper()
	interpreter := os.Getenv("PYTHON")
	if interpreter == "" {
		interpreter = "python3"
	}
	if err := exec.Command(interpreter, "-c", "import tokenizers").Run(); err != nil {
		t.Skipf("%s has no tokenizers (set PYTHON)", interpreter)
	}
	return interpreter
}

func conform(t *testing.T, texts []string, want [][]seen) {
	t.Helper()
	bad := 0
	for i, s := range texts {
		if got := see(s); want[i] != nil && !slices.EqualFunc(got, want[i], seen.equal) {
			diff := cmp.Diff(want[i], got, cmp.AllowUnexported(seen{}))
			if bad++; bad <= 10 {
				t.Errorf("%q (-Python +Go):\n%s", s, diff)
			}
		}
	}
	if bad > 10 {
		t.Errorf("%d of %d texts in all", bad, len(texts))
	}
}

// hard are words that tokenizers get wrong.
var hard = []string{
	"", " ", "a", "A", "I", "The", "NATO", "eBay", "McDonald", "iPhone", "O'Neil", "don’t", "F-16", "U.S.", "x2", "2021", "3rd", "1,000.50",
	"Zoë", "Ünal", "İzmir", "ıI", "café", "cafe\u0301", "naïve", "Ærø", "Straße", "ẞ", "Łódź", "Çağdaş", "Ștefan", "Đặng", "Ångström", "ſ",
	"ﬁnance", "Ǆ", "ǅ", "ǆ", "ª", "º", "ⅷ", "Ⅷ", "①", "x²", "½", "१२३", "٣٤", "𝟏𝟐", "𝐁𝐨𝐥𝐝", "𝒷", "ﾊﾝｶｸ", "ｆｕｌｌ",
	"東京", "東 京", "中国新闻", "日本語のテスト", "한국어", "각", "ไทย", "हिन्दी", "العربية", "עברית", "Россия", "ЁЖ", "й", "Ελλάδα", "ΌΣΟΣ", "ქართული", "Ა",
	"_", "__init__", "snake_case", "a_b", "#tag", "@user", "https://example.org/a?b=c", "e-mail", "…", "...", "—", "–", "‐",
	"“a”", "«b»", "\"c\"", "“a\nb", "\"a\nb\"c", "‘d’", "``e''", "„f“", "€5", "$1.5bn", "£3m", "12%", "½%", "№5", "™", "©", "°C",
	"👍", "👍🏽", "👨‍👩‍👧", "🇫🇷", "a\u200bb", "a\u00adb", "a\u00a0b", "a\u2028b", "a\u3000b", "\ufeffa", "a\u0000b", "a\u0001b", "a\tb", "a\r\nb", "\x1c\x1d", "\ufffd", "\ue000", "a\ue000b",
	"\u0301", "\u0903", "\u20dd", "\U000e0041", "㐀", "豈", "\U00020000", "\U0002b820", "\U0002f800", "々", "〇", "ー",
	"antidisestablishmentarianism", "Donaudampfschifffahrtsgesellschaft", "qwrtzpsdfghjklxcvbnm",
	strings.Repeat("a", 99), strings.Repeat("a", 100), strings.Repeat("a", 101), strings.Repeat("é", 100), strings.Repeat("é", 101),
	strings.Repeat("東", 120), strings.Repeat("_", 120), strings.Repeat("각", 40), articleText,
}

// TestPiecesGolden runs where there is no Python.
func TestPiecesGolden(t *testing.T) {
	const golden = "testdata/pieces.golden"
	if *update {
		var out bytes.Buffer
		for i, want := range python(t, hard) {
			line, err := json.Marshal(map[string]any{"text": hard[i], "words": want})
			if err != nil {
				t.Fatal(err)
			}
			out.Write(append(line, '\n'))
		}
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(golden)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var texts []string
	var want [][]seen
	for decoder := json.NewDecoder(f); decoder.More(); {
		var line struct {
			Text  string
			Words []seen
		}
		if err := decoder.Decode(&line); err != nil {
			t.Fatal(err)
		}
		texts, want = append(texts, line.Text), append(want, line.Words)
	}
	if !slices.Equal(texts, hard) {
		t.Fatal("the golden file has other texts: run with -update")
	}
	conform(t, texts, want)
}

// TestPiecesPython compares every character that both know, alone and inside a
// word, and random mixtures.
func TestPiecesPython(t *testing.T) {
	needPython(t)
	var texts []string
	var known []rune
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if utf8.ValidRune(r) && unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.M, unicode.Cc, unicode.Cf, unicode.Co) &&
			(r%64 == 0 || !unicode.In(r, unicode.Co)) {
			known = append(known, r)
			texts = append(texts, string(r)+" ab"+string(r)+"cd")
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var s []rune
		for range 1 + r.IntN(40) {
			switch r.IntN(4) {
			case 0:
				s = append(s, known[r.IntN(len(known))])
			case 1:
				s = append(s, []rune("aeiouAEIOUstn019 _'\"“”\n")[r.IntN(23)])
			case 2:
				s = append(s, known[r.IntN(2000)])
			default:
				s = append(s, rune('a'+r.IntN(26)))
			}
		}
		texts = append(texts, string(s))
	}
	conform(t, texts, python(t, texts))
}

// TestPiecesShared compares all texts of the shared data.
func TestPiecesShared(t *testing.T) {
	needPython(t)
	dir := shareddata.Path(t, "data")
	distinct := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		for lines := bufio.NewReader(f); ; {
			line, err := lines.ReadString('\n')
			for _, w := range words(nil, strings.ToValidUTF8(line, "")) {
				distinct[w.Of(strings.ToValidUTF8(line, ""))] = true
			}
			if err != nil {
				return nil
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	texts := make([]string, 0, len(distinct))
	for w := range distinct {
		texts = append(texts, w)
	}
	slices.Sort(texts)
	t.Logf("%d distinct words", len(texts))
	conform(t, texts, python(t, texts))
}

// FuzzPieces checks that pieces cover bytes of the word in order.
func FuzzPieces(f *testing.F) {
	for _, s := range hard {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w := published()
		for _, span := range words(nil, s) {
			word := span.Of(s)
			pieces := w.of(word)
			if len(pieces) == 0 {
				t.Fatalf("%q has no pieces", word)
			}
			end := int32(0)
			for _, p := range pieces {
				// A character that is decomposed may be in two pieces.
				if p.start < 0 || p.end <= p.start || int(p.end) > len(word) || p.start < end && p.end < end {
					t.Fatalf("%q: %+v", word, pieces)
				}
				if !utf8.ValidString(word) == utf8.ValidString(word[p.start:p.end]) && utf8.ValidString(word) {
					t.Fatalf("%q: piece %q", word, word[p.start:p.end])
				}
				end = p.end
			}
		}
	})
}

func TestPieceOffsets(t *testing.T) {
	for word, want := range map[string][]string{
		"Zoëys":    {"Zoë", "ys"},
		"Ünal":     {"Üna", "l"},
		"東京":       {"東", "京"},
		"it_all":   {"it", "_", "all"},
		"\u0301":   {"\u0301"},
		"playing":  {"playing"},
		"İstanbul": {"İstanbul"},
	} {
		var got []string
		for _, p := range published().of(word) {
			got = append(got, word[p.start:p.end])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", word, diff)
		}
	}
}

func TestCacheBound(t *testing.T) {
	w := published()
	for i := range 3 * cacheWords {
		w.of(strings.Repeat("x", i%7) + string(rune('a'+i%26)) + string(rune(0x4e00+i%20000)) + string(rune('a'+i/26%26)))
	}
	if n := len(w.cache); n > cacheWords {
		t.Errorf("%d words", n)
	}
	if _, kept := w.cache[strings.Repeat("x", cacheWordSize+1)]; kept {
		t.Error("a long word is kept")
	}
}

func TestWords(t *testing.T) {
	for s, want := range map[string][]corpus.Span{
		"":              nil,
		" \n":           nil,
		"ab c":          {{Start: 0, End: 2}, {Start: 3, End: 4}},
		"“é1_”":         {{Start: 0, End: 3}, {Start: 3, End: 7}, {Start: 7, End: 10}},
		"a\xffb":        {{Start: 0, End: 1}, {Start: 1, End: 2}, {Start: 2, End: 3}},
		"\ufffd\u00a0x": {{Start: 0, End: 3}, {Start: 5, End: 6}},
		"...":           {{Start: 0, End: 1}, {Start: 1, End: 2}, {Start: 2, End: 3}},
	} {
		if diff := cmp.Diff(want, words(nil, s)); diff != "" {
			t.Errorf("%q: %s", s, diff)
		}
	}
}
