package output

import "unicode/utf8"

// offsets turns byte offsets of a text into code points. It counts the text once
// and keeps the count of every block, so that it takes little memory beside it.
type offsets struct {
	text   string
	blocks []int32 // code points before each block; nil if the text is ASCII
}

const block = 256

func newOffsets(text string) offsets {
	o := offsets{text: text}
	n := int32(0)
	for i := 0; i < len(text); i += block {
		o.blocks = append(o.blocks, n)
		n += starts(text[i:min(i+block, len(text))])
	}
	o.blocks = append(o.blocks, n)
	if int(n) == len(text) {
		o.blocks = nil
	}
	return o
}

// at is the number of code points before the byte at i of a valid UTF-8 text.
func (o offsets) at(i int) int32 {
	if o.blocks == nil {
		return int32(i)
	}
	first := i / block * block
	return o.blocks[i/block] + starts(o.text[first:i])
}

// starts counts the bytes that begin a code point.
func starts(s string) int32 {
	n := int32(0)
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

// boundary says whether the byte offset i is between two code points of s.
func boundary(s string, i int) bool {
	return i == len(s) || utf8.RuneStart(s[i])
}

// A runeIndex gives the words of spans that count code points.
type runeIndex struct {
	text   string
	chars  int
	blocks []int32 // bytes before each block of code points; nil if the text is ASCII
}

func newRuneIndex(text string) runeIndex {
	x := runeIndex{text: text}
	for i := range text {
		if x.chars%block == 0 {
			x.blocks = append(x.blocks, int32(i))
		}
		x.chars++
	}
	if x.chars == len(text) {
		x.blocks = nil
	}
	return x
}

// of is the text from code point start to end; false if there is none such.
func (x runeIndex) of(start, end int32) (string, bool) {
	if start < 0 || start > end || int(end) > x.chars {
		return "", false
	}
	return x.text[x.byteAt(int(start)):x.byteAt(int(end))], true
}

func (x runeIndex) byteAt(char int) int {
	if x.blocks == nil {
		return char
	}
	if char == x.chars {
		return len(x.text)
	}
	at := int(x.blocks[char/block])
	for range char % block {
		_, n := utf8.DecodeRuneInString(x.text[at:])
		at += n
	}
	return at
}
