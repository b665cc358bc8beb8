/** A detector that finds all objects of a picture in one pass of a network. */
package dev.ensayo.supervised.detector;
