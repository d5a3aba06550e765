package dates

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/tokens"
)

// annotated runs tokens and dates over a text that is all body.
func annotated(t testing.TB, text, published string) *extractors.Annotation {
	t.Helper()
	doc := &corpus.Document{Text: text, Regions: []corpus.Region{{Kind: corpus.Body, Span: corpus.Span{End: len(text)}}}}
	if published != "" {
		p, err := time.Parse("2006-01-02", published)
		if err != nil {
			t.Fatal(err)
		}
		doc.Published = p
	}
	return run(t, doc)
}

func run(t testing.TB, doc *corpus.Document) *extractors.Annotation {
	t.Helper()
	a := &extractors.Annotation{Doc: doc}
	for _, e := range []*extractors.Extractor{tokenizer(t), New()} {
		if err := e.Run(a); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

var loaded *extractors.Extractor

func tokenizer(t testing.TB) *extractors.Extractor {
	if loaded == nil {
		var err error
		if loaded, err = tokens.New(); err != nil {
			t.Fatal(err)
		}
	}
	return loaded
}

// show is 'span = type value' of every date, with its days if days is set.
func show(a *extractors.Annotation, days bool) []string {
	list := []string{}
	for _, d := range a.Dates {
		s := fmt.Sprintf("%s = %s %s", d.Span.Of(a.Doc.Text), d.Type, d.Value)
		if days && !d.FirstDay.IsZero() {
			s += fmt.Sprintf(" %s..%s", d.FirstDay.Format("2006-01-02"), d.LastDay.Format("2006-01-02"))
		}
		list = append(list, s)
	}
	return list
}

// The articles of these cases are of Wednesday, 14 June 2023.
func TestValues(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // separated by '; '
	}{
		// Days, in American and in British order.
		{"The bridge fell on June 30, 2021.", "June 30, 2021 = DATE 2021-06-30"},
		{"The bridge fell on 30 June 2021.", "30 June 2021 = DATE 2021-06-30"},
		{"It opened on Friday, 3rd March, 2017.", "Friday, 3rd March, 2017 = DATE 2017-03-03"},
		{"It opened on the 1st of May 1999.", "the 1st of May 1999 = DATE 1999-05-01"},
		{"It opened on 2021-06-30 and closed on 30/7/2021.", "2021-06-30 = DATE 2021-06-30; 30/7/2021 = DATE 2021-07-30"},
		{"It ran on March 3-5.", "March 3 = DATE 2023-03-03; 5 = DATE 2023-03-05"},
		{"It ran from 3 to 5 March 2020.", "3 = DATE 2020-03-03; 5 March 2020 = DATE 2020-03-05"},
		{"The first Sunday of May 2022 was wet.", "The first Sunday of May 2022 = DATE 2022-05-01"},
		{"It sank on Monday (June 5), and again on Sept. 10 (Monday), 2018.", "Monday (June 5) = DATE 2023-06-05; Sept. 10 (Monday), 2018 = DATE 2018-09-10"},
		{"It fell on Feb. 30.", "Feb = DATE 2023-02"},

		// Without a year the tense chooses the side.
		{"The council met on Friday.", "Friday = DATE 2023-06-09"},
		{"The council will meet on Friday.", "Friday = DATE 2023-06-16"},
		{"The council is to be dissolved on Friday.", "Friday = DATE 2023-06-16"},
		{"The council failed to agree on Friday.", "Friday = DATE 2023-06-09"},
		{"The ban holds until Monday.", "Monday = DATE 2023-06-19"},
		{"They left in December.", "December = DATE 2022-12"},
		{"They will leave in December.", "December = DATE 2023-12"},
		{"The fee rose on Jan. 2.", "Jan. 2 = DATE 2023-01-02"},
		{"They met last Friday, and meet again next Monday.", "last Friday = DATE 2023-06-09; next Monday = DATE 2023-06-19"},

		// Relations.
		{"It rained yesterday and today.", "yesterday = DATE 2023-06-13; today = DATE 2023-06-14"},
		{"It came the day before yesterday.", "the day before yesterday = DATE 2023-06-12"},
		{"Sales fell last week, last month and last year.", "last week = DATE 2023-W23; last month = DATE 2023-05; last year = DATE 2022"},
		{"It closes later this year.", "later this year = DATE 2023"},
		{"He resigned two years ago.", "two years ago = DATE 2021"},
		{"He resigned three weeks ago.", "three weeks ago = DATE 2023-W21"},
		{"The sea rose 65 million years ago.", "65 million years ago = DATE XXXX"},
		{"He resigned ten days ago.", "ten days ago = DATE 2023-06-04"},
		{"A fire broke out on May 2. The following day the mill closed.", "May 2 = DATE 2023-05-02; The following day = DATE 2023-05-03"},
		{"In 1994 the mill closed. It reopened the following year.", "1994 = DATE 1994; the following year = DATE 1995"},
		{"He wed in March 2001 and died two months later.", "March 2001 = DATE 2001-03; two months later = DATE 2001-05"},

		// Parts of years, decades, centuries, seasons.
		{"Rents doubled in the early 1990s.", "the early 1990s = DATE 199"},
		{"The fort is from the 18th century.", "the 18th century = DATE 17"},
		{"Profit rose in Q3 2020 and in the first half of 2021.", "Q3 2020 = DATE 2020-Q3; the first half of 2021 = DATE 2021-H1"},
		{"Sales rose in May from the same month a year earlier.", "May = DATE 2023-05; the same month a year earlier = DATE 2022-05"},
		{"Profit rose in the first quarter.", "the first quarter = DATE 2023-Q1"},
		{"It ends by the end of the year.", "the end of the year = DATE 2023"},
		{"It was built last spring and reopens in the summer of 2025.", "last spring = DATE 2023-SP; the summer of 2025 = DATE 2025-SU"},
		{"Spending grew in fiscal 2019.", "fiscal 2019 = DATE 2019"},

		// Holidays.
		{"The shop closed on Christmas Day.", "Christmas Day = DATE 2022-12-25"},
		{"It was hit on Easter Sunday 2019.", "Easter Sunday 2019 = DATE 2019-04-21"},
		{"The truce held over Eid al-Fitr 2023.", "Eid al-Fitr 2023 = DATE 2023-04-21"},
		{"It opened on Thanksgiving 2021.", "Thanksgiving 2021 = DATE 2021-11-25"},

		// Times of day.
		{"Shots rang out at 10:35 p.m. Friday.", "10:35 p.m. Friday = TIME 2023-06-09T22:35"},
		{"The train left on Friday morning.", "Friday morning = TIME 2023-06-09TMO"},
		{"Police came last night.", "last night = TIME 2023-06-13TNI"},
		{"He left at noon on Monday.", "noon on Monday = TIME 2023-06-12T12:00"},
		{"It was 12:30 a.m. on Monday, or 3:30 in the afternoon.", "12:30 a.m. on Monday = TIME 2023-06-12T00:30; 3:30 in the afternoon = TIME 2023-06-12T15:30"},
		{"The ship sailed at 1530 GMT.", "1530 GMT = TIME 2023-06-14T15:30Z"},

		// Durations and windows.
		{"The strike lasted two years.", "two years = DURATION P2Y"},
		{"The strike lasted a decade.", "a decade = DURATION P10Y"},
		{"The strike lasted two and a half hours.", "two and a half hours = DURATION PT2H30M"},
		{"It took a year and a half.", "a year and a half = DURATION P1Y6M"},
		{"They signed a six-month lease.", "six-month = DURATION P6M"},
		{"It stood empty for years.", "years = DURATION PXY"},
		{"Prices fell over the past three months.", "the past three months = DURATION P3M"},

		// Sets.
		{"It is printed daily and audited every year.", "daily = SET P1D; every year = SET P1Y"},
		{"They meet every Tuesday.", "every Tuesday = SET XXXX-WXX-2"},

		// Past, present, future.
		{"The valley is now calm, as was recently reported.", "now = DATE PRESENT_REF; recently = DATE PAST_REF"},

		// Not times.
		{"The 34-year-old baker may march with 2000 troops.", ""},
		{"Theresa May saw Flight 1998 cost $1,998 of 12,000.", "1998 = DATE 1998"}, // a year by its form
		{"The Sunday Herald printed 5,000 copies.", ""},
		{"It stands in the 1700 block of Oak Street.", ""},
	} {
		want := []string{}
		if c.want != "" {
			want = strings.Split(c.want, "; ")
		}
		if diff := cmp.Diff(want, show(annotated(t, c.text, "2023-06-14"), false)); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"It rose last week.", "last week = DATE 2023-W23 2023-06-05..2023-06-11"},
		{"It rose last weekend.", "last weekend = DATE 2023-W23-WE 2023-06-10..2023-06-11"},
		{"It rose in the late 1990s.", "the late 1990s = DATE 199 1997-01-01..1999-12-31"},
		{"It rose earlier this year.", "earlier this year = DATE 2023 2023-01-01..2023-06-14"},
		{"It shut at the end of 2020.", "the end of 2020 = DATE 2020 2020-12-01..2020-12-31"},
		{"It rose over the past year.", "the past year = DATE 2022 2022-06-14..2023-06-14"},
		{"It rose over the past two weeks.", "the past two weeks = DURATION P2W 2023-05-31..2023-06-14"},
		{"It rose in the second quarter of 2021.", "the second quarter of 2021 = DATE 2021-Q2 2021-04-01..2021-06-30"},
		{"It snowed in the winter of 2010.", "the winter of 2010 = DATE 2010-WI 2010-12-01..2011-02-28"},
		{"It rained in the last week of July 2019.", "the last week of July 2019 = DATE 2019-07 2019-07-25..2019-07-31"},
	} {
		if diff := cmp.Diff([]string{c.want}, show(annotated(t, c.text, "2023-06-14"), true)); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

// Without a date of publication a full date of the text that is over is the
// anchor; without one the values stay open.
func TestAnchors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The dam broke on Friday, long after last June's flood.", "Friday = DATE XXXX-WXX-5; last June = DATE XXXX-06"},
		{"It opens on 16 June, next week or in two years' time.", "16 June = DATE XXXX-06-16; next week = DATE XXXX-WXX"},
		{"The dam broke on 3 May 2021. Mayors met on Friday.", "3 May 2021 = DATE 2021-05-03; Friday = DATE 2021-04-30"},
		{"Work must end by 31 December 2023. Mayors met on Friday.", "31 December 2023 = DATE 2023-12-31; Friday = DATE XXXX-WXX-5"},
		{"The king fell on 3 May 1921. On 5 May his son fled. In 2020 a film told of it, shown last week.", "3 May 1921 = DATE 1921-05-03; 5 May = DATE 1921-05-05; 2020 = DATE 2020; last week = DATE XXXX-WXX"},
		{"The king fell on 3 May 1921. In 2020 a film told of it. It opened on 9 October.", "3 May 1921 = DATE 1921-05-03; 2020 = DATE 2020; 9 October = DATE XXXX-10-09"},
	} {
		got := strings.Join(show(annotated(t, c.text, ""), false), "; ")
		if !strings.HasPrefix(got, c.want) && !strings.Contains(got, c.want) {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

// The date of the dateline stands in for the date of publication, that of an
// unread region gives no row.
func TestRegions(t *testing.T) {
	line, body, foot := "HARBOUR, March 5, 2021 (Wire) - ", "Boats sank on Tuesday.", "\n\nUpdated yesterday."
	at := func(kind corpus.RegionKind, start int, s string) corpus.Region {
		return corpus.Region{Kind: kind, Span: corpus.Span{Start: start, End: start + len(s)}}
	}
	doc := &corpus.Document{Text: line + body + foot, Regions: []corpus.Region{
		at(corpus.Dateline, 0, strings.TrimSpace(line)), at(corpus.Body, len(line), body),
		at(corpus.Footer, len(line+body)+2, strings.TrimSpace(foot)),
	}}
	want := []string{"March 5, 2021 = DATE 2021-03-05", "Tuesday = DATE 2021-03-02"}
	if diff := cmp.Diff(want, show(run(t, doc), false)); diff != "" {
		t.Error(diff)
	}
}

// '5/6/2020' is read in the order that the article shows elsewhere.
func TestOrder(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"It sank on 5/6/2020.", "5/6/2020 = DATE 2020-05-06"},
		{"It sank on 5/6/2020, and was raised on 21 May 2021.", "5/6/2020 = DATE 2020-06-05"},
		{"It sank on 5/6/2020, and was raised on May 21, 2021.", "5/6/2020 = DATE 2020-05-06"},
		{"It sank on 5/6/2020, and was raised on 21/5/2021.", "5/6/2020 = DATE 2020-06-05"},
	} {
		if got := show(annotated(t, c.text, ""), false); len(got) == 0 || got[0] != c.want {
			t.Errorf("%s: %v, want %s first", c.text, got, c.want)
		}
	}
}

// The date of a picture is not that of the article, an event that a caption
// tells of may be.
func TestCaptions(t *testing.T) {
	for _, c := range []struct{ caption, want string }{
		{"Boats in the harbour, taken May 3, 2021.", "Friday = DATE XXXX-WXX-5"},
		{"A guard patrols the harbour on May 3, 2021.", "Friday = DATE XXXX-WXX-5"},
		{"On May 3, 2021 the council closed the harbour.", "Friday = DATE 2021-04-30"},
	} {
		body := "The council met on Friday."
		text := c.caption + "\n\n" + body
		doc := &corpus.Document{Text: text, Regions: []corpus.Region{
			{Kind: corpus.Caption, Span: corpus.Span{End: len(c.caption)}},
			{Kind: corpus.Body, Span: corpus.Span{Start: len(text) - len(body), End: len(text)}},
		}}
		got := show(run(t, doc), false)
		if len(got) != 2 || got[1] != c.want {
			t.Errorf("%s: %v, want %s", c.caption, got, c.want)
		}
	}
}

func TestEaster(t *testing.T) {
	for _, want := range []string{"1990-04-15", "1999-04-04", "2000-04-23", "2008-03-23", "2019-04-21", "2023-04-09", "2024-03-31", "2038-04-25"} {
		var y int
		fmt.Sscanf(want, "%d", &y)
		d, _ := easter(0, 1)(y)
		if got := timeOf(d).Format("2006-01-02"); got != want {
			t.Errorf("Easter of %d is %s, want %s", y, got, want)
		}
	}
}

// The tabular calendar is at most a day from the feast as it was kept in Saudi
// Arabia.
func TestEid(t *testing.T) {
	for _, kept := range []string{"2001-12-16", "2004-11-14", "2010-09-10", "2014-07-28", "2015-07-17", "2016-07-06", "2017-06-25",
		"2018-06-15", "2019-06-04", "2020-05-24", "2021-05-13", "2022-05-02", "2023-04-21", "2024-04-10", "2025-03-30"} {
		k, _ := time.Parse("2006-01-02", kept)
		d, n := eid(k.Year())
		if diff := dayOf(k) - d; n == 0 || diff < -1 || diff > 1 {
			t.Errorf("Eid of %s is %s", kept, timeOf(d).Format("2006-01-02"))
		}
	}
}

// A period is where its value says, and its neighbours touch it.
func TestPeriods(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := rapid.SampledFrom([]grain{day, week, month, quarter, half, season, year, decade, century}).Draw(t, "grain")
		d := rapid.IntRange(-200000, 60000).Draw(t, "day")
		p := period{day, d}.in(g)
		first, last := p.days()
		if g != season && (d < first || d > last) {
			t.Fatalf("%s (%d..%d) is not around %d", p.value(), first, last, d)
		}
		if next, _ := (period{g, p.n + 1}).days(); next != last+1 {
			t.Fatalf("after %s comes %d, not %d", p.value(), next, last+1)
		}
		if back := p.plus(7, g).plus(-7, g); back != p {
			t.Fatalf("%s, seven on and seven back, is %s", p.value(), back.value())
		}
		if weekday := weekdayOf(d); weekday != (int(timeOf(d).Weekday())+6)%7+1 {
			t.Fatalf("day %d is a %v, not %d", d, timeOf(d).Weekday(), weekday)
		}
	})
}

