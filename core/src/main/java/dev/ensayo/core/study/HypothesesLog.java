package dev.ensayo.core.study;

import com.google.common.collect.Iterables;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.metrics.Better;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which hypotheses a study had when, {@code hypotheses.yaml} in its folder: an entry from before
 * its first run, and one for each session that found them changed.
 */
public record HypothesesLog(
    @Setting(value = "what the study expected, session by session", defaultValue = "[]")
        List<Entry> entries) {
  /** Nothing is known. */
  public static final HypothesesLog EMPTY = new HypothesesLog(List.of());

  /** What a session found. */
  public record Entry(
      @Setting(value = "runs that had begun before", min = 0) int runs,
      @Setting("the metric that was compared") String metric,
      @Setting("which direction of it was better") Better better,
      @Setting("what of it was the score of a run") ReportSpec.Score score,
      @Setting(value = "how many values of it were the score", min = 1) int window,
      @Setting(value = "what was expected", defaultValue = "[]") List<Hypothesis> hypotheses) {
    public Entry {
      Settings.check(Entry.class, runs, metric, better, score, window, hypotheses);
      hypotheses = List.copyOf(hypotheses);
    }

    static Entry of(Study study, int runs) {
      ReportSpec report = study.report();
      return new Entry(
          runs,
          report.metric(),
          report.better(),
          report.score(),
          report.window(),
          study.hypotheses());
    }

    /** Whether scores mean the same in both. */
    public boolean hasScoreOf(Entry other) {
      return metric.equals(other.metric)
          && better == other.better
          && score == other.score
          && window == other.window;
    }

    private boolean saysTheSame(Entry other) {
      return hasScoreOf(other) && hypotheses.equals(other.hypotheses);
    }
  }

  public HypothesesLog {
    Settings.check(HypothesesLog.class, entries);
    entries = List.copyOf(entries);
  }

  /** What a session would find that began with the study as it is now. */
  public static Entry now(Study study) {
    return Entry.of(study, 0);
  }

  /**
   * How many runs had begun when a hypothesis was first there; empty if no session has found it.
   */
  public Optional<Integer> runsBefore(Hypothesis hypothesis) {
    return entries.stream()
        .filter(entry -> entry.hypotheses().contains(hypothesis))
        .findFirst()
        .map(Entry::runs);
  }

  /**
   * @throws dev.ensayo.core.config.ConfigException if it cannot be read
   */
  static HypothesesLog read(Path file) {
    return Files.exists(file)
        ? ConfigBinder.bind(YamlReader.read(file), "", HypothesesLog.class)
        : EMPTY;
  }

  /**
   * Adds what a session finds, if that is news.
   *
   * @param runs that have begun
   */
  static void append(Path file, Study study, int runs) throws IOException {
    HypothesesLog before = read(file);
    Entry entry = Entry.of(study, runs);
    boolean isNews =
        before.entries.isEmpty()
            ? !study.hypotheses().isEmpty()
            : !Iterables.getLast(before.entries).saysTheSame(entry);
    if (isNews) {
      List<Entry> entries = new ArrayList<>(before.entries);
      entries.add(entry);
      AtomicFile.write(file, YamlWriter.write(ConfigUnbinder.unbind(new HypothesesLog(entries))));
    }
  }
}
