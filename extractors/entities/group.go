package entities

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"onrecord/extractors"
	"onrecord/internal/wordset"
)

// group gathers the name mentions into entities. Longer names come first, so
// that a surname finds its bearer also where that is named later. A name that
// fits several ('Smith', of two people) goes mention by mention to the one who
// was named last.
func group(a *extractors.Annotation) []extractors.Entity {
	g := newGrouping(a)
	g.people()
	g.others()
	g.introductions()
	g.alternatives()
	g.surnames()
	g.recent()
	return g.entities()
}

// A form is the text of a mention read as a name.
type form struct {
	text       string   // clean, without title
	words      []string // folded
	generation string   // 'jr'; people only
	gender     gender   // by the title; people only
}

// A variant is all mentions of one type that have the same words.
type variant struct {
	*form
	person   bool
	plural   bool // 'Northerners', whose people are 'Northerner'
	kind     extractors.EntityType
	mentions []int
	cluster  *cluster
	choices  []*cluster // those that it fits equally well, if cluster is nil
	last     *cluster   // of the choices, the one that was named last
}

// A cluster is an entity that is being gathered.
type cluster struct {
	person     bool
	kind       extractors.EntityType
	fixed      extractors.EntityType // its type whatever its mentions are said to be; "" if open
	gender     gender
	generation string
	variants   []*variant
	into       *cluster // the cluster that took its variants
	mentions   []int
	waiting    []*variant // that it is a choice of
}

type grouping struct {
	a        *extractors.Annotation
	forms    []*form    // by mention
	owner    []*variant // by mention
	ends     []int      // by mention, of its Extent
	variants []*variant
	clusters []*cluster
	person   index // of clusters of people, by word and by "~" and a near key
	other    index // of the others, by "end ", "start " or "initials " and those
}

// An index finds clusters by a part of their names.
type index map[string][]*cluster

// mostChoices bounds how many clusters are looked at for one name, so that the
// time stays linear in texts that are a list of one surname.
const mostChoices = 40

func (x index) add(key string, c *cluster) {
	if list := x[key]; len(list) < mostChoices && (len(list) == 0 || list[len(list)-1] != c) {
		x[key] = append(list, c)
	}
}

func newGrouping(a *extractors.Annotation) *grouping {
	g := &grouping{a: a, forms: make([]*form, len(a.Mentions)), owner: make([]*variant, len(a.Mentions)), ends: make([]int, len(a.Mentions)), person: index{}, other: index{}}
	titled := mentionGenders(a, true)
	type reading struct {
		text   string
		person bool
		gender gender
	}
	cache, byKey := map[reading]*form{}, map[reading]*variant{}
	for i, m := range a.Mentions {
		extent := Extent(a, i)
		g.ends[i] = extent.End
		r := reading{extent.Of(a.Doc.Text), m.Type == extractors.Person, titled[i]}
		f := cache[r]
		if f == nil {
			f = newForm(r.text, r.person)
			f.gender = r.gender
			cache[r] = f
		}
		g.forms[i] = f
		key := reading{strings.Join(f.words, " "), r.person, unknown}
		if r.person {
			key.text += "\t" + f.generation
			if len(f.words) == 1 {
				key.gender = f.gender // 'Mr Smith' and 'Mrs Smith'
			}
		}
		v := byKey[key]
		if v == nil {
			v = &variant{form: f, person: r.person, kind: m.Type}
			byKey[key] = v
			g.variants = append(g.variants, v)
		}
		if v.gender == unknown && f.gender != unknown {
			shared := *v.form
			shared.gender = f.gender
			v.form = &shared
		}
		v.mentions = append(v.mentions, i)
		g.owner[i] = v
	}
	for _, v := range g.variants {
		v.kind = g.commonType(v.mentions)
		v.plural = v.kind == extractors.NORP
	}
	// Longer names first; of one length those that are said to be of a man or a
	// woman first; then the order of the text.
	slices.SortStableFunc(g.variants, func(v, w *variant) int {
		return cmp.Or(cmp.Compare(len(w.words), len(v.words)), cmp.Compare(w.gender, v.gender))
	})
	return g
}

