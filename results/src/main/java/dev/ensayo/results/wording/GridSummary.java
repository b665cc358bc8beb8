package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Breach;
import dev.ensayo.results.analysis.StudyGrid;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantChanges.Change;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import java.util.List;
import java.util.stream.Collectors;

/** What the search of a grid has found, in sentences. */
final class GridSummary {
  /** The best cells that are told with their intervals. */
  private static final int TOLD = 3;

  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final List<VariantResults> ranked;

  GridSummary(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.ranked = results.ranked();
  }

  ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    sentences.add(extent());
    if (ranked.isEmpty()) {
      sentences.add(words.say("No cell has a finished run with a score."));
      return sentences.build();
    }
    if (results.hasIncomparableCells()) {
      sentences.add(
          words.say(
              "Cells learn in different environments, so that their scores have nothing in common"
                  + " and none is called the best."));
    } else {
      sentences.add(best());
      rivals(sentences);
      if (ranked.size() > 1) {
        sentences.add(
            words.say(
                "The best of {0} is best partly by luck, and its score too good by as much; run it"
                    + " again with other seeds before it is quoted.",
                ranked.size()));
      }
    }
    String lost =
        terms.capped(
            results.variants().stream()
                .filter(variant -> variant.score().isEmpty())
                .map(VariantResults::label)
                .toList(),
            "; ");
    if (!lost.isEmpty()) {
      sentences.add(words.say("Without a finished run that has a score: {0}.", lost));
    }
    return sentences.build();
  }

  private String extent() {
    StudyGrid grid = results.grid().orElseThrow();
    String differing =
        results.breaches().stream()
            .filter(breach -> !breach.forbidsComparison())
            .map(breach -> breach.accept(new Differing(terms)))
            .collect(Collectors.joining(", "));
    String extent =
        words.say(
            "{0} of {1}, {2} each.",
            words.counted(results.variants().size(), "{0} cell|{0} cells"),
            grid.axes().stream().map(StudyGrid.Axis::name).collect(Collectors.joining(" × ")),
            terms.seedCount(results.study().seeds().size()));
    return differing.isEmpty()
        ? extent
        : extent
            + " "
            + words.say("Read them with a reservation: not all have the same {0}.", differing);
  }

  private String best() {
    List<VariantResults> alike = results.extreme(true);
    if (alike.size() > 1) {
      return words.say(
          "Best, all with a score of {0}: {1}.",
          terms.scores().format(alike.get(0).score().orElseThrow()),
          terms.capped(alike.stream().map(VariantResults::label).toList(), "; "));
    }
    return words.say(
        "Best: {0}.",
        ranked.stream()
            .limit(TOLD)
            .map(this::scored)
            .reduce((some, next) -> words.say("{0}; then {1}", some, next))
            .orElseThrow());
  }

  private String scored(VariantResults variant) {
    String brief = terms.reservations(variant).brief();
    return words.say(
            "{0} with {1}",
            variant.label(),
            terms.scores().format(variant.score().orElseThrow())
                + variant
                    .interval()
                    .map(found -> " " + terms.interval(variant.interval()))
                    .orElse(""))
        + (brief.isEmpty() ? "" : " (" + brief + ")");
  }

  /** Cells that may as well be the best. */
  private void rivals(ImmutableList.Builder<String> sentences) {
    VariantResults best = ranked.get(0);
    if (best.interval().isEmpty()) {
      sentences.add(
          words.say("With one score a cell has no interval, so which is best is not decided."));
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
          words.counted(
              overlapping,
              "The interval of the best overlaps with that of another cell: which of these is best"
                  + " is not decided.|The interval of the best overlaps with those of {0} others:"
                  + " which of these is best is not decided."));
    }
  }

  /** What differs between cells, as a noun. */
  private record Differing(Terms terms) implements Breach.Visitor<String> {
    @Override
    public String lostSeeds(Breach.LostSeeds lost) {
      return terms.words().say("seeds");
    }

    @Override
    public String interim(Breach.Interim interim) {
      return terms.words().say("state");
    }

    @Override
    public String otherTask(Breach.OtherTask task) {
      return terms.words().say("task ({0})", keys(task.changes()));
    }

    @Override
    public String otherBudget(Breach.OtherBudget budget) {
      return terms.words().say("budget ({0})", keys(budget.changes()));
    }

    @Override
    public String otherData(Breach.OtherData data) {
      return terms.words().say("data ({0})", String.join(", ", data.files()));
    }

    @Override
    public String otherCode(Breach.OtherCode code) {
      return terms.words().say("code");
    }

    private String keys(List<Change> changes) {
      return terms.capped(changes.stream().map(change -> change.key()).toList(), ", ");
    }
  }
}
