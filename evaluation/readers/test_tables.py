"""The tables as DuckDB, pyarrow, pandas and Polars read them."""

import duckdb
import pandas
import polars
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet
import pytest

from conftest import onrecord

TABLES = ["documents", "sentences", "tokens", "mentions", "entities", "quotes", "numbers", "dates", "claims", "sources", "runs"]

# Tables with spans of the documents' text, and those whose text column is the span's.
SPANS = ["sentences", "tokens", "mentions", "quotes", "numbers", "dates", "claims"]

# (table, column, table it points to, column there); a list column holds several.
FOREIGN_KEYS = [(table, "doc_id", "documents", "doc_id") for table in SPANS + ["entities"]] + [
    ("sources", "doc_id", "documents", "doc_id"),
    ("documents", "duplicate_of", "documents", "doc_id"),
    ("mentions", "entity_id", "entities", "entity_id"),
    ("quotes", "speaker_ids", "entities", "entity_id"),
    ("quotes", "continued_from", "quotes", "quote_id"),
    ("numbers", "quote_id", "quotes", "quote_id"),
    ("claims", "quote_id", "quotes", "quote_id"),
    ("claims", "speaker_ids", "entities", "entity_id"),
    ("claims", "numbers", "numbers", "number_id"),
    ("claims", "entities", "entities", "entity_id"),
    ("claims", "dates", "dates", "date_id"),
]


def files(dataset, table):
    return f"{dataset}/{table}/*.parquet"


def arrow(dataset, table):
    return pyarrow.dataset.dataset(dataset / table, format="parquet").to_table()


def test_every_table_is_described_and_there(dataset, schema):
    assert set(schema) == set(TABLES)
    assert {p.name for p in dataset.iterdir() if p.is_dir()} >= set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_readers_agree(dataset, schema, table):
    """Every reader sees the same columns, in the order of the schema, and the same rows."""
    columns = [c["name"] for c in schema[table]]
    from_arrow = arrow(dataset, table)
    from_duckdb = duckdb.sql(f"FROM read_parquet('{files(dataset, table)}')").to_arrow_table()
    from_pandas = pandas.read_parquet(dataset / table)
    from_polars = polars.read_parquet(files(dataset, table))
    assert from_arrow.num_rows > 0
    for got in (from_arrow.column_names, from_duckdb.column_names, list(from_pandas.columns), from_polars.columns):
        assert got == columns
    rows = from_arrow.to_pylist()
    assert normal(from_duckdb.to_pylist()) == normal(rows)
    assert normal(from_polars.to_dicts()) == normal(rows)
    assert len(from_pandas) == len(rows)
    for column in columns:
        assert [none(v) for v in from_pandas[column]] == [v is None for v in from_arrow[column].to_pylist()], column


def none(value):
    return value is None or value is pandas.NaT or isinstance(value, float) and value != value


def normal(rows):
    """Rows with what readers write differently made equal: time zones of instants."""
    def one(value):
        if isinstance(value, dict):
            return {k: one(v) for k, v in value.items()}
        if isinstance(value, list):
            return [one(v) for v in value]
        return value.timestamp() if hasattr(value, "timestamp") else value
    return [one(row) for row in rows]


@pytest.mark.parametrize("table", TABLES)
def test_types_are_those_of_the_schema(dataset, schema, table):
    """The SQL schema, the description and the files have the same types."""
    connection = duckdb.connect()
    connection.execute(onrecord("schema", "--format", "sql").stdout)
    declared = connection.execute(f"DESCRIBE {table}").fetchall()
    stored = connection.execute(f"DESCRIBE FROM read_parquet('{files(dataset, table)}')").fetchall()
    assert [(name, kind) for name, kind, *_ in declared] == [(name, kind) for name, kind, *_ in stored]


@pytest.mark.parametrize("table", TABLES)
def test_sql_schema_takes_the_rows(dataset, table):
    """CREATE TABLE then INSERT: NOT NULL holds for every row."""
    connection = duckdb.connect()
    connection.execute(onrecord("schema", "--format", "sql").stdout)
    connection.execute(f"INSERT INTO {table} FROM read_parquet('{files(dataset, table)}')")
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == arrow(dataset, table).num_rows


