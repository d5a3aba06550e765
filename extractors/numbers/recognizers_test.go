package numbers

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/tokens"
	"onrecord/internal/shareddata"
)

// A specCase is a case of the specification of Microsoft Recognizers-Text.
type specCase struct {
	Input   string
	Results []struct {
		Text       string
		TypeName   string
		Resolution struct{ Value, Unit string }
	}
}

// A finding is what both sides are compared by: the words, and the value or
// the interval.
type finding struct{ text, value string }

// specs are the models of Recognizers-Text that news needs, each with the view
// of our grammar that answers it.
var specs = []struct {
	name, file string
	read       func(s *spec) []finding
}{
	{"number", "Number/NumberModel.json", (*spec).literals},
	{"number range", "Number/NumberRangeModel.json", (*spec).ranges},
	{"percentage", "Number/PercentModel.json", (*spec).percentages},
	{"ordinal", "Number/OrdinalModel.json", (*spec).ordinals},
	{"currency", "NumberWithUnit/CurrencyModel.json", (*spec).money},
	{"dimension", "NumberWithUnit/DimensionModel.json", (*spec).dimensions},
	{"temperature", "NumberWithUnit/TemperatureModel.json", (*spec).temperatures},
	{"age", "NumberWithUnit/AgeModel.json", (*spec).ages},
}

// TestRecognizers runs the English cases of Recognizers-Text. A case passes if
// spans and values are the same; testdata/refusals.tsv says why the others are
// refused, and every one must be there.
func TestRecognizers(t *testing.T) {
	tokenizer, err := tokens.New()
	if err != nil {
		t.Fatal(err)
	}
	refused := refusals(t)
	for _, m := range specs {
		t.Run(m.name, func(t *testing.T) {
			raw, err := os.ReadFile(shareddata.Path(t, "data/numbers/recognizers/"+m.file))
			if err != nil {
				t.Fatal(err)
			}
			var cases []specCase
			if err := json.Unmarshal([]byte(strings.TrimPrefix(string(raw), "\ufeff")), &cases); err != nil {
				t.Fatal(err)
			}
			passed := 0
			for i, c := range cases {
				got, want := m.read(newSpec(t, tokenizer, c.Input)), wanted(c, m.name)
				key := fmt.Sprintf("%s %d", m.name, i)
				if fmt.Sprint(got) == fmt.Sprint(want) {
					passed++
					if refused[key] != "" {
						t.Errorf("case %d passes but stands in the table of refusals", i)
					}
					continue
				}
				if refused[key] == "" {
					t.Errorf("case %d: %q\n got %v\nwant %v", i, c.Input, got, want)
				}
			}
			t.Logf("%d of %d pass (%.1f%%)", passed, len(cases), 100*float64(passed)/float64(len(cases)))
		})
	}
}

func refusals(t *testing.T) map[string]string {
	table := map[string]string{}
	f, err := os.Open("testdata/refusals.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if row := strings.Split(lines.Text(), "\t"); len(row) == 3 {
			for _, i := range strings.Fields(row[1]) {
				table[row[0]+" "+i] = row[2]
			}
		}
	}
	return table
}

// wanted is what the specification expects, values rounded to six digits.
func wanted(c specCase, model string) []finding {
	var list []finding
	for _, r := range c.Results {
		if (r.Resolution.Value == "" || r.Resolution.Value == "null") && model != "ordinal" {
			continue // a unit without a number is no quantity
		}
		v := strings.TrimSuffix(r.Resolution.Value, "%")
		if f, err := strconv.ParseFloat(v, 64); err == nil {
			v = six(f)
		} else if lo, hi, ok := interval(v); ok {
			v = lo + " " + hi
		}
		list = append(list, finding{strings.ToLower(r.Text), v})
	}
	return list
}

// interval reads '(20,35]'; the brackets of a closed range of two numbers say
// nothing ('between 20 and 30' is [20,30) in one mode, [20,30] in the other).
func interval(s string) (string, string, bool) {
	if len(s) < 3 || !strings.Contains(s, ",") {
		return "", "", false
	}
	lo, hi, _ := strings.Cut(s[1:len(s)-1], ",")
	round := func(x string) string {
		if f, err := strconv.ParseFloat(x, 64); err == nil {
			return six(f)
		}
		return ""
	}
	lo, hi = round(lo), round(hi)
	if hi == "" {
		return s[:1] + lo, "", true
	}
	if lo == "" {
		return "", hi + s[len(s)-1:], true
	}
	return lo, hi, true
}

func six(f float64) string {
	if f != 0 && math.Abs(f) < 1e-4 {
		return strconv.FormatFloat(f, 'e', 5, 64)
	}
	return strconv.FormatFloat(f, 'g', 6, 64)
}

// A spec is one input, read by the grammar with the tags of the tokens.
type spec struct {
	text    string
	readers []*reader
	lists   [][]quantity
	plain   *reader
}

func newSpec(t *testing.T, tokenizer *extractors.Extractor, text string) *spec {
	doc := &corpus.Document{Text: text, Regions: []corpus.Region{{Kind: corpus.Body, Span: corpus.Span{End: len(text)}}}}
	a := &extractors.Annotation{Doc: doc}
	if err := tokenizer.Run(a); err != nil {
		t.Fatal(err)
	}
	s := &spec{text: text, plain: &reader{text: text, atoms: lex(text, corpus.Span{End: len(text)}, a.Tokens)}}
	for _, x := range a.Sentences {
		r := &reader{text: text, atoms: lex(text, x.Span, a.Tokens[x.Tokens[0]:x.Tokens[1]])}
		list := r.quantities()
		r.modify(list)
		s.readers, s.lists = append(s.readers, r), append(s.lists, list)
	}
	return s
}

