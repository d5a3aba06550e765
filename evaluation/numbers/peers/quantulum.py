"""Words per second of quantulum3 on the .txt files of a folder: quantulum.py FOLDER"""
import glob, json, sys, time
from quantulum3 import parser

texts = [open(f, encoding="utf8", errors="replace").read() for f in sorted(glob.glob(sys.argv[1] + "/*.txt"))]
words = sum(len(t.split()) for t in texts)
parser.parse("5 km")  # load the tables first
start, failed = time.perf_counter(), 0
for text in texts:
    for line in filter(str.strip, text.splitlines()):
        try:
            parser.parse(line)
        except Exception:  # it stumbles over some numbers; the time counts all the same
            failed += 1
print(json.dumps({"words": words, "words per second": int(words / (time.perf_counter() - start)), "lines that failed": failed}))
