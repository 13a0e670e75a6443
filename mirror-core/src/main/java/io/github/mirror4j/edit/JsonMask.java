package io.github.mirror4j.edit;

import io.github.mirror4j.compare.diff.JsonMasker;
import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.CopyDraft;
import io.github.mirror4j.rule.CopyEditor;
import io.github.mirror4j.rule.FieldPath;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Masks fields of JSON bodies: texts become {@code "***"}, numbers 0, true becomes false, and null
 * stays. Objects and arrays keep their shape, and all values in them are masked. Everything else
 * stays as it is, byte for byte.
 *
 * <p>Nothing is sent that cannot be masked. A copy with a body of another media type or with a
 * {@code Content-Encoding} is withheld. A copy whose body is not JSON, is deeper than 500 levels or
 * has a text to mask of more than 1 MiB is not sent and counts as failed. Query and headers are not
 * masked. Needs {@code tools.jackson.core}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonMask implements CopyEditor {

  private final JsonMasker masker;

  private JsonMask(JsonMasker masker) {
    this.masker = masker;
  }

  /**
   * Returns an editor that masks fields.
   *
   * @param paths where the fields are, such as {@code $.customer.name}, {@code $.items[*].card} or
   *     {@code $.**.email}, as in {@link io.github.mirror4j.rule.Comparison.Builder#ignore}
   * @return the editor
   * @throws InvalidConfigurationException if there is no path, or a text is no path; the exception
   *     names every problem
   * @throws IllegalStateException if Jackson is missing
   */
  @CheckReturnValue
  public static JsonMask of(String... paths) {
    List<FieldPath> read = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String path : paths) {
      try {
        read.add(FieldPath.of(path));
      } catch (InvalidConfigurationException e) {
        problems.addAll(e.problems());
      }
    }
    if (paths.length == 0) {
      problems.add(new Problem("paths", "none", "at least one path, such as \"$.email\""));
    }
    InvalidConfigurationException.throwIfAny("JSON mask", problems);
    return new JsonMask(JsonMasker.of(read));
  }

  @Override
  public @Nullable CopyDraft edit(CopyDraft draft) {
    byte[] body = draft.body();
    if (body.length == 0) {
      return draft;
    }
    if (!isJson(draft.header("Content-Type").orElse("")) || isCoded(draft)) {
      return null;
    }
    byte[] masked = masker.mask(body);
    return Arrays.equals(masked, body) ? draft : draft.withBody(masked);
  }

  private static boolean isCoded(CopyDraft draft) {
    return draft
        .header("Content-Encoding")
        .filter(it -> !it.equalsIgnoreCase("identity"))
        .isPresent();
  }

  private static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.equals("application/json") || lower.endsWith("+json");
  }
}
