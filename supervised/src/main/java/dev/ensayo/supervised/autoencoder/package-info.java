/** Networks that learn to say again what they read, through a code. */
package dev.ensayo.supervised.autoencoder;
