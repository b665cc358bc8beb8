/** Threads: who learns from which block, and what becomes of what was learned. */
package dev.ensayo.embeddings.word2vec.trainer;
