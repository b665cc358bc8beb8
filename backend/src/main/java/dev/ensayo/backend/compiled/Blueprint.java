package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.function.LossFunction;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.core.config.InvalidSettingException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * A network as a list of nodes that read each other's values, whichever of its two configurations
 * Deeplearning4j has of it: a chain is a graph whose nodes read the one before.
 *
 * @param inputs what comes in
 * @param nodes in the order of work: each after all that it reads
 * @param outputs what goes out
 * @param steps goes up with every step
 */
public record Blueprint(
    ImmutableList<Input> inputs,
    ImmutableList<Node> nodes,
    ImmutableList<Output> outputs,
    StepCount steps) {
  /**
   * An input.
   *
   * @param value what it is called
   * @param size numbers F of one example
   */
  record Input(String value, int size) {}

  /**
   * An output.
   *
   * @param value what the value is called that goes out
   * @param mean whether the gradient is that of the mean over a batch; else of the sum
   */
  record Output(String value, LossFunction loss, boolean mean) {}

  /**
   * Reads a chain of layers.
   *
   * @throws InvalidSettingException for {@code engine}, naming the layer and what it asks for that
   *     is not there
   */
  public static Blueprint of(MultiLayerConfiguration configuration) {
    return new ChainReader(configuration).read();
  }

  /**
   * Reads a graph.
   *
   * @param configuration of a graph that has been initialized, which fixes the order of its
   *     vertices
   * @throws InvalidSettingException for {@code engine}, naming the vertex and what it asks for that
   *     is not there
   */
  public static Blueprint of(ComputationGraphConfiguration configuration) {
    return new GraphReader(configuration).read();
  }
}
