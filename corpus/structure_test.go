package corpus

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// marked is the text of a document with the kind of each region before it.
func marked(d *Document) []string {
	var out []string
	for _, r := range d.Regions {
		out = append(out, string(r.Kind)+": "+strings.Join(strings.Fields(r.Span.Of(d.Text)), " "))
	}
	return out
}

const (
	lead = "The harbour council voted on Tuesday to close the old ferry terminal after a crack was found in its main pier."
	more = "\"We had no choice,\" said Ilse Brandvold, who chairs the council. \"Nobody should stand on that pier.\""
)

func TestStructureRegions(t *testing.T) {
	for _, tt := range []struct {
		name string
		text string
		want []string
	}{
		{"a body alone", lead + "\n" + more, []string{"body: " + lead + " " + more}},
		{"one line", lead, []string{"body: " + lead}},
		{"headline, byline, dateline",
			"Council closes ferry terminal\n\nBy Mara Quill\nPublished: 4 June 2031\n\nPORT ELLEN, Norland (NPA) — " + lead + "\n\n" + more,
			[]string{"title: Council closes ferry terminal", "byline: By Mara Quill Published: 4 June 2031", "dateline: PORT ELLEN, Norland (NPA) —", "body: " + lead + " " + more}},
		{"labels over the headline",
			"Accessibility links\n\nBreaking News\n\nNews   /   More\n\nFerry Terminal Shut\n\n" + lead,
			[]string{"boilerplate: Accessibility links Breaking News News / More", "title: Ferry Terminal Shut", "body: " + lead}},
		{"headline and time stamp on one line",
			"Council closes ferry terminal Posted: Tuesday, June 4, 2030 8:18 PM EST Updated: Friday, June 7, 2030 8:27 PM EST\n\n" + lead,
			[]string{"title: Council closes ferry terminal", "byline: Posted: Tuesday, June 4, 2030 8:18 PM EST Updated: Friday, June 7, 2030 8:27 PM EST", "body: " + lead}},
		{"captions",
			"FILE: The ferry terminal, seen from the north mole in 2029.\n\nIlse Brandvold at the pier. (Photo by Odd Lunde)\n\nA diver looks at the crack. Photo: Odd Lunde / Norpix\n\nGetty Images\n\n" + lead,
			[]string{"caption: FILE: The ferry terminal, seen from the north mole in 2029. Ilse Brandvold at the pier. (Photo by Odd Lunde) A diver looks at the crack. Photo: Odd Lunde / Norpix Getty Images", "body: " + lead}},
		{"related links with quotation marks",
			lead + "\nRead next: 'They lied to us': ferry crews speak out\n" + more + "\nREAD ALSO: Minister says \"no money\" for piers\nAlso read | Ten bridges that fell\nMore: Divers find second crack\n" + lead,
			[]string{"body: " + lead + " " + more[:0] + "", "related: Read next: 'They lied to us': ferry crews speak out", "body: " + more, "related: READ ALSO: Minister says \"no money\" for piers Also read | Ten bridges that fell More: Divers find second crack", "body: " + lead}},
		{"a list of links",
			lead + "\n\nRELATED STORIES\n\nDivers find second crack\n\n\"No money\" for piers, minister warns islanders\n\nMinister says pier was safe\n\n" + more,
			[]string{"body: " + lead, "related: RELATED STORIES Divers find second crack \"No money\" for piers, minister warns islanders Minister says pier was safe", "body: " + more}},
		{"a heading of links with nothing under it",
			lead + "\n\nTRENDING STORIES:\n\n" + more,
			[]string{"body: " + lead, "related: TRENDING STORIES:", "body: " + more}},
		{"page furniture and footers",
			"Please enable Javascript to watch this video\n" + lead + "\nAdvertisement\n" + more + "\nSign up for our newsletter\nShare this: Facebook\nTwitter\nJonas Ek contributed to this report.\n(Reporting by Mara Quill; Editing by Jonas Ek)\nmquill@example.com or 555-010-4477\nCopyright 2031 Norland Post. All rights reserved.",
			[]string{"boilerplate: Please enable Javascript to watch this video", "body: " + lead, "boilerplate: Advertisement", "body: " + more, "boilerplate: Sign up for our newsletter Share this: Facebook Twitter", "footer: Jonas Ek contributed to this report. (Reporting by Mara Quill; Editing by Jonas Ek) mquill@example.com or 555-010-4477", "boilerplate: Copyright 2031 Norland Post. All rights reserved."}},
		{"credit behind the last sentence",
			lead + " (Reporting by Mara Quill in Port Ellen; Editing by Jonas Ek)",
			[]string{"body: " + lead, "footer: (Reporting by Mara Quill in Port Ellen; Editing by Jonas Ek)"}},
		{"cookies, an address and a rule",
			"https://example.com/news/ferry-terminal\n" + lead + "\n___\nWe use cookies to improve your visit.",
			[]string{"boilerplate: https://example.com/news/ferry-terminal", "body: " + lead, "boilerplate: ___ We use cookies to improve your visit."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want
			for i := range want {
				want[i] = strings.Join(strings.Fields(want[i]), " ")
			}
			d := &Document{Text: tt.text}
			Structure(d)
			if diff := cmp.Diff(want, marked(d)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A pattern may be skipped only where its regular expression does not match.
func TestLinePatternShortcuts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &linePatterns[rapid.IntRange(0, len(linePatterns)-1).Draw(t, "pattern")]
		key := keyOf(rapid.OneOf(rapid.StringMatching(p.regexp.String()), rapid.String()).Draw(t, "text"))
		if key != "" && p.matches(key) != p.regexp.MatchString(key) {
			t.Fatalf("%s: %q is skipped", p.regexp, key)
		}
	})
}

// What must stay in the body although it looks like furniture.
func TestStructureKeeps(t *testing.T) {
	for _, text := range []string{
		"More than 40 people said they heard the pier crack.",
		"Read the letter aloud, she told him, and he did.",
		"Contributing to the delay is a shortage of divers.",
		"Terms and conditions of the sale were not disclosed.",
		"There was a problem with the winch, the captain said.",
		"Published in 2019, the report found that three in ten piers were unsafe.",
		"Updated on June 3, 2031, the list names 40 piers.",
		"Copyright law gives the island no say, the judge said.",
		"Reporting by the harbour office showed the crack had been known.",
		"Related charges were dropped: the owner had died.",
		"Watching the ferry leave, she wept.",
		"Share prices fell by 4 percent.",
		"Not a member of the council, he could not vote.",
		"Photos show the crack, Brandvold said.",
		"By Friday the pier was gone.",
		"Police ask anyone with information to call 555-0100.",
		"\"Sign up today,\" the sergeant told the boys.",
		"Sign up for our newsletter, the mayor told residents.",
		"We have sent a clear message to the company.",
		"5:07 p.m.: Mayor states that the pier \"is gone\"",
		"She said no. Jonas Ek contributed to this report, the editor claimed.",
		"@harbourmaster You Are Doing A Great Job For All Of Us!",
	} {
		d := &Document{Text: lead + "\n\n" + text + "\n\n" + more}
		Structure(d)
		if len(d.Regions) != 1 || d.Regions[0].Kind != Body {
			t.Errorf("%q: regions %q", text, marked(d))
		}
	}
}

func TestStructureDateline(t *testing.T) {
	for _, tt := range []struct{ text, dateline, place, outlet string }{
		{"BAREN, Norland (NPA) — The pier is closed.", "BAREN, Norland (NPA) —", "Baren, Norland", "NPA"},
		{"UNITED ISLES HQ, NEW BAREN — The pier is closed.", "UNITED ISLES HQ, NEW BAREN —", "United Isles HQ, New Baren", ""},
		{"BAREN, June 3 (Norwire) - The pier is closed.", "BAREN, June 3 (Norwire) -", "Baren", "Norwire"},
		{"New Baren, Aug 1 (NPI) The pier is closed.", "New Baren, Aug 1 (NPI)", "New Baren", "NPI"},
		{"(NNC) The pier is closed.", "(NNC)", "", "NNC"},
		{"PORT ELLEN (KX4) The pier is closed.", "PORT ELLEN (KX4)", "Port Ellen", "KX4"},
		{"(Norwire) - The pier is closed.", "(Norwire) -", "", "Norwire"},
		{"ST. ELLEN, N.L. -- The pier is closed.", "ST. ELLEN, N.L. --", "St. Ellen, N.L.", ""},
		{"PORT-AU-SEL: The pier is closed.", "PORT-AU-SEL:", "Port-Au-Sel", ""},
		{"Ellenby — The pier is closed.", "Ellenby —", "Ellenby", ""},
		{"Bad Ellen - \"It is closed,\" she said.", "Bad Ellen -", "Bad Ellen", ""},
		{"BAREN, N.L. – April 14, 2031 – The pier is closed.", "BAREN, N.L. – April 14, 2031 –", "Baren, N.L.", ""},
		{"BAREN CASE: COURT CLOSES PIER\n\n" + lead, "", "", ""},
		{"The Anti - Corruption office closed the pier.", "", "", ""},
		{"ISLAND POLLS NOT WRONG, JUST TOO EARLY - The pier is closed.", "", "", ""},
		{"UPDATE: The pier is closed.", "", "", ""},
		{"The pier — Baren's oldest — is closed.", "", "", ""},
		{"Jean-Pierre Brandvold closed the pier.", "", "", ""},
		{"NPA — The pier is closed.", "NPA —", "", ""},
		{"A - The pier is closed.", "", "", ""},
	} {
		d := &Document{Text: tt.text}
		Structure(d)
		got := ""
		for _, r := range d.Regions {
			if r.Kind == Dateline {
				got = r.Span.Of(d.Text)
			}
		}
		if got != tt.dateline || d.Place != tt.place || d.Outlet != tt.outlet {
			t.Errorf("%q: dateline %q place %q outlet %q, want %q %q %q", tt.text, got, d.Place, d.Outlet, tt.dateline, tt.place, tt.outlet)
		}
	}
}

func TestStructureMetadata(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	type meta struct {
		Title, Byline, Outlet string
		Published             time.Time
	}
	body := "\n\n" + lead + "\n\n" + more
	for _, tt := range []struct {
		name, text string
		want       meta
	}{
		{"nothing said", lead, meta{}},
		{"month first", "Pier shut for good\nBy: Mara Quill\nJune 30, 2031" + body, meta{"Pier shut for good", "Mara Quill", "", day(2031, 6, 30)}},
		{"day first", "Pier shut for good\nBy Mara Quill and Jonas Ek | 30 June 2031" + body, meta{"Pier shut for good", "Mara Quill and Jonas Ek", "", day(2031, 6, 30)}},
		{"names without by", "Pier shut for good\nMara Quill and Jonas Ek in Baren\n30 June 2031" + body, meta{"Pier shut for good", "Mara Quill and Jonas Ek in Baren", "", day(2031, 6, 30)}},
		{"a name alone over the text", "MARA QUILL" + body, meta{Byline: "MARA QUILL"}},
		{"a day in the dateline", "BAREN, Jun 16 2031 (NPA) - " + lead, meta{Outlet: "NPA", Published: day(2031, 6, 16)}},
		{"trade after the name", "Pier shut for good\nBy Mara Quill, Harbour Correspondent" + body, meta{Title: "Pier shut for good", Byline: "Mara Quill"}},
		{"press release", "FOR IMMEDIATE RELEASE\n\nPier shut for good" + body, meta{Title: "Pier shut for good"}},
		{"no name", "Pier shut for good\nBy our own correspondent in Baren" + body, meta{Title: "Pier shut for good"}},
		{"posted before updated", "Pier shut for good\nPosted: Jun. 30, 2031\nUpdated: July 2, 2031" + body, meta{"Pier shut for good", "", "", day(2031, 6, 30)}},
		{"a headline with a colon and a stamp", "NPA: Pier shut for good Posted: Monday, June 30, 2031 1:16 PM EDT" + body, meta{Title: "NPA: Pier shut for good", Published: day(2031, 6, 30)}},
		{"two days of one rank", "Pier shut for good\nJune 30, 2031\nJuly 1, 2031" + body, meta{Title: "Pier shut for good"}},
		{"ambiguous figures", "Pier shut for good\nPosted: 06/07/2031" + body, meta{Title: "Pier shut for good"}},
		{"plain figures", "Pier shut for good\nPosted: 06/30/2031 4:26 PM" + body, meta{"Pier shut for good", "", "", day(2031, 6, 30)}},
		{"no such day", "Pier shut for good\nPosted: June 31, 2031" + body, meta{Title: "Pier shut for good"}},
		{"a year in the body only", lead + "\n\nThe pier was built on June 30, 1931.", meta{}},
		{"holder of the copyright", lead + "\n\n" + more + "\n\nCopyright 2031 Norland Post. All rights reserved.", meta{Outlet: "Norland Post"}},
		{"holder before agency", "BAREN (NPA) — " + lead + "\n\n" + more + "\n\n© 2031 Norland Post", meta{Outlet: "Norland Post"}},
		{"agency alone", "BAREN (NPA) — " + lead, meta{Outlet: "NPA"}},
		{"a headline with a full stop inside", "Two held in St. Ellen over U.I." + body, meta{Title: "Two held in St. Ellen over U.I."}},
		{"multiplication sign of a box", "× Pier shut for good" + body, meta{Title: "Pier shut for good"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &Document{Text: tt.text}
			Structure(d)
			if diff := cmp.Diff(tt.want, meta{d.Title, d.Byline, d.Outlet, d.Published}); diff != "" {
				t.Error(diff)
			}
		})
	}

	d := &Document{Text: "Pier shut for good\nBy Mara Quill" + body, Title: "Pier shut for good | Norland Post", Byline: "M. Quill", Place: "Baren"}
	Structure(d)
	if d.Title != "Pier shut for good | Norland Post" || d.Byline != "M. Quill" || d.Place != "Baren" {
		t.Errorf("known fields were changed: %+v", d)
	}
	if got := marked(d)[0]; got != "title: Pier shut for good" {
		t.Errorf("the known title is marked %q", got)
	}
}

// checkRegions says what is wrong with the regions of d, "" if nothing is.
func checkRegions(d *Document) string {
	end := 0
	for _, r := range d.Regions {
		switch {
		case r.Span.Start < end || r.Span.End > len(d.Text) || r.Span.Len() <= 0:
			return "regions overlap, are empty or out of order"
		case strings.TrimSpace(d.Text[end:r.Span.Start]) != "":
			return "text without a region: " + d.Text[end:r.Span.Start]
		case strings.TrimSpace(r.Span.Of(d.Text)) != r.Span.Of(d.Text):
			return "a region begins or ends with white space"
		case !utf8.ValidString(r.Span.Of(d.Text)):
			return "a region cuts a character"
		}
		end = r.Span.End
	}
	if strings.TrimFunc(d.Text[end:], unicode.IsSpace) != "" {
		return "text without a region: " + d.Text[end:]
	}
	return ""
}

var fragments = []string{lead, more, "\n", "\n\n", "\r\n", "\r", "\u2028", "\u00a0", "\u200b", "\ufeff", " ", "Read next: ", "RELATED STORIES\n", "More: ", "BAREN, Norland (NPA) — ", "(NNC) ", "BAREN: ",
	"By Mara Quill", "Posted: June 30, 2031", "Copyright 2031 X. All rights reserved.", "(Reporting by A; Editing by B)", "Photo: ", "(Photo by A)", "1:23 ", "“", "”", "é", "İ", "×", "@a", "a@b.c", "Pier shut", "News / More", ".", ",", "-", "—", "\x00"}

func TestStructureCoversEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(fragments), rapid.String()), 0, 30).Draw(t, "parts")
		d := &Document{Text: strings.ToValidUTF8(strings.Join(parts, ""), "")}
		Structure(d)
		if wrong := checkRegions(d); wrong != "" {
			t.Fatal(wrong)
		}
	})
}

