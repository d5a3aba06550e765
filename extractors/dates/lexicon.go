package dates

import "strings"

// A word is an entry of the lexicon: what one atom can stand for. A field that
// does not apply is zero.
type word struct {
	text     string
	month    int
	weekday  int // Monday 1
	unit     grain
	plural   bool // of a unit or a weekday
	season   int  // 1 + spring, summer, autumn, winter
	daypart  string
	cardinal int // of number words; 'a' is 1
	ordinal  int
	vague    bool // an unknown number: 'several'
	decade   int  // 90 of 'nineties'
	abbr     bool // 'Sept', which needs a period or a number beside it
	name     bool // also an ordinary word or a first name: 'may', 'april'
	rel      rel
	ref      string // value by itself: 'now'
	adverb   grain  // of a set: 'daily'
	shift    int    // 1 + days from today: yesterday 0+… (see deictic)
	deictic  bool

	trigger  bool    // a time expression can begin here
	rules    []*rule // those that can begin here
	dayRules []*rule // those of them that can make a DAYCORE
	classes  uint64  // those that can begin here
	holidays []phrase
}

// A rel is a relation to another time.
type rel int

const (
	noRel rel = iota
	last
	this
	next
	previous  // the one before the time spoken of
	following // the one after it
	same      // the one spoken of
)

var (
	words     = map[string]*word{}
	signs     [128]*word
	runes     = map[rune]*word{}
	digitWord = &word{text: "0"}
)

// entry finds or makes the entry of a word or a sign.
func entry(text string) *word {
	w := words[text]
	if w == nil {
		w = &word{text: text}
		words[text] = w
		if len(text) == 1 && !isLetter(text[0]) {
			signs[text[0]] = w
		}
	}
	return w
}

// each calls set for every word of a list.
func each(list string, set func(w *word, i int)) {
	for i, t := range strings.Fields(list) {
		set(entry(t), i)
	}
}

var numberWords = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
var ordinalWords = strings.Fields("zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")

var unitWords = []struct {
	grain    grain
	singular string
	plural   string
}{
	{second, "second sec", "seconds secs"},
	{minute, "minute min", "minutes mins"},
	{hour, "hour hr", "hours hrs"},
	{day, "day", "days"},
	{week, "week", "weeks wks"},
	{weekend, "weekend", "weekends"},
	{fortnight, "fortnight", "fortnights"},
	{month, "month", "months"},
	{quarter, "quarter", "quarters"},
	{year, "year yr", "years yrs"},
	{decade, "decade", "decades"},
	{century, "century", "centuries"},
}

// refs are the words that stand for the past, the present or the future by
// themselves (TimeML's PAST_REF, PRESENT_REF, FUTURE_REF).
var refs = map[string]string{
	"now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
	"current":  "PRESENT_REF",
	"recently": "PAST_REF",
	"soon":     "FUTURE_REF",
}

// adverbs are the sets that are one word.
var adverbs = map[string]grain{
	"hourly": hour, "daily": day, "weekly": week, "fortnightly": fortnight, "monthly": month,
	"quarterly": quarter, "yearly": year, "annually": year, "nightly": day,
}

var dayparts = map[string]string{
	"morning": "TMO", "mornings": "TMO", "afternoon": "TAF", "afternoons": "TAF", "evening": "TEV", "evenings": "TEV",
	"night": "TNI", "nights": "TNI", "overnight": "TNI", "dawn": "TMO", "dusk": "TEV", "daybreak": "TMO",
	"lunchtime": "TMI", "nightfall": "TNI",
}

