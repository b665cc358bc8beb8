package dev.ensayo.serving.model;

import dev.ensayo.core.asked.AskedModel;
import dev.ensayo.core.asked.AskedModelReader;
import dev.ensayo.core.asked.AskedRun;
import dev.ensayo.core.asked.ExampleModel;
import dev.ensayo.core.asked.LanguageModel;
import dev.ensayo.core.asked.WordModel;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.rundir.Damage;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the models of finished runs, without a server. */
public final class RunModels {
  private RunModels() {}

  /**
   * Opens the model of a run, after its files were compared with what the run sealed.
   *
   * @param folder of the run
   * @throws InvalidSettingException if it is no finished run, is damaged, or has no model that can
   *     be asked; the message is a line
   * @throws IOException if a file cannot be read
   */
  public static ServedModel open(Path folder) throws IOException {
    AskedRun run = AskedRun.in(finished(folder));
    for (AskedModelReader reader : Services.of(AskedModelReader.class).found()) {
      Optional<? extends AskedModel> model = reader.open(run, RowsAtATime.MOST);
      if (model.isPresent()) {
        try {
          return served(model.get(), run);
        } catch (IOException | RuntimeException e) {
          model.get().close();
          throw e;
        }
      }
    }
    Optional<ServedModel> texts = ServedTexts.open(run);
    if (texts.isPresent()) {
      return texts.get();
    }
    Optional<ServedModel> policy = ServedPolicy.open(run);
    if (policy.isPresent()) {
      return policy.get();
    }
    throw new InvalidSettingException(
        "",
        "'%s' is a run of the agent '%s', which has left no model that can be asked"
            .formatted(folder, run.agent()));
  }

  private static ServedModel served(AskedModel model, AskedRun run) throws IOException {
    if (model instanceof ExampleModel examples) {
      return new ServedExamples(examples, run.agent());
    }
    if (model instanceof LanguageModel language) {
      return new ServedLanguageModel(language, run.agent(), Preprocessing.read(run.folder()));
    }
    if (model instanceof WordModel words) {
      return new ServedWords(words, run.agent(), Preprocessing.read(run.folder()));
    }
    throw new InvalidSettingException(
        "", "'%s' has a model of a kind that is not served".formatted(run.folder()));
  }

  /**
   * A finished run whose files are those that it wrote.
   *
   * @throws InvalidSettingException if it is none, with the reason
   */
  public static RunDirectory finished(Path folder) throws IOException {
    RunDirectory run = new RunDirectory(folder);
    if (!Files.exists(run.config())) {
      throw new InvalidSettingException(
          "", "'%s' is not the folder of a run: it has no config.yaml".formatted(folder));
    }
    FoundRun found = FoundRun.in(run);
    Optional<Damage> damage = found.isComplete() ? found.damageOfModel() : found.damage();
    if (damage.isPresent()) {
      throw new InvalidSettingException("", "'%s' is damaged: %s".formatted(folder, damage.get()));
    }
    if (!found.isComplete()) {
      throw new InvalidSettingException(
          "", "'%s' is not a finished run: %s".formatted(folder, found.reason()));
    }
    return run;
  }
}
