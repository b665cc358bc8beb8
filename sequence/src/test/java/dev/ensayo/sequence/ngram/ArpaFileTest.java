package dev.ensayo.sequence.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.training.Training;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.text.VocabularyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArpaFileTest {
  private static final String TEXT =
      "the cat sat on the mat\nthe dog sat on the log\nwhat a \\ cat is that\n".repeat(3);

  @TempDir Path folder;

  /** Every token in contexts that occur and that do not, as a reader in Python finds it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void anotherReaderFindsTheSameProbabilities(int order) throws Exception {
    Path script = folder.resolve("read_arpa.py");
    Files.write(
        script, Resources.toByteArray(Resources.getResource(ArpaFileTest.class, "read_arpa.py")));
    assumeTrue(hasPython(), "needs python3");
    learn(order);
    Vocabulary vocabulary = VocabularyFile.read(folder);
    Path arpa = folder.resolve("model.arpa");
    NgramModel.writeArpa(folder, vocabulary, arpa);
    List<String> contexts =
        List.of("", "\n", "the ", "\nthe ", "sat on", "a \\ c", "zz", "cat\n\n", "mmmm", "the c");
    List<String> command = new ArrayList<>(List.of("python3", script.toString(), arpa.toString()));
    for (String context : contexts) {
      command.add(
          String.join(
              " ", vocabulary.cut(known(context)).stream().map(ArpaFile::written).toList()));
    }
    Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(answer).isZero();
    List<String> lines = Splitter.on('\n').omitEmptyStrings().splitToList(answer);
    assertThat(lines).hasSameSizeAs(contexts);
    try (NgramModel model = NgramModel.load(folder, vocabulary)) {
      for (int i = 0; i < lines.size(); i++) {
        List<String> fields = Splitter.on('\t').splitToList(lines.get(i));
        assertThat(Double.parseDouble(fields.get(0))).isCloseTo(1, within(1e-6));
        model.forget();
        vocabulary.encode(known(contexts.get(i))).forEach(model::read);
        for (String field : fields.subList(3, fields.size())) {
          List<String> pair = Splitter.on(' ').splitToList(field);
          int id = id(vocabulary, pair.get(0));
          assertThat(Double.parseDouble(pair.get(1)))
              .as("'%s' after '%s'", pair.get(0), contexts.get(i))
              .isCloseTo(model.probability(id), within(1e-7));
        }
      }
    }
  }

  /** Letters that the text does not have are left out of a context. */
  private static String known(String context) {
    return context.replace("z", "l");
  }

  private static int id(Vocabulary vocabulary, String written) {
    for (int id = 0; id < vocabulary.size(); id++) {
      if (ArpaFile.written(vocabulary.token(id)).equals(written)) {
        return id;
      }
    }
    throw new AssertionError(written);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void learn(int order) throws IOException {
    MemoryCorpus corpus = MemoryCorpus.ofCharacters(TEXT, "the", "");
    try (Training training =
        new Runs<>(new NgramProvider(), "{order: " + order + "}", corpus, "{epochs: 1}", 1, 1, 1)
            .start((c, s, m, v) -> {})) {
      Runs.finish(training);
      training.writeModel(folder);
    }
  }

  @Test
  void tokensAreWrittenWithoutWhiteSpace() {
    assertThat(ArpaFile.written("a b\n\t\\\u00A0é")).isEqualTo("a\\sb\\n\\t\\\\\\u{00A0}é");
  }
}
