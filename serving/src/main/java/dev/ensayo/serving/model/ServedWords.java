package dev.ensayo.serving.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.asked.WordModel;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Word vectors. The parameter {@code task} says what is asked: {@code similar} the words nearest to
 * the mean of a row's words, {@code analogy} what is to the third as the second is to the first.
 */
final class ServedWords implements ServedModel {
  private static final String WORDS = "words";
  private static final String SIMILAR = "similar";
  private static final String ANALOGY = "analogy";
  private static final int OF_ANALOGY = 3;
  private static final int USUAL_COUNT = 10;
  private static final int LARGEST_COUNT = 1000;
  private static final int MOST_WORDS = 100;

  private final WordModel model;
  private final Optional<Preprocessing> preprocessing;
  private final ModelSignature signature;

  /**
   * @param model now owned by this
   * @param agent that learned it
   */
  ServedWords(WordModel model, String agent, Optional<Preprocessing> preprocessing) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.signature =
        new ModelSignature(
            "ensayo_" + agent.replace('-', '_'),
            ImmutableList.of(TensorSpec.ofRows(WORDS, Datatype.BYTES, TensorSpec.ANY)),
            ImmutableList.of(
                TensorSpec.ofRows("neighbors", Datatype.BYTES, TensorSpec.ANY),
                TensorSpec.ofRows("cosines", Datatype.FP64, TensorSpec.ANY)));
  }

  /**
   * Words that were found to have vectors.
   *
   * @param words of each row
   */
  private record Asked(List<List<String>> words, boolean analogy, int count) implements Question {
    @Override
    public int rows() {
      return words.size();
    }
  }

  @Override
  public ModelSignature signature() {
    return signature;
  }

  @Override
  public Optional<Preprocessing> preprocessing() {
    return preprocessing;
  }

  @Override
  public Question prepare(List<Tensor> inputs, Map<String, Object> parameters) {
    NamedInputs named = NamedInputs.of(inputs, signature.inputs());
    Tensor tensor = named.get(WORDS);
    Parameters given = new Parameters(parameters);
    boolean analogy = given.oneOf("task", List.of(SIMILAR, ANALOGY)).equals(ANALOGY);
    int each = tensor.size() / named.rows();
    if (tensor.datatype() != Datatype.BYTES || each < 1 || each > MOST_WORDS) {
      throw new BadRequestException(
          "the input 'words' holds 1 to %s words, BYTES, in each row, not %s of %s"
              .formatted(MOST_WORDS, each, tensor.datatype()));
    }
    if (analogy && each != OF_ANALOGY) {
      throw new BadRequestException("an analogy has 3 words in a row, not " + each);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < named.rows(); row++) {
      ImmutableList.Builder<String> words = ImmutableList.builder();
      for (int i = row * each; i < (row + 1) * each; i++) {
        words.add(tensor.text(i));
      }
      List<String> asked = words.build();
      check(asked);
      rows.add(asked);
    }
    int most = Math.min(LARGEST_COUNT, Math.max(1, model.size() - each));
    return new Asked(
        rows, analogy, (int) given.whole("count", Math.min(USUAL_COUNT, most), 1, most));
  }

  private void check(List<String> words) {
    try {
      model.check(words);
    } catch (InvalidSettingException e) {
      throw new BadRequestException(e.getMessage());
    }
  }

  @Override
  public List<List<Tensor>> answer(List<Question> questions) {
    return questions.stream().map(question -> answer((Asked) question)).toList();
  }

  private List<Tensor> answer(Asked question) {
    List<String> names = new ArrayList<>();
    List<Double> cosines = new ArrayList<>();
    int each = 0;
    for (List<String> words : question.words()) {
      List<WordModel.Neighbor> found =
          question.analogy()
              ? model.analogy(words.get(0), words.get(1), words.get(2), question.count())
              : model.similar(words, question.count());
      each = found.size();
      found.forEach(neighbor -> names.add(neighbor.word()));
      found.forEach(neighbor -> cosines.add(neighbor.cosine()));
    }
    List<Long> shape = ImmutableList.of((long) question.rows(), (long) each);
    return ImmutableList.of(
        Tensor.of("neighbors", shape, names.toArray(String[]::new)),
        Tensor.of("cosines", shape, cosines.stream().mapToDouble(c -> c).toArray()));
  }

  @Override
  public void close() {
    model.close();
  }
}
