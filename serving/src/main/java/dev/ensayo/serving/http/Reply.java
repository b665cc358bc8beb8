package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * What is sent back to a request.
 *
 * @param status of HTTP
 * @param type of the body
 * @param headers beside it
 */
record Reply(int status, String type, byte[] body, Map<String, String> headers) {
  static final String JSON = "application/json";

  private static final int OK = 200;

  Reply {
    headers = ImmutableMap.copyOf(headers);
  }

  /** An answer. */
  static Reply of(String type, byte[] body) {
    return new Reply(OK, type, body, ImmutableMap.of());
  }
}
