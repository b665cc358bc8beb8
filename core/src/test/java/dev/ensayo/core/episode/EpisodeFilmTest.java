package dev.ensayo.core.episode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import dev.ensayo.core.environment.Action;
import dev.ensayo.core.episode.EpisodeSpectator.Choice;
import dev.ensayo.core.episode.EpisodeSpectator.End;
import dev.ensayo.core.episode.EpisodeSpectator.Episode;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class EpisodeFilmTest {
  /** A dot that goes to the right, and a wall that stays. */
  private static final class Walk implements Drawing {
    private static final String WALL = "<path class=\"l c1\" d=\"M0 0h100v100h-100z\"/>";
    private int x;

    @Override
    public Stage stage() {
      return new Stage(
          100,
          50,
          10,
          "<circle id=\"dot\" r=\"3\"/>",
          "",
          ImmutableList.of("stay & see", "go"),
          ImmutableList.of(new Stage.LegendItem(Ink.BLUE, "wall <>")));
    }

    @Override
    public List<String> elements() {
      return List.of("<use href=\"#dot\" x=\"" + x + "\"/>", WALL);
    }

    @Override
    public TextPicture text() {
      return TextPicture.of("" + x);
    }
  }

  private static EpisodeFilm film(int steps) {
    EpisodeFilm film = new EpisodeFilm(false);
    Walk walk = new Walk();
    film.begins(1, Optional.of(walk));
    for (int i = 0; i < steps; i++) {
      film.chosen(new Choice(i + 1, new float[1], Action.of(i % 2), Optional.empty(), i));
      walk.x++;
    }
    film.ends(new Episode(1, steps, steps, End.TRUNCATED));
    return film;
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static Element strip(Document document) {
    NodeList groups = document.getElementsByTagName("g");
    for (int i = 0; i < groups.getLength(); i++) {
      if (((Element) groups.item(i)).getAttribute("class").equals("strip")) {
        return (Element) groups.item(i);
      }
    }
    throw new AssertionError("no strip");
  }

  private static OptionalInt pictures(String svg) throws Exception {
    NodeList children = strip(parse(svg)).getFirstChild().getChildNodes();
    int count = 0;
    for (int i = 0; i < children.getLength(); i++) {
      count += children.item(i) instanceof Element ? 1 : 0;
    }
    return OptionalInt.of(count);
  }

  @Test
  void aShortEpisodeHasAPictureOfEachStepAndOfTheEnd() throws Exception {
    EpisodeFilm film = film(4);
    String svg = film.svg("A walk");
    assertThat(pictures(svg)).hasValue(5);
    assertThat(film.caption()).isEqualTo("Return 4 after 4 steps, ended by the time limit.");
    assertThat(svg)
        .contains("<title>A walk</title>")
        .contains("step 1 · stay &amp; see · return 0")
        .contains("end after 4 steps · return 4")
        .contains("wall &lt;&gt;")
        .contains("steps(4)");
    assertThat(svg.split("M0 0h100v100h-100z", -1)).as("what stays is written once").hasSize(2);
  }

  @Test
  void itStandsStillWhereMotionIsNotWantedAndHasNoScripts() throws Exception {
    String svg = film(4).svg("A walk");
    assertThat(svg)
        .contains("@media (prefers-reduced-motion:reduce){.strip{animation:none;")
        .contains("@media (prefers-color-scheme:dark)")
        .doesNotContain("<script")
        .doesNotContain("http://www.w3.org/1999")
        .doesNotContain("url(");
  }

  @Test
  void ofALongEpisodeNotEveryStepIsShownAndThatIsSaid() throws Exception {
    EpisodeFilm film = film(5000);
    String svg = film.svg("A walk");
    assertThat(film.every()).isEqualTo(32);
    assertThat(film.caption()).endsWith(" Every 32nd step is shown.");
    assertThat(pictures(svg)).hasValue(158);
    assertThat(svg).contains("step 33 · ").doesNotContain("step 34 · ");
    assertThat(svg.length()).isLessThan(60_000);
  }

  /** What is rounded to nothing has no sign. */
  @Test
  void aRealActionIsToldInNumbers() {
    Action action = Action.of(new float[] {-0.0004f, -0.0006f, 1.25f});
    Choice choice = new Choice(1, new float[1], action, Optional.empty(), 0);
    assertThat(choice.actionWords(new Walk().stage())).isEqualTo("0.000, -0.001, 1.250");
  }

  @Test
  void severalEpisodesFollowEachOther() {
    EpisodeFilm film = new EpisodeFilm(true);
    for (int number = 1; number <= 2; number++) {
      film.begins(number, Optional.of(new Walk()));
      film.chosen(new Choice(1, new float[1], Action.of(7), Optional.empty(), 0));
      film.ends(new Episode(number, 1, -0.5, End.TERMINATED));
    }
    assertThat(film.svg("Walks"))
        .contains("episode 1 · step 1 · 7 · return 0")
        .contains("episode 2 · end after 1 step · return -0.50");
    assertThat(film.caption())
        .isEqualTo(
            "Episode 1: return -0.50 after 1 step, ended by the task."
                + " Episode 2: return -0.50 after 1 step, ended by the task.");
  }

  @Test
  void whatIsNotDrawnLeavesNoFilm() {
    EpisodeFilm film = new EpisodeFilm(false);
    film.begins(1, Optional.empty());
    film.chosen(new Choice(1, new float[1], Action.of(0), Optional.empty(), 0));
    film.ends(new Episode(1, 1, 1, End.CUT));
    assertThat(film.isEmpty()).isTrue();
    assertThat(film.caption()).contains("ended by the step limit of tests");
  }
}
