package dev.ensayo.sequence.encoderdecoder;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.model.TransductionModel;
import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.Attention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Follows the likeliest beginnings of answers side by side (Sutskever, Vinyals and Le, "Sequence to
 * sequence learning with neural networks", 2014, section 3.2): of all ways in which they go on by
 * one symbol the likeliest are kept, and those that end are answers. Answers are compared by ln p
 * as it is, without a bonus for length. The search is over when nothing that is followed is
 * likelier than the answers found.
 */
final class BeamSearch {
  private static final Comparator<Beginning> LIKELIEST_FIRST =
      Comparator.comparingDouble(Beginning::logProbability).reversed();

  private final TransductionModel model;
  private final int end;
  private final int longest;
  private final int width;
  private final int vocabulary;
  private final SequenceWindow step = new SequenceWindow();
  private final int[] last;
  private final float[] probabilities;
  private float[] weights = new float[0];
  private SequenceState state;
  private SequenceState spare;

  /**
   * @param end id of the end
   * @param longest symbols of the longest answer, without its end
   * @param width beginnings that are followed at a time
   */
  BeamSearch(TransductionModel model, int end, int longest, int width) {
    this.model = model;
    this.end = end;
    this.longest = longest;
    this.width = width;
    this.vocabulary = model.targetVocabulary();
    this.last = new int[width];
    this.probabilities = new float[width * vocabulary];
    this.state = model.newState(width);
    this.spare = model.newState(width);
  }

  /**
   * Symbols of an answer up to here.
   *
   * @param weights what each of them, and the end, was made of; empty where there is no attention
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Beginning(int[] symbols, ImmutableList<float[]> weights, double logProbability) {
    Beginning with(int symbol, ImmutableList<float[]> weightsThen, double logProbabilityThen) {
      int[] more = Arrays.copyOf(symbols, symbols.length + 1);
      more[symbols.length] = symbol;
      return new Beginning(more, weightsThen, logProbabilityThen);
    }

    Answer answer(boolean isEnded) {
      return new Answer(
          symbols,
          isEnded,
          logProbability,
          weights.isEmpty()
              ? Optional.empty()
              : Optional.of(new Attention(weights.toArray(new float[0][]))));
    }
  }

  /** A way in which a beginning goes on. */
  private record Way(int from, int symbol, double logProbability) {}

  /**
   * The likeliest answers.
   *
   * @param source as many times as the beam is wide
   */
  ImmutableList<Answer> answer(SequenceWindow source) {
    model.encode(source, state);
    Arrays.fill(last, end);
    List<Beginning> followed = List.of(new Beginning(new int[0], ImmutableList.of(), 0));
    List<Beginning> ended = new ArrayList<>();
    List<Beginning> cut = new ArrayList<>();
    for (int t = 0; t <= longest && isOpen(followed, ended); t++) {
      model.predict(step.steps(1).tokens(last), state, probabilities);
      attend(source.steps());
      List<Beginning> next = new ArrayList<>();
      for (Way way : likeliest(followed)) {
        Beginning beginning = followed.get(way.from());
        ImmutableList<float[]> attended = attended(beginning, way.from(), source.steps());
        if (way.symbol() == end) {
          ended.add(new Beginning(beginning.symbols(), attended, way.logProbability()));
        } else if (t == longest) {
          cut.add(beginning);
        } else {
          keep(way, next.size());
          next.add(beginning.with(way.symbol(), attended, way.logProbability()));
        }
      }
      SequenceState before = state;
      state = spare;
      spare = before;
      followed = next;
    }
    boolean isEnded = !ended.isEmpty();
    return (isEnded ? ended : cut)
        .stream()
            .sorted(LIKELIEST_FIRST)
            .distinct()
            .limit(width)
            .map(beginning -> beginning.answer(isEnded))
            .collect(ImmutableList.toImmutableList());
  }

  private void attend(int steps) {
    if (model.attends()) {
      weights = weights.length == width * steps ? weights : new float[width * steps];
      model.attention(weights);
    }
  }

  /** The weights of a beginning with those of what comes next. */
  private ImmutableList<float[]> attended(Beginning beginning, int row, int steps) {
    if (!model.attends()) {
      return ImmutableList.of();
    }
    return ImmutableList.<float[]>builder()
        .addAll(beginning.weights())
        .add(Arrays.copyOfRange(weights, row * steps, (row + 1) * steps))
        .build();
  }

  /** Whether anything that is followed may still be among the likeliest. */
  private boolean isOpen(List<Beginning> followed, List<Beginning> ended) {
    if (followed.isEmpty() || ended.size() < width) {
      return !followed.isEmpty();
    }
    ended.sort(LIKELIEST_FIRST);
    double worst = ended.get(width - 1).logProbability();
    return followed.stream().anyMatch(beginning -> beginning.logProbability() > worst);
  }

  private List<Way> likeliest(List<Beginning> followed) {
    List<Way> ways = new ArrayList<>();
    for (int from = 0; from < followed.size(); from++) {
      for (int symbol = 0; symbol < vocabulary; symbol++) {
        double p = probabilities[from * vocabulary + symbol];
        ways.add(new Way(from, symbol, followed.get(from).logProbability() + Math.log(p)));
      }
    }
    ways.sort(Comparator.comparingDouble(Way::logProbability).reversed());
    return ways.subList(0, Math.min(width, ways.size()));
  }

  /** Has a row go on from where another was. */
  private void keep(Way way, int row) {
    int size = state.size();
    System.arraycopy(state.values(), way.from() * size, spare.values(), row * size, size);
    last[row] = way.symbol();
  }
}
