package dev.ensayo.core.series;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.random.SeedSequence;

/** A series to be forecast: read from a file, or drawn. */
public interface SeriesTask extends EnvironmentSource {
  @Override
  SeriesSpec spec();

  /**
   * The numbers.
   *
   * @param seeds the run's; decide what is drawn. The same seeds give the same series
   */
  Series series(SeedSequence seeds);
}
