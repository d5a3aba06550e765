"""The encoder against ONNX Runtime: the same published weights, the same windows of PolNeAR's dev texts, one thread.

    python bench.py --worker BINARY --model FOLDER --polnear FOLDER --out FOLDER [--layers 6 12] [--windows 64 ...]

Every figure is the median over rounds in which all that is compared runs in turn. Speed is counted in CPU seconds
of the process, which other processes on the machine change little; wall-clock time is printed beside it.
"""
import argparse
import glob
import os
import statistics
import subprocess
import sys
import time

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from safetensors.numpy import load_file
from tokenizers import Tokenizer

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "..", "training")]
import export
import graph
from features import CLS, SEP, SPECIAL_CASE, Wordpieces, words_of

CALIBRATION_TEXTS = 24


class Worker:
    """The Go program, which answers a line with a line."""

    def __init__(self, path, kernels=None):
        environment = dict(os.environ, GOMAXPROCS="2", **({"ONRECORD_KERNELS": kernels} if kernels else {}))
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def ask(self, *command):
        self.process.stdin.write(" ".join(map(str, command)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            raise SystemExit("the worker has stopped")
        return answer

    def time(self, workers=1):
        """-> seconds, CPU seconds"""
        return tuple(map(float, self.ask("time", workers)))


class Runtime:
    """ONNX Runtime with one thread."""

    def __init__(self, path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        self.name = os.path.basename(path)
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(self, ids):
        return self.session.run(None, {"input_ids": ids})[0]

    def time(self, windows, batch):
        batches = [np.array(windows[i:i + batch], np.int64) for i in range(0, len(windows), batch)]
        wall, cpu = time.perf_counter(), time.process_time()
        for b in batches:
            self.run(b)
        return time.perf_counter() - wall, time.process_time() - cpu


def cut(ids, size, count):
    """Full windows of `size` pieces, about `count` pieces in all."""
    return [[CLS, *ids[i:i + size - 2], SEP] for i in range(0, len(ids) - size + 2, size - 2)][: max(1, count // size)]


def write_windows(path, windows):
    with open(path, "wb") as f:
        for part in ([len(windows)], map(len, windows), *windows):
            f.write(np.array(list(part), "<i4").tobytes())


def onnx_files(state, layers, folder):
    """-> path of the float32 graph, paths of its quantised forms."""
    plain, fused = (os.path.join(folder, f"{name}-{layers}.onnx") for name in ("plain", "fused"))
    if not os.path.exists(plain):
        onnx.save(graph.bert(state, layers), plain)
    if not os.path.exists(fused):
        # The transformer optimiser of ONNX Runtime: one node for attention, for GELU, for the layer norms.
        optimizer.optimize_model(plain, model_type="bert", num_heads=12, hidden_size=384, opt_level=0).save_model_to_file(fused)
    quantised = []
    for path in (plain, fused):
        out = path.replace(".onnx", "-int8.onnx")  # QUInt8 weights are a third slower
        quantised.append(out)
        if not os.path.exists(out):
            quantize_dynamic(path, out, per_channel=True, weight_type=QuantType.QInt8,
                             extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT})
    return [plain, fused], quantised


def best(paths, windows):
    """The file and batch that take the least CPU time for the windows."""
    tries = []
    for path in paths:
        runtime = Runtime(path)
        size = len(windows[0])
        for batch in sorted({1, max(1, 512 // size)}):
            sample = windows[: max(batch, 1024 // size)]
            runtime.time(sample, batch)
            tries.append((runtime.time(sample, batch)[1] / len(sample), path, batch))
    _, path, batch = min(tries)
    return Runtime(path), batch


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("worker", "model", "polnear", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--layers", type=int, nargs="*", default=[6, 12])
    parser.add_argument("--windows", type=int, nargs="*", default=[64, 128, 256, 512])
    parser.add_argument("--pieces", type=int, default=2048, help="of a round")
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)

    wordpieces = Wordpieces(Tokenizer.from_file(os.path.join(args.model, "tokenizer.json")))
    # The published weights have not learnt what stands for a line break: it is left out.
    pieces = lambda text: [i for start, end in words_of(text) for i in wordpieces.of(text[start:end])]
    texts = []
    for path in sorted(glob.glob(os.path.join(args.polnear, "dev", "text", "*.txt"))):
        with open(path, encoding="utf8", newline="") as f:
            texts.append(f.read())
    ids = [i for t in texts for i in pieces(t)]
    print(f"{len(texts)} texts, {len(ids)} wordpieces; ONNX Runtime {onnxruntime.__version__}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")

    published = {k: v for k, v in load_file(os.path.join(args.model, "model.safetensors")).items() if v.dtype == np.float32}
    with open(os.path.join(args.model, "vocab.txt"), encoding="utf8") as f:
        vocabulary = f.read().rstrip("\n").split("\n")
    windows_file = os.path.join(args.out, "windows")
    models = {}
    for layers in args.layers:
        state = export.from_hugging_face(published)
        n = export.layers_of(state)
        for i in range(n, layers):  # there are no published weights of twelve: the six twice
            state |= {k.replace(f"layer.{i % n}.", f"layer.{i}.", 1): v for k, v in state.items() if k.startswith(f"layer.{i % n}.")}
        models[layers] = os.path.join(args.out, f"int8-{layers}.safetensors")
        if not os.path.exists(models[layers]):
            calibration = []
            for path in sorted(glob.glob(os.path.join(args.polnear, "train", "text", "*.txt")))[::20][:CALIBRATION_TEXTS]:
                with open(path, encoding="utf8", newline="") as f:
                    calibration += pieces(f.read())
            windows = [(w, [SPECIAL_CASE] * len(w), [0] * len(w)) for w in cut(calibration, 256, len(calibration))]
            export.export(state, models[layers], vocabulary, 512, windows, training="all-MiniLM-L6-v2")
        floats, quantised = onnx_files(state, layers, args.out)
        speed(args, layers, models[layers], ids, windows_file, floats, quantised)
    layers = args.layers[0]
    kernels(args, models[layers], ids, windows_file)
    article(args, models[layers], texts)
    cosine(args, models[layers], ids, windows_file, os.path.join(args.out, f"plain-{layers}.onnx"))


def speed(args, layers, model, ids, windows_file, floats, quantised):
    print(f"## {layers} layers × 384: wordpieces per CPU second, one thread\n")
    print("| window | ours | ONNX Runtime int8 (file, batch) | fp32 (file, batch) | ours / int8 | ours / fp32 | the same by wall clock | two workers / one: wall clock, if both cores were free |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for size in args.windows:
        windows = cut(ids, size, args.pieces)
        pieces = sum(map(len, windows))
        write_windows(windows_file, windows)
        worker = Worker(args.worker)
        name = worker.ask("load", model, windows_file)[0]
        int8, int8_batch = best(quantised, windows)
        fp32, fp32_batch = best(floats, windows)
        worker.time()
        rounds = []
        for _ in range(args.rounds):
            rounds.append((worker.time(), int8.time(windows, int8_batch), fp32.time(windows, fp32_batch), worker.time(2)))
        worker.process.stdin.close()
        median = lambda f: statistics.median(map(f, rounds))
        rate = lambda i: f"{pieces / median(lambda r: r[i][1]):,.0f}"
        ratio = lambda i, clock: f"{median(lambda r: r[i][clock] / r[0][clock]):.2f}"
        print(f"| {size} | {rate(0)} ({name}) | {rate(1)} ({int8.name}, {int8_batch}) | {rate(2)} ({fp32.name}, {fp32_batch}) "
              f"| {ratio(1, 1)} | {ratio(2, 1)} | {ratio(1, 0)}, {ratio(2, 0)} | {median(lambda r: r[0][0] / r[3][0]):.2f}, {median(lambda r: 2 * r[0][1] / r[3][1]):.2f} |", flush=True)
    print()


def kernels(args, model, ids, windows_file):
    print("## Kernels: wordpieces per CPU second, one thread, window 128\n")
    for name, count in (("avx512", args.pieces), ("avxvnni", args.pieces), ("avx2", args.pieces), ("portable", 128)):
        windows = cut(ids, 128, count)
        write_windows(windows_file, windows)
        worker = Worker(args.worker, name)
        used = worker.ask("load", model, windows_file)[0]
        if used == name:
            print(f"- {name}: {sum(map(len, windows)) / statistics.median(worker.time()[1] for _ in range(3)):,.0f}", flush=True)
        worker.process.stdin.close()
    print()


def article(args, model, texts):
    """What 700 words cost, with overlapping windows, wordpieces and heads."""
    text = next(t for t in texts if len(words_of(t)) >= 700)
    path = os.path.join(args.out, "article.txt")
    with open(path, "w", encoding="utf8", newline="") as f:
        f.write(text[: words_of(text)[699][1]])
    worker = Worker(args.worker)
    times = [tuple(map(float, worker.ask("article", model, path))) for _ in range(12)]
    load = tuple(map(float, worker.ask("parse", model)))
    worker.process.stdin.close()
    print(f"Article of 700 words: {1000 * statistics.median(t[1] for t in times[2:]):.1f} ms of CPU.")
    print(f"Loading: {1000 * load[1]:.0f} ms of CPU ({1000 * load[0]:.0f} ms), {load[2] / os.path.getsize(model):.2f} × the file's size allocated.\n")


def cosine(args, model, ids, windows_file, path):
    windows = [[CLS, *ids[i:i + 254], SEP] for i in range(0, len(ids), 254)]
    write_windows(windows_file, windows)
    worker = Worker(args.worker)
    worker.ask("load", model, windows_file)
    out = os.path.join(args.out, "hidden")
    worker.ask("hidden", out)
    worker.process.stdin.close()
    ours = np.fromfile(out, "<f4").reshape(-1, 384)
    runtime = Runtime(path)
    theirs = np.concatenate([runtime.run(np.array([w], np.int64))[0] for w in windows])
    c = (ours * theirs).sum(1) / np.linalg.norm(ours, axis=1) / np.linalg.norm(theirs, axis=1)
    print(f"Cosine to fp32 over {len(c)} wordpieces: least {c.min():.4f}, mean {c.mean():.5f}, below 0.995: {(c < 0.995).sum()}")


if __name__ == "__main__":
    main()
