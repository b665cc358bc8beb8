package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which variant each is compared with. With {@code report.within} there is a baseline for each
 * value of that setting: the variant that has the value and else sets what the study's baseline
 * sets.
 */
public final class ComparisonGroups {
  private static final String NOT_SET = "not set";

  private final ImmutableList<ComparisonGroup> groups;

  private ComparisonGroups(ImmutableList<ComparisonGroup> groups) {
    this.groups = groups;
  }

  static ComparisonGroups of(StudyRuns found) {
    Study study = found.study();
    if (study.report().within().isEmpty()) {
      return new ComparisonGroups(
          ImmutableList.of(
              new ComparisonGroup("", Optional.of(study.baseline()), study.compared())));
    }
    return new Grouping(found, study.report().within().get()).groups();
  }

  /** In the order of the study; at least one. */
  public ImmutableList<ComparisonGroup> all() {
    return groups;
  }

  /** Whether all variants are compared with one. */
  public boolean isOne() {
    return groups.size() == 1 && groups.get(0).value().isEmpty();
  }

  /** What a variant is compared with; itself for a baseline, empty where its group has none. */
  public Optional<Variant> baselineOf(String variant) {
    return groups.stream()
        .filter(group -> group.variants().stream().anyMatch(v -> v.name().equals(variant)))
        .findFirst()
        .flatMap(ComparisonGroup::baseline);
  }

  /** Sorts the variants of a study by the value of a setting. */
  private static final class Grouping {
    private final StudyRuns found;
    private final Study study;
    private final String path;

    Grouping(StudyRuns found, String path) {
      this.found = found;
      this.study = found.study();
      this.path = path;
    }

    ComparisonGroups groups() {
      Map<String, List<Variant>> byValue = new LinkedHashMap<>();
      Map<String, String> written = new LinkedHashMap<>();
      for (Variant variant : study.compared()) {
        String value = value(variant);
        String key = sameForNumbers(value);
        written.putIfAbsent(key, value);
        byValue.computeIfAbsent(key, same -> new ArrayList<>()).add(variant);
      }
      ImmutableList.Builder<ComparisonGroup> groups = ImmutableList.builder();
      byValue.forEach(
          (key, variants) ->
              groups.add(
                  new ComparisonGroup(
                      Objects.requireNonNull(written.get(key)),
                      baselineAmong(variants),
                      ImmutableList.copyOf(variants))));
      return new ComparisonGroups(groups.build());
    }

    /** As written in the study, and where it is silent as the runs say. */
    private String value(Variant variant) {
      return InlineYaml.at(study.configuration(variant), path)
          .or(() -> resolved(variant).flatMap(config -> InlineYaml.at(config, path)))
          .map(InlineYaml::of)
          .orElse(NOT_SET);
    }

    private static String sameForNumbers(String value) {
      Double number = Doubles.tryParse(value);
      return number == null ? value : number.toString();
    }

    private Optional<Variant> baselineAmong(List<Variant> variants) {
      Variant baseline = study.baseline();
      if (variants.contains(baseline)) {
        return Optional.of(baseline);
      }
      return variants.stream().filter(variant -> isElseAs(baseline, variant)).findFirst();
    }

    private boolean isElseAs(Variant baseline, Variant variant) {
      if (others(study.configuration(baseline)).equals(others(study.configuration(variant)))) {
        return true;
      }
      Optional<ConfigNode.Mapping> one = resolved(baseline);
      Optional<ConfigNode.Mapping> other = resolved(variant);
      return one.isPresent() && other.isPresent() && others(one.get()).equals(others(other.get()));
    }

    private Map<String, String> others(ConfigNode.Mapping config) {
      Map<String, String> flat = InlineYaml.flat(config.without("variant", "seed"));
      flat.remove(path);
      return flat;
    }

    private Optional<ConfigNode.Mapping> resolved(Variant variant) {
      try {
        return found.of(variant.name()).stream()
            .map(RunRecord::config)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .map(text -> YamlReader.parse("config.yaml", text));
      } catch (ConfigException e) {
        return Optional.empty(); // a damaged file changes no result
      }
    }
  }
}
