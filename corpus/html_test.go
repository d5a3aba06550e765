package corpus

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// newsPage is a page with what stands around and inside an article.
const newsPage = `<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Ferries to sail again after storm | The Quay</title>
<meta property="og:site_name" content="The Quay">
<link rel="canonical" href="https://quay.example/ferries">
<style>p { color: red }</style>
<script>var hidden = "This script must not appear.";</script>
<script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"The Quay"},
 {"@type":["NewsArticle"],"headline":"Ferries to sail again after storm","author":[{"@type":"Person","name":"Ada Lind"},{"@type":"Person","name":"Jo Marsh"}],
  "publisher":{"@type":"Organization","name":"The Quay"},"datePublished":"2023-11-05T07:30:00+01:00"}]}
</script></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article>
<h1>Ferries to sail  again
 after storm</h1>
<div class="share"><button>Share this</button></div>
<figure><img src="a.jpg" alt="Alt text must not appear."><figcaption>Waves over the pier on Friday. Photo: K. Reed</figcaption></figure>
<p>PORT ELM —&nbsp;The ferries will sail again on Tuesday, the harbour master said, after three days in which no ship left the harbour and 400 passengers waited.</p>
<p>“We have looked at every&shy;thing,” said <a href="/lind">Maria Lind</a>, “and the <em>weather</em> is good.”<br>She spoke
to reporters on the quay, where the wind had dropped to a breeze and crews were already at work on the two larger vessels.</p>
<p style="display: none">Hidden by style.</p><p hidden>Hidden by attribute.</p><p aria-hidden="true">Hidden from readers.</p>
<blockquote><p>We will not sail in such a sea again, and nobody should ask the crews to do so for the sake of a timetable.</p></blockquote>
<ul><li>The first ship leaves at six, an hour earlier than usual.</li><li>Tickets that were bought for the cancelled days stay valid.</li></ul>
<p>The company will pay back what passengers spent on hotels, a spokesman said, but it asked them to be patient, because it has only two clerks.</p>
<!-- A comment must not appear. -->
<template><p>A template must not appear.</p></template>
</article></main>
<footer><p>© The Quay</p></footer>
</body></html>`

