package dev.ensayo.supervised.predict;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.InputComparison;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.PictureProfile;
import dev.ensayo.core.preprocessing.PictureReader;
import dev.ensayo.core.preprocessing.UnreadableInputException;
import dev.ensayo.core.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Pictures, and the pictures of folders, sorted by name. */
final class Pictures implements InputFiles {
  private final List<Path> given;
  private final PictureInputs inputs;
  private final List<ColumnProfile> trained;
  private final PictureReader reader;
  private PictureProfile live = new PictureProfile(0);

  Pictures(List<Path> given, PictureInputs inputs, List<ColumnProfile> trained) {
    this.given = ImmutableList.copyOf(given);
    this.inputs = inputs;
    this.trained = trained;
    this.reader =
        Services.of(PictureReader.class).found().stream()
            .findFirst()
            .orElseThrow(() -> new InvalidSettingException("", "nothing here can read pictures"));
  }

  @Override
  public String singular() {
    return "file";
  }

  @Override
  public String plural() {
    return "pictures";
  }

  @Override
  public void read(Sink sink, Consumer<String> unreadable) throws IOException {
    List<Path> files = files();
    live = new PictureProfile(files.size());
    for (Path file : files) {
      try {
        byte[] levels = reader.read(file, inputs);
        inputs.write(levels, sink.array(), sink.offset());
        live.add(levels, 0, levels.length);
        sink.add(file.toString());
      } catch (UnreadableInputException e) {
        unreadable.accept(file + ": " + e.getMessage());
      }
    }
  }

  /** Files are taken whatever they are called, those in folders if they are called pictures. */
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> within = Files.walk(path)) {
        List<Path> pictures =
            within
                .filter(Files::isRegularFile)
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .filter(reader::isPicture)
                .sorted()
                .toList();
        if (pictures.isEmpty()) {
          throw new InvalidSettingException("", path + ": there is no picture in this folder");
        }
        files.addAll(pictures);
      }
    }
    return files;
  }

  @Override
  public InputComparison comparison() {
    InputComparison comparison = new InputComparison();
    List<ColumnProfile> columns = live.columns();
    for (int i = 0; i < columns.size(); i++) {
      for (ColumnProfile of : trained) {
        if (of.name().equals(columns.get(i).name()) && of instanceof ColumnProfile.Numbers then) {
          comparison.add(then, live.values().get(i));
        }
      }
    }
    return comparison;
  }
}
