package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script in a copy of the project where Java and Maven only say what they are told.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final long PATIENCE_SECONDS = 60;

  private static final String ECHO =
      """
      #!/bin/sh
      for a in "$@"; do echo "<$a>"; done
      """;

  /** Says where it built, and leaves jars that name the build. */
  private static final String BUILD =
      """
      #!/bin/sh
      echo "built in $PWD: $*" >> "$FOLDER/mvn.log"
      count=$(wc -l < "$FOLDER/mvn.log" | tr -d ' ')
      if [ -n "$WAIT" ]; then while [ ! -e "$FOLDER/go" ]; do sleep 0.05; done; fi
      mkdir -p experiments/.launcher/lib
      echo "core $count" > experiments/.launcher/lib/ensayo-core-1.jar
      echo "experiments $count" > experiments/.launcher/ensayo-experiments-1.jar
      [ -e experiments/.launcher/lib/guava-1.jar ] || echo "guava $count" > experiments/.launcher/lib/guava-1.jar
      """;

  /** A program that shows its jars when it is told to. */
  private static final String LONG_RUN =
      """
      #!/bin/sh
      while [ "$1" != -cp ]; do shift; done
      echo started
      while [ ! -e "$FOLDER/end" ]; do sleep 0.05; done
      cat "${2%/*}"/*.jar
      """;

  @TempDir private Path folder;
  private Path home;
  private Path bin;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void copyLauncher() throws IOException {
    home = folder.resolve("a folder with spaces");
    for (String room :
        List.of(
            "core",
            "layers",
            "backend",
            "keras",
            "environments",
            "agents",
            "sequence",
            "embeddings",
            "supervised",
            "results",
            "serving",
            "experiments")) {
      Files.createDirectories(home.resolve(room).resolve("src").resolve("main"));
      Files.writeString(home.resolve(room).resolve("pom.xml"), "<project/>");
    }
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.copy(CommandLineHarness.root().resolve("ensayo"), home.resolve("ensayo"));
    Path shared = Path.of("experiments", "launcher.sh");
    Files.copy(CommandLineHarness.root().resolve(shared), home.resolve(shared));
    bin = Files.createDirectories(folder.resolve("bin"));
    script("java", ECHO);
    script("mvn", BUILD);
  }

  @AfterEach
  void endWhatRuns() throws InterruptedException {
    for (Process process : started) {
      kill(process);
    }
  }

  private static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> family =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private void script(String name, String text) throws IOException {
    script(bin.resolve(name), text);
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Said(int exitCode, String text) {}

  private Process start(
      Path launcher, Map<String, String> environment, Path output, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("ENSAYO_"));
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    builder.environment().put("FOLDER", folder.toString());
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private Said launch(Path launcher, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    int exitCode = end(start(launcher, environment, output, words));
    return new Said(exitCode, Files.readString(output, StandardCharsets.UTF_8));
  }

  private Said launch(String... words) throws IOException, InterruptedException {
    return launch(home.resolve("ensayo"), Map.of(), words);
  }

  private static void await(BooleanSupplier what) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static boolean says(Path output, String words) {
    try {
      return Files.exists(output) && Files.readString(output).contains(words);
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("mvn.log"));
  }

  private void changeASource() throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(20);
    Files.writeString(home.resolve("core").resolve("src").resolve("main").resolve("New.java"), "");
  }

  private List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("experiments").resolve(".launcher"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("program-")).toList();
    }
  }

  /** Java that keeps classes where it is told to, or says that it cannot. */
  private static String keeper(boolean can) {
    return """
        #!/bin/sh
        for a in "$@"; do
          case $a in
          -XX:ArchiveClassesAtExit=*) [ $CAN = true ] || exit 1; echo classes > "${a#*=}"; exit ;;
          -XX:SharedArchiveFile=*) cat "${a#*=}" 2>/dev/null || echo none ;;
          esac
        done
        """
        .replace("$CAN", String.valueOf(can));
  }

  @Test
  void whatJavaMakesOfTheClassesIsKeptBesideThem() throws Exception {
    script("java", keeper(true));
    assertThat(launch("list").text()).contains("classes");
    assertThat(home.resolve("experiments/.launcher/warm-up")).doesNotExist();
  }

  @Test
  void aJavaThatCannotKeepThemStartsAllTheSame() throws Exception {
    script("java", keeper(false));
    Said said = launch("list");
    assertThat(said.exitCode()).isZero();
    assertThat(said.text()).contains("none");
  }

  @Test
  void itBuildsOnFirstUseSaysSoAndThenNoMore() throws IOException, InterruptedException {
    Said first = launch("list", "two words");
    assertThat(first.exitCode()).as(first.text()).isZero();
    assertThat(first.text())
        .contains("first use; building")
        .contains("<-Densayo.home=" + home.toRealPath() + ">")
        .contains("<dev.ensayo.experiments.cli.Ensayo>\n<list>\n<two words>");
    assertThat(builds()).singleElement().asString().startsWith("built in " + home.toRealPath());

    assertThat(launch("list").text()).doesNotContain("building");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void itBuildsAgainWhenASourceIsNewer() throws IOException, InterruptedException {
    launch("list");
    changeASource();
    assertThat(launch("list").text()).contains("the sources have changed; building");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void itBuildsApartFromMavenAndLeavesNothingInTheRoot() throws IOException, InterruptedException {
    List<Path> before = inRoot();
    launch("list");
    assertThat(builds().get(0)).contains("-Densayo.target=.launcher");
    changeASource();
    script("mvn", "#!/bin/sh\nexit 1\n");
    assertThat(launch("list").exitCode()).isEqualTo(2);
    assertThat(inRoot()).isEqualTo(before);
    assertThat(home.resolve("experiments").resolve("target")).doesNotExist();
  }

  private List<Path> inRoot() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.sorted().toList();
    }
  }

  @Test
  void twoAtOnceOnAFreshCloneBuildOnce() throws IOException, InterruptedException {
    buildOnceWhileTwoStart(Map.of("WAIT", "yes"));
  }

  /** As on systems without the command {@code flock}, such as macOS. */
  @Test
  void twoAtOnceBuildOnceWithPerlInPlaceOfFlock() throws IOException, InterruptedException {
    assumeThat(new ProcessBuilder("perl", "-v").start().waitFor()).isZero();
    Path few = Files.createDirectories(folder.resolve("few"));
    for (String tool :
        ("bash sh cat cp date dirname find grep head ln locale mkdir mv perl readlink rm sleep tail"
                + " touch tr wc")
            .split(" ", -1)) {
      script(few.resolve(tool), "#!/bin/sh\nPATH=$FULL_PATH exec " + tool + " \"$@\"\n");
    }
    Files.delete(few.resolve("sh"));
    Files.createSymbolicLink(few.resolve("sh"), Path.of("/bin/sh"));
    Files.delete(few.resolve("bash"));
    Files.createSymbolicLink(few.resolve("bash"), Path.of("/bin/bash"));
    buildOnceWhileTwoStart(
        Map.of("WAIT", "yes", "PATH", bin + ":" + few, "FULL_PATH", System.getenv("PATH")));
  }

  private void buildOnceWhileTwoStart(Map<String, String> environment)
      throws IOException, InterruptedException {
    Path one = folder.resolve("one.txt");
    Path two = folder.resolve("two.txt");
    Process first = start(home.resolve("ensayo"), environment, one, "list");
    await(() -> says(folder.resolve("mvn.log"), "built in"));
    Process second = start(home.resolve("ensayo"), environment, two, "list");
    await(() -> says(two, "waiting"));
    assertThat(Files.readString(two))
        .contains("it is being built already (by process " + first.pid() + " since ");
    Files.createFile(folder.resolve("go"));
    assertThat(end(first)).as(Files.readString(one)).isZero();
    assertThat(end(second)).as(Files.readString(two)).isZero();
    assertThat(Files.readString(two)).contains("<list>");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aBuildThatWasKilledIsMadeAgain() throws IOException, InterruptedException {
    Process killed =
        start(home.resolve("ensayo"), Map.of("WAIT", "yes"), folder.resolve("k.txt"), "list");
    await(() -> says(folder.resolve("mvn.log"), "built in"));
    kill(killed);
    Said next = launch("list");
    assertThat(next.exitCode()).isZero();
    assertThat(next.text()).contains("first use; building").contains("<list>");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void aProgramThatRunsKeepsItsJarsWhileAnotherIsBuilt() throws IOException, InterruptedException {
    launch("list");
    script("java", LONG_RUN);
    Path output = folder.resolve("long.txt");
    Process running = start(home.resolve("ensayo"), Map.of(), output, "run", "study");
    await(() -> says(output, "started"));
    script("java", ECHO);
    changeASource();
    launch("list");
    assertThat(programs()).hasSize(2);
    Files.createFile(folder.resolve("end"));
    assertThat(end(running)).isZero();
    assertThat(Files.readString(output)).isEqualTo("started\ncore 1\nexperiments 1\nguava 1\n");

    changeASource();
    launch("list");
    assertThat(builds()).hasSize(3);
    assertThat(programs()).hasSize(1);
    assertThat(programs().get(0).resolve("ensayo-core-1.jar")).hasContent("core 3");
  }

  @Test
  void librariesThatAreNoLongerNeededGoWhenThePomChanges()
      throws IOException, InterruptedException {
    launch("list");
    TimeUnit.MILLISECONDS.sleep(20);
    Files.writeString(home.resolve("pom.xml"), "<project></project>");
    launch("list");
    assertThat(programs()).hasSize(1);
    assertThat(programs().get(0).resolve("guava-1.jar")).hasContent("guava 2");
  }

  @Test
  void optionsOfTheBuildAreRemembered() throws IOException, InterruptedException {
    launch("list");
    Map<String, String> gpu = Map.of("ENSAYO_BUILD_OPTIONS", "-Pgpu -Dx=y");
    assertThat(launch(home.resolve("ensayo"), gpu, "list").text())
        .contains("the options of the build have changed; building");
    assertThat(builds().get(1)).contains(" -Pgpu -Dx=y ");
    assertThat(launch("list").text()).doesNotContain("building");
    changeASource();
    launch("list");
    assertThat(builds().get(2)).contains(" -Pgpu -Dx=y ");
    launch(home.resolve("ensayo"), Map.of("ENSAYO_BUILD_OPTIONS", ""), "list");
    assertThat(builds().get(3)).doesNotContain("-Pgpu");
  }

  @Test
  void itWorksThroughSymbolicLinks() throws IOException, InterruptedException {
    Path first = Files.createSymbolicLink(folder.resolve("one"), home.resolve("ensayo"));
    Path deep = Files.createDirectories(folder.resolve("deep").resolve("er"));
    Path second = Files.createSymbolicLink(deep.resolve("two"), Path.of("../../one"));
    assertThat(first).isSymbolicLink();
    assertThat(launch(second, Map.of(), "list").text())
        .contains("<-Densayo.home=" + home.toRealPath() + ">");
  }

  @Test
  void itTakesTheJavaOfJavaHome() throws IOException, InterruptedException {
    Path other = folder.resolve("other jdk");
    script(other.resolve("bin").resolve("java"), "#!/bin/sh\necho the other one\n");
    assertThat(launch(home.resolve("ensayo"), Map.of("JAVA_HOME", other.toString()), "list").text())
        .endsWith("the other one\n");

    Said broken =
        launch(home.resolve("ensayo"), Map.of("JAVA_HOME", folder.resolve("x").toString()), "list");
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.text()).contains("JAVA_HOME").contains("no bin/java");
  }

  @Test
  void whereTheLocaleIsNoneJavaReadsNamesAsUtf8() throws IOException, InterruptedException {
    Path real = Path.of(System.getProperty("java.home"), "bin", "java");
    // The properties only, but with the options that were given.
    script(
        "java",
        """
        #!/bin/sh
        options=
        for a in "$@"; do case $a in -Dsun.*) options=$a ;; esac; done
        exec "%s" $options -XshowSettings:properties -version
        """
            .formatted(real));
    for (Map<String, String> none :
        List.of(
            Map.of("LC_ALL", "C"),
            Map.of("LC_ALL", "POSIX"),
            Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""),
            Map.of("LC_ALL", "", "LC_CTYPE", "C", "LANG", "C.UTF-8"),
            Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "xx_NOT_INSTALLED.UTF-8"))) {
      assertThat(launch(home.resolve("ensayo"), none, "list").text())
          .as(none.toString())
          .containsPattern("sun\\.jnu\\.encoding = UTF-8\n");
    }
  }

  @Test
  void aLocaleThatIsOneStaysAsItIs() throws IOException, InterruptedException {
    script("java", "#!/bin/sh\necho \"locale: $LC_ALL, $LC_CTYPE\"\n");
    script("locale", "#!/bin/sh\necho ISO-8859-15\n");
    Map<String, String> latin = Map.of("LC_ALL", "de_DE@euro", "LC_CTYPE", "");
    assertThat(launch(home.resolve("ensayo"), latin, "list").text())
        .endsWith("locale: de_DE@euro, \n");
  }

  @Test
  void itNamesTheKernelsOfOpenBlasUnlessTheUserDoes() throws IOException, InterruptedException {
    script("java", "#!/bin/sh\necho \"kernels: $OPENBLAS_CORETYPE\"\n");
    assertThat(launch(home.resolve("ensayo"), Map.of("OPENBLAS_CORETYPE", "Zen"), "list").text())
        .endsWith("kernels: Zen\n");
    assertThat(launch(home.resolve("ensayo"), Map.of("OPENBLAS_CORETYPE", ""), "list").text())
        .containsPattern("kernels: (SkylakeX|Haswell)?\n");
  }

  @Test
  void aBuildThatFailsIsShownAndNotTakenForABuild() throws IOException, InterruptedException {
    script("mvn", "#!/bin/sh\necho this does not compile\nexit 1\n");
    Said failed = launch("list");
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.text()).contains("this does not compile").contains("the build failed");
    assertThat(launch("list").text()).contains("first use; building");
  }

  @Test
  void optionsForJavaAreHandedOn() throws IOException, InterruptedException {
    Map<String, String> options = Map.of("ENSAYO_JAVA_OPTIONS", "-Xmx1g -Dx=y");
    assertThat(launch(home.resolve("ensayo"), options, "run", "s").text())
        .contains("<-Xmx1g>\n<-Dx=y>");
  }

  @Test
  void whatIsNoTerminalIsNotDrawnOn() throws IOException, InterruptedException {
    assertThat(launch("run", "s").text()).doesNotContain("ensayo.terminal");
  }
}
