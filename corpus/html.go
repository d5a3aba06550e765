package corpus

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"onrecord/internal/wordset"
)

// maxElements is the number of elements of a page up to which readability looks
// for the article: its time grows faster than the page.
const maxElements = 50_000

// A page is what is read from an HTML page.
type page struct {
	text string // paragraphs, captions and list items, with a blank line between
	meta metadata
}

// parseHTML extracts the article of a page: its headline and the text that
// readability (Mozilla's algorithm) finds, or all visible text if it finds none.
// Scripts, navigation and hidden elements are left out. White space is
// what a browser shows; characters are as they are, no-break spaces included.
func parseHTML(source string) (page, error) {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil { // nested too deep, which unclosed <font> and <b> do
		root, err = html.Parse(strings.NewReader(withoutFormatting(source)))
	}
	if err != nil {
		return page{}, fmt.Errorf("HTML: %w", err)
	}
	p := page{meta: metadataOf(root)}
	headline := headlineOf(root, p.meta.Title)
	removeHidden(root)
	whole := paragraphs(root)
	if len(p.meta.Body) > 2*len(whole) { // the page shows its text by a script
		p.text = headline + "\n\n" + p.meta.Body
		p.text = strings.TrimSpace(p.text)
		return p, nil
	}

	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	parser.DisableJSONLD = true // metadataOf reads it
	parser.CharThresholds = min(500, len(whole)/2)
	parser.Logger = slog.New(slog.DiscardHandler)
	article, err := readable(&parser, root)
	if err == nil && article.Node != nil {
		p.text = paragraphs(article.Node)
	}
	if p.text == "" {
		p.text = whole
	}
	if p.meta.Title == "" {
		p.meta.Title = oneSpace(article.Title())
	}
	p.meta.Byline = cmp.Or(p.meta.Byline, shownByline(article.Byline(), p.meta.Outlet))
	if headline != "" && p.text != "" && !strings.Contains("\n\n"+p.text+"\n\n", "\n\n"+headline+"\n\n") {
		p.text = headline + "\n\n" + p.text
	}
	return p, nil
}

// formatting are the elements inside paragraphs.
var formatting = wordset.Of("a abbr b big cite code em font i label nobr s small span strike strong tt u")

// withoutFormatting is a page without the tags of formatting elements.
func withoutFormatting(source string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		kind := z.Next()
		raw := string(z.Raw())
		if kind == html.ErrorToken {
			return b.String()
		}
		name, _ := z.TagName()
		if !formatting[string(name)] {
			b.WriteString(raw)
		}
	}
}

// readable runs readability, which no page may bring down.
func readable(parser *readability.Parser, root *html.Node) (a readability.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			a, err = readability.Article{}, fmt.Errorf("readability: %v", r)
		}
	}()
	return parser.ParseAndMutate(root, nil)
}

// headlineOf is the page's <h1> that shows its title, "" if there is none.
func headlineOf(root *html.Node, title string) string {
	if title == "" {
		return ""
	}
	want := comparable(title)
	for n := range root.Descendants() {
		if n.DataAtom != atom.H1 {
			continue
		}
		text := oneSpace(textOf(n))
		got := comparable(text)
		if got != "" && (strings.Contains(want, got) || strings.Contains(got, want)) {
			return strings.ReplaceAll(paragraphs(n), "\n\n", "\n")
		}
	}
	return ""
}

// comparable is the letters and digits of a title in lower case.
func comparable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// removeHidden removes what a reader does not see, and navigation.
func removeHidden(root *html.Node) {
	var next *html.Node
	for n := root.FirstChild; n != nil; n = next {
		next = n.NextSibling
		if n.Type == html.CommentNode || n.Type == html.ElementNode && hidden(n) {
			if !holdsArticle(n) {
				root.RemoveChild(n)
				continue
			}
			n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
				return a.Key == "hidden" || a.Key == "aria-hidden" || a.Key == "style"
			})
		}
		removeHidden(n)
	}
}

