"""Words with a vector per second of gensim's training: TEXT WORKERS."""
import sys
import time

from gensim.models import Word2Vec
from gensim.models.word2vec import LineSentence

sentences = LineSentence(sys.argv[1])
model = Word2Vec(vector_size=100, window=5, min_count=5, sample=1e-4, sg=1, negative=5, alpha=0.05,
                 min_alpha=0.0001, seed=1, workers=int(sys.argv[2]), epochs=1)
model.build_vocab(sentences)
words = sum(model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key)
start = time.perf_counter()
model.train(sentences, total_examples=model.corpus_count, epochs=1)
print(words / (time.perf_counter() - start))
