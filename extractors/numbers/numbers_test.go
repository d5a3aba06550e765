package numbers

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/tokens"
	"onrecord/internal/shareddata"
)

var tokenizer = sync.OnceValues(tokens.New)

// annotate runs the tokenizer and the numbers over a text.
func annotate(t testing.TB, text string) *extractors.Annotation {
	t.Helper()
	tok, err := tokenizer()
	if err != nil {
		t.Fatal(err)
	}
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text, Regions: []corpus.Region{{Kind: corpus.Body, Span: corpus.Span{End: len(text)}}}}}
	if err := tok.Run(a); err != nil {
		t.Fatal(err)
	}
	if err := New().Run(a); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestQuantities gives, for a sentence, what is found: words, value, modifier,
// change, unit and concept; '-' stands for nothing.
func TestQuantities(t *testing.T) {
	tests := []struct{ sentence, want string }{
		// counts
		{"The storm flooded 1,250 homes.", "1,250 = 1250 - home (homes)"},
		{"Some two dozen farmers marched.", "two dozen ~ 24 - farmer (farmers)"},
		{"More than a hundred and five pupils sat the test.", "a hundred and five > 105 - pupil (pupils)"},
		{"At least 34 000 workers were sent home.", "34 000 >= 34000 - worker (workers)"},
		{"Several hundred villagers fled.", "Several hundred >= 100 - villager (villagers)"},
		{"Hundreds of thousands of voters stayed away.", "Hundreds of thousands >= 100000 - voter (voters)"},
		{"Three of the 15 judges agreed.", "Three = 3 - judge (judges) | 15 = 15 - judge (judges)"},
		{"They sent 4,000 soldiers and police to the border.", "4,000 = 4000 - soldier and police (soldiers and police)"},
		{"It grew to nearly half a million members.", "half a million ~ 500000 up member (members)"},
		{"At least 23 farmers were killed in raids, seven of them in May.", "23 >= 23 - farmer (farmers) | seven = 7 - farmer (farmers)"},
		{"They have six 13-metre-long fish tanks.", "six = 6 - fish tank (fish tanks) | 13-metre-long = 13 - metre (fish tanks)"},
		{"Two Israelis and 40 Hindus were hurt.", "Two = 2 - Israeli (Israelis) | 40 = 40 - Hindu (Hindus)"},
		{"She had zero support in the town.", "zero = 0 - support (support)"},
		{"The speech was about how they handed over 20 bodies.", "20 = 20 - body (bodies)"},
		{"We are talking about two aspects.", "two = 2 - aspect (aspects)"},
		// money
		{"The firm paid $1.2bn for the mine.", "$1.2bn = 1.2e+09 - dollar (mine)"},
		{"He owes £3m to the bank.", "£3m = 3e+06 - pound (He)"},
		{"The farm lost between R 2 million and R 3 million.", "between R 2 million and R 3 million = 2e+06..3e+06 - rand (farm)"},
		{"A coat costs 12,500 CFA francs.", "12,500 CFA francs = 12500 - CFA franc (coat)"},
		{"Wages of $15 an hour are rare.", "$15 an hour = 15 - dollar per hour (Wages)"},
		// shares
		{"Exports fell 0.4 per cent.", "0.4 per cent = 0.4 down percent (Exports)"},
		{"Nearly two-thirds of growers agree.", "two-thirds ~ 0.6667 - - (growers)"},
		{"Two in five drivers speed.", "Two in five = 0.4 - - (drivers)"},
		{"The price of bread rose by 12 to 15 percent.", "12 to 15 percent = 12..15 up percent (price of bread)"},
		{"The council cut the fee from 18 percent to 9.5 percent.", "18 percent to 9.5 percent = 18..9.5 down percent (fee)"},
		{"The death toll in Tuesday's mishap off Long Island has risen to 47.", "47 = 47 up - (death toll)"},
		{"The boats carried 'as many as 150' people.", "150 <= 150 - person (people)"},
		{"Crowds came to the two 'Good Bread' fairs.", "two = 2 - 'Good Bread' fair ('Good Bread' fairs)"},
		{"The number of victims in the fire rose past 40.", "40 > 40 up victim (number of victims)"},
		{"Prices edged up to 3 per cent in May.", "3 per cent = 3 up percent (Prices)"},
		// measures, durations, ages
		{"Women aged below 40 voted.", "40 < 40 - year (Women)"},
		{"Those who were 99 or older got a cake.", "99 >= 99 - year (Those)"},
		{"Another rider, also 15, was hurt.", "15 = 15 - year (rider)"},
		{"The tower is 120 metres high.", "120 metres = 120 - metre (tower)"},
		{"A two-year ban was lifted.", "two-year = 2 - year (ban)"},
		{"The plant makes 5kW panels.", "5kW = 5 - kilowatt (panels)"},
		{"Waves of 8- to 10-foot height hit the shore.", "8- to 10-foot = 8..10 - foot (height)"},
		{"He drove at 90 km/h.", "90 km/h = 90 - kilometre per hour (He)"},
		{"Nora Blake, 41, won.", "41 = 41 - year (Nora Blake)"},
		{"A 34-year-old plumber was hurt.", "34-year-old = 34 - year (plumber)"},
		{"The drought lasted a decade.", "a decade = 10 - year (drought)"},
		{"Temperatures fell to minus-20 degrees Celsius.", "minus-20 degrees Celsius = -20 down degree Celsius (Temperatures)"},
		{"The rate doubled.", "doubled = 2 up time (rate)"},
		// scores
		{"Leeds won 3-1 against Derby.", "3 = 3 - - (Leeds) | 1 = 1 - - (Derby)"},
		// names hold no quantities
		{"On 16 June 2021 the G7 met in Room 12 at 9:30 a.m. under Resolution 2690.", ""},
		{"A Boeing 747 landed on Route 66 after COVID-19.", ""},
		{"Call (555) 123-4567 or write to 150 South Harbour Road.", ""},
		{"No one knows which one is right.", ""},
		{"Law No. (20) of 2018 is the follow-up to 2011's code.", ""},
		{"Crews of News 2 came to the hall, which doubles as a school.", ""},
		{"It struck at ten past eight, not at half past nine.", ""},
		{"He is careful about one's own words.", ""},
	}
	for _, test := range tests {
		var got []string
		for _, n := range annotate(t, test.sentence).Numbers {
			if n.Kind == Ordinal || n.Kind == Rank {
				continue
			}
			v := fmt.Sprintf("%.4g", n.Value)
			if n.Value >= 1e4 && n.Value < 1e6 {
				v = fmt.Sprintf("%.0f", n.Value)
			}
			if n.HasHigh {
				v += fmt.Sprintf("..%.4g", n.High)
			}
			got = append(got, fmt.Sprintf("%s %s %s %s %s (%s)", n.Span.Of(test.sentence), n.Modifier, v, dash(n.Change), dash(n.UnitNorm), n.Concept))
		}
		if s := strings.Join(got, " | "); s != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.sentence, s, test.want)
		}
	}
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// TestUnreadRegions checks that what stands around an article is left alone.
func TestUnreadRegions(t *testing.T) {
	text := "Twelve dogs ran."
	tok, err := tokenizer()
	if err != nil {
		t.Fatal(err)
	}
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text, Regions: []corpus.Region{{Kind: corpus.Footer, Span: corpus.Span{End: len(text)}}}}}
	if err := tok.Run(a); err != nil {
		t.Fatal(err)
	}
	if err := New().Run(a); err != nil || len(a.Numbers) != 0 {
		t.Errorf("%v %v", a.Numbers, err)
	}
}

