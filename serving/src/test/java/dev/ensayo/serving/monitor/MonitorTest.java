package dev.ensayo.serving.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.PredictionProfile;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.results.monitor.MonitorLog;
import dev.ensayo.results.monitor.MonitorRecord;
import dev.ensayo.results.outcome.GroupScore;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.versions.Answered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made-up customers: an age around 40 and a region; the model says whether they stay. */
class MonitorTest {
  private static final int WINDOW = 500;
  private static final int DAYS = 100;
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final List<String> ANSWERS = List.of("goes", "stays");

  @TempDir private Path folder;

  private final SeedSequence seeds = new SeedSequence(11);

  private Preprocessing preprocessing() {
    RandomStream random = seeds.stream("training");
    double[] ages = new double[4000];
    long north = 0;
    float[] told = new float[2 * ages.length];
    for (int i = 0; i < ages.length; i++) {
      ages[i] = age(random, 0);
      north += random.nextDouble() < 0.3 ? 1 : 0;
      told[2 * i + 1] = confidence(random);
      told[2 * i] = 1 - told[2 * i + 1];
    }
    return new Preprocessing(
        new TableInputs(
            ",",
            true,
            new CellFormat(List.of(""), ".", false),
            true,
            List.of(
                new InputColumn.Numbers("age", 40, 40, 10, false),
                new InputColumn.Categories("region", List.of("north", "south"), "south", false))),
        new Outputs.Classes("customer", ANSWERS),
        List.of(
            ColumnProfile.Numbers.of("age", ages),
            new ColumnProfile.Categories(
                "region", 4000, 0, Map.of("north", north, "south", 4000 - north))),
        ImmutableList.<ColumnProfile>builder()
            .addAll(PredictionProfile.ofClasses(ANSWERS, told))
            .build());
  }

  private static double age(RandomStream random, double shift) {
    return 40 + shift + 10 * random.nextGaussian();
  }

  private static float confidence(RandomStream random) {
    return (float) (0.5 + 0.5 * random.nextDouble());
  }

  private Monitor monitor(String... groups) throws IOException {
    Monitor monitor =
        new Monitor(
            Optional.of(new MonitorLog(folder)),
            new MonitorSettings(WINDOW, List.of(groups)),
            Clock.fixed(NOON, ZoneOffset.UTC));
    monitor.serve("customers", "a-seed-1", "runs/customers/a/seed-1", preprocessing());
    return monitor;
  }

  private static Answered answer(RandomStream random, String id, double shift) {
    boolean north = random.nextDouble() < 0.3;
    float stays = confidence(random);
    return new Answered(
        "customers",
        "a-seed-1",
        id,
        List.of(
            Tensor.of("age", List.of(1L, 1L), new double[] {age(random, shift)}),
            Tensor.of("region", List.of(1L, 1L), new String[] {north ? "north" : "south"})),
        List.of(
            Tensor.of("class", List.of(1L), new String[] {"stays"}),
            Tensor.of("probabilities", List.of(1L, 2L), new float[] {1 - stays, stays})),
        NOON,
        Duration.ofMillis(1));
  }

  private long alarms(Monitor monitor, double shift, String name) {
    RandomStream random = seeds.stream(name);
    for (int i = 0; i < DAYS * WINDOW; i++) {
      monitor.answered(answer(random, name + i, shift));
    }
    return Iterables.size(
        Iterables.filter(
            Iterables.filter(monitor.records(), MonitorRecord.Window.class),
            window -> !window.drifted().isEmpty()));
  }

  /**
   * A hundred days of 500 customers each; at a level of 0.01 at most some days are false alarms.
   */
  @Test
  void anUndriftedStreamIsLeftAloneAndADriftedOneFound() throws IOException {
    try (Monitor monitor = monitor()) {
      assertThat(alarms(monitor, 0, "same")).isLessThanOrEqualTo(3);
    }
    try (Monitor monitor = monitor()) {
      // Five years older, half of what customers differ by.
      assertThat(alarms(monitor, 5, "older")).isGreaterThanOrEqualTo(99);
    }
  }

  @Test
  void aSubpopulationThatIsServedWorseIsFound() throws IOException {
    RandomStream random = seeds.stream("outcomes");
    try (Monitor monitor = monitor("region", "old: age > 50")) {
      for (int i = 0; i < 2000; i++) {
        Answered answered = answer(random, "q" + i, 0);
        monitor.answered(answered);
        boolean north = answered.inputs().get(1).text(0).equals("north");
        boolean right = random.nextDouble() < (north ? 0.75 : 0.9);
        monitor.feedback("customers", "q" + i, List.of(right ? "stays" : "goes"), Map.of());
      }
    }
    MonitorRecord.Outcome last =
        Iterables.getLast(
            Iterables.filter(MonitorLog.read(folder).records(), MonitorRecord.Outcome.class));
    assertThat(last.groups())
        .filteredOn(GroupScore::isWorse)
        .extracting(GroupScore::name)
        .containsExactly("region = north");
    assertThat(last.groups())
        .extracting(GroupScore::name)
        .containsExactlyInAnyOrder("region = north", "region = south", "old");
    assertThat(last.calibration()).isNotEmpty();
  }

