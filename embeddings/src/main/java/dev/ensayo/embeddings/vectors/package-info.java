/** What word vectors are near to. */
package dev.ensayo.embeddings.vectors;
