"""Writes the files beside it, byte by byte as the tools named write theirs: python3 make_foreign_fixtures.py

googlenews.bin     word2vec's binary format without a line end after each vector, as in GoogleNews-vectors-negative300
word2vec-c.bin     the same as word2vec.c writes it: "%s ", floats, "\\n"
word2vec-c.txt     word2vec.c -binary 0: "%s " and "%lf " for each number, "\\n"; so each line ends in a blank
fasttext.vec       fastText: a first line "V D", words, numbers with 5 significant digits, a blank at the end of each line
glove.txt          GloVe: no first line, "word", then " %.6f" for each number
glove.txt.gz       the same, packed
glove-840b.txt     GloVe's Common Crawl set: words with blanks (". . .", "at name@domain.com"), a no-break space, U+0085, a word twice
expected.properties  the numbers of each, by Python's own float arithmetic
"""
import gzip
import struct

import numpy as np

rng = np.random.default_rng(18)
D = 4
WORDS = ["</s>", "the", "niño", "日本", "2", "1.5", "straße", "a_b"]
rows = (rng.normal(size=(len(WORDS), D)) * 0.3).astype(np.float32)


def binary(name, end):
    with open(name, "wb") as out:
        out.write(b"%d %d\n" % (len(WORDS), D))
        for word, row in zip(WORDS, rows):
            out.write(word.encode() + b" " + struct.pack("<%df" % D, *row) + end)


binary("googlenews.bin", b"")
binary("word2vec-c.bin", b"\n")
lines = {}
with open("word2vec-c.txt", "wb") as out:
    out.write(b"%d %d\n" % (len(WORDS), D))
    for word, row in zip(WORDS, rows):
        out.write(("%s " % word + "".join("%f " % x for x in row) + "\n").encode())
with open("fasttext.vec", "wb") as out:
    out.write(b"%d %d\n" % (len(WORDS), D))
    for word, row in zip(WORDS, rows):
        out.write((word + " " + "".join("%.5g " % x for x in row) + "\n").encode())
glove = "".join(w + "".join(" %.6f" % x for x in row) + "\n" for w, row in zip(WORDS, rows)).encode()
with open("glove.txt", "wb") as out:
    out.write(glove)
with gzip.GzipFile("glove.txt.gz", "wb", mtime=0) as out:
    out.write(glove)
CRAWL = [",", ". . .", "the", "at name@domain.com", "10\u00a0km", "x\u0085y", "the", "1 000"]
with open("glove-840b.txt", "wb") as out:
    for word, row in zip(CRAWL, rows):
        out.write((word + "".join(" %.5g" % x for x in row) + "\n").encode())
with open("expected.properties", "w") as out:
    for name, form in (("binary", None), ("f", "%f"), ("g", "%.5g")):
        numbers = [x if form is None else np.float32(form % x) for row in rows for x in row]
        out.write("%s=%s\n" % (name, " ".join("%08x" % struct.unpack("<I", struct.pack("<f", x))[0] for x in numbers)))
