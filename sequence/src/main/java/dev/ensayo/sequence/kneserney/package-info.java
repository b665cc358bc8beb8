/** Counts of n-grams, and probabilities from them by interpolated Kneser-Ney. */
package dev.ensayo.sequence.kneserney;
