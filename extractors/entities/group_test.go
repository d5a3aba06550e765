package entities

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"onrecord/corpus"
	"onrecord/extractors"
)

var letterTypes = map[byte]extractors.EntityType{
	'P': extractors.Person, 'O': extractors.Organization, 'L': extractors.Location, 'N': extractors.NORP, 'M': extractors.Misc,
}

// marked reads a text in which names stand as {P Odo Brandt}.
func marked(source string) *extractors.Annotation {
	a := &extractors.Annotation{Doc: &corpus.Document{}}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(source, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		inner, after, _ := strings.Cut(rest, "}")
		start := b.Len()
		b.WriteString(inner[2:])
		a.Mentions = append(a.Mentions, extractors.Mention{
			Span: corpus.Span{Start: start, End: b.Len()}, Type: letterTypes[inner[0]], Form: extractors.Name, Entity: extractors.None, Score: 0.9,
		})
		source = after
	}
	a.Doc.Text = b.String()
	return a
}

// clusters are the names of the entities and after each the numbers of its mentions.
func grouped(a *extractors.Annotation) []string {
	a.Entities = group(a)
	sortMentions(a)
	var out []string
	for _, e := range a.Entities {
		out = append(out, strings.Trim(fmt.Sprint(e.Name, " ", e.Mentions), "[]"))
	}
	return out
}

