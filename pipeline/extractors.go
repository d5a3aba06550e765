package pipeline

import (
	"fmt"

	"golang.org/x/sync/errgroup"

	"onrecord/extractors"
	"onrecord/extractors/claims"
	"onrecord/extractors/dates"
	"onrecord/extractors/encoder"
	"onrecord/extractors/entities"
	"onrecord/extractors/numbers"
	"onrecord/extractors/quotes"
	"onrecord/extractors/speakers"
	"onrecord/extractors/tokens"
)

// Conventions are what the program can follow in place of its own, to be held
// against corpora that follow them. The zero value is its own.
type Conventions struct {
	PolNeAR bool // statements as in PolNeAR: beliefs and intentions too
	CoNLL   bool // four types of names, as in CoNLL-2003
}

// constructors are the extractors of the program. To add one, add a line.
var constructors = []func(Conventions) (*extractors.Extractor, error){
	func(Conventions) (*extractors.Extractor, error) { return tokens.New() },
	newEncoder,
	ready(quotes.NewMarks),
	func(c Conventions) (*extractors.Extractor, error) { return entities.New(c.names()), nil },
	func(c Conventions) (*extractors.Extractor, error) { return quotes.New(c.statements()), nil },
	ready(speakers.New),
	ready(numbers.New),
	ready(dates.New),
	ready(claims.New),
}

// Model identifies the model in the program.
func Model() string { return encoder.Version() }

func ready(construct func() *extractors.Extractor) func(Conventions) (*extractors.Extractor, error) {
	return func(Conventions) (*extractors.Extractor, error) { return construct(), nil }
}

func newEncoder(c Conventions) (*extractors.Extractor, error) {
	m, err := encoder.Embedded(c.statements().Row)
	if err != nil {
		return nil, err
	}
	return encoder.New(m), nil
}

func (c Conventions) names() entities.Scheme {
	if c.CoNLL {
		return entities.CoNLL
	}
	return entities.World
}

func (c Conventions) statements() quotes.Style {
	if c.PolNeAR {
		return quotes.PolNeAR
	}
	return quotes.Ours
}

// Extractors returns the extractors of the program with the given names and
// those that they need, or all if no name is given. They are made side by side,
// because two of them load weights.
func Extractors(c Conventions, names ...string) ([]*extractors.Extractor, error) {
	all := make([]*extractors.Extractor, len(constructors))
	var group errgroup.Group
	for i, construct := range constructors {
		group.Go(func() (err error) {
			all[i], err = construct(c)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("cannot load an extractor: %w", err)
	}
	if len(names) == 0 {
		return extractors.Order(all)
	}
	return extractors.Select(all, names)
}
