package dev.ensayo.serving.command;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.serving.model.RunModels;
import dev.ensayo.serving.model.ServedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run whose model is loaded.
 *
 * @param folder of the run
 * @param name of the model
 * @param version of it, by variant and seed
 * @param copies of the model, at least one
 */
record LoadedRun(Path folder, String name, String version, List<ServedModel> copies) {
  LoadedRun {
    copies = ImmutableList.copyOf(copies);
  }

  /** How its inputs are made and what they were like; empty where the run wrote nothing of it. */
  Optional<Preprocessing> preprocessing() {
    return copies.get(0).preprocessing();
  }

  /**
   * Loads one.
   *
   * @param copies how many
   * @throws dev.ensayo.core.config.InvalidSettingException if it is no finished run with a model
   */
  static LoadedRun open(Path folder, int copies) throws IOException {
    List<ServedModel> models = new ArrayList<>();
    try {
      for (int i = 0; i < copies; i++) {
        models.add(RunModels.open(folder));
      }
      return of(folder, models);
    } catch (IOException | RuntimeException e) {
      models.forEach(ServedModel::close);
      throw e;
    }
  }

  private static LoadedRun of(Path folder, List<ServedModel> models) throws IOException {
    Manifest manifest = Manifest.read(new RunDirectory(folder).manifestFile());
    String name =
        manifest.variant().equals(StudyBaseline.of(folder.resolve("../..").normalize()))
            ? manifest.study()
            : manifest.study() + "-" + manifest.variant();
    return new LoadedRun(folder, name, manifest.variant() + "-seed-" + manifest.seed(), models);
  }
}
