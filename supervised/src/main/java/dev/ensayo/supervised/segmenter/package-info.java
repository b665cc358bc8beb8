/** A network that tells the class of each pixel of a picture. */
package dev.ensayo.supervised.segmenter;
