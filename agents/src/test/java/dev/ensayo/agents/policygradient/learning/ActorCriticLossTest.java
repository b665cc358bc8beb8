package dev.ensayo.agents.policygradient.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.policygradient.distribution.ActionDistribution;
import dev.ensayo.agents.policygradient.network.Heads;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.fakes.Fixture;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Losses and their gradients beside those of PyTorch's automatic differentiation. */
class ActorCriticLossTest {
  private static final String FOLDER = "/dev/ensayo/agents/pytorch/";
  private static final float NEAR = 2e-6f;
  private static final OptionalDouble UNCLIPPED = OptionalDouble.empty();

  private static Fixture fixture(String name) throws IOException {
    return Fixture.read(ActorCriticLossTest.class, FOLDER + name + ".json");
  }

  private static Heads heads(ActionSpec action, boolean hasValue) {
    return new Heads(ActionDistribution.of(action), hasValue);
  }

  /** A minibatch of given actions and advantages, the observations of no importance. */
  private static Minibatch batch(float[] actions, float[] advantages) {
    int size = advantages.length;
    Minibatch batch = new Minibatch(size, 1, actions.length / size);
    batch.append(new float[size], actions, new float[size], new float[size], new float[size], size);
    System.arraycopy(advantages, 0, batch.advantages(), 0, size);
    return batch;
  }

  private static float[][] like(float[][] outputs) {
    float[][] copies = new float[outputs.length][];
    for (int i = 0; i < outputs.length; i++) {
      copies[i] = new float[outputs[i].length];
    }
    return copies;
  }

  /** The same row again and again. */
  private static float[] repeated(float[] row, int times) {
    float[] all = new float[row.length * times];
    for (int i = 0; i < all.length; i++) {
      all[i] = row[i % row.length];
    }
    return all;
  }

  /** The sum over the rows, which is what a parameter that all rows read gets. */
  private static float[] summed(float[] rows, int size) {
    float[] sums = new float[size];
    for (int i = 0; i < rows.length; i++) {
      sums[i % size] += rows[i];
    }
    return sums;
  }

  @Test
  void clippedObjectiveOverDiscreteActions() throws IOException {
    Fixture all = fixture("ppo_loss");
    Fixture given = all.at("discrete");
    float[][] outputs = {given.floats("logits")};
    Heads heads = heads(ActionSpec.discrete(3), false);
    for (Fixture expected : given.each("cases")) {
      float[][] policy = checkPolicy(all.number("clip"), given, expected, heads, outputs, 0);
      assertThat(policy[0])
          .containsExactly(expected.at("policyGradient").floats("logits"), within(NEAR));
      float[][] entropy = checkPolicy(all.number("clip"), given, expected, heads, outputs, 1);
      float[] wanted = expected.at("entropyGradient").floats("logits");
      for (int i = 0; i < wanted.length; i++) {
        assertThat(entropy[0][i]).isEqualTo(policy[0][i] - wanted[i], within(NEAR));
      }
    }
  }

  @Test
  void clippedObjectiveOverRealActions() throws IOException {
    Fixture all = fixture("ppo_loss");
    Fixture given = all.at("continuous");
    int rows = given.floats("advantages").length;
    float[][] outputs = {given.floats("means"), repeated(given.floats("logDeviations"), rows)};
    Heads heads = heads(ActionSpec.box(2, -1, 1), false);
    for (Fixture expected : given.each("cases")) {
      float[][] policy = checkPolicy(all.number("clip"), given, expected, heads, outputs, 0);
      Fixture gradient = expected.at("policyGradient");
      assertThat(policy[0]).containsExactly(gradient.floats("means"), within(NEAR));
      assertThat(summed(policy[1], 2))
          .containsExactly(gradient.floats("logDeviations"), within(NEAR));
      float[][] entropy = checkPolicy(all.number("clip"), given, expected, heads, outputs, 1);
      float[] ofEntropy = expected.at("entropyGradient").floats("logDeviations");
      for (int i = 0; i < 2; i++) {
        assertThat(summed(entropy[1], 2)[i])
            .isEqualTo(summed(policy[1], 2)[i] - ofEntropy[i], within(NEAR));
      }
    }
  }

  /** Compares every number of the policy's part and returns the gradients. */
  private static float[][] checkPolicy(
      double clip,
      Fixture given,
      Fixture expected,
      Heads heads,
      float[][] outputs,
      double entropyCoefficient) {
    Minibatch batch = batch(given.floats("actions"), given.floats("advantages"));
    float[] old = given.floats("oldLogProbabilities");
    System.arraycopy(old, 0, batch.logProbabilities(), 0, old.length);
    if (expected.number("normalized") == 1) {
      AdvantageNormalization.normalize(batch.advantages(), batch.size());
    }
    ActorCriticLoss loss =
        new ActorCriticLoss(
            heads, new PolicyObjective.Clipped(clip), UNCLIPPED, 0, entropyCoefficient);
    float[][] gradients = like(outputs);
    double total = loss.of(batch).compute(outputs, batch.size(), gradients);
    assertThat(loss.policy()).isEqualTo(expected.number("policyLoss"), within(1e-6));
    assertThat(loss.entropy()).isEqualTo(expected.number("entropy"), within(1e-6));
    assertThat(loss.divergence()).isEqualTo(expected.number("approximateKl"), within(1e-6));
    assertThat(loss.clipped()).isEqualTo(expected.number("clipFraction"), within(1e-9));
    assertThat(total).isEqualTo(loss.policy() - entropyCoefficient * loss.entropy(), within(1e-12));
    return gradients;
  }

