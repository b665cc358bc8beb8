package dev.ensayo.core.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.Schema;

/** Reads YAML 1.2 and keeps the line of everything. */
public final class YamlReader {
  /** More values than a study has, and fewer than aliases of aliases can make of a few lines. */
  private static final int MOST_VALUES = 1_000_000;

  /** What a plain word means; here it only matters that {@code ~} and {@code null} are nothing. */
  static final Schema SCHEMA = new OneResolverSchema();

  private final String source;
  private final boolean hasLines;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  private YamlReader(String source, boolean hasLines) {
    this.source = source;
    this.hasLines = hasLines;
  }

  /**
   * Reads a file that holds one mapping.
   *
   * @throws ConfigException if it is not there, cannot be read, is not YAML, or not a mapping
   */
  public static ConfigNode.Mapping read(Path file) {
    String name = file.toString();
    try {
      return parse(name, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException(new Problem(new Origin(name, 0), "", "there is no such file"));
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          new Problem(new Origin(name, 0), "", "this is not UTF-8 text; a study is a YAML file"));
    } catch (IOException e) {
      throw new ConfigException(
          new Problem(new Origin(name, 0), "", "cannot be read: " + e.getMessage()));
    }
  }

  /** Reads text that holds one mapping; {@code source} stands for the file in messages. */
  public static ConfigNode.Mapping parse(String source, String text) {
    ConfigNode root = new YamlReader(source, true).readNode(text);
    if (root instanceof ConfigNode.Mapping mapping) {
      return mapping;
    }
    throw new ConfigException(
        new Problem(
            root.origin(), "", "expected keys with values ('study: …'), found " + root.describe()));
  }

  /** Reads a value that was given by itself, in no file: a scalar, a list or a mapping. */
  public static ConfigNode parseValue(String source, String text) {
    return new YamlReader(source, false).readNode(text);
  }

  private ConfigNode readNode(String text) {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(source)
              .setSchema(SCHEMA)
              .setMaxAliasesForCollections(MOST_VALUES)
              .build();
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        return new ConfigNode.Scalar(origin(1), "", true);
      }
      return convert(node.get(), originOf(node.get()));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      String where = e.getContext() == null ? "" : " (" + e.getContext() + ")";
      throw new ConfigException(
          new Problem(origin(line), "", "not YAML: " + e.getProblem() + where));
    } catch (YamlEngineException e) {
      throw new ConfigException(
          new Problem(new Origin(source, 0), "", "not YAML: " + e.getMessage()));
    }
  }

  private Origin originOf(Node node) {
    return origin(node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
  }

  private Origin origin(int line) {
    return new Origin(source, hasLines ? line : 0);
  }

  private ConfigNode convert(Node node, Origin origin) {
    if (++values > MOST_VALUES) {
      throw new ConfigException(
          new Problem(origin, "", "aliases make more than a million values of this"));
    }
    if (!open.add(node)) {
      throw new ConfigException(
          new Problem(origin, "", "a value contains itself through an alias"));
    }
    try {
      return convertOpen(node, origin);
    } finally {
      open.remove(node);
    }
  }

  private ConfigNode convertOpen(Node node, Origin origin) {
    if (node instanceof ScalarNode scalar) {
      boolean isNull = scalar.getTag().equals(Tag.NULL);
      return new ConfigNode.Scalar(origin, isNull ? "" : scalar.getValue(), isNull);
    }
    if (node instanceof SequenceNode sequence) {
      ImmutableList.Builder<ConfigNode> items = ImmutableList.builder();
      for (Node item : sequence.getValue()) {
        items.add(convert(item, originOf(item)));
      }
      return new ConfigNode.Sequence(origin, items.build());
    }
    MappingNode mapping = (MappingNode) node;
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Origin keyOrigin = originOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new ConfigException(new Problem(keyOrigin, "", "a key must be a plain word"));
      }
      ConfigNode value = convert(tuple.getValueNode(), keyOrigin);
      if (entries.putIfAbsent(key.getValue(), value) != null) {
        throw new ConfigException(
            new Problem(
                keyOrigin,
                key.getValue(),
                "this key stands twice; it was first given in line "
                    + entries.get(key.getValue()).origin().line()));
      }
    }
    return new ConfigNode.Mapping(origin, ImmutableMap.copyOf(entries));
  }
}
