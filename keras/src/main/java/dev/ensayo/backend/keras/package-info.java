/** Networks that Keras has saved, by Deeplearning4j's import. */
package dev.ensayo.backend.keras;