  @Test
  void valuesClippedAndFree() throws IOException {
    Fixture all = fixture("ppo_loss");
    Fixture given = all.at("value");
    float[] values = given.floats("values");
    checkValue(given, values, "valueLoss", UNCLIPPED);
    checkValue(given, values, "clippedValueLoss", OptionalDouble.of(all.number("clip")));
  }

  private static void checkValue(Fixture given, float[] values, String name, OptionalDouble range) {
    Minibatch batch = batch(new float[values.length], new float[values.length]);
    System.arraycopy(given.floats("oldValues"), 0, batch.values(), 0, values.length);
    System.arraycopy(given.floats("returns"), 0, batch.returns(), 0, values.length);
    ActorCriticLoss loss =
        new ActorCriticLoss(
            heads(ActionSpec.discrete(2), true), new PolicyObjective.Plain(), range, 1, 0);
    float[][] outputs = {new float[2 * values.length], values};
    float[][] gradients = like(outputs);
    double total = loss.of(batch).compute(outputs, values.length, gradients);
    assertThat(total).isEqualTo(given.number(name), within(1e-6));
    assertThat(gradients[1]).containsExactly(given.floats(name + "Gradient"), within(NEAR));
    assertThat(gradients[0]).containsExactly(new float[2 * values.length], within(1e-9f));
  }

  /** Its loss has c_v·(V − R)² without a half: twice our coefficient. */
  @Test
  void actorCriticWithoutRatios() throws IOException {
    Fixture given = fixture("a2c");
    Fixture at = given.at("outputs");
    Fixture first = given.each("batches").get(0);
    Minibatch batch = batch(first.floats("actions"), first.floats("advantages"));
    float[] returns = first.floats("returns");
    System.arraycopy(returns, 0, batch.returns(), 0, returns.length);
    ActorCriticLoss loss =
        new ActorCriticLoss(
            heads(ActionSpec.discrete(3), true),
            new PolicyObjective.Plain(),
            UNCLIPPED,
            2 * given.number("valueCoefficient"),
            given.number("entropyCoefficient"));
    float[][] outputs = {at.floats("logits"), at.floats("values")};
    float[][] gradients = like(outputs);
    double total = loss.of(batch).compute(outputs, batch.size(), gradients);
    assertThat(total).isEqualTo(at.number("loss"), within(1e-6));
    assertThat(gradients[0]).containsExactly(at.floats("logitsGradient"), within(NEAR));
    assertThat(gradients[1]).containsExactly(at.floats("valuesGradient"), within(NEAR));
  }

  /** The weight of each step is given; without a value the policy's part is all there is. */
  @Test
  void returnsWeighLogProbabilities() throws IOException {
    Fixture given = fixture("reinforce");
    Fixture discrete = given.at("discrete");
    Fixture continuous = given.at("continuous");
    float[] deviations = continuous.floats("logDeviations");
    for (String name : List.of("plain", "baseline", "discounted", "normalized")) {
      float[] weights = given.at("weights").floats(name);
      float[][] gradients =
          checkPlain(
              ActionSpec.discrete(3),
              batch(discrete.floats("actions"), weights),
              new float[][] {discrete.floats("logits")},
              discrete.at("cases").at(name).number("loss"));
      Fixture expected = discrete.at("cases").at(name);
      assertThat(gradients[0]).containsExactly(expected.floats("logitsGradient"), within(NEAR));
      float[][] real =
          checkPlain(
              ActionSpec.box(2, -1, 1),
              batch(continuous.floats("actions"), weights),
              new float[][] {continuous.floats("means"), repeated(deviations, weights.length)},
              continuous.at("cases").at(name).number("loss"));
      Fixture expectedReal = continuous.at("cases").at(name);
      assertThat(real[0]).containsExactly(expectedReal.floats("meansGradient"), within(NEAR));
      assertThat(summed(real[1], 2))
          .containsExactly(expectedReal.floats("logDeviationsGradient"), within(NEAR));
    }
  }

  private static float[][] checkPlain(
      ActionSpec action, Minibatch batch, float[][] outputs, double expected) {
    ActorCriticLoss loss =
        new ActorCriticLoss(heads(action, false), new PolicyObjective.Plain(), UNCLIPPED, 0, 0);
    float[][] gradients = like(outputs);
    assertThat(loss.of(batch).compute(outputs, batch.size(), gradients))
        .isEqualTo(expected, within(2e-6));
    return gradients;
  }
}
