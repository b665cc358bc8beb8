package dev.ensayo.experiments.cli;

import dev.ensayo.core.rundir.Damage;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A run that is to be used: finished, and with the model that it wrote. */
final class FinishedRun {
  private FinishedRun() {}

  /**
   * Opens one.
   *
   * @throws WrongInputException if it is none, with the reason
   */
  static RunDirectory at(Path path) throws IOException {
    RunDirectory run = new RunDirectory(path);
    if (!Files.exists(run.config())) {
      throw new WrongInputException(
          "'" + path + "' is not the folder of a run: it has no config.yaml");
    }
    FoundRun found = FoundRun.in(run);
    Optional<Damage> damage = found.isComplete() ? found.damageOfModel() : found.damage();
    if (damage.isPresent()) {
      throw new WrongInputException("'" + path + "' is damaged: " + damage.get());
    }
    if (!found.isComplete()) {
      throw new WrongInputException("'" + path + "' is not a finished run: " + found.reason());
    }
    return run;
  }
}
