package extractors

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Layer is a part of an Annotation that extractors require and provide.
type Layer string

// The layers. A document has none before the first extractor runs.
const (
	LayerSentences Layer = "sentences" // Sentences
	LayerTokens    Layer = "tokens"    // Tokens
	LayerMarks     Layer = "marks"     // Marks
	LayerEncoding  Layer = "encoding"  // Encoding
	LayerEntities  Layer = "entities"  // Mentions and Entities
	LayerQuotes    Layer = "quotes"    // Quotes but for their speakers
	LayerSpeakers  Layer = "speakers"  // the speaker fields of Quotes
	LayerNumbers   Layer = "numbers"   // Numbers
	LayerDates     Layer = "dates"     // Dates
	LayerClaims    Layer = "claims"    // Claims
)

// An Extractor adds layers to the annotation of one document. Run is a pure
// function of the document and the required layers, safe for concurrent use.
type Extractor struct {
	Name     string  // as in --extractors
	Doc      string  // one line for --help
	Requires []Layer // layers that must be there before Run
	Provides []Layer // layers that Run fills
	Run      func(*Annotation) error
}

// Errors of Order and Select, to be tested with errors.Is.
var (
	ErrUnknown = errors.New("unknown extractor")
	ErrMissing = errors.New("no extractor provides a required layer")
	ErrTwice   = errors.New("two extractors provide one layer")
	ErrCycle   = errors.New("extractors require each other")
)

// Order validates a list of extractors and returns it in an order in which each
// finds the layers that it requires; otherwise the given order is kept.
func Order(list []*Extractor) ([]*Extractor, error) {
	provider, err := providers(list)
	if err != nil {
		return nil, err
	}
	var ordered []*Extractor
	done := map[*Extractor]bool{}
	var visit func(e *Extractor, path []string) error
	visit = func(e *Extractor, path []string) error {
		if done[e] {
			return nil
		}
		if slices.Contains(path, e.Name) {
			return fmt.Errorf("%w: %s", ErrCycle, strings.Join(append(path, e.Name), " -> "))
		}
		for _, l := range e.Requires {
			p, ok := provider[l]
			if !ok {
				return fmt.Errorf("%w: %s requires %s", ErrMissing, e.Name, l)
			}
			if err := visit(p, append(path, e.Name)); err != nil {
				return err
			}
		}
		done[e] = true
		ordered = append(ordered, e)
		return nil
	}
	for _, e := range list {
		if err := visit(e, nil); err != nil {
			return nil, err
		}
	}
	return ordered, nil
}

// Select returns, in order, the extractors of list with the given names and
// those that they need.
func Select(list []*Extractor, names []string) ([]*Extractor, error) {
	provider, err := providers(list)
	if err != nil {
		return nil, err
	}
	var chosen []*Extractor
	var add func(e *Extractor)
	add = func(e *Extractor) {
		if slices.Contains(chosen, e) {
			return
		}
		chosen = append(chosen, e)
		for _, l := range e.Requires {
			if p, ok := provider[l]; ok {
				add(p)
			}
		}
	}
	for _, name := range names {
		i := slices.IndexFunc(list, func(e *Extractor) bool { return e.Name == name })
		if i < 0 {
			known := make([]string, len(list))
			for i, e := range list {
				known[i] = e.Name
			}
			return nil, fmt.Errorf("%w %q (there are %s)", ErrUnknown, name, strings.Join(known, ", "))
		}
		add(list[i])
	}
	return Order(chosen)
}

func providers(list []*Extractor) (map[Layer]*Extractor, error) {
	provider := map[Layer]*Extractor{}
	for _, e := range list {
		for _, l := range e.Provides {
			if p, ok := provider[l]; ok {
				return nil, fmt.Errorf("%w: %s and %s both provide %s", ErrTwice, p.Name, e.Name, l)
			}
			provider[l] = e
		}
	}
	return provider, nil
}