// FuzzSentence checks that no input panics or gives a span outside of the text
// or a value that is no number.
func FuzzSentence(f *testing.F) {
	for _, s := range []string{"", "$", "1/0", "2^-0", "0^-1", "a", "half", "one and", "9.9.9.9", "£-3m to", "between 5 and", "12 000 000 0", "1e99 2^99^99", "'s 5", "½½", "hundred hundred hundred",
		"of of of 5 of of", "twenty-", "-", "( 5", "5\"", "3-1-2", "\xff5", "１２", "two out of", "from 5 to", "70s", "A$", "5'6\"", "1,1,1,1", "one hundred and and", "a a a year"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "?")
		}
		var ts []extractors.Token
		tags := []string{"NN", "NNS", "NNP", "CD", "VBD", "IN", "DT", "JJ", "VBN", "POS", "PRP$", "CC"}
		for i, field := 0, 0; i < len(s); field++ {
			n := strings.IndexAny(s[i:], " \n")
			if n < 0 {
				n = len(s) - i
			}
			if n > 0 {
				ts = append(ts, extractors.Token{Span: corpus.Span{Start: i, End: i + n}, Text: s[i : i+n], Tag: tags[(field*7+len(s))%len(tags)]})
			}
			i += n + 1
		}
		for _, n := range inSentence(s, corpus.Span{End: len(s)}, ts) {
			check(t, s, n)
		}
	})
}

