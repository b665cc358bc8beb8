package dev.ensayo.embeddings.tools;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.plugin.FileTool;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.text.TextForm;
import dev.ensayo.core.vectors.ReadVectors;
import dev.ensayo.core.vectors.UnknownWords;
import dev.ensayo.core.vectors.VectorFile;
import dev.ensayo.core.vectors.VectorPlace;
import dev.ensayo.core.vectors.VectorsFormatException;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.vectors.CosineSearch;
import dev.ensayo.embeddings.vectors.VectorChoice;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A question to word vectors, of a run or of a file that was made elsewhere. */
abstract class VectorTool<C extends Record> implements FileTool<C> {
  @Override
  public final String fileMeaning() {
    return "word vectors of word2vec, GloVe or fastText (.bin, .txt, .vec, also packed with gzip)";
  }

  /** How many words of a file are read, 0 for all. */
  abstract int limit(C options);

  /** Which vectors of a run are asked; empty for those that it chose. */
  abstract Optional<VectorChoice> vectors(C options);

  /**
   * Answers.
   *
   * @param operands as {@link #operands} asks
   */
  abstract void answer(C options, Searched searched, List<String> operands, PrintWriter out)
      throws IOException;

  /**
   * Vectors to be searched.
   *
   * @param vectors that were read
   * @param unknown what gives other words a vector
   * @param form that a word gets before it is looked up, as the text had that was learned from
   * @param err takes notes
   */
  record Searched(WordVectors vectors, UnknownWords unknown, TextForm form, PrintWriter err) {
    /**
     * Looks words up, if need be by their n-grams.
     *
     * @throws InvalidSettingException if there is no way to know one
     */
    Question ask(List<String> words) {
      List<String> asked = words.stream().map(form::of).toList();
      WordVectors all = unknown.addTo(vectors, asked);
      ImmutableList.Builder<Integer> ids = ImmutableList.builder();
      for (String word : asked) {
        int id = all.require(word);
        ids.add(id);
        if (id >= vectors.size()) {
          err.println("'" + word + "' was not learned; its vector is that of its n-grams");
        }
      }
      err.flush();
      return new Question(new CosineSearch(all), ids.build());
    }
  }

  /**
   * Words that are asked about.
   *
   * @param search that knows them
   * @param ids of each
   */
  record Question(CosineSearch search, ImmutableList<Integer> ids) {}

  @Override
  public void use(C options, Call call) throws IOException {
    answer(options, ofRun(options, call), call.operands(), call.out());
  }

  @Override
  public final void useFile(C options, FileCall call) throws IOException {
    if (vectors(options).isPresent()) {
      throw new InvalidSettingException(
          "vectors", "a file holds one vector of each word; leave it out");
    }
    answer(
        options,
        new Searched(
            read(options, call.file(), call.err()),
            UnknownWords.NONE,
            TextForm.AS_IT_IS,
            call.err()),
        call.operands(),
        call.out());
  }

  /**
   * The vectors of a run.
   *
   * @throws InvalidSettingException if it has none
   */
  final Searched ofRun(C options, Call call) throws IOException {
    if (!Files.isRegularFile(call.run().path().resolve(VectorPlace.FILE))) {
      throw new InvalidSettingException(
          "",
          call.run().path()
              + " has no "
              + VectorPlace.FILE
              + ": it is a run of '"
              + call.agent()
              + "'; word vectors are made by word2vec");
    }
    RunVectors run = new RunVectors(call);
    VectorChoice choice = vectors(options).orElse(run.own());
    WordVectors vectors = run.read(choice, file -> read(options, file, call.err()));
    TextForm form = form(call);
    UnknownWords unknown =
        choice == VectorChoice.INPUT ? VectorPlace.ofRun(call.run()).unknown() : UnknownWords.NONE;
    return new Searched(vectors, unknown.inForm(form), form, call.err());
  }

  private static TextForm form(Call call) throws IOException {
    return Preprocessing.read(call.run().path())
        .map(Preprocessing::inputs)
        .filter(Inputs.Tokens.class::isInstance)
        .map(inputs -> ((Inputs.Tokens) inputs).form())
        .orElse(TextForm.AS_IT_IS);
  }

  private WordVectors read(C options, Path file, PrintWriter err) throws IOException {
    int limit = limit(options);
    try {
      ReadVectors read =
          VectorFile.read(
              file, limit == 0 ? VectorFile.ALL : limit, PrintedProgress.reading(file, err));
      read.notes().forEach(note -> err.println(file + ": " + note));
      err.flush();
      return read.vectors();
    } catch (VectorsFormatException e) {
      throw new InvalidSettingException("", e.getMessage());
    }
  }

  /** One word a line, nearest first. */
  static void print(List<CosineSearch.Neighbor> neighbors, PrintWriter out) {
    for (CosineSearch.Neighbor neighbor : neighbors) {
      out.printf("%7.4f  %s%n", neighbor.cosine(), neighbor.word());
    }
  }
}
