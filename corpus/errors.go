package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode"
)

// Errors of reading, to be tested with errors.Is. A missing path is
// fs.ErrNotExist, a path without permission fs.ErrPermission.
var (
	ErrEmpty      = errors.New("empty")
	ErrBinary     = errors.New("not text")
	ErrTooLarge   = errors.New("larger than the limit for one article")
	ErrNoText     = errors.New("no article text found")
	ErrNoArticles = errors.New("no article files in this folder")
	ErrNoMatch    = errors.New("no file matches this pattern")
	ErrLoop       = errors.New("symbolic link back to a folder that holds it")
	ErrChanged    = errors.New("changed while it was read")
	ErrTruncated  = errors.New("compressed file ends early or is damaged")
	ErrJSON       = errors.New("broken JSON")
)

// An Error is what is wrong with one file, one record or one input, and what to
// do about it. Its message is one line.
type Error struct {
	URI  string // valid UTF-8
	Err  error
	Mend string // what the user can do, "" if nothing
}

// Error is 'URI: what is wrong (what to do)'.
func (e *Error) Error() string {
	msg := fmt.Sprintf("%s: %s", oneLine(e.URI), oneLine(e.Err.Error()))
	if e.Mend != "" {
		msg += " (" + e.Mend + ")"
	}
	return msg
}

// Unwrap gives the cause to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Err }

// mends says what helps against each kind of error; the first that fits counts.
var mends = []struct {
	is   error
	mend string
}{
	{fs.ErrNotExist, "check the path, it is not there or was removed since"},
	{fs.ErrPermission, "make it readable for this user"},
	{ErrEmpty, "fetch it again or leave it out"},
	{ErrBinary, "convert it to text, HTML or JSON lines first"},
	{ErrTooLarge, "split it or raise the limit"},
	{ErrNoText, "leave it out or check that it holds an article"},
	{ErrNoArticles, "name a folder with " + strings.Join(extensions(), ", ") + " files, compressed or not, or name the files one by one"},
	{ErrNoMatch, "check the pattern, ** stands for any folders"},
	{ErrLoop, "remove the link, the folder is read once without it"},
	{ErrChanged, "run again when nothing writes to it"},
	{ErrTruncated, "fetch or compress it again"},
	{ErrJSON, "correct or remove the record"},
}

// fail wraps the error of a file or record with its name and the mend.
func fail(uri string, err error) *Error {
	var path *fs.PathError
	if errors.As(err, &path) { // its path is the URI once more
		err = path.Err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = ErrTruncated
	}
	e := &Error{URI: uri, Err: err}
	for _, m := range mends {
		if errors.Is(err, m.is) {
			e.Mend = m.mend
			break
		}
	}
	return e
}

// oneLine quotes s if it would break or disturb a line of a log.
func oneLine(s string) string {
	if strings.ContainsFunc(s, unicode.IsControl) {
		return fmt.Sprintf("%q", s)
	}
	return s
}
