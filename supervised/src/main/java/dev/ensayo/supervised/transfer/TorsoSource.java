package dev.ensayo.supervised.transfer;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.SiblingRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the network comes from whose torso is taken; exactly one of the four. */
public record TorsoSource(
    @Setting("a variant of this study: its run with the same seed, which is made first")
        Optional<String> variant,
    @Setting(value = "the folder of a finished run", path = PathTo.FOLDER) Optional<String> run,
    @Setting(value = "a Deeplearning4j model zip of any origin", path = PathTo.FILE)
        Optional<String> zip,
    @Setting(value = "a whole model that Keras 2 has saved as HDF5 (.h5)", path = PathTo.FILE)
        Optional<String> keras) {
  static final String MODEL = "model.zip";

  public TorsoSource {
    Settings.check(TorsoSource.class, variant, run, zip, keras);
    long given = Stream.of(variant, run, zip, keras).filter(Optional::isPresent).count();
    if (given != 1) {
      throw new InvalidSettingException(
          "", "needs exactly one of variant, run, zip, keras; " + given + " are given");
    }
  }

  /**
   * Looks for the file, where it must already be there.
   *
   * @throws InvalidSettingException if it is not
   */
  void check() {
    Optional<String> file = zip.or(() -> keras);
    if (file.isPresent() && !Files.isRegularFile(Path.of(file.get()))) {
      throw new InvalidSettingException(
          key(),
          "there is no file '"
              + file.get()
              + "' beside the study's file or in the current directory");
    }
    if (run.isPresent() && !Files.isRegularFile(Path.of(run.get(), MODEL))) {
      throw new InvalidSettingException(
          "source.run",
          "there is no "
              + MODEL
              + " in '"
              + run.get()
              + "'; give the folder of a finished run, such as runs/STUDY/VARIANT/seed-1");
    }
  }

  /** The setting that is given. */
  String key() {
    if (keras.isPresent()) {
      return "source.keras";
    }
    return "source." + (zip.isPresent() ? "zip" : run.isPresent() ? "run" : "variant");
  }

  /** The file, where it is there before the study is run. */
  Optional<Path> known() {
    return zip.or(() -> keras).map(Path::of).or(() -> run.map(folder -> Path.of(folder, MODEL)));
  }

  /** The file: a zip of Deeplearning4j, or a model of Keras. */
  Path file(SiblingRuns siblings) {
    return known().orElseGet(() -> siblings.folder(variant.orElseThrow()).resolve(MODEL));
  }
}
