// Command dates scores package dates on TimeML articles as TempEval-3 did
// (UzZaman et al. 2013): spans relaxed and strict, values and types of those
// that match.
//
//	go run ./evaluation/dates [-part dev|held|all] [-errors] FOLDER…
//
// A folder holds .tml files (TimeBank, AQUAINT); their creation time is the date
// of publication. The tenth of the articles whose name hashes to 0 is held out:
// the rules were written without a look at it. For the others the lowest and the
// highest of the nine folds stand beside the total.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/dates"
	"onrecord/extractors/tokens"
)

func main() {
	log.SetFlags(0)
	part := flag.String("part", "all", "articles to score: dev, held or all")
	errors := flag.Bool("errors", false, "list what is missed, wrong or has another value")
	predictions := flag.String("write", "", "write the predictions to this JSON lines file")
	flag.Parse()
	articles, err := read(flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	if len(articles) == 0 {
		log.Fatal("no .tml file in the given folders")
	}
	tokenize, err := tokens.New()
	if err != nil {
		log.Fatal(err)
	}
	extract := []*extractors.Extractor{tokenize, dates.New()}
	var out io.Writer = io.Discard
	if *predictions != "" {
		f, err := os.Create(*predictions)
		if err != nil {
			log.Fatal(err)
		}
		defer f.Close()
		out = f
	}
	var total score
	folds := map[int]*score{}
	for _, a := range articles {
		if held := a.fold == 0; held && *part == "dev" || !held && *part == "held" {
			continue
		}
		for _, e := range extract {
			if err := e.Run(a.annotation); err != nil {
				log.Fatal(a.name, ": ", err)
			}
		}
		s := a.score(*errors)
		if folds[a.fold] == nil {
			folds[a.fold] = &score{}
		}
		folds[a.fold].add(s)
		total.add(s)
		a.write(out)
	}
	report(total, folds)
}

// An article is a TimeML file with its gold expressions.
type article struct {
	name       string
	fold       int // of ten, by the hash of the name
	annotation *extractors.Annotation
	gold       []extractors.Date
}

func read(folders []string) ([]article, error) {
	var list []article
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.tml"))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			a, err := parse(f)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f, err)
			}
			list = append(list, a)
		}
	}
	return list, nil
}

// parse reads the TEXT element and the TIMEX3 elements in it.
func parse(file string) (article, error) {
	a := article{name: strings.TrimSuffix(filepath.Base(file), ".tml")}
	sum := sha256.Sum256([]byte(a.name))
	mod := 0
	for _, b := range sum {
		mod = (mod*256 + int(b)) % 10
	}
	a.fold = mod
	f, err := os.Open(file)
	if err != nil {
		return a, err
	}
	defer f.Close()
	var text strings.Builder
	var published string
	var open []int // indices of gold
	inText, inDCT := false, false
	d := xml.NewDecoder(f)
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return a, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "TEXT":
				inText = true
			case "DCT":
				inDCT = true
			case "TIMEX3":
				g := extractors.Date{}
				for _, x := range t.Attr {
					switch x.Name.Local {
					case "type":
						g.Type = x.Value
					case "value":
						g.Value = x.Value
					}
				}
				if inDCT {
					published = g.Value
				}
				if inText {
					g.Span.Start = text.Len()
					open = append(open, len(a.gold))
					a.gold = append(a.gold, g)
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "TEXT":
				inText = false
			case "DCT":
				inDCT = false
			case "TIMEX3":
				if inText {
					last := len(open) - 1
					a.gold[open[last]].Span.End = text.Len()
					open = open[:last]
				}
			}
		case xml.CharData:
			if inText {
				text.Write(t)
			}
		}
	}
	doc := &corpus.Document{ID: a.name, Text: text.String()}
	if len(published) >= 10 {
		if doc.Published, err = time.Parse("2006-01-02", published[:10]); err != nil {
			return a, err
		}
	}
	body := corpus.Span{Start: len(doc.Text) - len(strings.TrimLeft(doc.Text, " \n\t")), End: len(strings.TrimRight(doc.Text, " \n\t"))}
	doc.Regions = []corpus.Region{{Kind: corpus.Body, Span: body}}
	a.annotation = &extractors.Annotation{Doc: doc}
	return a, nil
}

// A score counts expressions and matches.
type score struct{ gold, found, relaxed, strict, value, kind int }

