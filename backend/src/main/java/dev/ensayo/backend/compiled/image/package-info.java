/** Blocks of layers that see images: convolution, pooling, batch normalization. */
package dev.ensayo.backend.compiled.image;
