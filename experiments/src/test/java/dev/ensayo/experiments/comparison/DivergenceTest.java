package dev.ensayo.experiments.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.metrics.MetricSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private static final String HEAD = "clock,step,metric,value\r\n";

  private static MetricSeries series(String... lines) throws IOException {
    String text = HEAD + String.join("\r\n", lines) + "\r\n";
    return MetricSeries.parse(Path.of("metrics.csv"), text.getBytes(UTF_8));
  }

  private static Optional<String> words(MetricSeries first, MetricSeries second) {
    return Divergence.between(first, second).map(Divergence::words);
  }

  @Test
  void theEarliestStepCountsWhateverTheOrderOfTheMetrics() throws IOException {
    MetricSeries first =
        series("epoch,1,loss,0.5", "epoch,1,error,0.25", "epoch,2,error,0.1", "epoch,3,loss,0.2");
    MetricSeries second =
        series("epoch,1,loss,0.5", "epoch,1,error,0.25", "epoch,2,error,0.125", "epoch,3,loss,9");
    assertThat(words(first, second)).contains("error at epoch 2: 0.1 and 0.125");
    assertThat(words(first, first)).isEmpty();
  }

  @Test
  void oneThatEndsEarlierOrSkipsAStepHasNothingThere() throws IOException {
    MetricSeries whole = series("epoch,1,loss,0.5", "epoch,2,loss,0.4");
    assertThat(words(whole, series("epoch,1,loss,0.5")))
        .contains("loss at epoch 2: 0.4 and nothing");
    assertThat(words(series("epoch,2,loss,0.4"), whole))
        .contains("loss at epoch 1: nothing and 0.5");
  }

  @Test
  void valuesAreComparedBitByBit() throws IOException {
    assertThat(words(series("epoch,1,loss,0.0"), series("epoch,1,loss,-0.0"))).isPresent();
    assertThat(words(series("epoch,1,loss,NaN"), series("epoch,1,loss,NaN"))).isEmpty();
  }

  @Test
  void whatOnlyOneRecordedIsNoDivergence() throws IOException {
    assertThat(words(series("epoch,1,loss,1.0"), series("epoch,1,error,2.0"))).isEmpty();
  }
}
