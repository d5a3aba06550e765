package main

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"
)

// printJSON prints a value for a program, indented.
func printJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// printLine prints a value for a program, in one line.
func printLine(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// printRow prints a row, or a struct of rows, as one line of JSON with the names
// and the NULLs that it has in Parquet.
func printRow(w io.Writer, row any) error {
	return printLine(w, jsonValue(reflect.ValueOf(row), ""))
}

// jsonValue is what encoding/json prints as the Parquet value of v, whose column
// has these options.
func jsonValue(v reflect.Value, options string) any {
	optional := slices.Contains(strings.Split(options, ","), "optional")
	if optional && v.IsZero() {
		return nil
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() == reflect.Int32 && slices.Contains(strings.Split(options, ","), "date") {
		return time.Unix(v.Int()*24*60*60, 0).UTC().Format(time.DateOnly)
	}
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		return v.Interface()
	case v.Kind() == reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = jsonValue(v.Index(i), "")
		}
		return list
	case v.Kind() == reflect.Struct:
		var o object
		for i := range v.NumField() {
			field := v.Type().Field(i)
			name, options, _ := strings.Cut(field.Tag.Get("parquet"), ",")
			if name == "" {
				name = strings.ToLower(field.Name)
			}
			o = append(o, member{name, jsonValue(v.Field(i), options)})
		}
		return o
	}
	return v.Interface()
}

// An object is a JSON object that keeps the order of its members.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON implements json.Marshaler.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range []any{m.name, m.value} {
			if j > 0 {
				b.WriteByte(':')
			}
			if err := encoder.Encode(part); err != nil {
				return nil, err
			}
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
