/** Word vectors: their files, and what they are near to. */
package dev.ensayo.embeddings.vectors;
