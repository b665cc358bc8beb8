package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether a study has what {@code report.baseline} and {@code report.within} name. */
final class DeclaredComparison {
  private final ConfigNode.Mapping root;
  private final ConfigNode.Mapping section;
  private final ReportSpec report;
  private final List<Variant> variants;

  /**
   * @param root of the study
   * @param variants of the study, without those that are dropped
   */
  DeclaredComparison(ConfigNode.Mapping root, ReportSpec report, List<Variant> variants) {
    this.root = root;
    this.section =
        root.entries().get("report") instanceof ConfigNode.Mapping written ? written : root;
    this.report = report;
    this.variants = variants;
  }

  /** What is wrong; nothing where nothing is declared. */
  ImmutableList<Problem> problems() {
    ImmutableList.Builder<Problem> problems = ImmutableList.builder();
    report.baseline().ifPresent(name -> checkBaseline(name, problems));
    report.within().ifPresent(path -> checkWithin(path, problems));
    return problems.build();
  }

  private void checkBaseline(String name, ImmutableList.Builder<Problem> problems) {
    new NamedVariants(root, report, variants, true)
        .fault(name)
        .ifPresent(fault -> problems.add(problem("baseline", fault)));
  }

  private void checkWithin(String path, ImmutableList.Builder<Problem> problems) {
    Set<String> changed = new LinkedHashSet<>();
    for (Variant variant : variants) {
      variant
          .changes()
          .forEach(
              (key, value) -> {
                changed.add(key);
                if (value instanceof ConfigNode.Mapping mapping) {
                  InlineYaml.flat(mapping).keySet().forEach(leaf -> changed.add(key + "." + leaf));
                }
              });
    }
    if (!changed.contains(path)) {
      problems.add(
          problem(
              "within", "no variant changes '" + path + "'; " + NearestName.hint(path, changed)));
    }
  }

  private Problem problem(String key, String message) {
    return new Problem(section.get(key).orElse(section).origin(), "report." + key, message);
  }
}
