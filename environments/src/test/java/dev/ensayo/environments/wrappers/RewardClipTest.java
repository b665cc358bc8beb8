package dev.ensayo.environments.wrappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.agent.EnvironmentLoop;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.ScriptedEnvironment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewardClipTest {
  private final DecisionProcess clipped =
      new RewardClipProvider()
          .wrap(
              ScriptedEnvironment.process(
                  ObservationSpec.continuous(1), ScriptedEnvironment.rewards(5, -3, 0.5)),
              new RewardClipConfig(-1, 1));

  @Test
  void clipsWhatIsLearnedFromAndNothingElse() {
    List<Double> learned = new ArrayList<>();
    List<Double> returns = new ArrayList<>();
    EnvironmentLoop loop =
        new EnvironmentLoop(
            clipped.create(new SeedSequence(0)),
            observation -> 0,
            transition -> learned.add(transition.reward()),
            (episodeReturn, length) -> returns.add(episodeReturn));
    loop.runEpisode();
    assertThat(learned).containsExactly(1.0, -1.0, 0.5);
    assertThat(returns).containsExactly(5 - 3 + 0.5);
  }

  @Test
  void evaluationIsNotClipped() {
    Environment training = clipped.create(new SeedSequence(0));
    Environment evaluation = clipped.createForEvaluation(new SeedSequence(1), training);
    evaluation.reset();
    StepResult result = evaluation.step(0);
    assertThat(result.reward()).isEqualTo(5);
    assertThat(evaluation).isNotInstanceOf(RewardClip.class);
  }

  @Test
  void theBoundsMustBeInOrder() {
    assertThatThrownBy(() -> new RewardClipConfig(1, 1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("must be less than high (1.0), not 1.0");
  }

  @Test
  void refusesATrainingCopyOfAnotherProcess() {
    Environment foreign = new TimeLimit(clipped.create(new SeedSequence(0)), 1);
    assertThatThrownBy(() -> clipped.createForEvaluation(new SeedSequence(1), foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TimeLimit")
        .hasMessageContaining("RewardClip");
  }
}
