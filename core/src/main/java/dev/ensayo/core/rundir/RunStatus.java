package dev.ensayo.core.rundir;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run stands. */
public enum RunStatus {
  /** Under way, or killed while it was. */
  RUNNING,
  /** Stopped on request; resumes from its checkpoint. */
  INTERRUPTED,
  /** Learning broke down, or a file could not be written. */
  FAILED,
  /** Done; only with the marker {@code COMPLETE} beside it. */
  COMPLETE;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
