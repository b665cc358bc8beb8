package dev.ensayo.core.labelledtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.preprocessing.TextInputs;
import java.util.List;

/**
 * Makes ids of a text, in training and whenever a model is asked later. Id 0 stands for all tokens
 * that the training part has too seldom or not at all.
 */
public final class TextEncoder {
  /** The id of {@link Vocabulary#UNKNOWN}. */
  public static final int UNKNOWN_ID = 0;

  private final TextInputs inputs;
  private final TokenCutter cutter;
  private final ImmutableMap<String, Integer> ids;

  /**
   * @param inputs whose first token is {@link Vocabulary#UNKNOWN}
   */
  public TextEncoder(TextInputs inputs) {
    this.inputs = inputs;
    this.cutter = new TokenCutter(inputs.readsWords(), inputs.signsApart());
    ImmutableMap.Builder<String, Integer> byToken = ImmutableMap.builder();
    for (int id = 0; id < inputs.tokens().size(); id++) {
      byToken.put(inputs.tokens().get(id), id);
    }
    this.ids = byToken.buildOrThrow();
  }

  /** What is written down with a model. */
  public TextInputs inputs() {
    return inputs;
  }

  /** Number V of tokens, that of the unknown one among them. */
  public int size() {
    return inputs.tokens().size();
  }

  /** The token with that id, in [0, V). */
  public String token(int id) {
    return inputs.tokens().get(id);
  }

  /** The id of a token as it is written; {@link #UNKNOWN_ID} if it has none. */
  public int id(String written) {
    return ids.getOrDefault(looked(written), UNKNOWN_ID);
  }

  /** How a token is looked up: with composed accents, and small letters where it learned them. */
  public String looked(String written) {
    return TokenCutter.looked(written, inputs.lowerCase());
  }

  /** The tokens of a text as they are written, no more than are read. */
  public ImmutableList<String> cut(String text) {
    ImmutableList<String> all = cutter.cut(text);
    int most = inputs.maximumLength();
    return most == 0 || all.size() <= most ? all : all.subList(0, most);
  }

  /** The ids of tokens. */
  public int[] ids(List<String> written) {
    return written.stream().mapToInt(this::id).toArray();
  }
}
