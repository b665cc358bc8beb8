package dev.ensayo.environments.transduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.core.transduction.TransductionExamples;
import dev.ensayo.core.transduction.TransductionTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParallelTextTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("pairs.tsv");
  }

  private TransductionTask open(String settings) {
    return new ParallelTextProvider()
        .open(
            Settings.of(
                ParallelTextConfig.class,
                "{data: " + file + (settings.isEmpty() ? "" : ", " + settings) + "}"));
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private static String numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "Word " + i + "\tpalabra " + i)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void pairsAreDealtToThePartsWithoutOverlap() throws IOException {
    write(numbered(100));
    TransductionData data = open("").data();
    assertThat(data.part(Split.TRAIN).size()).isEqualTo(80);
    assertThat(data.part(Split.VALID).size()).isEqualTo(10);
    assertThat(data.part(Split.TEST).size()).isEqualTo(10);
    TransductionExamples test = data.part(Split.TEST);
    String source = data.source().decode(test.source(0));
    assertThat(data.target().decode(test.target(0))).isEqualTo(source.replace("Word", "palabra"));
    assertThat(data.source().longest()).isEqualTo(7);
    assertThat(data.target().longest()).isEqualTo(10);
  }

  @Test
  void allAnswersOfASourceAreInOnePart() throws IOException {
    write("a\tx\na\ty\nb\tz\nc\tz\nd\tz\nd\tz\n\n e \t w \r\n");
    TransductionTask task = open("split: {train: 0.6, valid: 0.2, test: 0.2}");
    int sources = 0;
    for (Split split : Split.values()) {
      TransductionExamples part = task.data().part(split);
      sources +=
          (int) IntStream.range(0, part.size()).map(i -> part.source(i)[0]).distinct().count();
    }
    assertThat(sources).isEqualTo(5);
    assertThat(task.notes())
        .containsExactly("1 pair of environment.data that came before is left out");
    assertThat(task.dataSha256()).containsOnlyKeys(file.toString());
  }

  @Test
  void wordsOfTheTrainingPartHaveIdsAndOthersDoNot() throws IOException {
    write(numbered(20));
    Path test = folder.resolve("test.tsv");
    Files.writeString(test, "Word New\tpalabra nueva\nWord 3\tpalabra 3\n");
    TransductionTask task = open("symbols: words, lowerCase: true, test: " + test);
    TransductionData data = task.data();
    assertThat(data.part(Split.TRAIN).size()).isEqualTo(18);
    assertThat(data.part(Split.TEST).size()).isEqualTo(1);
    assertThat(data.source().decode(data.part(Split.TEST).source(0))).isEqualTo("word <unk>");
    assertThat(task.notes())
        .containsExactly(
            "1 pair of environment.test whose source is in environment.data is left out",
            "2 of the 2 answers of the validation part have words without an id; only an answer with <unk> in their place counts as right",
            "1 of the 1 answers of the test part have words without an id; only an answer with <unk> in their place counts as right");
  }

  @Test
  void longPairsAreLeftOutAndTold() throws IOException {
    write(numbered(20) + "\nlong\t" + "x".repeat(50));
    assertThat(open("longest: 20").notes())
        .containsExactly(
            "1 pair of environment.data with a side of more than 20 symbols is left out");
  }

  private void refused(String settings, String message) {
    refused(InvalidSettingException.class, settings, message);
  }

  private void refused(Class<? extends Exception> type, String settings, String message) {
    assertThatExceptionOfType(type).isThrownBy(() -> open(settings)).withMessageContaining(message);
  }

  @Test
  void linesThatAreNoPairsAreNamed() throws IOException {
    write("a\tb\nno tab here\nc\td\te\n\tx\ny\t \n");
    refused(
        "",
        file
            + ":2: has no tab; "
            + file
            + ":3: has 2 tabs instead of one; "
            + file
            + ":4: has no source; "
            + file
            + ":5: has no answer; a line is a source, a tab and its answer");
    write("a\n".repeat(9));
    refused("", ":5: has no tab; and 4 more lines; a line is");
  }

  @Test
  void filesThatAreNoneAreRefused() throws IOException {
    refused("", "no file '" + file + "' beside the study's file or in the current directory");
    write("\n\n");
    refused("", "has no pairs; a line is a source, a tab and its answer");
    Files.write(file, "a\tb\nca\u00f1a\tx\n".getBytes(StandardCharsets.ISO_8859_1));
    refused("", "is not UTF-8: byte 7 (counted from 1), in line 2, is 0xF1");
    write("a\tb\n");
    refused("", "leaves no pair of 'data' for this part; give more pairs");
  }

  @Test
  void settingsThatContradictAreRefused() throws IOException {
    write(numbered(20));
    refused(
        ConfigException.class, "split: {train: 0.9}", "must be above 0; models are chosen by it");
    refused(ConfigException.class, "minimumCount: 2", "is of words; add symbols: words");
    refused(
        ConfigException.class,
        "test: " + file + ", split: {train: 0.8, valid: 0.1, test: 0.1}",
        "leave it out where 'test' names a file");
  }
}
