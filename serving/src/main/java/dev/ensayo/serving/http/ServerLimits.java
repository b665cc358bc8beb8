package dev.ensayo.serving.http;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;

/**
 * What a client may ask of the server.
 *
 * @param maxBody bytes of a body at most
 * @param bodyTime how long a body may take to come
 * @param idle how long a connection may be silent
 * @param stop how long accepted requests may take when the server stops
 */
public record ServerLimits(int maxBody, Duration bodyTime, Duration idle, Duration stop) {
  private static final int TOO_LONG = 413;
  private static final int TOO_SLOW = 408;

  /** What is left of a body is not read, so the connection cannot go on. */
  private static final ImmutableMap<String, String> CLOSE = ImmutableMap.of("Connection", "close");

  /** Of a body above {@link #maxBody}. */
  HttpFailure tooLong() {
    return new HttpFailure(
        TOO_LONG, "the body is longer than the %s bytes that are taken".formatted(maxBody), CLOSE);
  }

  /** Of a body that is not there after {@link #bodyTime}. */
  HttpFailure tooSlow() {
    return new HttpFailure(
        TOO_SLOW, "the body did not come within %s s".formatted(bodyTime.toSeconds()), CLOSE);
  }

  /** Of a body that broke off. */
  static HttpFailure notWhole(Throwable reason) {
    return new HttpFailure(TOO_SLOW, "the body did not come whole: " + reason.getMessage(), CLOSE);
  }
}
