package dev.ensayo.results.monitor;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.drift.FeatureDrift;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.outcome.GroupScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a monitor found, in sentences. */
final class MonitorWords {
  private static final int MOST_NAMED = 5;

  private final Phrasebook words;

  MonitorWords(Phrasebook words) {
    this.words = words;
  }

  /** What a reader must know of a version, the worst first. */
  ImmutableList<String> findings(ServedVersion version) {
    List<String> sentences = new ArrayList<>();
    version.lastOutcome().ifPresent(outcome -> groups(outcome, sentences));
    version.last().ifPresent(window -> drift(version, window, sentences));
    version.lastOutcome().ifPresent(outcome -> sentences.add(score(version, outcome.overall())));
    sentences.add(traffic(version));
    return ImmutableList.copyOf(sentences);
  }

  private void groups(MonitorRecord.Outcome outcome, List<String> sentences) {
    List<GroupScore> worse = outcome.groups().stream().filter(GroupScore::isWorse).toList();
    for (GroupScore group : worse) {
      sentences.add(
          words.say(
              "{0} is served worse than the others: {1} [{2}, {3}], corrected p {4}.",
              group.name(),
              words.number(group.score(), 3),
              words.number(group.low(), 3),
              words.number(group.high(), 3),
              words.probability(group.adjusted())));
    }
    if (worse.isEmpty() && !outcome.groups().isEmpty()) {
      sentences.add(
          words.counted(
              outcome.groups().size(),
              "The one group is not clearly served worse than the others.|None of the {0} groups is"
                  + " clearly served worse than the others."));
    }
  }

  private void drift(ServedVersion version, MonitorRecord.Window last, List<String> sentences) {
    List<FeatureDrift> inputs = last.inputs().stream().filter(FeatureDrift::isDrift).toList();
    List<FeatureDrift> told = last.predictions().stream().filter(FeatureDrift::isDrift).toList();
    if (last.inputs().isEmpty()) {
      sentences.add(
          words.say("What it learned from was not measured, so that nothing is compared."));
    } else if (inputs.isEmpty()) {
      sentences.add(words.say("In the last window, what is asked is like what was learned from."));
    } else {
      sentences.add(
          words.counted(
              inputs.size(),
              "In the last window, one feature is not like what was learned from: {1}.|In the last"
                  + " window, {0} features are not like what was learned from: {1}.",
              named(inputs)));
    }
    if (!told.isEmpty()) {
      sentences.add(words.say("What is answered has changed: {0}.", named(told)));
    }
    long alarms = version.windows().stream().filter(w -> !w.drifted().isEmpty()).count();
    sentences.add(
        words.counted(
            version.windows().size(),
            "{1} of {0} window has a feature that changed.|{1} of {0} windows have a feature that"
                + " changed.",
            alarms));
  }

  private String named(List<FeatureDrift> drifts) {
    String names =
        drifts.stream()
            .limit(MOST_NAMED)
            .map(drift -> drift.name() + " (" + words.number(drift.index(), 2) + ")")
            .collect(Collectors.joining(", "));
    return drifts.size() > MOST_NAMED
        ? words.say("{0} and {1} more", names, drifts.size() - MOST_NAMED)
        : names;
  }

  private String score(ServedVersion version, GroupScore overall) {
    String score = words.number(overall.score(), 3);
    String low = words.number(overall.low(), 3);
    String high = words.number(overall.high(), 3);
    return version.tellsNumbers()
        ? words.counted(
            overall.count(),
            "Mean absolute error of the last right answer that came in: {1}.|Mean absolute error of"
                + " the last {0} right answers that came in: {1} [{2}, {3}].",
            score,
            low,
            high)
        : words.counted(
            overall.count(),
            "Accuracy by the last right answer that came in: {1}.|Accuracy by the last {0} right"
                + " answers that came in: {1} [{2}, {3}].",
            score,
            low,
            high);
  }

  private String traffic(ServedVersion version) {
    String answered =
        words.counted(
            version.answered(),
            "{0} row was answered in ended windows|{0} rows were answered in ended windows");
    return version.refused() == 0
        ? words.say("{0}, no request refused for what it asked.", answered)
        : words.counted(
            version.refused(),
            "{1}, {0} request refused for what it asked.|{1}, {0} requests refused for what they"
                + " asked.",
            answered);
  }

  /** Where a version comes from. */
  Optional<String> origin(ServedVersion version) {
    return version
        .served()
        .map(
            served ->
                words.say(
                    "Version {0}, of {1}, served since {2}.",
                    version.version(), served.run(), words.time(served.at())));
  }

  /** Whether a feature changed. */
  String verdict(FeatureDrift drift) {
    return drift.isDrift() ? words.say("changed") : words.say("no clear change");
  }
}
