/** Writes {@code index.html}, with charts. */
package dev.ensayo.results.html;
