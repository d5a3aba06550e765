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
		"{P Ida Wu}, economist":                                  "economist",
		"Foreign Minister Sheikh {P Odo Brandt} said":            "Foreign Minister",
		"the minister of trade, {P Odo Brandt}, the mayor, said": "minister of trade",
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
