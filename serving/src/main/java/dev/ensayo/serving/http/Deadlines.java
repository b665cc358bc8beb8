package dev.ensayo.serving.http;

import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.InferenceRequest;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How long a client waits for an answer: the header {@code Request-Timeout-Ms}, or the protocol's
 * parameter {@code timeout} in microseconds.
 */
final class Deadlines {
  /** The header. */
  static final String HEADER = "Request-Timeout-Ms";

  private static final String PARAMETER = "timeout";
  private static final long LONGEST_MILLISECONDS = TimeUnit.DAYS.toMillis(1);

  private Deadlines() {}

  /**
   * The deadline of a request.
   *
   * @param header the value of {@link #HEADER}; null where there is none
   * @param begun when it came, as of {@link System#nanoTime}
   * @throws BadRequestException if the time is not above 0, or above a day
   */
  static OptionalLong of(String header, InferenceRequest request, long begun) {
    if (header != null) {
      return after(begun, milliseconds(header), TimeUnit.MILLISECONDS);
    }
    Object parameter = request.parameters().get(PARAMETER);
    if (parameter == null) {
      return OptionalLong.empty();
    }
    if (!(parameter instanceof Long microseconds)) {
      throw new BadRequestException("the parameter 'timeout' is a whole number of microseconds");
    }
    return after(begun, microseconds, TimeUnit.MICROSECONDS);
  }

  private static long milliseconds(String header) {
    try {
      return Long.parseLong(header.strip());
    } catch (NumberFormatException e) {
      throw new BadRequestException(
          "%s is a whole number of milliseconds, not '%s'".formatted(HEADER, header));
    }
  }

  private static OptionalLong after(long begun, long time, TimeUnit unit) {
    if (time < 1 || unit.toMillis(time) > LONGEST_MILLISECONDS) {
      throw new BadRequestException("a request waits for more than nothing and at most a day");
    }
    return OptionalLong.of(begun + unit.toNanos(time));
  }
}
