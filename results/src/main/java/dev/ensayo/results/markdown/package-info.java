/** Writes {@code report.md}. */
package dev.ensayo.results.markdown;
