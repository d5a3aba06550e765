package extractors_test

import (
	"errors"
	"slices"
	"testing"

	"onrecord/extractors"
)

func extractor(name string, requires, provides []extractors.Layer) *extractors.Extractor {
	return &extractors.Extractor{Name: name, Requires: requires, Provides: provides}
}

type layers = []extractors.Layer

func names(list []*extractors.Extractor) []string {
	var out []string
	for _, e := range list {
		out = append(out, e.Name)
	}
	return out
}

func TestOrder(t *testing.T) {
	tokens := extractor("tokens", nil, layers{extractors.LayerTokens, extractors.LayerSentences})
	quotes := extractor("quotes", layers{extractors.LayerTokens}, layers{extractors.LayerQuotes})
	claims := extractor("claims", layers{extractors.LayerQuotes, extractors.LayerNumbers}, layers{extractors.LayerClaims})
	numbers := extractor("numbers", layers{extractors.LayerTokens}, layers{extractors.LayerNumbers})
	loop := extractor("loop", layers{extractors.LayerClaims}, layers{extractors.LayerTokens})
	tests := []struct {
		name string
		list []*extractors.Extractor
		want []string
		err  error
	}{
		{"sorts", []*extractors.Extractor{claims, quotes, numbers, tokens}, []string{"tokens", "quotes", "numbers", "claims"}, nil},
		{"keeps a valid order", []*extractors.Extractor{tokens, numbers, quotes}, []string{"tokens", "numbers", "quotes"}, nil},
		{"missing", []*extractors.Extractor{claims, tokens, quotes}, nil, extractors.ErrMissing},
		{"twice", []*extractors.Extractor{tokens, loop}, nil, extractors.ErrTwice},
		{"cycle", []*extractors.Extractor{loop, quotes, numbers, claims}, nil, extractors.ErrCycle},
		{"none", nil, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := extractors.Order(test.list)
			if !errors.Is(err, test.err) {
				t.Fatalf("error %v, want %v", err, test.err)
			}
			if !slices.Equal(names(got), test.want) {
				t.Errorf("got %v, want %v", names(got), test.want)
			}
		})
	}
}

func TestSelect(t *testing.T) {
	tokens := extractor("tokens", nil, layers{extractors.LayerTokens})
	quotes := extractor("quotes", layers{extractors.LayerTokens}, layers{extractors.LayerQuotes})
	numbers := extractor("numbers", layers{extractors.LayerTokens}, layers{extractors.LayerNumbers})
	all := []*extractors.Extractor{numbers, quotes, tokens}

	got, err := extractors.Select(all, []string{"quotes"})
	if err != nil || !slices.Equal(names(got), []string{"tokens", "quotes"}) {
		t.Errorf("got %v, %v", names(got), err)
	}
	if _, err := extractors.Select(all, []string{"quote"}); !errors.Is(err, extractors.ErrUnknown) {
		t.Errorf("got %v, want %v", err, extractors.ErrUnknown)
	}
}
