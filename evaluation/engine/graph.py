"""BERT as an ONNX graph, in the form in which PyTorch exports it, from tensors under our names."""
import numpy as np
from onnx import TensorProto, helper, numpy_helper

HEAD = 32


class Graph:
    def __init__(self):
        self.nodes, self.tensors, self.count = [], {}, 0

    def constant(self, value, name=None):
        name = name or f"constant_{len(self.tensors)}"
        self.tensors[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def __call__(self, op, *inputs, **attributes):
        self.count += 1
        out = f"{op}_{self.count}"
        inputs = [i if isinstance(i, str) else self.constant(i) for i in inputs]
        self.nodes.append(helper.make_node(op, inputs, [out], name=f"node_{out}", **attributes))
        return out

    def linear(self, x, state, name):
        product = self("MatMul", x, self.constant(state[name + ".weight"].T, name + ".weight"))
        return self("Add", self.constant(state[name + ".bias"], name + ".bias"), product)

    def norm(self, x, state, name):
        return self("LayerNormalization", x, self.constant(state[name + ".weight"], name + ".weight"),
                    self.constant(state[name + ".bias"], name + ".bias"), axis=-1, epsilon=1e-12)


def bert(state, layers):
    """input_ids, batch × pieces, without padding -> hidden, batch × pieces × size."""
    hidden = state["norm.weight"].shape[0]
    heads = hidden // HEAD
    g = Graph()
    one = np.array([1], np.int64)
    length = g("Gather", g("Shape", "input_ids"), one, axis=0)
    positions = g("Slice", g.constant(state["position"], "position"), np.array([0], np.int64), length, np.array([0], np.int64), one)
    x = g("Gather", g.constant(state["word"], "word"), "input_ids", axis=0)
    x = g.norm(g("Add", g("Add", x, g.constant(state["type"][0], "type")), positions), state, "norm")
    split = g.constant(np.array([0, 0, heads, HEAD], np.int64), "split")
    join = g.constant(np.array([0, 0, hidden], np.int64), "join")
    for i in range(layers):
        p = f"layer.{i}."
        q, k, v = (g("Reshape", g.linear(x, state, p + n), split) for n in ("query", "key", "value"))
        q, v = g("Transpose", q, perm=[0, 2, 1, 3]), g("Transpose", v, perm=[0, 2, 1, 3])
        scores = g("Div", g("MatMul", q, g("Transpose", k, perm=[0, 2, 3, 1])), np.array(HEAD ** 0.5, np.float32))
        mixed = g("MatMul", g("Softmax", scores, axis=-1), v)
        mixed = g("Reshape", g("Transpose", mixed, perm=[0, 2, 1, 3]), join)
        x = g.norm(g("Add", g.linear(mixed, state, p + "output"), x), state, p + "norm1")
        h = g.linear(x, state, p + "ffn_in")
        erf = g("Add", g("Erf", g("Div", h, np.array(2 ** 0.5, np.float32))), np.array(1, np.float32))
        h = g("Mul", g("Mul", h, erf), np.array(0.5, np.float32))
        x = g.norm(g("Add", g.linear(h, state, p + "ffn_out"), x), state, p + "norm2")
    g.nodes.append(helper.make_node("Identity", [x], ["hidden"]))
    graph = helper.make_graph(
        g.nodes, "bert",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "pieces"])],
        [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["batch", "pieces", hidden])],
        list(g.tensors.values()))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)], ir_version=8)
