/** Reports over finished runs: read from disk, analysed, written as HTML, Markdown and CSV. */
package dev.ensayo.results.report;
