"""The network, the test point and the cost that every peer uses, in NumPy as the course writes it."""

import numpy as np


def test_point(layers, examples):
    """X, labels and parameters: RandomState(1), weights scaled by sqrt(2 / columns), biases 0."""
    random = np.random.RandomState(1)
    inputs = random.randn(layers[0], examples)
    parameters = []
    for rows, columns in zip(layers[1:], layers):
        parameters.append(random.randn(rows, columns) * np.sqrt(2 / columns))
        parameters.append(np.zeros((rows, 1)))
    labels = np.arange(examples) % max(layers[-1], 2)
    return inputs, labels, parameters


def to_vector(parameters):
    return np.concatenate([tensor.reshape(-1) for tensor in parameters])


def from_vector(vector, parameters):
    tensors, start = [], 0
    for tensor in parameters:
        tensors.append(vector[start:start + tensor.size].reshape(tensor.shape))
        start += tensor.size
    return tensors


def cost(parameters, inputs, labels, hidden):
    activations = inputs
    for weights, biases in zip(parameters[0:-2:2], parameters[1:-2:2]):
        sums = weights @ activations + biases
        activations = np.tanh(sums) if hidden == "tanh" else np.maximum(0, sums)
    logits = parameters[-2] @ activations + parameters[-1]
    examples = inputs.shape[1]
    if logits.shape[0] == 1:
        predictions = 1 / (1 + np.exp(-logits))
        terms = -np.log(predictions) * labels - np.log(1 - predictions) * (1 - labels)
        return 1 / examples * np.sum(terms)
    powers = np.exp(logits - logits.max(axis=0))
    predictions = powers / powers.sum(axis=0)
    return 1 / examples * np.sum(-np.log(predictions[labels, np.arange(examples)]))
