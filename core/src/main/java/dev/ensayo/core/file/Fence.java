package dev.ensayo.core.file;

import java.io.IOException;

/** Whether one may still write: asked right before what was prepared becomes visible to others. */
@FunctionalInterface
public interface Fence {
  /** Lets everything pass. */
  Fence NONE = () -> {};

  /**
   * @throws IOException if it must not be written
   */
  void check() throws IOException;
}
