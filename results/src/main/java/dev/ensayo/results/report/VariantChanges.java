package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.report.VariantReport.Change;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a variant sets differently from the baseline: as written in the study, and where the study
 * is silent as the runs' resolved configuration says.
 */
final class VariantChanges {
  private static final String NONE = "–";

  private final Study study;
  private final List<RunRecord> runs;

  VariantChanges(Study study, List<RunRecord> runs) {
    this.study = study;
    this.runs = runs;
  }

  /** In the order written; empty for the baseline. */
  ImmutableList<Change> of(Variant variant) {
    Variant baseline = study.baseline();
    if (variant.equals(baseline)) {
      return ImmutableList.of();
    }
    Set<String> keys = new LinkedHashSet<>(leaves(variant));
    keys.addAll(leaves(baseline));
    ImmutableList.Builder<Change> changes = ImmutableList.builder();
    for (String key : keys) {
      String from = value(baseline, key);
      String to = value(variant, key);
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

  private String value(Variant variant, String key) {
    Optional<ConfigNode> written = InlineYaml.at(study.configuration(variant), key);
    if (written.isPresent()) {
      return InlineYaml.of(written.get());
    }
    return resolved(variant)
        .flatMap(config -> InlineYaml.at(config, key))
        .map(node -> InlineYaml.of(node) + " (default)")
        .orElse(NONE);
  }

  private Optional<ConfigNode.Mapping> resolved(Variant variant) {
    for (RunRecord run : runs) {
      if (run.variant().equals(variant.name()) && !run.config().isEmpty()) {
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
