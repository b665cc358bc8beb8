package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.SeedSequence;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.space.Box;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class EnvironmentMdpTest {
  private static Corridor corridor(DecisionProcessSpec spec) {
    return new Corridor(spec, new SeedSequence(3).stream("start"));
  }

  private static EnvironmentMdp mdp(Corridor corridor) {
    return new EnvironmentMdp(corridor, Nd4j.getRandomFactory().getNewRandomInstance(1));
  }

  @Test
  void showsAStateAsAOneHotVector() {
    EnvironmentMdp mdp = mdp(corridor(Corridor.indexed(4, 10)));
    assertThat(mdp.getObservationSpace().getShape()).containsExactly(4);
    assertThat(mdp.getActionSpace().getSize()).isEqualTo(2);
    double[] first = mdp.reset().getData().toDoubleVector();
    double[] second = mdp.step(1).getObservation().getData().toDoubleVector();
    // It starts in cell 0 or 1 and goes one to the right.
    if (first[0] == 1) {
      assertThat(first).containsExactly(1, 0, 0, 0);
      assertThat(second).containsExactly(0, 1, 0, 0);
    } else {
      assertThat(first).containsExactly(0, 1, 0, 0);
      assertThat(second).containsExactly(0, 0, 1, 0);
    }
  }

  @Test
  void theEndOfTheTaskIsDoneInTheReply() {
    EnvironmentMdp mdp = mdp(corridor(Corridor.indexed(4, 10)));
    mdp.reset();
    StepReply<Box> reply = mdp.step(1);
    int steps = 1;
    while (!mdp.isDone()) {
      assertThat(reply.isDone()).isFalse();
      assertThat(reply.getReward()).isZero();
      reply = mdp.step(1);
      steps++;
    }
    assertThat(reply.isDone()).isTrue();
    // The reward to learn from is reshaped to 2, the score counts what the task pays.
    assertThat(reply.getReward()).isEqualTo(2);
    assertThat(mdp.episodeReturn()).isEqualTo(1);
    assertThat(mdp.episodeLength()).isEqualTo(steps).isBetween(2, 3);
    mdp.reset();
    assertThat(mdp.isDone()).isFalse();
    assertThat(mdp.episodeLength()).isZero();
    assertThat(mdp.episodeReturn()).isZero();
  }

  @Test
  void theEndOfTimeIsNotDoneInTheReply() {
    EnvironmentMdp mdp = mdp(corridor(Corridor.continuous(3)));
    mdp.reset();
    mdp.step(0);
    mdp.step(0);
    StepReply<Box> reply = mdp.step(0);
    assertThat(mdp.isDone()).isTrue();
    assertThat(reply.isDone()).isFalse();
    assertThat(reply.getObservation().getData().toDoubleVector()).containsExactly(0, 0);
  }

  @Test
  void bytesAreScaledToOne() {
    ObservationEncoder encoder = new ObservationEncoder(ObservationSpec.bytes(1, 2));
    assertThat(encoder.size()).isEqualTo(2);
    assertThat(encoder.encode(new float[] {9, 9, 51, 255}, 1)).containsExactly(0.2, 1);
  }

  @Test
  void rowsAreEncodedInTheirPlace() {
    assertThat(new ObservationEncoder(ObservationSpec.discrete(3)).encode(new float[] {0, 2}, 1))
        .containsExactly(0, 0, 1);
    assertThat(
            new ObservationEncoder(ObservationSpec.continuous(2))
                .encode(new float[] {1, 2, 3, 4}, 1))
        .containsExactly(3, 4);
  }

  @Test
  void closesItsEnvironmentAndMakesNoCopies() {
    Corridor corridor = corridor(Corridor.continuous(3));
    EnvironmentMdp mdp = mdp(corridor);
    assertThatThrownBy(mdp::newInstance).isInstanceOf(UnsupportedOperationException.class);
    mdp.close();
    assertThat(corridor.isClosed()).isTrue();
  }
}
