package dev.ensayo.experiments.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.CountingOutputStream;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a study into one zip. The same files give the same bytes, with the same Java: entries are
 * sorted and have no time of their own.
 *
 * @param runs how many runs are in it
 * @param files how many files
 * @param bytes its size
 * @param sha256 of the whole file
 * @param leftOut names of the runs that are not in it, with the reason
 */
public record StudyArchive(
    int runs, int files, long bytes, String sha256, Map<String, String> leftOut) {
  static final int FORMAT = 1;

  /** The earliest that a zip can say. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Nothing of the study is fit for an archive. */
  public static final class NothingToFreezeException extends IOException {
    private static final long serialVersionUID = 1L;

    NothingToFreezeException(String message) {
      super(message);
    }
  }

  /**
   * Writes an archive; it is there as a whole or not at all.
   *
   * @param models whether what was learned goes into it, too
   * @param file replaced if it is there
   * @throws NothingToFreezeException if the study has no finished run
   */
  public static StudyArchive write(StudyDirectory directory, boolean models, Path file)
      throws IOException {
    FrozenStudy study = FrozenStudy.of(directory, models);
    if (study.runs().isEmpty()) {
      throw new NothingToFreezeException(
          "'"
              + directory.path()
              + "' has no finished run"
              + study.leftOut().entrySet().stream()
                  .findFirst()
                  .map(run -> "; " + run.getKey() + " is " + run.getValue())
                  .orElse(""));
    }
    Path place = file.toAbsolutePath();
    Files.createDirectories(place.getParent());
    StudyArchive[] written = new StudyArchive[1];
    AtomicFile.replace(place, out -> written[0] = write(study, out));
    return written[0];
  }

  private static StudyArchive write(FrozenStudy study, OutputStream out) throws IOException {
    HashingOutputStream whole = new HashingOutputStream(Hashing.sha256(), out);
    CountingOutputStream counted = new CountingOutputStream(whole);
    Map<String, String> sums = new TreeMap<>();
    ZipOutputStream zip = new ZipOutputStream(counted, StandardCharsets.UTF_8);
    byte[] about = (JSON.writeValueAsString(about(study)) + "\n").getBytes(StandardCharsets.UTF_8);
    sums.put(ArchiveNames.ABOUT, add(zip, ArchiveNames.ABOUT, entry -> entry.write(about)));
    for (Map.Entry<String, Path> file : study.files().entrySet()) {
      sums.put(file.getKey(), add(zip, file.getKey(), entry -> Files.copy(file.getValue(), entry)));
    }
    StringBuilder list = new StringBuilder();
    sums.forEach((name, sha256) -> list.append(sha256).append("  ").append(name).append('\n'));
    String unused =
        add(
            zip,
            ArchiveNames.SUMS,
            entry -> entry.write(list.toString().getBytes(StandardCharsets.UTF_8)));
    zip.finish();
    return new StudyArchive(
        study.runs().size(),
        study.files().size(),
        counted.getCount(),
        whole.hash().toString(),
        study.leftOut());
  }

  private static Map<String, Object> about(FrozenStudy study) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("format", FORMAT);
    about.put("study", study.directory().study().name());
    about.put("models", study.models());
    about.put("runs", study.runs());
    about.put("leftOut", study.leftOut());
    return about;
  }

  /**
   * @return the SHA-256 of what was written
   */
  private static String add(ZipOutputStream zip, String name, AtomicFile.Content content)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    HashingOutputStream hashed = new HashingOutputStream(Hashing.sha256(), zip);
    content.writeTo(hashed);
    zip.closeEntry();
    return hashed.hash().toString();
  }
}
