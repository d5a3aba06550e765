package claims

import (
	"slices"
	"strings"
	"unicode"

	"onrecord/extractors/tokens"
	"onrecord/internal/wordset"
)

// A stance is what a speaker does with a statement. The table gives it by the
// lemma of the cue; a verb that is not in it asserts.
var stances = tabulate(map[string]string{
	"asserts": `say tell add note report state explain claim argue insist maintain stress emphasise emphasize write tweet post
		comment remark observe reply respond answer describe call label dub brand conclude find show indicate reveal disclose
		mention point highlight underline underscore recall reiterate repeat continue testify speak assert contend estimate cite quote detail`,
	"denies":     `deny reject refute dismiss dispute rebut disavow disclaim`,
	"accuses":    `accuse blame charge`,
	"alleges":    `allege`,
	"promises":   `promise pledge vow commit guarantee swear assure undertake`,
	"asks":       `ask urge demand request appeal plead beg order instruct implore insist+on press petition beseech exhort require`,
	"proposes":   `propose suggest recommend advise offer advocate`,
	"warns":      `warn caution threaten`,
	"confirms":   `confirm affirm reaffirm verify corroborate`,
	"admits":     `admit acknowledge concede confess own`,
	"announces":  `announce declare proclaim unveil launch`,
	"predicts":   `predict forecast expect anticipate project foresee`,
	"believes":   `believe think feel consider suspect assume imagine reckon guess know doubt understand`,
	"hopes":      `hope wish want`,
	"fears":      `fear worry`,
	"criticises": `criticise criticize condemn denounce decry deplore lament regret protest complain blast rebuke object slam lambast fault attack`,
	"praises":    `praise welcome hail thank congratulate applaud laud commend salute`,
	"rules":      `rule decide find+that`,
	"plans":      `plan intend`,
	"agrees":     `agree accept`,
	"disagrees":  `disagree oppose`,
})

// negated is the stance of a cue with a negation ('did not deny').
var negated = map[string]string{
	"asserts": "does not assert", "denies": "does not deny", "accuses": "does not accuse", "alleges": "does not allege",
	"promises": "does not promise", "asks": "does not ask", "proposes": "does not propose", "warns": "does not warn",
	"confirms": "does not confirm", "admits": "does not admit", "announces": "does not announce", "predicts": "does not predict",
	"believes": "does not believe", "hopes": "does not hope", "fears": "does not fear", "criticises": "does not criticise",
	"praises": "does not praise", "rules": "does not rule", "plans": "does not plan", "agrees": "does not agree", "doubts": "does not doubt", "disagrees": "does not disagree",
}

// hedged is the stance of a statement that its own words leave open.
const hedged = "hedged"

// nounStances are the nouns of cues without a telling verb ('in a denial', 'made a
// promise').
var nounStances = tabulate(map[string]string{
	"denies":     "denial rejection",
	"promises":   "promise pledge vow assurance commitment",
	"asks":       "demand request appeal plea",
	"warns":      "warning threat",
	"accuses":    "accusation",
	"alleges":    "allegation",
	"confirms":   "confirmation",
	"predicts":   "prediction forecast",
	"proposes":   "proposal recommendation",
	"fears":      "fear concern worry alarm",
	"hopes":      "hope",
	"criticises": "criticism regret condemnation outrage dismay",
	"praises":    "praise gratitude thanks appreciation",
	"doubts":     "doubt skepticism scepticism",
	"announces":  "announcement declaration",
})

// carriers are verbs that leave the stance to the noun behind them ('voiced
// concern').
var carriers = wordset.Of("voice express make issue give raise deliver offer renew convey")

// callFor are verbs whose preposition makes them a demand.
var callFor = wordset.Of("call push press clamour clamor")

var negations = wordset.Of("not n't never neither nor no without")

// refusals are verbs that negate the one behind them ('refused to confirm').
var refusals = wordset.Of("refuse decline fail stop")

var hedges = wordset.Of("may might could allegedly reportedly apparently possibly perhaps supposedly purportedly presumably probably likely seemingly rumoured rumored unconfirmed")

// hearsay are the words of a cue that leave open whether it was said.
var hearsay = wordset.Of("reportedly allegedly apparently supposedly purportedly rumoured rumored")

func tabulate(table map[string]string) map[string]string {
	m := map[string]string{}
	for stance, verbs := range table {
		for _, v := range strings.Fields(verbs) {
			if !strings.Contains(v, "+") {
				m[v] = stance
			}
		}
	}
	return m
}

// irregular are forms whose lemma no suffix rule finds.
var irregular = map[string]string{
	"said": "say", "told": "tell", "wrote": "write", "written": "write", "found": "find", "shown": "show", "thought": "think",
	"felt": "feel", "knew": "know", "known": "know", "swore": "swear", "sworn": "swear", "spoke": "speak", "spoken": "speak",
	"understood": "understand", "held": "hold", "undertook": "undertake", "foresaw": "foresee", "besought": "beseech",
}

// lemma is the form of a word that the tables have, or the word itself.
func lemma(w string, known func(string) bool) string {
	if l, ok := irregular[w]; ok {
		return l
	}
	return tokens.Lemma(w, known)
}

// stanceOf is the stance that a cue gives to its content; content is what
// follows, for the preposition of 'called for …'.
func stanceOf(cue, content string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(cue, "’", "'")), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	known := func(w string) bool {
		return stances[w] != "" || callFor[w] || refusals[w] || carriers[w]
	}
	stance, negative, refused := "", false, false
	for i, w := range words {
		if negations[w] || strings.HasSuffix(w, "n't") {
			negative = true
			continue
		}
		l := lemma(w, known)
		switch {
		case refusals[l]:
			negative, refused = true, l == "refuse" || l == "decline"
		case carriers[l] && i+1 == len(words) && nounStance(content, 3) != "":
			stance = nounStance(content, 3)
		case callFor[l] && (i+1 < len(words) && words[i+1] == "for" || i+1 == len(words) && startsWith(content, "for")):
			stance = "asks"
		case (l == "call" || l == "insist") && (i+1 < len(words) && words[i+1] == "on" || i+1 == len(words) && startsWith(content, "on")):
			stance = "asks"
		case stances[l] != "" && (stance == "" || stance == "asserts"):
			stance = stances[l]
		}
	}
	if stance == "" {
		stance = nounStance(cue, len(words))
	}
	if stance == "" && refused {
		return "refuses"
	}
	if stance == "" {
		stance = "asserts"
	}
	if stance == "asserts" && !negative && slices.ContainsFunc(words, func(w string) bool { return hearsay[w] }) {
		return hedged
	}
	if negative {
		return negated[stance]
	}
	return stance
}

// nounStance is the stance of the first noun of the table among the first n
// words of a text.
func nounStance(text string, n int) string {
	words := strings.Fields(strings.ToLower(text))
	for _, w := range words[:min(n, len(words))] {
		if s := nounStances[lemma(strings.Trim(w, ".,;:\"'“”‘’"), func(w string) bool { return nounStances[w] != "" })]; s != "" {
			return s
		}
	}
	return ""
}

func startsWith(text, word string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(text), word)
	return ok && (rest == "" || rest[0] == ' ')
}