func newForm(text string, person bool) *form {
	f := &form{text: clean(text)}
	if person {
		f.text = bare(f.text)
		f.words, f.generation = personWords(f.text)
		return f
	}
	f.words = nameWords(f.text)
	return f
}

// open makes a new cluster of a variant.
func (g *grouping) open(v *variant) *cluster {
	c := &cluster{person: v.person, kind: v.kind}
	if v.person {
		c.fixed = extractors.Person
	}
	g.clusters = append(g.clusters, c)
	g.join(c, v)
	return c
}

func (g *grouping) join(c *cluster, v *variant) {
	v.cluster = c
	c.variants = append(c.variants, v)
	c.gender = cmp.Or(c.gender, v.gender)
	c.generation = cmp.Or(c.generation, v.generation)
}

// choose puts the variant into the one cluster that fits, lets it wait if there
// are several, or opens a new one. 'Brandt Jr.' is no Brandt without a generation
// if there is one of that.
func (g *grouping) choose(v *variant, fits []*cluster) {
	if same := func(c *cluster) bool { return c.generation == v.generation }; v.generation != "" && slices.ContainsFunc(fits, same) {
		fits = slices.DeleteFunc(fits, func(c *cluster) bool { return !same(c) })
	}
	switch len(fits) {
	case 0:
		g.open(v)
	case 1:
		g.join(fits[0], v)
	default:
		v.choices = fits
	}
}

// merge moves the variants of one cluster into another.
func merge(into, from *cluster) {
	if into == from {
		return
	}
	for _, v := range from.variants {
		v.cluster = into
	}
	into.variants = append(into.variants, from.variants...)
	from.variants, from.into = nil, into
}

// final is the cluster into which c has gone.
func (c *cluster) final() *cluster {
	for c.into != nil {
		c = c.into
	}
	return c
}

// late is what stands before the name of somebody dead: 'his late father, '.
var late = regexp.MustCompile(`\b[Ll]ate (?:[a-z-]+,? )?$`)

// relative says whether what stands before a name tells whose relative its bearer
// is: 'his mother, '.
func relative(before string) bool {
	words := strings.Fields(strings.TrimSuffix(before, ", "))
	return len(words) > 0 && strings.HasSuffix(before, " ") && kin[words[len(words)-1]]
}

// recent gives each mention of a waiting variant to that of its choices which
// was named last before it, or else to the first one after it; one whom the
// whole article names more often goes before.
func (g *grouping) recent() {
	for _, v := range g.variants {
		if v.cluster != nil {
			continue
		}
		for k, c := range v.choices {
			c = c.final()
			v.choices[k] = c
			c.waiting = append(c.waiting, v)
		}
	}
	first, named := map[*cluster]int{}, map[*cluster]int{}
	for i, v := range g.owner {
		if v != nil && v.cluster != nil {
			named[v.cluster]++
			if _, ok := first[v.cluster]; !ok {
				first[v.cluster] = i
			}
		}
	}
	for i, v := range g.owner {
		if v == nil {
			continue
		}
		c := v.cluster
		if c == nil {
			if c = v.last; c == nil {
				c = slices.MinFunc(v.choices, func(c, d *cluster) int {
					x, okx := first[c]
					y, oky := first[d]
					if okx != oky {
						if okx {
							return -1
						}
						return 1
					}
					return cmp.Compare(x, y)
				})
			}
		}
		c.mentions = append(c.mentions, i)
		for _, w := range c.waiting {
			// Who is the talk of the article keeps the bare name where a relative
			// is named in passing or as one, and anybody from the dead.
			before := lineBefore(g.a.Doc.Text, g.a.Mentions[i].Span.Start)
			if w.last == nil || named[c] >= named[w.last] && !late.MatchString(before) && (named[c] > named[w.last] || !relative(before)) {
				w.last = c
			}
		}
	}
}