// holdsArticle says whether an element is, or is around, the main part of the
// page, its <body>, <main> or an <article> with an <h1>: pages hide it until a
// script has run or a dialog is closed.
func holdsArticle(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Body, atom.Main:
		return true
	case atom.Article:
		for d := range n.Descendants() {
			if d.DataAtom == atom.H1 {
				return true
			}
		}
	case atom.Template, atom.Noscript:
		return false
	}
	for c := range n.ChildNodes() {
		if holdsArticle(c) {
			return true
		}
	}
	return false
}

func hidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed,
		atom.Svg, atom.Canvas, atom.Nav, atom.Button, atom.Select, atom.Textarea, atom.Dialog:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return strings.EqualFold(strings.TrimSpace(a.Val), "true")
		case "style":
			style := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			for rule := range strings.SplitSeq(style, ";") {
				rule = strings.TrimSuffix(rule, "!important")
				if rule == "display:none" || rule == "visibility:hidden" {
					return true
				}
			}
		}
	}
	return false
}

// blocks are the elements that begin a paragraph of their own.
var blocks = wordset.Of(`address article aside blockquote body caption center dd details
	div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main ol p
	picture pre section summary table tbody tfoot thead tr ul`)

// paragraphs is the text below a node as a browser lays it out: a blank line
// between blocks, a newline for <br>, a tab between the cells of a table.
func paragraphs(root *html.Node) string {
	var w layout
	w.node(root, false)
	return w.b.String()
}

// A layout writes words with the white space that is due before them.
type layout struct {
	b   bytes.Buffer
	due string // one of gaps
}

// gaps are the kinds of white space, the weaker first.
var gaps = []string{"", " ", "\t", "\n", "\n\n"}

// space asks for white space before the next word; the strongest wins.
func (w *layout) space(s string) {
	if w.b.Len() > 0 && slices.Index(gaps, s) > slices.Index(gaps, w.due) {
		w.due = s
	}
}

func (w *layout) word(s string) {
	w.b.WriteString(w.due)
	w.b.WriteString(s)
	w.due = ""
}

func (w *layout) node(n *html.Node, pre bool) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data, pre)
		return
	case html.ElementNode:
		switch n.Data { // readability renames elements and leaves DataAtom
		case "head", "script", "style", "template", "noscript":
			return
		case "br":
			w.lineBreak()
			return
		case "td", "th":
			w.space("\t")
		case "pre":
			pre = true
		}
	}
	block := n.Type == html.ElementNode && blocks[n.Data]
	if block {
		w.space("\n\n")
	}
	for c := range n.ChildNodes() {
		w.node(c, pre)
	}
	if block {
		w.space("\n\n")
	}
}

// lineBreak is one newline, and a blank line if it is the second.
func (w *layout) lineBreak() {
	if w.due == "\n" {
		w.space("\n\n")
	}
	w.space("\n")
}

func (w *layout) text(s string, pre bool) {
	for s != "" {
		i := strings.IndexFunc(s, isHTMLSpace)
		if i < 0 {
			w.word(s)
			return
		}
		if i > 0 {
			w.word(s[:i])
		}
		rest := strings.TrimLeftFunc(s[i:], isHTMLSpace)
		gap := s[i : len(s)-len(rest)]
		switch n := strings.Count(gap, "\n"); {
		case pre && n > 1:
			w.space("\n\n")
		case pre && n == 1:
			w.lineBreak()
		default:
			w.space(" ")
		}
		s = rest
	}
}

// isHTMLSpace says whether r is white space that HTML collapses; no-break
// spaces are not.
func isHTMLSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f'
}

// textOf is the text below a node as it stands in the source.
func textOf(n *html.Node) string {
	var b strings.Builder
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			io.WriteString(&b, d.Data)
		}
	}
	return b.String()
}

// oneSpace is s with each run of white space as one space, and none around.
func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
