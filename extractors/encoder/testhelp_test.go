package encoder

import (
	"os"
	"testing"

	"onrecord/extractors/encoder/internal/kernel"
)

// tiny is the random model of the fixture, with the given kernels.
func tiny(t testing.TB, kernels *kernel.Kernels) *Model {
	t.Helper()
	m, err := parse(tinyFile(t), kernels)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func tinyFile(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/tiny.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// articleText has words of all shapes, quotations and line breaks, and fills
// several windows of the fixture.
const articleText = `Minister said the price of bread rose
RIVERTOWN (May 3) — “The price is new,” Ada O'Neil said on Monday, "and that was said in 2021."
He would not say more. eBay and NATO said: «the river is rising» ... $5,000 for 12.5% of it_all.

A spokeswoman for the town said that “nothing was decided
and that the river was to be watched. Zoë Ünal, of İzmir, was there; 東京 too.
`
