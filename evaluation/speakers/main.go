// Command speakers writes what package speakers chooses from, to fit its weights
// (fit.py): for each choice the candidates with their features, as JSON lines.
//
//	go run ./evaluation/speakers [-quote-style polnear] FOLDER > CHOICES.jsonl
//
// A folder holds .txt files.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"log"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/speakers"
	"onrecord/pipeline"
)

// A choice is one line; offsets are code points of the text.
type choice struct {
	Doc        string      `json:"doc"`
	Reference  string      `json:"reference"`
	Source     string      `json:"source"`
	Content    [][2]int    `json:"content"`
	Candidates []candidate `json:"candidates"`
}

type candidate struct {
	Speaker  string    `json:"speaker"`
	Features []float64 `json:"features"`
}

func main() {
	log.SetFlags(0)
	style := flag.String("quote-style", "", "polnear: statements as in PolNeAR")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("give one folder of texts")
	}
	files, err := filepath.Glob(filepath.Join(flag.Arg(0), "*.txt"))
	if err != nil || len(files) == 0 {
		log.Fatalf("%s: no .txt file in it", flag.Arg(0))
	}
	chain, err := pipeline.Extractors(pipeline.Conventions{PolNeAR: *style == "polnear"}, "speakers")
	if err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriter(os.Stdout)
	lines := json.NewEncoder(out)
	if err := lines.Encode(speakers.FeatureNames()); err != nil {
		log.Fatal(err)
	}
	var doc string
	for i, e := range chain {
		if e.Name == "speakers" {
			chain[i] = speakers.Traced(func(a *extractors.Annotation, quote int, ref speakers.Reference, list []speakers.Candidate) {
				if err := lines.Encode(line(doc, a, quote, ref, list)); err != nil {
					log.Fatal(err)
				}
			})
		}
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			log.Fatal(err)
		}
		doc = strings.TrimSuffix(filepath.Base(f), ".txt")
		a := &extractors.Annotation{Doc: &corpus.Document{Text: string(text)}}
		for _, e := range chain {
			if err := e.Run(a); err != nil {
				log.Fatalf("%s: %v", f, err)
			}
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func line(doc string, a *extractors.Annotation, quote int, ref speakers.Reference, list []speakers.Candidate) choice {
	text := a.Doc.Text
	q := a.Quotes[quote]
	c := choice{Doc: doc, Reference: string(ref), Source: q.Source.Of(text)}
	for _, s := range q.Spans {
		c.Content = append(c.Content, [2]int{utf8.RuneCountInString(text[:s.Start]), utf8.RuneCountInString(text[:s.End])})
	}
	for i := range list {
		c.Candidates = append(c.Candidates, candidate{list[i].Speaker, list[i].Features[:]})
	}
	return c
}
