package dev.ensayo.serving.protocol;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * A question to a model.
 *
 * @param id that the client gave; empty for none
 * @param parameters texts, numbers (Long or Double) and truths by name
 * @param outputs that are wanted; empty for those that the model gives unasked
 * @param binary whether outputs are wanted in binary form unless they say otherwise
 */
public record InferenceRequest(
    String id,
    List<Tensor> inputs,
    Map<String, Object> parameters,
    List<Wanted> outputs,
    boolean binary) {
  /**
   * An output that is wanted.
   *
   * @param binary whether in binary form
   */
  public record Wanted(String name, boolean binary) {}

  public InferenceRequest {
    inputs = ImmutableList.copyOf(inputs);
    parameters = ImmutableMap.copyOf(parameters);
    outputs = ImmutableList.copyOf(outputs);
  }
}
