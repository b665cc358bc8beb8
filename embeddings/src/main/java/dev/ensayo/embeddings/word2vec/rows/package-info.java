/** The two matrices, their rows, and the arithmetic on rows. */
package dev.ensayo.embeddings.word2vec.rows;
