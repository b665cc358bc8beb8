/** The words of a corpus: counted, numbered, read, thinned out and cut into blocks. */
package dev.ensayo.embeddings.word2vec.tokens;