  /** What feedback says of a row beside what was asked names a group, too. */
  @Test
  void fieldsOfFeedbackNameGroups() throws IOException {
    RandomStream random = seeds.stream("fields");
    try (Monitor monitor = monitor("guests: guest = yes")) {
      monitor.answered(answer(random, "one", 0));
      monitor.feedback("customers", "one", List.of("stays"), Map.of("guest", "yes"));
    }
    MonitorRecord.Outcome last =
        Iterables.getLast(
            Iterables.filter(MonitorLog.read(folder).records(), MonitorRecord.Outcome.class));
    assertThat(last.groups()).extracting(GroupScore::count).containsExactly(1L);
  }

  @Test
  void wrongFeedbackIsTold() throws IOException {
    try (Monitor monitor = monitor()) {
      monitor.answered(answer(seeds.stream("wrong"), "one", 0));
      assertRefused(monitor, "customer", "one", List.of("stays"), "did you mean 'customers'");
      assertRefused(monitor, "customers", "two", List.of("stays"), "there is no answer 'two'");
      assertRefused(monitor, "customers", "one", List.of("stay"), "did you mean 'stays'");
      assertRefused(monitor, "customers", "one", List.of("stays", "goes"), "has 1 rows, and 2");
      monitor.feedback("customers", "one", List.of("goes"), Map.of());
      assertRefused(monitor, "customers", "one", List.of("goes"), "was judged already");
    }
  }

  private static void assertRefused(
      Monitor monitor, String model, String id, List<String> right, String message) {
    assertThatThrownBy(() -> monitor.feedback(model, id, right, Map.of()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(message);
  }

  @Test
  void groupsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> monitor("regoin"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("'regoin' is neither a column nor a rule");
  }

  /** Requests that were refused are counted, and what is no number of its column is none of it. */
  @Test
  void refusalsAreCounted() throws IOException {
    try (Monitor monitor = monitor()) {
      monitor.refused("customers", "a-seed-1");
      monitor.refused("customers", "a-seed-1");
    }
    assertThat(
            Iterables.getLast(
                    Iterables.filter(MonitorLog.read(folder).records(), MonitorRecord.Window.class))
                .refused())
        .isEqualTo(2);
  }

  /** A log that cannot be written costs no answer and no feedback. */
  @Test
  void aFullDiskIsNoMatterForThoseWhoAsk() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    Files.createSymbolicLink(folder.resolve(MonitorLog.FILE), full);
    RandomStream random = seeds.stream("full");
    try (Monitor monitor = monitor()) {
      for (int i = 0; i < WINDOW; i++) {
        monitor.answered(answer(random, "q" + i, 0));
        monitor.feedback("customers", "q" + i, List.of("stays"), Map.of());
      }
      assertThat(monitor.records())
          .extracting(entry -> entry.getClass().getSimpleName())
          .containsExactly("Served", "Window", "Outcome");
    }
  }

  /** After thousands of windows it is still known whether answers are classes or numbers. */
  @Test
  void whoIsServedIsNotForgotten() {
    Monitor monitor =
        new Monitor(Optional.empty(), new MonitorSettings(30, List.of()), Clock.systemUTC());
    monitor.serve("customers", "a-seed-1", "runs/customers/a/seed-1", preprocessing());
    double[] ages = new double[30];
    String[] regions = new String[30];
    String[] told = new String[30];
    Arrays.fill(ages, 40);
    Arrays.fill(regions, "north");
    Arrays.fill(told, "stays");
    List<Long> rows = List.of(30L, 1L);
    for (int window = 0; window < 5001; window++) {
      monitor.answered(
          new Answered(
              "customers",
              "a-seed-1",
              "q" + window,
              List.of(Tensor.of("age", rows, ages), Tensor.of("region", rows, regions)),
              List.of(
                  Tensor.of("class", List.of(30L), told),
                  Tensor.of("probabilities", List.of(30L, 2L), new float[60])),
              NOON,
              Duration.ofMillis(1)));
    }
    assertThat(monitor.records()).hasSize(5000);
    assertThat(monitor.records().get(0)).isInstanceOf(MonitorRecord.Served.class);
    monitor.close();
  }
}
