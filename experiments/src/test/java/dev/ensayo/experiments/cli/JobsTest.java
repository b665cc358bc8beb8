package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void thereIsARunForEachCore() {
    assertThat(new Jobs().of(runs(""))).isEqualTo(CORES);
  }

  @Test
  void aRunOfSeveralWorkersHasACoreForEach() {
    String training = ", training: {workers: %d, combine: gradient-averaging}";
    assertThat(new Jobs().of(runs(training.formatted(CORES)))).isEqualTo(1);
    assertThat(new Jobs().of(runs(training.formatted(2 * CORES)))).isEqualTo(1);
    assertThat(new Jobs().of(runs(training.formatted(2)))).isEqualTo(Math.max(1, CORES / 2));
  }

  private static List<RunPlan> runs(String training) {
    return new RunBinder(PluginRegistry.load(), Plugins.probes())
        .bind(
            StudyReader.read(
                YamlReader.parse(
                    "test",
                    """
                    study: test
                    environment: {type: drawn-digits, train: 20, valid: 0, test: 10}
                    agent: {type: mlp%s}
                    budget: {epochs: 1}
                    seeds: {from: 1, count: 1}
                    """
                        .formatted(training))));
  }
}
