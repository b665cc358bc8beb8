/** Words that stand together more often than chance has it, made one word. */
package dev.ensayo.embeddings.word2vec.phrases;
