package dev.ensayo.backend.compiled.node;

import dev.ensayo.core.config.InvalidSettingException;

/** What the compiled engine says about a network it cannot run. */
public final class Unsupported {
  private Unsupported() {}

  /**
   * @param layer such as {@code layer 1 (DenseLayer)}
   * @param what it asks for
   */
  public static InvalidSettingException inLayer(String layer, String what) {
    return new InvalidSettingException(
        "engine",
        layer + ": the compiled engine has no " + what + "; engine: deeplearning4j runs it");
  }
}
