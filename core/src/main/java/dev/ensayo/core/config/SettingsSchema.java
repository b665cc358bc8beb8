package dev.ensayo.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.Primitives;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * JSON Schema (draft 2020-12) of configuration records, from the declarations that {@link
 * ConfigBinder} binds by: each record is a definition, to which others refer.
 *
 * <p>A setting that a study must give is required only where nothing else can give it, in the items
 * of lists: elsewhere the variants may.
 */
public final class SettingsSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "type";

  private final ObjectNode definitions = JSON.createObjectNode();
  private final Map<String, String> names = new HashMap<>();

  /** All that the schemas given out refer to: the value of {@code $defs}. */
  public ObjectNode definitions() {
    return definitions;
  }

  /** A new schema without anything in it. */
  public static ObjectNode empty() {
    return JSON.createObjectNode();
  }

  /** A text; also what YAML reads as a number or a flag and Ensayo as a text. */
  public static ObjectNode text(String description) {
    ObjectNode schema = empty();
    schema.putArray(TYPE).add("string").add("number").add("boolean");
    return schema.put("description", description);
  }

  /** The settings of a record as a mapping. */
  public ObjectNode record(Class<?> type) {
    return definition(type, type.getSimpleName(), "", false);
  }

  /**
   * The settings of a record that is chosen by its type, as a mapping with that {@code type}.
   *
   * @param definition what its definition is called; names of one record are the same
   * @param chosen its type
   */
  public ObjectNode chosen(Class<?> type, String definition, String chosen) {
    return definition(type, definition, chosen, false);
  }

  private ObjectNode definition(Class<?> type, String wanted, String chosen, boolean inList) {
    String key = type.getName() + " " + chosen + " " + inList;
    String name = names.get(key);
    if (name == null) {
      name = inList ? wanted + "-item" : wanted;
      for (int number = 2; definitions.has(name); number++) {
        name = wanted + (inList ? "-item-" : "-") + number;
      }
      names.put(key, name);
      ObjectNode schema = definitions.putObject(name);
      fill(schema, type, chosen, inList);
    }
    return empty().put("$ref", "#/$defs/" + name);
  }

  private void fill(ObjectNode schema, Class<?> type, String chosen, boolean inList) {
    schema.put(TYPE, "object");
    ObjectNode properties = schema.putObject("properties");
    if (!chosen.isEmpty()) {
      properties.putObject(TYPE).put("const", chosen);
    }
    for (FlatSetting setting : FlatSetting.of(type).values()) {
      properties.set(setting.key(), setting(setting, inList));
      if (inList && setting.fallback(Origin.DEFAULT).isEmpty()) {
        schema.withArray("required").add(setting.key());
      }
    }
    schema.put("additionalProperties", false);
  }

  /** The value of a setting, with its meaning and default. */
  ObjectNode setting(FlatSetting flat) {
    return setting(flat, false);
  }

  private ObjectNode setting(FlatSetting flat, boolean inList) {
    Setting setting = Settings.annotation(flat.component());
    ObjectNode value =
        value(flat.component().getGenericType(), setting, flat.defaultNode(), inList);
    ObjectNode schema = value.has("$ref") ? empty() : value;
    if (value.has("$ref")) {
      schema.putArray("allOf").add(value); // older readers heed nothing beside a reference
    }
    String unit = setting.unit().isEmpty() ? "" : " (" + setting.unit() + ")";
    schema.put("description", flat.meaning() + unit);
    flat.defaultNode().ifPresent(node -> schema.set("default", value(node)));
    return schema;
  }

  private ObjectNode value(
      Type type, Setting setting, Optional<ConfigNode> fallback, boolean inList) {
    if (type instanceof ParameterizedType parameterized) {
      return generic(parameterized, setting, fallback, inList);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == OptionalInt.class || raw == OptionalLong.class) {
      return orNothing(number("integer", setting));
    }
    if (raw == OptionalDouble.class) {
      return orNothing(number("number", setting));
    }
    if (raw == JsonNode.class) {
      return empty();
    }
    if (raw.isRecord()) {
      return definition(raw, raw.getSimpleName(), "", inList);
    }
    return Choices.areThereFor(raw)
        ? choice(raw, fallback, inList)
        : scalar(Primitives.unwrap(raw), setting);
  }

  private ObjectNode generic(
      ParameterizedType type, Setting setting, Optional<ConfigNode> fallback, boolean inList) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] held = type.getActualTypeArguments();
    if (raw == Class.class) {
      return oneOf(Choices.of(Choices.interfaceOf(type)));
    }
    if (raw == Optional.class) {
      return orNothing(value(held[0], setting, fallback, inList));
    }
    ObjectNode schema = empty();
    if (raw == List.class) {
      schema.put(TYPE, "array").set("items", value(held[0], setting, Optional.empty(), true));
    } else {
      schema
          .put(TYPE, "object")
          .set("additionalProperties", value(held[1], setting, Optional.empty(), true));
    }
    return schema;
  }

  private static ObjectNode orNothing(ObjectNode value) {
    ObjectNode schema = empty();
    schema.putArray("anyOf").add(value).addObject().put(TYPE, "null");
    return schema;
  }

  private static ObjectNode scalar(Class<?> type, Setting setting) {
    if (type == int.class || type == long.class) {
      return number("integer", setting);
    }
    if (type == double.class) {
      return number("number", setting);
    }
    ObjectNode schema = empty();
    if (type == boolean.class) {
      return schema.put(TYPE, "boolean");
    }
    if (type.isEnum()) {
      ArrayNode labels = schema.putArray("enum");
      Arrays.stream(type.getEnumConstants())
          .forEach(constant -> labels.add(Settings.label((Enum<?>) constant)));
      return schema;
    }
    schema.putArray(TYPE).add("string").add("number").add("boolean");
    return schema;
  }

  private static ObjectNode number(String kind, Setting setting) {
    ObjectNode schema = empty().put(TYPE, kind);
    if (Double.isFinite(setting.min())) {
      schema.set(setting.minExcluded() ? "exclusiveMinimum" : "minimum", number(setting.min()));
    }
    if (Double.isFinite(setting.max())) {
      schema.set(setting.maxExcluded() ? "exclusiveMaximum" : "maximum", number(setting.max()));
    }
    return schema;
  }

  private static JsonNode number(double value) {
    return value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE
        ? JSON.getNodeFactory().numberNode((long) value)
        : JSON.getNodeFactory().numberNode(value);
  }

  private static ObjectNode oneOf(Map<String, Class<?>> choices) {
    ObjectNode schema = empty();
    ArrayNode each = schema.putArray("oneOf");
    choices.forEach((name, type) -> constant(each, name, summary(type)));
    return schema;
  }

  private static String summary(Class<?> type) {
    Choice choice = type.getAnnotation(Choice.class);
    return choice == null ? "" : choice.summary();
  }

  private static void constant(ArrayNode to, String name, String description) {
    ObjectNode constant = to.addObject().put("const", name);
    if (!description.isEmpty()) {
      constant.put("description", description);
    }
  }

  private ObjectNode choice(Class<?> type, Optional<ConfigNode> fallback, boolean inList) {
    Map<String, ObjectNode> branches = new LinkedHashMap<>();
    Map<String, String> summaries = new HashMap<>();
    String interfaceName = type.getSimpleName().replaceFirst("Spec$", "");
    Choices.of(type)
        .forEach(
            (name, chosen) -> {
              branches.put(name, definition(chosen, interfaceName + "-" + name, name, inList));
              summaries.put(name, summary(chosen));
            });
    Optional<String> otherwise = fallback.flatMap(SettingsSchema::typeOf);
    ObjectNode schema = typed(branches, summaries, otherwise);
    if (inList && otherwise.isEmpty()) {
      schema.withArray("/anyOf/1/required").add(TYPE);
    }
    return schema;
  }

  /** The type that settings without one are changes to. */
  private static Optional<String> typeOf(ConfigNode fallback) {
    ConfigNode type =
        fallback instanceof ConfigNode.Mapping mapping
            ? mapping.get(TYPE).orElse(mapping)
            : fallback;
    return type instanceof ConfigNode.Scalar scalar && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  /**
   * A word, or a mapping whose {@code type} says which of the branches holds.
   *
   * @param branches by type; each allows the key {@code type}
   * @param summaries of the types
   * @param otherwise the branch of a mapping without a type; empty where any may come of it
   */
  public static ObjectNode typed(
      Map<String, ObjectNode> branches, Map<String, String> summaries, Optional<String> otherwise) {
    ObjectNode schema = empty();
    ArrayNode either = schema.putArray("anyOf");
    ArrayNode words = either.addObject().putArray("oneOf");
    ObjectNode mapping = either.addObject().put(TYPE, "object");
    ArrayNode types = mapping.putObject("properties").putObject(TYPE).putArray("oneOf");
    ArrayNode rules = mapping.putArray("allOf");
    branches.forEach(
        (name, branch) -> {
          constant(words, name, summaries.getOrDefault(name, ""));
          constant(types, name, summaries.getOrDefault(name, ""));
          ObjectNode rule = rules.addObject();
          ObjectNode condition = rule.putObject("if");
          condition.putObject("properties").putObject(TYPE).put("const", name);
          condition.putArray("required").add(TYPE);
          rule.set("then", branch);
        });
    otherwise
        .map(branches::get)
        .ifPresent(
            branch -> {
              ObjectNode rule = rules.addObject();
              rule.putObject("if").putObject("not").putArray("required").add(TYPE);
              rule.set("then", branch);
            });
    return schema;
  }

  /** A value as YAML (1.2, core schema) reads it. */
  public static JsonNode value(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping mapping) {
      ObjectNode all = empty();
      mapping.entries().forEach((key, value) -> all.set(key, value(value)));
      return all;
    }
    if (node instanceof ConfigNode.Sequence sequence) {
      ArrayNode all = JSON.createArrayNode();
      sequence.items().forEach(item -> all.add(value(item)));
      return all;
    }
    ConfigNode.Scalar scalar = (ConfigNode.Scalar) node;
    String text = scalar.text();
    if (scalar.isNull()) {
      return JSON.nullNode();
    }
    if (text.equals("true") || text.equals("false")) {
      return JSON.getNodeFactory().booleanNode(text.equals("true"));
    }
    if (text.matches("[-+]?[0-9]{1,18}")) {
      return JSON.getNodeFactory().numberNode(Long.parseLong(text));
    }
    return text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")
        ? JSON.getNodeFactory().numberNode(Double.parseDouble(text))
        : JSON.getNodeFactory().textNode(text);
  }
}
