package dev.ensayo.serving.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.asked.AskedRun;
import dev.ensayo.core.labelledtext.TextEncoder;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.labelledtext.TextModelReader;
import dev.ensayo.core.preprocessing.BagInputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.preprocessing.TextInputs;
import dev.ensayo.core.service.Services;
import dev.ensayo.serving.protocol.BadRequestException;
import dev.ensayo.serving.protocol.Datatype;
import dev.ensayo.serving.protocol.Tensor;
import dev.ensayo.serving.protocol.TensorSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A classifier of texts. Each text is computed by itself, so that others make no difference. */
final class ServedTexts implements ServedModel {
  /** The name of the one input. */
  static final String TEXT = "text";

  private final TextModel model;
  private final Preprocessing preprocessing;
  private final TextEncoder encoder;
  private final ImmutableList<String> classes;
  private final ModelSignature signature;

  private ServedTexts(
      TextModel model,
      Preprocessing preprocessing,
      TextInputs text,
      List<String> names,
      String agent) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.encoder = new TextEncoder(text);
    this.classes = ImmutableList.copyOf(names);
    this.signature =
        new ModelSignature(
            "ensayo_" + agent.replace('-', '_'),
            ImmutableList.of(TensorSpec.ofRows(TEXT, Datatype.BYTES, 1)),
            ClassOutputs.specs(names.size()));
  }

  /**
   * Opens the model of a run; empty if it tells no classes of texts.
   *
   * @throws IOException if a file cannot be read
   */
  static Optional<ServedModel> open(AskedRun run) throws IOException {
    Optional<Preprocessing> preprocessing = Preprocessing.read(run.folder());
    if (preprocessing.isEmpty()
        || !(preprocessing.get().outputs() instanceof Outputs.Classes outputs)) {
      return Optional.empty();
    }
    Optional<TextInputs> text = text(preprocessing.get());
    Optional<TextModelReader> reader =
        Services.of(TextModelReader.class).found().stream()
            .filter(each -> each.agent().equals(run.agent()))
            .findFirst();
    if (text.isEmpty() || reader.isEmpty()) {
      return Optional.empty();
    }
    TextModel model = reader.get().open(run.folder(), preprocessing.get(), run.backend());
    return Optional.of(
        new ServedTexts(model, preprocessing.get(), text.get(), outputs.names(), run.agent()));
  }

  private static Optional<TextInputs> text(Preprocessing preprocessing) {
    if (preprocessing.inputs() instanceof BagInputs bag) {
      return Optional.of(bag.text());
    }
    return preprocessing.inputs() instanceof TextInputs text ? Optional.of(text) : Optional.empty();
  }

  /** Texts cut into tokens. */
  private record Texts(List<ImmutableList<String>> tokens) implements Question {
    @Override
    public int rows() {
      return tokens.size();
    }
  }

  @Override
  public ModelSignature signature() {
    return signature;
  }

  @Override
  public Optional<Preprocessing> preprocessing() {
    return Optional.of(preprocessing);
  }

  @Override
  public Question prepare(List<Tensor> inputs, Map<String, Object> parameters) {
    NamedInputs named = NamedInputs.of(inputs, signature.inputs());
    Tensor texts = named.single(TEXT);
    if (texts.datatype() != Datatype.BYTES) {
      throw new BadRequestException(
          "the input 'text' has %s; it holds texts, BYTES".formatted(texts.datatype()));
    }
    ImmutableList.Builder<ImmutableList<String>> tokens = ImmutableList.builder();
    for (int row = 0; row < named.rows(); row++) {
      ImmutableList<String> cut = encoder.cut(texts.text(row));
      if (cut.isEmpty()) {
        throw new BadRequestException("the text in row " + row + " is empty");
      }
      tokens.add(cut);
    }
    return new Texts(tokens.build());
  }

  @Override
  public List<List<Tensor>> answer(List<Question> questions) {
    return questions.stream().map(question -> answer((Texts) question)).toList();
  }

  private List<Tensor> answer(Texts texts) {
    int rows = texts.rows();
    float[] probabilities = new float[rows * classes.size()];
    for (int row = 0; row < rows; row++) {
      float[] one = model.probabilities(List.of(texts.tokens().get(row)));
      System.arraycopy(one, 0, probabilities, row * classes.size(), classes.size());
    }
    return ClassOutputs.of(classes, probabilities);
  }

  @Override
  public void close() {
    model.close();
  }
}
