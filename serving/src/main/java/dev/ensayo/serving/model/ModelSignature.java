package dev.ensayo.serving.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.List;

/**
 * What a model is asked by and what it answers.
 *
 * @param platform what computes it, such as {@code ensayo_mlp}
 * @param inputs by their names
 * @param outputs by their names
 */
public record ModelSignature(String platform, List<TensorSpec> inputs, List<TensorSpec> outputs) {
  public ModelSignature {
    inputs = ImmutableList.copyOf(inputs);
    outputs = ImmutableList.copyOf(outputs);
  }
}
