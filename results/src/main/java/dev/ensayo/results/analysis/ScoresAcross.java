package dev.ensayo.results.analysis;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The scores of a study ordered by the value of one setting, {@code report.across}.
 *
 * <p>Variants whose names differ in nothing but the value at their end, as {@code scratch-5} and
 * {@code scratch-20}, or {@code scratch+perClass=5} of a grid, make one line.
 */
public final class ScoresAcross {
  /**
   * The variants of one name.
   *
   * @param variants in the order of the values
   * @param values of the setting, ascending, {@code [N]}, at least one
   * @param scores {@code [N]}, finite
   * @param low ends of the intervals, {@code [N]}; the score where there is none
   * @param high ends of the intervals, {@code [N]}; the score where there is none
   */
  public record Line(
      String name,
      ImmutableList<VariantResults> variants,
      double[] values,
      double[] scores,
      double[] low,
      double[] high) {}

  private record Place(double value, VariantResults variant) {}

  private final String setting;
  private final Map<String, List<Place>> byName = new LinkedHashMap<>();

  private ScoresAcross(String setting) {
    this.setting = setting;
  }

  /** Empty if the study names no such setting, or no scored variant has a number there. */
  public static Optional<ScoresAcross> of(StudyResults results) {
    if (results.study().report().across().isEmpty()) {
      return Optional.empty();
    }
    ScoresAcross across = new ScoresAcross(results.study().report().across().get());
    results.variants().forEach(across::add);
    return across.byName.isEmpty() ? Optional.empty() : Optional.of(across);
  }

  public String setting() {
    return setting;
  }

  /** A line for each name, in the order of the study. */
  public ImmutableList<Line> lines() {
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    for (Map.Entry<String, List<Place>> entry : byName.entrySet()) {
      List<Place> places = new ArrayList<>(entry.getValue());
      places.sort(Comparator.comparingDouble(Place::value));
      lines.add(
          new Line(
              entry.getKey(),
              places.stream().map(Place::variant).collect(ImmutableList.toImmutableList()),
              numbers(places, Place::value),
              numbers(places, place -> place.variant().score().orElseThrow()),
              numbers(places, place -> end(place.variant(), true)),
              numbers(places, place -> end(place.variant(), false))));
    }
    return lines.build();
  }

  private static double[] numbers(List<Place> places, ToDoubleFunction<Place> number) {
    return places.stream().mapToDouble(number).toArray();
  }

  private static double end(VariantResults variant, boolean low) {
    return variant
        .interval()
        .map(interval -> low ? interval.low() : interval.high())
        .orElse(variant.score().orElseThrow());
  }

  private void add(VariantResults variant) {
    numberAt(variant, setting)
        .ifPresent(
            text ->
                byName
                    .computeIfAbsent(nameWithout(variant.name(), text), name -> new ArrayList<>())
                    .add(new Place(Double.parseDouble(text), variant)));
  }

  private static Optional<String> numberAt(VariantResults variant, String setting) {
    if (variant.score().isEmpty() || variant.config().isEmpty()) {
      return Optional.empty();
    }
    return InlineYaml.at(YamlReader.parse("config.yaml", variant.config()), setting)
        .map(InlineYaml::of)
        .filter(text -> Doubles.tryParse(text) != null);
  }

  private String nameWithout(String name, String value) {
    if (!name.endsWith(value)) {
      return name;
    }
    CharMatcher separators = CharMatcher.anyOf("-_+=.");
    String head = separators.trimTrailingFrom(name.substring(0, name.length() - value.length()));
    String key = Iterables.getLast(Splitter.on('.').split(setting));
    // Of "window-5" against "window" the key is all there is.
    String method =
        head.endsWith(key)
            ? separators.trimTrailingFrom(head.substring(0, head.length() - key.length()))
            : head;
    return Stream.of(method, head, name).filter(part -> !part.isEmpty()).findFirst().orElseThrow();
  }
}
