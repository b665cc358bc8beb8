package dev.ensayo.environments.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.environments.OracleFile;
import dev.ensayo.environments.OracleFolder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares with hands recorded from Gymnasium: the same cards, sums, rewards and endings. */
class BlackjackOracleTest {
  /** Hands out recorded cards. */
  private static final class Cards implements RandomGenerator, Stateful {
    private final Deque<Integer> cards = new ArrayDeque<>();

    void addAll(JsonNode recorded) {
      recorded.forEach(card -> cards.add(card.intValue()));
    }

    @Override
    public int nextInt(int bound) {
      assertThat(bound).isEqualTo(13);
      return cards.remove() - 1;
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException("only cards were recorded");
    }

    @Override
    public void saveState(StateWriter out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void loadState(StateReader in) {
      throw new UnsupportedOperationException();
    }
  }

  @TestFactory
  Stream<DynamicNode> recordedHands() {
    return OracleFolder.testsOf(
        "toy_text",
        path ->
            dynamicTest(
                path.getFileName().toString(),
                () -> {
                  OracleFile file = OracleFile.read(path);
                  assertThat(file.environment()).isEqualTo("Blackjack-v1");
                  file.episodes().forEach(BlackjackOracleTest::compare);
                }));
  }

  private static void compare(OracleFile.Episode episode) {
    JsonNode rules = episode.start().get("kwargs");
    boolean book = rules.get("sab").booleanValue();
    Cards cards = new Cards();
    Blackjack blackjack =
        new Blackjack(
            new BlackjackConfig(book, !book && rules.get("natural").booleanValue()), cards);
    cards.addAll(episode.start().get("cards0"));
    assertThat(blackjack.reset()[0]).isEqualTo(index(episode.start().get("obs0")));
    for (JsonNode step : episode.steps()) {
      String where = "episode " + episode.number() + ", step " + step.get("t");
      cards.addAll(step.get("cards"));
      StepResult result = blackjack.step(step.get("action").intValue());
      assertThat(cards.cards).as("%s, cards left", where).isEmpty();
      assertThat(result.observation()[0]).as(where).isEqualTo(index(step.get("obs")));
      assertThat(result.reward()).as(where).isEqualTo(step.get("reward").doubleValue());
      assertThat(result.terminated()).as(where).isEqualTo(step.get("terminated").booleanValue());
    }
  }

  private static float index(JsonNode observation) {
    int sum = observation.get(0).intValue();
    int dealer = observation.get(1).intValue();
    return (sum * 11 + dealer) * 2 + observation.get(2).intValue();
  }

  @Test
  void aNaturalCannotBothBeatAllAndPayMore() {
    assertThatThrownBy(() -> new BlackjackConfig(true, true))
        .hasMessageContaining("set naturalWins to false");
  }
}
