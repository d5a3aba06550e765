"""What the encoder sees of a text. extractors/encoder does the same in Go: change both or neither."""
import re

WORD = re.compile(r"\w+|[^\w\s]")
CLS, SEP, UNK, BREAK = 101, 102, 100, 2  # BREAK: [unused1], a line break before a word
SPECIAL_CASE, CASES, QUOTES = 7, 8, 3
OPENING, CLOSING = "“«", "”»"


def words_of(text):
    """Spans (code points) of the words: letters and digits together, each other sign alone."""
    return [m.span() for m in WORD.finditer(text)]


def case_shape(word):
    """0 lower, 1 Capitalised, 2 UPPER, 3 one upper letter, 4 miXed, 5 has a digit, 6 no word."""
    if any(c.isdigit() for c in word):
        return 5
    if not word[0].isalnum():
        return 6
    if word.islower():
        return 0
    if word.isupper():
        return 3 if len(word) == 1 else 2
    if word[0].isupper() and word[1:].islower():
        return 1
    return 4 if any(c.isupper() for c in word) else 0


def quote_states(text, words):
    """For each word 0 outside, 1 inside quotation marks, 2 a mark. A line break ends a quotation."""
    states, inside, previous = [], False, 0
    for start, end in words:
        if "\n" in text[previous:start]:
            inside = False
        word = text[start:end]
        if word in OPENING:
            inside = True
        elif word in CLOSING:
            inside = False
        elif word == '"':
            inside = not inside
        else:
            states.append(int(inside))
            previous = end
            continue
        states.append(2)
        previous = end
    return states


# Abbreviations before a name, and before a number.
TITLES = set("Mr Mrs Ms Dr Prof Rev Hon Gov Sen Rep Gen Lt Col Maj Capt Cmdr Adm Sgt Cpl Supt Insp St".split())
DATED = set("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No".split())


def abbreviates(text, words, i):
    """Whether the full stop that is the i-th word ends no sentence: it belongs to an initial ('U.N.'), to a title
    ('Mr.') or to a date ('Sept. 5'), or the sentence goes on after it in lower case or with another mark."""
    following = text[words[i + 1][0]] if i + 1 < len(words) else " "
    if "a" <= following <= "z" or following in ".,;:?!)":
        return True
    if i == 0 or words[i - 1][1] < words[i][0]:
        return False
    word = text[slice(*words[i - 1])]
    return len(word) == 1 and "A" <= word <= "Z" or word in TITLES or word in DATED and "0" <= following <= "9"


def breaks_before(text, words):
    """For each word the number of breaks before it: words '!' and '?', full stops that may end a sentence, and line
    breaks (extractors/heads, Breaks)."""
    out, n, previous = [], 0, 0
    for i, (start, end) in enumerate(words):
        if "\n" in text[previous:start]:
            n += 1
        out.append(n)
        word = text[start:end]
        if word in ("!", "?") or word == "." and not abbreviates(text, words, i):
            n += 1
        previous = end
    return out


class Wordpieces:
    """Uncased wordpieces of single words, cached."""

    def __init__(self, tokenizer):
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer, self.cache = tokenizer, {}

    def of(self, word):
        if word not in self.cache:
            self.cache[word] = self.tokenizer.encode(word, add_special_tokens=False).ids or [UNK]
        return self.cache[word]

    def encode(self, text, words):
        """-> ids, case, quote (one value a piece), first (index of each word's first piece)."""
        ids, case, quote, first, previous = [], [], [], [], 0
        for i, ((start, end), state) in enumerate(zip(words, quote_states(text, words))):
            if i and "\n" in text[previous:start]:
                ids.append(BREAK); case.append(SPECIAL_CASE); quote.append(0)
            word = text[start:end]
            pieces = self.of(word)
            first.append(len(ids))
            ids += pieces
            case += [case_shape(word)] * len(pieces)
            quote += [state] * len(pieces)
            previous = end
        return ids, case, quote, first
