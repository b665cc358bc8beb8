package dev.ensayo.backend;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What follows a boundary in a graph, as a graph of its own.
 *
 * @param boundary the vertex or input whose value is its input
 * @param shape of that value: {@code [F]} or {@code [C, H, W]}
 * @param network takes it as rows; initialized, with its updater state laid out
 */
record GraphTail(String boundary, List<Integer> shape, ComputationGraph network) {}
