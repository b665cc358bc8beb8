package dev.ensayo.core.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyPathsTest {
  /** In the directory in which tests run, as any checkout has. */
  private static final String HERE = "pom.xml";

  @TempDir Path folder;
  private Path file;
  private Study study;
  private StudyPaths paths;

  /** Settings of each kind. */
  record Places(
      @Setting(value = "a file", path = PathTo.FILE) String file,
      @Setting(value = "a folder", path = PathTo.FOLDER) Optional<String> folder,
      @Setting(value = "files", path = PathTo.FILE, defaultValue = "[]") List<String> more,
      @Setting(value = "no path", defaultValue = "año") String word) {
    Places {
      Settings.check(Places.class, file, folder, more, word);
    }
  }

  @BeforeEach
  void writeStudy() throws IOException {
    file = Files.createDirectory(folder.resolve("estudios de ñu")).resolve("s.yaml");
    Files.writeString(
        file,
        """
        study: s
        environment: {type: chain, file: año}
        agent: fake
        budget: {environmentSteps: 100}
        """);
    Files.createFile(file.resolveSibling("año"));
    Files.createFile(folder.resolve("above.csv"));
    Files.createDirectory(file.resolveSibling("mnist"));
    open(file);
  }

  private void open(Path given) {
    study = StudyReader.read(YamlReader.read(given));
    paths = StudyPaths.of(study, () -> Set.of("mnist"));
  }

  private String resolved(String text, PathTo to) {
    return paths.resolve(
        ConfigNode.Scalar.of(new Origin(study.base().origin().source(), 7), text), to);
  }

  @Test
  void theyLeadFromTheFolderOfTheStudysFile() {
    assertThat(resolved("año", PathTo.FILE)).isEqualTo(file.resolveSibling("año").toString());
    assertThat(resolved("../above.csv", PathTo.EITHER))
        .isEqualTo(folder.resolve("above.csv").toString());
  }

  @Test
  void anAbsoluteOneStays() {
    String absolute = folder + "/x/../above.csv";
    assertThat(resolved(absolute, PathTo.FILE)).isEqualTo(absolute);
  }

  @Test
  void whereNothingIsThereTheyLeadFromTheCurrentDirectory() {
    assertThat(resolved(HERE, PathTo.FILE)).isEqualTo(Path.of(HERE).toAbsolutePath().toString());
    assertThat(resolved("none.csv", PathTo.FILE)).isEqualTo("none.csv");
    assertThat(resolved("", PathTo.EITHER)).isEmpty();
  }

  @Test
  void onTheCommandLineTheyLeadFromTheCurrentDirectory() throws IOException {
    Files.createFile(file.resolveSibling(HERE));
    assertThat(resolved(HERE, PathTo.FILE)).isEqualTo(file.resolveSibling(HERE).toString());
    ConfigNode.Scalar given = ConfigNode.Scalar.of(new Origin("--set x", 0), HERE);
    assertThat(paths.resolve(given, PathTo.FILE))
        .isEqualTo(Path.of(HERE).toAbsolutePath().toString());
  }

  @Test
  void aNameIsNoFolderAndAFolderNoFile() {
    assertThat(resolved("mnist", PathTo.FOLDER)).isEqualTo("mnist");
    assertThat(resolved("./mnist", PathTo.FOLDER))
        .isEqualTo(file.resolveSibling("mnist").toString());
    assertThat(resolved("./mnist", PathTo.FILE)).isEqualTo("./mnist");
  }

  @Test
  void settingsThatAreNoPathsAreLeftAlone() {
    ConfigNode node =
        new ConfigNode.Mapping(
            study.base().origin(),
            YamlReader.parse(
                    study.base().origin().source(),
                    "{file: año, folder: ./mnist, more: [año, nada], word: año}")
                .entries());
    Places places = ConfigBinder.bind(node, "", Places.class, paths);
    String absolute = file.resolveSibling("año").toString();
    assertThat(places.file()).isEqualTo(absolute);
    assertThat(places.folder()).contains(file.resolveSibling("mnist").toString());
    assertThat(places.more()).containsExactly(absolute, "nada");
    assertThat(places.word()).isEqualTo("año");
    assertThat(ConfigBinder.bind(node, "", Places.class).file()).isEqualTo("año");
  }

  @Test
  void inAFolderOfRunsTheyLeadFromWhereTheStudyCameFrom() throws IOException {
    StudyDirectory runs = new StudyDirectory(folder.resolve("runs").resolve("s"));
    new StudyContinuation(runs, study, List.of(), Set.of()).write(Files.readString(file), Map.of());
    Files.createFile(runs.path().resolve("año"));
    assertThat(runs.origin()).contains(file.getParent());

    open(runs.studyFile());
    assertThat(resolved("año", PathTo.FILE)).isEqualTo(file.resolveSibling("año").toString());

    StudyDirectory again = new StudyDirectory(folder.resolve("again").resolve("s"));
    new StudyContinuation(again, study, List.of(), Set.of())
        .write(Files.readString(file), Map.of());
    assertThat(again.origin()).contains(file.getParent());
  }

  @Test
  void aStudyFromNoFileHasNoFolder() {
    String text = "{study: s, environment: chain, agent: fake, budget: {environmentSteps: 1}}";
    Study read = StudyReader.read(YamlReader.parse("(text)", text));
    assertThat(StudyPaths.of(read).folder()).isEmpty();
  }
}
