/** Embeddings that start from word vectors which were learned elsewhere. */
package dev.ensayo.sequence.embedding;
