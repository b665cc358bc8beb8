package dev.ensayo.core.study;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.NearestName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The variants that a comparison may name, and why another cannot be named. */
final class NamedVariants {
  private final ImmutableSet<String> compared;
  private final ReportSpec report;
  private final ImmutableSet<String> dropped;

  /**
   * @param root of the study
   * @param variants of the study, without those that are dropped
   * @param withArms whether a variant as written stands for the cells of its grid
   */
  NamedVariants(
      ConfigNode.Mapping root, ReportSpec report, List<Variant> variants, boolean withArms) {
    this.report = report;
    Set<String> names = new LinkedHashSet<>();
    for (Variant variant : variants) {
      if (!report.exclude().contains(variant.name())) {
        names.add(variant.name());
        if (withArms) {
          names.add(variant.arm());
        }
      }
    }
    this.compared = ImmutableSet.copyOf(names);
    this.dropped =
        root.entries().get("drop") instanceof ConfigNode.Sequence drop
            ? drop.items().stream()
                .filter(ConfigNode.Scalar.class::isInstance)
                .map(item -> ((ConfigNode.Scalar) item).text())
                .collect(ImmutableSet.toImmutableSet())
            : ImmutableSet.of();
  }

  /** Why a name cannot stand in a comparison; empty if it can. */
  Optional<String> fault(String name) {
    if (compared.contains(name)) {
      return Optional.empty();
    }
    if (report.exclude().contains(name)) {
      return Optional.of("'" + name + "' is left out by report.exclude; name one that is compared");
    }
    if (dropped.contains(name)) {
      return Optional.of("'" + name + "' is dropped; name one that is run");
    }
    return Optional.of("no variant is called '" + name + "'; " + NearestName.hint(name, compared));
  }
}
