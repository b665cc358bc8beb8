package dev.ensayo.experiments.archive;

import com.google.common.collect.ImmutableList;
import dev.ensayo.experiments.archive.ReproducedRun.Grade;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.Replication;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/** A reproduction as tables, for programs and for people. */
public final class ReproductionText {
  private final Reproduction reproduction;

  public ReproductionText(Reproduction reproduction) {
    this.reproduction = reproduction;
  }

  /** A row for each run: CSV as RFC 4180 has it. */
  public String csv() {
    StringBuilder csv = new StringBuilder();
    add(csv, "variant", "seed", "grade", "archived_score", "rerun_score", "difference");
    for (ReproducedRun run : reproduction.runs()) {
      add(
          csv,
          run.variant(),
          run.seed(),
          run.grade().label(),
          cell(run.before()),
          cell(run.after()),
          run.detail());
    }
    return csv.toString();
  }

  private static void add(StringBuilder csv, Object... cells) {
    csv.append(CSVFormat.RFC4180.format(cells)).append("\r\n");
  }

  private static Object cell(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : "";
  }

  /** Such as "12 of 20 archived runs made again: 11 identical, 1 indistinguishable". */
  public String summary() {
    return Figures.count(reproduction.runs().size())
        + " of "
        + Figures.count(reproduction.archived())
        + " archived runs made again: "
        + Arrays.stream(Grade.values())
            .filter(grade -> reproduction.count(grade) > 0)
            .map(grade -> Figures.count((double) reproduction.count(grade)) + " " + grade.label())
            .collect(Collectors.joining(", "));
  }

  /**
   * A page in Markdown.
   *
   * @param notes what was otherwise than when the runs were archived, a sentence each
   */
  public String markdown(List<String> notes) {
    StringBuilder page = new StringBuilder();
    page.append("# Reproduction of ").append(reproduction.study()).append("\n\n");
    page.append(summary()).append(". Scores are of `").append(reproduction.metric());
    page.append("`.\n");
    if (!notes.isEmpty()) {
      page.append('\n');
      notes.forEach(note -> page.append("- ").append(escaped(note)).append('\n'));
    }
    if (!reproduction.variants().isEmpty()) {
      page.append("\n## Variants with other values\n\n");
      page.append(
          "| variant | difference of means | 90 % interval | spread before | p | verdict |\n");
      page.append("|---|---:|---:|---:|---:|---|\n");
      reproduction.variants().forEach((variant, test) -> addVariant(page, variant, test));
      page.append("\nWhat the words mean: docs/reproducibility.md, Reproduce.\n");
    }
    page.append("\n## Runs\n\n| run | grade | archived | rerun | |\n|---|---|---:|---:|---|\n");
    for (ReproducedRun run : reproduction.runs()) {
      List<String> scores = scores(run);
      row(
          page,
          run.name(),
          run.grade().label(),
          scores.get(0),
          scores.get(1),
          escaped(run.detail()));
    }
    return page.toString();
  }

  private static void addVariant(StringBuilder page, String variant, Optional<Replication> test) {
    if (test.isEmpty()) {
      row(page, variant, "", "", "", "", "too few scores to tell: different");
      return;
    }
    Replication found = test.get();
    Figures figures = Figures.forAll(found.difference(), found.spread());
    row(
        page,
        variant,
        figures.signed(found.difference()),
        found.interval().map(within -> words(figures, within)).orElse(""),
        figures.format(found.spread()),
        Figures.probability(found.p()),
        verdict(found));
  }

  private static String verdict(Replication found) {
    if (!found.isIndistinguishable()) {
      return "different";
    }
    return found.isEquivalent() ? "indistinguishable, shown to be equivalent" : "indistinguishable";
  }

  private static String words(Figures figures, Interval within) {
    return "[" + figures.format(within.low()) + ", " + figures.format(within.high()) + "]";
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("_", "\\_").replace("*", "\\*");
  }

  /** Both with the same decimals; a dash for none. */
  public static List<String> scores(ReproducedRun run) {
    Figures figures = Figures.forAll(run.before().orElse(0), run.after().orElse(0));
    return ImmutableList.of(word(figures, run.before()), word(figures, run.after()));
  }

  private static String word(Figures figures, OptionalDouble score) {
    return score.isPresent() ? figures.format(score.getAsDouble()) : "–";
  }

  /** The variants whose scores were tested, for the command line. */
  public List<String> tests() {
    return reproduction.variants().entrySet().stream().map(ReproductionText::words).toList();
  }

  private static String words(Map.Entry<String, Optional<Replication>> variant) {
    if (variant.getValue().isEmpty()) {
      return variant.getKey() + ": other values, and too few scores to tell whether that matters";
    }
    Replication found = variant.getValue().get();
    Figures figures = Figures.forAll(found.difference(), found.spread());
    return variant.getKey()
        + ": mean score "
        + figures.signed(found.difference())
        + ", spread before "
        + figures.format(found.spread())
        + ", p "
        + Figures.probability(found.p())
        + ": "
        + verdict(found);
  }
}
