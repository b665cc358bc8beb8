/** Questions to the word vectors of a finished run. */
package dev.ensayo.embeddings.tools;
