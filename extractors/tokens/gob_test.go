package tokens

import (
	"bytes"
	"encoding/gob"
	"maps"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// read is what gobMap makes of some bytes.
func read(data []byte) (map[string]map[string]float64, error) {
	out := map[string]map[string]float64{}
	err := (&gobMap{rest: data}).each(func(key []byte, cells []gobCell) {
		row := map[string]float64{}
		for _, c := range cells {
			row[string(c.key)] = c.value
		}
		out[string(key)] = row
	})
	return out, err
}

func equal(a, b map[string]map[string]float64) bool {
	return maps.EqualFunc(a, b, func(x, y map[string]float64) bool {
		return maps.EqualFunc(x, y, func(v, w float64) bool { return math.Float64bits(v) == math.Float64bits(w) })
	})
}

// The weights of the tagger are those that encoding/gob reads.
func TestGobMapOfTagger(t *testing.T) {
	data, err := perceptron("weights")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]map[string]float64
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&want); err != nil {
		t.Fatal(err)
	}
	got, err := read(data)
	if err != nil || len(got) == 0 || !equal(got, want) {
		t.Errorf("%d features, want %d: %v", len(got), len(want), err)
	}
	if _, err := read(data[:len(data)-1]); err == nil {
		t.Error("no error for a file that is cut off")
	}
}

func TestGobMapRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.MapOf(rapid.String(), rapid.MapOf(rapid.String(), rapid.Float64())).Draw(t, "map")
		var data bytes.Buffer
		if err := gob.NewEncoder(&data).Encode(want); err != nil {
			t.Fatal(err)
		}
		if got, err := read(data.Bytes()); err != nil || !equal(got, want) {
			t.Errorf("got %v, want %v: %v", got, want, err)
		}
	})
}

func FuzzGobMap(f *testing.F) {
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).Encode(map[string]map[string]float64{"bias": {"NN": 0.5, "VB": -1}}); err != nil {
		f.Fatal(err)
	}
	f.Add(data.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) { _, _ = read(data) }) // an error at most
}

func BenchmarkNewTagger(b *testing.B) {
	for b.Loop() {
		if _, err := newTagger(); err != nil {
			b.Fatal(err)
		}
	}
}
