package dev.ensayo.supervised.explain;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.supervised.learning.NetworkProvider;
import dev.ensayo.supervised.learning.SupervisedTask;
import dev.ensayo.supervised.passes.PassTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code explain}: one forward and one backward pass of a small network, number by number, checked
 * against finite differences.
 */
public final class ExplainTool implements RunTool<ExplainConfig> {
  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String summary() {
    return "One forward and backward pass of a small network in numbers, checked.";
  }

  @Override
  public Class<ExplainConfig> configType() {
    return ExplainConfig.class;
  }

  @Override
  public Operands operands() {
    return Operands.NONE;
  }

  @Override
  public void use(ExplainConfig options, Call call) throws IOException {
    RunPlan plan = new RunBinder(PluginRegistry.load(), List.of()).bindResolved(call.config());
    if (!(plan.agent().plugin() instanceof NetworkProvider<?> provider)) {
      throw new InvalidSettingException(
          "", "explain is for small networks of dense layers, not for " + call.agent());
    }
    LabelledExamples environment = (LabelledExamples) plan.openEnvironment();
    ExamplesSpec spec = environment.spec();
    SupervisedTask task =
        SupervisedTask.of(environment, new SeedSequence(plan.seed()), provider.answers(spec));
    PassTables tables =
        new PassTables(task.network(chain(call.run().path()), task.train()), options.example());
    ToldWords words = new ToldWords(options.language());
    for (Exhibit.Table table : tables.all()) {
      new TextTable(table, words).print(call.out());
    }
    call.out()
        .println(
            words.say(
                "Example {0}: the largest deviation of {1} gradients from finite differences is"
                    + " {2}",
                options.example(),
                tables.pass().parameters(),
                String.format(Locale.ROOT, "%.1e", tables.pass().largestDeviation())));
    call.out().flush();
  }

  private static DenseChain chain(Path run) throws IOException {
    try (Model model = Models.load(run.resolve("model.zip"), BackendConfig.defaults(), 0, 1)) {
      return model
          .chain()
          .orElseThrow(
              () -> {
                PassTables.checkSize(model.parameterCount());
                return new InvalidSettingException(
                    "", "explain is for networks of dense layers alone, without normalization");
              });
    }
  }
}
