// Package wordset makes sets of words that are written as one text, the way in
// which the lists of this repository read best.
package wordset

import "strings"

// Of is the set of the words between white space.
func Of(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
