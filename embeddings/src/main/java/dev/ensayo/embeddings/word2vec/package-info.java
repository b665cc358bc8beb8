/** word2vec with negative sampling. Letters: {@code V} words, {@code D} numbers per word. */
package dev.ensayo.embeddings.word2vec;
