package entities

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/extractors"
	"onrecord/extractors/heads"
	"onrecord/internal/wordset"
)

// others clusters the variants that name anything but people: the same words,
// initials, a longer name that begins or ends with the shorter.
func (g *grouping) others() {
	var short []*variant
	for _, v := range g.variants {
		switch {
		case v.person:
		case len(v.words) == 1 && acronym(v.text):
			short = append(short, v)
		default:
			g.choose(v, g.longer(v))
			g.indexOther(v)
		}
	}
	for _, v := range short {
		g.choose(v, g.spelledOut(v))
	}
	g.demonyms()
}

// longer are the clusters of names that begin or end with the name.
func (g *grouping) longer(v *variant) []*cluster {
	if v.kind != extractors.Organization && v.kind != extractors.Misc && v.kind != extractors.Facility || len(v.words) == 0 {
		return nil
	}
	key := strings.Join(v.words, " ")
	var fits []*cluster
	if first, _, ok := strings.Cut(v.text, " "); ok && acronym(first) && len(v.words) > 2 {
		// 'US Seed Council' of 'United States Seed Council'.
		for _, c := range g.other["end "+strings.Join(v.words[1:], " ")] {
			full := c.variants[0].words
			if begin := full[:max(0, len(full)-len(v.words)+1)]; firsts(begin) == v.words[0] && !slices.Contains(fits, c) {
				fits = append(fits, c)
			}
		}
		if len(fits) > 0 {
			return fits
		}
	}
	for _, side := range []string{"end ", "start "} {
		for _, c := range g.other[side+key] {
			if sameClass(v.kind, c.kind) && !slices.Contains(fits, c) {
				fits = append(fits, c)
			}
		}
		if len(fits) > 0 {
			break
		}
	}
	return fits
}

// spelledOut are the clusters of names that an acronym can stand for.
func (g *grouping) spelledOut(v *variant) []*cluster {
	var fits []*cluster
	found := g.other["initials "+v.words[0]]
	if capitals := initialsOnly(v.text); len(found) == 0 && utf8.RuneCountInString(capitals) > 2 {
		// 'IISc' of 'Indian Institute of Science'
		found = slices.DeleteFunc(slices.Clone(g.other["initials "+capitals]), func(c *cluster) bool { return !inOrder(v.text, c.variants[0].text) })
	}
	for _, c := range found {
		if sameClass(v.kind, c.kind) || governs(v.kind) && governs(c.kind) || utf8.RuneCountInString(v.words[0]) > 2 && v.kind != extractors.NORP && c.kind != extractors.NORP {
			fits = append(fits, c)
		}
	}
	return fits
}

// initialsOnly are the capitals of an acronym that goes on in small letters, in small
// letters; "" of another.
func initialsOnly(text string) string {
	if strings.ToUpper(text) == text {
		return ""
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return r
		}
		return -1
	}, text))
}

// sameClass says whether two types are the model's for one kind of thing.
func sameClass(a, b extractors.EntityType) bool {
	named := func(t extractors.EntityType) bool { return t == extractors.Organization || t == extractors.Misc }
	return a == b || named(a) && named(b)
}

// governs says whether a thing of the type can be a state or a union of states.
func governs(t extractors.EntityType) bool {
	return t == extractors.Organization || t == extractors.Location
}

func (g *grouping) indexOther(v *variant) {
	c, ws := v.cluster, v.words
	if c == nil || len(ws) < 2 || len(ws) > 20 {
		return
	}
	for i := 1; i < len(ws); i++ {
		// 'Security Council' ends 'UN Security Council'; of one word only what
		// an organisation is.
		if rest := ws[i:]; len(rest) > 1 && !linking[rest[0]] && !linking[ws[i-1]] || len(rest) == 1 && headNouns[rest[0]] {
			g.other.add("end "+strings.Join(rest, " "), c)
		}
		// 'Acme' begins 'Acme Holdings', 'Springfield Police' its Department.
		if begins(ws[:i], ws[i:]) {
			g.other.add("start "+strings.Join(ws[:i], " "), c)
		}
	}
	if headNouns[ws[0]] && linking[ws[1]] {
		g.other.add("end "+ws[0], c) // 'the Ministry', of 'Ministry of Health'
	}
	g.indexInitials(v)
}

