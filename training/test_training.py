"""The parts of training on made-up data: small enough for every change."""
import random

import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

import average
import deepen
import evaluate
import features
import model
import sources
import train
import windows

TEXT = 'The mayor, Ana Bell, said: "We will rebuild." She left.\nPolice denied it.'


@pytest.fixture(scope="module")
def wordpieces():
    vocabulary = {"[PAD]": 0, "[unused1]": 2, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102}
    for i, c in enumerate("abcdefghijklmnopqrstuvwxyz:.,\""):
        vocabulary[c], vocabulary["##" + c] = 200 + 2 * i, 201 + 2 * i
    t = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    t.normalizer, t.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    return features.Wordpieces(t)


def word(article, name):
    at = article.text.index(name)
    return sources.Aligner(article.words).range(at, at + len(name))


@pytest.fixture
def article():
    a = sources.Article("a", TEXT, features.words_of(TEXT))
    a.world = [0] * len(a.words)
    for k, i in enumerate(range(*word(a, "Ana Bell"))):
        a.world[i] = 1 + (k > 0)
    a.attributions = [
        sources.Attribution([word(a, '"We will rebuild."')], word(a, "said"), word(a, "The mayor, Ana Bell"), "Ana Bell", "person"),
        sources.Attribution([word(a, "it")], word(a, "denied"), word(a, "Police"), "police", "group"),
    ]
    sources.add_speakers(a, sources.Aligner(a.words))
    return a


@pytest.fixture
def with_pronoun(article):
    article.mentions.append(sources.Mention(word(article, "She"), "Ana Bell"))
    sources.add_genders(article)
    return article


def test_names_have_the_gender_of_their_pronouns(with_pronoun):
    article = with_pronoun
    genders = {article.text[article.words[m.words[0]][0]:article.words[m.words[1] - 1][1]]: m.gender for m in article.mentions}
    assert genders["Ana Bell"] == model.GENDERS.index("female") and genders["She"] is None and genders["Police"] is None


@pytest.mark.parametrize("text,shape", [("said", 0), ("Said", 1), ("UN", 2), ("I", 3), ("McKay", 4), ("G7", 5), (",", 6)])
def test_case_shape(text, shape):
    assert features.case_shape(text) == shape


def test_quote_states():
    text = 'He “did” say "go\nnow'
    words = features.words_of(text)
    assert features.quote_states(text, words) == [0, 2, 1, 2, 0, 2, 1, 0]


def test_breaks_before():
    for text, breaks in [
        ("A b. C\nd!", [0, 0, 0, 1, 2, 2]),
        ("the U.N. of Mr. Roe", [0] * 9),
        ("on Sept. 5. No", [0, 0, 0, 0, 0, 1]),
        ("at Roe Inc., or Co. as", [0] * 9),
        ("why? I ... so", [0, 0, 1, 1, 1, 1, 1]),
    ]:
        assert features.breaks_before(text, features.words_of(text)) == breaks, text


def test_a_line_break_is_a_piece(wordpieces):
    ids, case, quote, first = wordpieces.encode("a\nb", features.words_of("a\nb"))
    assert ids == [200, features.BREAK, 202] and first == [0, 2] and case[1] == features.SPECIAL_CASE and quote == [0, 0, 0]


def test_detokenise():
    text, spans = sources.detokenise([["He", "said", ",", '"', "No", ".", '"'], ["It", "'s", "(", "so", ")"]])
    assert text == 'He said, "No."\nIt\'s (so)\n'
    assert [text[a:b] for a, b in spans][:4] == ["He", "said", ",", '"']


def test_bio_labels_follow_words_not_tokens():
    text, spans = sources.detokenise([["Al-Amin", "of", "Mali"]])
    labels = sources.bio_labels(features.words_of(text), spans, ["B-PER", "O", "S-LOC"], ["PER", "LOC"])
    assert labels == [1, 2, 2, 0, 3]


def test_match_tokens_finds_the_same_characters_in_other_spacing():
    assert sources.match_tokens("He said: no", ["He", "said", ":", "yes", "no"]) == [(0, 2), (3, 7), (7, 8), None, (9, 11)]