// check holds a number against what every number must be.
func check(t interface{ Errorf(string, ...any) }, text string, n extractors.Number) {
	if n.Span.Start < 0 || n.Span.End > len(text) || n.Span.Len() <= 0 {
		t.Errorf("%q: span %v", text, n.Span)
		return
	}
	low, high, ranged := strings.Cut(n.Exact, "..")
	d, err := decimal.NewFromString(low)
	if err != nil || d.InexactFloat64() != n.Value || ranged != n.HasHigh {
		t.Errorf("%q: exact %q of value %v", text, n.Exact, n.Value)
	}
	if ranged {
		if h, err := decimal.NewFromString(high); err != nil || h.InexactFloat64() != n.High {
			t.Errorf("%q: exact %q of high %v", text, n.Exact, n.High)
		}
	}
	for _, c := range n.Concepts {
		if c.Start < 0 || c.End > len(text) || c.Len() <= 0 {
			t.Errorf("%q: concept %v", text, c)
		}
	}
}

// TestExactRoundTrip: a decimal written in any of the forms of news is found
// with exactly its value, and the exact string reads back as the same decimal.
func TestExactRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Int64Range(0, 999_999_999).Draw(t, "whole")
		places := rapid.IntRange(0, 6).Draw(t, "places")
		digits := rapid.StringMatching(fmt.Sprintf("[0-9]{%d}", places)).Draw(t, "digits")
		written := grouped(whole)
		if places > 0 {
			written += "." + digits
		}
		want, _ := decimal.NewFromString(strings.ReplaceAll(written, ",", ""))
		scale := rapid.SampledFrom([]string{"", " million", "bn", " trillion"}).Draw(t, "scale")
		want = want.Shift(map[string]int32{"": 0, " million": 6, "bn": 9, " trillion": 12}[scale])
		text := "$" + written + scale
		list := inSentence("It cost "+text+".", corpus.Span{End: len(text) + 9}, nil)
		if len(list) != 1 {
			t.Fatalf("%q: %v", text, list)
		}
		got, err := decimal.NewFromString(list[0].Exact)
		if err != nil || !got.Equal(want) || got.String() != list[0].Exact {
			t.Fatalf("%q: %s, want %s", text, list[0].Exact, want)
		}
	})
}

// grouped writes n with commas between groups of three digits.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// words writes n < 1e12 in words.
func words(n int64) string {
	name := func(table map[string]int64, v int64) string {
		best := ""
		for w, x := range table {
			if x == v && (best == "" || w < best) {
				best = w
			}
		}
		return best
	}
	switch {
	case n < 20:
		return name(ones, n)
	case n < 100:
		s := name(tens, n/10*10)
		if n%10 > 0 {
			s += "-" + name(ones, n%10)
		}
		return s
	}
	for _, x := range []struct {
		word string
		n    int64
	}{{"billion", 1e9}, {"million", 1e6}, {"thousand", 1e3}, {"hundred", 100}} {
		if n < x.n {
			continue
		}
		s := words(n/x.n) + " " + x.word
		switch rest := n % x.n; {
		case rest == 0:
		case rest < 100:
			s += " and " + words(rest)
		default:
			s += " " + words(rest)
		}
		return s
	}
	return ""
}

// TestWordsRoundTrip: a number written in words is read as that number.
func TestWordsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(2, 999_999_999_999).Draw(t, "n")
		text := words(n)
		if v, ok := alone(text); !ok || !v[0].Equal(decimal.NewFromInt(n)) {
			t.Fatalf("%q is read as %v", text, v)
		}
	})
}

