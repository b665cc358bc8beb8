/** HTML and SVG as text, escaped and well-formed. */
package dev.ensayo.results.markup;