// derive reads the words of a span alone, against its anchor, in every tense.
func derive(span, anchor string) map[string]bool {
	values := map[string]bool{}
	for _, front := range []string{"", "in ", "since ", "in the ", "at ", "for ", "the "} {
		s := sentence{text: front + span}
		s.atoms, _ = scan(nil, s.text, 0, len(s.text))
		for _, f := range s.appendFound(nil) {
			if f.span.End != len(s.text) || f.span.Start > len(front) {
				continue
			}
			for dir := -1; dir <= 1; dir++ {
				c := &context{}
				c.set(anchor)
				values[c.read(&f.expr, dir).value] = true
			}
		}
	}
	if len(span) <= 2 && len(anchor) == 7 { // '5' of 'March 3-5'
		values[fmt.Sprintf("%s-%02s", anchor, span)] = true
	}
	return values
}

// set makes an anchor of its ISO value.
func (c *context) set(anchor string) {
	if t, err := time.Parse("2006-01-02", anchor); err == nil {
		c.anchor, c.known = dayOf(t), true
		c.ref, c.refKnown = period{day, c.anchor}, true
	}
	var y, n int
	read := func(format string, args ...any) bool {
		k, _ := fmt.Sscanf(anchor, format, args...)
		return k == len(args) && !c.refKnown
	}
	at := func(p period) { c.ref, c.refKnown = p, true }
	switch code := anchor[max(0, len(anchor)-2):]; {
	case read("%4d-Q%1d", &y, &n):
		at(period{quarter, y*4 + n - 1})
		c.quarter, c.quarterKnown = c.ref, true
	case read("%4d-H%1d", &y, &n):
		at(period{half, y*2 + n - 1})
	case read("%4d-W%2d", &y, &n):
		p := onDay(y, 1, 4).in(week)
		at(period{week, p.n + n - 1})
	case len(anchor) == 7 && read("%4d-%2d", &y, &n):
		at(period{month, y*12 + n - 1})
	case len(anchor) == 7 && slices.Contains(seasonCodes[:], code) && read("%4d", &y):
		at(period{season, y*4 + slices.Index(seasonCodes[:], code)})
	case len(anchor) == 4 && read("%4d", &y):
		at(period{year, y})
	case len(anchor) == 3 && read("%3d", &y):
		at(period{decade, y})
	}
}

