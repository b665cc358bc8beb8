package dev.ensayo.serving.http;

import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.protocol.InferenceResponse;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/** How a model is asked by HTTP, and how its answers are written. Thread-safe. */
interface Endpoint {
  /**
   * The model that a path names.
   *
   * @param version which is to answer; empty for whichever the traffic says
   */
  record Target(String model, Optional<String> version) {}

  /**
   * Reads a body.
   *
   * @throws dev.ensayo.serving.protocol.BadRequestException if it is no question
   */
  InferenceRequest read(byte[] body, HttpFields headers, Target target);

  /** Writes an answer. */
  Reply write(InferenceResponse response, InferenceRequest request);
}
