package main

import (
	"fmt"
	"strconv"
	"strings"

	"onrecord/pipeline"
)

// reading are the options of how inputs are read.
type reading struct {
	TextField   []string `group:"Reading" placeholder:"FIELD" help:"Fields of JSON records with the text of the article; the first that has a value counts. A name with dots leads into objects: source.name. The usual names are known."`
	TitleField  []string `group:"Reading" placeholder:"FIELD" help:"The same for the headline."`
	URLField    []string `group:"Reading" name:"url-field" placeholder:"FIELD" help:"The same for the address."`
	DateField   []string `group:"Reading" placeholder:"FIELD" help:"The same for the day of publication."`
	OutletField []string `group:"Reading" placeholder:"FIELD" help:"The same for who published it."`
	BylineField []string `group:"Reading" placeholder:"FIELD" help:"The same for who wrote it."`
	IDField     []string `group:"Reading" name:"id-field" placeholder:"FIELD" help:"The same for the identifier of the record."`
	MaxSize     size     `group:"Reading" default:"16MB" placeholder:"SIZE" help:"Largest article that is read, decompressed: ${default} unless set."`
}

func (r reading) apply(c *pipeline.Config) {
	fields := &c.Corpus.Fields
	fields.Text, fields.Title, fields.URL = r.TextField, r.TitleField, r.URLField
	fields.Published, fields.Outlet, fields.Byline = r.DateField, r.OutletField, r.BylineField
	fields.ID = r.IDField
	c.Corpus.MaxBytes = int64(r.MaxSize)
}

// A size is a number of bytes.
type size int64

var sizeUnits = []struct {
	unit  string
	bytes int64
}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}, {"B", 1}, {"", 1}}

// UnmarshalText reads a size such as 16MB.
func (s *size) UnmarshalText(text []byte) error {
	upper := strings.ToUpper(strings.TrimSpace(string(text)))
	for _, u := range sizeUnits {
		digits, ok := strings.CutSuffix(upper, u.unit)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
		if err != nil || n <= 0 || n > (1<<62)/u.bytes {
			break
		}
		*s = size(n * u.bytes)
		return nil
	}
	return fmt.Errorf("expected a size such as 16MB but got %q", text)
}