func (s *score) add(o score) {
	s.gold += o.gold
	s.found += o.found
	s.relaxed += o.relaxed
	s.strict += o.strict
	s.value += o.value
	s.kind += o.kind
}

// f1 is the F1 of n matches in per cent.
func (s score) f1(n int) float64 { return 200 * float64(n) / float64(max(s.gold+s.found, 1)) }

// score matches gold and found expressions one to one, the largest overlap first.
func (a article) score(list bool) score {
	found, text := a.annotation.Dates, a.annotation.Doc.Text
	type pair struct{ overlap, g, f int }
	var pairs []pair
	for i, g := range a.gold {
		for j, f := range found {
			if n := min(g.Span.End, f.Span.End) - max(g.Span.Start, f.Span.Start); n > 0 {
				pairs = append(pairs, pair{n, i, j})
			}
		}
	}
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].overlap > pairs[j].overlap })
	s := score{gold: len(a.gold), found: len(found)}
	usedGold, usedFound := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if usedGold[p.g] || usedFound[p.f] {
			continue
		}
		usedGold[p.g], usedFound[p.f] = true, true
		g, f := a.gold[p.g], found[p.f]
		s.relaxed++
		if g.Span == f.Span {
			s.strict++
		} else if list {
			a.show("span", g.Span, g, f, text)
		}
		if g.Value == f.Value {
			s.value++
		} else if list {
			a.show("value", g.Span, g, f, text)
		}
		if g.Type == f.Type {
			s.kind++
		}
	}
	if list {
		for i, g := range a.gold {
			if !usedGold[i] {
				a.show("missed", g.Span, g, extractors.Date{}, text)
			}
		}
		for j, f := range found {
			if !usedFound[j] {
				a.show("wrong", f.Span, extractors.Date{}, f, text)
			}
		}
	}
	return s
}

func (a article) show(what string, at corpus.Span, g, f extractors.Date, text string) {
	context := text[max(0, at.Start-50):at.Start] + "[" + at.Of(text) + "]" + text[at.End:min(len(text), at.End+30)]
	fmt.Printf("%s\t%s\tgold %q %s %s\tfound %q %s %s\tof %s\t%s\n", what, a.name, g.Span.Of(text), g.Type, g.Value,
		f.Span.Of(text), f.Type, f.Value, f.Anchor, strings.Join(strings.Fields(context), " "))
}

// write gives the predictions in code points of the trimmed text, the form that
// other scorers of TempEval-3 read.
func (a article) write(w io.Writer) {
	type date struct {
		Span  [2]int `json:"span"`
		Value string `json:"value"`
		Type  string `json:"type"`
	}
	text := a.annotation.Doc.Text
	shift := len(text) - len(strings.TrimLeft(text, " \n\t\r"))
	runes := func(n int) int { return len([]rune(text[shift:n])) }
	list := []date{}
	for _, d := range a.annotation.Dates {
		list = append(list, date{[2]int{runes(d.Span.Start), runes(d.Span.End)}, d.Value, d.Type})
	}
	line, _ := json.Marshal(map[string]any{"doc": a.name, "dates": list})
	fmt.Fprintf(w, "%s\n", line)
}

func report(total score, folds map[int]*score) {
	fmt.Printf("%d expressions, %d found\n", total.gold, total.found)
	for _, m := range []struct {
		name string
		of   func(score) int
	}{
		{"relaxed", func(s score) int { return s.relaxed }},
		{"strict", func(s score) int { return s.strict }},
		{"value", func(s score) int { return s.value }},
		{"type", func(s score) int { return s.kind }},
	} {
		low, high := 100.0, 0.0
		for k, s := range folds {
			if k != 0 {
				low, high = min(low, s.f1(m.of(*s))), max(high, s.f1(m.of(*s)))
			}
		}
		n := m.of(total)
		fmt.Printf("%-8s P %5.1f  R %5.1f  F1 %5.1f", m.name, 100*float64(n)/float64(max(total.found, 1)), 100*float64(n)/float64(max(total.gold, 1)), total.f1(n))
		if len(folds) > 2 {
			fmt.Printf("  (folds %.1f to %.1f)", low, high)
		}
		if held := folds[0]; held != nil {
			fmt.Printf("  held out %.1f", held.f1(m.of(*held)))
		}
		fmt.Println()
	}
}