// linking words stand inside names.
var linking = wordset.Of("of for and in on the de du des la & to against with")

// begins says whether a name may leave out the rest: what kind of organisation
// it is, or where.
func begins(start, rest []string) bool {
	if linking[start[len(start)-1]] {
		return false
	}
	if linking[rest[0]] {
		return len(start) > 1 && rest[0] != "and" && rest[0] != "&"
	}
	if last := rest[len(rest)-1]; companies[last] {
		return true // 'Orbit' of 'Orbit Aluminium Industries'
	}
	for _, w := range rest {
		if !corporate[w] {
			return false
		}
	}
	return true
}

// companies end the name of a company, which is known by its first words.
var companies = wordset.Of("inc ltd limited plc llc corp corporation co company gmbh group holdings industries")

// indexInitials indexes the acronyms that a name may have: of its capitalised
// words, of all its words, of those after an acronym that it begins with.
func (g *grouping) indexInitials(v *variant) {
	all, rest := initials(v.text), ""
	if first, tail, ok := strings.Cut(v.text, " "); ok && acronym(first) {
		rest = initials(tail)
		all = fold(first) + rest // 'UNHCR' of 'UN High …'
	}
	keys := []string{initials(v.text), all, rest, firsts(v.words)}
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		if utf8.RuneCountInString(k) > 1 {
			g.other.add("initials "+k, v.cluster)
		}
	}
}

// firsts are the first letters of words.
func firsts(words []string) string {
	var b strings.Builder
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}

// demonyms joins the plural of a people to its singular: 'Northerners'.
func (g *grouping) demonyms() {
	singular := map[string]*variant{}
	for _, v := range g.variants {
		if v.plural && v.cluster != nil {
			singular[strings.Join(v.words, " ")] = v
		}
	}
	for _, v := range g.variants {
		if !v.plural || v.cluster == nil {
			continue
		}
		one, ok := strings.CutSuffix(strings.Join(v.words, " "), "s")
		if s := singular[one]; ok && s != nil && s.cluster != v.cluster {
			merge(s.cluster, v.cluster)
		}
	}
}

// introductions joins a name and the short one that the article introduces after
// it: an acronym in brackets, whatever its letters ('National Gendarmerie (GN)'),
// or in 'the Farmers Union, or FU,'; in brackets also a word made of parts of the
// name ('Seed Growers Union (Seedgro)') that the article then goes on to use.
func (g *grouping) introductions() {
	text := g.a.Doc.Text
	single := map[string]*variant{}
	for _, v := range g.variants {
		if !v.person && len(v.words) == 1 {
			single[v.words[0]] = v
		}
	}
	taken := 0 // up to where introductions belong to a name before
	for i, m := range g.a.Mentions {
		long := text[m.Span.Start:g.ends[i]]
		short, bracket := introduced(text[g.ends[i]:])
		if g.ends[i] < taken || short == "" || len(g.forms[i].words) < 2 || m.Type == extractors.Person || m.Type == extractors.NORP {
			continue
		}
		v, into := single[strings.Join(nameWords(short), " ")], g.owner[i].cluster
		if v == nil || into == nil || m.Type == extractors.Location && v.kind != m.Type {
			continue
		}
		named := sameClass(m.Type, extractors.Organization)
		switch {
		case !acronym(short):
			if !named || !sameClass(v.kind, extractors.Organization) || v.mentions[0] != i+1 || len(v.mentions) < 2 || !begun(short, long) {
				continue
			}
		case !abbreviates(short, long) && !(bracket && named):
			continue
		}
		taken = g.ends[i] + 1
		if v.cluster != nil {
			// It may have been read as the initials of another name.
			old := v.cluster
			old.variants = slices.DeleteFunc(old.variants, func(w *variant) bool { return w == v })
		}
		v.choices = nil
		g.join(into, v)
	}
}

// begun says whether a word begins with the first letter of a word of the name.
func begun(word, name string) bool {
	return strings.ContainsAny(initials(name), fold(word)[:1])
}

