package main

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"

	"onrecord/output"
)

// A search looks for things by the names that a person gives and remembers what
// came near to a name that matches nothing.
type search struct {
	what   string // article, speaker
	wanted []string
	found  []bool
	near   [][]candidate // for each wanted name, the nearest first
}

type candidate struct {
	name     string
	distance int
}

func newSearch(what string, names ...string) *search {
	return &search{what: what, wanted: names, found: make([]bool, len(names)), near: make([][]candidate, len(names))}
}

// article says whether one of the names is the path of the article, its file
// name with or without the extension, its record in a file, or its doc_id.
func (s *search) article(d *output.Document) bool {
	names := []string{d.DocID}
	for _, uri := range d.URIs {
		base := path.Base(uri)
		stem, _, _ := strings.Cut(base, ".")
		names = append(names, uri, base, stem)
	}
	return s.match(path.Base(d.URI), func(name string) bool { return slices.Contains(names, name) })
}

// speaker says whether the words of one of the names stand in the name of a
// speaker; case and accents do not matter.
func (s *search) speaker(speakers string) bool {
	any := false
	for speaker := range strings.SplitSeq(speakers, "; ") {
		if speaker == "" {
			continue
		}
		words := " " + plain(speaker) + " "
		any = s.match(speaker, func(name string) bool { return strings.Contains(words, " "+plain(name)+" ") }) || any
	}
	return any
}

// plain is a name in small letters, without accents and with single spaces.
func plain(name string) string {
	letters := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
	return strings.Join(strings.Fields(letters), " ")
}

const nearMost = 3 // names that an error offers

func (s *search) match(name string, is func(wanted string) bool) bool {
	any := false
	for i, wanted := range s.wanted {
		if is(wanted) {
			s.found[i], any = true, true
		} else if !s.found[i] {
			s.offer(i, name)
		}
	}
	return any
}

func (s *search) offer(i int, name string) {
	c := candidate{name, levenshtein.ComputeDistance(plain(s.wanted[i]), plain(name))}
	if slices.Contains(s.near[i], c) {
		return
	}
	s.near[i] = append(s.near[i], c)
	slices.SortStableFunc(s.near[i], func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), strings.Compare(a.name, b.name))
	})
	s.near[i] = s.near[i][:min(len(s.near[i]), nearMost)]
}

// err names what was not found in the data set, with the nearest names.
func (s *search) err(dir string) error {
	var missing []string
	for i, wanted := range s.wanted {
		if s.found[i] {
			continue
		}
		message := fmt.Sprintf("no %s %q", s.what, wanted)
		var near []string
		for _, c := range s.near[i] {
			near = append(near, c.name)
		}
		if len(near) > 0 {
			message += fmt.Sprintf(" (nearest: %s)", strings.Join(near, ", "))
		}
		missing = append(missing, message)
	}
	if missing == nil {
		return nil
	}
	return fmt.Errorf("%s: %s", dir, strings.Join(missing, "; "))
}
