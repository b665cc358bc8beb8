package dev.ensayo.cluster;

import dev.ensayo.experiments.launch.RunEvent;
import org.apache.spark.util.AccumulatorV2;

/**
 * Takes the news of a run to the driver: Spark sends the accumulator of a running task along with
 * each heartbeat of its executor. Nothing is added up, so the driver's own stays empty.
 *
 * <p>The thread of the run writes while that of the heartbeat reads.
 */
final class NewsAccumulator extends AccumulatorV2<RunEvent, RunNews> {
  private static final long serialVersionUID = 1L;

  private volatile RunNews news = RunNews.NONE;

  /**
   * A heartbeat may see it while it is still being read from the task's bytes, with no field set.
   */
  private RunNews now() {
    RunNews known = news;
    return known == null ? RunNews.NONE : known;
  }

  @Override
  public boolean isZero() {
    return now().equals(RunNews.NONE);
  }

  @Override
  public NewsAccumulator copy() {
    NewsAccumulator copy = new NewsAccumulator();
    copy.news = now();
    return copy;
  }

  @Override
  public void reset() {
    news = RunNews.NONE;
  }

  @Override
  public void add(RunEvent event) {
    news = news.with(event); // by the thread of the run alone
  }

  /** From now on the run is known to be made where the driver cannot see it. */
  void addScratch() {
    news = news.inScratch();
  }

  /** Keeps nothing: what a task told is heard from its heartbeats and its result. */
  @Override
  public void merge(AccumulatorV2<RunEvent, RunNews> other) {}

  @Override
  public RunNews value() {
    return now();
  }
}
