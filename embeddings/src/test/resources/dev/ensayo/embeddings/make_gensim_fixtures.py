"""Writes the files beside it, and gensim.* of core's tests, with gensim 4.2 and NumPy: python3 make_gensim_fixtures.py

gensim.txt, gensim.bin    a few word vectors in word2vec's formats, as gensim writes them, in CORE
planted.bin               made-up vectors, thing + form + noise
planted-questions.txt     analogies about them, some with words that have no vector
planted-pairs.tsv         word pairs with scores, with ties and missing words
evaluation.properties     what gensim's evaluators say of planted.bin
"""
import numpy as np
from gensim.models import KeyedVectors

CORE = "../../../../../../../core/src/test/resources/dev/ensayo/core/vectors/"
rng = np.random.default_rng(7)

small = KeyedVectors(5)
words = ["uno", "niño", "café", "日本", "x", "straße"] + ["w%d" % i for i in range(14)]
small.add_vectors(words, rng.normal(size=(20, 5)).astype(np.float32))
small.save_word2vec_format(CORE + "gensim.txt", binary=False)
small.save_word2vec_format(CORE + "gensim.bin", binary=True)

THINGS, FORMS, D = 30, 4, 16
things = rng.normal(size=(THINGS, D))
forms = rng.normal(size=(FORMS, D)) * 0.8
names, rows = [], []
for t in range(THINGS):
    for f in range(FORMS):
        names.append("t%02df%d" % (t, f))
        rows.append(things[t] + forms[f] + rng.normal(size=D) * 0.55)
for i in range(60):
    names.append("other%02d" % i)
    rows.append(rng.normal(size=D))
order = rng.permutation(len(names))
planted = KeyedVectors(D)
planted.add_vectors([names[i] for i in order], np.array([rows[i] for i in order], np.float32))
planted.save_word2vec_format("planted.bin", binary=True)

with open("planted-questions.txt", "w") as out:
    for section, a, b in (("meaning", 0, 1), ("more-meaning", 0, 2), ("gram1-grammar", 1, 3)):
        out.write(": %s\n" % section)
        for t in range(THINGS):
            for u in range(0, THINGS, 3):
                if t != u:
                    out.write("T%02df%d t%02df%d t%02df%d t%02dF%d\n" % (t, a, t, b, u, a, u, b))
        out.write("t00f0 t00f1 missing t01f1\n")

with open("planted-pairs.tsv", "w") as out:
    for k in range(150):
        i = int(rng.integers(THINGS * FORMS))
        j = i // FORMS * FORMS + int(rng.integers(FORMS)) if k % 2 else int(rng.integers(len(names)))
        if i == j:
            continue
        score = 2 * (names[i][:3] == names[j][:3]) + (names[i][3:] == names[j][3:]) + int(rng.integers(3))
        out.write("%s\t%s\t%d\n" % (names[i].upper(), names[j], score))
    out.write("missing\tt00f0\t3\nT01f1\tabsent\t1\n")

found = {}
for restrict in (0, 120):
    wv = KeyedVectors.load_word2vec_format("planted.bin", binary=True)
    limit = restrict or len(wv)
    score, sections = wv.evaluate_word_analogies("planted-questions.txt", restrict_vocab=limit)
    for s in sections:
        key = "analogies.%d.%s" % (restrict, s["section"].replace(" ", "-"))
        found[key] = "%d/%d" % (len(s["correct"]), len(s["correct"]) + len(s["incorrect"]))
_, spearman, missing = wv.evaluate_word_pairs("planted-pairs.tsv", restrict_vocab=300000)
found["pairs.spearman"] = repr(float(spearman[0]))
found["pairs.missing.percent"] = repr(float(missing))
# 3CosMul by NumPy, from the paper's formula; gensim's most_similar_cosmul finds the same number.
units = wv.vectors / np.linalg.norm(wv.vectors, axis=1, keepdims=True)
at = {w: i for i, w in enumerate(wv.index_to_key)}
mul = 0
for t in range(THINGS):
    for u in range(0, THINGS, 3):
        if t != u:
            a, b, c = at["t%02df0" % t], at["t%02df1" % t], at["t%02df0" % u]
            pa, pb, pc = [(units @ units[i] + 1) / 2 for i in (a, b, c)]
            scores = pb * pc / (pa + 0.001)
            scores[[a, b, c]] = -np.inf
            mul += int(scores.argmax() == at["t%02df1" % u])
found["cosmul.meaning"] = str(mul)
for word in ("t00f0", "other05"):
    found["similar." + word] = " ".join("%s:%.5f" % pair for pair in wv.most_similar(word, topn=5))
with open("evaluation.properties", "w") as out:
    out.writelines("%s=%s\n" % item for item in sorted(found.items()))
