package corpus

import (
	"cmp"
	"encoding/json"
	stdhtml "html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/itlightning/dateparse"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Metadata is what a page says about its article, "" where it says nothing.
type metadata struct {
	Title, Byline, Outlet, URL, Language string
	Published                            time.Time
	Body                                 string // text of the article, if the page gives it beside what it shows
}

// metaNames are the names and properties of <meta> elements by what they tell,
// the most trusted first (Open Graph, Dublin Core, schema.org microdata, Parse.ly,
// Sailthru and what else is usual).
var metaNames = struct{ title, byline, outlet, url, published []string }{
	title:     []string{"og:title", "dc.title", "dcterms.title", "headline", "parsely-title", "sailthru.title", "twitter:title"},
	byline:    []string{"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"},
	outlet:    []string{"og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"},
	url:       []string{"og:url", "parsely-link"},
	published: []string{"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "article.published", "pubdate", "publishdate", "publish-date", "publication_date", "ptime", "date"},
}

// metadataOf reads JSON-LD first, then <meta>, then <time>, <link> and <title>.
func metadataOf(root *html.Node) metadata {
	var m metadata
	meta := map[string]string{}
	var times []*html.Node
	var title string
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Html:
			m.Language = strings.ToLower(attr(n, "lang"))
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && m.Title == "" {
				m.linkedData(textOf(n), title)
			}
		case atom.Meta:
			content := oneSpace(stdhtml.UnescapeString(attr(n, "content")))
			for _, key := range []string{"property", "name", "itemprop"} {
				for name := range strings.FieldsSeq(strings.ToLower(attr(n, key))) {
					if content != "" && meta[name] == "" {
						meta[name] = content
					}
				}
			}
		case atom.Link:
			if href := attr(n, "href"); strings.EqualFold(attr(n, "rel"), "canonical") && m.URL == "" && isURL(href) {
				m.URL = href
			}
		case atom.Time:
			times = append(times, n)
		case atom.Title:
			if title == "" && n.Namespace == "" {
				title = oneSpace(textOf(n))
			}
		}
	}
	first := func(have string, names []string, fits func(string) bool) string {
		if have != "" {
			return have
		}
		for _, name := range names {
			if v := meta[name]; v != "" && fits(v) {
				return v
			}
		}
		return ""
	}
	anything := func(string) bool { return true }
	isName := func(s string) bool { return !strings.Contains(s, "://") && !strings.HasPrefix(s, "/") }
	m.Title = first(m.Title, metaNames.title, anything)
	m.Byline = withoutBy(first(m.Byline, metaNames.byline, isName))
	m.Outlet = first(m.Outlet, metaNames.outlet, isName)
	m.URL = first(m.URL, metaNames.url, isURL)
	if m.Title == "" {
		m.Title = withoutSite(title, m.Outlet, true)
	} else {
		m.Title = withoutSite(m.Title, m.Outlet, false)
	}
	if m.Published.IsZero() {
		for _, name := range metaNames.published {
			if t, ok := parseDate(meta[name]); ok {
				m.Published = t
				break
			}
		}
	}
	if m.Published.IsZero() {
		m.Published = publishedOf(times)
	}
	return m
}

// publishedOf is the date of the <time> that says it is the date of publication,
// else of the first <time> that does not stand beside the article or tell when
// it was changed; zero if there is none.
func publishedOf(times []*html.Node) time.Time {
	var second time.Time
	for _, n := range times {
		date := attr(n, "datetime")
		if date == "" {
			date = oneSpace(textOf(n))
		}
		t, ok := parseDate(date)
		if !ok {
			continue
		}
		marks := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class"))
		switch {
		case hasAttr(n, "pubdate") || strings.Contains(marks, "datepublished") || strings.Contains(marks, "dt-published"):
			return t
		case strings.Contains(marks, "modified") || strings.Contains(marks, "updated") || beside(n):
		case second.IsZero():
			second = t
		}
	}
	return second
}

// beside says whether a node stands in what surrounds an article.
func beside(n *html.Node) bool {
	for a := range n.Ancestors() {
		switch a.DataAtom {
		case atom.Nav, atom.Aside, atom.Footer, atom.Li:
			return true
		}
	}
	return false
}

// linkedData reads an article from a JSON-LD script (schema.org) of a page with
// this <title>. Of its headline and its name it takes what the title shows.
func (m *metadata) linkedData(source, title string) {
	source = strings.TrimSpace(source)
	for _, wrap := range []string{"//<![CDATA[", "<![CDATA[", "<!--"} {
		source = strings.TrimSpace(strings.TrimPrefix(source, wrap))
	}
	for _, wrap := range []string{"//]]>", "]]>", "-->"} {
		source = strings.TrimSpace(strings.TrimSuffix(source, wrap))
	}
	var value any
	if json.Unmarshal([]byte(source), &value) != nil {
		return
	}
	article := articleOf(value, 0)
	if article == nil {
		return
	}
	headline, name := ldName(article["headline"]), ldName(article["name"])
	m.Title = cmp.Or(headline, name)
	if name != "" && strings.HasPrefix(title, name) && !strings.Contains(title, headline) {
		m.Title = name
	}
	m.Byline = cmp.Or(ldName(article["author"]), ldName(article["creator"]))
	m.Outlet = cmp.Or(ldName(article["publisher"]), ldName(article["sourceOrganization"]))
	m.Body = bodyOf(article["articleBody"])
	if t, ok := parseDate(ldName(article["datePublished"])); ok {
		m.Published = t
	}
}

