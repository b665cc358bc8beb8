package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.study.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the pages of the course tell their readers to type is understood as it is written. */
class CourseCommandsTest {
  /** What exercises want to see refused, with the arithmetic that the message has. */
  private static final ImmutableMap<String, String> REFUSED =
      ImmutableMap.of("environment.size=9", "+ 1", "agent.channels=[8,8,8,8,8]", "multiples of 32");

  private static final Pattern RUN = Pattern.compile("runs/([^/]+)/([^/]+)/seed-\\d+");

  static Stream<Path> pages() {
    Path docs = CommandLineHarness.root().resolve("docs");
    return Course.lessons().stream()
        .flatMap(
            lesson ->
                Stream.of(
                    docs.resolve("course").resolve(lesson.page()),
                    docs.resolve("curso").resolve(lesson.pagina())))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandIsUnderstood(Path file) throws IOException {
    System.setProperty("ensayo.home", CommandLineHarness.root().toString());
    CoursePage page = new CoursePage(file);
    assertThat(page.exercises()).hasSizeGreaterThanOrEqualTo(3);
    for (List<String> command : page.commands()) {
      check(command);
    }
    for (String exercise : page.exercises()) {
      for (List<String> command : page.commands(exercise)) {
        check(command);
      }
    }
  }

  /** Both languages set the same things to the same values. */
  @Test
  void exercisesAreTheSameInBothLanguages() throws IOException {
    Path docs = CommandLineHarness.root().resolve("docs");
    for (Course.Lesson lesson : Course.lessons()) {
      CoursePage english = new CoursePage(docs.resolve("course").resolve(lesson.page()));
      CoursePage spanish = new CoursePage(docs.resolve("curso").resolve(lesson.pagina()));
      for (int i = 0; i < english.exercises().size(); i++) {
        assertThat(settings(spanish.commands(spanish.exercises().get(i))))
            .as("%s, exercise %s", lesson.pagina(), i + 1)
            .isEqualTo(settings(english.commands(english.exercises().get(i))));
      }
    }
  }

  private static List<List<String>> settings(List<List<String>> commands) {
    return commands.stream()
        .map(
            words ->
                words.stream().filter(word -> word.contains("=") || !word.contains("/")).toList())
        .toList();
  }

  private static void check(List<String> words) throws IOException {
    CommandLine.ParseResult parsed =
        Ensayo.commandLine().parseArgs(words.toArray(String[]::new)).subcommand();
    assertThat(parsed).as("%s", words).isNotNull();
    for (String word : words) {
      Matcher run = RUN.matcher(word);
      if (run.matches()) {
        assertThat(StudyReader.read(CommandLineHarness.shelf().find(run.group(1))).variants())
            .extracting(Variant::name)
            .as("%s", words)
            .contains(run.group(2));
      }
    }
    if (words.get(0).equals("run") && words.contains("--set")) {
      StudyChoice chosen = (StudyChoice) parsed.commandSpec().mixins().get("chosen").userObject();
      Optional<String> refused = words.stream().filter(REFUSED::containsKey).findFirst();
      if (refused.isPresent()) {
        assertThatThrownBy(() -> bind(chosen))
            .isInstanceOf(ConfigException.class)
            .hasMessageContaining(REFUSED.get(refused.get()));
      } else {
        assertThat(bind(chosen)).as("%s", words).isNotEmpty();
      }
    }
  }

  private static List<RunPlan> bind(StudyChoice chosen) throws IOException {
    ConfigNode.Mapping study = YamlReader.read(chosen.file()).withPaths(chosen.overrides());
    return new RunBinder(PluginRegistry.load(), List.of()).bind(StudyReader.readAsFar(study));
  }
}
