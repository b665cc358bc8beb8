package dev.ensayo.experiments.run;

/** A request to stop that many runs listen to. */
public final class Cancellation {
  private volatile boolean requested;

  /** Asks every run to stop at its next slice; asking twice changes nothing. */
  public void request() {
    requested = true;
  }

  public boolean isRequested() {
    return requested;
  }
}
