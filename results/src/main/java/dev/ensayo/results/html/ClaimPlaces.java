package dev.ensayo.results.html;

import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.wording.Claim;
import dev.ensayo.results.wording.Evidence;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Claims, each with a link to what it rests on, wherever on the page that comes to stand. */
final class ClaimPlaces {
  private record Place(String id, String name) {}

  private final Map<Evidence, Place> places = new EnumMap<>(Evidence.class);

  /** To be called where it stands. */
  void put(Evidence evidence, String id, String name) {
    places.put(evidence, new Place(id, name));
  }

  void list(Markup page, List<Claim> claims) {
    page.open("ul");
    for (Claim claim : claims) {
      page.open("li").text(claim.text());
      page.later(() -> link(claim.evidence()));
      page.close();
    }
    page.close().line();
  }

  /** What has no place of its own is in the table of results. */
  private String link(Evidence evidence) {
    Place place = places.getOrDefault(evidence, places.get(Evidence.RESULTS));
    return new Markup()
        .text(" ")
        .element("a", place.name(), "class", "evidence", "href", "#" + place.id())
        .toString();
  }
}