// entities turns the clusters into rows, in order of their first mention.
func (g *grouping) entities() []extractors.Entity {
	clusters := slices.DeleteFunc(g.clusters, func(c *cluster) bool { return len(c.mentions) == 0 })
	slices.SortFunc(clusters, func(c, d *cluster) int { return cmp.Compare(c.mentions[0], d.mentions[0]) })
	out := make([]extractors.Entity, len(clusters))
	for n, c := range clusters {
		forms, count := g.spelt(c)
		best := fullest(forms, count)
		e := extractors.Entity{Type: c.fixed, Name: best.text}
		if e.Type == "" {
			e.Type = g.commonType(c.mentions)
		}
		known := map[string]bool{strings.Join(best.words, " "): true}
		if whole := g.stateBody(c, best); whole != "" {
			e.Name, e.Aliases = whole, append(e.Aliases, best.text)
		}
		for _, f := range forms {
			if key := strings.Join(f.words, " "); !known[key] && f.text != "" {
				known[key] = true
				e.Aliases = append(e.Aliases, f.text)
			}
		}
		for _, i := range c.mentions {
			g.a.Mentions[i].Entity = n
		}
		out[n] = e
	}
	return out
}

// stateBody is the name of a body that every state has with the state whose it is, if
// that stands before it once: 'Korla's Foreign Ministry'. "" if not.
func (g *grouping) stateBody(c *cluster, best *form) string {
	if g.commonType(c.mentions) != extractors.Organization || !slices.ContainsFunc(best.words, func(w string) bool { return stateBodies[w] }) {
		return ""
	}
	text := g.a.Doc.Text
	for _, i := range c.mentions {
		if g.forms[i].text != best.text || i == 0 {
			continue
		}
		owner, m := g.a.Mentions[i-1], g.a.Mentions[i]
		if gap := text[owner.Span.End:max(owner.Span.End, m.Span.Start)]; owner.Type != extractors.Person && possessive.MatchString(gap) {
			return clean(owner.Span.Of(text)) + gap + best.text
		}
	}
	return ""
}

var (
	stateBodies = wordset.Of("ministry court cabinet parliament government senate")
	possessive  = regexp.MustCompile(`^(?:['’] ?s|['’]) $`)
)

// spelt are the forms of a cluster that are spelt differently, in order, and
// how often each is used.
func (g *grouping) spelt(c *cluster) ([]*form, map[string]int) {
	var forms []*form
	count := map[string]int{}
	for _, i := range c.mentions {
		f := g.forms[i]
		if count[f.text]++; count[f.text] == 1 {
			forms = append(forms, f)
		}
	}
	return forms, count
}

// fullest is the form with most words; of those the one with a royal title
// ('Prince Harry'), then the one that is not in capitals, then the most frequent, so
// that a misspelling does not count, then the longest, then the first.
func fullest(forms []*form, count map[string]int) *form {
	return slices.MaxFunc(forms, func(f, g *form) int {
		calm := 0
		if strings.EqualFold(f.text, g.text) && count[f.text] <= 2*count[g.text] && count[g.text] <= 2*count[f.text] && shouts(f.text) != shouts(g.text) {
			calm = 1
			if shouts(f.text) {
				calm = -1
			}
		}
		return cmp.Or(
			cmp.Compare(len(f.words), len(g.words)),
			cmp.Compare(royally(f.text), royally(g.text)),
			calm,
			cmp.Compare(count[f.text], count[g.text]),
			cmp.Compare(len(f.text), len(g.text)))
	})
}

// royally is 1 if a name begins with a royal title, else 0.
func royally(name string) int {
	if first, _, more := strings.Cut(name, " "); more && royal[fold(first)] {
		return 1
	}
	return 0
}

// commonType is the type that mentions have most surely and most often.
func (g *grouping) commonType(mentions []int) extractors.EntityType {
	var best extractors.EntityType
	weight := map[extractors.EntityType]float64{}
	for _, i := range mentions {
		m := g.a.Mentions[i]
		weight[m.Type] += 1e-9 + m.Score
		if best == "" {
			best = m.Type
		}
	}
	for _, t := range allTypes {
		if weight[t] > weight[best] {
			best = t
		}
	}
	return best
}

var allTypes = []extractors.EntityType{
	extractors.Person, extractors.Organization, extractors.Location, extractors.Facility,
	extractors.NORP, extractors.Product, extractors.Event, extractors.Misc,
}
