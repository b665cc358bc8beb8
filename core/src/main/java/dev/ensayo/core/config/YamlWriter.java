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
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** Writes configuration as YAML that {@link YamlReader} reads back to the same. */
public final class YamlWriter {
  private YamlWriter() {}

  public static String write(ConfigNode node) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(100)
            .setBestLineBreak("\n")
            .setSchema(YamlReader.SCHEMA)
            .build();
    return new Dump(settings, new PlainRepresenter(settings)).dumpToString(plain(node));
  }

  /** A scalar whose text is written as it stands, quoted only where YAML needs it. */
  private record Text(String text) {}

  private static Object plain(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping mapping) {
      Map<Text, Object> map = new LinkedHashMap<>();
      mapping.entries().forEach((key, value) -> map.put(new Text(key), plain(value)));
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
    private final ScalarResolver resolver;

    PlainRepresenter(DumpSettings settings) {
      super(settings);
      resolver = settings.getSchema().getScalarResolver();
      representers.put(Text.class, data -> represent(((Text) data).text()));
    }

    private Node represent(String text) {
      Tag read = resolver.resolve(text, true);
      boolean plain =
          text.matches("[A-Za-z0-9_./+-][A-Za-z0-9 _./+-]*")
              && !text.endsWith(" ")
              && !read.equals(Tag.NULL);
      return plain
          ? new ScalarNode(read, text, ScalarStyle.PLAIN)
          : new ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
    }
  }
}
