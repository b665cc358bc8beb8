package dev.ensayo.experiments.cli;

/** The command was given something it cannot work with; exit code 2. */
final class WrongInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongInputException(String message) {
    super(message);
  }
}