func TestGroup(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"surname before the full name", "{P Brandt} spoke. {P Odo Brandt} and {P Brandt}.", "Odo Brandt [0 1 2"},
		{"two of one surname, by first name and recency",
			"{P Odo Brandt} met {P Ida Brandt}. {P Brandt} left. {P Ida} came, {P Odo Brandt} too. {P Brandt} sat.",
			"Odo Brandt [0 4 5; Ida Brandt [1 2 3"},
		{"a body of a state with the state", "{L Korla}'s {O Foreign Ministry} and {L Vess}'s {O Salt Board}. {O Foreign Ministry}.",
			"Korla [0; Korla's Foreign Ministry [1 4; Vess [2; Salt Board [3"},
		{"initials with the particles of a name", "{P Omar bin Salt} came. {P OBS} left.", "Omar bin Salt [0 1"},
		{"a father's name is not his son's", "{P Omar} and his son {P Ali bin Omar}. {P Omar} left, {P Ali} sat.", "Omar [0 2; Ali bin Omar [1 3"},
		{"who is named more often keeps the surname from a relative",
			"{P Odo Brandt} and his wife {P Ida Brandt}. {P Brandt} left. {P Odo Brandt} sat.", "Odo Brandt [0 2 3; Ida Brandt [1"},
		{"by title", "{P Odo Brandt} and Mrs {P Ida Brandt}. Mrs {P Brandt} and Mr {P Brandt} left. Mr {P Odo Brandt}.", "Odo Brandt [0 3 4; Ida Brandt [1 2"},
		{"titles of a surname alone", "Mr {P Brandt} and Mrs {P Brandt}.", "Brandt [0; Brandt [1"},
		{"title inside the mention", "{P President Odo Brandt} and {P Mr. Brandt}", "Odo Brandt [0 1"},
		{"father and son", "{P Odo Brandt Jr.} and {P Odo Brandt Sr.}", "Odo Brandt Jr. [0; Odo Brandt Sr. [1"},
		{"the younger by his surname", "{P Odo Brandt Jr.} and {P Ida Brandt}. {P Brandt Jr.} sat. {P Brandt} left.", "Odo Brandt Jr. [0 2 3; Ida Brandt [1"},
		{"initials", "{P Ida Maria Cod-Brandt} left. {P IMCB} slept. {P ZOE} sat.", "Ida Maria Cod-Brandt [0 1; ZOE [2"},
		{"a relative", "{P Ida Brandt} left with her brother, {P Odo Brandt}. {P Brandt} slept.", "Ida Brandt [0 2; Odo Brandt [1"},
		{"no relative", "{P Ida Brandt} left with the mayor, {P Odo Brandt}. {P Brandt} slept.", "Ida Brandt [0; Odo Brandt [1 2"},
		{"the dead", "{P Ida Brandt} and her late father, {P Odo Brandt}. {P Brandt} left.", "Ida Brandt [0 2; Odo Brandt [1"},
		{"surname first", "{P Kao} spoke to {P Kao Yung-cheng}'s aide.", "Kao Yung-cheng [0 1"},
		{"possessive", "{P Brandt’s} plan and {P Odo Brandt's} aide", "Odo Brandt [0 1"},
		{"misspelling", "{P Odo Burnette} sat. {P Brunette} spoke. {P Burnette} left. {P Burnette} came.", "Odo Burnette [0 1 2 3"},
		{"no misspelling of two who are named often", "{P Odo Brandt}, {P Brandt}. {P Ida Brendt}, {P Brendt}, {P Brendt}, {P Ida Brendt}.",
			"Odo Brandt [0 1; Ida Brendt [2 3 4 5"},
		{"particles", "{P Piet van Dorn}, {P van Dorn}; {P Ali al-Sahar}, {P Sahar}; {P Ana de la Cru}, {P de la Cru}",
			"Piet van Dorn [0 1; Ali al-Sahar [2 3; Ana de la Cru [4 5"},
		{"hyphens", "{P Dela Brew-Amos}, {P Brew-Amos}", "Dela Brew-Amos [0 1"},
		{"capitals", "{P BRANDT} SPEAKS\n{P Odo Brandt} and {L KORLA}, {L Korla}", "Odo Brandt [0 1; Korla [2 3"},
		{"initials", "{P J. R. Smith} or {P John Robert Smith}, {P Smith}", "John Robert Smith [0 1 2"},
		{"middle names differ", "{P John A. Smith} and {P John B. Smith}", "John A. Smith [0; John B. Smith [1"},
		{"acronym in brackets", "The {O Seed Growers of Tarn} ({O SGT}) and {O SGT}.", "Seed Growers of Tarn [0 1 2"},
		{"acronym in brackets that the model missed", "The {O Weavers Union} (WVU) and {O WVU}.", "Weavers Union [0 1"},
		{"foreign acronym in brackets", "The {O National Guard} ({O ZX}), said {O ZX}.", "National Guard [0 1 2"},
		{"acronym after a place", "The {O Joint Mission} in {L Tarn} ({O JMIT}) left {L Tarn}. {O JMIT}", "Joint Mission in Tarn [0 2 4; Tarn [1 3"},
		{"acronym in an apposition", "the {O Joint Mission} in {L Tarn}, or {O JMIT}, left", "Joint Mission in Tarn [0 2; Tarn [1"},
		{"word in brackets that the article goes on to use", "The {O Seed Growers Union} ({O Seedgro}) met. {O Seedgro} said", "Seed Growers Union [0 1 2"},
		{"another thing in brackets", "The {O Rye Growers Union} ({O Seedgro}) met. {O Seedgro} said", "Rye Growers Union [0; Seedgro [1 2"},
		{"place in brackets", "The {O Seed Growers Union} ({L Sund}) met in {L Sund}", "Seed Growers Union [0; Sund [1 2"},
		{"known as", "{P Ida Brandt}, better known as {P Ace}. {P Ace} sang. {P Brandt} sat.", "Ida Brandt [0 1 2 3"},
		{"a person known as a thing", "{P Ida Brandt}, also known as the {O Seed Board}", "Ida Brandt [0; Seed Board [1"},
		{"company by its first word", "{O Acme Salt Industries}, {O Acme}", "Acme Salt Industries [0 1"},
		{"article apart", "{P Ali al - Sahar}, {P Al Sahar}", "Ali al - Sahar [0 1"},
		{"acronym later", "{O World Seed Board} met. The {O WSB} said", "World Seed Board [0 1"},
		{"acronym of two letters of another kind", "{M Rye Salt} and {L RS}", "Rye Salt [0; RS [1"},
		{"demonym", "{L Tarn} and the {N Tarnian} {N Tarnians}", "Tarn [0; Tarnians [1 2"},
		{"shorter at the end", "{O Tarn Security Council}, the {O Security Council}", "Tarn Security Council [0 1"},
		{"shorter at the start", "{O Acme Holdings}, {O Acme}; {O Korla Police Department}, {O Korla Police}", "Acme Holdings [0 1; Korla Police Department [2 3"},
		{"the whole is not its part", "{O United Tribes} and the {O United Tribes Security Council}", "United Tribes [0; United Tribes Security Council [1"},
		{"place and county", "{L Korla County} and {L Korla}", "Korla County [0; Korla [1"},
		{"acronym that begins a name", "{O United Tribes Seed Council} and the {O UT Seed Council}", "United Tribes Seed Council [0 1"},
		{"spelling", "{O Seed Trade Organisation}, {O Seed Trade Organization}", "Seed Trade Organisation [0 1"},
		{"a person that is a place elsewhere", "{L Korla}, {L Korla}, {P Korla}", "Korla [0 1 2"},
		{"surname and place", "{P Odo Korla} of {L Korla}; {P Korla} left", "Odo Korla [0 2; Korla [1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, strings.Join(grouped(marked(c.text)), "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Whatever the mentions: every one has an entity, every name is in the text,
// aliases are distinct, and the result is always the same.
func TestGroupProperties(t *testing.T) {
	parts := []string{"Odo", "Ida", "Brandt", "Brendt", "Mr", "Mrs.", "van", "al-Sahar", "Sahar", "J.", "J.R.", "UN", "U.N.", "(", ")", "Bank of", "Council",
		"Security Council", "Tarn", "the", "’s", "'", "-", " - ", "İ", "ß", "Jr.", "III", ".", ", or", "and", "\n", "é", "\u00ad", "\u200b", "ZX", "“Ace”"}
	types := []extractors.EntityType{extractors.Person, extractors.Organization, extractors.Location, extractors.NORP, extractors.Misc, extractors.Facility, extractors.Product, extractors.Event}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		a := &extractors.Annotation{Doc: &corpus.Document{}}
		for range rapid.IntRange(0, 25).Draw(t, "n") {
			start := b.Len()
			name := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 4).Draw(t, "name"), " ")
			b.WriteString(name)
			if rapid.IntRange(0, 3).Draw(t, "mention") > 0 {
				a.Mentions = append(a.Mentions, extractors.Mention{
					Span: corpus.Span{Start: start, End: b.Len()}, Type: rapid.SampledFrom(types).Draw(t, "type"), Form: extractors.Name, Entity: extractors.None, Score: 0.5,
				})
			}
			b.WriteString(rapid.SampledFrom([]string{" ", ". ", " (", ") ", "\n", ", "}).Draw(t, "gap"))
		}
		a.Doc.Text = b.String()
		again := &extractors.Annotation{Doc: a.Doc, Mentions: slices.Clone(a.Mentions)}
		first, second := grouped(a), grouped(again)
		if diff := cmp.Diff(first, second); diff != "" {
			t.Fatal("not deterministic", diff)
		}
		text := strings.Join(strings.Fields(a.Doc.Text), " ")
		for _, m := range a.Mentions {
			if m.Entity < 0 || m.Entity >= len(a.Entities) {
				t.Fatalf("mention without an entity: %v", m)
			}
		}
		for _, e := range a.Entities {
			if len(e.Mentions) == 0 || !strings.Contains(text, e.Name) {
				t.Fatalf("entity %q is not in the text", e.Name)
			}
			all := append([]string{e.Name}, e.Aliases...)
			slices.Sort(all)
			if len(slices.Compact(all)) != len(e.Aliases)+1 {
				t.Fatalf("aliases are not distinct: %v", e)
			}
		}
	})
}

// many is a text of n names: the surname of everybody, of one in ten, or nobody's.
func many(n, surnames int) *extractors.Annotation {
	var b strings.Builder
	for i := range n {
		switch i % 3 {
		case 0:
			fmt.Fprintf(&b, "{P Odo%d Brandt%d} met ", i, i%surnames)
		case 1:
			fmt.Fprintf(&b, "{P Brandt%d} of ", i%surnames)
		default:
			fmt.Fprintf(&b, "{O Board %d of Brandt%d}. ", i, i%surnames)
		}
	}
	return marked(b.String())
}

// Time grows with the number of mentions, not with its square.
func BenchmarkGroup(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		for _, surnames := range []int{1, n} {
			b.Run(fmt.Sprintf("%d_mentions_%d_surnames", n, surnames), func(b *testing.B) {
				a := many(n, surnames)
				for b.Loop() {
					group(a)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/mention")
			})
		}
	}
}
