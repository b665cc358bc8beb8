package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.protocol.InferenceResponse;
import dev.ensayo.serving.protocol.RequestReader;
import dev.ensayo.serving.protocol.ResponseWriter;
import dev.ensayo.serving.protocol.Tensor;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;

/** Tensors by the Open Inference Protocol, with its binary-data extension. */
final class InferEndpoint implements Endpoint {
  /** Bytes of JSON before binary data. */
  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  @Override
  public InferenceRequest read(byte[] body, HttpFields headers, Target target) {
    return RequestReader.read(body, jsonLength(headers.get(JSON_LENGTH), body));
  }

  private static int jsonLength(String header, byte[] body) {
    if (header == null) {
      return body.length;
    }
    try {
      return Integer.parseInt(header.strip());
    } catch (NumberFormatException e) {
      throw new BadRequestException(
          "%s is a number of bytes, not '%s'".formatted(JSON_LENGTH, header));
    }
  }

  @Override
  public Reply write(InferenceResponse response, InferenceRequest request) {
    ResponseWriter.Body body = ResponseWriter.write(response, binary(response, request));
    return body.isBinary()
        ? new Reply(
            200,
            "application/octet-stream",
            body.bytes(),
            ImmutableMap.of(JSON_LENGTH, Integer.toString(body.jsonLength())))
        : Reply.of(Reply.JSON, body.bytes());
  }

  /** The outputs that are wanted in binary form. */
  private static Set<String> binary(InferenceResponse response, InferenceRequest request) {
    if (!request.outputs().isEmpty()) {
      return request.outputs().stream()
          .filter(wanted -> wanted.binary().orElse(request.binary()))
          .map(InferenceRequest.Wanted::name)
          .collect(Collectors.toSet());
    }
    return request.binary()
        ? response.outputs().stream().map(Tensor::name).collect(Collectors.toSet())
        : ImmutableSet.of();
  }
}
