package dev.ensayo.supervised.bagofwords;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.labelledtext.TextsProfile;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.SupervisedTask;

/** Texts as the examples of a supervised learner. */
final class BagTask {
  private BagTask() {}

  /** The shapes, with so many inputs. */
  static ExamplesSpec spec(LabelledTextSpec texts, int inputs) {
    return new ExamplesSpec(ImmutableIntArray.of(inputs), texts.classes(), ImmutableList.of());
  }

  static SupervisedTask of(LabelledTexts texts, LabelledTextSpec spec, Bag bag) {
    Examples train = new BagExamples(texts.part(Split.TRAIN), bag);
    Examples valid = new BagExamples(texts.part(Split.VALID), bag);
    Examples test = new BagExamples(texts.part(Split.TEST), bag);
    return new SupervisedTask(
        spec(spec, bag.inputs().width()),
        Answers.CLASSES,
        AnswerScale.NONE,
        new Preprocessing(
            bag.inputs(),
            new Outputs.Classes("", spec.classes()),
            TextsProfile.of(texts, spec.classes())),
        train,
        valid,
        test,
        test.size() > 0 ? test : valid.size() > 0 ? valid : train);
  }
}
