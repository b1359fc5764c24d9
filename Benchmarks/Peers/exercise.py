"""The two exercises as the course writes them; a notebook's cells call what is here."""

import numpy as np


def gradient_check(x, theta, epsilon=1e-7):
    thetaplus, thetaminus = theta + epsilon, theta - epsilon
    J_plus, J_minus = thetaplus * x, thetaminus * x
    gradapprox = (J_plus - J_minus) / (2 * epsilon)
    grad = x
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    return numerator / denominator


def forward(vector, X, Y):
    W1, b1 = vector[:20].reshape(5, 4), vector[20:25].reshape(5, 1)
    W2, b2 = vector[25:40].reshape(3, 5), vector[40:43].reshape(3, 1)
    W3, b3 = vector[43:46].reshape(1, 3), vector[46:47].reshape(1, 1)
    A1 = np.maximum(0, np.dot(W1, X) + b1)
    A2 = np.maximum(0, np.dot(W2, A1) + b2)
    A3 = 1 / (1 + np.exp(-(np.dot(W3, A2) + b3)))
    logprobs = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
    return 1.0 / X.shape[1] * np.sum(logprobs), (A1, A2, A3, W2, W3)


def backward(cache, X, Y):
    A1, A2, A3, W2, W3 = cache
    m = X.shape[1]
    dZ3 = A3 - Y
    dZ2 = np.multiply(np.dot(W3.T, dZ3), A2 > 0)
    dZ1 = np.multiply(np.dot(W2.T, dZ2), A1 > 0)
    parts = []
    for dZ, A in [(dZ1, X), (dZ2, A1), (dZ3, A2)]:
        parts += [np.dot(dZ, A.T) / m, np.sum(dZ, axis=1, keepdims=True) / m]
    return np.concatenate([part.reshape(-1) for part in parts])


def gradient_check_n(epsilon=1e-7):
    np.random.seed(1)
    X, Y = np.random.randn(4, 3), np.array([1, 1, 0])
    shapes = [(5, 4), (5, 1), (3, 5), (3, 1), (1, 3), (1, 1)]
    theta = np.concatenate([np.random.randn(*shape).reshape(-1) for shape in shapes])
    _, cache = forward(theta, X, Y)
    grad = backward(cache, X, Y)
    rows = []
    for i in range(theta.size):
        thetaplus, thetaminus = np.copy(theta), np.copy(theta)
        thetaplus[i] += epsilon
        thetaminus[i] -= epsilon
        J_plus, J_minus = forward(thetaplus, X, Y)[0], forward(thetaminus, X, Y)[0]
        rows.append((J_plus, J_minus, (J_plus - J_minus) / (2 * epsilon), grad[i]))
    gradapprox = np.array([row[2] for row in rows])
    difference = np.linalg.norm(grad - gradapprox) / (
        np.linalg.norm(grad) + np.linalg.norm(gradapprox))
    return difference, rows
