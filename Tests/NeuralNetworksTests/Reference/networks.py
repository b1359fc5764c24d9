"""Writes ../ReferenceNetworks.swift: costs and gradients to compare the engine with.

Independent of the engine: forward passes in 60-digit arithmetic (mpmath), gradients as central
differences with a step of 1e-25, good to some 45 digits. Run it in this folder:

    python3 networks.py > ../ReferenceNetworks.swift
"""
import numpy as np
from mpmath import exp, log, mp, mpf, tanh

mp.dps = 60
HIDDEN = {
    "relu": lambda z: max(z, mpf(0)),
    "leaky-relu": lambda z: z if z > 0 else mpf(0.01) * z,
    "tanh": tanh,
    "sigmoid": lambda z: 1 / (1 + exp(-z)),
    "softplus": lambda z: log(1 + exp(z)),
    "identity": lambda z: z,
}
CASES = [  # layers, hidden, output, loss, labels, seed, scale
    ([4, 5, 3, 1], "relu", "sigmoid", "cross-entropy", [1, 1, 0], 2, "unit"),
    ([2, 1], "identity", "sigmoid", "cross-entropy", [0, 1], 3, "unit"),
    ([3, 4, 4, 3, 2], "tanh", "sigmoid", "cross-entropy", [0, 1, 1, 0, 0.25, 1], 4, "glorot"),
    ([3, 4, 3], "relu", "softmax", "cross-entropy", [2, 0, 1, 1], 5, "he"),
    ([2, 3, 1], "leaky-relu", "sigmoid", "cross-entropy-with-logits", [1, 0, 0], 6, "unit"),
    ([2, 3, 1], "softplus", "identity", "cross-entropy-with-logits", [1, 0, 0], 7, "unit"),
    ([2, 3, 4], "sigmoid", "softmax", "cross-entropy-with-logits", [3, 0], 8, "unit"),
    ([2, 3, 3], "tanh", "identity", "cross-entropy-with-logits", [1, 2], 9, "unit"),
    ([3, 2, 2], "identity", "identity", "mean-squared-error", [1, -2, 0.5, 3, 7, -0.1], 10, "unit"),
    ([3, 3, 1], "softplus", "sigmoid", "mean-squared-error", [0.2, 0.9], 11, "unit"),
    ([2, 4, 3], "leaky-relu", "softmax", "mean-squared-error", [0, 2, 1], 12, "he"),
    ([1, 2, 2, 2, 2, 1], "tanh", "identity", "mean-squared-error", [0.5], 4294967295, "glorot"),
    ([4, 5, 3, 1], "relu", "sigmoid", "cross-entropy", [1, 1, 0], 1, "unit", 0.7),
    ([4, 5, 3, 1], "relu", "sigmoid", "cross-entropy", [1, 1, 0], 13, "unit", 0, [0.8, 0.5]),
    ([2, 4, 3], "tanh", "softmax", "cross-entropy", [0, 2, 1], 14, "glorot", 0.1, [0.5]),
]


def draw(layers, examples, seed, scale):
    random = np.random.RandomState(seed)
    inputs = random.randn(layers[0], examples)
    vector = []
    for rows, columns in zip(layers[1:], layers):
        weights = random.randn(rows, columns)
        if scale == "he":
            weights = weights * np.sqrt(2 / columns)
        if scale == "glorot":
            weights = weights * np.sqrt(2 / (rows + columns))
        biases = random.randn(rows, 1) if scale == "unit" else np.zeros((rows, 1))
        vector += list(weights.ravel()) + list(biases.ravel())
    return inputs, [mpf(float(x)) for x in vector]


def draw_masks(layers, examples, seed, keep):
    random = np.random.RandomState(seed)
    return [random.rand(n, examples) < k for n, k in zip(layers[1:], keep)]


def cost(vector, inputs, layers, hidden, output, loss, labels, l2, keep, masks):
    total = mpf(0)
    penalty = mpf(0)
    examples = inputs.shape[1]
    for example in range(examples):
        values = [mpf(float(x)) for x in inputs[:, example]]
        place = 0
        for depth, (rows, columns) in enumerate(zip(layers[1:], layers), 1):
            z = []
            for row in range(rows):
                weights = vector[place + row * columns:place + (row + 1) * columns]
                bias = vector[place + rows * columns + row]
                z.append(sum(w * a for w, a in zip(weights, values)) + bias)
            if example == 0:
                penalty += sum(w * w for w in vector[place:place + rows * columns])
            place += rows * (columns + 1)
            values = z if depth == len(layers) - 1 else [HIDDEN[hidden](x) for x in z]
            if depth <= len(masks):
                kept = masks[depth - 1][:, example]
                values = [a / mpf(keep[depth - 1]) if k else mpf(0) for a, k in zip(values, kept)]
        link = output
        if loss == "cross-entropy-with-logits" and output == "identity":
            link = "sigmoid" if layers[-1] == 1 else "softmax"
        if link == "sigmoid":
            values = [1 / (1 + exp(-x)) for x in values]
        if link == "softmax":
            powers = [exp(x) for x in values]
            values = [p / sum(powers) for p in powers]
            target = [mpf(k == labels[example]) for k in range(layers[-1])]
        else:
            target = [mpf(labels[unit * examples + example]) for unit in range(layers[-1])]
        if loss == "mean-squared-error":
            total += sum((a - y) ** 2 for a, y in zip(values, target))
        elif link == "softmax":
            total -= log(values[int(labels[example])])
        else:
            total -= sum(y * log(a) + (1 - y) * log(1 - a) for a, y in zip(values, target))
    return (total + mpf(l2) / 2 * penalty) / examples


def rows():
    step = mpf(10) ** -25
    for layers, hidden, output, loss, labels, seed, scale, *more in CASES:
        l2, keep = (more + [0, []][len(more):])
        units = 1 if output == "softmax" or layers[-1] == 3 and output == "identity" else layers[-1]
        inputs, vector = draw(layers, len(labels) // units, seed, scale)
        masks = draw_masks(layers, inputs.shape[1], seed, keep)
        arguments = inputs, layers, hidden, output, loss, labels, l2, keep, masks
        gradient = []
        for index in range(len(vector)):
            plus, minus = vector[:], vector[:]
            plus[index] += step
            minus[index] -= step
            gradient.append((cost(plus, *arguments) - cost(minus, *arguments)) / (2 * step))
        value = cost(vector, *arguments)
        yield layers, hidden, output, loss, labels, seed, scale, l2, keep, value, gradient


print("// Written by Reference/networks.py; not to be edited.\n")
print("let referenceNetworks: [ReferenceNetwork] = [")
for layers, hidden, output, loss, labels, seed, scale, l2, keep, value, gradient in rows():
    print("  ReferenceNetwork(")
    print(f'    layers: {layers}, hidden: "{hidden}", output: "{output}",')
    print(f'    loss: "{loss}", labels: {labels}, seed: {seed},')
    print(f'    scale: "{scale}", l2: {l2}, keep: {keep}, cost: {float(value)!r},')
    print("    gradient: [")
    for g in gradient:
        print(f"      {float(g)!r},")
    print("    ]),")
print("]")
