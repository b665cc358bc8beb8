package dev.ensayo.core.study;

import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.training.Budget;
import java.util.Optional;

/**
 * A run that lies there had another budget than it has now, and is otherwise the same.
 *
 * @param before how long it was
 * @param now how long it is to be, on the same clock
 */
public record BudgetChange(Budget before, Budget now) {
  /**
   * Compares a run with what lies there.
   *
   * @param config the text of its {@code config.yaml}; may be damaged, and empty where nothing lies
   * @return empty if the budget is the same, is on another clock, or is not all that differs
   */
  public static Optional<BudgetChange> between(String config, RunPlan run) {
    if (config.isEmpty() || run.isDescribedBy(config)) {
      return Optional.empty();
    }
    try {
      ConfigNode.Mapping written = YamlReader.parse("config.yaml", config);
      if (written.get("budget").orElse(null) instanceof ConfigNode.Mapping budget) {
        Budget before = ConfigBinder.bind(budget, "budget", Budget.class);
        return before.clock() == run.budget().clock() && run.lasting(before).isDescribedBy(config)
            ? Optional.of(new BudgetChange(before, run.budget()))
            : Optional.empty();
      }
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.empty(); // it was damaged
    }
  }

  public boolean isLonger() {
    return now.amount() > before.amount();
  }

  /** What both are measured on. */
  public Clock clock() {
    return now.clock();
  }

  /** Such as {@code from 5000 to 10000 environmentSteps}. */
  public String words() {
    return "from " + before.amount() + " to " + now.amount() + " " + clock().budgetKey();
  }
}
