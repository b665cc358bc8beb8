/**
 * Character n-grams of words: found, hashed, put together to vectors, and kept for unknown words.
 */
package dev.ensayo.embeddings.word2vec.subwords;