// introduced is the acronym or other single word that a text begins with in
// brackets, also in quotation marks or with more after a comma, or the acronym
// between ', or' and a comma.
func introduced(rest string) (short string, bracket bool) {
	rest = rest[:min(len(rest), 40)]
	if after, ok := strings.CutPrefix(rest, ", or "); ok {
		if i := strings.IndexByte(after, ','); i > 0 && acronym(after[:i]) {
			return after[:i], false
		}
		return "", false
	}
	after, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "(")
	if !ok {
		return "", false
	}
	if i := strings.IndexAny(after, "),;"); i > 0 {
		short = strings.Trim(after[:i], ` "“”'’‘`)
		if first, _ := utf8.DecodeRuneInString(short); acronym(short) || after[i] == ')' && unicode.IsUpper(first) && !strings.Contains(short, " ") {
			return short, true
		}
	}
	return "", false
}

// alternatives joins two names of which the article says that they are one's:
// 'Ida Brandt, better known as Ace'.
func (g *grouping) alternatives() {
	for i := 1; i < len(g.a.Mentions); i++ {
		v, w := g.owner[i-1], g.owner[i]
		if v.cluster == nil || w.cluster == nil || v.person != w.person || !v.person && !sameClass(v.kind, w.kind) {
			continue
		}
		from, to := g.ends[i-1], g.a.Mentions[i].Span.Start
		if from < to && to-from < 40 && knownAs.MatchString(g.a.Doc.Text[from:to]) {
			merge(v.cluster, w.cluster)
		}
	}
}

var knownAs = regexp.MustCompile(`^,? \(?(?:(?:also|better|formerly|previously|popularly|commonly|widely|locally|professionally|otherwise) )?known (?:simply |locally )?as (?:the )?["“'‘]?$`)

// surnames joins what the model took for a person of one word and what the
// article names otherwise with the same word, a place or 'Acme' of 'Acme
// Holdings'; and a surname that the model took for something else with its
// bearer, if it thought of a person too.
func (g *grouping) surnames() {
	same := map[string]*variant{}
	for _, v := range g.variants {
		if v.person || v.cluster == nil || len(v.words) == 0 {
			continue
		}
		key := strings.Join(v.words, " ")
		same[key] = v
		if len(v.words) > 1 || len(v.cluster.variants) > 1 {
			continue
		}
		var bearers []*cluster
		for _, c := range g.person[key] {
			w := c.variants[0]
			if f := fitWord(key, w.words); len(w.words) > 1 && (f == short || f == misspelt && w.slip(v)) {
				bearers = append(bearers, c)
			}
		}
		if len(bearers) == 1 && personality(g.a, v.mentions) > mostlyPerson {
			merge(bearers[0], v.cluster)
		}
	}
	for _, v := range g.variants {
		if !v.person || v.cluster == nil || len(v.cluster.variants) > 1 || v.gender != unknown || len(v.words) == 0 {
			continue
		}
		key := strings.Join(v.words, " ")
		if w := same[key]; w != nil && !w.cluster.person {
			if len(v.mentions) > len(w.mentions) && len(v.words) > 1 {
				w.cluster.fixed = extractors.Person
			}
			merge(w.cluster, v.cluster)
		} else if list := g.other["start "+key]; len(v.words) == 1 && len(list) == 1 && list[0].final().kind == extractors.Organization {
			list[0].final().fixed = extractors.Organization
			merge(list[0].final(), v.cluster)
		}
	}
}

// mostlyPerson is the probability of being a person from which a word that is
// also somebody's surname is that surname.
const mostlyPerson = 0.05

// personality is the mean probability that the model gives to the mentions
// being people; 0 without a model.
func personality(a *extractors.Annotation, mentions []int) float64 {
	if a.Encoding == nil {
		return 0
	}
	scores := a.Encoding.Heads["world"]
	if scores.Cols < 3 {
		return 0
	}
	sum := 0.0
	for _, i := range mentions {
		r := heads.WordsOf(a.Encoding, a.Mentions[i].Span)
		sum += heads.Probability(scores.Row(r.Start), 1) + heads.Probability(scores.Row(r.Start), 2)
	}
	return sum / float64(len(mentions))
}
