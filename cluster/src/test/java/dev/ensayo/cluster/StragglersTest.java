package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class StragglersTest {
  private static final String STUDY =
      """
      study: slow
      environment: {type: frozenlake-v1}
      agent: {type: q-learning}
      budget: {environmentSteps: 100}
      seeds: [1, 2, 3, 4]
      """;

  private final List<RunPlan> runs =
      new RunBinder(PluginRegistry.load(), List.of())
          .bind(StudyReader.readAsFar(YamlReader.parse("slow.yaml", STUDY)));

  private final Stragglers stragglers = new Stragglers();

  @Test
  void aRunIsToldOnceWhenItTakesHalfAsLongAgainAsTheOthers() {
    stragglers.ended(runs.get(0), 20);
    stragglers.ended(runs.get(1), 40);
    assertThat(stragglers.look(runs.get(3), 1000)).as("two others say nothing").isEmpty();
    stragglers.ended(runs.get(2), 24);
    assertThat(stragglers.look(runs.get(3), 36)).isEmpty();
    assertThat(stragglers.look(runs.get(3), 36.1)).hasValue(24);
    assertThat(stragglers.look(runs.get(3), 50)).isEmpty();
  }

  @Test
  void runsOfSecondsAreNotWorthAWord() {
    runs.subList(0, 3).forEach(run -> stragglers.ended(run, 0.5));
    assertThat(stragglers.look(runs.get(3), 9)).isEmpty();
  }
}