func TestHTML(t *testing.T) {
	d, err := Parse(Record{URI: "a.html", Format: HTML, Raw: []byte(newsPage)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"Ferries to sail again after storm",
		"Waves over the pier on Friday. Photo: K. Reed",
		"PORT ELM —\u00a0The ferries will sail again on Tuesday, the harbour master said, after three days in which no ship left the harbour and 400 passengers waited.",
		"“We have looked at every\u00adthing,” said Maria Lind, “and the weather is good.”\nShe spoke to reporters on the quay, where the wind had dropped to a breeze and crews were already at work on the two larger vessels.",
		"We will not sail in such a sea again, and nobody should ask the crews to do so for the sake of a timetable.",
		"The first ship leaves at six, an hour earlier than usual.",
		"Tickets that were bought for the cancelled days stay valid.",
		"The company will pay back what passengers spent on hotels, a spokesman said, but it asked them to be patient, because it has only two clerks.",
	}, "\n\n")
	if diff := cmp.Diff(want, d.Text); diff != "" {
		t.Error(diff)
	}
	got := []string{d.Title, d.Byline, d.Outlet, d.URL, d.Language, d.Published.Format(time.RFC3339)}
	if diff := cmp.Diff([]string{"Ferries to sail again after storm", "Ada Lind, Jo Marsh", "The Quay", "https://quay.example/ferries", "en", "2023-11-05T07:30:00+01:00"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestShortHTML(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"paragraph", "<p>The ferry sailed.", "The ferry sailed."},
		{"no markup", "The ferry sailed.", "The ferry sailed."},
		{"two paragraphs", "<p>The ferry sailed.</p><p>It was noon.</p>", "The ferry sailed.\n\nIt was noon."},
		{"line breaks", "<p>The ferry<br>sailed.<br><br>It was noon.</p>", "The ferry\nsailed.\n\nIt was noon."},
		{"entities", "<p>Tom &amp; Ana said &ldquo;no&rdquo;&#8212;twice.", "Tom & Ana said “no”—twice."},
		{"script in the text", "<p>The ferry <script>alert('x')</script>sailed.</p>", "The ferry sailed."},
		{"inline elements join", "<p>The f<b>err</b>y sailed.</p>", "The ferry sailed."},
		{"table", "<table><tr><td>Ships</td><td>2</td></tr><tr><td>Crew</td><td>40</td></tr></table>", "Ships\t2\n\nCrew\t40"},
		{"broken markup", "<div><p>The ferry <b>sailed.</div></i>It was noon.", "The ferry sailed.\n\nIt was noon."},
		{"unclosed formatting", "<p>The ferry " + strings.Repeat("<font size=2>", 2000) + "sailed.<p>It was <b>noon</b>.", "The ferry sailed.\n\nIt was noon."},
		{"page in a form", "<form><div><p>The ferry sailed.</p><button>Send</button><select><option>1</option></select></div></form>", "The ferry sailed."},
		{"page behind a dialog", `<div aria-hidden="true"><main><p>The ferry sailed.</p></main></div><dialog>Cookies?</dialog>`, "The ferry sailed."},
		{"hidden teasers", `<p>The ferry sailed.</p><div style="display:none"><article><h3>Other news</h3></article></div>`, "The ferry sailed."},
		{"page that a script shows", `<body style="visibility: hidden"><p>The ferry sailed.</p></body>`, "The ferry sailed."},
		{"text in linked data", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry","articleBody":"The ferry sailed &amp; came back.\nIt was noon when it left the harbour."}</script><h1>Ferry</h1><p>Loading …</p>`, "Ferry\n\nThe ferry sailed & came back.\nIt was noon when it left the harbour."},
		{"HTML in linked data", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry","articleBody":"<p>The ferry sailed.</p><p>It was noon.</p>"}</script><p>Loading …</p>`, "The ferry sailed.\n\nIt was noon."},
		{"preformatted", "<pre>The ferry\nsailed.\n\nIt was noon.</pre>", "The ferry\nsailed.\n\nIt was noon."},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := parseHTML(test.source)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, p.text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMetadata(t *testing.T) {
	for _, test := range []struct {
		name, head                       string
		title, byline, outlet, published string
	}{
		{"nothing", "", "", "", "", ""},
		{"title element", "<title>Ferry sails again after the long storm - Quay News</title>", "Ferry sails again after the long storm", "", "", ""},
		{"title that is one", "<title>Ferry - a history</title>", "Ferry - a history", "", "", ""},
		{"Open Graph", `<meta property="og:title" content="Ferry sails | The Quay"><meta property="og:site_name" content="The Quay"><meta property="article:published_time" content="2023-11-05T07:30:00Z"><meta property="article:author" content="https://social.example/ada">`, "Ferry sails", "", "The Quay", "2023-11-05T07:30:00Z"},
		{"Dublin Core", `<meta name="DC.title" content="Ferry"><meta name="DC.creator" content="By Ada Lind"><meta name="DC.date.issued" content="2023-11-05"><meta name="DC.publisher" content="The Quay">`, "Ferry", "Ada Lind", "The Quay", "2023-11-05T00:00:00Z"},
		{"microdata", `<meta itemprop="headline" content="Ferry &amp;amp; crew"><meta itemprop="datePublished" content="2023-11-05 07:30">`, "Ferry & crew", "", "", "2023-11-05T07:30:00Z"},
		{"time of publication", `<time class="updated" datetime="2023-11-07">x</time><time itemprop="datePublished" datetime="2023-11-05T07:30:00-05:00">x</time>`, "", "", "", "2023-11-05T07:30:00-05:00"},
		{"time in words", `<time>November 5, 2023</time>`, "", "", "", "2023-11-05T00:00:00Z"},
		{"time beside the article", `<aside><time datetime="2023-11-07">x</time></aside><footer><time datetime="2023-11-07">x</time></footer>`, "", "", "", ""},
		{"only when it changed", `<time class="entry-modified" datetime="2023-11-07">x</time><meta property="article:modified_time" content="2023-11-07">`, "", "", "", ""},
		{"relative time", `<time>3 hours ago</time><meta name="date" content="yesterday">`, "", "", "", ""},
		{"day and month in doubt", `<meta name="date" content="05/11/2023">`, "", "", "", ""},
		{"broken linked data", `<script type="application/ld+json">{"@type":"NewsArticle",</script><meta property="og:title" content="Ferry">`, "Ferry", "", "", ""},
		{"linked data in CDATA", "<script type='application/ld+json'>//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Ferry\",\"author\":\"Ada Lind\"}\n//]]></script>", "Ferry", "Ada Lind", "", ""},
		{"linked data of something else", `<script type="application/ld+json">{"@type":"Product","name":"Ticket"}</script>`, "", "", "", ""},
		{"linked data whose author is an address", `<script type="application/ld+json">[{"@type":"http://schema.org/ReportageNewsArticle","headline":"Ferry","author":{"url":"https://x.example"},"datePublished":"2023-11-05"}]</script>`, "Ferry", "", "", "2023-11-05T00:00:00Z"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := parseHTML("<html><head>" + test.head + "</head><body><p>The ferry sailed.</p></body></html>")
			if err != nil {
				t.Fatal(err)
			}
			published := ""
			if !p.meta.Published.IsZero() {
				published = p.meta.Published.Format(time.RFC3339)
			}
			got := []string{p.meta.Title, p.meta.Byline, p.meta.Outlet, published}
			if diff := cmp.Diff([]string{test.title, test.byline, test.outlet, published}, got); diff != "" {
				t.Error(diff)
			}
			if published != test.published {
				t.Errorf("published %q, want %q", published, test.published)
			}
		})
	}
}

func TestShownByline(t *testing.T) {
	for byline, want := range map[string]string{
		"By Ada  Lind":                  "Ada Lind",
		"BY ADA LIND | 5 November":      "ADA LIND",
		"Ada Lind22 Dec 2016651":        "Ada Lind",
		"Ada Lind and Jo Marsh, 1h ago": "Ada Lind and Jo Marsh",
		"The Quay":                      "",
		"Ada Lind, Mon 3 May":           "Ada Lind",
		"Theresa May":                   "Theresa May",
		"Last Updated: January 5":       "",
		"5 November":                    "",
		"by":                            "by",
		"One who has written a very long story about what the ferry did at noon": "",
	} {
		if got := shownByline(byline, "the quay"); got != want {
			t.Errorf("%q gives %q, want %q", byline, got, want)
		}
	}
}

func TestHostOf(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.Quay.example/a": "quay.example",
		"http://web.archive.example/web/20151030223013/http://www.quay.example:80/a/": "quay.example",
		"https://quay.example/?next=http":                                             "quay.example",
		"no address":                                                                  "",
		"":                                                                            "",
	} {
		if got := hostOf(address); got != want {
			t.Errorf("%q gives %q, want %q", address, got, want)
		}
	}
}
