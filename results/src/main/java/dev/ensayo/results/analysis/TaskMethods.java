package dev.ensayo.results.analysis;

import com.google.common.base.CharMatcher;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which variants of a study are one method in several tasks: those that are else alike. */
final class TaskMethods {
  private static final String ENVIRONMENT = "environment.";

  private final Study study;
  private final String setting;

  /**
   * @param setting what tasks differ in
   */
  TaskMethods(Study study, String setting) {
    this.study = study;
    this.setting = setting;
  }

  /** The task of a variant; empty where it is not written. */
  Optional<String> task(Variant variant) {
    return InlineYaml.at(study.configuration(variant), setting).map(InlineYaml::of);
  }

  /** The variants of each method, by its name, in the order of the study. */
  ImmutableMap<String, ImmutableList<Variant>> byName() {
    Map<Map<String, String>, List<Variant>> alike = new LinkedHashMap<>();
    for (Variant variant : study.compared()) {
      if (task(variant).isPresent()) {
        alike.computeIfAbsent(others(variant), key -> new ArrayList<>()).add(variant);
      }
    }
    Map<String, ImmutableList<Variant>> named = new LinkedHashMap<>();
    for (List<Variant> variants : alike.values()) {
      String name = name(variants);
      named.put(
          named.containsKey(name) ? variants.get(0).name() : name, ImmutableList.copyOf(variants));
    }
    return ImmutableMap.copyOf(named);
  }

  /** What it sets but for the task; the settings of an environment belong to its task. */
  private Map<String, String> others(Variant variant) {
    Map<String, String> flat = InlineYaml.flat(study.configuration(variant));
    flat.keySet().removeIf(key -> key.equals(setting) || belongsToTask(key));
    return flat;
  }

  private boolean belongsToTask(String key) {
    return setting.equals(ENVIRONMENT + "type") && key.startsWith(ENVIRONMENT);
  }

  /** As written before the grid and its other values, or what the names begin with. */
  private String name(List<Variant> variants) {
    Variant first = variants.get(0);
    if (!first.cell().isEmpty()) {
      String cells =
          first.cell().entrySet().stream()
              .filter(axis -> !axis.getKey().equals(setting))
              .map(axis -> ", " + axis.getKey() + "=" + axis.getValue())
              .collect(Collectors.joining());
      return first.arm() + cells;
    }
    String common =
        variants.stream().map(Variant::name).reduce(Strings::commonPrefix).orElseThrow();
    String head =
        variants.size() == 1 ? common : CharMatcher.anyOf("-_+=.").trimTrailingFrom(common);
    return head.isEmpty() ? first.name() : head;
  }
}
