package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
  private static ConfigNode.Mapping mapping(String key, ConfigNode value) {
    return new ConfigNode.Mapping(Origin.DEFAULT, ImmutableMap.of(key, value));
  }

  private static void assertReadsBack(ConfigNode.Mapping written) {
    String yaml = YamlWriter.write(written);
    assertThat(Nodes.withoutOrigins(YamlReader.parse("(text)", yaml))).as(yaml).isEqualTo(written);
  }

  @Test
  void whatAResearcherWouldWrite() {
    ConfigNode.Mapping config =
        YamlReader.parse(
            "(text)",
            "{agent: {type: dqn, learningRate: 1.0E-4, double: true, seed: 007, hidden: [120, 84],"
                + " map: [SFFF, FHFH], schedule: {type: linear, to: .05}, path: a/b c.txt,"
                + " huber: null}}");

    assertThat(YamlWriter.write(config))
        .isEqualTo(
            """
            agent:
              type: dqn
              learningRate: 1.0E-4
              double: true
              seed: 007
              hidden:
              - 120
              - 84
              map:
              - SFFF
              - FHFH
              schedule:
                type: linear
                to: .05
              path: a/b c.txt
              huber: null
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        "a  b",
        "null",
        "Null",
        "NULL",
        "~",
        "true",
        "True",
        "no",
        "on",
        "1e3",
        "1e-3",
        "+5",
        ".5",
        "5.",
        "0x1F",
        "0o17",
        "007",
        "-",
        "- a",
        "-a",
        "?",
        "? a",
        ":",
        "a: b",
        "a:b",
        "a:",
        "#",
        "a #b",
        "a#b",
        "'",
        "''",
        "it's",
        "\"",
        "\"a\"",
        "{",
        "{a: b}",
        "[a]",
        "a, b",
        "*a",
        "&a",
        "!a",
        "!!int 5",
        "|",
        ">",
        "%",
        "@",
        "`",
        "---",
        "--- a",
        "...",
        "a\nb",
        "a\n",
        "\na",
        "a\r\nb",
        "\t",
        "a\tb",
        "\\",
        "a\\nb",
        "\u0000",
        "\u0007",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\uFEFF",
        "é",
        "猫",
        "🐈",
        "<<",
        "=",
        "2024-01-01",
        "12:30:45",
        "1_000",
        ".inf",
        ".nan",
        "Infinity",
        "NaN",
        "-.inf"
      })
  void oddTextReadsBack(String text) {
    assertReadsBack(mapping("key", Nodes.text(text)));
    assertReadsBack(mapping(text, Nodes.text("value")));
    assertReadsBack(mapping("key", Nodes.list(Nodes.text(text), Nodes.nothing())));
  }

  @Test
  void nothingAndEmptyThingsReadBack() {
    assertReadsBack(mapping("key", Nodes.nothing()));
    assertReadsBack(mapping("key", Nodes.list()));
    assertReadsBack(mapping("key", ConfigNode.Mapping.empty(Origin.DEFAULT)));
    assertReadsBack(ConfigNode.Mapping.empty(Origin.DEFAULT));
    assertReadsBack(mapping("key", Nodes.list(Nodes.list(), Nodes.list(Nodes.nothing()))));
  }

  @Test
  void longTextReadsBackThoughTheLineIsFull() {
    assertReadsBack(mapping("key", Nodes.text("a word ".repeat(60) + "end")));
    assertReadsBack(mapping("key", Nodes.text("it's: ".repeat(60))));
    assertReadsBack(mapping("k".repeat(300), Nodes.text("v".repeat(300))));
    assertReadsBack(mapping("key", Nodes.text("two  spaces ".repeat(60) + "end")));
  }

  @Test
  void randomTextReadsBack() {
    String alphabet = "ab1 0.e-+:#'\"\\{}[],&*!|>%@`~?\n\r\t=<é猫nulltrue";
    RandomStream random = new SeedSequence(1).stream("text");
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertReadsBack(mapping("key", Nodes.text(text.toString())));
    }
  }

  @Test
  void randomTreesReadBack() {
    RandomStream random = new SeedSequence(2).stream("trees");
    for (int i = 0; i < 300; i++) {
      assertReadsBack(mapping("root", tree(random, 4)));
    }
  }

  private static ConfigNode tree(RandomStream random, int depth) {
    int kind = random.nextInt(depth == 0 ? 2 : 4);
    if (kind == 0) {
      return Nodes.nothing();
    }
    if (kind == 1) {
      return Nodes.text(Integer.toString(random.nextInt(100)));
    }
    int size = random.nextInt(4);
    if (kind == 2) {
      ConfigNode[] items = new ConfigNode[size];
      for (int i = 0; i < size; i++) {
        items[i] = tree(random, depth - 1);
      }
      return Nodes.list(items);
    }
    ConfigNode.Mapping mapping = ConfigNode.Mapping.empty(Origin.DEFAULT);
    for (int i = 0; i < size; i++) {
      mapping = mapping.with("key" + random.nextInt(100), tree(random, depth - 1));
    }
    return mapping;
  }

  /** All writers and readers of a process ask the same resolver what a plain word means. */
  @Test
  void threadsDoNotDisturbEachOther() {
    List<String> written =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> mapping("k" + i, new ConfigNode.Scalar(Origin.DEFAULT, "~" + i, false)))
            .peek(YamlWriterTest::assertReadsBack)
            .map(YamlWriter::write)
            .toList();
    assertThat(written.get(1_999)).isEqualTo("k1999: \"~1999\"\n");
    assertThat(YamlReader.SCHEMA.getScalarResolver())
        .isSameAs(YamlReader.SCHEMA.getScalarResolver());
  }
}
