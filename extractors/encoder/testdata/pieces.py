"""What Python makes of words: a JSON string a line in, out a line with a list of
[start, end, ids, case shape, quote state], in bytes, or null if this Python does not know all characters. Needs tokenizers."""
import json
import os
import sys
import unicodedata

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "..", "training"))
from tokenizers import BertWordPieceTokenizer

import features

pieces = features.Wordpieces(BertWordPieceTokenizer(os.path.join(here, "..", "model", "vocab.txt"), lowercase=True))
for line in sys.stdin:
    text = json.loads(line)
    # The five changed their properties between versions of Unicode.
    if any(unicodedata.category(c) == "Cn" or c in "\u10fc\ua7f2\ua7f3\ua7f4\uab69" for c in text):
        print("null")
        continue
    words = features.words_of(text)
    states = features.quote_states(text, words)
    points = [0]  # byte offsets of code points
    for c in text:
        points.append(points[-1] + len(c.encode()))
    print(json.dumps([[points[a], points[b], pieces.of(text[a:b]), features.case_shape(text[a:b]), s] for (a, b), s in zip(words, states)]))
