package dev.ensayo.experiments.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.rundir.Provenance;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process is made of, by its content. */
class ProvenanceTest {
  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static String sha256(Path file) throws IOException {
    return Fingerprint.of(file).sha256();
  }

  @Test
  void jarsAreListedAsSha256sumDoesWhateverTheirOrder() throws IOException {
    Path other = file("lib/other.jar", "o");
    Path own = file("ensayo-core.jar", "e");
    file("classes/a/B.class", "b");
    FileHashes hashes = new FileHashes(folder.resolve("cache/hashes.tsv"));
    String entries =
        String.join(
            File.pathSeparator,
            own.toString(),
            folder.resolve("classes").toString(),
            other.toString(),
            folder.resolve("gone.jar").toString());
    ClassPath found = ClassPath.of(entries, hashes);
    assertThat(found.others().text()).isEqualTo(sha256(other) + "  other.jar\n");
    assertThat(found.own().text().lines())
        .hasSize(2)
        .contains(sha256(own) + "  ensayo-core.jar")
        .anyMatch(line -> line.endsWith("  classes/"));

    file("classes/a/B.class", "c");
    assertThat(ClassPath.of(entries, hashes).own()).isNotEqualTo(found.own());
    assertThat(ClassPath.of(entries, hashes).others()).isEqualTo(found.others());
  }

  @Test
  void theCacheSparesReadingAndIsNotTrustedBeyondSizeAndTime() throws IOException {
    Path cache = folder.resolve("cache/hashes.tsv");
    Path jar = file("a.jar", "first");
    FileHashes hashes = new FileHashes(cache);
    String first = hashes.sha256(jar);
    hashes.keep();
    assertThat(Files.readString(cache)).startsWith(first).contains(jar.toString());

    // Whether it is taken from the cache shows where the cache lies.
    String lie = "0".repeat(64);
    Files.writeString(cache, Files.readString(cache).replace(first, lie) + "no line\n");
    assertThat(new FileHashes(cache).sha256(jar)).isEqualTo(lie);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
    assertThat(new FileHashes(cache).sha256(jar)).isEqualTo(first);
    Files.writeString(jar, "longer than before");
    assertThat(new FileHashes(cache).sha256(jar)).isEqualTo(sha256(jar));
  }

  @Test
  void aCacheThatCannotBeWrittenIsDoneWithout() throws IOException {
    Path notAFolder = file("home", "");
    FileHashes hashes = new FileHashes(notAFolder.resolve("hashes.tsv"));
    assertThat(hashes.sha256(notAFolder)).isEqualTo(sha256(notAFolder));
    hashes.keep();
    assertThat(notAFolder).isEmptyFile();
  }

  @Test
  void nativeLibrariesAreThoseThatCompute() throws IOException {
    Path maps =
        file(
            "maps",
            """
            7f0000000000-7f0000001000 r-xp 00000000 fe:00 12345 /root/.javacpp/cache/libopenblas.so.0
            7f0000001000-7f0000002000 r--p 00000000 fe:00 12345 /root/.javacpp/cache/libopenblas.so.0
            7f0000002000-7f0000003000 r-xp 00000000 fe:00 1 /usr/lib/x86_64-linux-gnu/libm.so.6
            7f0000002000-7f0000003000 r-xp 00000000 fe:00 2 /usr/lib/x86_64-linux-gnu/libmagic.so.1
            7f0000002000-7f0000003000 r-xp 00000000 fe:00 2 /usr/lib/x86_64-linux-gnu/libgcc_s.so.1
            7f0000003000-7f0000004000 r-xp 00000000 fe:00 3 /opt/java/lib/server/libjvm.so
            7f0000004000-7f0000005000 rw-p 00000000 00:00 0 [heap]
            7f0000005000-7f0000006000 r--s 00000000 fe:00 4 /opt/app/core.jar
            """);
    assertThat(LoadedNatives.in(maps, Path.of("/opt/java")))
        .extracting(path -> path.getFileName().toString())
        .containsExactly("libopenblas.so.0", "libm.so.6");
    assertThat(LoadedNatives.in(folder.resolve("none"), folder)).isEqualTo(Set.of());
  }

  @Test
  void theProcessorsExtensionsAndTheVariablesThatMatterAreNoted() throws IOException {
    Path x86 = file("x86", "model name : A\nflags\t\t: fpu vme avx2 sse4_1 avx512f ht fma\n");
    assertThat(Surroundings.processor(x86)).containsExactly("avx2", "avx512f", "fma", "sse4_1");
    Path arm = file("arm", "processor : 0\nFeatures : fp asimd sve aes\n");
    assertThat(Surroundings.processor(arm)).containsExactly("asimd", "sve");
    assertThat(Surroundings.processor(folder.resolve("none"))).isEmpty();
    assertThat(
            Surroundings.variables(
                ImmutableMap.of(
                    "OMP_NUM_THREADS", "1",
                    "LC_ALL", "C",
                    "ENSAYO_DATA", "/d",
                    "ENSAYO_TOKEN", "hidden",
                    "PATH", "/bin")))
        .isEqualTo(ImmutableMap.of("ENSAYO_DATA", "/d", "LC_ALL", "C", "OMP_NUM_THREADS", "1"));
  }

  @Test
  void whatTheSourcesHaveChangedIsKeptAsGitPrintsIt() throws IOException, InterruptedException {
    Assumptions.assumeTrue(git("init", "-q") == 0, "there is no Git here");
    file("core/src/main/java/A.java", "class A {}\n");
    file("README.md", "before\n");
    assertThat(git("add", ".")).isZero();
    assertThat(git("-c", "user.name=n", "-c", "user.email=e@e", "commit", "-qm", "m")).isZero();
    file("README.md", "after\n");
    assertThat(WorkingCopy.change(folder)).isEmpty();
    file("core/src/main/java/A.java", "class A { int b; }\n");
    Path added = file("core/src/main/java/B.java", "class B {}\n");
    assertThat(WorkingCopy.change(folder))
        .contains("-class A {}\n+class A { int b; }\n")
        .endsWith("not in Git: " + sha256(added) + "  core/src/main/java/B.java\n")
        .doesNotContain("README");
    assertThat(WorkingCopy.change(folder.resolve("core/src/none"))).isEmpty();
    assertThat(WorkingCopy.isChanged("0.1 (abc-modified)")).isTrue();
    assertThat(WorkingCopy.isChanged("0.1 (abc)")).isFalse();
  }

  private int git(String... arguments) throws InterruptedException {
    try {
      return new ProcessBuilder(
              Stream.concat(Stream.of("git", "-C", folder.toString()), Stream.of(arguments))
                  .toList())
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void theListsLieBesideTheStudyUnderTheirHashes() throws IOException {
    Provenance start = ProgramRecord.ofThisProcess().atStart("1.0");
    Provenance end = ProgramRecord.ofThisProcess().atEnd(start);
    ProgramRecord.ofThisProcess().keep(folder.resolve("provenance"));
    for (List<String> list :
        List.of(List.of("program", end.program()), List.of("libraries", end.libraries()))) {
      Path file =
          folder.resolve("provenance/" + list.get(0) + "-" + list.get(1).substring(0, 16) + ".txt");
      assertThat(sha256(file)).isEqualTo(list.get(1));
    }
    assertThat(end.change()).isEmpty();
    assertThat(end.withNatives("")).isEqualTo(start);
  }
}
