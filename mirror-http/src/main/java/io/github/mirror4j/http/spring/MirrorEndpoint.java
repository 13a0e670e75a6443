package io.github.mirror4j.http.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mirror4j.compare.ReportSection;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.stats.OverheadReport;
import io.github.mirror4j.rule.MirrorId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The endpoint {@code mirror}: status, reports of comparisons, explanations and switches. The
 * switches need {@code management.endpoint.mirror.access=unrestricted}.
 */
@WebEndpoint(id = "mirror", defaultAccess = Access.READ_ONLY)
class MirrorEndpoint {

  private static final String TEXT = "text/plain;charset=UTF-8";

  private final MirrorEngine engine;

  MirrorEndpoint(MirrorEngine engine) {
    this.engine = engine;
  }

  /** The status as JSON, or as text for {@code Accept: text/plain}. */
  @ReadOperation(producesFrom = Format.class)
  WebEndpointResponse<byte[]> status(Format format) {
    String status = format == Format.JSON ? engine.status().toJson() : engine.status().toText();
    return response(status, format);
  }

  /**
   * What the rules do with a request ({@code explain}, always as text), or the report of each
   * comparison or of one ({@code report}), or its verdict alone ({@code verdict}); not found for a
   * view of another name.
   */
  @ReadOperation(producesFrom = PageFormat.class)
  @Nullable WebEndpointResponse<byte[]> view(
      @Selector String view,
      PageFormat format,
      @Nullable String method,
      @Nullable String uri,
      @Nullable List<String> header,
      @Nullable String rule,
      @Nullable String mirror) {
    return switch (view) {
      case "explain" ->
          orBadRequest(
              () ->
                  response(engine.explain(ExplainedRequest.of(method, uri, header)), Format.TEXT));
      case "report" ->
          orBadRequest(() -> response(comparisons(rule, mirror).report(format), format));
      case "verdict" ->
          orBadRequest(
              () -> {
                Format plain = format == PageFormat.TEXT ? Format.TEXT : Format.JSON;
                return response(comparisons(rule, mirror).verdict(plain == Format.JSON), plain);
              });
      default -> null;
    };
  }

  private ComparisonViews comparisons(@Nullable String rule, @Nullable String mirror) {
    MirrorId id = id(rule, mirror);
    List<ReportSection> more = engine.overhead().map(OverheadReport::toSection).stream().toList();
    return id == null
        ? new ComparisonViews(engine.comparisons(), false, more)
        : new ComparisonViews(List.of(engine.comparison(id)), true, more);
  }

  private static WebEndpointResponse<byte[]> response(String text, Producible<?> format) {
    return new WebEndpointResponse<>(text.getBytes(UTF_8), format);
  }

  /** Pauses, resumes or switches, and returns the status after that. */
  @WriteOperation(produces = "application/json")
  WebEndpointResponse<byte[]> act(
      @Selector String action, @Nullable String rule, @Nullable String mirror) {
    return orBadRequest(
        () -> {
          change(action, id(rule, mirror));
          return status(Format.JSON);
        });
  }

  private void change(String action, @Nullable MirrorId id) {
    switch (action) {
      case "pause" -> pause(id);
      case "resume" -> resume(id);
      case "switch-on" -> MirrorSwitch.on();
      case "switch-off" -> MirrorSwitch.off();
      default ->
          throw new IllegalArgumentException(
              "action: \"" + action + "\" (expected: pause, resume, switch-on or switch-off)");
    }
  }

  private void pause(@Nullable MirrorId id) {
    if (id == null) {
      engine.pause();
    } else {
      engine.pause(id);
    }
  }

  private void resume(@Nullable MirrorId id) {
    if (id == null) {
      engine.resume();
    } else {
      engine.resume(id);
    }
  }

  /** Returns the mirror; null for all of them. */
  private static @Nullable MirrorId id(@Nullable String rule, @Nullable String mirror) {
    if (rule == null && mirror == null) {
      return null;
    }
    if (rule == null || mirror == null) {
      String missing = rule == null ? "rule" : "mirror";
      throw new IllegalArgumentException(
          missing + ": missing (expected: rule and mirror, or neither)");
    }
    return new MirrorId(rule, mirror);
  }

  /** Boot's own response to a bad request does not name the reason. */
  private static WebEndpointResponse<byte[]> orBadRequest(
      Supplier<WebEndpointResponse<byte[]>> operation) {
    try {
      return operation.get();
    } catch (IllegalArgumentException e) {
      return new WebEndpointResponse<>(
          String.valueOf(e.getMessage()).getBytes(UTF_8),
          WebEndpointResponse.STATUS_BAD_REQUEST,
          MimeType.valueOf(TEXT));
    }
  }

  /** As what the status is shown. */
  enum Format implements Producible<Format> {
    TEXT,
    JSON;

    @Override
    public MimeType getProducedMimeType() {
      return this == JSON ? MimeTypeUtils.APPLICATION_JSON : MimeType.valueOf(MirrorEndpoint.TEXT);
    }

    @Override
    public boolean isDefault() {
      return this == JSON;
    }
  }

  /**
   * As what a view is shown; a page for browsers, where the view has one. Boot takes the last one
   * that is accepted, and browsers accept anything.
   */
  enum PageFormat implements Producible<PageFormat> {
    TEXT(MirrorEndpoint.TEXT),
    JSON("application/json"),
    HTML("text/html;charset=UTF-8");

    private final String type;

    PageFormat(String type) {
      this.type = type;
    }

    @Override
    public MimeType getProducedMimeType() {
      return MimeType.valueOf(type);
    }

    @Override
    public boolean isDefault() {
      return this == JSON;
    }
  }
}
