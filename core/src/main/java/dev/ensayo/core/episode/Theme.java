package dev.ensayo.core.episode;

import dev.ensayo.core.drawing.Ink;

/** The styles of pictures that stand by themselves, on light and dark ground. */
public final class Theme {
  private static final String RULES =
      """
      :root{--ground:#fff;--board:#f1f1ee;--rule:#dcddda;--word:#1f2328;--soft:#5b626a}
      @media (prefers-color-scheme:dark){:root{--ground:#121417;--board:#1e2226;--rule:#363b41;--word:#e6e8eb;--soft:#a2a9b1}}
      text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;fill:var(--word);font-variant-numeric:tabular-nums}
      .word{text-anchor:middle;dominant-baseline:central;font-weight:600}
      .soft{fill:var(--soft);font-weight:400}
      .ground{fill:var(--ground)}
      .board{fill:var(--board)}
      .rule{stroke:var(--rule)}
      .f{fill:currentColor}
      .l{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round}
      .p{fill:none;stroke:currentColor;stroke-width:1}
      """;

  private Theme() {}

  /** Style rules, for a {@code <style>} element. */
  public static String css() {
    StringBuilder css = new StringBuilder(RULES);
    StringBuilder dark = new StringBuilder();
    for (Ink ink : Ink.values()) {
      css.append('.').append(ink.cssClass()).append("{color:").append(ink.onLight()).append("}");
      dark.append('.').append(ink.cssClass()).append("{color:").append(ink.onDark()).append("}");
    }
    return css.append("\n@media (prefers-color-scheme:dark){")
        .append(dark)
        .append("}\n")
        .toString();
  }
}
