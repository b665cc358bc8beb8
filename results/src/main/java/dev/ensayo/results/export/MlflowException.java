package dev.ensayo.results.export;

import java.io.IOException;

/** An MLflow server is not there, or has refused something; the message is one line. */
public final class MlflowException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  MlflowException(String message, String code, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /**
   * MLflow's own word for what is wrong, such as RESOURCE_DOES_NOT_EXIST; empty if it gave none.
   */
  String code() {
    return code;
  }
}
