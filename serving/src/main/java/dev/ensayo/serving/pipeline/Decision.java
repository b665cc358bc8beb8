package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.results.outcome.Condition;
import dev.ensayo.results.outcome.Subpopulation;
import dev.ensayo.serving.pipeline.PipelineConfig.Promote;
import dev.ensayo.serving.pipeline.PipelineConfig.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Whether a candidate becomes the champion. */
final class Decision {
  private final PipelineFile pipeline;
  private final PipelineFolder folder;
  private final PipelineHistory history;
  private final Promote rule;

  Decision(PipelineFile pipeline, PipelineHistory history) {
    this.pipeline = pipeline;
    this.folder = pipeline.folder();
    this.history = history;
    this.rule = pipeline.config().promote();
  }

  /**
   * Decides.
   *
   * @return true
   * @throws InvalidSettingException if a subpopulation is none of the data's
   * @throws IOException if the champion cannot be asked
   */
  boolean of(int candidate, EventSink sink) throws IOException {
    CsvRows rows =
        DataParts.of(
            folder, history.parts(), PipelineFolder.HELD_OUT, pipeline.variant().separator());
    HeldOutAnswers answers;
    try {
      answers = HeldOutAnswers.of(folder.version(candidate), rows);
    } catch (InvalidSettingException e) {
      sink.accept(refused(candidate, ImmutableList.of(e.getMessage()), ImmutableList.of()));
      return true;
    }
    DecisionWords words = new DecisionWords(answers.classes(), rule.confidence());
    if (history.champion().isEmpty()) {
      groups(answers.profile(), rows); // wrong ones are told at once
      if (Doubles.asList(answers.errors()).stream().allMatch(error -> Double.isNaN(error))) {
        sink.accept(
            refused(
                candidate,
                ImmutableList.of("it can read none of the held-out rows"),
                ImmutableList.of()));
        return true;
      }
      sink.accept(first(candidate, answers, rows, words));
      return true;
    }
    int champion = history.champion().get();
    HeldOutAnswers before = ofChampion(champion, rows);
    if (before.classes() != answers.classes()) {
      String kind =
          answers.classes()
              ? "classes and the champion numbers"
              : "numbers and the champion classes";
      sink.accept(
          refused(candidate, ImmutableList.of("the candidate tells " + kind), ImmutableList.of()));
      return true;
    }
    Comparison comparison =
        Comparison.of(answers, before, rows, groups(before.profile(), rows), rule);
    ImmutableList<String> reasons = words.reasons(comparison, rule.undecided());
    sink.accept(
        comparison.promotes(rule.undecided())
            ? new PipelineEvent.Promoted(candidate, champion, reasons, comparison.compared())
            : refused(candidate, reasons, comparison.compared()));
    return true;
  }

  private PipelineEvent first(
      int candidate, HeldOutAnswers answers, CsvRows rows, DecisionWords words) {
    List<Integer> readable =
        IntStream.range(0, rows.size())
            .filter(row -> !Double.isNaN(answers.errors()[row]))
            .boxed()
            .toList();
    double error = answers.mean(readable);
    return new PipelineEvent.Promoted(
        candidate,
        0,
        words.first(answers.classes() ? 1 - error : error, readable.size()),
        ImmutableList.of());
  }

  private HeldOutAnswers ofChampion(int champion, CsvRows rows) throws IOException {
    try {
      return HeldOutAnswers.of(folder.version(champion), rows);
    } catch (InvalidSettingException e) {
      throw new IOException(
          "the champion cannot be compared with: %s; --back goes back to the one before"
              .formatted(e.getMessage()),
          e);
    }
  }

  private PipelineEvent refused(int candidate, List<String> reasons, List<Compared> comparison) {
    return new PipelineEvent.Refused(
        candidate,
        history.champion().orElse(0),
        rule.refused() == Refused.LEAVE_OUT,
        reasons,
        comparison);
  }

  private List<Subpopulation> groups(List<ColumnProfile> profile, CsvRows rows) {
    List<Subpopulation> groups = new ArrayList<>();
    for (String text : rule.subpopulations()) {
      try {
        groups.addAll(Subpopulation.parse(text, profile));
      } catch (IllegalArgumentException e) {
        throw new InvalidSettingException("promote.subpopulations", e.getMessage());
      }
    }
    for (Subpopulation group : groups) {
      for (Condition condition : group.conditions()) {
        if (!rows.columns().contains(condition.column())) {
          throw new InvalidSettingException(
              "promote.subpopulations",
              "'%s': the data have no column '%s'; they have %s"
                  .formatted(group.name(), condition.column(), String.join(", ", rows.columns())));
        }
      }
    }
    return groups;
  }
}
