package corpus

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

func encode(t *testing.T, enc encoding.Encoding, s string) string {
	t.Helper()
	out, err := enc.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	const text = "The mayor of Málaga said “no” – and left the café for €5."
	const russian = "Паром вышел из гавани утром, сообщил начальник порта. Он сказал, что погода была хорошей и что рейсы возобновятся завтра."
	const japaneseText = "港長は月曜日に、フェリーの運航を再開すると述べた。天候は良く、乗客は安全だったという。"
	little := xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)
	big := xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM)
	for _, test := range []struct {
		name, raw string
		format    Format
		want      string
		warnings  []string
	}{
		{"UTF-8", text, Text, text, nil},
		{"ASCII", "The ferry sailed.", Text, "The ferry sailed.", nil},
		{"UTF-8 with mark", "\xEF\xBB\xBF" + text, Text, text, nil},
		{"UTF-16LE with mark", "\xFF\xFE" + encode(t, little, text), Text, text, nil},
		{"UTF-16BE with mark", "\xFE\xFF" + encode(t, big, text), Text, text, nil},
		{"UTF-16LE", encode(t, little, text), Text, text, nil},
		{"UTF-16BE", encode(t, big, text), Text, text, nil},
		{"UTF-16 HTML", "\xFF\xFE" + encode(t, little, "<p>"+text), HTML, "<p>" + text, nil},
		{"UTF-32LE", "\xFF\xFE\x00\x00" + encode(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), text), Text, text, nil},
		{"half a UTF-16 character", "\xFF\xFE" + encode(t, little, text) + "a", Text, text + "\uFFFD", []string{"1 characters could not be decoded (U+FFFD)"}},
		{"Windows-1252", encode(t, charmap.Windows1252, text), Text, text, []string{"not UTF-8, read as windows-1252"}},
		{"Windows-1252 HTML", encode(t, charmap.Windows1252, "<p>"+text), HTML, "<p>" + text, []string{"not UTF-8, read as windows-1252"}},
		{"declared Windows-1252", encode(t, charmap.Windows1252, `<meta charset="windows-1252"><p>`+text), HTML, `<meta charset="windows-1252"><p>` + text, nil},
		{"declared Latin-2", encode(t, charmap.ISO8859_2, `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>Łódź said no.`), HTML,
			`<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>Łódź said no.`, nil},
		{"UTF-8 declared as Latin-1", `<meta charset="iso-8859-1"><p>` + text, HTML, `<meta charset="iso-8859-1"><p>` + text, nil},
		{"ISO-2022-JP declared", encode(t, japanese.ISO2022JP, `<meta charset="iso-2022-jp"><p>`+japaneseText), HTML, `<meta charset="iso-2022-jp"><p>` + japaneseText, nil},
		{"unknown declaration", `<meta charset="klingon"><p>` + text, HTML, `<meta charset="klingon"><p>` + text, nil},
		{"Windows-1251", encode(t, charmap.Windows1251, russian), Text, russian, []string{"not UTF-8, read as windows-1251"}},
		{"Shift JIS", encode(t, japanese.ShiftJIS, japaneseText), Text, japaneseText, []string{"not UTF-8, read as shift_jis"}},
		{"UTF-8 with a broken byte", text + " M\xe1laga", Text, text + " M\uFFFDlaga", []string{"invalid UTF-8 in places", "1 characters could not be decoded (U+FFFD)"}},
		{"UTF-8 cut in a character", text + " Ma\xc3", Text, text + " Ma\uFFFD", []string{"invalid UTF-8 in places", "1 characters could not be decoded (U+FFFD)"}},
		{"odd characters and line ends", "a\u00a0b\u00adc\u200bd\u2028e\r\nf\rg\n\u202e\ufeffh\t\f", Text, "a\u00a0b\u00adc\u200bd\u2028e\r\nf\rg\n\u202e\ufeffh\t\f", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, warnings, err := decode([]byte(test.raw), test.format)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.warnings, warnings); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDecodeRefusesBinary(t *testing.T) {
	for name, raw := range map[string]string{
		"UTF-16 mark and noise": "\xFF\xFE" + strings.Repeat("\x00\xd8", 50),
		"control characters":    "ab" + strings.Repeat("\x01\x02\x03", 20),
		"NUL at the end":        "The ferry sailed.\x00",
		"image":                 "\x89PNG\r\n\x1a\n",
	} {
		if text, _, err := decode([]byte(raw), Text); !errors.Is(err, ErrBinary) {
			t.Errorf("%s: %q, error %v", name, text, err)
		}
	}
}

// TestTextIsNotRewritten checks that what stands in a file survives in Text.
func TestTextIsNotRewritten(t *testing.T) {
	const odd = "The\u00a0ferry\u00ad sailed\u200b at noon,\r\nthe harbour master\rsaid on\u2009Monday.\u2028It was the last of the day. \n\n\n"
	for format, raw := range map[Format]string{
		Text:      odd,
		JSONLines: `{"text":"The\u00a0ferry\u00ad sailed\u200b at noon,\r\nthe harbour master\rsaid on\u2009Monday.\u2028It was the last of the day. \n\n\n"}`,
	} {
		d, err := Parse(Record{Format: format, Raw: []byte(raw)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(odd, d.Text); diff != "" || d.Warnings != nil {
			t.Errorf("%s: warnings %q, text\n%s", format, d.Warnings, diff)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "a", "\xEF\xBB\xBFa", "\xFF\xFEa\x00", "caf\xe9", "<meta charset=utf-7>caf\xe9", "\x1b$B"} {
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, raw []byte, page bool) {
		format := Text
		if page {
			format = HTML
		}
		text, warnings, err := decode(raw, format)
		again, _, errAgain := decode(raw, format)
		if !utf8.ValidString(text) || text != again || (err == nil) != (errAgain == nil) || strings.Contains(text, "\x00") {
			t.Errorf("%q gives %q, then %q, errors %v, %v", raw, text, again, err, errAgain)
		}
		if err == nil && warnings == nil && !page && utf8.Valid(raw) && !strings.HasPrefix(string(raw), "\uFEFF") && looksUTF16(raw) == nil && text != string(raw) {
			t.Errorf("%q was rewritten to %q", raw, text)
		}
	})
}
