package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Parse makes a Document of a raw article: it decodes it, extracts text and
// metadata, tells the language, and marks the regions. It depends on nothing
// but its arguments and may run concurrently. Its error is an *Error.
func Parse(r Record, opt Options) (*Document, error) {
	d := &Document{ID: r.ID, SHA256: r.SHA256, URI: r.URI, Format: r.Format}
	hint, err := d.read(r, opt)
	if err == nil && !strings.ContainsFunc(d.Text, unicode.IsLetter) {
		err = ErrNoText
		if strings.TrimSpace(d.Text) == "" && len(strings.TrimSpace(string(r.Raw))) == 0 {
			err = fmt.Errorf("%w file", ErrEmpty)
		}
	}
	if err != nil {
		return nil, fail(r.URI, err)
	}
	if d.Language = Language(d.Text); d.Language == "" {
		d.Language = languageCode(hint)
	}
	Structure(d)
	if d.Outlet == "" {
		d.Outlet = hostOf(d.URL)
	}
	return d, nil
}

// read fills the document from the record's bytes and returns the language that
// they name.
func (d *Document) read(r Record, opt Options) (language string, err error) {
	source, warnings, err := decode(r.Raw, r.Format)
	if err != nil {
		return "", err
	}
	d.Warnings = warnings
	switch r.Format {
	case HTML:
		return d.readHTML(source)
	case JSONLines:
		return d.readRecord(source, opt.Fields.or())
	}
	d.Text = source
	return "", nil
}

func (d *Document) readHTML(source string) (language string, err error) {
	p, err := parseHTML(source)
	if err != nil {
		return "", err
	}
	d.Text = p.text
	d.Title = cmp.Or(d.Title, p.meta.Title)
	d.Byline = cmp.Or(d.Byline, p.meta.Byline)
	d.Outlet = cmp.Or(d.Outlet, p.meta.Outlet)
	d.URL = cmp.Or(d.URL, p.meta.URL)
	if d.Published.IsZero() {
		d.Published = p.meta.Published
	}
	return p.meta.Language, nil
}

// markup is what a JSON record's text has when it is HTML.
var markup = regexp.MustCompile(`(?i)^\s*<(!doctype|html|body|p|div|article|section|h[1-6]|figure)\b[^>]*>[\s\S]*</(html|body|p|div|article|section|h[1-6]|figure)\s*>`)

func (d *Document) readRecord(source string, names Fields) (language string, err error) {
	rec, err := decodeRecord([]byte(source))
	if err != nil {
		return "", err
	}
	d.Title = oneSpace(rec.name(names.Title))
	d.Byline = withoutBy(rec.name(names.Byline))
	d.URL = rec.name(names.URL)
	d.Outlet = oneSpace(rec.name(names.Outlet))
	if strings.Contains(d.Outlet, "://") {
		d.Outlet = hostOf(d.Outlet)
	}
	if date := rec.name(names.Published); date != "" {
		t, ok := parseDate(date)
		if !ok {
			d.warn("date %q is not understood", clip(date, 40))
		}
		d.Published = t
	}
	language = rec.name(names.Language)
	text := rec.text(names.Text)
	if strings.IndexByte(text, 0) >= 0 {
		return "", fmt.Errorf("%w: it contains NUL characters", ErrBinary)
	}
	if n := strings.Count(text, "\uFFFD") - strings.Count(source, "\uFFFD"); n > 0 {
		d.warn("%d broken \\u escapes (U+FFFD)", n)
	}
	if markup.MatchString(text) {
		declared, err := d.readHTML(text)
		if language == "" {
			language = declared
		}
		return language, err
	}
	d.Text = text
	if text == "" {
		return "", fmt.Errorf("%w in the fields %s; the record has %s", ErrNoText, list(names.Text, 4), list(rec.keys(), 8))
	}
	return language, nil
}

// warn adds a warning.
func (d *Document) warn(format string, args ...any) {
	d.Warnings = append(d.Warnings, fmt.Sprintf(format, args...))
}

// list is the first n words as a list for a message.
func list(words []string, n int) string {
	if len(words) > n {
		words = append(slices.Clone(words[:n]), "…")
	}
	return strings.Join(words, ", ")
}

func (r record) keys() []string {
	keys := slices.Sorted(maps.Keys(r))
	for i, k := range keys {
		keys[i] = clip(k, 40)
	}
	return keys
}