var (
	openers = []string{"The mayor spoke", "Prices will rise", "She has said that rents fell", "A strike began", "It is to be held"}
	times   = []string{"on Friday", "on June 16", "on 16 June 2020", "last week", "two years ago", "in March", "in the early 1990s", "at 10:30 p.m. Friday",
		"in the third quarter", "on Easter Monday", "for six months", "every Tuesday", "over the past three months", "next year", "in Q3 2021",
		"yesterday morning", "by the end of the year", "in 1998", "on 2020-02-29", "a day earlier", "the following month", "in the summer of 2014"}
)

// Every value comes from the words of the span and its anchor.
func TestValuesFromSpans(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var text strings.Builder
		for range rapid.IntRange(1, 4).Draw(rt, "sentences") {
			fmt.Fprintf(&text, "%s %s and %s. ", rapid.SampledFrom(openers).Draw(rt, "opener"),
				rapid.SampledFrom(times).Draw(rt, "time"), rapid.SampledFrom(times).Draw(rt, "time"))
		}
		published := rapid.SampledFrom([]string{"", "2019-01-31", "2020-02-29", "2023-06-14", "2024-12-31"}).Draw(rt, "published")
		a := annotated(t, text.String(), published)
		if len(a.Dates) == 0 {
			rt.Fatal("no date in ", text.String())
		}
		for _, d := range a.Dates {
			if span := d.Span.Of(a.Doc.Text); !derive(span, d.Anchor)[d.Value] {
				rt.Fatalf("%q of %q gives %v, not %s", span, d.Anchor, derive(span, d.Anchor), d.Value)
			}
			if !d.FirstDay.IsZero() && d.LastDay.Before(d.FirstDay) {
				rt.Fatalf("%q ends before it begins: %v", d.Span.Of(a.Doc.Text), d)
			}
		}
	})
}

