package corpus

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// story is an invented article of n sentences, all different.
func story(seed, n int) string {
	who := []string{"the harbour master", "a clerk", "the older pilot", "her deputy", "one of the crew", "the ticket seller", "a passenger from the north"}
	did := []string{"closed", "repaired", "sold", "painted", "moved", "forgot", "counted", "searched"}
	what := []string{"the eastern pier", "two small boats", "a crate of lamps", "the winter timetable", "every second rope", "the old bell", "a letter to the owners", "the long ramp", "some of the nets"}
	when := []string{"before the tide turned", "after the meeting", "while it rained", "without a word", "as the fog came in"}
	var b strings.Builder
	x := uint32(seed*2654435761 + 12345)
	pick := func(list []string) string {
		x = x*1664525 + 1013904223
		return list[int(x>>16)%len(list)]
	}
	for i := range n {
		fmt.Fprintf(&b, "On day %d %s %s %s %s, and %s %s %s. ", i+seed*31, pick(who), pick(did), pick(what), pick(when), pick(who), pick(did), pick(what))
	}
	return b.String()
}

// weather is a report that a template makes.
func weather(town string, high, low, wind int) string {
	return fmt.Sprintf(`The weather office has published its report for %s today. The temperature will reach %d degrees in the afternoon and fall to %d degrees at night.
The wind will blow from the west with %d knots, and there will be some clouds over the hills in the morning. Rain is not expected before the evening.
People who suffer from hay fever should stay inside around noon, the office said, and drivers should be careful on the roads along the river in the early hours.
The next report for %s comes at six. For questions the office can be reached by telephone at any time of the day, and the report can be heard on the radio after the news.`, town, high, low, wind, town)
}

func TestNear(t *testing.T) {
	base := story(1, 25)
	words := strings.Fields(base)
	for _, test := range []struct {
		name, other string
		near        bool
	}{
		{"same", base, true},
		{"other marks and spaces", strings.ReplaceAll(strings.ReplaceAll(base, " ", "\n\n"), ",", " —"), true},
		{"another headline", "FERRIES SAIL AGAIN\nBy Ada Lind\n\n" + base, true},
		{"last lines cut", strings.Join(words[:len(words)*85/100], " "), true},
		{"a paragraph more", base + story(9, 3), true},
		{"one word corrected", strings.Replace(base, "pilot", "captain", 1), true},
		{"another story in the same style", story(2, 25), false},
		{"half of it, then another", story(1, 12) + story(3, 13), false},
		{"a quotation of it", story(4, 20) + story(1, 5), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := NewNear()
			n.Add("unrelated", Signature(story(77, 30)))
			if got := n.Add("base", Signature(base)); got != "" {
				t.Fatalf("base repeats %q", got)
			}
			want := ""
			if test.near {
				want = "base"
			}
			if got := n.Add("other", Signature(test.other)); got != want {
				t.Errorf("repeats %q, want %q; agreement %v", got, want, agreementOf(base, test.other))
			}
		})
	}
}

func agreementOf(a, b string) [2]float64 {
	s, o := Signature(a), Signature(b)
	return [2]float64{agreement(s[:textHashes], o[:textHashes]), agreement(s[textHashes:], o[textHashes:])}
}

func TestTemplatesAndShortArticlesStayApart(t *testing.T) {
	n := NewNear()
	for i, town := range []string{"Port Elm", "Lindon", "Marsh End", "Old Quay", "Reedham", "Norwick", "Saltby", "Highmoor"} {
		text := weather(town, 11+2*i, 3+2*i, 40+7*i)
		if got := n.Add(town, Signature(text)); got != "" {
			t.Errorf("the report for %s repeats that for %s: %v", town, got, agreementOf(text, weather("Port Elm", 11, 3, 40)))
		}
	}
	short := "The ferry sailed at noon, the harbour master said. It was the last of the day."
	for i := range 3 {
		if got := n.Add(fmt.Sprint("short", i), Signature(short)); got != "" {
			t.Errorf("a short article repeats %q", got)
		}
	}
	if Signature("") != (Sketch{}) || Signature(short) != (Sketch{}) {
		t.Error("a short text has a sketch")
	}
}

// TestNearFirst checks that duplicates name an article that is none, and the
// most similar one.
func TestNearFirst(t *testing.T) {
	n := NewNear()
	base := story(5, 30)
	for i, text := range []string{base, base + story(6, 2), base + story(7, 2), base} {
		want := "0"
		if i == 0 {
			want = ""
		}
		if got := n.Add(fmt.Sprint(i), Signature(text)); got != want {
			t.Errorf("%d repeats %q, want %q", i, got, want)
		}
	}
}

func TestSketchText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Signature(rapid.String().Draw(t, "a") + story(rapid.IntRange(0, 9).Draw(t, "seed"), 20))
		raw, err := json.Marshal(s)
		var back Sketch
		if err == nil {
			err = json.Unmarshal(raw, &back)
		}
		if err != nil || back != s {
			t.Fatal(string(raw), err)
		}
	})
	var s Sketch
	if s.UnmarshalText([]byte("short")) == nil || s.UnmarshalText([]byte("!")) == nil {
		t.Error("a broken sketch is read")
	}
}

// TestAgreement holds the estimate against the exact Jaccard similarity.
func TestAgreement(t *testing.T) {
	shingles := func(text string) map[string]bool {
		set := map[string]bool{}
		words := strings.Fields(strings.NewReplacer(".", "", ",", "").Replace(strings.ToLower(text)))
		for i := range len(words) - shingleWords + 1 {
			set[strings.Join(words[i:i+shingleWords], " ")] = true
		}
		return set
	}
	sum, n := 0.0, 0
	for seed := range 40 {
		keep := 2 + seed%18
		a, b := story(seed, 20), story(seed, keep)+story(seed+100, 20-keep)
		left, right := shingles(a), shingles(b)
		common := 0
		for s := range left {
			if right[s] {
				common++
			}
		}
		exact := float64(common) / float64(len(left)+len(right)-common)
		off := agreementOf(a, b)[0] - exact
		sum += off * off
		n++
		if math.Abs(off) > 0.25 { // four standard deviations
			t.Errorf("seed %d: off by %.2f from %.2f", seed, off, exact)
		}
	}
	if rms := math.Sqrt(sum / float64(n)); rms > 0.08 {
		t.Errorf("root mean square error %.3f, 64 hashes allow 0.0625", rms)
	}
}

func BenchmarkSignature(b *testing.B) {
	text := story(1, 30)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Signature(text)
	}
}

func BenchmarkNearAdd(b *testing.B) {
	var sketches []Sketch
	for i := range 2000 {
		sketches = append(sketches, Signature(story(i, 20)))
	}
	for b.Loop() {
		n := NewNear()
		for i, s := range sketches {
			n.Add(fmt.Sprint(i), s)
		}
	}
	b.ReportMetric(float64(len(sketches)*b.N)/b.Elapsed().Seconds(), "articles/s")
}
