package entities

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/heads"
	"onrecord/internal/wordset"
)

// names are the mentions that the model finds in what extractors read, each
// with the words that belong to the name and no others.
func names(a *extractors.Annotation, scheme Scheme) []extractors.Mention {
	var out []extractors.Mention
	e, text := a.Encoding, a.Doc.Text
	regions := a.Doc.Regions
	spans := heads.Spans(e.Heads[scheme.head])
	if scheme.once {
		scheme.vote(a, spans)
	}
	for _, s := range spans {
		t := scheme.types[s.Type]
		span := corpus.Span{Start: e.Words[s.Start].Start, End: e.Words[s.End-1].End}
		for len(regions) > 0 && regions[0].Span.End <= span.Start {
			regions = regions[1:]
		}
		if t == "" || len(regions) > 0 && regions[0].Span.Start <= span.Start && !regions[0].Kind.Read() || !lettered(span.Of(text)) {
			continue
		}
		if strings.HasPrefix(text[span.End:], ".") && initialism(span.Of(text)) {
			span.End++
		}
		if unnamed(text, span) || lower(span.Of(text)) {
			continue
		}
		m := extractors.Mention{Span: span, Type: t, Form: extractors.Name, Entity: extractors.None, Score: s.Score}
		if n := len(out); n > 0 {
			dateline := len(regions) > 0 && regions[0].Kind == corpus.Dateline && regions[0].Span.Contains(out[n-1].Span)
			if t := scheme.joined(text, out[n-1], m, dateline); t != "" {
				out[n-1].Span.End, out[n-1].Type = span.End, t
				continue
			}
		}
		out = append(out, m)
	}
	for i := range out {
		out[i].Span = tidy(text, out[i].Span)
		if end := firmEnd(text, out[i]); end > 0 && (i+1 == len(out) || out[i+1].Span.Start >= end) {
			out[i].Span.End, out[i].Type = end, extractors.Organization
		}
	}
	offices := officesIn(text, out)
	out = slices.DeleteFunc(out, func(m extractors.Mention) bool {
		return m.Type != extractors.Person && offices[m.Span.Of(text)] != ""
	})
	return trim(a, nicknamed(text, out))
}

// unnamed says whether the words are no name: an article, a day of the week, the 'US' of an
// amount of money, an abbreviated title ('Del.'), the party and state of a US
// politician ('R-Ky.').
func unnamed(text string, s corpus.Span) bool {
	name, rest := s.Of(text), text[s.End:min(len(text), s.End+4)]
	return weekdays[name] || articles[name] || strings.HasPrefix(strings.TrimLeft(rest, " "), "$") ||
		strings.HasPrefix(rest, ". ") && abbreviatedTitles[name] ||
		seat.MatchString(text[max(0, s.Start-2):s.End]+rest)
}

// firmEnd is where a name that the model took for a person's ends if what such firms
// are called follows it ('Ida Brandt Group'), or 0.
func firmEnd(text string, m extractors.Mention) int {
	if at := firm.FindStringIndex(text[m.Span.End:min(len(text), m.Span.End+20)]); m.Type == extractors.Person && at != nil {
		return m.Span.End + at[1]
	}
	return 0
}

var firm = regexp.MustCompile(`^ (?:Group|Foundation|Holdings|Company|Corporation|Institute|University|College|Hospital|Bank|Association|Fund|Trust|Inc|Ltd|LLC)\b`)

// lower says whether a text is written in small letters, as no name is: the
// 'nonpartisan' of 'the nonpartisan Commission on Debates'.
func lower(text string) bool {
	return strings.ContainsFunc(text, unicode.IsLower) && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.Is(unicode.Lo, r) })
}

// abbreviatedTitles are titles that stand before a name with a full stop.
var abbreviatedTitles = wordset.Of("Del Sen Rep Gov Gen Lt Col Maj Capt Sgt Cpl Insp Supt Rev Fr Hon Prof Dr Mr Mrs Ms")

// seat is a party and a state in brackets or behind a comma, or the beginning of that.
var seat = regexp.MustCompile(`^(?:.?\(|, )[RDI][-–—](?:[A-Z]|$)`)

// nicknamed makes one name of a person's first name, nickname in quotation marks
// and surname: 'Ida “Ace” Brandt'.
func nicknamed(text string, mentions []extractors.Mention) []extractors.Mention {
	out := mentions[:0]
	for i := 0; i < len(mentions); i++ {
		m := mentions[i]
		if at := nickname.FindStringIndex(text[m.Span.End:min(len(text), m.Span.End+40)]); m.Type == extractors.Person && at != nil {
			surname := m.Span.End + at[1] - 1
			j := i + 1
			for j < len(mentions) && mentions[j].Span.End <= surname {
				j++
			}
			if j < len(mentions) && mentions[j].Type == extractors.Person && mentions[j].Span.Start <= surname {
				m.Span.End = mentions[j].Span.End
				i = j
			}
		}
		out = append(out, m)
	}
	return out
}

// nickname is a word or two in quotation marks, up to the first letter of the name
// that follows.
var nickname = regexp.MustCompile(`^ ?["“‘'][A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?["”’'] \p{Lu}`)

