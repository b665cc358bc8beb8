package dev.ensayo.serving.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.Settings;
import dev.ensayo.results.outcome.Condition;
import dev.ensayo.results.outcome.Subpopulation;
import dev.ensayo.serving.pipeline.Compared.Verdict;
import dev.ensayo.serving.pipeline.PipelineConfig.Promote;
import dev.ensayo.serving.pipeline.PipelineConfig.Undecided;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Promote RULE =
      Settings.of(Promote.class, "{margin: 0.02, groupMargin: 0.05, leastRows: 20}");

  /** Rows of groups, and on each whether champion and candidate are wrong. */
  private static final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Double> champion = new ArrayList<>();
    private final List<Double> candidate = new ArrayList<>();

    Table add(String group, int count, double championError, double candidateError) {
      for (int i = 0; i < count; i++) {
        rows.add(List.of(group));
        champion.add(championError);
        candidate.add(candidateError);
      }
      return this;
    }

    Comparison compare(boolean classes, String... groups) {
      return Comparison.of(
          answers(classes, candidate),
          answers(classes, champion),
          new CsvRows(List.of("group"), rows, Collections.nCopies(rows.size(), 1L)),
          List.of(groups).stream()
              .map(name -> new Subpopulation(name, List.of(new Condition("group", "=", name))))
              .toList(),
          RULE);
    }

    private static HeldOutAnswers answers(boolean classes, List<Double> errors) {
      return new HeldOutAnswers(classes, errors.stream().mapToDouble(x -> x).toArray(), List.of());
    }
  }

  private static List<Verdict> verdicts(Comparison comparison) {
    return comparison.compared().stream().map(Compared::verdict).toList();
  }

  @Test
  void aLargeGroupThatIsWorseStopsAndASmallOneThatIsUndecidedMayStop() {
    Table table =
        new Table()
            .add("large", 900, 0, 0)
            .add("large", 60, 1, 0)
            .add("small", 27, 0, 0)
            .add("small", 2, 0, 1)
            .add("tiny", 5, 0, 1);

    Comparison comparison = table.compare(true, "large", "small", "tiny");

    assertThat(verdicts(comparison))
        .containsExactly(Verdict.NOT_WORSE, Verdict.NOT_WORSE, Verdict.UNDECIDED, Verdict.TOO_FEW);
    assertThat(comparison.promotes(Undecided.PROMOTE)).isTrue();
    assertThat(comparison.promotes(Undecided.REFUSE)).isFalse();

    Comparison worse = table.add("small", 30, 0, 1).compare(true, "large", "small", "tiny");

    assertThat(verdicts(worse)).contains(Verdict.WORSE);
    assertThat(worse.promotes(Undecided.PROMOTE)).isFalse();
  }

  @Test
  void fewRowsDecideNothing() {
    Comparison comparison = new Table().add("all", 40, 0, 0).compare(true);

    assertThat(verdicts(comparison)).containsExactly(Verdict.UNDECIDED);
    assertThat(comparison.promotes(Undecided.PROMOTE)).isFalse();
    assertThat(verdicts(new Table().add("all", 400, 0, 0).compare(true)))
        .containsExactly(Verdict.NOT_WORSE);
  }

  @Test
  void correctsForTheNumberOfGroups() {
    Table one = new Table().add("worse", 32, 0, 0).add("worse", 8, 0, 1);
    Table ten = new Table().add("worse", 32, 0, 0).add("worse", 8, 0, 1);
    String[] names = new String[10];
    names[0] = "worse";
    for (int i = 1; i < names.length; i++) {
      names[i] = "better-" + i;
      ten.add(names[i], 40, 1, 0);
    }

    double alone = one.compare(true, "worse").compared().get(1).pWorse();
    Compared amongTen = ten.compare(true, names).compared().get(1);

    assertThat(alone).isBetween(1e-6, 0.05);
    assertThat(amongTen.pWorse()).isEqualTo(Math.min(1, 10 * alone));
  }

  @Test
  void rowsOfNumbersThatOneCannotReadAreLeftOut() {
    Comparison comparison =
        new Table()
            .add("all", 30, 1, 0.9)
            .add("all", 30, 0.8, 0.7)
            .add("all", 3, Double.NaN, 0.1)
            .compare(false);

    assertThat(comparison.unreadable()).isEqualTo(3);
    assertThat(comparison.compared().get(0).rows()).isEqualTo(60);
    assertThat(comparison.compared().get(0).champion()).isEqualTo(0.9);
    assertThat(verdicts(comparison)).containsExactly(Verdict.NOT_WORSE);
  }
}
