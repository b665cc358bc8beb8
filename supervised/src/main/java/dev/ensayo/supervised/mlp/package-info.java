/** Multilayer perceptrons. */
package dev.ensayo.supervised.mlp;