func init() {
	each("january february march april may june july august september october november december", func(w *word, i int) { w.month = i + 1 })
	each("jan feb mar apr - jun jul aug sep oct nov dec", func(w *word, i int) {
		if w.text != "-" {
			w.month, w.abbr = i+1, true
		}
	})
	each("sept", func(w *word, _ int) { w.month, w.abbr = 9, true })
	each("april may june august march", func(w *word, _ int) { w.name = true })
	each("monday tuesday wednesday thursday friday saturday sunday", func(w *word, i int) { w.weekday = i + 1 })
	each("mon tue wed thu fri sat sun", func(w *word, i int) { w.weekday, w.abbr = i+1, true })
	each("tues", func(w *word, _ int) { w.weekday, w.abbr = 2, true })
	each("weds", func(w *word, _ int) { w.weekday, w.abbr = 3, true })
	each("thur", func(w *word, _ int) { w.weekday, w.abbr = 4, true })
	each("thurs", func(w *word, _ int) { w.weekday, w.abbr = 4, true })
	each("mondays tuesdays wednesdays thursdays fridays saturdays sundays", func(w *word, i int) { w.weekday, w.plural = i+1, true })
	each("spring summer autumn winter", func(w *word, i int) { w.season = i + 1 })
	each("springs summers autumns winters", func(w *word, i int) { w.season, w.plural = i+1, true })
	each("fall", func(w *word, _ int) { w.season, w.name = 1+autumn, true })
	for _, u := range unitWords {
		each(u.singular, func(w *word, _ int) { w.unit = u.grain })
		each(u.plural, func(w *word, _ int) { w.unit, w.plural = u.grain, true })
	}
	for i, t := range numberWords {
		entry(t).cardinal = i
	}
	for i, t := range ordinalWords {
		entry(t).ordinal = i
	}
	each("twenty thirty forty fifty sixty seventy eighty ninety", func(w *word, i int) { w.cardinal = 10 * (i + 2) })
	each("thirtieth", func(w *word, _ int) { w.ordinal = 30 })
	each("twenties thirties forties fifties sixties seventies eighties nineties", func(w *word, i int) { w.decade = 10 * (i + 2) })
	each("a an", func(w *word, _ int) { w.cardinal = 1 })
	each("few several many some", func(w *word, _ int) { w.vague = true })
	each("last", func(w *word, _ int) { w.rel = last })
	each("this current", func(w *word, _ int) { w.rel = this })
	each("next coming", func(w *word, _ int) { w.rel = next })
	each("previous preceding prior", func(w *word, _ int) { w.rel = previous })
	each("following", func(w *word, _ int) { w.rel = following })
	each("that same", func(w *word, _ int) { w.rel = same })
	for t, v := range refs {
		entry(t).ref = v
	}
	for t, g := range adverbs {
		entry(t).adverb = g
	}
	for t, v := range dayparts {
		w := entry(t)
		w.daypart, w.plural = v, w.plural || strings.HasSuffix(t, "s")
	}
	for i, t := range []string{"yesterday", "today", "tomorrow"} {
		w := entry(t)
		w.deictic, w.shift = true, i-1
	}
	for i := range holidays {
		for _, name := range holidays[i].names {
			p := phrase{holiday: &holidays[i]}
			for _, t := range strings.Fields(name) {
				p.words = append(p.words, entry(t))
			}
			first := p.words[0]
			first.holidays = append(first.holidays, p)
		}
	}
	for r, t := range map[rune]string{'–': "-", '—': "--", '’': "'", '‘': "'", '‑': "-", '‐': "-", '½': "½"} {
		runes[r] = entry(t)
	}
	// Words that only the classes know.
	each("another final noon midnight midday q h latter nineteen eighteen full whole trading straight consecutive half couple dozens hundred ½", func(*word, int) {})
	for _, list := range []map[string]part{edges, edgeNouns} {
		for t := range list {
			entry(t)
		}
	}
	for t := range mostWords {
		entry(t)
	}
	for t := range approximations {
		entry(t)
	}
	each("time moment present past future term period", func(w *word, _ int) { w.trigger = true })
	compileRules() // needs the lexicon
}

// A phrase is a name of a holiday.
type phrase struct {
	words   []*word
	holiday *holiday
}
