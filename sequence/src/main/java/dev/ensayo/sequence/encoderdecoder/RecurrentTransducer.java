package dev.ensayo.sequence.encoderdecoder;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.TransductionModels;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.TransductionModel;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.Transducer;
import dev.ensayo.sequence.transduction.NotationFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** An encoder and a decoder that answer. */
final class RecurrentTransducer implements Transducer {
  /** Name of the network's file in a run's folder. */
  static final String FILE = "model.zip";

  /** Sources that are read side by side. */
  static final int AT_ONCE = 128;

  private final TransductionModel model;
  private final boolean owned;
  private final int end;
  private final int longest;
  private final PairWindows windows;
  private final GreedyDecoder greedy;

  /**
   * @param model stays with the caller; for {@link #AT_ONCE} sequences
   * @param end id of the end among the symbols of answers
   * @param longest symbols of the longest answer, without its end
   */
  RecurrentTransducer(TransductionModel model, int end, int longest) {
    this(model, end, longest, false);
  }

  private RecurrentTransducer(TransductionModel model, int end, int longest, boolean owned) {
    this.model = model;
    this.owned = owned;
    this.end = end;
    this.longest = longest;
    this.windows = new PairWindows(end);
    this.greedy = new GreedyDecoder(model, end, longest);
  }

  /**
   * The model of a finished run.
   *
   * @param directory the run's folder
   * @throws IOException if what was kept cannot be read
   */
  static RecurrentTransducer load(Path directory) throws IOException {
    NotationFile.Notations notations = NotationFile.read(directory);
    int longest = notations.target().longest();
    TransductionModel model =
        TransductionModels.load(
            directory.resolve(FILE),
            BackendConfig.defaults(),
            0,
            new TransductionModels.Sizes(AT_ONCE, notations.source().longest(), longest + 1));
    return new RecurrentTransducer(model, notations.target().end(), longest, true);
  }

  @Override
  public ImmutableList<Answer> greedy(List<int[]> sources) {
    ImmutableList.Builder<Answer> answers = ImmutableList.builder();
    for (int from = 0; from < sources.size(); from += AT_ONCE) {
      int[][] some =
          sources.subList(from, Math.min(sources.size(), from + AT_ONCE)).toArray(new int[0][]);
      answers.addAll(greedy.answer(windows.source(some), some));
    }
    return answers.build();
  }

  @Override
  public int widestBeam() {
    return AT_ONCE;
  }

  @Override
  public ImmutableList<Answer> beam(int[] source, int width) {
    checkArgument(
        width >= 1 && width <= AT_ONCE, "a beam of 1 to %s answers, not %s", AT_ONCE, width);
    int[][] copies = new int[width][];
    Arrays.fill(copies, source);
    return new BeamSearch(model, end, longest, width).answer(windows.source(copies));
  }

  @Override
  public double logProbability(int[] source, int[] target) {
    SequenceState state = model.newState(1);
    return -model.score(windows.source(source), windows.target(target), state, null);
  }

  /** Loss of pairs of sequences, in nats over all symbols and ends of the targets. */
  double loss(int[][] sources, int[][] targets) {
    SequenceState state = model.newState(sources.length);
    return model.score(windows.source(sources), windows.target(targets), state, null);
  }

  @Override
  public void close() {
    if (owned) {
      model.close();
    }
  }
}