var weekdays = map[string]bool{"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true}

// tidy takes off the end of a name what no name ends with, 'Council of the',
// 'Korla,', as long as letters remain.
func tidy(text string, s corpus.Span) corpus.Span {
	for {
		name := strings.TrimRight(s.Of(text), " ,;:-–—({[“‘")
		for _, word := range []string{" of", " for", " and", " in", " on", " the", " to", ` "`} {
			name = strings.TrimSuffix(name, word)
		}
		if len(name) == s.Len() || !lettered(name) {
			return s
		}
		s.End = s.Start + len(name)
	}
}

// initialism says whether a name ends in letters with full stops that lacks its
// last one: 'U.N'.
func initialism(name string) bool {
	n := len(name)
	return n >= 3 && name[n-2] == '.' && name[n-1] >= 'A' && name[n-1] <= 'Z' && name[n-3] >= 'A' && name[n-3] <= 'Z'
}

// joined is the type of the name that two mentions are the halves of, or "".
func (s Scheme) joined(text string, m, next extractors.Mention, dateline bool) extractors.EntityType {
	gap := text[m.Span.End:next.Span.Start]
	first, second := m.Span.Of(text), next.Span.Of(text)
	if person := extractors.Person; m.Type == person || next.Type == person {
		// Two people do not stand side by side: 'Gen' and the name after it.
		if gap == " " && m.Type == next.Type && m.Span.Len() < 40 {
			return person
		}
		return ""
	}
	switch {
	case gap == " " && dateline:
		// The capitals of a dateline hide that 'PORT AMARA' is one place.
		return extractors.Location
	case (gap == " " || gap == " the ") && dangles(first) && m.Type != extractors.NORP && (next.Type != extractors.Misc || m.Type == extractors.Misc):
		return m.Type // 'Bank of' and 'Korla'
	case gap != " " || !s.whole || strings.ContainsAny(second, ",;:"):
		return ""
	case openers[first] && next.Type == extractors.Organization:
		return next.Type // 'Royal' and 'Korla Police'
	case m.Type == extractors.Organization && next.Type == extractors.Location && endsInLetter(first):
		return m.Type // 'Radio' and 'Korla'
	case m.Type == extractors.Location && next.Type == extractors.Organization,
		(m.Type == extractors.Location || m.Type == extractors.NORP) && (next.Type == extractors.Organization || next.Type == extractors.Misc) && strings.Contains(second, " "):
		return next.Type // 'Korla' and 'High Court', 'Korlan' and 'Language Commission'
	}
	return ""
}

// articles stand before names.
var articles = map[string]bool{"The": true, "the": true, "A": true, "An": true}

// openers begin names and are none.
var openers = map[string]bool{"Royal": true, "National": true, "Federal": true, "Central": true, "International": true, "Supreme": true, "General": true, "Joint": true}

// dangles says whether a name goes on in the next mention: 'Bank of', 'Force in'.
func dangles(name string) bool {
	name = strings.TrimSuffix(name, " the")
	return strings.HasSuffix(name, " of") || strings.HasSuffix(name, " for") || strings.HasSuffix(name, " in")
}

func endsInLetter(name string) bool {
	r, _ := utf8.DecodeLastRuneInString(name)
	return unicode.IsLetter(r)
}

// trim takes off people's names a last word that is no name of theirs: one that
// the article uses as a common word, or for something else alone ('Jo Wu UNESCO').
func trim(a *extractors.Annotation, mentions []extractors.Mention) []extractors.Mention {
	text := a.Doc.Text
	things := map[string]int{} // how often a text is the whole of a mention; of people it counts down
	for _, m := range mentions {
		if m.Type == extractors.Person {
			things[m.Span.Of(text)]--
		} else {
			things[m.Span.Of(text)]++
		}
	}
	for i, m := range mentions {
		name := m.Span.Of(text)
		cut := strings.LastIndexByte(name, ' ')
		if m.Type != extractors.Person || cut < 0 || strings.Count(bare(clean(name)), " ") < 2 {
			continue
		}
		if last := name[cut+1:]; things[last] > 0 && things[name[:cut]] < 0 {
			mentions[i].Span.End = m.Span.Start + len(strings.TrimRight(name[:cut], " "))
		}
	}
	return mentions
}

// Extent is the span of the whole name that the i-th mention begins: that an
// acronym in brackets follows goes on to the bracket: 'Mission in Mali (MIM)'.
func Extent(a *extractors.Annotation, i int) corpus.Span {
	s := a.Mentions[i].Span
	if t := a.Mentions[i].Type; t == extractors.Organization || t == extractors.Misc {
		s.End = max(s.End, introduction(a.Doc.Text, s))
	}
	return s
}

// introduction is the end of the name that the span begins, if the acronym of
// the name follows in brackets after a few more words of it; else 0.
func introduction(text string, s corpus.Span) int {
	rest := text[s.End:min(len(text), s.End+80)]
	cut := strings.Index(rest, " (")
	if i := strings.Index(rest, ", or "); i > 0 && (cut < 0 || i < cut) {
		cut = i
	}
	if cut <= 0 || rest[0] != ' ' {
		return 0
	}
	more := rest[:cut]
	short, _ := introduced(rest[cut:])
	if !acronym(short) || len(more) > 50 || strings.ContainsAny(more, ",.;:\n\"“”()") {
		return 0
	}
	for _, w := range strings.Fields(more) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !linking[w] {
			return 0
		}
	}
	if !linking[strings.Fields(more)[0]] || !abbreviates(short, text[s.Start:s.End+len(more)]) {
		return 0
	}
	return s.End + len(more)
}
