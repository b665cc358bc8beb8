package dev.ensayo.core.metrics;

/**
 * What a run records at its end that gives back the parameters of an earlier test, as early
 * stopping does: where on its clock that test was. The run's score is what was measured there; its
 * curves show what each test measured.
 */
public final class KeptPoint {
  /** Name of the metric; its value is a position on the run's clock. */
  public static final String METRIC = "model/kept_at";

  private KeptPoint() {}
}
