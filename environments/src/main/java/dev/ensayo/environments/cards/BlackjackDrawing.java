package dev.ensayo.environments.cards;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.TextPicture;
import java.util.List;

/** What lies on the table, in numbers. */
final class BlackjackDrawing implements Drawing {
  private static final Stage STAGE =
      new Stage(
          320,
          130,
          1,
          "",
          """
          <rect class="board rule" x="20" y="30" width="130" height="85" rx="8"/>\
          <rect class="board rule" x="170" y="30" width="130" height="85" rx="8"/>\
          <text class="word soft" x="85" y="16">dealer</text>\
          <text class="word soft" x="235" y="16">player</text>""",
          ImmutableList.of("stick", "hit"),
          ImmutableList.of());

  private final Blackjack table;

  BlackjackDrawing(Blackjack table) {
    this.table = table;
  }

  @Override
  public Stage stage() {
    return STAGE;
  }

  @Override
  public List<String> elements() {
    return ImmutableList.of(
        number(85, table.dealerShows(), table.isDealerOpen() ? "" : "+ ?"),
        number(235, table.playerSum(), table.hasUsableAce() ? "with an ace" : ""));
  }

  private static String number(int x, int value, String below) {
    String number =
        "<text class=\"word\" style=\"font-size:34px\" x=\""
            + x
            + "\" y=\"65\">"
            + value
            + "</text>";
    return below.isEmpty()
        ? number
        : "<g>"
            + number
            + "<text class=\"word soft\" x=\""
            + x
            + "\" y=\"98\">"
            + below
            + "</text></g>";
  }

  @Override
  public TextPicture text() {
    return TextPicture.of(
        "player "
            + table.playerSum()
            + (table.hasUsableAce() ? " with an ace" : "")
            + (table.isDealerOpen() ? ", dealer " : ", dealer shows ")
            + table.dealerShows());
  }
}
