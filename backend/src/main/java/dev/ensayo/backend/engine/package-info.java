/**
 * The two engines behind the models: {@code Compiled…} on plans of {@code backend.compiled}, {@code
 * Deeplearning…} on the library as it is; and what both own, the network and its state.
 */
package dev.ensayo.backend.engine;
