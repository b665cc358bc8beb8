package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.examples.ClassSelection;
import dev.ensayo.environments.examples.Partition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table in three parts. Columns of numbers give a number each, columns of categories one for each
 * category, 1 for the one that holds and 0 for the others. Gaps are filled and numbers normalized
 * by the training rows alone.
 */
final class LabelledTable implements LabelledExamples {
  private static final int MOST_CLASSES_FOUND = 20;

  /** Stands for all rows where the answer is a number. */
  private static final ImmutableList<String> NO_CLASSES = ImmutableList.of("all");

  private final TableConfig config;
  private final RawTable table;
  private final Column target;
  private final ImmutableList<Feature> features;
  private final ExamplesSpec spec;
  private final int[] labels;
  private final int[] groups;

  private long key;
  private Partition partition;
  private float[] inputs;

  /**
   * Reads the table.
   *
   * @throws InvalidSettingException if it is damaged or has not what is asked for
   */
  LabelledTable(TableConfig config) {
    this.config = config;
    this.table = config.source().read(config.splitSeed());
    this.target = table.column(config.target().orElse(table.target()), "target");
    this.features =
        inputColumns().stream()
            .map(name -> Feature.of(table.column(name, "columns"), isCategorical(name), config))
            .collect(ImmutableList.toImmutableList());
    ImmutableList<String> groupNames =
        config.group().map(name -> table.column(name, "group").values()).orElse(ImmutableList.of());
    this.groups = groups(groupNames);
    int[] kept = IntStream.range(0, table.rows()).filter(this::isKept).toArray();
    this.labels = new int[table.rows()];
    Arrays.fill(labels, -1);
    ImmutableList<String> classes = ImmutableList.of();
    if (isClassification()) {
      ImmutableList<String> all = target.values();
      ClassSelection selection = ClassSelection.of(all, config.classes());
      classes = selection.names();
      for (int row : kept) {
        labels[row] = classes.indexOf(target.cells()[row]);
      }
    } else {
      requireNumbers();
      for (int row : kept) {
        labels[row] = 0;
      }
    }
    int width = features.stream().mapToInt(Feature::width).sum();
    this.spec = new ExamplesSpec(ImmutableIntArray.of(width), classes, groupNames);
    deal(new SeedSequence(0)); // refuses what cannot be dealt
  }

  private List<String> inputColumns() {
    if (!config.columns().isEmpty()) {
      if (config.columns().contains(target.name())) {
        throw new InvalidSettingException(
            "columns", "'" + target.name() + "' is the target and cannot be an input as well");
      }
      return config.columns();
    }
    if (!table.inputs().isEmpty() && !table.inputs().contains(target.name())) {
      return table.inputs();
    }
    List<String> others =
        table.columns().stream()
            .map(Column::name)
            .filter(name -> !name.equals(target.name()))
            .toList();
    if (others.isEmpty()) {
      throw new InvalidSettingException(
          "columns", table.name() + " has no column but the target, '" + target.name() + "'");
    }
    return others;
  }

  private boolean isCategorical(String name) {
    config.categorical().forEach(column -> table.column(column, "categorical"));
    return config.categorical().contains(name) || table.categories().contains(name);
  }

  private boolean isClassification() {
    return switch (config.task()) {
      case CLASSIFICATION -> true;
      case REGRESSION -> false;
      case AUTO -> !target.isNumeric() || looksLikeClasses();
    };
  }

  private boolean looksLikeClasses() {
    ImmutableList<String> values = target.values();
    return values.size() <= MOST_CLASSES_FOUND
        && values.stream().mapToDouble(Double::parseDouble).allMatch(x -> x == Math.rint(x));
  }

  private void requireNumbers() {
    if (!config.classes().isEmpty() || config.perClass().isPresent()) {
      throw new InvalidSettingException(
          config.classes().isEmpty() ? "perClass" : "classes",
          "the answer, column '" + target.name() + "', is a number and has no classes");
    }
    if (!target.isNumeric()) {
      throw new InvalidSettingException(
          "task", "column '" + target.name() + "' holds words; regression needs numbers");
    }
  }

  private int[] groups(ImmutableList<String> names) {
    int[] groupOf = new int[table.rows()];
    Arrays.fill(groupOf, -1);
    config
        .group()
        .map(name -> table.column(name, "group"))
        .ifPresent(column -> Arrays.setAll(groupOf, row -> names.indexOf(column.cells()[row])));
    return groupOf;
  }

  /** Whether a row is used; rows without an answer or with gaps may not be. */
  private boolean isKept(int row) {
    boolean unanswered = target.isMissing(row);
    if (unanswered && config.missing() != MissingValues.DROP) {
      throw new InvalidSettingException(
          "missing",
          "%s has no answer ('%s') in row %s; fill it or set missing: drop"
              .formatted(table.name(), target.name(), row + 1));
    }
    for (Feature feature : features) {
      if (feature.column().isMissing(row)) {
        if (config.missing() == MissingValues.FAIL) {
          throw new InvalidSettingException(
              "missing",
              "%s has a gap in column '%s', row %s"
                  .formatted(table.name(), feature.column().name(), row + 1));
        }
        if (config.missing() == MissingValues.DROP) {
          return false;
        }
      }
    }
    return !unanswered;
  }

  private Partition deal(SeedSequence seeds) {
    Partition dealt =
        config
            .partitioning()
            .deal(
                table.name(),
                spec.isClassification() ? spec.classes() : NO_CLASSES,
                part -> part == Split.TRAIN ? labels : new int[0],
                seeds);
    return table.whole() ? whole(dealt) : dealt;
  }

  /** Every part the whole table. */
  private Partition whole(Partition dealt) {
    int[] all = IntStream.range(0, labels.length).filter(row -> labels[row] >= 0).toArray();
    return new Partition(all, all, all, dealt.validSource(), dealt.testSource());
  }

  @Override
  public ExamplesSpec spec() {
    return spec;
  }

  @Override
  public Map<String, String> dataSha256() {
    return table.sha256();
  }

  @Override
  public synchronized Examples examples(Split split, SeedSequence seeds) {
    long asked = seeds.seed("examples");
    if (partition == null || asked != key) {
      key = asked;
      partition = deal(seeds);
      inputs = encode(partition.train());
    }
    return new TableExamples(
        spec.inputSize(), inputs, partition.indices(split), labels, target, groups, spec);
  }

  private float[] encode(int[] train) {
    int width = spec.inputSize();
    float[] encoded = new float[table.rows() * width];
    int at = 0;
    for (Feature feature : features) {
      Feature.Fitted fitted = feature.fit(train, config.normalize());
      for (int row = 0; row < table.rows(); row++) {
        fitted.write(row, encoded, row * width + at);
      }
      at += feature.width();
    }
    return encoded;
  }
}
