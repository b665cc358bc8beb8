"""Writes kneser_ney.txt: probabilities of NLTK's interpolated Kneser-Ney model of order 3.

    python3 kneser_ney.py > kneser_ney.txt        # NLTK 3.8

The first line is the text, letter by letter; "|" stands for the end of a line, which it also begins
after. Then for each context of two letters that occurs, and for some that do not, the
probabilities of all letters in the order of the alphabet. NLTK takes the same discount off every
count and does not smooth the lowest order.
"""
from nltk.lm import KneserNeyInterpolated
from nltk.util import everygrams

TEXT = (
    "to be or not to be that is the question|to be or not|whether tis nobler in the mind to suffer|"
    "the slings and arrows of outrageous fortune|or to take arms against a sea of troubles|"
    "and by opposing end them|to be or not|"
)
DISCOUNT = 0.3
ORDER = 3

letters = list("|" + TEXT)
model = KneserNeyInterpolated(ORDER, discount=DISCOUNT)
model.fit([everygrams(letters, max_len=ORDER)], vocabulary_text=sorted(set(letters)))
alphabet = sorted(set(letters))
contexts = sorted({(a, b) for a, b in zip(letters, letters[1:])})
contexts += [("z", "o"), ("q", "t"), ("|", "|")]
print(TEXT)
print(DISCOUNT)
for context in contexts:
    known = tuple(x if x in alphabet else "z" for x in context)
    known = known if known[0] in alphabet else known[1:]
    scores = [model.score(w, known) for w in alphabet]
    print("".join(known) + "\t" + " ".join(repr(s) for s in scores))
