/** Blocks of a graph's vertices that join several values into one. */
package dev.ensayo.backend.compiled.join;
