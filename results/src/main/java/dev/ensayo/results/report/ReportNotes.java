package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.report.RunRecord.State;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.WelchTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a reader must know before believing a number. */
final class ReportNotes {
  private final StudyRuns found;
  private final Study study;
  private final List<VariantReport> variants;

  ReportNotes(StudyRuns found, List<VariantReport> variants) {
    this.found = found;
    this.study = found.study();
    this.variants = variants;
  }

  /** Limits of the statistics in this report. */
  ImmutableList<String> notes() {
    List<String> notes = new ArrayList<>();
    boolean named = variants.stream().anyMatch(variant -> variant.name().equals(Variant.BASELINE));
    if (variants.size() > 1 && !named) {
      notes.add(
          "No variant is called baseline, so the others are compared with the first, "
              + study.baseline().name()
              + ".");
    }
    addFor(
        notes,
        variant -> variant.scores().length == 1,
        "One score says nothing of the spread between seeds, so there is no interval and no"
            + " test: ");
    addFor(
        notes,
        variant -> variant.scores().length == 2 || variant.scores().length == 3,
        "The bootstrap interval of two or three scores is narrower than it should be; read it as a"
            + " range: ");
    addFor(
        notes,
        variant ->
            variant.scores().length >= 1
                && variant.scores().length < InterquartileMean.FEWEST_TO_TRIM,
        "With fewer than four scores the interquartile mean is the plain mean: ");
    VariantReport baseline =
        variants.stream().filter(VariantReport::isBaseline).findFirst().orElseThrow();
    addFor(
        notes,
        variant ->
            !variant.isBaseline()
                && variant.scores().length >= 2
                && baseline.scores().length >= 2
                && WelchTest.of(variant.scores(), baseline.scores()).isEmpty(),
        "All seeds score the same, in the baseline too, so that Welch's test is not defined: ");
    if (!study.report().exclude().isEmpty()) {
      notes.add(
          "Run, and left out of the comparison by report.exclude: "
              + String.join(", ", study.report().exclude())
              + ".");
    }
    if (!found.strays().isEmpty()) {
      notes.add(
          "The folder also holds runs that the study does not ask for; they are not part of this"
              + " report: "
              + String.join(", ", found.strays())
              + ".");
    }
    addMissingMetric(notes);
    addMissingAcross(notes);
    return ImmutableList.copyOf(notes);
  }

  private void addFor(List<String> notes, Predicate<VariantReport> applies, String text) {
    List<String> names = variants.stream().filter(applies).map(VariantReport::name).toList();
    if (!names.isEmpty()) {
      boolean all = names.size() == variants.size() && names.size() > 1;
      notes.add(text + (all ? "all variants" : String.join(", ", names)) + ".");
    }
  }

  private void addMissingAcross(List<String> notes) {
    study
        .report()
        .across()
        .filter(setting -> variants.stream().noneMatch(v -> ScoresAcross.hasNumber(v, setting)))
        .ifPresent(
            setting ->
                notes.add(
                    "report.across names "
                        + setting
                        + ", but no finished variant has a number there, so scores are not drawn"
                        + " against it."));
  }

  private void addMissingMetric(List<String> notes) {
    String metric = study.report().metric();
    TreeSet<String> recorded = new TreeSet<>();
    found.runs().forEach(run -> recorded.addAll(run.metrics().keySet()));
    if (!recorded.isEmpty() && !recorded.contains(metric)) {
      notes.add(
          "No run recorded the report's metric "
              + metric
              + "; recorded are "
              + String.join(", ", recorded)
              + ".");
    }
  }

  /** Runs without a score, those of one variant with the same reason together. */
  ImmutableList<String> problems() {
    Map<String, List<Long>> seeds = new LinkedHashMap<>();
    Map<String, String> endings = new LinkedHashMap<>();
    for (RunRecord run : found.runs()) {
      String ending = ending(run);
      if (!ending.isEmpty()) {
        String key = run.variant() + "\n" + ending;
        seeds.computeIfAbsent(key, ignored -> new ArrayList<>()).add(run.seed());
        endings.put(key, run.variant());
      }
    }
    ImmutableList.Builder<String> problems = ImmutableList.builder();
    seeds.forEach(
        (key, numbers) ->
            problems.add(
                endings.get(key)
                    + (numbers.size() == 1 ? ", seed " : ", seeds ")
                    + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + key.substring(key.indexOf('\n') + 1)));
    return problems.build();
  }

  private String ending(RunRecord run) {
    if (run.state() != State.FINISHED) {
      return " " + run.state().label() + ": " + run.reason();
    }
    OptionalDouble score = StudyAnalysis.score(study, run);
    if (score.isEmpty()) {
      return " finished without a score: " + study.report().metric() + " was never recorded";
    }
    return Double.isFinite(score.getAsDouble())
        ? ""
        : " finished without a usable score: its last "
            + study.report().metric()
            + " is "
            + score.getAsDouble();
  }
}
