// Command numbers extracts the quantities of sentences or files, for the
// scorers, and measures how fast.
//
//	go run ./evaluation/numbers -sentences GOLD.jsonl > predictions.jsonl
//	go run ./evaluation/numbers -speed FOLDER
//
// The first reads lines with "id" and "sentence" and writes, for each, what the
// numbers table would hold, with offsets in Unicode code points. The second
// reads the .txt files of a folder and prints, as JSON, the words per second of
// numbers and dates together, and of both with the tokens that they need.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/extractors"
	"onrecord/extractors/dates"
	"onrecord/extractors/numbers"
	"onrecord/extractors/tokens"
)

func main() {
	log.SetFlags(0)
	sentences := flag.String("sentences", "", "JSON lines file of sentences to extract from")
	folder := flag.String("speed", "", "folder of .txt files to measure the speed on")
	flag.Parse()
	tokenize, err := tokens.New()
	if err != nil {
		log.Fatal(err)
	}
	switch {
	case *sentences != "":
		err = predict(*sentences, tokenize, os.Stdout)
	case *folder != "":
		err = speed(*folder, tokenize, os.Stdout)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// annotation is a document of one body region, to be run on.
func annotation(text string) *extractors.Annotation {
	region := corpus.Region{Kind: corpus.Body, Span: corpus.Span{End: len(text)}}
	return &extractors.Annotation{Doc: &corpus.Document{Text: text, Regions: []corpus.Region{region}}}
}

func predict(path string, tokenize *extractors.Extractor, w io.Writer) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	extract := numbers.New()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for lines.Scan() {
		var d struct{ ID, Sentence string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return err
		}
		a := annotation(d.Sentence)
		for _, e := range []*extractors.Extractor{tokenize, extract} {
			if err := e.Run(a); err != nil {
				return err
			}
		}
		rows := []map[string]any{}
		for _, n := range a.Numbers {
			row := map[string]any{
				"span": []int{codePoints(d.Sentence, n.Span.Start), codePoints(d.Sentence, n.Span.End)},
				"kind": n.Kind, "value": n.Value, "unit": n.Unit, "unit_norm": n.UnitNorm,
				"modifier": n.Modifier, "change": n.Change, "concept": n.Concept,
			}
			if n.HasHigh {
				row["value2"] = n.High
			}
			rows = append(rows, row)
		}
		if err := out.Encode(map[string]any{"doc": d.ID, "numbers": rows}); err != nil {
			return err
		}
	}
	return lines.Err()
}

func codePoints(text string, offset int) int { return utf8.RuneCountInString(text[:offset]) }

func speed(folder string, tokenize *extractors.Extractor, w io.Writer) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return err
	}
	var list []*extractors.Annotation
	words := 0
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text := strings.ToValidUTF8(string(raw), "\ufffd")
		words += len(strings.Fields(text))
		list = append(list, annotation(text))
	}
	if words == 0 {
		return fmt.Errorf("no words in %s/*.txt", folder)
	}
	run := func(es ...*extractors.Extractor) (time.Duration, error) {
		start := time.Now()
		for _, a := range list {
			for _, e := range es {
				if err := e.Run(a); err != nil {
					return 0, err
				}
			}
		}
		return time.Since(start), nil
	}
	tokensTime, err := run(tokenize)
	if err != nil {
		return err
	}
	both, err := run(numbers.New(), dates.New())
	if err != nil {
		return err
	}
	perSecond := func(d time.Duration) int { return int(float64(words) / d.Seconds()) }
	return json.NewEncoder(w).Encode(map[string]int{
		"words": words, "numbers and dates": perSecond(both), "with tokens": perSecond(both + tokensTime),
	})
}
