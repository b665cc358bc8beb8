package dev.ensayo.serving.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.serving.batching.BatchLimits;
import dev.ensayo.serving.fakes.Sums;
import dev.ensayo.serving.protocol.InferenceRequest;
import dev.ensayo.serving.protocol.InferenceResponse;
import dev.ensayo.serving.protocol.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VersionsTest {
  private final ModelRegistry registry =
      new ModelRegistry(new BatchLimits(8, Duration.ZERO, 10_000));
  private final List<Answered> heard = Collections.synchronizedList(new ArrayList<>());
  private final Dispatcher dispatcher = new Dispatcher(registry, List.of(heard::add));

  @AfterEach
  void close() {
    registry.close();
  }

  private static Ask ask(Optional<String> version, String key) {
    return new Ask(
        "m",
        version,
        Optional.of(key),
        OptionalLong.empty(),
        new InferenceRequest(
            "",
            List.of(Tensor.of("x", List.of(1L, 2L), new double[] {1, 2})),
            Map.of(),
            List.of(),
            false));
  }

  private InferenceResponse answer(Optional<String> version, String key) throws Exception {
    return dispatcher.ask(ask(version, key)).get(30, TimeUnit.SECONDS);
  }

  private void add(String version, double constant) {
    registry.add("m", version, List.of(new Sums(constant)));
  }

  @Test
  void theFirstVersionAnswersUntilAnotherIsPromoted() throws Exception {
    add("a", 0);
    add("b", 100);
    assertThat(answer(Optional.empty(), "k").outputs().get(0).number(0)).isEqualTo(3);
    assertThat(answer(Optional.of("b"), "k").outputs().get(0).number(0)).isEqualTo(103);
    registry.model("m").promote("b");
    InferenceResponse answer = answer(Optional.empty(), "k");
    assertThat(answer.version()).isEqualTo("b");
    assertThat(answer.outputs().get(0).number(0)).isEqualTo(103);
    assertThat(registry.model("m").back()).isTrue();
    assertThat(answer(Optional.empty(), "k").version()).isEqualTo("a");
    assertThat(registry.model("m").back()).isFalse();
    assertThat(heard).extracting(Answered::version).containsExactly("a", "b", "b", "a");
    assertThat(heard.get(0).inputs().get(0).number(1)).isEqualTo(2);
    assertThat(heard).extracting(Answered::id).doesNotHaveDuplicates();
  }

  @Test
  void keysAreSplitByWeightAndStayWhereTheyAre() {
    Traffic traffic = new Traffic(ImmutableMap.of("a", 90, "b", 10), Optional.empty());
    int toB = 0;
    for (int i = 0; i < 20_000; i++) {
      String picked = traffic.pick("user-" + i);
      assertThat(traffic.pick("user-" + i)).isEqualTo(picked);
      toB += picked.equals("b") ? 1 : 0;
    }
    // Four standard deviations of a share of 0.1 among 20,000 are 0.0085.
    assertThat(toB / 20_000.0).isCloseTo(0.1, within(0.0085));
  }

  @Test
  void noRequestIsLostWhileVersionsComeAndGo() throws Exception {
    add("a", 0);
    Thread switching =
        new Thread(
            () -> {
              NamedModel model = registry.model("m");
              for (int round = 0; round < 50; round++) {
                registry.add("m", "n" + round, List.of(new Sums(0)));
                model.promote("n" + round);
                if (round % 2 == 0) {
                  model.back();
                  model.remove("n" + round);
                } else {
                  model.promote("a");
                  model.remove("n" + round);
                }
              }
            });
    switching.start();
    int answered = 0;
    while (switching.isAlive() || answered < 100) {
      assertThat(answer(Optional.empty(), "k" + answered).outputs().get(0).number(0)).isEqualTo(3);
      answered++;
    }
    switching.join();
    assertThat(heard).hasSize(answered);
  }

  @Test
  void aShadowIsComparedAndNeverAnswers() throws Exception {
    add("a", 0);
    add("b", 0.5);
    registry.model("m").route(Traffic.to("a").withShadow(Optional.of("b")));
    for (int i = 0; i < 20; i++) {
      assertThat(answer(Optional.empty(), "k" + i).version()).isEqualTo("a");
    }
    ShadowComparison.Pair pair = new ShadowComparison.Pair("m", "a", "b");
    for (int i = 0; i < 1000 && rows(pair) < 20; i++) {
      Thread.sleep(10);
    }
    assertThat(dispatcher.shadows().counts().get(pair))
        .isEqualTo(new ShadowComparison.Counts(20, 20, 0.5, 0));
    assertThat(heard).hasSize(20);
  }

  private long rows(ShadowComparison.Pair pair) {
    ShadowComparison.Counts counts = dispatcher.shadows().counts().get(pair);
    return counts == null ? 0 : counts.rows();
  }

  @Test
  void whatGetsRequestsIsNotTakenAway() {
    add("a", 0);
    add("b", 0);
    NamedModel model = registry.model("m");
    assertThatThrownBy(() -> model.remove("a"))
        .hasMessage("version 'a' of 'm' gets requests; send them elsewhere first");
    assertThatThrownBy(() -> model.promote("c"))
        .isInstanceOf(UnknownModelException.class)
        .hasMessageContaining("has no version 'c'");
    assertThatThrownBy(() -> registry.model("n"))
        .isInstanceOf(UnknownModelException.class)
        .hasMessageContaining("there is no model 'n'");
    assertThatThrownBy(() -> add("b", 1)).isInstanceOf(IllegalArgumentException.class);
    model.remove("b");
    assertThat(model.versions()).hasSize(1);
  }
}
