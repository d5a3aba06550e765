package entities

import "testing"

// A description that goes on after its noun, or that a comma separates.
func TestOffice(t *testing.T) {
	for text, want := range map[string]string{
		"The chief of the mission, {P Ida Wu}, said":             "chief of the mission",
		"the president of Tarn {P Ida Wu} said":                  "president of Tarn",
		"the president of Tarn, Mr {P Odo Brandt}, said":         "president of Tarn",
		"Tarn's second deputy minister, {P Ida Wu}, said":        "Tarn's second deputy minister",
		"the manager and director of Acme, {P Ida Wu}, said":     "manager and director of Acme",
		"the minister, {P Ida Wu} and Odo said":                  "",
		"a friend of President {P Ida Wu} said":                  "President",
		"the ministers of Tarn {P Ida Wu} met":                   "",
		"the wife of {P Odo Brandt} said":                        "",
		"{P Ida Wu}, minister of trade in Tarn said":             "minister of trade in Tarn",
		"{P Ida Wu} (41), a farmer, said":                        "farmer",
		"{P Ida Wu}, head of the board and her husband, said":    "head of the board",
		"The ambassador of Tarn to Holm, {P Ida Wu}, said":       "ambassador of Tarn to Holm",
		"{P Ida Wu}, leader of the so - called Guard, said":      "",
		"{P Ida Wu}, economist":                                  "economist",
		"Foreign Minister Sheikh {P Odo Brandt} said":            "Foreign Minister",
		"the minister of trade, {P Odo Brandt}, the mayor, said": "minister of trade",
		// A rank says less than an office.
		"Tarn police spokesperson Captain {P Odo Brandt} said":        "Tarn police spokesperson",
		"Tarn's commander, Brigadier {P Ida Wu}, said":                "Tarn's commander",
		"Chief of Staff Major General {P Odo Brandt} said":            "Chief of Staff",
		"Tarn Commander Air Vice Marshal {P Odo Brandt} said":         "Tarn Commander",
		"Captain {P Odo Brandt} said":                                 "Captain",
		"Attorney General {P Ida Wu} said":                            "Attorney General",
		"Chief Inspector {P Ida Wu} said":                             "Chief Inspector",
		"the governor of the Salt Bank ( SB ) , Dr {P Ida Wu} , said": "governor of the Salt Bank ( SB )",
		"Salt Board ( SB ) chair {P Ida Wu} said":                     "Salt Board ( SB ) chair",
		"the MEC of Finance {P Ida Wu} said":                          "MEC of Finance",
		"Minister of Justice {P Ida Wu} said":                         "Minister of Justice",
		"Tourism and Sports Minister {P Ida Wu} said":                 "Tourism and Sports Minister",
		// Several roles of one person.
		"{P Ida Wu}, activist, writer and head of the movement, said":    "activist, writer and head of the movement",
		"{P Ida Wu}, a writer and farmer, said":                          "writer and farmer",
		"{P Ida Wu}, writer and {P Odo Brandt}, said":                    "",
		"The chief of the mission and former pilot, {P Ida Wu}, said":    "chief of the mission and former pilot",
		"Writer, founder and former head of the board, {P Ida Wu}, said": "Writer, founder and former head of the board",
	} {
		a := marked(text)
		tagged(a)
		a.Entities = group(a)
		sortMentions(a)
		describe(a)
		if got := a.Entities[0].Role; got != want {
			t.Errorf("%s: role %q, want %q", text, got, want)
		}
	}
}
