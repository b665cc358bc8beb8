/** Tests of word vectors: analogies and word similarity. */
package dev.ensayo.embeddings.evaluation;
