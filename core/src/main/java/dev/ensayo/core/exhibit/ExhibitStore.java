package dev.ensayo.core.exhibit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The exhibits of one run: a JSON file each, in the folder {@code exhibits/}, numbered in their
 * order.
 */
public final class ExhibitStore {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String SUFFIX = ".json";

  private final Path folder;

  public ExhibitStore(Path folder) {
    this.folder = folder;
  }

  /** Writes all; makes no folder where there are none. */
  public void write(List<Exhibit> exhibits) throws IOException {
    if (exhibits.isEmpty()) {
      return;
    }
    Files.createDirectories(folder);
    int number = 1;
    for (Exhibit exhibit : exhibits) {
      String file = String.format("%02d-%s%s", number++, exhibit.name(), SUFFIX);
      byte[] json = JSON.writerFor(Exhibit.class).writeValueAsBytes(exhibit);
      AtomicFile.writeUnforced(folder.resolve(file), out -> out.write(json));
    }
  }

  /**
   * All of them, in their order; none where there is no folder.
   *
   * @throws IOException naming the file, if one cannot be read
   */
  public ImmutableList<Exhibit> read() throws IOException {
    if (!Files.isDirectory(folder)) {
      return ImmutableList.of();
    }
    List<Path> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files = listing.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    ImmutableList.Builder<Exhibit> exhibits = ImmutableList.builder();
    for (Path file : files) {
      String json = Files.readString(file, StandardCharsets.UTF_8);
      try {
        exhibits.add(JSON.readValue(json, Exhibit.class));
      } catch (JsonProcessingException e) {
        throw new IOException(file + " is not an exhibit: " + e.getOriginalMessage(), e);
      }
    }
    return exhibits.build();
  }
}
