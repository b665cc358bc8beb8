/**
 * The compiled engine: a plan made from a Deeplearning4j configuration that computes in place on
 * the network's own parameter and updater-state buffers.
 *
 * <p>A {@code Plan} is a list of nodes. Each has a {@code Block} with a forward and a backward,
 * reads {@code Value}s and writes one; all memory but the parameters comes from an {@code Arena}
 * laid out once. Letters: {@code B} rows of a batch, {@code F} inputs and {@code O} outputs of a
 * layer.
 */
package dev.ensayo.backend.compiled;
