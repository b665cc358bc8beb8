package dev.ensayo.agents.rl4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What threads report, until the run's own thread takes it. */
final class WorkerReports {
  /**
   * An episode that ended.
   *
   * @param moment environment step at which it ended, counted over all threads
   */
  record Episode(long moment, double episodeReturn, int length) {}

  private List<Episode> episodes = new ArrayList<>();
  private List<Double> losses = new ArrayList<>();

  synchronized void addEpisode(long moment, double episodeReturn, int length) {
    episodes.add(new Episode(moment, episodeReturn, length));
  }

  synchronized void addLoss(double loss) {
    losses.add(loss);
  }

  /** The episodes since it was asked last, in the order in which they ended. */
  synchronized List<Episode> takeEpisodes() {
    List<Episode> taken = episodes;
    episodes = new ArrayList<>();
    taken.sort(Comparator.comparingLong(Episode::moment));
    return taken;
  }

  /** The losses of updates since it was asked last. */
  synchronized List<Double> takeLosses() {
    List<Double> taken = losses;
    losses = new ArrayList<>();
    return taken;
  }
}
