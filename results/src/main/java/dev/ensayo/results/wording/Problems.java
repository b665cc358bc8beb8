package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Runs that failed, did not finish, or have no usable score: each with its reason. */
final class Problems {
  private record Kind(String variant, String ending) {}

  private final StudyRuns found;
  private final Study study;

  Problems(StudyRuns found) {
    this.found = found;
    this.study = found.study();
  }

  /** Those of one variant with the same reason together. */
  ImmutableList<String> sentences() {
    Map<Kind, List<Long>> seeds = new LinkedHashMap<>();
    for (RunRecord run : found.runs()) {
      String ending = ending(run);
      if (!ending.isEmpty()) {
        seeds
            .computeIfAbsent(new Kind(run.variant(), ending), kind -> new ArrayList<>())
            .add(run.seed());
      }
    }
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    seeds.forEach(
        (kind, numbers) ->
            sentences.add(
                kind.variant()
                    + (numbers.size() == 1 ? ", seed " : ", seeds ")
                    + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + kind.ending()));
    return sentences.build();
  }

  private String ending(RunRecord run) {
    if (!run.isFinished()) {
      return " " + Terms.of(run.state()) + ": " + RunEnding.reason(run);
    }
    OptionalDouble score = RunScore.of(study, run);
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
