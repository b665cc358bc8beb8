package dev.ensayo.embeddings.tools;

import dev.ensayo.core.asked.AskedModelReader;
import dev.ensayo.core.asked.AskedRun;
import dev.ensayo.core.asked.WordModel;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.text.TextForm;
import dev.ensayo.core.vectors.UnknownWords;
import dev.ensayo.core.vectors.VectorFile;
import dev.ensayo.core.vectors.VectorPlace;
import dev.ensayo.embeddings.vectors.VectorChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Opens the word vectors of runs, those that the run chose. */
public final class WordModelReader implements AskedModelReader {
  @Override
  public Optional<WordModel> open(AskedRun run, int rows) throws IOException {
    if (!Files.isRegularFile(run.folder().resolve(VectorPlace.FILE))) {
      return Optional.empty();
    }
    VectorPlace place = VectorPlace.ofRun(new RunDirectory(run.folder()));
    TextForm form = form(run);
    UnknownWords unknown =
        RunVectors.own(run.config()) == VectorChoice.INPUT
            ? place.unknown().inForm(form)
            : UnknownWords.NONE;
    return Optional.of(new SavedWords(VectorFile.read(place.file()), unknown, form));
  }

  private static TextForm form(AskedRun run) throws IOException {
    return Preprocessing.read(run.folder())
        .map(Preprocessing::inputs)
        .filter(Inputs.Tokens.class::isInstance)
        .map(inputs -> ((Inputs.Tokens) inputs).form())
        .orElse(TextForm.AS_IT_IS);
  }
}
