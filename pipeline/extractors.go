package pipeline

import (
	"fmt"

	"onrecord/extractors"
	"onrecord/extractors/claims"
	"onrecord/extractors/dates"
	"onrecord/extractors/entities"
	"onrecord/extractors/numbers"
	"onrecord/extractors/quotes"
	"onrecord/extractors/speakers"
	"onrecord/extractors/tokens"
)

// constructors are the extractors of the program. To add one, add a line.
var constructors = []func() (*extractors.Extractor, error){
	tokens.New,
	ready(quotes.NewMarks),
	ready(entities.NewBaseline),
	ready(quotes.NewBaseline),
	ready(speakers.NewBaseline),
	ready(numbers.New),
	ready(dates.New),
	ready(claims.New),
}

func ready(construct func() *extractors.Extractor) func() (*extractors.Extractor, error) {
	return func() (*extractors.Extractor, error) { return construct(), nil }
}

// Extractors returns the extractors of the program with the given names and
// those that they need, or all if no name is given.
func Extractors(names ...string) ([]*extractors.Extractor, error) {
	var all []*extractors.Extractor
	for _, construct := range constructors {
		e, err := construct()
		if err != nil {
			return nil, fmt.Errorf("cannot load an extractor: %w", err)
		}
		all = append(all, e)
	}
	if len(names) == 0 {
		return extractors.Order(all)
	}
	return extractors.Select(all, names)
}
