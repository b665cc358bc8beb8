/** Writes {@code summary.csv}. */
package dev.ensayo.results.csv;
