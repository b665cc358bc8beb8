package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Breach;
import dev.ensayo.results.analysis.StudyGrid;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantChanges.Change;
import dev.ensayo.results.analysis.VariantResults;
import java.util.List;
import java.util.stream.Collectors;

/** What the search of a grid has found, in sentences. */
final class GridSummary {
  /** The best cells that are told with their intervals. */
  private static final int TOLD = 3;

  private final Terms terms;
  private final StudyResults results;
  private final List<VariantResults> ranked;

  GridSummary(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
    this.ranked = results.ranked();
  }

  ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    sentences.add(extent());
    if (ranked.isEmpty()) {
      sentences.add("No cell has a finished run with a score.");
      return sentences.build();
    }
    if (results.hasIncomparableCells()) {
      sentences.add(
          "Cells learn in different environments, so that their scores have nothing in common and"
              + " none is called the best.");
    } else {
      sentences.add(best());
      rivals(sentences);
      if (ranked.size() > 1) {
        sentences.add(
            "The best of "
                + ranked.size()
                + " is best partly by luck, and its score too good by as much; run it again with"
                + " other seeds before it is quoted.");
      }
    }
    String lost =
        Terms.capped(
            results.variants().stream()
                .filter(variant -> variant.score().isEmpty())
                .map(VariantResults::label)
                .toList(),
            "; ");
    if (!lost.isEmpty()) {
      sentences.add("Without a finished run that has a score: " + lost + ".");
    }
    return sentences.build();
  }

  private String extent() {
    StudyGrid grid = results.grid().orElseThrow();
    String differing =
        results.breaches().stream()
            .filter(breach -> !breach.forbidsComparison())
            .map(breach -> breach.accept(new Differing()))
            .collect(Collectors.joining(", "));
    return Terms.counted(results.variants().size(), "cell")
        + " of "
        + grid.axes().stream().map(StudyGrid.Axis::name).collect(Collectors.joining(" × "))
        + ", "
        + Terms.counted(results.study().seeds().size(), "seed")
        + " each."
        + (differing.isEmpty()
            ? ""
            : " Read them with a reservation: not all have the same " + differing + ".");
  }

  private String best() {
    List<VariantResults> alike = results.extreme(true);
    if (alike.size() > 1) {
      return "Best, all with a score of "
          + terms.scores().format(alike.get(0).score().orElseThrow())
          + ": "
          + Terms.capped(alike.stream().map(VariantResults::label).toList(), "; ")
          + ".";
    }
    return "Best: "
        + ranked.stream().limit(TOLD).map(this::scored).collect(Collectors.joining("; then "))
        + ".";
  }

  private String scored(VariantResults variant) {
    String brief = terms.reservations(variant).brief();
    return variant.label()
        + " with "
        + terms.scores().format(variant.score().orElseThrow())
        + variant.interval().map(found -> " " + terms.interval(variant.interval())).orElse("")
        + (brief.isEmpty() ? "" : " (" + brief + ")");
  }

  /** Cells that may as well be the best. */
  private void rivals(ImmutableList.Builder<String> sentences) {
    VariantResults best = ranked.get(0);
    if (best.interval().isEmpty()) {
      sentences.add("With one score a cell has no interval, so which is best is not decided.");
      return;
    }
    long overlapping =
        ranked.stream()
            .skip(results.extreme(true).size())
            .map(VariantResults::interval)
            .filter(found -> found.isEmpty() || found.get().overlaps(best.interval().get()))
            .count();
    if (overlapping > 0) {
      sentences.add(
          "The interval of the best overlaps with "
              + (overlapping == 1 ? "that of another cell" : "those of " + overlapping + " others")
              + ": which of these is best is not decided.");
    }
  }

  /** What differs between cells, as a noun. */
  private static final class Differing implements Breach.Visitor<String> {
    @Override
    public String lostSeeds(Breach.LostSeeds lost) {
      return "seeds";
    }

    @Override
    public String interim(Breach.Interim interim) {
      return "state";
    }

    @Override
    public String otherTask(Breach.OtherTask task) {
      return "task (" + keys(task.changes()) + ")";
    }

    @Override
    public String otherBudget(Breach.OtherBudget budget) {
      return "budget (" + keys(budget.changes()) + ")";
    }

    @Override
    public String otherData(Breach.OtherData data) {
      return "data (" + String.join(", ", data.files()) + ")";
    }

    @Override
    public String otherCode(Breach.OtherCode code) {
      return "code";
    }

    private static String keys(List<Change> changes) {
      return Terms.capped(changes.stream().map(change -> change.key()).toList(), ", ");
    }
  }
}
