/** Loops and products over slices of native memory, each written once; they know no layer. */
package dev.ensayo.backend.compiled.arithmetic;
