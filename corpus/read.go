package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"regexp"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// codecs are the compressions, told by extension or else by their first bytes.
var codecs = []struct {
	ext   string
	magic string
	open  func(io.Reader) (io.Reader, func(), error)
}{
	{".gz", "\x1f\x8b", func(r io.Reader) (io.Reader, func(), error) {
		z, err := gzip.NewReader(r)
		return z, func() {}, err
	}},
	{".zst", "\x28\xb5\x2f\xfd", func(r io.Reader) (io.Reader, func(), error) {
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}},
}

// readFile reads the records of one file, or of standard input.
func readFile(path string, opt Options) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		r := Record{URI: uriOf(path), Path: path, Format: formatOf(path)}
		if r.Format == "" {
			r.Format = opt.Format
		}
		if path == stdin {
			readStream(opt.stdin(), r, opt, yield)
			return
		}
		info, err := os.Stat(path)
		if err != nil {
			yield(r, fail(r.URI, err))
			return
		}
		if info.Mode().IsRegular() {
			r.Size, r.ModTime = info.Size(), info.ModTime()
			oneArticle := r.Format == Text || r.Format == HTML
			if opt.Known != nil && oneArticle && !compressed(path) && opt.Known(path, r.Size, r.ModTime) {
				r.Skipped, r.Offset = true, r.Size
				yield(r, nil)
				return
			}
		}
		f, err := os.Open(path)
		if err != nil {
			yield(r, fail(r.URI, err))
			return
		}
		defer f.Close()
		if info, err = f.Stat(); err != nil {
			yield(r, fail(r.URI, err))
			return
		}
		if info.Mode().IsRegular() {
			r.Size, r.ModTime = info.Size(), info.ModTime()
		}
		file := &checkedFile{File: f, before: info}
		readStream(file, r, opt, func(r Record, err error) bool {
			r.Offset = file.read
			return yield(r, err)
		})
	}
}

func compressed(path string) bool {
	for _, c := range codecs {
		if strings.HasSuffix(strings.ToLower(path), c.ext) {
			return true
		}
	}
	return false
}

// readStream reads the records of a stream; r holds what is known of them.
func readStream(in io.Reader, r Record, opt Options, yield func(Record, error) bool) {
	buffered := bufio.NewReaderSize(in, 64<<10)
	for _, c := range codecs {
		magic, _ := buffered.Peek(len(c.magic))
		named := strings.HasSuffix(strings.ToLower(r.Path), c.ext)
		if string(magic) != c.magic && !(named && len(magic) > 0) {
			continue
		}
		z, done, err := c.open(buffered)
		if err != nil {
			yield(r, fail(r.URI, damaged(err)))
			return
		}
		defer done()
		buffered = bufio.NewReaderSize(damagedReader{z}, 64<<10)
		break
	}
	if r.Format == "" {
		head, _ := buffered.Peek(1 << 10)
		r.Format = sniff(head)
	}
	if r.Format == JSONLines {
		readJSON(buffered, r, opt, yield)
		return
	}
	raw, err := io.ReadAll(io.LimitReader(buffered, opt.maxBytes()+1))
	switch {
	case err != nil:
	case len(raw) == 0:
		err = fmt.Errorf("%w file", ErrEmpty)
	case int64(len(raw)) > opt.maxBytes():
		err = tooLarge(opt)
	}
	if err != nil {
		yield(r, fail(r.URI, err))
		return
	}
	r.Raw = raw
	r.identify()
	yield(r, nil)
}

func tooLarge(opt Options) error {
	return fmt.Errorf("%w (%d bytes)", ErrTooLarge, opt.maxBytes())
}

// jsonStart is how a JSON file begins: an object, or an array of objects.
var jsonStart = regexp.MustCompile(`^(\[\s*)?\{\s*["}]`)

// sniff guesses the format of a file from its first bytes.
func sniff(head []byte) Format {
	head = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\uFEFF"))))
	switch {
	case jsonStart.Match(head):
		return JSONLines
	case bytes.HasPrefix(head, []byte("<!doctype html")), bytes.HasPrefix(head, []byte("<html")),
		bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("<html")):
		return HTML
	}
	return Text
}

// A damagedReader is a decompressor whose errors are ErrTruncated.
type damagedReader struct{ io.Reader }

func (d damagedReader) Read(p []byte) (int, error) {
	n, err := d.Reader.Read(p)
	return n, damaged(err)
}

// damaged tells what a decompressor finds wrong from what reading the file does.
func damaged(err error) error {
	var path *fs.PathError
	if err == nil || err == io.EOF || errors.Is(err, ErrChanged) || errors.As(err, &path) {
		return err
	}
	return fmt.Errorf("%w: %v", ErrTruncated, err)
}

// A checkedFile ends with ErrChanged if the file is not the one that was opened:
// if it grew, shrank or was written to while it was read.
type checkedFile struct {
	*os.File
	before fs.FileInfo
	read   int64
}

func (f *checkedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.read += int64(n)
	if err != io.EOF || !f.before.Mode().IsRegular() {
		return n, err
	}
	after, statErr := f.Stat()
	if statErr != nil {
		return n, statErr
	}
	if f.read != f.before.Size() || after.Size() != f.before.Size() || !after.ModTime().Equal(f.before.ModTime()) {
		return n, ErrChanged
	}
	return n, io.EOF
}
