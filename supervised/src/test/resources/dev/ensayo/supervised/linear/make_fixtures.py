"""Logistic, softmax and one-versus-rest regression with an L2 penalty, solved to machine precision by Newton's method.

Writes logistic.json, softmax.json and one-versus-rest.json beside itself. Minimized, as by Ensayo:
mean cross-entropy + l2/2 * sum of squared weights (not biases).
Run: python3 make_fixtures.py
"""
import json
import os

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
L2 = 0.05


def data(classes, seed):
    random = np.random.RandomState(seed)
    inputs = np.round(random.randn(90, 3), 4)
    scores = inputs @ random.randn(3, classes) + random.gumbel(size=(90, classes))
    return inputs, scores.argmax(1)


def solve(inputs, labels, outputs, loss):
    x = torch.tensor(inputs, dtype=torch.float64)
    y = torch.tensor(labels)
    size = 3 * outputs + outputs

    def objective(theta):
        w, b = theta[: 3 * outputs].reshape(3, outputs), theta[3 * outputs :]
        return loss(x @ w + b, y) + L2 / 2 * (w * w).sum()

    theta = torch.zeros(size, dtype=torch.float64)
    for _ in range(50):
        g = torch.autograd.functional.jacobian(objective, theta)
        h = torch.autograd.functional.hessian(objective, theta)
        theta = theta - torch.linalg.pinv(h) @ g
    assert torch.autograd.functional.jacobian(objective, theta).abs().max() < 1e-12
    w = theta[: 3 * outputs].reshape(3, outputs)
    return w.tolist(), theta[3 * outputs :].tolist()


def write(name, classes, outputs, loss, seed):
    inputs, labels = data(classes, seed)
    weights, biases = solve(inputs, labels, outputs, loss)
    with open(os.path.join(HERE, name + ".json"), "w") as out:
        json.dump(
            {
                "l2": L2,
                "inputs": inputs.tolist(),
                "labels": labels.tolist(),
                "weights": weights,
                "biases": biases,
            },
            out,
            indent=1,
        )
        out.write("\n")


write("softmax", 4, 4, torch.nn.functional.cross_entropy, 1)
write(
    "logistic",
    2,
    1,
    lambda s, y: torch.nn.functional.binary_cross_entropy_with_logits(s[:, 0], y.double()),
    2,
)


def one_versus_rest(classes, seed):
    """Solves a logistic regression for each class, and shares out the answers by their sum."""
    inputs, labels = data(classes, seed)

    def loss(scores, y):
        return torch.nn.functional.binary_cross_entropy_with_logits(scores[:, 0], y.double())

    solved = [solve(inputs, (labels == k).astype(int), 1, loss) for k in range(classes)]
    weights = np.hstack([np.array(w) for w, _ in solved])
    biases = np.hstack([np.array(b) for _, b in solved])
    outputs = 1 / (1 + np.exp(-(inputs @ weights + biases)))
    shares = outputs / outputs.sum(1, keepdims=True)
    with open(os.path.join(HERE, "one-versus-rest.json"), "w") as out:
        json.dump(
            {
                "l2": L2,
                "inputs": inputs.tolist(),
                "labels": labels.tolist(),
                "weights": weights.tolist(),
                "biases": biases.tolist(),
                "probabilities": shares.tolist(),
            },
            out,
            indent=1,
        )
        out.write("\n")


one_versus_rest(4, 1)
