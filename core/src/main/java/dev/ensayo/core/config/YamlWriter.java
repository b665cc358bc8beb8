package dev.ensayo.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** Writes configuration as YAML that {@link YamlReader} reads back to the same. */
public final class YamlWriter {
  private YamlWriter() {}

  public static String write(ConfigNode node) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(100)
            .setBestLineBreak("\n")
            .build();
    return new Dump(settings, new PlainRepresenter(settings)).dumpToString(plain(node));
  }

  /** A scalar whose text is written as it stands, quoted only where YAML needs it. */
  private record Text(String text) {}

  private static Object plain(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      mapping.entries().forEach((key, value) -> map.put(key, plain(value)));
      return map;
    }
    if (node instanceof ConfigNode.Sequence sequence) {
      List<Object> list = new ArrayList<>();
      sequence.items().forEach(item -> list.add(plain(item)));
      return list;
    }
    ConfigNode.Scalar scalar = (ConfigNode.Scalar) node;
    return scalar.isNull() ? null : new Text(scalar.text());
  }

  private static final class PlainRepresenter extends StandardRepresenter {
    PlainRepresenter(DumpSettings settings) {
      super(settings);
      representers.put(Text.class, data -> represent(((Text) data).text()));
    }

    private static Node represent(String text) {
      boolean plain = text.matches("[A-Za-z0-9_./+-][A-Za-z0-9 _./+-]*") && !text.endsWith(" ");
      boolean looksNull = text.equals("null") || text.equals("~");
      ScalarStyle style = plain && !looksNull ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
      return new ScalarNode(plain && !looksNull ? tagOf(text) : Tag.STR, text, style);
    }

    private static Tag tagOf(String text) {
      if (text.equals("true") || text.equals("false")) {
        return Tag.BOOL;
      }
      if (text.matches("[-+]?[0-9]+")) {
        return Tag.INT;
      }
      if (text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
        return Tag.FLOAT;
      }
      return Tag.STR;
    }
  }
}
