package dev.ensayo.supervised.maps;

import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.core.drawing.PixelImage;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Pictures.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one picture becomes in each convolution and pooling: a row for each layer. */
public final class MapDrawing {
  private static final int MOST_MAPS = 2 * TileSheet.ACROSS;

  private final Picture picture;
  private final List<LayerTrace> traces;

  /**
   * @param picture as it is looked at, with what it shows
   * @param traces of the layers, in order
   */
  public MapDrawing(Picture picture, List<LayerTrace> traces) {
    this.picture = picture;
    this.traces = List.copyOf(traces);
  }

  /**
   * The drawing.
   *
   * @param number of the picture, from 1
   * @param part that it comes from, in words
   */
  public Exhibit exhibit(int number, String part) {
    TileSheet sheet = new TileSheet();
    sheet.heading(picture.label());
    sheet.tiles(
        List.of(
            PixelImage.ofBytes(
                picture.pixels(), picture.channels(), picture.height(), picture.width())),
        (double) picture.height() / picture.width());
    for (int i = 0; i < traces.size(); i++) {
      LayerTrace trace = traces.get(i);
      if (trace.isImage() && trace.windows().isPresent()) {
        add(sheet, i + 1, trace);
      }
    }
    return new Exhibit.Drawn(
        "maps-" + number,
        "Maps of picture " + number,
        "What a picture of the "
            + part
            + " part becomes in each convolution and pooling, a tile for each channel. White is 0,"
            + " blue above, orange below; each layer has a scale of its own.",
        "The picture, and below it a row of maps for each layer.",
        "",
        "",
        sheet.svg());
  }

  private static void add(TileSheet sheet, int layer, LayerTrace trace) {
    int channels = trace.outputShape().get(0);
    int height = trace.outputShape().get(1);
    int width = trace.outputShape().get(2);
    int shown = Math.min(channels, MOST_MAPS);
    SignedPixels colours = SignedPixels.of(trace.output());
    sheet.heading(
        String.format(
            Locale.ROOT,
            "%d %s: %d of %d maps of %d × %d, within ±%s",
            layer,
            LayerSizes.kind(trace),
            shown,
            channels,
            height,
            width,
            MapNumber.text(colours.limit())));
    List<String> tiles = new ArrayList<>();
    for (int channel = 0; channel < shown; channel++) {
      tiles.add(colours.picture(trace.output(), channel * height * width, height, width));
    }
    sheet.tiles(tiles, (double) height / width);
  }
}
