package dev.ensayo.environments.diagnostic;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import java.util.List;
import java.util.function.Supplier;

/** A task that has no place and no shape: what is the case, in words. */
final class WordsDrawing implements Drawing {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 60;
  private static final int STEPS_PER_SECOND = 2;

  private final Stage stage;
  private final Supplier<String> words;

  /**
   * @param actions a word for each
   * @param words in ASCII, without characters that XML reserves; asked for when drawn
   */
  WordsDrawing(List<String> actions, Supplier<String> words) {
    this.words = words;
    this.stage =
        new Stage(
            WIDTH,
            HEIGHT,
            STEPS_PER_SECOND,
            "",
            "<rect class=\"board rule\" x=\"1\" y=\"1\" width=\"358\" height=\"58\" rx=\"8\"/>",
            actions,
            ImmutableList.of());
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public List<String> elements() {
    return ImmutableList.of("<text class=\"word\" x=\"180\" y=\"30\">" + words.get() + "</text>");
  }

  @Override
  public TextPicture text() {
    return TextPicture.of(words.get());
  }
}
