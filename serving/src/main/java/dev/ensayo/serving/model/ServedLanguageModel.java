package dev.ensayo.serving.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.asked.LanguageModel;
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
import java.util.function.Predicate;

/**
 * A language model. The parameter {@code task} says what is asked: {@code score} how likely each
 * text is, {@code sample} how it goes on.
 */
final class ServedLanguageModel implements WritingModel {
  private static final String TEXT = "text";
  private static final String SCORE = "score";
  private static final String SAMPLE = "sample";
  private static final int LONGEST = 10_000;
  private static final int USUAL_LENGTH = 200;
  private static final double HOTTEST = 100;
  private static final double LEAST_SHARE = 1e-9;

  private final LanguageModel model;
  private final Optional<Preprocessing> preprocessing;
  private final ModelSignature signature;

  /**
   * @param model now owned by this
   * @param agent that learned it
   */
  ServedLanguageModel(LanguageModel model, String agent, Optional<Preprocessing> preprocessing) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.signature =
        new ModelSignature(
            "ensayo_" + agent.replace('-', '_'),
            ImmutableList.of(TensorSpec.ofRows(TEXT, Datatype.BYTES, 1)),
            ImmutableList.of(
                TensorSpec.ofRows("log_likelihood", Datatype.FP64),
                TensorSpec.ofRows("tokens", Datatype.INT64),
                TensorSpec.ofRows("perplexity", Datatype.FP64),
                TensorSpec.ofRows("continuation", Datatype.BYTES)));
  }

  /** Texts whose likelihood is asked. */
  private record Scored(List<String> texts) implements Question {
    @Override
    public int rows() {
      return texts.size();
    }
  }

  /**
   * Texts that are gone on with.
   *
   * @param pieces takes what is written
   */
  private record Sampled(List<String> prompts, LanguageModel.Writing how, Predicate<String> pieces)
      implements Question {
    @Override
    public int rows() {
      return prompts.size();
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
    Tensor tensor = named.single(TEXT);
    if (tensor.datatype() != Datatype.BYTES) {
      throw new BadRequestException(
          "the input 'text' has %s; it holds BYTES".formatted(tensor.datatype()));
    }
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < named.rows(); row++) {
      texts.add(checked(tensor.text(row)));
    }
    Parameters given = new Parameters(parameters);
    boolean sample = given.oneOf("task", List.of(SCORE, SAMPLE)).equals(SAMPLE);
    return sample ? new Sampled(texts, writing(given), piece -> true) : new Scored(texts);
  }

  @Override
  public Question prepareWriting(
      String prompt, Map<String, Object> parameters, Predicate<String> pieces) {
    return new Sampled(List.of(checked(prompt)), writing(new Parameters(parameters)), pieces);
  }

  private String checked(String text) {
    try {
      model.check(text);
      return text;
    } catch (InvalidSettingException e) {
      throw new BadRequestException(e.getMessage());
    }
  }

  private static LanguageModel.Writing writing(Parameters given) {
    return new LanguageModel.Writing(
        (int) given.whole("length", USUAL_LENGTH, 1, LONGEST),
        given.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
        given.number("temperature", 1, 0, HOTTEST),
        given.wholeIfGiven("top_k", 1, Integer.MAX_VALUE),
        given.number("top_p", 1, LEAST_SHARE, 1));
  }

  @Override
  public List<List<Tensor>> answer(List<Question> questions) {
    List<List<Tensor>> answers = new ArrayList<>();
    for (Question question : questions) {
      answers.add(question instanceof Sampled sampled ? sample(sampled) : score((Scored) question));
    }
    return answers;
  }

  private List<Tensor> score(Scored question) {
    int rows = question.rows();
    double[] likelihoods = new double[rows];
    long[] tokens = new long[rows];
    double[] perplexities = new double[rows];
    for (int row = 0; row < rows; row++) {
      LanguageModel.Score score = model.score(question.texts().get(row));
      likelihoods[row] = score.logLikelihood();
      tokens[row] = score.tokens();
      perplexities[row] =
          score.tokens() == 0 ? 1 : Math.exp(-score.logLikelihood() / score.tokens());
    }
    List<Long> shape = ImmutableList.of((long) rows);
    return ImmutableList.of(
        Tensor.of("log_likelihood", shape, likelihoods),
        Tensor.of("tokens", shape, tokens),
        Tensor.of("perplexity", shape, perplexities));
  }

  private List<Tensor> sample(Sampled question) {
    String[] texts = new String[question.rows()];
    for (int row = 0; row < texts.length; row++) {
      StringBuilder text = new StringBuilder();
      model.write(
          question.prompts().get(row),
          question.how(),
          piece -> {
            text.append(piece);
            return question.pieces().test(piece);
          });
      texts[row] = text.toString();
    }
    return ImmutableList.of(Tensor.of("continuation", List.of((long) texts.length), texts));
  }

  @Override
  public void close() {
    model.close();
  }
}
