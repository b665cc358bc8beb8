/** Blocks of recurrent layers, embeddings and the losses of sequences. */
package dev.ensayo.backend.compiled.recurrent;
