package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"github.com/pelletier/go-toml/v2"
)

// A configFile is the path of a TOML file whose keys are the long names of
// options. The command line overrides the environment, which overrides the file.
type configFile string

// BeforeResolve reads the file, once its path is known and before kong asks for
// the values of the options.
func (configFile) BeforeResolve(ctx *kong.Context, trace *kong.Path) error {
	path, ok := ctx.FlagValue(trace.Flag).(configFile)
	if !ok || path == "" {
		return nil
	}
	values, err := readConfig(string(path), ctx.Model.Node)
	if err != nil {
		return err
	}
	ctx.AddResolver(kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		if inEnvironment(flag) {
			return nil, nil
		}
		return values[flag.Name], nil
	}))
	return nil
}

func inEnvironment(flag *kong.Flag) bool {
	return slices.ContainsFunc(flag.Envs, func(name string) bool {
		_, set := os.LookupEnv(name)
		return set
	})
}

// readConfig returns the values of a TOML file by the name of their option. Each
// key must be an option of a command under root, each value of its type.
func readConfig(path string, root *kong.Node) (map[string]any, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("--config: %w", err)
	}
	var values map[string]any
	if err := toml.Unmarshal(data, &values); err != nil {
		var at *toml.DecodeError
		if errors.As(err, &at) {
			row, column := at.Position()
			return nil, fmt.Errorf("%s:%d:%d: %w", path, row, column, err)
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	flags := flagsByName(root)
	for key, value := range values {
		flag, ok := flags[key]
		if !ok {
			return nil, fmt.Errorf("%s: unknown key %q (the keys are the options of 'onrecord run --help' without '--')", path, key)
		}
		if values[key], err = convert(flag, value); err != nil {
			return nil, fmt.Errorf("%s: key %q: %w", path, key, err)
		}
	}
	return values, nil
}

// flagsByName holds the options of all commands that a file may set.
func flagsByName(root *kong.Node) map[string]*kong.Flag {
	flags := map[string]*kong.Flag{}
	for _, flag := range root.Flags {
		if flag.Name != "help" && flag.Name != "config" {
			flags[flag.Name] = flag
		}
	}
	for _, child := range root.Children {
		for name, flag := range flagsByName(child) {
			flags[name] = flag
		}
	}
	return flags
}

// convert checks that a TOML value is one that the option takes and returns it
// as kong's decoders want it.
func convert(flag *kong.Flag, value any) (any, error) {
	want, ok := "a string", false
	switch target := flag.Target.Type(); {
	case target == reflect.TypeFor[time.Duration]():
		want = `a duration such as "90s"`
		_, ok = value.(string)
	case target.Kind() == reflect.Bool:
		want = "true or false"
		_, ok = value.(bool)
	case target.Kind() == reflect.Slice:
		want = "an array of strings"
		var list []any
		if list, ok = value.([]any); ok {
			ok = !slices.ContainsFunc(list, func(v any) bool { _, s := v.(string); return !s })
		}
	case flag.Target.CanInt() && !implementsText(target):
		want = "a whole number"
		_, ok = value.(int64)
	default:
		_, ok = value.(string)
	}
	if !ok {
		return nil, fmt.Errorf("want %s, have %s", want, tomlType(value))
	}
	if s, isString := value.(string); isString && flag.Enum != "" && !flag.EnumMap()[s] {
		return nil, fmt.Errorf("want one of %s, have %q", strings.Join(flag.EnumSlice(), ", "), s)
	}
	scratch := reflect.New(flag.Target.Type()).Elem()
	decode := &kong.DecodeContext{Value: flag.Value, Scan: kong.Scan().PushTyped(value, kong.FlagValueToken)}
	return value, flag.Mapper.Decode(decode, scratch)
}

func implementsText(t reflect.Type) bool {
	_, ok := reflect.New(t).Interface().(interface{ UnmarshalText([]byte) error })
	return ok
}

func tomlType(value any) string {
	switch v := value.(type) {
	case bool:
		return fmt.Sprint(v)
	case int64, float64:
		return fmt.Sprintf("the number %v", v)
	case string:
		return fmt.Sprintf("the string %q", v)
	case []any:
		return "an array with other values"
	case map[string]any:
		return "a table"
	default:
		return fmt.Sprintf("%v", v)
	}
}
