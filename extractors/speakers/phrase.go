package speakers

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/entities"
	"onrecord/internal/wordset"
)

// named are the entities that a source names itself: its people, several if
// they are joined; else the organisation or place that the whole source is.
func (r *resolver) named(source corpus.Span, kind extractors.SpeakerKind) []int {
	text := r.a.Doc.Text
	if at := clause.FindStringIndex(source.Of(text)); at != nil {
		source.End = source.Start + at[0]
	}
	if r.joins(source) {
		return nil
	}
	var people []int
	var last corpus.Span
	written := kind != extractors.SpeakerDocument && documentary(text, source)
	for _, m := range r.within(source) {
		if m.Form != extractors.Name || m.Entity == extractors.None || m.Type != extractors.Person {
			continue
		}
		if dependent(text, m.Span, source) && !written || r.modifies(m.Span, source) {
			continue // 'a spokesman for X', 'X's lawyer', but 'a letter from X'
		}
		if len(people) > 0 {
			gap := text[last.End:m.Span.Start]
			switch {
			case joining(gap), adding.MatchString(gap) && !prepositional(gap):
			case qualifying(gap):
				people = people[:len(people)-1] // 'Anderson County Coroner X'
			default:
				continue
			}
		}
		last = m.Span
		if !slices.Contains(people, m.Entity) {
			people = append(people, m.Entity)
		}
	}
	if len(people) > 0 {
		return people
	}
	if found := r.organisations(source, kind); found != nil {
		return found
	}
	if kind == extractors.SpeakerOrganisation || kind == extractors.SpeakerPerson {
		// The phrase with more words than the name: 'Hayward police', where the
		// article names the 'Hayward Police Department'.
		if n := entities.Called(r.a, strip(source.Of(text))); n != extractors.None {
			return []int{n}
		}
	}
	return nil
}

// clause begins a relative clause, whose names are not the source's.
var clause = regexp.MustCompile(`,? (?:who|whom|whose|which|where|that)\b`)

// modifies says whether a name in a source stands before the noun that the
// source is: 'the Holm campaign'.
func (r *resolver) modifies(m, source corpus.Span) bool {
	i := r.tokenAt(m.End)
	if i == len(r.a.Tokens) || !plain(r.a.Doc.Text[m.End:r.a.Tokens[i].Span.Start]) {
		return false
	}
	t := r.a.Tokens[i]
	return t.Span.End <= source.End && (t.Tag == "NN" || t.Tag == "NNS") && t.Text == strings.ToLower(t.Text)
}

// tokenAt is the first token that begins at the position or after it.
func (r *resolver) tokenAt(at int) int {
	return sort.Search(len(r.a.Tokens), func(i int) bool { return r.a.Tokens[i].Span.Start >= at })
}

// dependent says whether a name in a source only tells whose or which source
// it is: it is a possessive, or follows a preposition.
func dependent(text string, m, source corpus.Span) bool {
	if m.End < source.End && (strings.HasSuffix(m.Of(text), "s") || strings.ContainsAny(text[m.End:min(m.End+4, source.End)], "'’")) {
		if rest := text[m.End:source.End]; strings.Trim(rest, "'’s") == "" {
			return false // the whole source: 'X’s'
		} else if strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, "’") || strings.HasSuffix(m.Of(text), "'s") || strings.HasSuffix(m.Of(text), "’s") {
			return true
		}
	}
	// Titles between the preposition and the name, 'of President X', and a name
	// that it is joined to, 'for both Y and X'.
	before := strings.Fields(text[source.Start:m.Start])
	for joined := false; len(before) > 0; before = before[:len(before)-1] {
		last := before[len(before)-1]
		joined = joined || last == "and"
		if strings.HasSuffix(last, ",") {
			break // 'the Minister of Finance, X'
		}
		name := last != strings.ToLower(last)
		if last == "Under" {
			continue // 'Under Secretary X'
		}
		if !entities.IsTitle(last) && !(joined && (name || last == "and" || last == "both")) {
			break
		}
	}
	return len(before) > 0 && prepositions[strings.ToLower(before[len(before)-1])]
}

var prepositions = wordset.Of("of for by to from with in at on against about under over near")

