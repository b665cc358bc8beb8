/** What is predicted: the right word and drawn ones, their logits and their loss. */
package dev.ensayo.embeddings.word2vec.targets;
