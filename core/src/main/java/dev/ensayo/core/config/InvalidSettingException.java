package dev.ensayo.core.config;

/**
 * A configuration record was given a value it cannot have. Thrown by constructors, which know the
 * setting but not the file; binding adds file, line and path.
 */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * @param key the component of the record, possibly a dotted path below it; empty for the record
   *     as a whole
   * @param message what is wrong and what would be right
   */
  public InvalidSettingException(String key, String message) {
    super(message);
    this.key = key;
  }

  public String key() {
    return key;
  }
}
