package corpus

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// sampleSize is how many bytes of a file are looked at to tell what it is.
const sampleSize = 8 << 10

// decode turns the bytes of a file into valid UTF-8 and changes nothing else:
// line ends, no-break spaces, soft hyphens and zero-width characters stay. A
// byte order mark goes. In this order it believes a byte order mark, bytes that
// are UTF-8, the encoding that an HTML page declares, and what the bytes look
// like. The warnings say what was guessed and what could not be decoded.
func decode(raw []byte, format Format) (text string, warnings []string, err error) {
	enc, bom := byteOrderMark(raw)
	if enc == nil && looksUTF16(raw) != nil {
		enc = looksUTF16(raw)
	}
	switch {
	case enc != nil:
		text, warnings = decodeAs(enc, raw[bom:], "")
	default:
		raw = raw[bom:]
		if isBinary(raw) {
			return "", nil, notText(raw)
		}
		text, warnings = decodeBytes(raw, format)
	}
	if strings.IndexByte(text, 0) >= 0 {
		return "", nil, fmt.Errorf("%w: it contains NUL characters", ErrBinary)
	}
	if n := strings.Count(text, "\uFFFD"); n > 8 && n*5 > utf8.RuneCountInString(text) {
		return "", nil, notText(raw)
	} else if n > 0 {
		warnings = append(warnings, fmt.Sprintf("%d characters could not be decoded (U+FFFD)", n))
	}
	return text, warnings, nil
}

// decodeBytes decodes what has no byte order mark.
func decodeBytes(raw []byte, format Format) (string, []string) {
	ascii := bytes.IndexFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
	if !ascii && utf8.Valid(raw) {
		return string(raw), nil
	}
	if format == HTML {
		if enc, name, _ := charset.DetermineEncoding(raw, ""); declared(raw, name) && enc != encoding.Nop && name != "utf-8" {
			return decodeAs(enc, raw, "")
		}
	}
	if ascii {
		return string(raw), nil
	}
	if mostlyUTF8(raw) {
		return strings.ToValidUTF8(string(raw), "\uFFFD"), []string{"invalid UTF-8 in places"}
	}
	enc, name := guess(raw)
	return decodeAs(enc, raw, "not UTF-8, read as "+name)
}

// decodeAs decodes with an encoding; note is a warning, "" for none.
func decodeAs(enc encoding.Encoding, raw []byte, note string) (string, []string) {
	var warnings []string
	if note != "" {
		warnings = []string{note}
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		warnings = append(warnings, "broken encoding: "+err.Error())
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), warnings
}

// byteOrderMark is the encoding that a byte order mark tells (nil for UTF-8 and
// for none), and the mark's length.
func byteOrderMark(raw []byte) (encoding.Encoding, int) {
	for _, m := range []struct {
		mark string
		enc  encoding.Encoding
	}{
		{"\xEF\xBB\xBF", nil},
		{"\xFF\xFE\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
		{"\x00\x00\xFE\xFF", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
		{"\xFF\xFE", xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)},
		{"\xFE\xFF", xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)},
	} {
		if bytes.HasPrefix(raw, []byte(m.mark)) {
			return m.enc, len(m.mark)
		}
	}
	return nil, 0
}

// looksUTF16 is the byte order of UTF-16 without a mark, nil if it is something
// else: of Latin text every other byte is zero, and beside it stands ASCII.
func looksUTF16(raw []byte) encoding.Encoding {
	sample := raw[:min(len(raw), sampleSize)&^1]
	pairs, little, big := len(sample)/2, 0, 0
	for i := 0; i < len(sample); i += 2 {
		switch a, b := sample[i], sample[i+1]; {
		case b == 0 && isText(a):
			little++
		case a == 0 && isText(b):
			big++
		}
	}
	switch {
	case pairs < 8:
		return nil
	case big == 0 && little*10 > pairs*7:
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)
	case little == 0 && big*10 > pairs*7:
		return xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)
	}
	return nil
}

// isText says whether b is no control character that text does without.
func isText(b byte) bool {
	return b >= ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f' || b == '\v' || b == 0x1b
}

// magics are the first bytes of files that come among articles and are no text.
var magics = []struct{ bytes, name string }{
	{"%PDF-", "a PDF file"},
	{"PK\x03\x04", "a ZIP, Word or EPUB file"},
	{"\xD0\xCF\x11\xE0", "an old Word file"},
	{"{\\rtf", "an RTF file"},
	{"\x89PNG", "an image"}, {"\xFF\xD8\xFF", "an image"}, {"GIF8", "an image"},
	{"\x1f\x8b", "a compressed file inside a compressed file"},
	{"BZh", "a bzip2 file"}, {"\xFD7zXZ", "an xz file"}, {"7z\xBC\xAF", "a 7-Zip file"},
	{"PAR1", "a Parquet file"}, {"SQLite format 3", "a database"}, {"\x7FELF", "a program"},
}

// notText is the error of bytes that are no text.
func notText(raw []byte) error {
	for _, m := range magics {
		if bytes.HasPrefix(raw, []byte(m.bytes)) {
			return fmt.Errorf("%w: it is %s", ErrBinary, m.name)
		}
	}
	return fmt.Errorf("%w: it is a binary file", ErrBinary)
}

// isBinary says whether the bytes are no text in any encoding that keeps ASCII:
// a known kind of file, a NUL byte, or many control characters.
func isBinary(raw []byte) bool {
	for _, m := range magics {
		if bytes.HasPrefix(raw, []byte(m.bytes)) && (len(m.bytes) > 3 || bytes.IndexByte(raw, 0) >= 0) {
			return true
		}
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return true
	}
	controls := 0
	sample := raw[:min(len(raw), sampleSize)]
	for _, b := range sample {
		if !isText(b) {
			controls++
		}
	}
	return controls > 2 && controls*20 > len(sample)
}

// declared says whether the encoding that was found for a page is one that the
// page names, and not a fallback.
func declared(raw []byte, name string) bool {
	if name != "windows-1252" {
		return true
	}
	head := bytes.ToLower(raw[:min(len(raw), 1024)])
	return bytes.Contains(head, []byte("charset"))
}

// mostlyUTF8 says whether bytes that are not valid UTF-8 are damaged UTF-8 and
// no other encoding: most of what is not ASCII is well-formed.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		raw = raw[n:]
	}
	return good > bad
}

// guess is the likeliest encoding of bytes that are not UTF-8. Western text has
// few letters outside ASCII and is Windows-1252; of other text the letters'
// frequencies decide.
func guess(raw []byte) (encoding.Encoding, string) {
	high, letters := 0, 0
	for _, b := range raw[:min(len(raw), 1<<20)] {
		switch {
		case b >= 0xC0:
			high++
			letters++
		case b >= 'A' && unicode.IsLetter(rune(b)) && b < 0x80:
			letters++
		}
	}
	if high*4 > letters {
		sample := raw[:min(len(raw), 64<<10)]
		all, _ := chardet.NewTextDetector().DetectAll(sample)
		slices.SortFunc(all, func(a, b chardet.Result) int { // its order of equals changes from call to call
			return cmp.Or(b.Confidence-a.Confidence, strings.Compare(a.Charset, b.Charset))
		})
		for _, r := range all {
			if enc, name := charset.Lookup(r.Charset); enc != nil && r.Confidence >= 10 && !strings.HasPrefix(name, "utf-") {
				return enc, name
			}
		}
	}
	return charmap.Windows1252, "windows-1252"
}
