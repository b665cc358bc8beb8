package dev.ensayo.backend.configuration;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A graph cut in two at a value that all its paths pass.
 *
 * @param before makes the value from the inputs
 * @param shape of the value: {@code [F]} or {@code [C, H, W]}
 * @param after takes the value as rows
 */
public record GraphParts(ComputationGraph before, List<Integer> shape, ComputationGraph after) {}