// alone reads the words of one quantity without their sentence.
func alone(text string) ([2]decimal.Decimal, bool) {
	r := &reader{text: text, atoms: lex(text, corpus.Span{End: len(text)}, nil)}
	if len(r.atoms) == 0 {
		return [2]decimal.Decimal{}, false
	}
	qs, _ := r.quantityAt(0, make([]bool, len(r.atoms)+1))
	if len(qs) == 1 && qs[0].to == len(r.atoms) {
		return [2]decimal.Decimal{qs[0].value, qs[0].high}, true
	}
	if q, _ := r.articleUnit(0); q.to == len(r.atoms) { // 'a month' counts by its context
		return [2]decimal.Decimal{q.value}, true
	}
	l, ok := r.literal(0)
	for k := l.to; ok && k < len(r.atoms); k++ { // 'two points', a measure only beside a percentage
		ok = r.isWord(k) || r.low(k) == "-"
	}
	return [2]decimal.Decimal{l.value}, ok
}

// TestSpanAlone: the words of every quantity alone give the same value, in
// sentences made of all units, currencies and forms.
func TestSpanAlone(t *testing.T) {
	tok, err := tokenizer()
	if err != nil {
		t.Fatal(err)
	}
	var units []string
	for _, row := range append(rows(unitsTSV, 5), rows(currenciesTSV, 4)...) {
		units = append(units, split(row[2])...)
	}
	amounts := []string{"12", "1,250", "3.5", "two dozen", "a hundred and five", "13.6 million", "half a million", "two and a half", "12,000-13,000", "10 to 20", "between 10 and 15", "eight or nine", "several hundred", "1 430", "-5", "21st", "two-thirds", "thousands", "92,2 million"}
	frames := []string{"It took %s %s to build.", "Prices rose by %s %s last year.", "More than %s %s of wheat were sold for $%[1]s.", "They are %s-%s things."}
	rapid.Check(t, func(t *rapid.T) {
		text := fmt.Sprintf(rapid.SampledFrom(frames).Draw(t, "frame"), rapid.SampledFrom(amounts).Draw(t, "amount"), rapid.SampledFrom(units).Draw(t, "unit"))
		a := &extractors.Annotation{Doc: &corpus.Document{Text: text, Regions: []corpus.Region{{Kind: corpus.Body, Span: corpus.Span{End: len(text)}}}}}
		if err := tok.Run(a); err != nil {
			t.Fatal(err)
		}
		if err := New().Run(a); err != nil {
			t.Fatal(err)
		}
		for _, n := range a.Numbers {
			check(t, text, n)
			same(t, text, n)
		}
	})
}

// same holds the value of a quantity against that of its words alone.
func same(t interface{ Errorf(string, ...any) }, text string, n extractors.Number) {
	words := n.Span.Of(text)
	v, ok := alone(words)
	if !ok || v[0].InexactFloat64() != n.Value || n.HasHigh && v[1].InexactFloat64() != n.High {
		t.Errorf("%q in %q: %v..%v alone, %s there", words, text, v[0], v[1], n.Exact)
	}
}

// TestSpanAloneInNews does the same with the five articles.
func TestSpanAloneInNews(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shareddata.Path(t, "articles"), "*.txt"))
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToValidUTF8(string(raw), "?")
		for _, n := range annotate(t, text).Numbers {
			check(t, text, n)
			same(t, text, n)
		}
	}
}

func BenchmarkNumbers(b *testing.B) {
	tok, err := tokenizer()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("The ministry said on Monday that some 1,250 homes, or 12.5 per cent of the total, were lost in the two-day storm, and that it would pay $3.4 million to the 300 families. ", 40)
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text, Regions: []corpus.Region{{Kind: corpus.Body, Span: corpus.Span{End: len(text)}}}}}
	if err := tok.Run(a); err != nil {
		b.Fatal(err)
	}
	e := New()
	b.SetBytes(int64(len(text)))
	b.ResetTimer()
	for range b.N {
		if err := e.Run(a); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(strings.Fields(text)))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