// organisations are the entities that a source consists of: 'the White House',
// 'Boston Police', 'Russia and China'. A place inside a longer phrase is none:
// 'police in Perth'.
func (r *resolver) organisations(source corpus.Span, kind extractors.SpeakerKind) []int {
	text := r.a.Doc.Text
	var found, issuers []int
	var last, issuer corpus.Span
	if strings.HasPrefix(strings.ToLower(source.Of(text)), "one ") && entities.IsRole(headNoun(source.Of(text))) {
		return nil // 'one doctor at the hospital X, university Y'
	}
	rest := len(strip(source.Of(text)))
	written := kind != extractors.SpeakerDocument && documentary(text, source)
	from, to := r.between(source)
	for i := from; i < to; i++ {
		m := r.a.Mentions[i]
		if m.Form != extractors.Name || m.Entity == extractors.None || !source.Contains(m.Span) || !speaks(m.Type) || m.Type == extractors.Person {
			continue
		}
		name := entities.Extent(r.a, i)
		if m.Type == extractors.NORP && (written || r.modifies(m.Span, source)) {
			continue // 'a European ambassador', 'a report by the European agency X'
		}
		if m.Span.Start < last.End || len(found) > 0 && !joining(text[last.End:m.Span.Start]) {
			continue
		}
		behind := text[source.Start:name.Start]
		if written && m.Type == extractors.Organization && (strings.Contains(behind, " by ") || strings.Contains(behind, " from ") || outlet.MatchString(behind) || dependent(text, name, source) && !receives.MatchString(behind)) {
			if len(issuers) == 0 || joining(text[issuer.End:m.Span.Start]) {
				issuers, issuer = append(issuers, m.Entity), name // 'a report by the newspaper X'
			}
			continue
		}
		if dependent(text, name, source) {
			continue
		}
		found, last = append(found, m.Entity), name
		rest -= len(strip(name.Of(text)))
	}
	switch {
	case len(issuers) > 0:
		return slices.Compact(issuers)
	case len(found) > 0 && rest <= 4*len(found) && !r.headed(source, last): // 'and', commas, a possessive
		return slices.Compact(found)
	}
	if n := r.head(source, kind); n != extractors.None {
		return []int{n}
	}
	return nil
}

// outlet ends in where a text stands: 'a story in the national newspaper'.
var outlet = regexp.MustCompile(` (?:in|on) (?:[\pL’'-]+ ){0,4}(?:newspaper|paper|daily|weekly|magazine|journal|website|site|portal|outlet|agency) $`)

// receives ends in a preposition that tells where a text went or what it is about:
// 'papers filed with the'.
var receives = regexp.MustCompile(` (?:with|to|on|about|against|for|over) (?:the )?$`)

// headed says whether a noun follows the last name in a source, which the source
// is then: 'the Holm MP'.
func (r *resolver) headed(source, last corpus.Span) bool {
	i := r.tokenAt(last.End)
	return i < len(r.a.Tokens) && r.a.Tokens[i].Span.End == source.End && entities.IsRole(r.a.Tokens[i].Text)
}

// head is the organisation that a longer phrase is about: the phrase ends in its
// name with no preposition before ('the rights group X'), or begins with it and
// goes on with one ('X in Lagos'), or it is what the model takes for an
// organisation and calls so ('the X newspaper', 'an X report'). Also a state that
// the phrase names at its end: 'a permanent member of the council, X'.
func (r *resolver) head(source corpus.Span, kind extractors.SpeakerKind) int {
	text := r.a.Doc.Text
	if at := came.FindStringIndex(source.Of(text)); at != nil {
		source.End = source.Start + at[0]
	}
	start := source.Start + strings.Index(source.Of(text), strip(source.Of(text)))
	from, to := r.between(source)
	for i := from; i < to; i++ {
		m := r.a.Mentions[i]
		if m.Form != extractors.Name || m.Entity == extractors.None || !speaks(m.Type) || !source.Contains(m.Span) {
			continue
		}
		name := entities.Extent(r.a, i)
		if apposed.MatchString(text[source.Start:m.Span.Start]) && name.End >= source.End {
			return m.Entity
		}
		if m.Type != extractors.Organization {
			continue
		}
		before := strings.Fields(strings.ToLower(text[source.Start:m.Span.Start]))
		after := strings.Fields(text[min(name.End, source.End):source.End])
		ends := len(after) == 0 && !slices.ContainsFunc(before, func(w string) bool { return prepositions[w] || w == "and" }) && !r.acts(source.Start, m.Span.Start)
		begins := m.Span.Start <= start && len(after) > 0 && prepositions[after[0]] && !organisationNouns[strings.ToLower(m.Span.Of(text))]
		if ends || begins || kind == extractors.SpeakerOrganisation && calls(before, after) {
			return m.Entity
		}
	}
	return extractors.None
}

