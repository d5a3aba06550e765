package numbers

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// A digitForm is a way to write a number in digits: the signs that group, and
// the sign before the decimals.
type digitForm struct {
	pattern *regexp.Regexp
	group   string
	point   string
}

var digitForms = []digitForm{
	{regexp.MustCompile(`^\d+$`), "", ""},                                                  // 12000
	{regexp.MustCompile(`^\d{1,3}(,\d{3})+(\.\d+)?$`), ",", "."},                           // 12,000.5
	{regexp.MustCompile(`^\d*\.\d+$`), "", "."},                                            // 12.5, .38
	{regexp.MustCompile(`^\d{1,2}(,\d{2})*,\d{3}(\.\d+)?$`), ",", "."},                     // 12,34,567.89 (lakh and crore)
	{regexp.MustCompile(`^\d+,\d{1,2}$`), "", ","},                                         // 92,2
	{regexp.MustCompile(`^\d{1,3}(\.\d{3})+,\d+$`), ".", ","},                              // 1.200,5
	{regexp.MustCompile(`^\d{1,3}\.\d{3}(\.\d{3})+$`), ".", ""},                            // 1.200.000
	{regexp.MustCompile(`^\d{1,3}('\d{3})+(\.\d+)?$`), "'", "."},                           // 12'000
	{regexp.MustCompile(`^\d{1,3}([ \x{a0}\x{202f}\x{2009}]\d{3})+([.,]\d+)?$`), " ", "."}, // 12 000
}

// maxDigits is the longest run that is read as a number: no news figure has
// more digits than a hundred, an identifier may.
const maxDigits = 100

// readDigits reads a number in digits with its separators, without a sign.
func readDigits(s string) (decimal.Decimal, bool) {
	if len(s) > maxDigits {
		return decimal.Decimal{}, false
	}
	for _, f := range digitForms {
		if !f.pattern.MatchString(s) {
			continue
		}
		switch f.group {
		case "":
		case " ":
			s = spaces.Replace(s)
			s = strings.ReplaceAll(s, ",", ".")
		default:
			s = strings.ReplaceAll(s, f.group, "")
		}
		if f.point == "," {
			s = strings.ReplaceAll(s, ",", ".")
		}
		d, err := decimal.NewFromString(s)
		return d, err == nil
	}
	return decimal.Decimal{}, false
}

var spaces = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "\u2009", "")
