package numbers

import (
	_ "embed"
	"strings"

	"onrecord/corpus"
)

// The tables that a reader of the grammar extends; each says in its head what
// its columns are.
var (
	//go:embed tables/units.tsv
	unitsTSV string
	//go:embed tables/currencies.tsv
	currenciesTSV string
	//go:embed tables/modifiers.tsv
	modifiersTSV string
	//go:embed tables/changes.tsv
	changesTSV string
	//go:embed tables/names.tsv
	namesTSV string
)

// The tables as the grammar uses them.
var (
	unitForms   = map[string][]unitForm{} // by the first atom in lower case
	moneyForms  = map[string][]unitForm{} // symbols that stand before an amount
	modifiers   = map[string][]modifier{} // by the last atom
	changeVerbs = map[string]changeVerb{} // by every form of the verb
	changeNouns = map[string]string{}
	labels      = map[string]string{} // word -> label, softlabel
	months      = map[string]bool{}
	weekdays    = map[string]bool{}
	streets     = map[string]bool{}
	clocks      = map[string]bool{}
)

func init() {
	loadUnits()
	loadCurrencies()
	for _, row := range rows(modifiersTSV, 2) {
		for _, form := range strings.Split(row[1], "|") {
			words := atomsOf(form)
			last := words[len(words)-1]
			modifiers[last] = append(modifiers[last], modifier{words, row[0]})
		}
	}
	for _, row := range rows(changesTSV, 3) {
		for _, verb := range strings.Split(row[1], "|") {
			base := strings.TrimRight(verb, "*+^")
			v := changeVerb{row[0], strings.ContainsAny(verb, "*+"), strings.Contains(verb, "+"), strings.Contains(verb, "^")}
			for _, form := range conjugate(strings.Split(base, ",")) {
				changeVerbs[form] = v
			}
		}
		for _, noun := range strings.Split(row[2], "|") {
			changeNouns[noun], changeNouns[plural(noun)] = row[0], row[0]
		}
	}
	for _, row := range rows(namesTSV, 2) {
		for _, w := range strings.Split(row[1], "|") {
			switch row[0] {
			case "label", "softlabel":
				labels[w] = row[0]
			case "month":
				months[w] = true
			case "day":
				weekdays[w] = true
			case "street":
				streets[w] = true
			case "clock":
				clocks[w] = true
			}
		}
	}
}

// rows splits a table into its rows of n columns; # begins a comment.
func rows(tsv string, n int) [][]string {
	var list [][]string
	for line := range strings.Lines(tsv) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		row := strings.Split(line, "\t")
		for len(row) < n {
			row = append(row, "")
		}
		list = append(list, row)
	}
	return list
}

// atomsOf is s as the grammar sees it, in lower case.
func atomsOf(s string) []string {
	var words []string
	for _, a := range lex(s, corpus.Span{End: len(s)}, nil) {
		words = append(words, a.low)
	}
	return words
}

// conjugate gives the forms of a verb: base form first, irregular forms after.
func conjugate(verb []string) []string {
	base := verb[0]
	forms := append([]string{}, verb...)
	stem := strings.TrimSuffix(base, "e")
	switch {
	case strings.HasSuffix(base, "y") && !strings.ContainsAny(base[len(base)-2:len(base)-1], "aeiou"):
		forms = append(forms, base[:len(base)-1]+"ied", base[:len(base)-1]+"ies", base+"ing")
	case strings.HasSuffix(base, "sh") || strings.HasSuffix(base, "ch"):
		forms = append(forms, base+"ed", base+"es", base+"ing")
	default:
		forms = append(forms, stem+"ed", base+"s", stem+"ing")
	}
	return forms
}
