package dev.ensayo.benchmarks.suite;

/** A measurement that could not be made. */
final class MeasurementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MeasurementException(String message, Throwable cause) {
    super(message, cause);
  }

  MeasurementException(String message) {
    super(message);
  }
}
