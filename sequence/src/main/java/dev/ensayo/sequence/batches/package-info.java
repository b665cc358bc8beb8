/** Batches of sequences of different lengths: which stand together, and how they are filled up. */
package dev.ensayo.sequence.batches;
