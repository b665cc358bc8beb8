"""Reads an ARPA file and prints the probability of every token in contexts of it.

    python3 read_arpa.py MODEL.arpa CONTEXT...        # tokens of a context with blanks between them

Written from the description of the format alone (Doug Paul, MIT Lincoln Labs; SRILM's ngram-format):
p(w|h) is that of the longest listed n-gram that ends in w, times the weights of the contexts that
were left on the way there. A line for each context: the sum over all tokens, then each token and its
probability.
"""
import sys

probabilities, weights, announced, order = {}, {}, {}, 0
with open(sys.argv[1], encoding="utf-8", newline="\n") as lines:
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("ngram "):
            n, count = line[6:].split("=")
            announced[int(n)] = int(count)
        elif line.startswith("\\") and line.endswith("-grams:"):
            order = int(line[1:-7])
        elif line == "\\end\\":
            break
        elif line and order:
            fields = line.split("\t")
            ngram = tuple(fields[1].split(" "))
            assert len(ngram) == order and ngram not in probabilities, line
            probabilities[ngram] = float(fields[0])
            weights[ngram] = float(fields[2]) if len(fields) > 2 else 0.0
for n, count in announced.items():
    found = sum(len(ngram) == n for ngram in probabilities)
    assert found == count, (n, count, found)


def log10(context, token):
    if context + (token,) in probabilities:
        return probabilities[context + (token,)]
    return weights.get(context, 0.0) + log10(context[1:], token)


longest = max(announced)
tokens = [ngram[0] for ngram in probabilities if len(ngram) == 1]
for text in sys.argv[2:]:
    context = tuple(text.split())[-(longest - 1):] if longest > 1 else ()
    values = {token: 10 ** log10(context, token) for token in tokens}
    fields = [repr(sum(values.values()))]
    fields += [token + " " + repr(value) for token, value in values.items()]
    print("\t".join(fields))
