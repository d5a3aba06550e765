package numbers

import "github.com/shopspring/decimal"

// The words of numbers. All keys are in lower case.
var (
	// ones are the words below twenty.
	ones = map[string]int64{
		"zero": 0, "nought": 0, "naught": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
		"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
		"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	}
	tens = map[string]int64{
		"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
		"eighty": 80, "ninety": 90,
	}
	// scales multiply what stands before them.
	scales = map[string]decimal.Decimal{
		"hundred": power10(2), "thousand": power10(3), "lakh": power10(5), "lac": power10(5), "million": power10(6),
		"crore": power10(7), "billion": power10(9), "trillion": power10(12), "quadrillion": power10(15),
	}
	// scaleMarks are the abbreviations of scales that follow digits. Those
	// of one letter count only where scaleMark says so.
	scaleMarks = map[string]decimal.Decimal{
		"k": power10(3), "m": power10(6), "mn": power10(6), "mln": power10(6), "mil": power10(6), "mio": power10(6),
		"mm": power10(6), "b": power10(9), "bn": power10(9), "bln": power10(9), "bil": power10(9), "t": power10(12),
		"tn": power10(12), "tln": power10(12), "trn": power10(12), "cr": power10(7),
	}
	// plurals of scales and other words for an indefinite many: the least
	// number that they can stand for (the annotation guide's reading).
	many = map[string]decimal.Decimal{
		"tens": power10(1), "hundreds": power10(2), "thousands": power10(3), "lakhs": power10(5), "millions": power10(6),
		"crores": power10(7), "billions": power10(9), "trillions": power10(12), "dozens": decimal.NewFromInt(12),
		"scores": decimal.NewFromInt(20),
	}
	// multi holds the scales of 'multi-million' and 'multimillion'.
	multi = map[string]decimal.Decimal{
		"multimillion": power10(6), "multibillion": power10(9), "multithousand": power10(3), "multitrillion": power10(12),
	}
	groupsOf = map[string]int64{"duo": 2, "pair": 2, "trio": 3, "quartet": 4, "quintet": 5}
	// multiples count in times.
	multiples = map[string]int64{
		"twice": 2, "thrice": 3, "double": 2, "triple": 3, "quadruple": 4, "doubled": 2, "tripled": 3, "quadrupled": 4,
		"doubling": 2, "tripling": 3, "quadrupling": 4, "doubles": 2, "triples": 3, "twofold": 2, "threefold": 3,
		"fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "tenfold": 10, "twentyfold": 20,
		"hundredfold": 100, "trebled": 3, "treble": 3, "trebling": 3,
	}
	glyphs = map[string][2]int64{
		"½": {1, 2}, "⅓": {1, 3}, "⅔": {2, 3}, "¼": {1, 4}, "¾": {3, 4}, "⅕": {1, 5}, "⅖": {2, 5}, "⅗": {3, 5},
		"⅘": {4, 5}, "⅙": {1, 6}, "⅚": {5, 6}, "⅛": {1, 8}, "⅜": {3, 8}, "⅝": {5, 8}, "⅞": {7, 8},
	}
	// ordinalWords are the ordinals that are one word.
	ordinalWords = map[string]int64{
		"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
		"nineth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
		"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
		"fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
		"hundredth": 100, "thousandth": 1e3, "millionth": 1e6, "billionth": 1e9, "trillionth": 1e12,
	}
	// denominators are the words for a part; their plurals add an s.
	denominators = denominatorTable()
	// dozenWords are exact twelves.
	dozenWords = map[string]bool{"dozen": true, "dozens": true, "doz": true, "dozs": true, "dz": true, "dzs": true}
)

// beginners are the words that a literal can begin with.
var beginners = beginnerTable()

func beginnerTable() map[string]bool {
	t := map[string]bool{"a": true, "an": true, "minus": true, "negative": true, "multi": true, "half": true, "quarter": true, "several": true, "few": true, "many": true}
	for _, table := range []map[string]int64{ones, tens, multiples, ordinalWords, groupsOf} {
		for w := range table {
			t[w] = true
		}
	}
	for _, table := range []map[string]decimal.Decimal{scales, many, multi} {
		for w := range table {
			t[w] = true
		}
	}
	return t
}

func power10(n int32) decimal.Decimal { return decimal.New(1, n) }

func denominatorTable() map[string]int64 {
	t := map[string]int64{"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
	for w, n := range ordinalWords {
		if n > 2 {
			t[w], t[w+"s"] = n, n
		}
	}
	return t
}
