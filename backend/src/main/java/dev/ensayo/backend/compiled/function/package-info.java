/** Activation functions and losses with their slopes, by Deeplearning4j's classes. */
package dev.ensayo.backend.compiled.function;
