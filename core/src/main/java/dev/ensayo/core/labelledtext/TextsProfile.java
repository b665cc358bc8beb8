package dev.ensayo.core.labelledtext;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.TextProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the training part of labelled texts is like: its tokens, and its right answers as "class".
 */
public final class TextsProfile {
  private TextsProfile() {}

  /**
   * Measures the training part.
   *
   * @param names of the classes
   */
  public static ImmutableList<ColumnProfile> of(LabelledTexts texts, List<String> names) {
    LabelledTextPart train = texts.part(Split.TRAIN);
    TextProfile profile = new TextProfile(texts.encoder().size(), TextEncoder.UNKNOWN_ID);
    Map<String, Long> classes = new LinkedHashMap<>();
    names.forEach(name -> classes.put(name, 0L));
    long answers = 0;
    for (int i = 0; i < train.size(); i++) {
      profile.add(train.tokens(i));
      for (int label : train.labels(i)) {
        classes.merge(names.get(label), 1L, Long::sum);
        answers++;
      }
    }
    return ImmutableList.<ColumnProfile>builder()
        .addAll(profile.columns(texts.encoder()::token))
        .add(new ColumnProfile.Categories("class", answers, 0, classes))
        .build();
  }
}
