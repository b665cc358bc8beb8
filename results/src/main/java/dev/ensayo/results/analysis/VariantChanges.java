package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a variant sets differently from the baseline: as written in the study, and where the study
 * is silent as the runs' resolved configuration says.
 */
public final class VariantChanges {
  /**
   * A setting that differs from the baseline's.
   *
   * @param key dotted path
   * @param from the baseline's value
   * @param to the variant's value
   */
  public record Change(String key, Value from, Value to) {}

  /**
   * The value of a setting.
   *
   * @param text on one line; empty if there is none
   * @param isDefault whether the study is silent on it
   */
  public record Value(Optional<String> text, boolean isDefault) {}

  private final Study study;
  private final StudyRuns found;
  private final ComparisonGroups groups;

  VariantChanges(StudyRuns found, ComparisonGroups groups) {
    this.study = found.study();
    this.found = found;
    this.groups = groups;
  }

  /** Against the baseline of its group, in the order written; empty for that itself. */
  ImmutableList<Change> of(Variant variant) {
    Variant baseline = groups.baselineOf(variant.name()).orElseGet(study::baseline);
    if (variant.equals(baseline)) {
      return ImmutableList.of();
    }
    Set<String> keys = new LinkedHashSet<>(leaves(variant));
    keys.addAll(leaves(baseline));
    ImmutableList.Builder<Change> changes = ImmutableList.builder();
    for (String key : keys) {
      Value from = value(baseline, key);
      Value to = value(variant, key);
      if (!from.equals(to)) {
        changes.add(new Change(key, from, to));
      }
    }
    return changes.build();
  }

  private static List<String> leaves(Variant variant) {
    return variant.changes().entrySet().stream()
        .flatMap(
            change ->
                change.getValue() instanceof ConfigNode.Mapping mapping
                    ? InlineYaml.flat(mapping).keySet().stream()
                        .map(key -> change.getKey() + "." + key)
                    : Stream.of(change.getKey()))
        .toList();
  }

  private Value value(Variant variant, String key) {
    Optional<ConfigNode> written = InlineYaml.at(study.configuration(variant), key);
    return written.isPresent()
        ? new Value(written.map(InlineYaml::of), false)
        : new Value(
            resolved(variant).flatMap(config -> InlineYaml.at(config, key)).map(InlineYaml::of),
            true);
  }

  private Optional<ConfigNode.Mapping> resolved(Variant variant) {
    for (RunRecord run : found.of(variant.name())) {
      if (!run.config().isEmpty()) {
        try {
          return Optional.of(YamlReader.parse("config.yaml", run.config()));
        } catch (ConfigException e) {
          return Optional.empty(); // a damaged file changes no result; its text is shown as it is
        }
      }
    }
    return Optional.empty();
  }
}
