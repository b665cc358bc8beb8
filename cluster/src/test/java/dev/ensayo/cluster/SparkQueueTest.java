package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SparkQueueTest {
  private final AtomicInteger cores = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger batch = new AtomicInteger(1);
  private final SparkQueue queue = new SparkQueue(cores::get, batch::get, nanos::get);

  private static Booking booking(boolean alone) {
    return new Booking(null, null, alone);
  }

  private CompletableFuture<Optional<List<Booking>>> enter(AtomicBoolean stop)
      throws InterruptedException {
    return enter(booking(false), stop);
  }

  private CompletableFuture<Optional<List<Booking>>> enter(Booking booking, AtomicBoolean stop)
      throws InterruptedException {
    CompletableFuture<Optional<List<Booking>>> entered = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                begun.countDown();
                entered.complete(queue.enter(booking, stop::get));
              } catch (InterruptedException e) {
                entered.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    begun.await();
    while (!entered.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return entered;
  }

  private void fill(int runs) throws InterruptedException {
    for (int i = 0; i < runs; i++) {
      assertThat(queue.enter(booking(false), () -> false)).isPresent();
    }
  }

  @Test
  void withFewCoresSoManyAreGivenAndOneForEachThatEndsInTheirOrder() throws Exception {
    cores.set(2);
    fill(SparkQueue.LEAST);
    AtomicBoolean never = new AtomicBoolean();
    List<CompletableFuture<Optional<List<Booking>>>> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(enter(never));
    }
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    queue.leave();
    assertThat(waiting.get(0).get(30, TimeUnit.SECONDS)).isPresent();
    assertThat(waiting.subList(1, 3)).noneMatch(CompletableFuture::isDone);
    queue.leave();
    queue.leave();
    assertThat(waiting.get(1).get(30, TimeUnit.SECONDS)).isPresent();
    assertThat(waiting.get(2).get(30, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void executorsThatComeLaterGetTheirShare() throws Exception {
    fill(SparkQueue.LEAST);
    CompletableFuture<Optional<List<Booking>>> next = enter(new AtomicBoolean());
    assertThat(next).isNotDone();
    cores.set(100);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(next.get(30, TimeUnit.SECONDS)).isPresent();
    fill(200 - SparkQueue.LEAST - 1);
    assertThat(enter(new AtomicBoolean())).isNotDone();
  }

  @Test
  void aStopEndsTheWaitAndTakesNobodysPlace() throws Exception {
    fill(SparkQueue.LEAST);
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Optional<List<Booking>>> stopped = enter(stop);
    CompletableFuture<Optional<List<Booking>>> next = enter(new AtomicBoolean());
    stop.set(true);
    assertThat(stopped.get(30, TimeUnit.SECONDS)).isEmpty();
    assertThat(next).isNotDone();
    queue.leave();
    assertThat(next.get(30, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void veryShortRunsGoIntoATaskTogetherInTheirOrderWhileManyWait() throws Exception {
    fill(SparkQueue.LEAST);
    batch.set(3);
    List<Booking> bookings = new ArrayList<>();
    List<CompletableFuture<Optional<List<Booking>>>> entered = new ArrayList<>();
    for (int i = 0; i < 2 * SparkQueue.LEAST + 1; i++) {
      bookings.add(booking(i == 4));
      entered.add(enter(bookings.get(i), new AtomicBoolean()));
    }
    queue.leave();
    assertThat(entered.get(0).get(30, TimeUnit.SECONDS)).contains(bookings.subList(0, 3));
    for (int i = 1; i < 3; i++) {
      assertThat(entered.get(i).get(30, TimeUnit.SECONDS)).contains(List.of());
    }
    queue.leave();
    assertThat(entered.get(3).get(30, TimeUnit.SECONDS)).contains(bookings.subList(3, 4));
    queue.leave();
    assertThat(entered.get(4).get(30, TimeUnit.SECONDS)).contains(bookings.subList(4, 5));
    queue.leave();
    assertThat(entered.get(5).get(30, TimeUnit.SECONDS)).contains(bookings.subList(5, 7));
    assertThat(entered.subList(7, entered.size())).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void aTaskTakesAsManyAsTheSlowestOfTheLatestAllows() {
    BatchSize size = new BatchSize();
    for (int i = 0; i < 15; i++) {
      size.ended(0.001);
    }
    assertThat(size.now()).as("too few are known").isEqualTo(1);
    size.ended(0.3);
    assertThat(size.now()).isEqualTo(3);
    for (int i = 0; i < 16; i++) {
      size.ended(0.001);
    }
    assertThat(size.now()).isEqualTo(BatchSize.MOST);
    size.ended(600);
    assertThat(size.now()).isEqualTo(1);
  }
}
