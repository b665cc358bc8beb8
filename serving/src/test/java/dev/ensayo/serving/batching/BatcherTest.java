package dev.ensayo.serving.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.serving.fakes.Sums;
import dev.ensayo.serving.model.Question;
import dev.ensayo.serving.protocol.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BatcherTest {
  private static final int PATIENCE = 30;

  private static Question question(Sums sums, double... x) {
    return sums.prepare(List.of(Tensor.of("x", List.of(x.length / 2L, 2L), x)), Map.of());
  }

  private static double sum(CompletableFuture<List<Tensor>> answer) throws Exception {
    return answer.get(PATIENCE, TimeUnit.SECONDS).get(0).number(0);
  }

  /** Waits until the first question is with the model, so that those that follow wait. */
  private static CompletableFuture<List<Tensor>> occupy(Batcher batcher, Sums sums)
      throws InterruptedException {
    CompletableFuture<List<Tensor>> first =
        batcher.submit(question(sums, 0, 0), OptionalLong.empty());
    while (batcher.waiting() > 0) {
      Thread.sleep(1);
    }
    return first;
  }

  @Test
  void whatWaitsTogetherIsComputedTogether() throws Exception {
    Sums sums = new Sums(0).hold();
    try (Batcher batcher =
        new Batcher("s", List.of(sums), new BatchLimits(4, Duration.ZERO, 100))) {
      CompletableFuture<List<Tensor>> first = occupy(batcher, sums);
      List<CompletableFuture<List<Tensor>>> rest = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        rest.add(batcher.submit(question(sums, i, i), OptionalLong.empty()));
      }
      sums.release(10);
      assertThat(sum(first)).isZero();
      for (int i = 0; i < 6; i++) {
        assertThat(sum(rest.get(i))).isEqualTo(2 * i);
      }
      assertThat(sums.batches).containsExactly(1, 4, 2);
    }
  }

  @Test
  void aQuestionWaitsForOthersAsLongAsItIsTold() throws Exception {
    Sums sums = new Sums(0);
    try (Batcher batcher =
        new Batcher("s", List.of(sums), new BatchLimits(2, Duration.ofSeconds(20), 100))) {
      CompletableFuture<List<Tensor>> one =
          batcher.submit(question(sums, 1, 1), OptionalLong.empty());
      CompletableFuture<List<Tensor>> two =
          batcher.submit(question(sums, 2, 2), OptionalLong.empty());
      assertThat(sum(one)).isEqualTo(2);
      assertThat(sum(two)).isEqualTo(4);
      assertThat(sums.batches).containsExactly(2);
    }
  }

  @Test
  void refusesMoreThanMayWait() throws Exception {
    Sums sums = new Sums(0).hold();
    try (Batcher batcher = new Batcher("s", List.of(sums), new BatchLimits(1, Duration.ZERO, 2))) {
      CompletableFuture<List<Tensor>> first = occupy(batcher, sums);
      CompletableFuture<List<Tensor>> second =
          batcher.submit(question(sums, 1, 1), OptionalLong.empty());
      CompletableFuture<List<Tensor>> third =
          batcher.submit(question(sums, 2, 2), OptionalLong.empty());
      assertThatThrownBy(
              () -> assertThat(batcher.submit(question(sums, 3, 3), OptionalLong.empty())))
          .isInstanceOf(QueueFullException.class)
          .hasMessage("2 requests are waiting already; try again later");
      sums.release(3);
      assertThat(first.get(PATIENCE, TimeUnit.SECONDS)).isNotEmpty();
      assertThat(second.get(PATIENCE, TimeUnit.SECONDS)).isNotEmpty();
      assertThat(third.get(PATIENCE, TimeUnit.SECONDS)).isNotEmpty();
    }
  }

  /** It is told at the deadline, not when the model is free again, and not computed any more. */
  @Test
  void aPassedDeadlineIsTold() throws Exception {
    Sums sums = new Sums(0).hold();
    try (Batcher batcher = new Batcher("s", List.of(sums), new BatchLimits(1, Duration.ZERO, 10))) {
      CompletableFuture<List<Tensor>> first = occupy(batcher, sums);
      CompletableFuture<List<Tensor>> late =
          batcher.submit(question(sums, 1, 1), OptionalLong.of(System.nanoTime() + 1_000_000));
      assertThatThrownBy(() -> late.get(PATIENCE, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(DeadlineException.class);
      sums.release(10);
      assertThat(sum(first)).isZero();
      assertThat(sum(batcher.submit(question(sums, 5, 5), OptionalLong.empty()))).isEqualTo(10);
      assertThat(sums.batches).containsExactly(1, 1);
    }
  }

  @Test
  void whatWasAcceptedIsAnsweredAfterTheEnd() throws Exception {
    Sums sums = new Sums(0).hold();
    Batcher batcher = new Batcher("s", List.of(sums), new BatchLimits(1, Duration.ZERO, 10));
    List<CompletableFuture<List<Tensor>>> answers = new ArrayList<>();
    answers.add(occupy(batcher, sums));
    for (int i = 0; i < 5; i++) {
      answers.add(batcher.submit(question(sums, 1, 1), OptionalLong.empty()));
    }
    CompletableFuture<Void> end = CompletableFuture.runAsync(batcher::close);
    sums.release(10);
    end.get(PATIENCE, TimeUnit.SECONDS);
    assertThat(answers)
        .allMatch(CompletableFuture::isDone)
        .noneMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(sums.isClosed()).isTrue();
    assertThatThrownBy(() -> batcher.submit(question(sums, 1, 1), OptionalLong.empty()))
        .isInstanceOf(ClosedException.class);
  }

  @Test
  void aModelThatFailsGoesOnWithTheNextQuestion() throws Exception {
    Sums sums = new Sums(0);
    try (Batcher batcher = new Batcher("s", List.of(sums), new BatchLimits(1, Duration.ZERO, 10))) {
      CompletableFuture<List<Tensor>> bad =
          batcher.submit(question(sums, Double.NaN, 0), OptionalLong.empty());
      assertThatThrownBy(() -> bad.get(PATIENCE, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IllegalStateException.class);
      assertThat(sum(batcher.submit(question(sums, 1, 2), OptionalLong.empty()))).isEqualTo(3);
    }
  }

  @Test
  void aQuestionThatFailsDoesNotTakeOthersAlong() throws Exception {
    Sums sums = new Sums(0).hold();
    try (Batcher batcher = new Batcher("s", List.of(sums), new BatchLimits(8, Duration.ZERO, 10))) {
      CompletableFuture<List<Tensor>> first = occupy(batcher, sums);
      CompletableFuture<List<Tensor>> good =
          batcher.submit(question(sums, 1, 2), OptionalLong.empty());
      CompletableFuture<List<Tensor>> bad =
          batcher.submit(question(sums, Double.NaN, 0), OptionalLong.empty());
      CompletableFuture<List<Tensor>> other =
          batcher.submit(question(sums, 3, 4), OptionalLong.empty());
      sums.release(10);
      assertThat(sum(first)).isZero();
      assertThat(sum(good)).isEqualTo(3);
      assertThat(sum(other)).isEqualTo(7);
      assertThatThrownBy(() -> bad.get(PATIENCE, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IllegalStateException.class);
      assertThat(sums.batches).containsExactly(1, 3, 1, 1, 1);
    }
  }

  /** Who asked first does not wait until others are answered that are computed after it. */
  @Test
  void whatIsNotComputedTogetherIsAnsweredOneByOne() throws Exception {
    Sums sums = new Sums(0).hold().alone();
    try (Batcher batcher =
        new Batcher("s", List.of(sums), new BatchLimits(8, Duration.ofSeconds(20), 10))) {
      CompletableFuture<List<Tensor>> first = occupy(batcher, sums);
      CompletableFuture<List<Tensor>> second =
          batcher.submit(question(sums, 1, 1), OptionalLong.empty());
      CompletableFuture<List<Tensor>> third =
          batcher.submit(question(sums, 2, 2), OptionalLong.empty());
      sums.release(2);
      assertThat(sum(first)).isZero();
      assertThat(sum(second)).isEqualTo(2);
      assertThat(third).isNotDone();
      sums.release(1);
      assertThat(sum(third)).isEqualTo(4);
      assertThat(sums.batches).containsExactly(1, 1, 1);
    }
  }

  @Test
  void whatNobodyHearsIsGivenUp() throws Exception {
    Sums sums = new Sums(0).hold();
    Batcher batcher = new Batcher("s", List.of(sums), new BatchLimits(1, Duration.ZERO, 10));
    CompletableFuture<List<Tensor>> first = occupy(batcher, sums);
    CompletableFuture<List<Tensor>> second =
        batcher.submit(question(sums, 1, 1), OptionalLong.empty());
    batcher.giveUp();
    assertThatThrownBy(() -> second.get(PATIENCE, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(ClosedException.class);
    sums.release(1);
    assertThat(sum(first)).isZero();
    batcher.close();
    batcher.close();
    assertThat(sums.isClosed()).isTrue();
  }
}
