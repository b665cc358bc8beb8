package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The course is whole: every idea has a study that runs and a page in both languages. */
class CourseTest {
  /** No study of the course takes longer (minutes). */
  private static final double LONGEST = 3;

  @TempDir private Path folder;

  @Test
  void isListedInOrder() {
    CommandLineHarness.Outcome list = ensayo("list", "course");
    assertThat(list.exitCode()).isZero();
    List<String> lines = list.out().lines().toList();
    assertThat(lines).allMatch(line -> line.matches("[ 1]\\d  [a-z0-9-]+ +\\S.*; \\d\\.\\d min"));
    assertThat(lines)
        .extracting(line -> line.split(" +", -1)[line.startsWith(" ") ? 2 : 1])
        .containsExactlyElementsOf(Course.lessons().stream().map(Course.Lesson::study).toList());
    assertThat(Course.lessons()).extracting(Course.Lesson::number).isSorted();
    assertThat(Course.lessons()).extracting(Course.Lesson::study).doesNotHaveDuplicates();
  }

  @Test
  void everyStudyIsBundledAndShort() {
    assertThat(Course.lessons()).isNotEmpty().allMatch(lesson -> lesson.minutes() <= LONGEST);
    assertThat(CommandLineHarness.shelf().names())
        .containsAll(Course.lessons().stream().map(Course.Lesson::study).toList());
  }

  @Test
  void bothLanguagesHaveEveryPage() throws IOException {
    pagesAreThere("course", Course.Lesson::page);
    pagesAreThere("curso", Course.Lesson::pagina);
  }

  /** Each idea has one page, which says how to run its studies; the syllabus links to all. */
  private static void pagesAreThere(String docs, Function<Course.Lesson, String> name)
      throws IOException {
    Path pages = CommandLineHarness.root().resolve("docs").resolve(docs);
    String syllabus = Files.readString(pages.resolve("README.md"));
    for (Course.Lesson lesson : Course.lessons()) {
      String page = name.apply(lesson);
      assertThat(page).startsWith(String.format("%02d-", lesson.number())).endsWith(".md");
      assertThat(pages.resolve(page)).isRegularFile();
      assertThat(Files.readString(pages.resolve(page)))
          .as(page)
          .contains("./ensayo run " + lesson.study());
      assertThat(syllabus).as("%s/README.md", docs).contains("](" + page + ")", lesson.study());
    }
    try (Stream<Path> files = Files.list(pages)) {
      List<String> found =
          files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".md")).toList();
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Stream.of("README.md"), Course.lessons().stream().map(name))
                  .distinct()
                  .toList());
    }
  }

  /** Those that write a model are run, made as short, by {@link ModelsOpenElsewhereTest}. */
  @Test
  void everyStudyWithoutAModelRunsWithASmallBudget() throws IOException {
    ShortStudies shortened = new ShortStudies(folder);
    StudyShelf shelf = CommandLineHarness.shelf();
    for (Course.Lesson lesson : Course.lessons()) {
      if (!ModelsOpenElsewhereTest.WITHOUT.contains(lesson.study() + ".yaml")) {
        continue;
      }
      Path study = shortened.of(shelf.find(lesson.study()));
      Path runs = folder.resolve("runs");
      CommandLineHarness.Outcome run =
          ensayo("run", study, "--out", runs, "--seeds", "1", "--jobs", "1");
      assertThat(run.exitCode()).as("%s: %s", lesson.study(), run.err()).isZero();
      assertThat(runs.resolve(lesson.study()).resolve("report/index.html")).isNotEmptyFile();
    }
  }
}
