package dev.ensayo.sequence.encoderdecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.Attention;
import dev.ensayo.core.transduction.Transducer;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.sequence.fakes.MemoryPairs;
import dev.ensayo.sequence.fakes.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderDecoderTrainingTest {
  private static final String SMALL =
      "cell: gru, hiddenUnits: 24, embeddingSize: 8, batchSize: 16,"
          + " updater: {type: adam, learningRate: 1e-2}";

  /** Rows of letters that are to be said again from their end, in capitals. */
  private static MemoryPairs reversals() {
    RandomStream random = new SeedSequence(3).stream("rows");
    List<String> rows =
        IntStream.range(0, 600)
            .mapToObj(i -> row(random, 1 + random.nextInt(4)))
            .distinct()
            .map(
                row ->
                    row
                        + "="
                        + new StringBuilder(row).reverse().toString().toUpperCase(Locale.ROOT))
            .toList();
    int train = rows.size() - 60;
    return new MemoryPairs(
        String.join(" ", rows.subList(0, train)),
        String.join(" ", rows.subList(train, train + 30)),
        String.join(" ", rows.subList(train + 30, rows.size())));
  }

  private static String row(RandomStream random, int length) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < length; i++) {
      row.append((char) ('a' + random.nextInt(6)));
    }
    return row.toString();
  }

  private static Runs<EncoderDecoderConfig> runs(String settings, String budget, int every) {
    return new Runs<>(
        new EncoderDecoderProvider(),
        "{" + SMALL + settings + "}",
        reversals(),
        budget,
        every,
        every,
        1);
  }

  @Test
  void learnsToReverse() {
    RecordedMetrics metrics = runs(", attention: dot, beamWidth: 3", "{epochs: 20}", 20).run();
    assertThat(metrics.values("valid/answer_accuracy").get(1)).isGreaterThan(0.8);
    assertThat(metrics.values("test/answer_accuracy").get(0)).isGreaterThan(0.8);
    assertThat(metrics.values("test/beam_answer_accuracy").get(0)).isGreaterThan(0.8);
    List<Double> losses = metrics.values("valid/loss");
    assertThat(losses.get(1)).isLessThan(losses.get(0) / 5);
  }

  @Test
  void aRunInPiecesIsTheSame() throws IOException {
    Runs<EncoderDecoderConfig> runs =
        runs(", attention: additive, dropout: 0.2", "{updates: 40}", 9);
    assertThat(runs.runInPieces()).isEqualTo(runs.run().entries());
  }

  @Test
  void endsWhenEnoughIsRight() {
    RecordedMetrics metrics =
        runs(", attention: dot, stopAtAccuracy: 0.3", "{epochs: 40}", 1).run();
    List<Double> accuracies = metrics.values("valid/answer_accuracy");
    assertThat(accuracies).hasSizeLessThan(30);
    assertThat(accuracies.get(accuracies.size() - 1)).isGreaterThanOrEqualTo(0.3);
    assertThat(accuracies.subList(0, accuracies.size() - 1)).allMatch(share -> share < 0.3);
  }

  /**
   * A beam that is wide enough finds what trying all answers finds; its probabilities are those of
   * the answers, and those of the greedy one.
   */
  @Test
  void answersAreTheLikeliest(@TempDir Path folder) throws IOException {
    Runs<EncoderDecoderConfig> runs = runs(", attention: dot", "{updates: 30}", 30);
    TransductionData data = ((MemoryPairs) runs.environment()).data();
    try (Training training = runs.start(MetricSink.NONE)) {
      Runs.finish(training);
      training.writeModel(folder);
      try (Transducer model =
          new EncoderDecoderProvider()
              .load(Settings.of(EncoderDecoderConfig.class, "{" + SMALL + "}"), folder)) {
        int[] source = data.source().encode("fed");
        Answer greedy = model.greedy(List.of(source, data.source().encode("a"))).get(0);
        Answer alone = model.beam(source, 1).get(0);
        assertThat(alone.symbols()).containsExactly(greedy.symbols());
        assertThat(alone.logProbability()).isCloseTo(greedy.logProbability(), within(1e-5));
        assertThat(model.logProbability(source, greedy.symbols()))
            .isCloseTo(greedy.logProbability(), within(1e-4));
        List<Answer> beam = model.beam(source, 100);
        assertThat(beam).hasSize(100);
        assertThat(beam)
            .isSortedAccordingTo(Comparator.comparingDouble(Answer::logProbability).reversed());
        for (Answer answer : beam.subList(0, 5)) {
          assertThat(model.logProbability(source, answer.symbols()))
              .isCloseTo(answer.logProbability(), within(1e-4));
        }
        int[] best = bestUpToTwo(model, source, data.target().end());
        Answer shortest =
            beam.stream().filter(answer -> answer.symbols().length <= 2).findFirst().orElseThrow();
        assertThat(shortest.symbols()).containsExactly(best);
        checkAttention(greedy, source.length);
        checkAttention(beam.get(0), source.length);
      }
    }
  }

  /** Of all answers of at most two symbols the likeliest. */
  private static int[] bestUpToTwo(Transducer model, int[] source, int end) {
    List<int[]> all = new ArrayList<>(List.of(new int[0]));
    for (int a = 0; a <= 6; a++) {
      for (int b = -1; b <= 6; b++) {
        boolean ends = a == end || b == end;
        if (!ends) {
          all.add(b < 0 ? new int[] {a} : new int[] {a, b});
        }
      }
    }
    return all.stream()
        .max(Comparator.comparingDouble(answer -> model.logProbability(source, answer)))
        .orElseThrow();
  }

  private static void checkAttention(Answer answer, int length) {
    Attention attention = answer.attention().orElseThrow();
    assertThat(attention.steps()).isEqualTo(answer.symbols().length + (answer.isEnded() ? 1 : 0));
    for (float[] row : attention.weights()) {
      assertThat(row).hasSize(length);
      double sum = 0;
      for (float weight : row) {
        sum += weight;
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  /** Each once an epoch, in batches of similar lengths, another order in each epoch. */
  @Test
  void batchesHaveEachExampleOnceAnEpoch() {
    var examples = reversals().data().part(Split.TRAIN);
    LengthBatches batches = new LengthBatches(examples, 16, new SeedSequence(2));
    List<int[]> first = epoch(batches);
    List<int[]> second = epoch(batches);
    for (List<int[]> epoch : List.of(first, second)) {
      assertThat(epoch.stream().flatMapToInt(Arrays::stream).sorted())
          .containsExactlyElementsOf(IntStream.range(0, examples.size()).boxed().toList());
    }
    assertThat(first.get(0)).isNotEqualTo(second.get(0));
    long mixed =
        first.stream()
            .filter(
                batch ->
                    Arrays.stream(batch).map(i -> examples.source(i).length).distinct().count() > 1)
            .count();
    assertThat(mixed).as("batches of several lengths").isLessThan(4);
  }

  private static List<int[]> epoch(LengthBatches batches) {
    List<int[]> all = new ArrayList<>();
    do {
      all.add(batches.next());
    } while (!batches.isEpochOver());
    return all;
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Settings.of(EncoderDecoderConfig.class, "{attention: product}"))
        .hasMessageContaining("attention");
    assertThatThrownBy(() -> Settings.of(EncoderDecoderConfig.class, "{bidirectional: true}"))
        .hasMessageContaining("bidirectional: must be false: what writes the answer");
    assertThatThrownBy(() -> Settings.of(EncoderDecoderConfig.class, "{beamWidth: 129}"))
        .hasMessageContaining("beamWidth");
    MemoryPairs without = new MemoryPairs("a=A b=B", "", "");
    EncoderDecoderProvider provider = new EncoderDecoderProvider();
    EncoderDecoderConfig patient = Settings.of(EncoderDecoderConfig.class, "{patience: 2}");
    assertThatThrownBy(() -> provider.check(patient, without, null, null))
        .hasMessageContaining("patience needs a validation part");
  }
}
