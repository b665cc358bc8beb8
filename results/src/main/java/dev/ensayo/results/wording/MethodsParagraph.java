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
import dev.ensayo.results.reading.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the study was made, as a paragraph for a paper's appendix. */
final class MethodsParagraph {
  private final Terms terms;
  private final StudyResults results;
  private final Study study;
  private final ReportStatistics settings;

  MethodsParagraph(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
    this.study = results.study();
    this.settings = study.report().statistics();
  }

  String text() {
    List<String> sentences = new ArrayList<>();
    sentences.add(what());
    sentences.add(tests());
    sentences.add(
        "The score of a run is " + new Methods(terms).window() + "; " + direction() + ".");
    sentences.add(lost());
    sentences.add(intervals());
    comparison().ifPresent(sentences::add);
    curves().ifPresent(sentences::add);
    software().ifPresent(sentences::add);
    return sentences.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(" "));
  }

  private String what() {
    int count = results.variants().size();
    String things = results.grid().isPresent() ? "cell" : "variant";
    return "The study "
        + study.name()
        + " ran "
        + (count == 1
            ? types("agent")
            : Terms.counted(count, things) + " of " + types("agent") + names())
        + " on "
        + types("environment")
        + new Facts(terms).length().map(length -> " for " + length + " a run").orElse("")
        + ", with "
        + Terms.counted(study.seeds().size(), "seed")
        + (count == 1 ? "" : " for each " + things)
        + " ("
        + Terms.seeds(study.seeds()).replaceFirst("^seeds? ", "")
        + ").";
  }

  private String names() {
    return results.grid().isPresent()
        ? ""
        : " (" + Terms.capped(results.variants().stream().map(VariantResults::name).toList()) + ")";
  }

  /** The types that the variants name, such as "dqn and sarsa". */
  private String types(String section) {
    TreeSet<String> types = new TreeSet<>();
    study
        .compared()
        .forEach(variant -> type(study.configuration(variant), section).ifPresent(types::add));
    return types.isEmpty() ? "no " + section : String.join(" and ", types);
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
    return every
        .map(
            value ->
                "A run was tested every "
                    + value
                    + " "
                    + terms.clock()
                    + episodes.map(count -> ", " + count + " episodes a test").orElse("")
                    + ".")
        .orElse("");
  }

  private String direction() {
    return terms.higherIsBetter() ? "higher is better" : "lower is better";
  }

  private String lost() {
    String finished =
        results.finishedCount() + " of " + Terms.counted(results.runCount(), "run") + " finished";
    long failed =
        results.variants().stream()
            .mapToLong(variant -> variant.count(RunRecord.State.FAILED))
            .sum();
    if (failed == 0) {
      return finished + ".";
    }
    return finished
        + " and "
        + failed
        + " failed"
        + (new FailedRuns(terms).sentence().isPresent()
            ? ", which count with the worst score."
            : ", which have no score and are left out.");
  }

  private String intervals() {
    return "Scores are summed up by the interquartile mean (Agarwal et al., 2021) with 95\u00a0% "
        + (settings.interval() == IntervalMethod.BCA
            ? "bias-corrected and accelerated (BCa; Efron, 1987)"
            : "percentile")
        + " bootstrap intervals of 10,000 resamples, stratified by "
        + (results.grid().isPresent() ? "cell." : "variant.");
  }

  private Optional<String> comparison() {
    long compared =
        results.variants().stream().filter(variant -> variant.comparison().isPresent()).count();
    if (compared == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "Each variant was compared with "
            + results.baseline().name()
            + " by Welch's two-sided t-test, or where no side had any spread by the exact"
            + " permutation test, corrected for "
            + Terms.counted(compared, "comparison")
            + " by Holm's method; a difference was called one where the corrected p was below 0.05"
            + " and the bootstrap interval of the difference left out zero. The probability of"
            + " improvement has Newcombe's interval (2006, method 5)."
            + (settings.paired()
                ? " Runs of one seed were taken as pairs in a paired t-test and Wilcoxon's"
                    + " signed-rank test."
                : ""));
  }

  private Optional<String> curves() {
    if (results.curves().isEmpty() || results.curves().get().end() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "Learning curves are means over seeds with "
            + (settings.bands() == Bands.SIMULTANEOUS
                ? "simultaneous 95\u00a0% sup-t bands (Montiel Olea and Plagborg-Møller, 2019)."
                : "pointwise 95\u00a0% t-intervals."));
  }

  private Optional<String> software() {
    String code = found(Manifest::code);
    if (code.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Runs were made with Ensayo "
            + code
            + " on Java "
            + found(Manifest::java)
            + ", "
            + found(manifest -> manifest.backend().getOrDefault("engine", ""))
            + " engine, "
            + found(Manifest::os)
            + ", "
            + found(Manifest::cpu)
            + ".");
  }

  /** What the manifests say, each value once. */
  private String found(Function<Manifest, String> fact) {
    return results.found().runs().stream()
        .flatMap(run -> run.manifest().stream())
        .map(fact)
        .filter(value -> !value.isEmpty())
        .distinct()
        .sorted()
        .collect(Collectors.joining(" and "));
  }
}
