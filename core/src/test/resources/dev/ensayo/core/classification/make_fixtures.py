"""Scores of random predictions, from their definitions, in numpy; writes scores.json beside itself.

Run: python3 make_fixtures.py
"""
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(7)
N, K, GROUPS, BINS = 240, 5, 3, 10

labels = random.randint(K, size=N)
groups = random.randint(-1, GROUPS, size=N)
logits = random.randn(N, K) + 1.5 * np.eye(K)[labels]
p = np.exp(logits)
p = (p / p.sum(1, keepdims=True)).astype(np.float32)

predicted = p.argmax(1)
right = predicted == labels
top = np.argsort(-p, axis=1, kind="stable")
confusion = np.zeros((K, K), int)
np.add.at(confusion, (labels, predicted), 1)
precision = np.diag(confusion) / confusion.sum(0)
recall = np.diag(confusion) / confusion.sum(1)
confidence = p.max(1).astype(np.float64)
ece = 0.0
for low in np.arange(BINS) / BINS:
    inside = (confidence > low) & (confidence <= low + 1 / BINS)
    if inside.any():
        ece += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())

with open(os.path.join(HERE, "scores.json"), "w") as out:
    json.dump(
        {
            "classes": K,
            "groupCount": GROUPS,
            "bins": BINS,
            "probabilities": [float(x) for x in p.ravel()],
            "labels": labels.tolist(),
            "groups": groups.tolist(),
            "loss": float(-np.log(p[np.arange(N), labels].astype(np.float64)).mean()),
            "accuracy": float(right.mean()),
            "top2": float((top[:, :2] == labels[:, None]).any(1).mean()),
            "top3": float((top[:, :3] == labels[:, None]).any(1).mean()),
            "confusion": confusion.tolist(),
            "precision": precision.tolist(),
            "recall": recall.tolist(),
            "f1": (2 * precision * recall / (precision + recall)).tolist(),
            "calibrationError": float(ece),
            "groupAccuracies": [float(right[groups == g].mean()) for g in range(GROUPS)],
        },
        out,
    )
    out.write("\n")
