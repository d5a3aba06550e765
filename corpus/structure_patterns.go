package corpus

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// What a line that is no article text looks like. Every pattern is matched
// against the key of a line (see keyOf): lower case, straight quotation marks,
// single spaces, at most maxKey bytes. The tables name functions of a page and
// phrases of the trade, never an outlet. They are written for precision: a
// paragraph of the article that is taken for page furniture is lost to the
// extractors, while furniture that is left in the body does little harm.

// linePatterns decide the kind of a whole line; the first that matches wins.
var linePatterns = []linePattern{
	// Addresses, rules and lone signs.
	pattern(Boilerplate, "", `^[^\p{L}\p{N}]*$`),
	pattern(Boilerplate, "", `^(?:https?://|www\.)\S+(?: \d+/?)?$`),
	pattern(Boilerplate, "", `^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/\S*$`),

	// Captions and credits.
	pattern(Caption, "", `^(?:file|file photo|file image|photo|photos by|photo by|photo courtesy|image|image via|pictured?|picture by|photograph|photo credit|image credit|picture credit|caption|credit) ?[:/] ?\S`),
	pattern(Caption, "", `^(?:photos?|image|picture|photograph)s? (?:by|courtesy|credit|via|provided by|from) .{2,90}$`),
	pattern(Caption, "", `^image \d+ of /? ?\d+\b`),
	pattern(Caption, "", `^file ?[-—–] `),
	pattern(Caption, "(", `\((?:file )?(?:photo|image|picture|source|credit|courtesy|screengrab|screenshot)s?\b[^()]{0,120}\)[.']?$`),
	pattern(Caption, "(", `\((?:[^()]{0,60}/)?(?:getty images|ap photo|afp photo|reuters photo)(?:/[^()]{0,60})?\)[.']?$`),
	pattern(Caption, "(", `\([^().]{2,40} (?:photo|image|file|handout|graphic)\)[.']?$`),
	pattern(Caption, ":", `\b(?:photo|photograph|image|picture)s?: [^.:]{2,60}$`),
	pattern(Caption, "(published", `\(published (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day, )?[a-z]+\.? \d{1,2}, \d{4}\)$`),
	pattern(Caption, "getty images", `\bgetty images(?:/[^.]{0,60})?$`),
	pattern(Caption, "photo by", `\bphoto by [^.]{2,60}$`),
	pattern(Boilerplate, "", `^sorry, your browser doesn't`),

	// Links to other articles. Words that also begin sentences of an article
	// need a sign after them and, where weak, no full stop at the end.
	pattern(Related, "", `^[^\p{L}\p{N}'"]*(?:read next|read also|also read|read more|read on|see also|also see|must[- ]read|related|related (?:stor(?:y|ies)|coverage|articles?|content|news|links?|topics?|posts?|videos?)|recommended(?: for you| stories| reading)?|more from [^:.]{2,40}|more on [^:.]{2,40}|more (?:stories|news|coverage|headlines)|trending(?: now| stories)?|top (?:stories|trending stories)|other top stories|in case you missed it|icymi|previous (?:stor(?:y|ies)|coverage|reports?)|previously|you (?:may|might) (?:also )?(?:like|be interested in)|don't miss|what others are (?:reading|clicking on)|also on [^:.]{2,30}|up next|most (?:read|popular)|editors?'?s? picks?|suggested reading|further reading|full coverage|continue reading)(?: ?[:|>»]+ ?| [–—-]+ )\S`),
	pattern(Related, "", `^[^\p{L}\p{N}'"]*(?:more|earlier|read|watch|watch now|watch live|watch more|video|videos|listen|gallery|photo gallery|slideshow|photos|in pictures|download|playlist|recall|pdf document|map|interactive|podcast|click to watch|raw video) ?[:|>»]+ ?\S[^.]*(?:[^.…]|\.{3})$`),
	pattern(Related, "", `^(?:read|see) (?:next|also) \S.*[^.]$`),
	pattern(Related, "", `^related coverage \S.*[^.]$`),
	pattern(Related, "", `^\d{1,2}:\d\d (?:[b-oq-z0-9"'#@$]\S*|a|[ap][a-ln-z]\S*)(?: \S+)+ \S*[^.\s]$`),
	pattern(Related, "", `^(?:complete|full|continuing) coverage of [^.]{3,80}$`),
	pattern(Related, "", `^(?:more from [^:.]{2,30}(?:\.com)?|also on [^:.]{2,30}):?$`),
	pattern(Related, "", `^top news: [^.]{3,120}$`),

	// Copyright.
	pattern(Boilerplate, "", `^\W*(?:(?:tm and )?copyright|©)\W{0,6}(?:\(c\) ?)?(?:\d{4}\b|by \S.{0,80}\d{4})`),
	pattern(Boilerplate, "", `^\W*(?:copyright|©) [^.]{3,60}$`),
	pattern(Boilerplate, "all rights reserved", `^(?:[^.!?"]{0,100}\ball rights reserved\b.{0,60}$|\W*(?:\(?c\)? ?\d{4}|source:|all content ©).{0,120}\ball rights reserved)`),
	pattern(Boilerplate, "may not be", `^(?:this (?:material|article|content|story)|[^.]{0,40}copyright).{0,200}\bmay not be (?:published|reproduced|copied|republished)`),

	// Sharing, signing up, apps, players, consent.
	pattern(Boilerplate, "javascript", `^(?:please )?enable javascript\b|\bjavascript (?:to view|is required|is disabled|must be enabled)|\brequires javascript\b`),
	pattern(Boilerplate, "", `^(?:having trouble viewing|you need the latest version of (?:the )?(?:adobe|flash))`),
	pattern(Boilerplate, "", `^(?:share|like|tweet|print|email|e-mail|pin|save|send) (?:this|it)(?: (?:article|story|post|page|video))?(?: ?[:!.]|$| (?:on|with|via|to|by) )`),
	pattern(Boilerplate, "", `^(?:share|share media\b.{0,40}|shares|share on \w+|copy link|copy link copy|click to (?:share|print|email|tweet)\b.*)$`),
	pattern(Boilerplate, "", `^read or share this (?:story|article)`),
	pattern(Boilerplate, "", `^(?:email newsletters )?(?:sign up|subscribe|register|log in|sign in|join)(?: now| today| here| free)?(?: (?:for|to|in|up|using|with|and get) (?:.{0,20} )?(?:our|the|your|you|an?|one|free|newsletter|newsletters|alerts|emails?|account|access|channel)\b.{0,160})?[.!:]?(?: it's free\.?)?$`),
	pattern(Boilerplate, "", `^(?:already (?:a subscriber|have an account|registered)\?|not a (?:member|subscriber)(?: yet)?\?|forgot (?:your )?password|thank you for (?:registering|signing up|subscribing)|welcome back\. please sign in|get (?:the latest|breaking) (?:news|headlines|alerts)|get (?:digital access|our hottest stories|email notifications)|never miss (?:a|another) (?:beat|story|post|facebook|thing|update|moment)|don't miss a thing\b|close get email notifications|just one more thing|re-enter zip code|sorry, this zip ?code|we have sent (?:you )?a (?:verification|confirmation)|if you do not receive the (?:verification|confirmation)|your notification has been|there was a problem saving your|email notifications are only|by (?:submitting|clicking|signing|continuing|subscribing)\b.{0,60}\b(?:you agree|registration)|by (?:submitting your|signing up|clicking)|click on the button below|click here (?:to|for|if)\b|we look forward to seeing you .{0,30}frequently|enjoy the convenience of|whenever .{3,40} posts new content|with your existing account|create (?:a|an|your) (?:free )?account\b[^.]{0,60}$|get alerted to news)`),
	pattern(Boilerplate, "", `^\W*(?:download|get|install) (?:the|our) .{0,40}\bapps?\b.{0,60}$`),
	pattern(Boilerplate, "", `^(?:get the latest from|stay (?:with|on|up to date|connected|tuned)\b).{0,40}(?:[|]|on (?:facebook|twitter)|follow|for (?:more|updates|developments|the latest|details))`),
	pattern(Boilerplate, "", `^(?:follow|like|find|join|connect with|visit) (?:us|me|our|the|him|her|@?[\w.-]+(?: [\w.-]+){0,3})\b.{0,40}\b(?:facebook|twitter|instagram|telegram|whatsapp|youtube|google news|conversation)\b.{0,80}$`),
	pattern(Boilerplate, "", `^(?:follow|like) (?:@\w+|us|me)[.:!]?$`),
	pattern(Boilerplate, "android", `\bios ?[|/,] ?android$`),
	pattern(Boilerplate, "iphone", `\biphone\b.{0,20}\bandroid\b.{0,40}$`),
	pattern(Boilerplate, "", `^(?:(?:this (?:site|website) uses cookies|we use cookies|we and our partners|accept (?:all )?cookies|cookie (?:policy|settings|notice)|manage (?:cookies|consent|preferences))\b.{0,200}|(?:privacy policy|terms (?:of (?:use|service)|and conditions))\b[^.]{0,80}$)`),
	pattern(Boilerplate, "{*", `\{\* \w+ \*\}`),
	pattern(Boilerplate, "", `^(?:you must enter the characters with|message: \* a friend wanted you|like this: like loading|you are the owner of this article|hide transcript|mobile users tap here|for more neighborhood news, listen|report an error|report a typo|\d+ (?:pending )?comments?$|\d+ shares?$|comments \(\d+\)$|\d+ of \d+ premium clicks|load(?:ing)?(?: more)?(?: comments)?\W*$)`),
	pattern(Boilerplate, "", `^(?:this is a (?:developing|breaking) (?:news )?(?:story|alert)\. )?(?:please )?(?:check back|stay with|stay tuned|refresh)\b.{0,100}(?:updates?|details|latest|information|more|developments?)\b.{0,30}$`),
	pattern(Boilerplate, "website can", `^[^.]{0,60}\bwebsite can also be accessed at\b`),

	// Agency footers, credits and contacts.
	pattern(Footer, "", `^\(?(?:additional )?(?:reporting|writing|editing|compiled|edited|written) by:? (?:[^.]{3,200}|[^.]{3,200}(?:\)\.?|(?:;|editing by)[^.]{3,100}\.))$`),
	pattern(Footer, "contributed", `^(?:[^.!?"]|\b\w{1,3}\.)+\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article|piece|post)\.?\)?$`),
	pattern(Footer, "contributed.", `^(?:staff writers?|staff|reporters?|[\w' .-]{3,60}(?:reporters?|writers?|correspondents?|editors?|producers?)) [\w'., -]{3,120} contributed\.$`),
	pattern(Footer, "", `^(?:(?:contributing|contributors?) ?: ?\S.{0,120}$|contributed by [^.]{3,80}$|with (?:additional )?(?:reporting|files) (?:by|from) [^.]{3,120}\.?$)`),
	pattern(Footer, "", `^\(?with (?:inputs?|agency inputs?|agencies|files) ?(?:from)?[^.]{0,60}\.?\)?$`),
	pattern(Footer, "", `^(?:this (?:story|article|report|post) (?:was|has been|is) (?:originally |first |also )?(?:published|edited|updated|corrected|produced|supplied)\b.{0,200})$`),
	pattern(Footer, "", `^(?:editor's note|correction|clarification) ?: .{0,40}(?:this|an earlier) (?:story|article|version|report)\b`),
	pattern(Footer, "", `^[-—–] ?[\w' .-]{2,50} (?:wire|wire services?|staff reports?|news service)$`),
	pattern(Footer, "", `^(?:about the author|notes? to (?:the )?editors?|media (?:contacts?|enquiries|inquiries)|press contacts?|for (?:further|more) information,? (?:please )?(?:contact|call|visit|email)|for media (?:enquiries|inquiries))\b.{0,200}$`),
	pattern(Footer, "", `^[-—–]? ?(?:ends|-30-)$`),

	// Authors and dates. (By-lines in other shapes need the case of the words:
	// see bylineLine.)
	pattern(Byline, "", `^(?:first )?(?:posted|updated|published|created|last updated|last modified|date)(?: ?: ?| on | at | )(?:`+datePattern+`|`+weekdayPattern+monthPattern+` \d|\d{1,2}[:/]\d\d).{0,90}$`),
	pattern(Byline, "", `^by:? (?:our|an?|staff|the) (?:[a-z]+ ){0,2}(?:correspondents?|reporters?|writers?|staff)\b[^.]{0,60}$`),
	pattern(Byline, "", `^`+datePattern+`(?:,? ?(?:at |\| ?|[-–—] ?)?\d{1,2}[:.]\d\d ?(?:a\.?m\.?|p\.?m\.?)?(?: ?[a-z]{2,4})?)?$`),
	pattern(Byline, "", `^\d+ (?:min|minute|hour|day)s? (?:ago|read)$`),
}

