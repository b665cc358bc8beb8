/** Statistics over the runs of a study; each is explained in {@code docs/statistics.md}. */
package dev.ensayo.results.statistics;
