/** Sequences that are to be turned into others: additions into sums, sentences into sentences. */
package dev.ensayo.core.transduction;
