/**
 * What Deeplearning4j lacks and a written zip names: layers and functions that a program other than
 * Ensayo needs beside Deeplearning4j to open it, in a jar of their own that depends on
 * Deeplearning4j alone. The names of these classes stand in zips and stay.
 *
 * <p>The schedules of learning rates are here for zips that earlier versions wrote; none is written
 * any more.
 */
package dev.ensayo.backend.extension;
