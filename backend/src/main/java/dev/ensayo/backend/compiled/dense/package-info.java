/** Blocks of layers that see each example as a row: dense layers, functions, dropout, losses. */
package dev.ensayo.backend.compiled.dense;