def test_speakers_become_mentions(article):
    names = [m for m in article.mentions if m.cluster == "Ana Bell"]
    assert sum(m.query for m in names) == 1 and sum(not m.query for m in names) == 1


def test_windows_hold_every_word_once(article, wordpieces):
    e = windows.encode(article, wordpieces)
    for size in (12, 20, 256):
        for offset in (0, 5):
            cuts = windows.cuts(e, size, offset)
            assert [w for i, j in cuts for w in range(i, j)] == list(range(len(article.words)))
            for i, j in cuts:
                w = windows.window(e, i, j)
                assert len(w["first"]) == j - i and (len(w["ids"]) <= size or j - i == 1)


def test_bio_keeps_the_outermost_of_nested_ranges():
    assert windows.bio([(1, 5), (2, 4)], 0, 6) == [0, 1, 2, 2, 2, 0]


def test_set_otherwise_moves_no_character():
    for seed in range(50):
        other = windows.set_otherwise(TEXT, random.Random(seed))
        assert len(other) == len(TEXT)
        assert [c for c in other if c.isalnum()] == [c for c in TEXT if c.isalnum()]


def test_viterbi_never_begins_with_i():
    assert evaluate.viterbi(torch.tensor([[0.0, 1, 9], [0, 0, 9], [5, 0, 0]])) == [(0, 2, 0)]


def test_distance_buckets():
    assert [model.distance_bucket(d) for d in (0, 1, 4, 143, 144, 9999, -1, -144)] == [0, 1, 3, 10, 11, 11, 13, 23]


def test_every_head_learns(with_pronoun, wordpieces):
    torch.manual_seed(0)
    encoder = model.Encoder(1)
    for p in encoder.parameters():
        if p.ndim > 1:
            torch.nn.init.normal_(p, std=0.05)
    e = windows.encode(with_pronoun, wordpieces)
    b = windows.batch([windows.window(e, 0, len(with_pronoun.words))] * 4)
    optimiser = torch.optim.AdamW(train.parameter_groups(encoder, 1e-3))
    first = None
    for _ in range(30):
        found = train.losses(encoder, b)
        first = first or {k: v.item() for k, v in found.items()}
        sum(found.values()).backward()
        optimiser.step()
        optimiser.zero_grad()
    assert set(first) == {"world", "cue", "source", "content", "roles", "kind", "gender", "coref"}
    for k, v in found.items():
        assert v.item() < 0.5 * first[k], k


def test_masked_hides_words_only():
    torch.manual_seed(0)
    ids = torch.cat([torch.full((40, 50), 5000), torch.tensor([[101, 102, 0, features.BREAK]]).expand(40, 4)], 1)
    hidden = train.masked(ids, 0.2) == train.MASK
    assert not hidden[:, 50:].any() and 0.05 < hidden[:, :50].float().mean() < 0.15
    assert (train.masked(ids, 0) == ids).all()


def test_average_takes_what_each_run_has():
    a, b = {"x": torch.tensor([1.0, 3])}, {"x": torch.tensor([3.0, 5]), "y": torch.tensor([7.0])}
    found = average.mean([a, b])
    assert found["x"].tolist() == [2, 4] and found["y"].tolist() == [7]


def test_deepened_says_nearly_the_same_with_no_strength(article, wordpieces):
    torch.manual_seed(0)
    small, deep = model.Encoder(1).eval(), model.Encoder(2).eval()
    with torch.no_grad():
        small.layer[0].norm2.weight.uniform_(0.5, 1.0)
        small.layer[0].norm2.bias.normal_(std=0.1)
        b = windows.batch([windows.window(windows.encode(article, wordpieces), 0, len(article.words))])
        hidden = lambda m: m(b.ids, b.case, b.quote, b.style, b.mask)
        before = hidden(deep)
        deepen.deepen(small, deep, 0)
        off = lambda x: (x - hidden(small)).norm() / hidden(small).norm()
        assert off(hidden(deep)) < 0.1 < off(before)
