/** Looks into networks that see images: kernels, maps and the arithmetic of sizes. */
package dev.ensayo.supervised.maps;
