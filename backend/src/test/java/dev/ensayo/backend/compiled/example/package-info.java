/** The blocks of {@code docs/adding-a-layer.md}, which are generated in double as well. */
package dev.ensayo.backend.compiled.example;
