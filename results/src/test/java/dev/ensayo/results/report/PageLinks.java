package dev.ensayo.results.report;

import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Follows the links of a page as a browser does that has opened it from the disk. */
record PageLinks(Path page, Element root) {
  private static final Pattern IN_MARKDOWN = Pattern.compile("(?<!\\\\)]\\(([^)]+)\\)");
  private static final Pattern PLACE = Pattern.compile("<a id=\"([^\"]+)\"></a>");

  static PageLinks of(Path page) throws IOException {
    return new PageLinks(page, Xml.parse(Files.readString(page)));
  }

  static PageLinks of(Element part) {
    return new PageLinks(Path.of(""), part);
  }

  List<Element> elements(String name) {
    NodeList found = root.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /** Where all links lead, as they are written. */
  List<String> targets() {
    return elements("a").stream().map(link -> link.getAttribute("href")).toList();
  }

  /** The element that a link within the page leads to. */
  Optional<Element> place(String target) {
    return elements("*").stream()
        .filter(element -> ("#" + element.getAttribute("id")).equals(target))
        .findFirst();
  }

  /** Links that lead nowhere, and ids that are given twice. */
  List<String> faults() {
    Set<String> ids = new HashSet<>();
    List<String> faults = new ArrayList<>();
    for (Element element : elements("*")) {
      String id = element.getAttribute("id");
      if (!id.isEmpty() && !ids.add(id)) {
        faults.add("twice: " + id);
      }
    }
    for (String target : targets()) {
      if (target.startsWith("#") ? !ids.contains(target.substring(1)) : !isFile(target)) {
        faults.add("nowhere: " + target);
      }
    }
    return faults;
  }

  private boolean isFile(String target) {
    return Files.isRegularFile(Path.of(page.toUri().resolve(URI.create(target))));
  }

  /** The same of the text beside the page. */
  List<String> faultsOfMarkdown() throws IOException {
    String text = Files.readString(page.resolveSibling(ReportWriter.MARKDOWN));
    Set<String> ids = new HashSet<>();
    List<String> faults = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      if (!ids.add(place.group(1))) {
        faults.add("twice: " + place.group(1));
      }
    }
    Matcher link = IN_MARKDOWN.matcher(text);
    while (link.find()) {
      String target = link.group(1);
      if (target.startsWith("#") ? !ids.contains(target.substring(1)) : !isFile(target)) {
        faults.add("nowhere: " + target);
      }
    }
    return faults;
  }
}