// acts says whether a noun and its participle stand between two positions: 'a lawyer
// representing'.
func (r *resolver) acts(from, to int) bool {
	tokens := r.a.Tokens
	for i := r.tokenAt(from) + 1; i < len(tokens) && tokens[i].Span.End <= to; i++ {
		if tokens[i].Tag == "VBG" && strings.HasPrefix(tokens[i-1].Tag, "NN") {
			return true
		}
	}
	return false
}

// apposed ends in a common noun and a comma: what follows names it.
var apposed = regexp.MustCompile(`(?:^| )[a-z]+ ?, (?:the )?$`)

// calls says whether the words around the name of an organisation call it, or a
// text of it, so.
func calls(before, after []string) bool {
	if len(after) == 0 || len(after) > 3 || slices.ContainsFunc(slices.Concat(before, after), func(w string) bool { return prepositions[w] || w == "and" }) {
		return false
	}
	last := after[len(after)-1]
	return documentNouns[last] || outletNouns[last]
}

// documentNouns are nouns of what an organisation or a person speaks through.
var documentNouns = wordset.Of(`report statement study story results letter release poll survey document findings analysis data figures
	website post tweet message note memo notice announcement communique communiqué briefing email e-mail interview interviews
	article records papers warrant forecast forecasts information investigation investigations probe inquiry audit autopsy regulations rules
	estimates statistics yearbook ruling verdict filing filings decree bulletin response remarks comments publication
	statements studies letters releases polls surveys documents posts tweets messages notes notices announcements emails e-mails articles
	rulings projections calculations research`)

// outletNouns are nouns of what an organisation is, after its name.
var outletNouns = wordset.Of("newspaper paper daily weekly magazine journal website channel network broadcaster station agency chain company firm group site portal newswire")

// documentary says whether a source is a text of somebody: 'a report by …'.
func documentary(text string, source corpus.Span) bool {
	for _, w := range strings.Fields(strings.ToLower(source.Of(text))) {
		if prepositions[w] {
			return false
		}
		if documentNouns[w] {
			return true
		}
	}
	return false
}

// joining says whether the words between two names join them: 'and', commas, and
// what is in brackets. Names side by side are one phrase: 'the Danish Ministry of
// Health'.
func joining(gap string) bool {
	gap = bracketed.ReplaceAllString(gap, "")
	if strings.TrimSpace(gap) == "" {
		return false
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(gap), func(r rune) bool { return r == ' ' || r == ',' || r == '\n' }) {
		if w != "and" && w != "&" && w != "both" && w != "the" {
			return false
		}
	}
	return true
}

var bracketed = regexp.MustCompile(`^ \([^()]*\)`)

// adding joins a second name with words of its own before it: 'X and his lawyer Y',
// 'President X and Vice President Y'.
var adding = regexp.MustCompile(`^,? and(?: [\pL'’.-]+){1,6} $`)

// prepositional says whether words hold a preposition.
func prepositional(words string) bool {
	return slices.ContainsFunc(strings.Fields(words), func(w string) bool { return prepositions[w] })
}

// qualifying says whether the words between two names are nouns that belong with
// the first before the second: 'Holm Press Secretary X', 'Salt Bank principal analyst X'.
func qualifying(gap string) bool {
	words := strings.Fields(gap)
	if len(words) == 0 || !strings.HasPrefix(gap, " ") || strings.ContainsAny(gap, ",;:.()") {
		return false
	}
	const longest = 3 // words in small letters
	if len(words) <= longest && entities.IsRole(words[len(words)-1]) {
		return !prepositional(gap)
	}
	return !slices.ContainsFunc(words, func(w string) bool {
		r, _ := utf8.DecodeRuneInString(w)
		return !unicode.IsUpper(r)
	})
}

