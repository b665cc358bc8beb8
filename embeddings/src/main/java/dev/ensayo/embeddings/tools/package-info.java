/** Questions to the word vectors of a finished run or of a file. */
package dev.ensayo.embeddings.tools;
