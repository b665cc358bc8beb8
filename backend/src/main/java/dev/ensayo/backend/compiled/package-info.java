/**
 * The compiled engine: a plan made from a Deeplearning4j configuration that computes in place on
 * the network's own parameter and updater-state buffers.
 *
 * <p>A configuration, of a chain or of a graph, is read into a {@code Blueprint}: a list of nodes
 * that read each other's values. {@code PlanCompiler} makes a {@code Plan} of it, in which each
 * node has a {@code Block} with a forward and a backward, reads {@code Value}s and writes one; all
 * memory but the parameters comes from an {@code Arena} laid out once. {@code BatchPlan} gives a
 * plan batches of rows, {@code SequencePlan} windows of sequences. Letters: {@code B} rows of a
 * batch, {@code F} inputs and {@code O} outputs of a layer.
 */
package dev.ensayo.backend.compiled;