// A linePattern is a pattern and what saves most of its runs.
type linePattern struct {
	kind   RegionKind
	has    string    // words without which it cannot match
	starts [256]bool // bytes that a match can begin with
	regexp *regexp.Regexp
}

func pattern(kind RegionKind, has, expr string) linePattern {
	return linePattern{kind, has, startsOf(expr), regexp.MustCompile(expr)}
}

// matches says whether the pattern matches a key, which is not empty.
func (p *linePattern) matches(key string) bool {
	return p.starts[key[0]] && strings.Contains(key, p.has) && p.regexp.MatchString(key)
}

// startsOf is the set of bytes that a text which expr matches can begin with.
func startsOf(expr string) (set [256]bool) {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		panic(err)
	}
	all := prog.StartCond()&syntax.EmptyBeginText == 0 // it may match further on
	seen := make([]bool, len(prog.Inst))
	var visit func(pc uint32)
	visit = func(pc uint32) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := &prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			visit(in.Out)
			visit(in.Arg)
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
			visit(in.Out)
		case syntax.InstMatch:
			all = true // it may match nothing
		case syntax.InstFail:
		default: // one character
			for b := range 0x80 {
				set[b] = set[b] || in.MatchRune(rune(b))
			}
			if in.Op != syntax.InstRune1 && in.Op != syntax.InstRune || in.Rune[len(in.Rune)-1] >= 0x80 {
				for b := 0x80; b < 0x100; b++ {
					set[b] = true
				}
			}
		}
	}
	visit(uint32(prog.Start))
	for b := range set {
		set[b] = set[b] || all
	}
	return set
}

