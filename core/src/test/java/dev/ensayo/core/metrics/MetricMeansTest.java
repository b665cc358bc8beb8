package dev.ensayo.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.fakes.RecordedMetrics.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricMeansTest {
  private final MetricMeans means = new MetricMeans();
  private final RecordedMetrics recorded = new RecordedMetrics();

  @Test
  void meansAreRecordedInTheOrderOfTheirNames() {
    MetricMeans.Mean loss = means.mean("train/loss");
    MetricMeans.Mean epsilon = means.mean("train/epsilon");
    loss.add(1);
    loss.add(2);
    loss.add(6);
    epsilon.add(0.5);
    means.recordAndReset(Clock.UPDATE, 10, recorded);

    assertThat(recorded.entries())
        .containsExactly(
            new Entry(Clock.UPDATE, 10, "train/epsilon", 0.5),
            new Entry(Clock.UPDATE, 10, "train/loss", 3));
  }

  @Test
  void eachIntervalStartsAnewAndAnEmptyOneIsNotRecorded() {
    MetricMeans.Mean loss = means.mean("train/loss");
    loss.add(100);
    means.recordAndReset(Clock.UPDATE, 1, recorded);
    means.recordAndReset(Clock.UPDATE, 2, recorded);
    loss.add(2);
    means.recordAndReset(Clock.UPDATE, 3, recorded);

    assertThat(recorded.entries())
        .containsExactly(
            new Entry(Clock.UPDATE, 1, "train/loss", 100),
            new Entry(Clock.UPDATE, 3, "train/loss", 2));
  }

  @Test
  void notANumberShows() {
    means.mean("train/loss").add(1);
    means.mean("train/loss").add(Double.NaN);
    means.recordAndReset(Clock.UPDATE, 1, recorded);

    assertThat(recorded.values("train/loss")).containsExactly(Double.NaN);
  }

  @Test
  void aNameAlwaysGivesTheSameMean() {
    assertThat(means.mean("a/b")).isSameAs(means.mean("a/b")).isNotSameAs(means.mean("a/c"));
  }

  @Test
  void aSavedIntervalIsFinishedAfterLoading() throws IOException {
    means.mean("train/loss").add(0.1);
    means.mean("train/loss").add(0.2);
    means.mean("train/empty");
    MetricMeans restored = new MetricMeans();
    MetricMeans.Mean held = restored.mean("train/loss"); // an agent asks before the state is loaded
    held.add(1e9);
    MetricMeans.Mean stale = restored.mean("train/stale");
    stale.add(5);
    restored.loadState(saved());

    means.mean("train/loss").add(0.3);
    held.add(0.3);
    means.recordAndReset(Clock.UPDATE, 1, recorded);
    RecordedMetrics afterwards = new RecordedMetrics();
    restored.recordAndReset(Clock.UPDATE, 1, afterwards);
    assertThat(afterwards.entries()).isEqualTo(recorded.entries()).hasSize(1);
  }

  private StateReader saved() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    means.saveState(out);
    out.flush();
    return new StateReader(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
