"""The annotation of further articles: well formed, and found again whatever the spacing of the text."""
import pytest

import texts


def test_spans_are_found_in_any_spacing():
    record = {"doc": "gun-violence/7", "length": 15, "quotes": [{"content": [[7, 15]], "cue": [3, 7], "source": [0, 3], "speaker": "Bo Y", "speaker_kind": "person"}]}
    for text in ("Bo Y said\nit is all.", " BoY said it is  all."):
        r = texts.placed(record, text)
        [q] = r["quotes"]
        assert r["doc"] == "gun-violence_7.txt"
        assert [text[slice(*s)].split() for s in (q["source"], q["cue"])] == [text[:text.index("said")].split(), ["said"]]
        assert text[slice(*q["content"][0])].split() == ["it", "is", "all."]
    with pytest.raises(ValueError, match="gun-violence/7 has 3 characters"):
        texts.placed(record, "it.")


@pytest.mark.parametrize("part", ["held", "fit"])
def test_annotation_is_well_formed(part):
    records = texts.json_lines(texts.HERE / f"{part}.jsonl")
    assert len({r["doc"] for r in records}) == len(records)
    for r in records:
        for q in r["quotes"]:
            assert q["content"] and bool(q["speaker"]) == (q["speaker_kind"] != "none"), (r["doc"], q)
            for i, j in [*q["content"], *(s for s in (q["cue"], q["source"]) if s)]:
                assert 0 <= i < j <= r["length"], r["doc"]


def test_no_article_is_in_both_parts():
    names = [{r["doc"] for r in texts.json_lines(texts.HERE / f"{part}.jsonl")} for part in ("held", "fit")]
    assert not names[0] & names[1]
