package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.examples.ClassSelection;
import dev.ensayo.environments.examples.Normalization;
import dev.ensayo.environments.examples.Partition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private final boolean classification;
  private final ImmutableList<Feature> features;
  private final ExamplesSpec spec;
  private final int[] labels;
  private final int[] groups;

  /** Of others, if the columns are not to be measured; else null. */
  private final TableInputs given;

  private long key;
  private Partition partition;
  private float[] inputs;
  private TableInputs preprocessing;

  /**
   * Reads the table.
   *
   * @param folders of data sets
   * @throws InvalidSettingException if it is damaged or has not what is asked for
   */
  LabelledTable(TableConfig config, DataFolders folders) {
    this.config = config;
    this.table = config.source().read(config.splitSeed(), folders);
    Column answers = table.column(config.target().orElse(table.target()), "target");
    this.classification = isClassification(answers);
    this.target = classification ? answers : numbers(answers);
    this.features =
        inputColumns().stream()
            .map(name -> Feature.of(table, name, isCategorical(name), config))
            .collect(ImmutableList.toImmutableList());
    features.stream()
        .filter(Feature::isNumeric)
        .forEach(feature -> table.refuseHugeNumbers(feature.column(), config.normalize()));
    ImmutableList<String> groupNames =
        config.group().map(name -> table.column(name, "group").values()).orElse(ImmutableList.of());
    this.groups = groups(groupNames);
    int[] kept = IntStream.range(0, table.rows()).filter(this::isKept).toArray();
    this.labels = new int[table.rows()];
    Arrays.fill(labels, -1);
    ImmutableList<String> classes = ImmutableList.of();
    if (classification) {
      ImmutableList<String> all = target.values();
      ClassSelection selection = ClassSelection.of(all, config.classes());
      classes = selection.names();
      for (int row : kept) {
        labels[row] = target.place(row, classes);
      }
    } else {
      for (int row : kept) {
        labels[row] = 0;
      }
    }
    int width = features.stream().mapToInt(Feature::width).sum();
    this.spec = new ExamplesSpec(ImmutableIntArray.of(width), classes, groupNames);
    this.given = null;
    deal(new SeedSequence(0)); // refuses what cannot be dealt
  }

  private LabelledTable(LabelledTable other, TableInputs given) {
    this.config = other.config;
    this.table = other.table;
    this.target = other.target;
    this.classification = other.classification;
    this.features = other.features;
    this.spec =
        new ExamplesSpec(
            ImmutableIntArray.of(given.width()), other.spec.classes(), other.spec.groups());
    this.labels = other.labels;
    this.groups = other.groups;
    this.given = given;
  }

  @Override
  public Optional<LabelledExamples> withInputs(Inputs inputs) {
    if (!(inputs instanceof TableInputs others)) {
      return Optional.empty();
    }
    Set<String> own =
        features.stream().map(feature -> feature.column().name()).collect(Collectors.toSet());
    Set<String> theirs =
        others.columns().stream().map(InputColumn::name).collect(Collectors.toSet());
    return own.equals(theirs) ? Optional.of(new LabelledTable(this, others)) : Optional.empty();
  }

  private List<String> inputColumns() {
    for (String name : config.exclude()) {
      table.column(name, "exclude");
      if (config.columns().contains(name)) {
        throw new InvalidSettingException(
            "exclude", "'" + name + "' is among columns as well; take it out of one of them");
      }
      if (name.equals(target.name())) {
        throw new InvalidSettingException(
            "exclude", "'" + name + "' is the target, which is no input anyway");
      }
    }
    if (!config.columns().isEmpty()) {
      if (config.columns().contains(target.name())) {
        throw new InvalidSettingException(
            "columns", "'" + target.name() + "' is the target and cannot be an input as well");
      }
      return config.columns();
    }
    List<String> others =
        (table.inputs().isEmpty()
                ? table.columns().stream().map(Column::name)
                : table.inputs().stream())
            .filter(name -> !name.equals(target.name()))
            .filter(name -> !config.exclude().contains(name))
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

  private boolean isClassification(Column answers) {
    return switch (config.task()) {
      case CLASSIFICATION -> true;
      case REGRESSION -> false;
      case AUTO -> !answers.isNearlyNumeric() || looksLikeClasses(table.numbers(answers));
    };
  }

  private static boolean looksLikeClasses(Column answers) {
    ImmutableList<String> values = answers.values();
    return values.size() <= MOST_CLASSES_FOUND
        && values.stream().mapToDouble(answers.format()::number).allMatch(x -> x == Math.rint(x));
  }

  /** The right numbers. */
  private Column numbers(Column answers) {
    if (!config.classes().isEmpty() || config.perClass().isPresent()) {
      throw new InvalidSettingException(
          config.classes().isEmpty() ? "perClass" : "classes",
          "the answer, column '" + answers.name() + "', is a number and has no classes");
    }
    if (!answers.isNearlyNumeric()) {
      table.refuseOtherDecimal(answers);
      throw new InvalidSettingException(
          "task", "column '" + answers.name() + "' holds words; regression needs numbers");
    }
    Column numbers = table.numbers(answers);
    table.refuseHugeNumbers(numbers, Normalization.STANDARDIZE);
    return numbers;
  }

  private int[] groups(ImmutableList<String> names) {
    int[] groupOf = new int[table.rows()];
    Arrays.fill(groupOf, -1);
    config
        .group()
        .map(name -> table.column(name, "group"))
        .ifPresent(column -> Arrays.setAll(groupOf, row -> column.place(row, names)));
    return groupOf;
  }

  /** Whether a row is used; rows without an answer or with gaps may not be. */
  private boolean isKept(int row) {
    boolean unanswered = target.isMissing(row);
    if (unanswered && config.missing() != MissingValues.DROP) {
      throw new InvalidSettingException(
          "missing",
          "%s has no answer ('%s') in row %s%s; fill it or set missing: drop"
              .formatted(table.name(), target.name(), row + 1, inFile(row)));
    }
    for (Feature feature : features) {
      if (feature.column().isMissing(row)) {
        if (config.missing() == MissingValues.FAIL) {
          throw new InvalidSettingException(
              "missing",
              "%s has a gap in column '%s', row %s%s"
                  .formatted(table.name(), feature.column().name(), row + 1, inFile(row)));
        }
        if (config.missing() == MissingValues.DROP) {
          return false;
        }
      }
    }
    return !unanswered;
  }

  private String inFile(int row) {
    return table.lines().isEmpty() ? "" : " (" + table.place(row) + ")";
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
    prepare(seeds);
    return new TableExamples(
        spec.inputSize(), inputs, partition.indices(split), labels, target, groups, spec);
  }

  @Override
  public synchronized Optional<Preprocessing> preprocessing(SeedSequence seeds) {
    prepare(seeds);
    Outputs outputs =
        classification
            ? new Outputs.Classes(target.name(), spec.classes())
            : new Outputs.Quantity(target.name(), AnswerScale.NONE);
    ImmutableList.Builder<ColumnProfile> profile = ImmutableList.builder();
    features.forEach(feature -> profile.add(feature.profile(partition.train())));
    profile.add(new Feature(target, spec.classes(), false).profile(partition.train()));
    return Optional.of(new Preprocessing(preprocessing, outputs, profile.build()));
  }

  private void prepare(SeedSequence seeds) {
    long asked = seeds.seed("examples");
    if (partition == null || asked != key) {
      key = asked;
      partition = deal(seeds);
      preprocessing = fit(partition.train());
      inputs = encode();
    }
  }

  private TableInputs fit(int[] train) {
    return new TableInputs(
        table.csv().separator(),
        table.csv().headed(),
        target.format(),
        config.missing() == MissingValues.IMPUTE
            || config.missing() == MissingValues.IMPUTE_WITH_INDICATOR,
        given != null
            ? given.columns()
            : features.stream().map(feature -> feature.fit(train, config.normalize())).toList());
  }

  private float[] encode() {
    int width = spec.inputSize();
    float[] encoded = new float[table.rows() * width];
    int at = 0;
    Map<String, Column> columns = new HashMap<>();
    features.forEach(feature -> columns.put(feature.column().name(), feature.column()));
    for (InputColumn column : preprocessing.columns()) {
      String[] cells = columns.get(column.name()).cells();
      for (int row = 0; row < table.rows(); row++) {
        try {
          column.write(cells[row], preprocessing.cells(), encoded, row * width + at);
        } catch (UnreadableInputException e) {
          throw new InvalidSettingException(
              "source", table.name() + ": " + table.place(row) + ": " + e.getMessage());
        }
      }
      at += column.width();
    }
    return encoded;
  }

  @Override
  public List<String> notes() {
    return table.csv().notes();
  }
}
