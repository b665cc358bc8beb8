package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** Reads {@code hypotheses} and checks that they are about variants that are compared. */
final class HypothesisReader {
  /** As a list. */
  record Listed(
      @Setting(value = "what is expected of variants", defaultValue = "[]")
          List<Hypothesis> hypotheses) {
    Listed {
      Settings.check(Listed.class, hypotheses);
    }
  }

  private final ConfigNode.Mapping root;
  private final NamedVariants names;
  private final List<Problem> problems;

  /**
   * @param root of the study
   * @param variants of the study, without those that are dropped
   * @param problems what is wrong goes here
   */
  HypothesisReader(
      ConfigNode.Mapping root, ReportSpec report, List<Variant> variants, List<Problem> problems) {
    this.root = root;
    this.names = new NamedVariants(root, report, variants, false);
    this.problems = problems;
  }

  /** None where there are none, or something is wrong. */
  ImmutableList<Hypothesis> read() {
    ConfigNode node = root.entries().get("hypotheses");
    if (node == null) {
      return ImmutableList.of();
    }
    int before = problems.size();
    List<Hypothesis> found = bound(node);
    for (int i = 0; i < found.size(); i++) {
      ConfigNode at = ((ConfigNode.Sequence) node).items().get(i);
      String path = "hypotheses[" + i + "]";
      Hypothesis hypothesis = found.get(i);
      checkName(at, path + ".variant", hypothesis.variant());
      hypothesis.than().ifPresent(than -> checkName(at, path + ".than", than));
      if (hypothesis.than().filter(hypothesis.variant()::equals).isPresent()) {
        problem(at, path + ".than", "'" + hypothesis.variant() + "' is compared with itself");
      }
    }
    return problems.size() > before ? ImmutableList.of() : ImmutableList.copyOf(found);
  }

  private List<Hypothesis> bound(ConfigNode node) {
    try {
      return ConfigBinder.bind(
              ConfigNode.Mapping.empty(node.origin()).with("hypotheses", node), "", Listed.class)
          .hypotheses();
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return List.of();
    }
  }

  private void checkName(ConfigNode at, String path, String name) {
    names.fault(name).ifPresent(fault -> problem(at, path, fault));
  }

  private void problem(ConfigNode at, String path, String message) {
    problems.add(new Problem(at.origin(), path, message));
  }
}
