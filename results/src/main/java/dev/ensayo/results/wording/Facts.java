package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.Curve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Facts for the head of a report. */
final class Facts {
  private static final int MOST_LENGTHS = 4;

  private final Terms terms;
  private final StudyResults results;

  Facts(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
  }

  ImmutableList<Fact> all() {
    ImmutableList.Builder<Fact> facts = ImmutableList.builder();
    facts.add(new Fact("Score", terms.score() + ", " + direction()));
    facts.add(
        new Fact(
            "Runs",
            results.finishedCount()
                + " of "
                + results.runCount()
                + " finished ("
                + Terms.counted(
                    results.variants().size(), results.grid().isPresent() ? "cell" : "variant")
                + " × "
                + Terms.counted(results.study().seeds().size(), "seed")
                + ")"));
    results
        .grid()
        .ifPresent(
            grid ->
                facts.add(
                    new Fact(
                        "Grid",
                        grid.axes().stream()
                            .map(axis -> axis.path() + " (" + axis.values().size() + ")")
                            .collect(Collectors.joining(" × ")))));
    if (results.isInterim()) {
      facts.add(new Fact("State", "interim: " + terms.open() + " not ended"));
    }
    length().ifPresent(length -> facts.add(new Fact("Length of a run", length)));
    if (results.threshold().isPresent()) {
      facts.add(
          new Fact(
              "Threshold",
              Figures.of(results.threshold().getAsDouble())
                  + (results.thresholdFromEnvironment()
                      ? ", the environment's own"
                      : ", set by the study")));
    }
    return facts.build();
  }

  private String direction() {
    return terms.higherIsBetter() ? "higher is better" : "lower is better";
  }

  /** The budget of the runs: of all of them where it is one, else by variant. */
  Optional<String> length() {
    Map<String, List<String>> variants = new LinkedHashMap<>();
    for (Variant variant : results.study().compared()) {
      budget(variant)
          .ifPresent(
              budget ->
                  variants.computeIfAbsent(budget, key -> new ArrayList<>()).add(variant.name()));
    }
    if (variants.isEmpty()) {
      return Optional.empty();
    }
    if (variants.size() > MOST_LENGTHS) {
      return Optional.of(variants.size() + " different ones, by variant" + endedEarly());
    }
    return Optional.of(
        variants.entrySet().stream()
                .map(
                    entry ->
                        variants.size() == 1
                            ? entry.getKey()
                            : entry.getKey() + " (" + Terms.capped(entry.getValue()) + ")")
                .collect(Collectors.joining(", "))
            + endedEarly());
  }

  /** How long the runs were that ended before their budget, as early stopping ends them. */
  private String endedEarly() {
    long[] ends =
        results.variants().stream()
            .flatMap(variant -> variant.runs().stream().filter(RunRecord::isFinished))
            .filter(run -> run.curves().keptAt().isPresent())
            .flatMap(run -> run.metric(terms.metric()).stream())
            .mapToLong(Curve::lastStep)
            .sorted()
            .toArray();
    long longestOfAll =
        results.variants().stream()
            .flatMap(variant -> variant.runs().stream())
            .flatMap(run -> run.metric(terms.metric()).stream())
            .mapToLong(Curve::lastStep)
            .max()
            .orElse(0);
    if (ends.length == 0 || ends[0] == longestOfAll) {
      return "";
    }
    double shortest = ends[0];
    double longest = ends[ends.length - 1];
    return " at most; with early stopping runs ended after "
        + Figures.count(shortest)
        + (shortest == longest ? "" : " to " + Figures.count(longest));
  }

  /** A variant's budget, such as "50,000 environment steps". */
  private Optional<String> budget(Variant variant) {
    ConfigNode.Mapping config = results.study().configuration(variant);
    for (Clock clock : Clock.values()) {
      Optional<ConfigNode> amount = InlineYaml.at(config, "budget." + clock.budgetKey());
      if (amount.isPresent() && amount.get() instanceof ConfigNode.Scalar scalar) {
        String units = clock.budgetKey().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Optional.of(number(scalar.text()) + " " + units);
      }
    }
    return Optional.empty();
  }

  private static String number(String text) {
    return text.matches("[0-9]+") ? Figures.count(Double.parseDouble(text)) : text;
  }
}
