package dev.ensayo.sequence.tagger;

import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.labelling.LabelProvider;
import dev.ensayo.sequence.labelling.LabelTraining;
import dev.ensayo.sequence.labelling.RecurrentLabelling;

/** {@code tagger}. */
public final class TaggerProvider extends LabelProvider<TaggerConfig> {
  @Override
  public String name() {
    return "tagger";
  }

  @Override
  public String summary() {
    return "Recurrent network (RNN, LSTM, GRU and minimal ones) that tells the class of each word"
        + " of a text.";
  }

  @Override
  public Class<TaggerConfig> configType() {
    return TaggerConfig.class;
  }

  @Override
  protected Answered answered() {
    return Answered.TOKEN;
  }

  @Override
  protected String refusal() {
    return "it tells the class of each token, and here a whole text has one: take text-classifier";
  }

  @Override
  protected RecurrentLabelling labelling(TaggerConfig config) {
    return config.labelling();
  }

  @Override
  public Training start(TaggerConfig config, TrainingContext context) {
    LabelledTextSpec texts = (LabelledTextSpec) context.environment().spec();
    return new LabelTraining(
        config.labelling(), context, SequenceOutput.classes(texts.classes().size()));
  }
}
