/** Charts as inline SVG, without script, readable in colour and in grey. */
package dev.ensayo.results.chart;
