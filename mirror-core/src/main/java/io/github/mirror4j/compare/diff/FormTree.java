package io.github.mirror4j.compare.diff;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads forms ({@code application/x-www-form-urlencoded}) as a tree: a field for each name. */
final class FormTree {

  private static final int FIELDS_LIMIT = 200_000;

  private FormTree() {}

  /**
   * Returns the body as a tree.
   *
   * @throws MalformedBodyException if it is no form, or beyond the limit
   */
  static Node read(String body, Charset charset) {
    Map<String, List<Node>> values = new LinkedHashMap<>();
    String[] fields = body.strip().split("&", FIELDS_LIMIT + 1);
    if (fields.length > FIELDS_LIMIT) {
      throw new MalformedBodyException("a form beyond the limit");
    }
    for (String field : fields) {
      String[] pair = field.split("=", 2);
      String value = pair.length == 1 ? "" : decode(pair[1], charset);
      values
          .computeIfAbsent(decode(pair[0], charset), n -> new ArrayList<>(1))
          .add(new Node.Scalar(ValueType.STRING, value));
    }
    Node.Fields form = new Node.Fields();
    values.forEach(
        (name, all) -> form.add(name, all.size() == 1 ? all.get(0) : new Node.Array(all)));
    return form;
  }

  private static String decode(String text, Charset charset) {
    try {
      return URLDecoder.decode(text, charset);
    } catch (IllegalArgumentException e) {
      throw new MalformedBodyException("a malformed form");
    }
  }
}
