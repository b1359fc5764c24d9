"""The course's loop over a sample of the parameters: LAYERS HIDDEN EXAMPLES SAMPLE.

Prints the seconds that the loop would take for all of them, and some of its derivatives.
"""

import sys
import time

import numpy as np

from network import cost, from_vector, test_point, to_vector


def gradient_check(vector, indices, inputs, labels, parameters, hidden, epsilon=1e-7):
    gradapprox = np.zeros(len(indices))
    for place, index in enumerate(indices):
        thetaplus = np.copy(vector)
        thetaplus[index] = thetaplus[index] + epsilon
        plus = cost(from_vector(thetaplus, parameters), inputs, labels, hidden)
        thetaminus = np.copy(vector)
        thetaminus[index] = thetaminus[index] - epsilon
        minus = cost(from_vector(thetaminus, parameters), inputs, labels, hidden)
        gradapprox[place] = (plus - minus) / (2 * epsilon)
    return gradapprox


layers = [int(size) for size in sys.argv[1].split(",")]
hidden, examples, sample = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
inputs, labels, parameters = test_point(layers, examples)
vector = to_vector(parameters)
sample = min(sample, vector.size)
indices = np.linspace(0, vector.size - 1, sample).astype(int)
gradient_check(vector, indices[:2], inputs, labels, parameters, hidden)
start = time.perf_counter()
gradient_check(vector, indices, inputs, labels, parameters, hidden)
print("seconds", (time.perf_counter() - start) * vector.size / sample)
print("parameters", vector.size)
print("J", float(cost(parameters, inputs, labels, hidden)))
shown = list(range(0, vector.size, max(1, vector.size // 16)))
shown_values = gradient_check(vector, shown, inputs, labels, parameters, hidden)
for index, value in zip(shown, shown_values):
    print("gradapprox", index, float(value))
