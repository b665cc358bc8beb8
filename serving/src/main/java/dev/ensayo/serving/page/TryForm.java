package dev.ensayo.serving.page;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.preprocessing.BagInputs;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.preprocessing.TextInputs;
import dev.ensayo.serving.protocol.TensorSpec;
import dev.ensayo.serving.versions.ServedVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a page needs to know to ask a model: fields, a canvas, a text. */
final class TryForm {
  private TryForm() {}

  /** The form of a model, as JSON. */
  static Map<String, Object> of(ServedVersion version) {
    ImmutableMap.Builder<String, Object> form = ImmutableMap.builder();
    form.put("name", version.name());
    form.put("version", version.version());
    form.put("platform", version.signature().platform());
    Optional<TableInputs> table =
        version
            .preprocessing()
            .map(Preprocessing::inputs)
            .filter(TableInputs.class::isInstance)
            .map(TableInputs.class::cast);
    TensorSpec first = version.signature().inputs().get(0);
    if (table.isPresent()) {
      form.put("kind", "table");
      form.put("fields", fields(table.get(), version.preprocessing().orElseThrow().profile()));
    } else if (version.preprocessing().filter(TryForm::classifiesTexts).isPresent()) {
      form.put("kind", "texts");
    } else {
      form.put("kind", first.name());
      form.put("shape", first.shape().subList(1, first.shape().size()));
    }
    return form.buildOrThrow();
  }

  private static boolean classifiesTexts(Preprocessing preprocessing) {
    return preprocessing.outputs() instanceof Outputs.Classes
        && (preprocessing.inputs() instanceof TextInputs
            || preprocessing.inputs() instanceof BagInputs);
  }

  private static List<Map<String, Object>> fields(TableInputs table, List<ColumnProfile> profile) {
    ImmutableList.Builder<Map<String, Object>> fields = ImmutableList.builder();
    for (InputColumn column : table.columns()) {
      ImmutableMap.Builder<String, Object> field = ImmutableMap.builder();
      field.put("name", column.name());
      field.put("gaps", table.imputesGaps());
      if (column instanceof InputColumn.Categories categories) {
        field.put("categories", categories.categories());
        field.put("value", categories.imputed());
      } else {
        field.put("value", median(column, profile));
      }
      fields.add(field.buildOrThrow());
    }
    return fields.build();
  }

  /** In the middle of what was learned from; else what stands for a gap. */
  private static double median(InputColumn column, List<ColumnProfile> profile) {
    return profile.stream()
        .filter(ColumnProfile.Numbers.class::isInstance)
        .map(ColumnProfile.Numbers.class::cast)
        .filter(numbers -> numbers.name().equals(column.name()))
        .filter(numbers -> !numbers.quantiles().isEmpty())
        .map(numbers -> numbers.quantiles().get(numbers.quantiles().size() / 2))
        .findFirst()
        .orElse(((InputColumn.Numbers) column).imputed());
  }
}
