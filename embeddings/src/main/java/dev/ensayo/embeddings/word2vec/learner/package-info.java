/** Gradient steps: of a window, and of the windows of a block. */
package dev.ensayo.embeddings.word2vec.learner;
