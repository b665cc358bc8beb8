package dev.ensayo.results.wording;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.study.ReportStatistics;
import dev.ensayo.core.study.ReportStatistics.Bands;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.reading.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the study was made, as a paragraph for a paper's appendix. */
final class MethodsParagraph {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final Study study;
  private final ReportStatistics settings;

  MethodsParagraph(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.study = results.study();
    this.settings = study.report().statistics();
  }

  String text() {
    List<String> sentences = new ArrayList<>();
    sentences.add(what());
    sentences.add(tests());
    sentences.add(
        terms.higherIsBetter()
            ? words.say("The score of a run is {0}; higher is better.", new Methods(terms).window())
            : words.say(
                "The score of a run is {0}; lower is better.", new Methods(terms).window()));
    sentences.add(lost());
    sentences.add(intervals());
    comparison().ifPresent(sentences::add);
    terms.tasks().map(TasksWords::method).ifPresent(sentences::add);
    curves().ifPresent(sentences::add);
    software().ifPresent(sentences::add);
    return sentences.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(" "));
  }

  private String what() {
    int count = results.variants().size();
    String agents = types("agent");
    String environments = types("environment");
    String length =
        new Facts(terms).length().map(budget -> words.say(" for {0} a run", budget)).orElse("");
    String seeds =
        terms
            .sequential()
            .map(SequentialWords::groups)
            .orElseGet(() -> terms.seedCount(study.seeds().size()));
    String named = terms.seedNumbers(study.seeds());
    if (count == 1) {
      return words.say(
          "The study {0} ran {1} on {2}{3}, with {4} ({5}).",
          study.name(), agents, environments, length, seeds, named);
    }
    return results.grid().isPresent()
        ? words.say(
            "The study {0} ran {1} cells of {2} on {3}{4}, with {5} for each cell ({6}).",
            study.name(), count, agents, environments, length, seeds, named)
        : words.say(
            "The study {0} ran {1} variants of {2} ({3}) on {4}{5}, with {6} for each variant"
                + " ({7}).",
            study.name(), count, agents, names(), environments, length, seeds, named);
  }

  private String names() {
    return terms.capped(results.variants().stream().map(VariantResults::name).toList());
  }

  /** The types that the variants name, such as "dqn and sarsa". */
  private String types(String section) {
    TreeSet<String> types = new TreeSet<>();
    study
        .compared()
        .forEach(variant -> type(study.configuration(variant), section).ifPresent(types::add));
    return joined(List.copyOf(types));
  }

  /** "a and b and c". */
  private String joined(List<String> all) {
    return all.stream().reduce((some, next) -> words.say("{0} and {1}", some, next)).orElse("–");
  }

  private static Optional<String> type(ConfigNode.Mapping config, String section) {
    return InlineYaml.at(config, section)
        .flatMap(
            node ->
                node instanceof ConfigNode.Scalar scalar
                    ? Optional.of(scalar.text())
                    : InlineYaml.at(config, section + ".type").map(InlineYaml::of));
  }

  private String tests() {
    ConfigNode.Mapping config = study.configuration(study.baseline());
    Optional<String> every = InlineYaml.at(config, "evaluation.every").map(InlineYaml::of);
    Optional<String> episodes = InlineYaml.at(config, "evaluation.episodes").map(InlineYaml::of);
    if (every.isEmpty()) {
      return "";
    }
    return episodes.isPresent()
        ? words.say(
            "A run was tested every {0} {1}, {2} episodes a test.",
            every.get(), terms.clock(), episodes.get())
        : words.say("A run was tested every {0} {1}.", every.get(), terms.clock());
  }

  private String lost() {
    String finished =
        words.capitalized(
            words.say(
                "{0} of {1} finished",
                results.finishedCount(), words.counted(results.runCount(), "{0} run|{0} runs")));
    long failed =
        results.variants().stream()
            .mapToLong(variant -> variant.count(RunRecord.State.FAILED))
            .sum();
    if (failed == 0) {
      return words.say("{0}.", finished);
    }
    return new FailedRuns(terms).sentence().isPresent()
        ? words.say("{0} and {1} failed, which count with the worst score.", finished, failed)
        : words.say("{0} and {1} failed, which have no score and are left out.", finished, failed);
  }

  private String intervals() {
    return settings.interval() == IntervalMethod.BCA
        ? words.say(
            "Scores are summed up by the interquartile mean (Agarwal et al., 2021) with 95\u00a0%"
                + " bias-corrected and accelerated (BCa; Efron, 1987) bootstrap intervals of 10,000"
                + " resamples, stratified by variant.")
        : words.say(
            "Scores are summed up by the interquartile mean (Agarwal et al., 2021) with 95\u00a0%"
                + " percentile bootstrap intervals of 10,000 resamples, stratified by variant.");
  }

  private Optional<String> comparison() {
    long compared =
        results.variants().stream().filter(variant -> variant.comparison().isPresent()).count();
    if (compared == 0) {
      return Optional.empty();
    }
    if (terms.sequential().isPresent()) {
      return Optional.of(terms.sequential().get().design());
    }
    String comparisons = words.counted(compared, "{0} comparison|{0} comparisons");
    return Optional.of(
        Stream.of(compared(comparisons), difference(), pairs())
            .filter(sentence -> !sentence.isEmpty())
            .collect(Collectors.joining(" ")));
  }

  private String compared(String comparisons) {
    if (study.ablation().isPresent()) {
      return words.say(
          "Each part was tested against {0} by the paired t-test of runs with the same seed, or where"
              + " nothing varied by the exact test, corrected for {1} by Holm's method.",
          results.baseline().name(), comparisons);
    }
    return results.hasOneBaseline()
        ? words.say(
            "Each variant was compared with {0} by Welch's two-sided t-test, or where no side had any"
                + " spread by the exact permutation test, corrected for {1} by Holm's method.",
            results.baseline().name(), comparisons)
        : words.say(
            "Each variant was compared with what stands for {0} at its value of {1} by Welch's"
                + " two-sided t-test, or where no side had any spread by the exact permutation test,"
                + " corrected for {2} by Holm's method.",
            results.baseline().name(), study.report().within().orElseThrow(), comparisons);
  }

  private String difference() {
    return words.say(
        "A difference was called one where the corrected p was below 0.05 and the bootstrap interval"
            + " of the difference left out zero. The probability of improvement has Newcombe's"
            + " interval (2006, method 5).");
  }

  private String pairs() {
    return settings.paired()
        ? words.say(
            "Runs of one seed were taken as pairs in a paired t-test and Wilcoxon's signed-rank"
                + " test.")
        : "";
  }

  private Optional<String> curves() {
    if (results.curves().isEmpty() || results.curves().get().end() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        settings.bands() == Bands.SIMULTANEOUS
            ? words.say(
                "Learning curves are means over seeds with simultaneous 95\u00a0% sup-t bands (Montiel"
                    + " Olea and Plagborg-Møller, 2019).")
            : words.say(
                "Learning curves are means over seeds with pointwise 95\u00a0% t-intervals."));
  }

  private Optional<String> software() {
    String code = found(Manifest::code);
    if (code.equals("–")) {
      return Optional.empty();
    }
    return Optional.of(
        words.say(
            "Runs were made with Ensayo {0} on Java {1} ({2}), {3}, {4}.",
            code,
            found(Manifest::java),
            found(manifest -> manifest.backend().getOrDefault("engine", "")),
            found(Manifest::os),
            found(Manifest::cpu)));
  }

  /** What the manifests say, each value once. */
  private String found(Function<Manifest, String> fact) {
    return joined(
        results.found().runs().stream()
            .flatMap(run -> run.manifest().stream())
            .map(fact)
            .filter(value -> !value.isEmpty())
            .distinct()
            .sorted()
            .toList());
  }
}
