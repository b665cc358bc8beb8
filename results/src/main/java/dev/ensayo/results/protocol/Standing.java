package dev.ensayo.results.protocol;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.protocol.PublishedResult.Counts;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * A published number beside what is here.
 *
 * @param protocol where it stands
 * @param published the number
 * @param state how they lie to each other
 * @param differing settings of the runs here that are not the publication's
 * @param score here; empty if it was not run
 * @param interval of the score; empty for fewer than two finished runs
 * @param runs how many finished runs have a score
 */
public record Standing(
    Protocol protocol,
    PublishedResult published,
    State state,
    ImmutableSortedSet<String> differing,
    OptionalDouble score,
    Optional<Interval> interval,
    int runs) {
  /** How a published number and an interval lie to each other. */
  public enum State {
    /** The interval reaches the published value, give or take the tolerance. */
    INSIDE,
    OUTSIDE,
    /** There is no finished run. */
    NOT_RUN,
    /** There are runs, but not with the publication's settings. */
    SETTINGS_DIFFER
  }

  /** Those of one study, in the order of its protocols; none where nothing is published of it. */
  public static ImmutableList<Standing> of(Collection<Protocol> protocols, StudyResults results) {
    List<Standing> standings = new ArrayList<>();
    for (Protocol protocol : protocols) {
      if (protocol.study().equals(results.study().name())) {
        protocol.results().forEach(result -> standings.add(of(protocol, result, results)));
      }
    }
    return ImmutableList.copyOf(standings);
  }

  /** Those of a protocol whose study was not run at all. */
  public static ImmutableList<Standing> notRun(Protocol protocol) {
    return protocol.results().stream()
        .map(result -> notRun(protocol, result.published()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Standing notRun(Protocol protocol, PublishedResult published) {
    return new Standing(
        protocol,
        published,
        State.NOT_RUN,
        ImmutableSortedSet.of(),
        OptionalDouble.empty(),
        Optional.empty(),
        0);
  }

  private static Standing of(Protocol protocol, Protocol.Result result, StudyResults results) {
    Optional<VariantResults> variant =
        results.variants().stream()
            .filter(each -> each.name().equals(result.published().variant()))
            .findFirst();
    if (variant.isEmpty() || variant.get().score().isEmpty()) {
      return notRun(protocol, result.published());
    }
    VariantResults here = variant.get();
    ReportSpec report = results.study().report();
    ImmutableSortedSet<String> differing = differing(protocol.score(), report, result, here);
    double score = here.score().orElseThrow();
    Interval interval = here.interval().orElse(new Interval(score, score));
    return new Standing(
        protocol,
        result.published(),
        differing.isEmpty()
            ? state(result.published(), interval, report.better())
            : State.SETTINGS_DIFFER,
        differing,
        here.score(),
        here.interval(),
        here.scores().length);
  }

  static State state(PublishedResult published, Interval here, Better better) {
    double low = published.value() - published.tolerance();
    double high = published.value() + published.tolerance();
    boolean betterCounts = published.counts() == Counts.AT_LEAST_AS_GOOD;
    boolean notBelow = here.high() >= low || (betterCounts && better == Better.LOWER);
    boolean notAbove = here.low() <= high || (betterCounts && better == Better.HIGHER);
    return notBelow && notAbove ? State.INSIDE : State.OUTSIDE;
  }

  private static ImmutableSortedSet<String> differing(
      ScoreSpec asked, ReportSpec report, Protocol.Result result, VariantResults variant) {
    TreeSet<String> differing = new TreeSet<>();
    if (!asked.metric().equals(report.metric())) {
      differing.add("report.metric");
    }
    if (asked.score() != report.score()) {
      differing.add("report.score");
    }
    if (asked.window() != report.window()) {
      differing.add("report.window");
    }
    for (RunRecord run : variant.runs()) {
      if (run.isFinished()) {
        try {
          differing.addAll(
              SettingsMatch.differing(
                  result.settings(), YamlReader.parse("config.yaml", run.config())));
        } catch (ConfigException e) {
          differing.add("config.yaml");
        }
      }
    }
    return ImmutableSortedSet.copyOf(differing);
  }
}