// team is the name of what speaks for a person: of 'Ada Holm's campaign' it is
// 'Holm campaign'; "" if the source is none.
func (r *resolver) team(source corpus.Span) string {
	text := r.a.Doc.Text
	for _, m := range r.within(source) {
		rest := strings.TrimLeft(text[m.Span.End:source.End], "'’s")
		if m.Type == extractors.Person && m.Form == extractors.Name && (rest == " campaign" || rest == " team" || rest == " camp") {
			name := strings.Fields(strip(m.Span.Of(text)))
			return name[len(name)-1] + rest
		}
	}
	return ""
}

func definite(phrase string) bool { return strings.HasPrefix(strings.ToLower(phrase), "the ") }

// headNoun is the noun that a phrase is about: 'president' of 'the Nigerian
// President', 'leader' of 'leader of the group'.
func headNoun(phrase string) string {
	phrase = strings.ToLower(strip(phrase))
	for _, preposition := range []string{" by ", " of ", " for ", " from ", " at ", " in ", " on ", " with ", " to ", " against "} {
		phrase, _, _ = strings.Cut(phrase, preposition)
	}
	phrase = participle.ReplaceAllString(phrase, "")
	return phrase[strings.LastIndex(phrase, " ")+1:]
}

// participle ends a noun phrase: 'signed' of 'a letter signed by Ann'.
var participle = regexp.MustCompile(` (?:signed|written|obtained|released|issued|published|filed|posted|conducted|made|sent|seen|commissioned|drafted|prepared|produced|shared|compiled|led|provided|carried out)$`)

// A fit is how well a description fits another with the same noun: the number of
// other words that they share, and of those the ones that are no words of grammar.
type fit struct{ shared, telling int }

// called are the entities that the article describes or names with the head
// noun of the phrase, each with the number of other words that it shares with
// the description: 'the assembly' is the 'Assembly of Chiefs', 'the Danish
// minister' shares one more with 'Danish Transport Minister X'.
func (r *resolver) called(phrase string) map[int]fit {
	if r.described == nil {
		r.described, r.inFull = map[string]map[int]map[string]bool{}, map[string][]string{}
		for _, m := range r.a.Mentions {
			if m.Form == extractors.Name && m.Entity != extractors.None {
				for _, d := range entities.Descriptions(r.a, m) {
					r.describeAs(m.Entity, r.writtenOut(d))
				}
				if at := officeBefore.FindStringSubmatch(r.a.Doc.Text[max(0, m.Span.Start-10):m.Span.Start]); at != nil && m.Type == extractors.Person {
					r.describeAs(m.Entity, r.offices[at[1]]) // 'the Superintendent of Police (SP) X'
				}
			}
		}
		for n, e := range r.a.Entities {
			for _, name := range append([]string{e.Name}, e.Aliases...) {
				if e.Type == extractors.Person {
					continue
				}
				if strings.Contains(name, " ") {
					r.describeAs(n, name)
				} else if name != e.Name {
					r.inFull[strings.ToLower(name)] = strings.Fields(strings.ToLower(e.Name))
				}
			}
		}
	}
	out := map[int]fit{}
	phrase = r.writtenOut(phrase)
	noun := headNoun(phrase)
	for n, words := range r.described[general(noun)] {
		var f fit
		for _, w := range strings.Fields(strip(phrase)) {
			if w != noun && (words[w] || spells(words, r.inFull[w])) {
				f.shared++
				if !determiners[w] && !prepositions[w] {
					f.telling++
				}
			}
		}
		out[n] = f
	}
	return out
}

// officeBefore ends in what may be the abbreviation of an office.
var officeBefore = regexp.MustCompile(`\(([A-Z]{2,6})\) $`)

// writtenOut is a description in small letters with its abbreviated offices in full:
// 'the prime minister' for 'the PM'.
func (r *resolver) writtenOut(description string) string {
	words := strings.Fields(description)
	for i, w := range words {
		if office := r.offices[w]; office != "" {
			words[i] = office
		}
	}
	return strings.TrimSpace(inWords.Replace(" " + strings.ToLower(strings.Join(words, " ")) + " "))
}

var inWords = strings.NewReplacer(" pm ", " prime minister ", " dpm ", " deputy prime minister ", " ceo ", " chief executive ", " vp ", " vice president ",
	" da ", " district attorney ", " ag ", " attorney general ")