// furniture holds whole lines that are buttons, headings and labels of a page,
// by key without its punctuation.
var furniture = set(
	"advertisement", "advertisements", "advertising", "sponsored", "sponsored content", "story continues below advertisement",
	"close", "share", "tweet", "email", "e-mail", "print", "save", "pin it", "comment", "comments", "more", "facebook", "twitter", "pinterest",
	"google", "google plus", "google+", "linkedin", "reddit", "whatsapp", "telegram", "instagram", "youtube", "copy link", "link copied", "font size", "text size",
	"accessibility links", "skip to content", "skip to main content", "skip navigation", "menu", "search", "home", "home page", "navigation",
	"sign in", "sign up", "log in", "login", "register", "subscribe", "subscribe now", "newsletter", "newsletters", "email newsletters", "breaking news alerts",
	"a a", "a a a", "photos", "video", "videos", "play", "pause", "watch", "play video", "play facebook", "watch this story", "photo gallery", "view gallery", "gallery", "full screen",
	"get digital access", "total access", "learn more", "load more", "show more", "view more", "read more", "see more", "click here", "continue reading", "read full story",
	"breaking news", "latest news", "top news", "live", "live updates", "most read", "related coverage", "privacy policy", "terms of use", "terms of service", "contact us", "about us", "advertise with us",
	"share this article", "share this story", "share this", "follow us", "like us on facebook", "follow us on twitter", "back to top", "top of page", "previous", "next", "next article", "previous article",
	"leave a reply", "leave a comment", "post a comment", "view comments", "join the conversation", "read or share this story", "cookie policy", "accept", "accept all",
	"share this:", "like this", "download our app here", "download now", "sponsored by", "today's top stories", "hide transcript show transcript", "caption close", "hide caption", "toggle caption", "official press release", "for immediate release", "press release", "news release", "media release", "tags", "enlarge image", "enlarge this image",
)

