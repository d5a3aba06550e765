package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Fields are the names of the fields of JSON records. The first field that has
// a value counts. Case, '_' and '-' in names do not matter, and a name with
// dots leads into objects: 'source.name'. A list that is empty has the default
// names.
type Fields struct {
	ID, Text, Title, URL, Published, Outlet, Byline, Language []string
}

// defaultFields are the names that crawlers, news interfaces and data sets use.
var defaultFields = Fields{
	ID:        []string{"id", "_id", "uuid", "guid", "article_id", "doc_id", "document_id"},
	Text:      []string{"text", "content", "body", "article", "article_text", "article_body", "article_content", "full_text", "main_text", "body_text", "plain_text", "content_text", "raw_text", "cleaned_text", "text_content", "story", "paragraphs", "html", "content_html", "body_html"},
	Title:     []string{"title", "headline", "heading", "head", "article_title"},
	URL:       []string{"url", "uri", "link", "href", "permalink", "web_url", "article_url", "canonical_url", "source_url"},
	Published: []string{"published", "date", "published_at", "published_date", "date_published", "publish_date", "date_publish", "publication_date", "pub_date", "datetime", "timestamp", "created_at"},
	Outlet:    []string{"outlet", "source", "publisher", "publication", "newspaper", "source_name", "site_name", "site", "media", "source_domain", "domain"},
	Byline:    []string{"byline", "author", "authors", "creator", "writer", "by"},
	Language:  []string{"language", "lang"},
}

// or is f with the default names where it has none.
func (f Fields) or() Fields {
	for _, p := range []struct{ names, def *[]string }{
		{&f.ID, &defaultFields.ID}, {&f.Text, &defaultFields.Text}, {&f.Title, &defaultFields.Title},
		{&f.URL, &defaultFields.URL}, {&f.Published, &defaultFields.Published}, {&f.Outlet, &defaultFields.Outlet},
		{&f.Byline, &defaultFields.Byline}, {&f.Language, &defaultFields.Language},
	} {
		if len(*p.names) == 0 {
			*p.names = *p.def
		}
	}
	return f
}

// A record is a JSON object by normalised names.
type record map[string]json.RawMessage

// normalName is a field's name without what the spelling styles differ in.
var normalName = strings.NewReplacer("_", "", "-", "", " ", "")

func decodeRecord(raw []byte) (record, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil {
		if raw = bytes.TrimSpace(raw); len(raw) > 0 && raw[0] != '{' && json.Valid(raw) {
			return nil, fmt.Errorf("%w: a record is an object, {…}", ErrJSON)
		}
		return nil, fmt.Errorf("%w: %v", ErrJSON, err)
	}
	if object == nil {
		return nil, fmt.Errorf("%w: a record is an object, {…}", ErrJSON)
	}
	r := make(record, len(object))
	for _, name := range slices.Sorted(maps.Keys(object)) {
		key := normalName.Replace(strings.ToLower(name))
		if _, ok := r[key]; !ok {
			r[key] = object[name]
		}
	}
	return r, nil
}

// A reading says how a JSON value becomes text.
type reading struct {
	sep  string   // between the values of an array
	keys []string // of an object, the first that is there
}

var (
	asName = reading{", ", []string{"name", "title", "$oid", "$date"}}
	asText = reading{"\n\n", []string{"text", "content", "html"}}
)

// name is the first of the named fields that has a value, which is a name or
// another short text.
func (r record) name(names []string) string { return strings.TrimSpace(r.first(names, asName)) }

// text is the first of the named fields that has a value, which is running text.
func (r record) text(names []string) string { return r.first(names, asText) }

func (r record) first(names []string, how reading) string {
	for _, name := range names {
		if s := r.path(name, how); s != "" {
			return s
		}
	}
	return ""
}

func (r record) path(name string, how reading) string {
	if v, ok := r[normalName.Replace(strings.ToLower(name))]; ok {
		return how.text(v)
	}
	head, rest, ok := strings.Cut(name, ".")
	if !ok {
		return ""
	}
	inner, err := decodeRecord(r[normalName.Replace(strings.ToLower(head))])
	if err != nil {
		return ""
	}
	return inner.path(rest, how)
}

// text is a JSON value as text: of a string the string, of a number its digits,
// of an array its values, of an object one of its values.
func (how reading) text(v json.RawMessage) string {
	if len(v) == 0 {
		return ""
	}
	switch v[0] {
	case '"':
		var s string
		if json.Unmarshal(v, &s) != nil || strings.TrimSpace(s) == "" {
			return ""
		}
		return s
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(v, &list) != nil {
			return ""
		}
		var parts []string
		for _, e := range list {
			if len(e) > 0 && e[0] == '[' {
				continue // nothing of an article is nested so
			}
			if s := how.text(e); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, how.sep)
	case '{':
		inner, err := decodeRecord(v)
		if err != nil {
			return ""
		}
		for _, name := range how.keys {
			if e, ok := inner[name]; ok && len(e) > 0 && e[0] != '{' && e[0] != '[' {
				return how.text(e)
			}
		}
		return ""
	case 't', 'f', 'n':
		return ""
	}
	return string(v)
}

// clip is s, cut to at most n bytes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
