/** Blocks of attention of a decoder over what an encoder put out. */
package dev.ensayo.backend.compiled.attention;
