/** The blocks of a transformer's layers: positions, and attention over the steps of a window. */
package dev.ensayo.backend.compiled.transformer;
