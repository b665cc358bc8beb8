/** Analyses: scores, intervals, comparisons and curves, as numbers without words or colours. */
package dev.ensayo.results.analysis;
