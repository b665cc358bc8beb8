"""Multinomial naive Bayes and tf-idf from their definitions, in numpy; writes bag.json beside itself.

Run: /usr/bin/python3 make_fixtures.py
"""
import json
import os
from collections import Counter

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ALPHA = 0.5
TRAIN = [
    ("the cat sat on the mat", 0),
    ("the cat ate the fish", 0),
    ("a dog sat on a cat", 1),
    ("the dog ate a bone and a shoe", 1),
    ("a dog ran", 1),
]
TEST = ["the fish sat on a dog", "a cat and a zebra ran", "zebra"]


def ngrams(words, known):
    found = Counter()
    for n in (1, 2):
        for i in range(len(words) - n + 1):
            if all(w in known for w in words[i : i + n]):
                found[" ".join(words[i : i + n])] += 1
    return found


train = [(text.split(), label) for text, label in TRAIN]
known = {w for words, _ in train for w in words}
bags = [ngrams(words, known) for words, _ in train]
total = sum(bags, Counter())
features = sorted((f for f in total if total[f] >= 2), key=lambda f: (-total[f], f))
x = np.array([[bag[f] for f in features] for bag in bags], float)
labels = np.array([label for _, label in train])
test = np.array([[ngrams(t.split(), known)[f] for f in features] for t in TEST], float)


def bayes(x, test):
    sums = np.array([x[labels == k].sum(0) for k in (0, 1)])
    theta = (sums + ALPHA) / (sums.sum(1, keepdims=True) + ALPHA * x.shape[1])
    prior = np.array([(labels == k).mean() for k in (0, 1)])
    scores = test @ np.log(theta).T + np.log(prior)
    p = np.exp(scores - scores.max(1, keepdims=True))
    return p / p.sum(1, keepdims=True)


idf = 1 + np.log((1 + len(x)) / (1 + (x > 0).sum(0)))


def tfidf(x):
    v = x * idf
    length = np.sqrt((v**2).sum(1, keepdims=True))
    return v / np.where(length == 0, 1, length)


with open(os.path.join(HERE, "bag.json"), "w") as out:
    json.dump(
        {
            "alpha": ALPHA,
            "inputs": len(features),
            "counts": bayes(x, test).ravel().tolist(),
            "binary": bayes((x > 0).astype(float), (test > 0).astype(float)).ravel().tolist(),
            "tfIdf": tfidf(test).ravel().tolist(),
            "tfIdfBayes": bayes(tfidf(x), tfidf(test)).ravel().tolist(),
        },
        out,
        indent=1,
    )
    out.write("\n")
