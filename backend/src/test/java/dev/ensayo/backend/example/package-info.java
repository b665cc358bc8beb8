/**
 * The layers of {@code docs/adding-a-layer.md}, as a jar outside this repository would have them.
 */
package dev.ensayo.backend.example;
