package tokens

import "testing"

func TestLemma(t *testing.T) {
	known := map[string]bool{"say": true, "plan": true, "deny": true, "hope": true, "press": true, "ask": true}
	for word, want := range map[string]string{
		"say": "say", "says": "say", "planned": "plan", "planning": "plan", "denies": "deny", "denied": "deny",
		"hoped": "hope", "hoping": "hope", "presses": "press", "asking": "ask", "walked": "walked", "s": "s", "": "",
	} {
		if got := Lemma(word, func(w string) bool { return known[w] }); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}
