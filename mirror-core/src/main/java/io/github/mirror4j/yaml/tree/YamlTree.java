package io.github.mirror4j.yaml.tree;

import io.github.mirror4j.rule.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Turns a YAML stream into located trees, event by event. It binds nothing, instantiates no tag and
 * follows no alias, and it stops at the first document that is too deep or too large.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class YamlTree {

  static final int MAX_DEPTH = 50;
  static final int MAX_NODES = 20_000;
  static final int MAX_DOCUMENTS = 1000;
  static final int MAX_NODES_IN_ALL = 300_000;
  static final int MAX_DOCUMENTS_IN_ALL = 10_000;
  private static final int MAX_KEY = 512;

  private final SourceText source;
  private final Findings findings;
  private final ScalarStyle plain;
  private final Size size;
  private int nodes;
  private int depth;

  /** Ends reading a file; what was wrong is among the findings already. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }

  /** How many values and documents all files of one reading have; both are held until its end. */
  public static final class Size {
    private int nodes;
    private int documents;
    private @Nullable Problem excess;

    /** What was too much, so that reading stopped; null if nothing was. */
    public @Nullable Problem excess() {
      return excess;
    }
  }

  private YamlTree(SourceText source, Size size, Findings findings) {
    this.source = source;
    this.size = size;
    this.findings = findings;
    plain = new ScalarStyle(source.text());
  }

  /** The documents of a text; empty ones are skipped. */
  public static List<Node> read(SourceText source, Size size, Findings findings) {
    YamlTree tree = new YamlTree(source, size, findings);
    List<Node> documents = new ArrayList<>();
    String text = ScalarStyle.withoutTabsOfJson(ScalarStyle.withoutByteOrderMark(source.text()));
    try (JsonParser parser =
        YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), text)) {
      tree.readAll(parser, documents);
    } catch (Stop e) {
      // The content of such a file is not read.
      source.wrong(findings);
      return List.of();
    } catch (JacksonException e) {
      source.wrong(findings);
      YamlError.report(e, source, findings);
    }
    return documents;
  }

  /**
   * The one document that a text inside a document is. Its values stand where the text does. Null
   * where it cannot be read.
   */
  public static @Nullable Node readInside(Node.Text text, Findings findings) {
    List<Node> documents = read(SourceText.inside(text), new Size(), findings);
    if (documents.size() > 1) {
      findings.problem(documents.get(1), "a second document", "one");
    } else if (documents.isEmpty() && !findings.isWrong(text)) {
      findings.problem(text, "an object, written as YAML");
    }
    return documents.size() == 1 ? documents.get(0) : null;
  }

  private void readAll(JsonParser parser, List<Node> documents) {
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        if (parser.isClosed()) {
          return;
        }
        continue;
      }
      Node.Text outer = source.outer();
      Node document =
          outer == null
              ? node(parser, token, null, "")
              : node(parser, token, outer.parent(), outer.step());
      boolean isEmpty = document instanceof Node.Text text && text.kind() == Node.Text.Kind.NULL;
      if (!isEmpty) {
        documents.add(document);
      }
      if (documents.size() > MAX_DOCUMENTS) {
        stop(document.mark(), "", "more documents", "at most " + MAX_DOCUMENTS + " in a file");
      }
      if (!isEmpty && ++size.documents > MAX_DOCUMENTS_IN_ALL) {
        stopAll(document.mark(), "more documents", MAX_DOCUMENTS_IN_ALL);
      }
    }
  }

  private Node node(JsonParser parser, JsonToken token, @Nullable Node parent, String step) {
    Node.Mark mark = mark(parser.currentTokenLocation());
    if (++nodes > MAX_NODES) {
      stop(mark, pathOf(parent, step), "more values", "at most " + MAX_NODES + " in a file");
    }
    if (++size.nodes > MAX_NODES_IN_ALL) {
      stopAll(mark, "more values", MAX_NODES_IN_ALL);
    }
    refuseReferences(parser, mark, parent, step);
    return switch (token) {
      case START_OBJECT -> object(parser, parent, step, mark);
      case START_ARRAY -> array(parser, parent, step, mark);
      default -> {
        String text = parser.getString();
        long offset = parser.currentTokenLocation().getCharOffset();
        Node.Text.Kind kind = plain.kind(text, offset, token);
        Node value = new Node.Text(parent, step, mark, text, kind, plain.blockIndent(offset));
        if (Scalars.isUnreadable(value)) {
          findings.wrong(value);
        }
        yield value;
      }
    };
  }

  private Node object(JsonParser parser, @Nullable Node parent, String step, Node.Mark mark) {
    Map<String, Node.Obj.Field> fields = new LinkedHashMap<>();
    Node.Obj object = new Node.Obj(parent, step, mark, fields);
    descend(mark, object);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Node.Mark at = mark(parser.currentTokenLocation());
      checkName(name, at, object);
      refuseReferences(parser, at, object, name);
      boolean twice = fields.containsKey(name);
      if (twice) {
        findings.problem(at, pathOf(object, name), "a second time", "each field once");
      }
      Node value = node(parser, parser.nextToken(), object, name);
      if (!twice && !name.equals("<<")) {
        fields.put(name, new Node.Obj.Field(at, value));
      }
    }
    depth--;
    return object;
  }

  private Node array(JsonParser parser, @Nullable Node parent, String step, Node.Mark mark) {
    List<Node> items = new ArrayList<>();
    Node.Arr array = new Node.Arr(parent, step, mark, items);
    descend(mark, array);
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(parser, token, array, "[" + items.size() + "]"));
    }
    depth--;
    return array;
  }

  private void descend(Node.Mark mark, Node node) {
    if (++depth > MAX_DEPTH) {
      stop(mark, node.path(), "deeper nesting", "at most " + MAX_DEPTH + " levels");
    }
  }

  /** Names become part of messages; a hostile one must neither forge a line nor flood a log. */
  private void checkName(String name, Node.Mark mark, Node parent) {
    if (name.length() > MAX_KEY || name.chars().anyMatch(Character::isISOControl)) {
      String shown = '"' + Node.printable(name) + '"';
      stop(mark, parent.path(), shown, "a name of at most " + MAX_KEY + " printable characters");
    }
    if (name.equals("<<")) {
      findings.problem(mark, pathOf(parent, name), "a merge key", "the fields written out");
    }
  }

  private void refuseReferences(
      JsonParser parser, Node.Mark mark, @Nullable Node parent, String step) {
    int first = plain.at(parser.currentTokenLocation().getCharOffset());
    if (first != '*' && first != '&' && first != '!') {
      return;
    }
    String what = first == '*' ? "an alias" : first == '&' ? "an anchor" : "a tag";
    String expected = first == '*' ? "the value written out" : "the value alone";
    findings.problem(mark, pathOf(parent, step), what, expected);
  }

  private Node.Mark mark(TokenStreamLocation location) {
    return source.mark(location.getLineNr(), location.getColumnNr());
  }

  private static String pathOf(@Nullable Node parent, String step) {
    String above = parent == null ? "" : parent.path();
    return above.isEmpty() || step.startsWith("[") ? above + step : above + "." + step;
  }

  private void stopAll(Node.Mark mark, String value, int limit) {
    String expected = "at most " + limit + " in all files; the rest is not read";
    size.excess = new Problem(mark.toString(), value, expected);
    throw new Stop();
  }

  private void stop(Node.Mark mark, String path, String value, String expected) {
    findings.problem(mark, path, value, expected);
    throw new Stop();
  }
}
