/** Generative adversarial networks. */
package dev.ensayo.supervised.gan;