@pytest.mark.parametrize("table", SPANS)
def test_spans_are_code_points_of_the_text(dataset, table):
    """Python slices strings by code points: text[start:end] must be the row's text."""
    texts = dict(zip(*(arrow(dataset, "documents").to_pydict()[c] for c in ("doc_id", "text"))))
    for row in arrow(dataset, table).to_pylist():
        text = texts[row["doc_id"]]
        assert 0 <= row["start"] < row["end"] <= len(text)
        if "text" in row:
            spans = row.get("spans") or [row]
            assert row["text"] == " ".join(text[s["start"]:s["end"]] for s in spans), row
        for start, end, words in (("cue_start", "cue_end", "cue"), ("source_start", "source_end", "source")):
            if row.get(start) is not None:
                assert text[row[start]:row[end]] == row[words], row
        for span in row.get("spans") or []:
            assert row["start"] <= span["start"] < span["end"] <= row["end"], row


def test_polars_and_duckdb_cut_the_same_spans(dataset):
    """The same cut in SQL and in Polars, where strings count in code points too."""
    duckdb_cut = duckdb.sql(f"""
        SELECT m.text = substr(d.text, m.start + 1, m."end" - m.start) AS same
        FROM read_parquet('{files(dataset, "mentions")}') m JOIN read_parquet('{files(dataset, "documents")}') d USING (doc_id)
    """).fetchall()
    documents = polars.read_parquet(files(dataset, "documents")).select("doc_id", body="text")
    polars_cut = polars.read_parquet(files(dataset, "mentions")).join(documents, on="doc_id").select(
        same=polars.col("text") == polars.col("body").str.slice(polars.col("start"), polars.col("end") - polars.col("start"))
    )
    assert duckdb_cut and all(same for same, in duckdb_cut)
    assert len(polars_cut) == len(duckdb_cut) and polars_cut["same"].all()


def test_hard_text_is_read_whole(dataset):
    row, = [d for d in arrow(dataset, "documents").to_pylist() if d["uri"].endswith("hard.txt")]
    assert "👩‍👩‍👧" in row["text"] and "e\u0301toile" in row["text"] and "王小明" in row["text"]
    assert row["chars"] == len(row["text"])
    quotes = [q["text"] for q in arrow(dataset, "quotes").to_pylist() if q["doc_id"] == row["doc_id"]]
    assert any("1,200 guests 😀" in q for q in quotes), quotes


@pytest.mark.parametrize("table, column, target, key", FOREIGN_KEYS)
def test_foreign_keys(dataset, table, column, target, key):
    values = arrow(dataset, table)[column].to_pylist()
    used = {v for value in values for v in (value if isinstance(value, list) else [value]) if v is not None}
    assert used <= set(arrow(dataset, target)[key].to_pylist())


@pytest.mark.parametrize("table, key", [
    ("documents", "doc_id"), ("mentions", "mention_id"), ("entities", "entity_id"),
    ("quotes", "quote_id"), ("numbers", "number_id"), ("dates", "date_id"), ("claims", "claim_id"), ("runs", "run_id"),
])
def test_keys_are_unique(dataset, table, key):
    values = arrow(dataset, table)[key].to_pylist()
    assert None not in values and len(set(values)) == len(values)


@pytest.mark.parametrize("table", [t for t in TABLES if t != "runs"])
def test_rows_are_sorted(dataset, table):
    """By doc_id, then start: a reader can merge, and two runs compare."""
    columns = [c for c in ("doc_id", "start") if c in arrow(dataset, table).column_names]
    for part in sorted((dataset / table).glob("*.parquet")):
        rows = pyarrow.parquet.read_table(part, columns=columns).to_pylist()
        keys = [tuple(row[c] for c in columns) for row in rows]
        assert keys == sorted(keys), part


@pytest.mark.parametrize("table", TABLES)
def test_files_carry_their_version(dataset, table):
    for part in (dataset / table).glob("*.parquet"):
        metadata = pyarrow.parquet.read_metadata(part).metadata
        assert any(b"version" in key for key in metadata), metadata


def test_unknown_is_null(dataset):
    """An empty string or a zero day never stands for what is not known."""
    for table in TABLES:
        for column in arrow(dataset, table).schema:
            if pa.types.is_string(column.type):
                values = arrow(dataset, table)[column.name].to_pylist()
                allowed = table == "documents" and column.name == "text" or table == "runs"
                assert allowed or "" not in values, (table, column.name)