func (s *spec) finding(r *reader, from, to int, value string) finding {
	return finding{strings.ToLower(r.textOf(phrase{from, to})), value}
}

// literals are all numbers, in names and dates too, without those that a unit is
// glued to.
func (s *spec) literals() []finding {
	r := s.plain
	var list []finding
	mask := make([]bool, len(r.atoms)+1)
	for i := 0; i < len(r.atoms); {
		l, ok := r.literal(i)
		if !ok || l.form == ordinalForm {
			i = max(i+1, l.to)
			continue
		}
		q := quantity{from: i, to: l.to, lit: l, value: l.value}
		if l.form == cardinalForm {
			q, _ = r.ratio(q, mask)
		}
		i = q.to
		if _, _, unit := r.unit(q.to, false); unit && r.glued(q.to) && r.isWord(q.to) {
			continue
		}
		if r.low(l.from) == "one" && q.to == l.from+1 && !r.standsAlone(l) {
			continue
		}
		list = append(list, s.finding(r, q.from, q.to, six(q.value.InexactFloat64())))
	}
	return list
}

// standsAlone says whether 'one' is no pronoun.
func (r *reader) standsAlone(l literal) bool {
	switch r.low(l.from - 1) {
	case "the", "this", "that", "which":
		return false
	}
	return true
}

func (s *spec) each(f func(r *reader, q *quantity) (finding, bool)) []finding {
	var list []finding
	for i, r := range s.readers {
		for k := range s.lists[i] {
			if x, ok := f(r, &s.lists[i][k]); ok {
				list = append(list, x)
			}
		}
	}
	return list
}

func (s *spec) ranges() []finding {
	return s.paired(s.each(func(r *reader, q *quantity) (finding, bool) {
		v := six(q.value.InexactFloat64())
		if q.hasHigh {
			from := q.from
			if r.low(from-1) == "from" {
				from--
			}
			return s.finding(r, from, q.lit.to, v+" "+six(q.high.InexactFloat64())), true
		}
		from, to := q.modFrom, q.lit.to
		if q.kind == Ratio {
			to = q.to
		}
		if _, end := r.modifierAfter(to); end > to {
			to = end
			if sign, _ := r.modifierBefore(q.from); sign == "~" {
				from = q.from
			}
		}
		if from == q.from && to == q.lit.to {
			return finding{}, false
		}
		switch q.modifier {
		case ">":
			v = "(" + v + " "
		case ">=":
			v = "[" + v + " "
		case "<":
			v = " " + v + ")"
		case "<=":
			v = " " + v + "]"
		case "=":
			v = v + " " + v
		default:
			return finding{}, false
		}
		return s.finding(r, from, to, v), true
	}))
}

// paired joins a lower and an upper bound side by side into one interval, as the
// model does ('above 10 and below 20').
func (s *spec) paired(list []finding) []finding {
	low := strings.ToLower(s.text)
	var joined []finding
	pos := 0
	for i := 0; i < len(list); i++ {
		at := strings.Index(low[pos:], list[i].text) + pos
		end := at + len(list[i].text)
		pos = end
		if i+1 < len(list) {
			next := strings.Index(low[end:], list[i+1].text) + end
			between := strings.TrimSpace(low[end:next])
			a, b := list[i].value, list[i+1].value
			if strings.HasPrefix(a, " ") {
				a, b = b, a
			}
			lo, _ := strconv.ParseFloat(strings.Trim(a, "([ "), 64)
			hi, _ := strconv.ParseFloat(strings.Trim(b, ")] "), 64)
			if (between == "and" || between == "but" || between == ",") && strings.ContainsAny(a, "([") && strings.ContainsAny(b, ")]") && lo < hi {
				text := low[at : next+len(list[i+1].text)]
				joined = append(joined, finding{text, six(lo) + " " + six(hi)})
				i++
				pos = next + len(list[i].text)
				continue
			}
		}
		joined = append(joined, list[i])
	}
	return joined
}

func (s *spec) byKind(kinds ...string) []finding {
	return s.each(func(r *reader, q *quantity) (finding, bool) {
		for _, k := range kinds {
			if q.kind == k {
				from, v := q.from, q.value
				if q.hasHigh { // of a range with a unit the model reads the upper end alone
					from, v = r.upperEnd(q), q.high
				} else if r.low(from-1) == "age" {
					from--
				}
				return s.finding(r, from, r.withoutRate(q), six(v.InexactFloat64())), true
			}
		}
		return finding{}, false
	})
}

// upperEnd is where the second number of a range begins.
func (r *reader) upperEnd(q *quantity) int {
	for k := q.lit.to - 1; k > q.from; k-- {
		if w := r.low(k); w == "-" || w == "to" || w == "and" || w == "or" || w == "~" {
			return k + 1
		}
	}
	return q.from
}

// withoutRate is where the unit ends without its rate: Recognizers-Text reads
// '$4 an hour' as '$4'.
func (r *reader) withoutRate(q *quantity) int {
	if strings.Contains(q.norm, " per ") && q.dim != "speed" && !(q.dim == "length" && strings.Contains(q.norm, "second")) {
		for k := q.lit.to; k < q.to; k++ {
			if w := r.low(k); w == "per" || w == "a" || w == "an" || w == "/" {
				if r.low(k-1) == "-" {
					k--
				}
				return k
			}
		}
	}
	return q.to
}

func (s *spec) percentages() []finding { return s.byKind(Percent) }
func (s *spec) money() []finding       { return s.byKind(Money) }
func (s *spec) dimensions() []finding  { return s.byKind(Measure) }
func (s *spec) temperatures() []finding {
	return s.byKind(Temperature)
}
func (s *spec) ages() []finding     { return s.byKind(Age) }
func (s *spec) ordinals() []finding { return s.byKind(Ordinal, Rank) }
