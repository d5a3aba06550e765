package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"strconv"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// maxBroken is the number of lines after which a file without one record is left.
const maxBroken = 100

// maxID is the length in bytes up to which the id of a record stands in its URI.
const maxID = 200

// readJSON reads the records of a JSON file: one a line, or, if the file is not
// of this kind, the elements of an array or values one after the other.
func readJSON(in *bufio.Reader, r Record, opt Options, yield func(Record, error) bool) {
	if head, _ := in.Peek(3); len(head) > 1 && (head[0] == 0xFF || head[0] == 0xFE || head[0] == 0xEF) {
		in = bufio.NewReaderSize(transform.NewReader(in, unicode.BOMOverride(transform.Nop)), 64<<10)
	}
	if head, _ := in.Peek(sampleSize); bytes.IndexByte(head, 0) >= 0 {
		yield(r, fail(r.URI, notText(head)))
		return
	}
	j := jsonFile{file: r, opt: opt, yield: yield, seen: map[uint64]bool{}}
	var err error
	if byLine(in) {
		err = j.lines(in)
	} else {
		err = j.values(in)
	}
	switch {
	case j.stopped:
	case err != nil:
		yield(r, fail(r.URI, err))
	case j.count == 0:
		yield(r, fail(r.URI, fmt.Errorf("%w file", ErrEmpty)))
	}
}

// byLine says whether each line holds a record: whether the first line is not
// the beginning of an array or of an object that goes on in the next line.
func byLine(in *bufio.Reader) bool {
	head, _ := in.Peek(in.Size())
	head = bytes.TrimLeft(head, " \t\r\n")
	line, _, more := bytes.Cut(head, []byte("\n"))
	if bytes.HasPrefix(head, []byte("[")) {
		return false
	}
	err := json.NewDecoder(bytes.NewReader(line)).Decode(new(json.RawMessage))
	return !more || !errors.Is(err, io.ErrUnexpectedEOF)
}

type jsonFile struct {
	file    Record
	opt     Options
	yield   func(Record, error) bool
	seen    map[uint64]bool // hashes of the ids so far
	good    int             // records so far
	count   int             // records and failed lines so far
	stopped bool            // by the reader of the records
}

// lines reads a record a line. What is wrong with a line is reported, and the
// next line is read.
func (j *jsonFile) lines(in *bufio.Reader) error {
	for n := 1; ; n++ {
		line, long, err := readLine(in, j.opt.maxBytes())
		if err != nil && err != io.EOF {
			return err // the line is not whole
		}
		line = bytes.TrimSpace(line)
		switch {
		case long:
			j.fail(n, tooLarge(j.opt))
		case len(line) > 0:
			j.record(n, line)
		}
		if err == io.EOF || j.stopped {
			return nil
		}
		if j.good == 0 && j.count == maxBroken {
			return fmt.Errorf("%w in each of the first %d lines; the rest of the file is not read", ErrJSON, maxBroken)
		}
	}
}

// readLine reads a line into fresh memory. Of a line that is longer than limit
// bytes it keeps nothing.
func readLine(in *bufio.Reader, limit int64) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		long = long || int64(len(line)+len(part)) > limit+1
		if long {
			line = nil
		} else {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return line, long, err
		}
	}
}

// values reads the elements of an array, or values one after the other. What is
// broken ends the file, because nothing says where the next value begins.
func (j *jsonFile) values(in *bufio.Reader) error {
	limit := &budget{Reader: in}
	dec := json.NewDecoder(limit)
	array := false
	if first, err := firstByte(in); err == nil && first == '[' {
		limit.left = j.opt.maxBytes()
		if _, err := dec.Token(); err != nil {
			return fmt.Errorf("%w: %w", ErrJSON, err)
		}
		array = true
	}
	for n := 1; !j.stopped; n++ {
		limit.left = j.opt.maxBytes()
		if array && !dec.More() {
			if _, err := dec.Token(); err != nil {
				return fmt.Errorf("after record %d: %w", n-1, brokenJSON(err))
			}
			return nil
		}
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if err == io.EOF && !array {
			return nil
		}
		if err != nil {
			return fmt.Errorf("record %d: %w; the rest of the file is not read", n, brokenJSON(err))
		}
		if int64(len(raw)) > j.opt.maxBytes() {
			j.fail(n, tooLarge(j.opt))
			continue
		}
		j.record(n, raw)
	}
	return nil
}

// brokenJSON makes the decoder's error an ErrJSON, if it is not the reader's.
func brokenJSON(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || err == io.EOF || err == io.ErrUnexpectedEOF {
		return fmt.Errorf("%w: %v", ErrJSON, err)
	}
	return err
}

func firstByte(in *bufio.Reader) (byte, error) {
	for {
		b, err := in.ReadByte()
		if err != nil {
			return 0, err
		}
		if b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return b, in.UnreadByte()
		}
	}
}

// A budget is a reader that fails when more than left bytes are read.
type budget struct {
	io.Reader
	left int64
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, ErrTooLarge
	}
	n, err := b.Reader.Read(p)
	b.left -= int64(n)
	return n, err
}

// record yields the record at a line or place of the file.
func (j *jsonFile) record(n int, raw []byte) {
	fields, err := decodeRecord(raw)
	if err != nil {
		j.fail(n, err)
		return
	}
	j.count++
	j.good++
	r := j.file
	r.Raw, r.Line = raw, n
	r.URI = j.uri(fields.name(j.opt.Fields.or().ID), n)
	r.identify()
	j.stopped = !j.yield(r, nil)
}

// uri is FILE#ID, FILE#LINE if the record has no id, and FILE#ID#LINE if an
// earlier record has the same.
func (j *jsonFile) uri(id string, n int) string {
	line := strconv.Itoa(n)
	if id == "" || len(id) > maxID {
		return j.file.URI + "#" + line
	}
	h := fnv.New64a()
	io.WriteString(h, id)
	if j.seen[h.Sum64()] {
		return j.file.URI + "#" + id + "#" + line
	}
	j.seen[h.Sum64()] = true
	return j.file.URI + "#" + id
}

func (j *jsonFile) fail(n int, err error) {
	j.count++
	r := j.file
	r.Line = n
	r.URI = j.file.URI + "#" + strconv.Itoa(n)
	j.stopped = !j.yield(r, fail(j.file.URI, fmt.Errorf("line %d: %w", n, err)))
}
