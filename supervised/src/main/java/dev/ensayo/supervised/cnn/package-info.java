/** Convolutional networks. */
package dev.ensayo.supervised.cnn;
