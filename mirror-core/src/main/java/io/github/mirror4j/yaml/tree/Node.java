package io.github.mirror4j.yaml.tree;

import io.github.mirror4j.text.Printable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a document that knows its place: file, line, column and field. */
@SuppressWarnings("doclint:missing") // for this module only
public abstract sealed class Node permits Node.Obj, Node.Arr, Node.Text {

  private static final int SHOWN = 200;
  private static final int NO_BLOCK = -1;

  private final @Nullable Node parent;
  private final String step;
  private final String file;
  private final int line;
  private final int column;

  /** Where a value starts. */
  public record Mark(String file, int line, int column) {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  private Node(@Nullable Node parent, String step, Mark mark) {
    this.parent = parent;
    this.step = step;
    file = mark.file();
    line = mark.line();
    column = mark.column();
  }

  public Mark mark() {
    return new Mark(file, line, column);
  }

  @Nullable Node parent() {
    return parent;
  }

  /** The last step of the path. */
  String step() {
    return step;
  }

  /** Whether this value is the other one or somewhere inside it. */
  final boolean isWithin(Node other) {
    for (Node node = this; node != null; node = node.parent) {
      if (node.equals(other)) {
        return true;
      }
    }
    return false;
  }

  /** The fields on the way to this value, such as {@code spec.http[0].mirror}. */
  public final String path() {
    String above = parent == null ? "" : parent.path();
    return above.isEmpty() || step.startsWith("[") ? above + step : above + "." + step;
  }

  /** The value as a message shows it, on one line and not too long. */
  abstract String shown();

  /** Text that cannot forge lines in a log or flood it. */
  public static String printable(String text) {
    return Printable.oneLine(text, SHOWN);
  }

  /** Fields by name, in the order of the file. */
  public static final class Obj extends Node {

    private final Map<String, Field> fields;

    /** A field: where its name stands, and its value. */
    public record Field(Mark mark, Node value) {}

    public Obj(@Nullable Node parent, String step, Mark mark, Map<String, Field> fields) {
      super(parent, step, mark);
      this.fields = fields;
    }

    public Map<String, Field> fields() {
      return fields;
    }

    @Override
    String shown() {
      return fields.isEmpty() ? "{}" : "an object";
    }
  }

  /** Values in order. */
  public static final class Arr extends Node {

    private final List<Node> items;

    public Arr(@Nullable Node parent, String step, Mark mark, List<Node> items) {
      super(parent, step, mark);
      this.items = items;
    }

    public List<Node> items() {
      return items;
    }

    @Override
    String shown() {
      return items.isEmpty() ? "[]" : "a list";
    }
  }

  /** A single value, as it is written. */
  public static final class Text extends Node {

    private final String text;
    private final Kind kind;
    private final int indent;

    /** How Kubernetes reads a text: unquoted yes, 010 and 1.10 are no texts to it. */
    public enum Kind {
      STRING,
      NUMBER,
      BOOL,
      NULL,
      /** An alias, which stands for something else. */
      UNREADABLE
    }

    public Text(@Nullable Node parent, String step, Mark mark, String text, Kind kind, int indent) {
      super(parent, step, mark);
      this.text = text;
      this.kind = kind;
      this.indent = indent;
    }

    /** The place of a part of the text; the start of the text if nothing more is known. */
    Mark mark(int lineOfText, int columnOfText) {
      Mark start = mark();
      return indent == NO_BLOCK
          ? start
          : new Mark(start.file(), start.line() + lineOfText, indent + columnOfText);
    }

    public String text() {
      return text;
    }

    public Kind kind() {
      return kind;
    }

    @Override
    public String shown() {
      return switch (kind) {
        case STRING -> '"' + printable(text) + '"';
        case NULL -> "null";
        default -> printable(text);
      };
    }
  }
}
