package dev.ensayo.results.analysis;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The grid of a study: a search, in which no cell is what the others are compared with.
 *
 * @param axes what is varied, each with at least two values; at least one
 * @param places by the name of a variant: its value on each axis
 */
public record StudyGrid(
    ImmutableList<Axis> axes, ImmutableMap<String, ImmutableList<String>> places) {
  /** What the variants as written are called where they are an axis themselves. */
  private static final String ARM = "variant";

  /**
   * What is varied.
   *
   * @param path in the study, or {@code variant} for the variants as written
   * @param name its last word; the whole path where another axis ends in the same
   * @param values in the order written
   */
  public record Axis(String path, String name, ImmutableList<String> values) {}

  /**
   * Empty for a study without a grid, or with one of a single cell, or with one whose cells it says
   * how to compare.
   */
  static Optional<StudyGrid> of(Study study) {
    if (study.report().declaresComparison()) {
      return Optional.empty();
    }
    ImmutableList<Variant> variants = study.compared();
    if (variants.stream().anyMatch(variant -> variant.cell().isEmpty())) {
      return Optional.empty();
    }
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Variant variant : variants) {
      values.computeIfAbsent(ARM, key -> new LinkedHashSet<>()).add(variant.arm());
      variant
          .cell()
          .keySet()
          .forEach(
              path ->
                  values
                      .computeIfAbsent(path, key -> new LinkedHashSet<>())
                      .add(value(variant, path)));
    }
    List<String> varied =
        values.keySet().stream().filter(path -> values.get(path).size() > 1).toList();
    if (varied.isEmpty() || varied.equals(List.of(ARM))) {
      return Optional.empty();
    }
    ImmutableMap.Builder<String, ImmutableList<String>> places = ImmutableMap.builder();
    for (Variant variant : variants) {
      places.put(
          variant.name(),
          varied.stream()
              .map(path -> path.equals(ARM) ? variant.arm() : value(variant, path))
              .collect(ImmutableList.toImmutableList()));
    }
    return Optional.of(
        new StudyGrid(
            varied.stream()
                .map(
                    path ->
                        new Axis(path, name(path, varied), ImmutableList.copyOf(values.get(path))))
                .collect(ImmutableList.toImmutableList()),
            places.buildOrThrow()));
  }

  /** As written in the study, also where that could not stand in the name of a folder. */
  private static String value(Variant variant, String path) {
    ConfigNode written = variant.changes().get(path);
    return written == null
        ? Objects.requireNonNull(variant.cell().get(path))
        : InlineYaml.of(written);
  }

  private static String name(String path, List<String> paths) {
    String last = lastWord(path);
    return paths.stream().filter(other -> lastWord(other).equals(last)).count() > 1 ? path : last;
  }

  private static String lastWord(String path) {
    return Iterables.getLast(Splitter.on('.').split(path));
  }

  /** Whether there is a variant for every combination of the values; else points were drawn. */
  public boolean isFull() {
    long cells = 1;
    for (Axis axis : axes) {
      cells *= axis.values().size();
    }
    return cells == places.size();
  }

  /** Where a variant lies: its value on each axis. */
  public ImmutableList<String> place(String variant) {
    return places.get(variant);
  }

  /** A cell without what all have in common, such as {@code learningRate=1e-3, discount=0.99}. */
  public String label(String variant) {
    List<String> place = place(variant);
    return IntStream.range(0, axes.size())
        .mapToObj(
            i ->
                axes.get(i).path().equals(ARM)
                    ? place.get(i)
                    : axes.get(i).name() + "=" + place.get(i))
        .collect(Collectors.joining(", "));
  }
}
