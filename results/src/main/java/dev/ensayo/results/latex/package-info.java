/** Writes tables for LaTeX. */
package dev.ensayo.results.latex;
