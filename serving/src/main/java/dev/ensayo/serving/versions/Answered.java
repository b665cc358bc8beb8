package dev.ensayo.serving.versions;

import com.google.common.collect.ImmutableList;
import dev.ensayo.serving.protocol.Tensor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A request that was answered.
 *
 * @param model its name
 * @param version which answered
 * @param id of the answer, by which the right one may be told later
 * @param inputs as they came
 * @param outputs all that the model gave, also those that the client did not want
 * @param at when
 * @param took from when the request was read until it was answered
 */
public record Answered(
    String model,
    String version,
    String id,
    List<Tensor> inputs,
    List<Tensor> outputs,
    Instant at,
    Duration took) {
  public Answered {
    inputs = ImmutableList.copyOf(inputs);
    outputs = ImmutableList.copyOf(outputs);
  }
}