func FuzzDates(f *testing.F) {
	for _, s := range times {
		f.Add(s)
	}
	for _, s := range []string{"9/11", "'98", "half a century", "½ an hour", "1/2 years", "a quarter-century", "week of March 6", "999999999 years ago",
		"the first nine months of 1997", "31 February", "99/99/9999", "5 p.m. EST, Nov. 6", "between 3 and 5 March", "in 9999 years' time", "five centuries later"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			t.Skip()
		}
		text = strings.ToValidUTF8(text, "?")
		for _, published := range []string{"", "2023-06-14"} {
			a := annotated(t, text, published)
			end := 0
			for _, d := range a.Dates {
				if d.Span.Start < end || d.Span.End <= d.Span.Start || d.Span.End > len(text) {
					t.Fatalf("span %v behind %d in %q", d.Span, end, text)
				}
				end = d.Span.End
				if y := d.FirstDay.Year(); !d.FirstDay.IsZero() && (y < 1 || y > 9999) {
					t.Fatalf("%q is in the year %d", d.Span.Of(text), y)
				}
				if d.Value == "" || d.Type == "" {
					t.Fatalf("%q has no value", d.Span.Of(text))
				}
			}
		}
	})
}

func BenchmarkDates(b *testing.B) {
	var text strings.Builder
	for i := range 200 {
		fmt.Fprintf(&text, "%s %s, the minister's office told reporters in the capital, and the river rose above its banks near the old mill. ",
			openers[i%len(openers)], times[i%len(times)])
		text.WriteString("Nobody in the village had seen water like that, said a farmer whose barn and fields lay below the road to the coast. ")
		text.WriteString("The company that runs the plant did not answer questions about the cost of repairs or who would pay for them. ")
	}
	a := annotated(b, text.String(), "2023-06-14")
	b.SetBytes(int64(len(a.Doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		a.Dates = find(a)
	}
	b.ReportMetric(float64(len(a.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
