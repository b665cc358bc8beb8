/** Writes {@code summary.csv} and {@code scores.csv}. */
package dev.ensayo.results.csv;
