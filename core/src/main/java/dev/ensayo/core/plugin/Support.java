package dev.ensayo.core.plugin;

import static com.google.common.base.Preconditions.checkArgument;

/** Whether an agent can learn from an environment, and if not, why. */
public final class Support {
  private static final Support YES = new Support("");

  private final String reason;

  private Support(String reason) {
    this.reason = reason;
  }

  public static Support yes() {
    return YES;
  }

  /**
   * @param reason a clause that follows "…, because": "it needs a transition table"
   */
  public static Support no(String reason) {
    checkArgument(!reason.isBlank(), "a refusal needs a reason");
    return new Support(reason);
  }

  public boolean isSupported() {
    return reason.isEmpty();
  }

  /** Why not; empty if supported. */
  public String reason() {
    return reason;
  }
}
