/**
 * What Deeplearning4j lacks, written as Deeplearning4j configuration: public because its JSON names
 * these classes.
 */
package dev.ensayo.backend.extension;
