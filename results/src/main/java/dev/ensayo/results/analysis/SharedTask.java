package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.reading.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Variants of several studies that learn the same task and are scored alike, so that their scores
 * may stand side by side.
 *
 * @param scale what a score is a score of
 * @param entries the variants, in the order of the studies
 */
public record SharedTask(Scale scale, ImmutableList<Entry> entries) {
  private static final String TYPE = "environment.type";

  /**
   * What two scores must have in common.
   *
   * @param environment its settings by their dotted paths
   */
  public record Scale(
      String metric,
      Better better,
      ReportSpec.Score score,
      ImmutableMap<String, String> environment) {
    /** The type of the environment. */
    public String task() {
      return environment.getOrDefault(TYPE, "");
    }
  }

  /**
   * A variant of a study.
   *
   * @param study its place among the studies, from 0
   */
  public record Entry(int study, StudyResults results, VariantResults variant) {
    private ConfigNode.Mapping config() {
      return VariantSettings.resolved(variant.runs()).orElseGet(this::written);
    }

    private ConfigNode.Mapping written() {
      return results.study().variants().stream()
          .filter(each -> each.name().equals(variant.name()))
          .findFirst()
          .map((Variant each) -> results.study().configuration(each))
          .orElseThrow();
    }

    private String settings(String section) {
      return VariantSettings.flat(config(), ImmutableSet.of(section)).toString();
    }

    private String fact(Function<Manifest, String> fact) {
      return variant.runs().stream()
          .filter(RunRecord::isFinished)
          .flatMap(run -> run.manifest().stream())
          .map(fact)
          .distinct()
          .sorted()
          .toList()
          .toString();
    }

    Scale scale() {
      ReportSpec report = results.study().report();
      return new Scale(
          report.metric(),
          report.better(),
          report.score(),
          ImmutableMap.copyOf(VariantSettings.flat(config(), ImmutableSet.of("environment"))));
    }
  }

  /** What may make one score larger than another beside what is learned. */
  public enum Difference {
    BUDGET,
    EVALUATION,
    WINDOW,
    SEEDS,
    DATA,
    CODE
  }

  /** The tasks that variants of two studies or more share. */
  public static ImmutableList<SharedTask> among(List<StudyResults> studies) {
    Map<Scale, List<Entry>> byScale = new LinkedHashMap<>();
    for (int i = 0; i < studies.size(); i++) {
      for (VariantResults variant : studies.get(i).variants()) {
        Entry entry = new Entry(i, studies.get(i), variant);
        byScale.computeIfAbsent(entry.scale(), scale -> new ArrayList<>()).add(entry);
      }
    }
    ImmutableList.Builder<SharedTask> shared = ImmutableList.builder();
    byScale.forEach(
        (scale, entries) -> {
          if (entries.stream().map(Entry::study).distinct().count() > 1) {
            shared.add(new SharedTask(scale, ImmutableList.copyOf(entries)));
          }
        });
    return shared.build();
  }

  /** The scales of a study's variants. */
  public static ImmutableSet<Scale> scales(StudyResults study) {
    return study.variants().stream()
        .map(variant -> new Entry(0, study, variant).scale())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** What is not the same for all of its variants. */
  public ImmutableList<Difference> differences() {
    Map<Difference, Function<Entry, String>> facts = new LinkedHashMap<>();
    facts.put(Difference.BUDGET, entry -> entry.settings("budget"));
    facts.put(Difference.EVALUATION, entry -> entry.settings("evaluation"));
    facts.put(
        Difference.WINDOW, entry -> Integer.toString(entry.results().study().report().window()));
    facts.put(Difference.SEEDS, entry -> entry.results().study().seeds().toString());
    facts.put(
        Difference.DATA, entry -> entry.fact(made -> new TreeMap<>(made.dataSha256()).toString()));
    facts.put(Difference.CODE, entry -> entry.fact(Manifest::code));
    return facts.entrySet().stream()
        .filter(fact -> entries.stream().map(fact.getValue()).distinct().count() > 1)
        .map(Map.Entry::getKey)
        .collect(ImmutableList.toImmutableList());
  }
}
