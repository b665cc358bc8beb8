package dev.ensayo.serving.protocol;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * @param binary whether in binary form; empty where that is as of the others
   */
  public record Wanted(String name, Optional<Boolean> binary) {}

  /** An answer is remembered by its id until it is judged; characters. */
  private static final int LONGEST_ID = 256;

  /**
   * @throws BadRequestException if the id is too long
   */
  public InferenceRequest {
    if (id.length() > LONGEST_ID) {
      throw new BadRequestException(
          "'id' has %s characters; at most %s are taken".formatted(id.length(), LONGEST_ID));
    }
    inputs = ImmutableList.copyOf(inputs);
    parameters = ImmutableMap.copyOf(parameters);
    outputs = ImmutableList.copyOf(outputs);
  }
}
