package dev.ensayo.experiments.provenance;

import dev.ensayo.core.file.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the sources of a checkout have changed since its commit, as far as programs depend on it.
 */
final class WorkingCopy {
  /** How the build marks a commit that is not all. */
  private static final String MODIFIED = "-modified";

  private static final int MOST_BYTES = 1 << 20;
  private static final int PATIENCE_SECONDS = 20;
  private static final List<String> SOURCES =
      List.of("--", ":(glob)**/src/main/**", ":(glob)**/pom.xml", "pom.xml");

  private WorkingCopy() {}

  /** Whether a program that calls itself so was built from more than its commit. */
  static boolean isChanged(String code) {
    return code.contains(MODIFIED);
  }

  /**
   * The difference as Git prints it, and the SHA-256 of each file that Git does not know; empty if
   * there is none or it cannot be told. One beyond a mebibyte is cut, and says with which SHA-256
   * it goes on.
   */
  static String change(Path home) {
    try {
      Optional<byte[]> diff = git(home, "diff", "HEAD", "--no-color", "--no-ext-diff");
      Optional<byte[]> others = git(home, "ls-files", "-z", "--others", "--exclude-standard");
      if (diff.isEmpty() || others.isEmpty()) {
        return "";
      }
      StringBuilder text = new StringBuilder(bounded(diff.get()));
      for (String name : new String(others.get(), StandardCharsets.UTF_8).split("\0", -1)) {
        Path file = home.resolve(name);
        if (!name.isEmpty() && Files.isRegularFile(file)) {
          text.append("not in Git: ").append(Fingerprint.sha256Of(file)).append("  ");
          text.append(name).append('\n');
        }
      }
      return text.toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String bounded(byte[] diff) {
    if (diff.length <= MOST_BYTES) {
      return new String(diff, StandardCharsets.UTF_8);
    }
    return new String(diff, 0, MOST_BYTES, StandardCharsets.UTF_8)
        + "\n… cut; all of it has "
        + diff.length
        + " bytes and the SHA-256 "
        + Fingerprint.sha256(diff)
        + "\n";
  }

  /** Empty if there is no Git, no checkout, or no answer in time. */
  private static Optional<byte[]> git(Path home, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
    command.addAll(List.of(arguments));
    command.addAll(SOURCES);
    Process git =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = git.getInputStream()) {
      in.transferTo(out);
      return git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0
          ? Optional.of(out.toByteArray())
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      git.destroy();
    }
  }
}
