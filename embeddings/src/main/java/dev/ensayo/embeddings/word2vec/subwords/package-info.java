/** Character n-grams of words: put together to vectors, and learned. */
package dev.ensayo.embeddings.word2vec.subwords;