// bodyOf is the text of a JSON-LD articleBody, which some write in HTML.
func bodyOf(value any) string {
	body, _ := value.(string)
	if strings.Contains(body, "</p>") {
		if root, err := html.Parse(strings.NewReader(body)); err == nil {
			removeHidden(root)
			return paragraphs(root)
		}
	}
	return strings.TrimSpace(stdhtml.UnescapeString(body))
}

// articleOf is the first object of a kind of article in a JSON-LD value: in a
// list, in a graph, or as the main entity of a page.
func articleOf(value any, depth int) map[string]any {
	if depth > 4 {
		return nil
	}
	switch v := value.(type) {
	case []any:
		for _, e := range v {
			if a := articleOf(e, depth+1); a != nil {
				return a
			}
		}
	case map[string]any:
		types, _ := v["@type"].([]any)
		for _, t := range append(types, v["@type"]) {
			if s, ok := t.(string); ok && isArticleType(s) {
				return v
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if a := articleOf(v[key], depth+1); a != nil {
				return a
			}
		}
	}
	return nil
}

// isArticleType says whether a schema.org type is an Article or one of its
// subtypes: NewsArticle, ReportageNewsArticle, BlogPosting, Report …
func isArticleType(t string) bool {
	t = t[strings.LastIndexAny(t, "/:")+1:]
	return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report"
}

// ldName is a JSON-LD value as a name: a string, an object's name, or several
// joined by ', '.
func ldName(value any) string {
	switch v := value.(type) {
	case string:
		if s := oneSpace(stdhtml.UnescapeString(v)); !strings.Contains(s, "://") {
			return s
		}
	case map[string]any:
		return ldName(v["name"])
	case []any:
		var names []string
		for _, e := range v {
			if _, nested := e.([]any); nested {
				continue
			}
			if s := ldName(e); s != "" && !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// withoutSite is a page's title without the name of the site at its end; if
// guess, also without what looks like one.
func withoutSite(title, site string, guess bool) string {
	for _, sep := range []string{" | ", " :: ", " — ", " – ", " - "} {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		head, tail := title[:i], title[i+len(sep):]
		short := len(strings.Fields(tail)) <= 4 && len(strings.Fields(head)) > len(strings.Fields(tail))
		if strings.EqualFold(tail, site) || guess && short {
			return strings.TrimSpace(head)
		}
	}
	return title
}

// withoutBy is a byline without the 'By' before the names.
func withoutBy(byline string) string {
	byline = oneSpace(byline)
	if len(byline) > 3 && strings.EqualFold(byline[:3], "by ") {
		return byline[3:]
	}
	return byline
}

// datePrefix is what stands before the day or year of a date.
var datePrefix = regexp.MustCompile(`(?i)([\s,.:]*\b(last|updated|published|posted|on|at|(mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))+[\s,.:]*$`)

// shownByline is a byline as a page shows it, without 'By', the date and what
// else follows; "" if it is the outlet or no list of names.
func shownByline(byline, outlet string) string {
	byline = withoutBy(byline)
	if i := strings.IndexFunc(byline, func(r rune) bool { return unicode.IsDigit(r) || r == '|' || r == '•' || r == '·' }); i >= 0 {
		byline = datePrefix.ReplaceAllString(byline[:i], "")
	}
	byline = strings.TrimFunc(byline, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' && r != ')' })
	if strings.EqualFold(byline, outlet) || len(strings.Fields(byline)) > 12 {
		return ""
	}
	return byline
}

func isURL(s string) bool { return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") }

// parseDate reads a date of publication. What is only a day is midnight UTC; a
// date without a year, with day and month in doubt, or out of the ages of news
// is none.
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 64 {
		return time.Time{}, false
	}
	t, err := dateparse.ParseStrict(s)
	if err != nil || t.Year() < 1600 || t.Year() > 2200 {
		return time.Time{}, false
	}
	if _, offset := t.Zone(); offset == 0 {
		t = t.UTC()
	} else {
		t = t.In(time.FixedZone("", offset)) // and not the machine's zone of this offset
	}
	return t, true
}

// hostOf is the host of a web address, of an archived page that of the original.
func hostOf(address string) string {
	if i := strings.LastIndex(address, "http"); i > 0 && strings.Contains(address[i:], "://") {
		address = address[i:]
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