// general is the noun that stands for all that mean the same.
func general(noun string) string {
	if same := synonyms[noun]; same != "" {
		return same
	}
	return noun
}

var synonyms = map[string]string{
	"army": "military", "firm": "company", "corporation": "company", "carrier": "airline", "daily": "newspaper", "paper": "newspaper",
	"organization": "organisation", "cop": "officer", "policeman": "officer", "attorney": "lawyer", "physician": "doctor",
	"spokeswoman": "spokesman", "spokesperson": "spokesman", "lawmaker": "legislator", "congressman": "legislator", "congresswoman": "legislator", "instructor": "teacher", "scholar": "professor",
}

// spells says whether all words of a name are among the words.
func spells(words map[string]bool, name []string) bool {
	return len(name) > 0 && !slices.ContainsFunc(name, func(w string) bool { return !words[w] })
}

func (r *resolver) describeAs(n int, description string) {
	noun := general(headNoun(description))
	if noun == "" {
		return
	}
	if r.described[noun] == nil {
		r.described[noun] = map[int]map[string]bool{}
	}
	if r.described[noun][n] == nil {
		r.described[noun][n] = map[string]bool{}
	}
	for _, w := range strings.Fields(strings.ToLower(description)) {
		w = strings.Trim(w, "(),") // 'president of the Salt Court (SC)'
		r.described[noun][n][strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")] = true
	}
}

// holdsName says whether a source holds a name: then it is its own description
// and refers to nobody else.
func (r *resolver) holdsName(source corpus.Span) bool {
	return slices.ContainsFunc(r.within(source), func(m extractors.Mention) bool {
		return m.Form == extractors.Name && m.Type != extractors.NORP
	})
}

// strip shortens a noun phrase to what it names: no article, no
// relative clause, no apposition.
func strip(phrase string) string {
	phrase = strings.Join(strings.Fields(phrase), " ")
	for rest := undetermined(phrase); rest != phrase; rest = undetermined(phrase) {
		phrase = rest
	}
	phrase = brackets.ReplaceAllString(phrase, "")
	for _, cut := range []string{", ", " that ", " which ", " whose ", " (", " – ", " — "} {
		if i := strings.Index(phrase, cut); i > 0 {
			phrase = phrase[:i]
		}
	}
	if at := who.FindStringSubmatchIndex(phrase); at != nil && !anybody[strings.ToLower(phrase[at[2]:at[3]])] {
		phrase = phrase[:at[3]]
	}
	phrase = strings.TrimSuffix(strings.TrimSuffix(phrase, "'s"), "’s")
	if !strings.ContainsAny(phrase[:max(0, len(phrase)-len("’"))], "'‘") {
		phrase = strings.TrimRight(phrase, " '’") // 'the leaders ’'
	}
	return strings.TrimSpace(strings.Trim(phrase, `"“”`))
}

// undetermined is a phrase without the determiner that it begins with; 'one of'
// and 'one or more' are none.
func undetermined(phrase string) string {
	first, rest, _ := strings.Cut(phrase, " ")
	second, after, _ := strings.Cut(rest, " ")
	first = strings.ToLower(first)
	switch {
	case (first == "all" || first == "number") && second == "of" && after != "":
		return after
	case first == "another" && second != "" && strings.Trim(second, "0123456789.%") == "":
		return rest // 'another 5 percent'
	case second != "" && second != "of" && second != "or" && determiners[first]:
		return rest
	}
	return phrase
}

// brackets and what follows them: the rest of the noun phrase, 'the Transport
// Union (TU) members', or what tells more, '(TU) of the north'.
var brackets = regexp.MustCompile(` \([^()]*\)( (of|in|for|at)\b.*)?`)

// who finds a relative clause of a person, after its noun.
var who = regexp.MustCompile(`(\S+) whom?\b`)

// anybody are the nouns that say nothing without their relative clause: 'a man
// who lives here'.
var anybody = wordset.Of(`someone somebody anyone anybody everyone everybody people person persons man men woman women those one several many some others`)

// determiners are left out; 'some' and 'those' are not, they tell how many or whom.
var determiners = wordset.Of(`the a an one unnamed his her their its whose these this that our my all only just even said same`)
