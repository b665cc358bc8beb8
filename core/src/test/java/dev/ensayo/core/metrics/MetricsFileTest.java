package dev.ensayo.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.metrics.MetricSeries.Point;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("metrics.csv");
  }

  @Test
  void theFileIsRfc4180() throws IOException {
    try (MetricsFile metrics = MetricsFile.create(file)) {
      metrics.record(Clock.ENVIRONMENT_STEP, 0, "eval/return", 9.5);
      metrics.record(Clock.UPDATE, Long.MAX_VALUE, "train/loss", 1e-300);
      metrics.record(Clock.EPOCH, 3, "test/accuracy", 1);
      metrics.record(Clock.TOKEN, 4, "valid/perplexity", Double.NaN);
    }
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            clock,step,metric,value\r
            environment_step,0,eval/return,9.5\r
            update,9223372036854775807,train/loss,1.0E-300\r
            epoch,3,test/accuracy,1.0\r
            token,4,valid/perplexity,NaN\r
            """);
  }

  @Test
  void valuesParseBackToTheSameBits() throws IOException {
    RandomStream random = new SeedSequence(1).stream("values");
    List<Double> values =
        new ArrayList<>(
            List.of(
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Math.nextDown(Double.MIN_NORMAL),
                Double.MAX_VALUE,
                0.1 + 0.2,
                2.0E-3,
                0x1.0p53 + 2));
    for (int i = 0; i < 5000; i++) {
      values.add(Double.longBitsToDouble(random.nextLong()));
      values.add(Double.longBitsToDouble(random.nextLong() & 0x800f_ffff_ffff_ffffL)); // subnormal
      values.add((double) (float) random.nextGaussian());
    }
    try (MetricsFile metrics = MetricsFile.create(file)) {
      for (int i = 0; i < values.size(); i++) {
        metrics.record(Clock.UPDATE, i, "train/loss", values.get(i));
      }
    }
    List<Point> read = MetricSeries.read(file).values("train/loss");
    assertThat(read).hasSameSizeAs(values);
    for (int i = 0; i < values.size(); i++) {
      assertThat(read.get(i).step()).isEqualTo(i);
      assertThat(Double.doubleToLongBits(read.get(i).value()))
          .as("%s", values.get(i))
          .isEqualTo(Double.doubleToLongBits(values.get(i)));
    }
  }

  @Test
  void creatingReplacesAnOldFile() throws IOException {
    Files.writeString(file, "something old\n".repeat(100));
    MetricsFile.create(file).close();

    assertThat(Files.readString(file)).isEqualTo("clock,step,metric,value\r\n");
  }

  @Test
  void syncReturnsTheLengthAndTheLinesAreThere() throws IOException {
    try (MetricsFile metrics = MetricsFile.create(file)) {
      assertThat(metrics.sync()).isEqualTo(25);
      metrics.record(Clock.EPOCH, 1, "a/b", 1);
      long length = metrics.sync();
      assertThat(length).isEqualTo(Files.size(file)).isEqualTo(25 + "epoch,1,a/b,1.0\r\n".length());
    }
  }

  @Test
  void flushedLinesAreSeenByOthers() throws IOException {
    try (MetricsFile metrics = MetricsFile.create(file)) {
      metrics.record(Clock.EPOCH, 1, "a/b", 1);
      metrics.flush();
      assertThat(MetricSeries.read(file).values("a/b")).hasSize(1);
    }
  }

  /** The file after a kill and a resume has the same bytes as without. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void resumingCutsTheFileAtTheCheckpointAndGoesOn(boolean fingerprintKept) throws IOException {
    long length;
    Optional<String> sha256;
    try (MetricsFile metrics = MetricsFile.create(file)) {
      metrics.record(Clock.EPOCH, 1, "a/b", 1);
      length = metrics.sync();
      sha256 = Optional.of(metrics.fingerprint().sha256()).filter(unused -> fingerprintKept);
      metrics.record(Clock.EPOCH, 2, "a/b", 222222);
      metrics.record(Clock.EPOCH, 3, "a/b", 3);
    }
    Files.writeString(
        file,
        Files.readString(file) + "epoch,4,a"); // as a kill leaves it: the last line is cut off
    try (MetricsFile metrics = MetricsFile.resume(file, length, sha256)) {
      metrics.record(Clock.EPOCH, 2, "a/b", 2);
      assertThat(metrics.sync()).isEqualTo(length + "epoch,2,a/b,2.0\r\n".length());
      assertThat(metrics.fingerprint()).isEqualTo(Fingerprint.of(file));
      assertThat(metrics.fingerprint().lines()).isEqualTo(3);
    }
    assertThat(Files.readString(file))
        .isEqualTo("clock,step,metric,value\r\nepoch,1,a/b,1.0\r\nepoch,2,a/b,2.0\r\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileShorterThanItsCheckpointIsNotResumed(boolean fingerprintKept) throws IOException {
    Files.writeString(file, "clock,step,metric,value\r\n");
    Optional<String> sha256 = Optional.of("0".repeat(64)).filter(unused -> fingerprintKept);

    assertThatThrownBy(() -> MetricsFile.resume(file, 26, sha256))
        .isInstanceOf(MetricsFile.ChangedException.class)
        .hasMessage(file + " has 25 bytes, but its checkpoint was made at 26");
    assertThat(Files.size(file)).as("and not touched").isEqualTo(25);
    assertThatThrownBy(() -> MetricsFile.resume(folder.resolve("none.csv"), 0, sha256))
        .isInstanceOf(IOException.class);
    assertThat(folder).as("and nothing is left behind").isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aFileWhoseBeginningWasChangedIsNotResumed() throws IOException {
    long length;
    String sha256;
    try (MetricsFile metrics = MetricsFile.create(file)) {
      metrics.record(Clock.EPOCH, 1, "a/b", -200);
      length = metrics.sync();
      sha256 = metrics.fingerprint().sha256();
    }
    String changed = Files.readString(file).replace("-200", "9999");
    Files.writeString(file, changed);

    assertThatThrownBy(() -> MetricsFile.resume(file, length, Optional.of(sha256)))
        .isInstanceOf(MetricsFile.ChangedException.class)
        .hasMessage(file + " was changed in its first 45 bytes after they were written");
    assertThat(file).hasContent(changed);
  }

  /** A checkpoint of before there were fingerprints: a line that is none is seen all the same. */
  @Test
  void aFileWithADamagedLineIsNotResumedWithoutAFingerprint() throws IOException {
    String damaged = "clock,step,metric,value\r\nepoch,1,a/\r\n";
    Files.writeString(file, damaged);

    assertThatThrownBy(() -> MetricsFile.resume(file, damaged.length(), Optional.empty()))
        .isInstanceOf(MetricsFile.ChangedException.class)
        .hasMessageStartingWith(file + ":2: ");
  }

  /** As a process does that slept while another took over its run. */
  @Test
  void whoStillHasTheOldFileOpenCannotChangeTheNewOne() throws IOException {
    MetricsFile sleeper = MetricsFile.create(file);
    sleeper.record(Clock.EPOCH, 1, "a/b", 1);
    long length = sleeper.sync();
    String sha256 = sleeper.fingerprint().sha256();
    try (MetricsFile heir = MetricsFile.resume(file, length, Optional.of(sha256))) {
      sleeper.record(Clock.EPOCH, 2, "a/b", 666);
      sleeper.close();
      heir.record(Clock.EPOCH, 2, "a/b", 2);
    }
    assertThat(Files.readString(file))
        .isEqualTo("clock,step,metric,value\r\nepoch,1,a/b,1.0\r\nepoch,2,a/b,2.0\r\n");

    MetricsFile second = MetricsFile.create(file);
    MetricsFile.create(file).close();
    second.record(Clock.EPOCH, 2, "a/b", 666);
    second.close();
    assertThat(Files.readString(file)).isEqualTo("clock,step,metric,value\r\n");
  }

  @Test
  void whatIsAbandonedIsNotWritten() throws IOException {
    MetricsFile metrics = MetricsFile.create(file);
    metrics.sync();
    metrics.record(Clock.EPOCH, 1, "a/b", 1);
    metrics.abandon();
    assertThat(Files.readString(file)).isEqualTo("clock,step,metric,value\r\n");
  }

  @Test
  void aFullDiskIsNotPassedOverInSilence() throws IOException {
    assumeThat(Path.of("/dev/full")).as("only Linux has it").exists();
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    MetricsFile metrics = MetricsFile.create(file);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                metrics.record(Clock.EPOCH, i, "a/b", i);
              }
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left on device");
    assertThatThrownBy(metrics::sync).isInstanceOf(IOException.class);
    assertThatThrownBy(metrics::close).isInstanceOf(IOException.class);
  }

  @Test
  void seriesAreSortedByMetricAndKeepTheirOrder() throws IOException {
    try (MetricsFile metrics = MetricsFile.create(file)) {
      metrics.record(Clock.EPOCH, 2, "b/b", 20);
      metrics.record(Clock.UPDATE, 1, "a/a", 10);
      metrics.record(Clock.EPOCH, 1, "b/b", 5);
      metrics.record(Clock.EPOCH, 1, "b/b", 5);
    }
    MetricSeries series = MetricSeries.read(file);

    assertThat(series.metrics()).containsExactly("b/b", "a/a");
    assertThat(series.values("a/a")).containsExactly(new Point("update", 1, 10));
    assertThat(series.values("b/b"))
        .containsExactly(
            new Point("epoch", 2, 20), new Point("epoch", 1, 5), new Point("epoch", 1, 5));
    assertThat(series.values("c/c")).isEmpty();
  }

  /** Wherever a kill cut the file: all whole lines are read, the cut one is not. */
  @Test
  void aLastLineThatWasCutOffIsLeftOut() throws IOException {
    try (MetricsFile metrics = MetricsFile.create(file)) {
      metrics.record(Clock.EPOCH, 1, "a/b", 500);
      metrics.record(Clock.EPOCH, 2, "a/b", 600);
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      String there = new String(whole, 0, length, StandardCharsets.US_ASCII);
      int lines = (int) there.chars().filter(c -> c == '\n').count();
      List<Point> expected =
          List.of(new Point("epoch", 1, 500), new Point("epoch", 2, 600))
              .subList(0, Math.max(lines - 1, 0));
      assertThat(MetricSeries.read(file).values("a/b")).as("%d bytes", length).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epoch,2,a/b,fast",
        "epoch,two,a/b,1.0",
        "epoch,2.5,a/b,1.0",
        "epoch,2,a/b",
        "epoch",
        "",
        "epoch,2,\"a/b,1.0",
        "epoch,\"2\"x,a/b,1.0",
        "\"epoch\",2,a/b,1.0",
        "epoch,2,a/b,1.0,1.0",
        "epoch,-,a/b,1.0",
        "epoch,,a/b,1.0",
        "epoch,99999999999999999999,a/b,1.0",
        "epoch,2,a/b,",
        "update,2,a/b,1.0",
        "\u0000\u0000\u0000"
      })
  void aDamagedLineInTheMiddleIsNamed(String damaged) throws IOException {
    Files.writeString(
        file, "clock,step,metric,value\r\nepoch,1,a/b,1.0\r\n" + damaged + "\r\nepoch,3,a/b,1\r\n");

    assertThatThrownBy(() -> MetricSeries.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":3: ");
  }

  @Test
  void metricsThatComeInAnyOrderAreKeptApart() throws IOException {
    String[] names = {"a/a", "a/ab", "a/b", "b/a"};
    RandomStream random = new SeedSequence(3).stream("order");
    Map<String, List<Point>> expected = new HashMap<>();
    try (MetricsFile metrics = MetricsFile.create(file)) {
      for (int i = -100; i < 100; i++) {
        String name = names[random.nextInt(names.length)];
        metrics.record(Clock.UPDATE, i, name, 1.5 * i);
        expected
            .computeIfAbsent(name, unused -> new ArrayList<>())
            .add(new Point("update", i, 1.5 * i));
      }
    }
    MetricSeries series = MetricSeries.read(file);
    assertThat(series.metrics()).hasSize(names.length);
    expected.forEach((name, points) -> assertThat(series.values(name)).isEqualTo(points));
    byte[] content = Files.readAllBytes(file);
    for (String name : names) {
      MetricSeries.Column all = series.column(name).orElseThrow();
      MetricSeries.Column alone =
          MetricSeries.parse(file, content, Set.of(name)).column(name).orElseThrow();
      assertThat(alone.clock()).isEqualTo("update");
      assertThat(alone.steps()).isEqualTo(all.steps());
      assertThat(alone.values()).isEqualTo(all.values());
    }
    assertThat(MetricSeries.parse(file, content, Set.of("a")).metrics()).isEmpty();
  }

  @Test
  void aFileOfSomethingElseIsAnError() throws IOException {
    Files.writeString(file, "a,b\r\n1,2\r\n");
    assertThatThrownBy(() -> MetricSeries.read(file)).isInstanceOf(IOException.class);

    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n', 'a', '\n'});
    assertThatThrownBy(() -> MetricSeries.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void whereThereIsNoFileThereIsNothing() throws IOException {
    assertThat(MetricSeries.readIfPresent(file).metrics()).isEmpty();
    assertThatThrownBy(() -> MetricSeries.read(file)).isInstanceOf(IOException.class);
  }
}
