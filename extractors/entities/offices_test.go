package entities

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/corpus"
	"onrecord/extractors"
)

func TestOffices(t *testing.T) {
	for text, want := range map[string]map[string]string{
		"Upazila Nirbahi Officer (UNO) Ann Lee said so.":          {"UNO": "upazila nirbahi officer"},
		"The district's superintendent of police (SP) left.":      {"SP": "superintendent of police"},
		"He is officer-in-charge (OC) of the station.":            {"OC": "officer-in-charge"},
		"A Director-General (DG) and a Chief Executive (CE) met.": {"DG": "director-general", "CE": "chief executive"},
		"The Holm Police Department (HPD) said so.":               {},
		"The Officer (UNO) said so.":                              {},
		"Commissioner\n(C) or (OC)":                               {},
	} {
		a := &extractors.Annotation{Doc: &corpus.Document{Text: text}}
		if d := cmp.Diff(want, Offices(a)); d != "" {
			t.Errorf("%q: %s", text, d)
		}
	}
	text := "The High Commissioner for Refugees (HCR) said so."
	a := &extractors.Annotation{Doc: &corpus.Document{Text: text}, Mentions: []extractors.Mention{
		{Span: corpus.Span{Start: 4, End: 34}, Type: extractors.Organization, Form: extractors.Name},
	}}
	if got := Offices(a); len(got) > 0 {
		t.Errorf("an organisation is an office: %v", got)
	}
}
