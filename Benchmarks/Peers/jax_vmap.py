"""The same in JAX, compiled, in float64, vectorised over a batch of perturbations: LAYERS HIDDEN
EXAMPLES BATCHES.

Prints the seconds for all parameters, compilation included, from a sample of batches.
"""

import sys
import time

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np

from network import test_point, to_vector

layers = [int(size) for size in sys.argv[1].split(",")]
hidden, examples, batches = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
inputs, labels, parameters = test_point(layers, examples)
vector = to_vector(parameters)
shapes = [tensor.shape for tensor in parameters]
epsilon = 1e-7


def cost(theta):
    tensors, start = [], 0
    for shape in shapes:
        size = shape[0] * shape[1]
        tensors.append(theta[start:start + size].reshape(shape))
        start += size
    activations = inputs
    for weights, biases in zip(tensors[0:-2:2], tensors[1:-2:2]):
        sums = weights @ activations + biases
        activations = jnp.tanh(sums) if hidden == "tanh" else jnp.maximum(0, sums)
    logits = tensors[-2] @ activations + tensors[-1]
    if logits.shape[0] == 1:
        predictions = 1 / (1 + jnp.exp(-logits))
        terms = -jnp.log(predictions) * labels - jnp.log(1 - predictions) * (1 - labels)
        return jnp.sum(terms) / examples
    predictions = jax.nn.softmax(logits, axis=0)
    return jnp.sum(-jnp.log(predictions[labels, jnp.arange(examples)])) / examples


@jax.jit
def derivatives(theta, indices):
    def one(index):
        plus = cost(theta.at[index].add(epsilon))
        minus = cost(theta.at[index].add(-epsilon))
        return (plus - minus) / (2 * epsilon)

    return jax.vmap(one)(indices)


# Perturbed parameters take batch × parameters numbers; 64 MB at a time was fastest.
batch = max(1, min(64, 2**23 // vector.size))
theta = jnp.asarray(vector)
start = time.perf_counter()
derivatives(theta, jnp.arange(batch)).block_until_ready()
compilation = time.perf_counter() - start
start = time.perf_counter()
for index in range(batches):
    first = index * batch % max(1, vector.size - batch)
    derivatives(theta, first + jnp.arange(batch)).block_until_ready()
seconds = time.perf_counter() - start
print("seconds", compilation + seconds / batches * vector.size / batch)
print("parameters", vector.size)
print("J", float(cost(theta)))
shown = np.arange(0, vector.size, max(1, vector.size // 16))
for index in shown:
    value = derivatives(theta, jnp.full(batch, index))[0]
    print("gradapprox", int(index), float(value))
