package dev.ensayo.core.preprocessing;

/** An input from outside that cannot become numbers, such as a row with a word for a number. */
public final class UnreadableInputException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param message what is wrong and where, without the place of the input among others
   */
  public UnreadableInputException(String message) {
    super(message);
  }
}
