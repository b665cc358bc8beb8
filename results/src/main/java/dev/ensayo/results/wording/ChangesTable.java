package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantChanges.Change;
import dev.ensayo.results.analysis.VariantChanges.Value;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What each variant changes. */
final class ChangesTable {
  private static final String NONE = "–";

  private final Phrasebook words;
  private final StudyResults results;
  private final ImmutableList<Variant> compared;

  ChangesTable(Terms terms) {
    this.words = terms.words();
    this.results = terms.results();
    this.compared = results.study().compared();
  }

  /** Empty if there is only one variant, or if all that variants change is the axes of a grid. */
  Optional<ReportTable> table() {
    if (results.variants().size() == 1) {
      return Optional.empty();
    }
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (VariantResults variant : results.variants()) {
      if (variant.isBaseline() || !isShown(variant)) {
        continue;
      }
      if (variant.changes().isEmpty()) {
        rows.add(row(variant, words.say("nothing"), NONE, NONE));
      }
      for (Change change : variant.changes()) {
        rows.add(row(variant, change.key(), text(change.from()), text(change.to())));
      }
    }
    ImmutableList<Row> found = rows.build();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReportTable(
            results.groups().isOne()
                ? words.say("What each variant changes against {0}", name(results.baseline()))
                : words.say("What each variant changes against what it is compared with"),
            ImmutableList.of(
                Column.text(words.say("Variant")),
                Column.text(words.say("Setting")),
                Column.text(
                    results.groups().isOne() ? name(results.baseline()) : words.say("there")),
                Column.text(words.say("here"))),
            found));
  }

  private String text(Value value) {
    return value
        .text()
        .map(text -> value.isDefault() ? words.say("{0} (default)", text) : text)
        .orElse(NONE);
  }

  /**
   * Of a grid, the variants as written are shown, in the cell of the first; of a factorial, each
   * part by itself.
   */
  private boolean isShown(VariantResults variant) {
    boolean isOfSeveralParts =
        results.isFactorial()
            && results
                .study()
                .ablation()
                .map(made -> made.on().get(variant.name()))
                .filter(parts -> parts.size() > 1)
                .isPresent();
    return !isOfSeveralParts && isOfFirstCell(variant);
  }

  private boolean isOfFirstCell(VariantResults variant) {
    return results.grid().isEmpty() || cell(variant).equals(cell(results.baseline()));
  }

  private Map<String, String> cell(VariantResults variant) {
    return written(variant).cell();
  }

  private String name(VariantResults variant) {
    return results.grid().isEmpty() ? variant.name() : written(variant).arm();
  }

  private Variant written(VariantResults variant) {
    return compared.get(variant.place());
  }

  private Row row(VariantResults variant, String setting, String from, String to) {
    return Row.of(
        variant,
        Stream.of(name(variant), setting, from, to)
            .map(Cell::of)
            .collect(ImmutableList.toImmutableList()));
  }
}
