package dev.ensayo.results.html;

import dev.ensayo.results.markup.Markup;
import java.util.List;

/**
 * One of several things at a time, chosen by the reader: buttons of a form, by which the style
 * sheet shows what belongs to the one that is pressed. It needs no script, and a printed page has
 * what was chosen.
 */
final class Tabs {
  private Tabs() {}

  /**
   * The buttons and what they choose between.
   *
   * @param id makes element ids unique within the page
   * @param label what is chosen
   * @param names of the choices, at most four
   * @param contents of the choices
   */
  static String of(String id, String label, List<String> names, List<String> contents) {
    Markup tabs = new Markup();
    tabs.open("div", "class", "tabs", "role", "group", "aria-label", label).line();
    tabs.element("span", label, "class", "choice", "aria-hidden", "true");
    for (int i = 0; i < names.size(); i++) {
      String button = id + "-choice-" + (i + 1);
      if (i == 0) {
        tabs.empty("input", "type", "radio", "name", id, "id", button, "checked", "checked");
      } else {
        tabs.empty("input", "type", "radio", "name", id, "id", button);
      }
      tabs.element("label", names.get(i), "for", button);
    }
    tabs.line();
    for (String content : contents) {
      tabs.open("div", "class", "panel").line().raw(content).line().close().line();
    }
    return tabs.close().toString();
  }
}
