package dev.ensayo.sequence.textclassifier;

import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.labelling.LabelProvider;
import dev.ensayo.sequence.labelling.LabelTraining;
import dev.ensayo.sequence.labelling.RecurrentLabelling;

/** {@code text-classifier}. */
public final class TextClassifierProvider extends LabelProvider<TextClassifierConfig> {
  @Override
  public String name() {
    return "text-classifier";
  }

  @Override
  public String summary() {
    return "Recurrent network (RNN, LSTM, GRU and minimal ones) that tells the class of a text.";
  }

  @Override
  public Class<TextClassifierConfig> configType() {
    return TextClassifierConfig.class;
  }

  @Override
  protected Answered answered() {
    return Answered.TEXT;
  }

  @Override
  protected String refusal() {
    return "it tells one class of a whole text, and here each token has one: take tagger";
  }

  @Override
  protected RecurrentLabelling labelling(TextClassifierConfig config) {
    return config.labelling();
  }

  @Override
  public Training start(TextClassifierConfig config, TrainingContext context) {
    LabelledTextSpec texts = (LabelledTextSpec) context.environment().spec();
    return new LabelTraining(
        config.labelling(),
        context,
        SequenceOutput.classes(texts.classes().size()).reading(config.pooling().readout()));
  }
}