// sections are the names of departments that stand alone over a headline or in
// a trail of them ('News / More').
var sections = set(
	"news", "world", "world news", "africa", "asia", "europe", "americas", "middle east", "politics", "business", "economy", "money", "sport", "sports",
	"opinion", "culture", "entertainment", "lifestyle", "health", "science", "technology", "tech", "environment", "climate", "education", "crime",
	"national", "nation", "local", "local news", "metro", "region", "regional", "international", "home", "headlines", "latest", "more", "us", "uk", "india", "society", "top stories", "editorials", "general", "general news", "featured",
)

// relatedHeadings are lines over a list of links to other articles; the
// headlines under them belong to the list.
var relatedHeadings = set(
	"related", "related stories", "related story", "related articles", "related article", "related coverage", "related news", "related content", "related links", "related topics", "related posts",
	"read next", "read also", "also read", "see also", "also", "more stories", "more news", "more headlines", "more like this", "recommended", "recommended for you", "recommended stories",
	"trending", "trending now", "trending stories", "top stories", "other top stories", "top trending stories", "most read", "most popular", "popular", "popular stories", "previous stories", "previous coverage",
	"editor's picks", "editors' picks", "you may also like", "you might also like", "you may like", "you might also be interested in", "up next", "latest stories", "latest news", "latest headlines", "in other news",
	"what others are clicking on", "what others are reading", "don't miss", "must read", "suggested reading", "further reading", "around the web", "from around the web", "promoted stories",
)

// notPlaces are words in capitals that stand before a dash or a colon as a label
// and are no place.
var notPlaces = set(
	"update", "updated", "updates", "breaking", "breaking news", "exclusive", "watch", "live", "new", "note", "alert", "developing", "developing story", "correction", "clarification", "video", "photos", "photo",
	"read", "read more", "more", "related", "original", "original story", "previous", "previous story", "opinion", "analysis", "comment", "editorial", "fact check", "explainer", "review", "interview", "poll", "q", "a", "q&a", "summary", "abstract", "full text", "report", "first report", "latest", "date", "file", "warning", "police", "sheriff", "obituary", "profile", "press release", "for immediate release", "ends", "why", "how", "timeline", "look", "byline", "headline", "what", "who", "listen", "see also", "read also", "also read", "read next",
)

// cues are verbs of speech; a line with one is no button, credit or contact.
var cues = regexp.MustCompile(`\b(?:said|says|told|tells|added|adds|according to|stated|warned|explained|asked|asks|claims|claimed|denied)\b`)

const (
	monthPattern   = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	weekdayPattern = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?`
	// datePattern is a day of the calendar with its year, in a key.
	datePattern = weekdayPattern + `(?:` + monthPattern + ` \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? (?:of )?` + monthPattern + `,? \d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})`
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
