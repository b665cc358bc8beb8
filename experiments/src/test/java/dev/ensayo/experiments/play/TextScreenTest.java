package dev.ensayo.experiments.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import dev.ensayo.core.environment.Action;
import dev.ensayo.core.episode.EpisodeSpectator.Choice;
import dev.ensayo.core.episode.EpisodeSpectator.End;
import dev.ensayo.core.episode.EpisodeSpectator.Episode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextScreenTest {
  private final StringWriter written = new StringWriter();
  private final List<Duration> pauses = new ArrayList<>();

  private record Fixed(TextPicture text) implements Drawing {
    @Override
    public Stage stage() {
      return new Stage(1, 1, 10, "", "", List.of("left", "right"), List.of());
    }

    @Override
    public List<String> elements() {
      return List.of();
    }
  }

  private String show(TextScreen.Terminal terminal, TextPicture picture) {
    TextScreen screen =
        new TextScreen(new PrintWriter(written), terminal, time -> pauses.add(time));
    screen.begins(1, Optional.of(new Fixed(picture)));
    screen.chosen(new Choice(1, new float[1], Action.of(1), Optional.empty(), 0));
    screen.ends(new Episode(1, 1, 2.5, End.TERMINATED));
    return written.toString().replace("\r\n", "\n");
  }

  @Test
  void aPipeGetsOnePictureBelowTheOther() {
    assertThat(show(TextScreen.Terminal.NONE, new TextPicture(List.of("@.", ".G"), List.of("2"))))
        .isEqualTo(
            """
            step 1, right, return 0
            @.
            .G

            end
            @.
            .G

            episode 1: return 2.50 after 1 step (the task ended)
            """);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aPictureOfOneLineStandsBeforeItsWords() {
    assertThat(show(TextScreen.Terminal.NONE, TextPicture.of("[-o-]")))
        .startsWith("[-o-]  step 1, right, return 0\n[-o-]  end\nepisode 1");
  }

  @Test
  void aTerminalDrawsInPlaceAtThePaceOfTheTask() {
    String text =
        show(
            new TextScreen.Terminal(true, true, 80),
            new TextPicture(List.of("@.", ".G"), List.of("2", " 3")));
    assertThat(text)
        .startsWith("step 1, right, return 0\u001b[K\n\u001b[33m@\u001b[0m.\u001b[K\n")
        .contains(".\u001b[32mG\u001b[0m\u001b[K\n\r\u001b[3Aend\u001b[K\n");
    assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(100));
  }

  @Test
  void withoutColoursAndOnANarrowTerminal() {
    String text =
        show(
            new TextScreen.Terminal(true, false, 6),
            new TextPicture(List.of("@.", ".G"), List.of("2", " 3")));
    assertThat(text).startsWith("step 1\u001b[K\n@.\u001b[K\n.G\u001b[K\n\r\u001b[3Aend");
    assertThat(text).doesNotContain("\u001b[3m").doesNotContain("\u001b[33m");
  }
}