func FuzzStructure(f *testing.F) {
	for _, s := range fragments {
		f.Add(s + "\n" + lead + "\n" + s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := &Document{Text: strings.ToValidUTF8(text, "")}
		Structure(d)
		if wrong := checkRegions(d); wrong != "" {
			t.Fatal(wrong)
		}
	})
}

func TestStructureLargeInput(t *testing.T) {
	for name, text := range map[string]string{
		"one line of 5 MB":       strings.Repeat("The pier is closed and nobody knows why it is. ", 110_000),
		"5 MB without a space":   strings.Repeat("é", 2_500_000),
		"5 MB of brackets":       strings.Repeat("(", 5_000_000),
		"100,000 lines":          strings.Repeat("Pier shut\n", 100_000),
		"100,000 link headings":  strings.Repeat("RELATED STORIES\n", 100_000),
		"100,000 blank lines":    strings.Repeat("\n", 100_000),
		"100,000 copyright ones": strings.Repeat("© 2031 Norland Post\n", 100_000),
	} {
		d := &Document{Text: text}
		Structure(d)
		if wrong := checkRegions(d); wrong != "" {
			t.Errorf("%s: %.80s", name, wrong)
		}
	}
}

func BenchmarkStructure(b *testing.B) {
	text := "Council closes ferry terminal\n\nBy Mara Quill\n\n" + strings.Repeat(lead+"\n\n"+more+"\n\n", 10) + "Copyright 2031 Norland Post. All rights reserved."
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Structure(&Document{Text: text})
	}
}
