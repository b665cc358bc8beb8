package dev.ensayo.sequence.forecast;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.series.Series;
import dev.ensayo.core.series.SeriesTask;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of a forecaster that is found at once, before the first test: its only step ends it,
 * whatever the budget.
 */
public final class SolvedForecast extends ScheduledTraining {
  /** A forecaster that may leave what it has found. */
  public interface Solution extends Forecaster {
    /** What it shows beside its forecasts. */
    default List<Exhibit> exhibits() {
      return List.of();
    }

    /** Writes what was found into the run's folder; by default nothing. */
    default void write(Path directory) throws IOException {}
  }

  /** Finds a forecaster. */
  @FunctionalInterface
  public interface Solver {
    /** Looks at the training part alone. */
    Solution solve(Series series);
  }

  private final Solution solution;
  private final ForecastScoring test;

  /**
   * @param context whose environment is a {@link SeriesTask}
   */
  public SolvedForecast(TrainingContext context, Solver solver) {
    super(context, Clock.UPDATE, "throughput/updates_per_second", 1);
    Series series = ((SeriesTask) context.environment()).series(context.seeds());
    this.solution = solver.solve(series);
    this.test = new ForecastScoring(series);
  }

  @Override
  protected long step(long room) {
    stopEarly();
    return 1;
  }

  @Override
  protected void test(long number) {
    test.record(solution, this::record);
  }

  @Override
  public void writeModel(Path directory) throws IOException {
    solution.write(directory);
  }

  @Override
  public List<Exhibit> exhibits() {
    List<Exhibit> exhibits = new ArrayList<>(test.exhibits(solution));
    exhibits.addAll(solution.exhibits());
    return exhibits;
  }

  @Override
  public void close() {
    // nothing is held
  }
}
