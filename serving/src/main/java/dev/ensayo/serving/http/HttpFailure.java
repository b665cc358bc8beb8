package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** An answer that is not the one asked for: a status and a line that says why. */
public final class HttpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ImmutableMap<String, String> headers;

  public HttpFailure(int status, String message) {
    this(status, message, ImmutableMap.of());
  }

  /**
   * @param headers that are sent with it
   */
  HttpFailure(int status, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.headers = ImmutableMap.copyOf(headers);
  }

  int status() {
    return status;
  }

  ImmutableMap<String, String> headers() {
    return headers;
  }
}
