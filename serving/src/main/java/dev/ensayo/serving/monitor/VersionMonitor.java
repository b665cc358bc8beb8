package dev.ensayo.serving.monitor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.results.drift.DriftTest;
import dev.ensayo.results.drift.FeatureCounter;
import dev.ensayo.results.drift.FeatureWindow;
import dev.ensayo.results.monitor.MonitorRecord;
import dev.ensayo.results.outcome.Condition;
import dev.ensayo.results.outcome.Outcomes;
import dev.ensayo.results.outcome.Subpopulation;
import dev.ensayo.serving.protocol.Tensor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Watches one version of a model: counts what is asked and answered, and compares it with the
 * training part after every so many rows. Thread-safe.
 */
final class VersionMonitor {
  private final String model;
  private final String version;
  private final LiveInputs inputs;
  private final Optional<LivePredictions> predictions;
  private final List<FeatureCounter> ofInputs;
  private final List<FeatureCounter> ofPredictions;
  private final int window;
  private final Outcomes all;
  private final ImmutableList<Subpopulation> groups;

  /** Fields that subpopulations read; others are not kept until the right answer comes. */
  private final ImmutableSet<String> kept;

  private Outcomes recent;
  private long answered;
  private long refused;
  private Instant begun;
  private Instant outcomesBegun;

  /**
   * @param window rows of a window
   * @param groups whose answers are looked at apart
   */
  VersionMonitor(
      String model,
      String version,
      Preprocessing preprocessing,
      int window,
      List<Subpopulation> groups) {
    this.model = model;
    this.version = version;
    this.inputs = LiveInputs.of(preprocessing);
    this.predictions = LivePredictions.of(preprocessing);
    this.ofInputs = inputs.profiles().stream().map(FeatureCounter::new).toList();
    this.ofPredictions =
        predictions.stream()
            .flatMap(live -> live.profiles().stream())
            .map(FeatureCounter::new)
            .toList();
    this.window = window;
    this.groups = ImmutableList.copyOf(groups);
    this.kept =
        groups.stream()
            .flatMap(group -> group.conditions().stream())
            .map(Condition::column)
            .collect(ImmutableSet.toImmutableSet());
    this.all = new Outcomes(areClasses(), groups);
    this.recent = new Outcomes(areClasses(), ImmutableList.of());
  }

  /** Whether answers are classes; else they are numbers, or cannot be right or wrong. */
  boolean areClasses() {
    return predictions.map(LivePredictions::areClasses).orElse(false);
  }

  /** Whether right answers can be told later. */
  boolean canBeJudged() {
    return predictions.isPresent();
  }

  /** The classes that a right answer may be; empty of numbers. */
  List<String> classes() {
    return predictions.map(LivePredictions::classes).orElse(List.of());
  }

  /**
   * Counts a request that was answered.
   *
   * @param ended receives the window that it ends
   * @return what each row was told; empty where that cannot be right or wrong
   */
  synchronized List<Told> answered(
      List<Tensor> asked, List<Tensor> told, Instant at, List<MonitorRecord> ended) {
    List<Map<String, String>> fields = inputs.count(asked, ofInputs, kept);
    List<Told> rows =
        predictions.map(live -> live.count(told, ofPredictions, fields)).orElse(List.of());
    begun = begun == null ? at : begun;
    answered += fields.size();
    if (answered >= window) {
      end(at).ifPresent(ended::add);
    }
    return rows;
  }

  /** Counts a request that was refused for what it asked. */
  synchronized void refused(Instant at) {
    begun = begun == null ? at : begun;
    refused++;
  }

  /** Ends the window; empty if nothing was asked. */
  synchronized Optional<MonitorRecord> end(Instant at) {
    if (answered + refused == 0) {
      return Optional.empty();
    }
    MonitorRecord.Window ended =
        new MonitorRecord.Window(
            model,
            version,
            moment(begun),
            moment(at),
            answered,
            refused,
            DriftTest.compare(inputs.profiles(), taken(ofInputs)),
            DriftTest.compare(
                predictions.map(LivePredictions::profiles).orElse(List.of()),
                taken(ofPredictions)));
    answered = 0;
    refused = 0;
    begun = null;
    return Optional.of(ended);
  }

  private static List<FeatureWindow> taken(List<FeatureCounter> counters) {
    List<FeatureWindow> windows = new ArrayList<>();
    counters.forEach(counter -> windows.add(counter.take()));
    return windows;
  }

  /**
   * A right answer has come in.
   *
   * @param right the class, or the number
   * @param fields more than what was asked, for subpopulations
   * @param ended receives the outcomes that it completes
   */
  synchronized void right(
      Told told, String right, Map<String, String> fields, Instant at, List<MonitorRecord> ended) {
    outcomesBegun = outcomesBegun == null ? at : outcomesBegun;
    for (Outcomes outcomes : List.of(all, recent)) {
      if (areClasses()) {
        outcomes.addClass(right.equals(told.predicted()), told.confidence(), fields);
      } else {
        outcomes.addNumber(Double.parseDouble(right), told.number(), fields);
      }
    }
    if (recent.count() >= window) {
      endOutcomes(at).ifPresent(ended::add);
    }
  }

  /** Ends the right answers of a window; empty if none came. */
  synchronized Optional<MonitorRecord> endOutcomes(Instant at) {
    if (recent.count() == 0) {
      return Optional.empty();
    }
    MonitorRecord.Outcome outcome =
        new MonitorRecord.Outcome(
            model,
            version,
            moment(outcomesBegun),
            moment(at),
            recent.overall(version),
            all.groups(),
            all.calibration());
    recent = new Outcomes(areClasses(), ImmutableList.of());
    outcomesBegun = null;
    return Optional.of(outcome);
  }

  /** Those whose answers are looked at apart. */
  ImmutableList<Subpopulation> groups() {
    return groups;
  }

  private static String moment(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
