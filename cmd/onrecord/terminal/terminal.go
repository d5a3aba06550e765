// Package terminal shows articles and quotations to a person: wrapped to the
// width of the terminal and readable without colour.
package terminal

import (
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
	"golang.org/x/term"
)

// A Screen is where text goes: how wide it is and whether it shows colour.
type Screen struct {
	Out    io.Writer
	Width  int // columns
	Colour bool
}

const (
	plainWidth = 80  // where nobody says how wide
	maxWidth   = 100 // longer lines are hard to read
)

// NewScreen describes a file. Colour needs a terminal, and is off if NO_COLOR is
// set (no-color.org). COLUMNS overrides the width.
func NewScreen(f *os.File) Screen {
	s := Screen{Out: f, Width: plainWidth}
	if fd := int(f.Fd()); term.IsTerminal(fd) {
		s.Colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if w, _, err := term.GetSize(fd); err == nil && w > 0 {
			s.Width = min(w, maxWidth)
		}
	}
	if w, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && w > 0 {
		s.Width = w
	}
	return s
}

// A style is a set of ways to show a character.
type style uint8

const (
	bold style = 1 << iota
	underlined
	dim
	content // of a quotation
	source  // of a quotation
)

// sgr are the codes of the styles (ECMA-48, Select Graphic Rendition).
var sgr = []struct {
	style style
	code  string
}{{bold, "1"}, {underlined, "4"}, {dim, "2"}, {content, "36"}, {source, "1;33"}}

// A cell is a character on the screen.
type cell struct {
	r     rune
	style style
}

// cells are the characters of a string that a terminal can show: a control
// character, which could move the cursor or change the terminal, is replaced.
func cells(s string, st style) []cell {
	out := make([]cell, 0, len(s))
	for _, r := range s {
		out = append(out, cell{printable(r), st})
	}
	return out
}

func printable(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\r', r == '\u2028', r == '\u2029', r == '\u0085':
		return ' '
	case unicode.IsControl(r), '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return unicode.ReplacementChar
	}
	return r
}

func width(line []cell) int {
	w := 0
	for _, c := range line {
		w += runewidth.RuneWidth(c.r)
	}
	return w
}

// wrap breaks a paragraph at spaces into lines of at most width columns. A word
// that is longer stands alone.
func wrap(paragraph []cell, width int) [][]cell {
	var lines [][]cell
	var line []cell
	used := 0
	for _, word := range words(paragraph) {
		w := 0
		for _, c := range word {
			w += runewidth.RuneWidth(c.r)
		}
		if len(line) > 0 && used+1+w > width {
			lines, line, used = append(lines, line), nil, 0
		}
		if len(line) > 0 {
			line, used = append(line, cell{' ', line[len(line)-1].style & word[0].style}), used+1
		}
		line, used = append(line, word...), used+w
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

func words(paragraph []cell) [][]cell {
	var out [][]cell
	from := 0
	for i := 0; i <= len(paragraph); i++ {
		if i == len(paragraph) || paragraph[i].r == ' ' {
			if i > from {
				out = append(out, paragraph[from:i])
			}
			from = i + 1
		}
	}
	return out
}

// block writes a paragraph: the first line after head, the others after rest.
func (s Screen) block(head, rest []cell, paragraph []cell) {
	lines := wrap(paragraph, max(s.Width-width(rest), 20))
	if len(lines) == 0 {
		lines = [][]cell{nil}
	}
	for i, line := range lines {
		before := rest
		if i == 0 {
			before = head
		}
		s.line(append(append([]cell{}, before...), line...))
	}
}

// line writes one line; each line sets its own colours, since pagers forget them.
func (s Screen) line(line []cell) {
	var b strings.Builder
	var now style
	for _, c := range line {
		if s.Colour && c.style != now {
			now = c.style
			b.WriteString("\x1b[0")
			for _, code := range sgr {
				if now&code.style != 0 {
					b.WriteString(";" + code.code)
				}
			}
			b.WriteString("m")
		}
		if c.r == '\u00a0' { // it has kept words on one line
			c.r = ' '
		}
		b.WriteRune(c.r)
	}
	if now != 0 {
		b.WriteString("\x1b[0m")
	}
	io.WriteString(s.Out, strings.TrimRight(b.String(), " ")+"\n")
}

func (s Screen) blank() { s.line(nil) }

// pad is text filled with spaces to a width, or cut to it.
func pad(text string, w int) string {
	return runewidth.FillRight(runewidth.Truncate(text, w, "…"), w)
}
