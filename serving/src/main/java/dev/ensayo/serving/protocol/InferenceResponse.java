package dev.ensayo.serving.protocol;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * An answer of a model.
 *
 * @param model its name
 * @param version which answered
 * @param id of the answer, for feedback
 */
public record InferenceResponse(String model, String version, String id, List<Tensor> outputs) {
  public InferenceResponse {
    outputs = ImmutableList.copyOf(outputs);
  }
}
