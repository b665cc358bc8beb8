package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the variants that others start from exist and can all be run before these. */
final class RequiredVariants {
  private final Study study;
  private final Map<String, RunPlan> plans;

  /**
   * @param plans one run of each variant, by its name
   */
  RequiredVariants(Study study, Map<String, RunPlan> plans) {
    this.study = study;
    this.plans = plans;
  }

  /** What is wrong, each once. */
  ImmutableList<Problem> problems() {
    ImmutableList.Builder<Problem> problems = ImmutableList.builder();
    Set<String> told = new LinkedHashSet<>();
    for (Variant variant : study.variants()) {
      for (String required : plans.get(variant.name()).requiredVariants()) {
        if (!plans.containsKey(required)) {
          problems.add(
              problem(
                  variant,
                  "no variant is called '"
                      + required
                      + "', which it starts from; "
                      + NearestName.hint(required, plans.keySet())));
        }
      }
      List<String> circle = circle(variant.name(), new ArrayList<>());
      if (!circle.isEmpty() && told.addAll(circle)) {
        problems.add(
            problem(
                variant,
                "variants that start from each other can never be run: "
                    + String.join(" from ", circle)));
      }
    }
    return problems.build();
  }

  private Problem problem(Variant variant, String message) {
    ConfigNode.Mapping configuration = study.configuration(variant);
    ConfigNode at = configuration.get("agent").orElse(configuration);
    return new Problem(at.origin(), "agent (variant " + variant.name() + ")", message);
  }

  /** A way from a variant back to itself; empty if there is none. */
  private List<String> circle(String name, List<String> way) {
    if (way.contains(name)) {
      List<String> circle = new ArrayList<>(way.subList(way.indexOf(name), way.size()));
      circle.add(name);
      return circle;
    }
    if (!plans.containsKey(name)) {
      return List.of();
    }
    way.add(name);
    for (String required : plans.get(name).requiredVariants()) {
      List<String> circle = circle(required, way);
      if (!circle.isEmpty()) {
        return circle;
      }
    }
    way.remove(name);
    return List.of();
  }
}
