/** {@code ngram}: interpolated Kneser–Ney smoothing. */
package dev.ensayo.sequence.ngram;
