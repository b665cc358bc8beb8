package dev.ensayo.supervised.transfer;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TableInputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Lets a torso see inputs that are made as those it has learned from, which stands in the {@code
 * preprocessing.json} beside its zip. A zip without one may come from anywhere, and is given the
 * inputs as the environment makes them.
 */
final class TorsoInputs {
  private TorsoInputs() {}

  /**
   * The examples as the torso knows them.
   *
   * @param zip of the torso
   * @throws InvalidSettingException if they have other columns
   */
  static LabelledExamples adapt(LabelledExamples examples, Path zip) {
    Optional<Preprocessing> learned = beside(zip);
    if (learned.isEmpty()) {
      return examples;
    }
    Optional<LabelledExamples> adapted = examples.withInputs(learned.get().inputs());
    if (adapted.isEmpty()
        && learned.get().inputs() instanceof TableInputs table
        && !examples.spec().isImage()) {
      List<String> columns = table.columns().stream().map(InputColumn::name).toList();
      throw new InvalidSettingException(
          "source",
          "the torso of "
              + zip
              + " has learned from the columns "
              + String.join(", ", columns)
              + ", and the environment has not just these; set its columns to them");
    }
    return adapted.orElse(examples);
  }

  private static Optional<Preprocessing> beside(Path zip) {
    Path folder = zip.toAbsolutePath().getParent();
    try {
      return zip.getFileName().toString().equals(TorsoSource.MODEL)
          ? Preprocessing.read(folder)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
