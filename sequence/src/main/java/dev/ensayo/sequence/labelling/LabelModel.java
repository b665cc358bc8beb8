package dev.ensayo.sequence.labelling;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.backend.SequenceModels;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.core.labelledtext.TextEncoder;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The network of a finished run; it makes room for the longest text that it is asked. */
final class LabelModel implements TextModel {
  /** Its file in the folder of a run. */
  static final String FILE = "model.zip";

  private static final int BATCH = 32;
  private static final int FIRST_ROOM = 64;

  private final Path zip;
  private final BackendConfig backend;
  private final TextEncoder encoder;
  private final boolean eachToken;
  private SequenceModel model;
  private int room;

  /**
   * @param eachToken whether it answers each token; else each text
   */
  LabelModel(Path zip, BackendConfig backend, TextEncoder encoder, boolean eachToken)
      throws IOException {
    this.zip = zip;
    this.backend = backend;
    this.encoder = encoder;
    this.eachToken = eachToken;
    load(FIRST_ROOM);
  }

  private void load(int steps) throws IOException {
    model = SequenceModels.load(zip, SequenceInput.Kind.TOKENS, backend, 0, BATCH, steps);
    room = steps;
  }

  @Override
  public float[] probabilities(List<ImmutableList<String>> texts) {
    ImmutableIntArray lengths =
        ImmutableIntArray.copyOf(texts.stream().mapToInt(ImmutableList::size));
    makeRoom(lengths.stream().max().orElse(1));
    float[][] answers =
        new LabelAnswers(model, eachToken, BATCH)
            .probabilities(text -> encoder.ids(texts.get(text)), lengths);
    float[] all = new float[Stream.of(answers).mapToInt(answer -> answer.length).sum()];
    int at = 0;
    for (float[] answer : answers) {
      System.arraycopy(answer, 0, all, at, answer.length);
      at += answer.length;
    }
    return all;
  }

  private void makeRoom(int steps) {
    if (steps > room) {
      close();
      try {
        load(steps);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
