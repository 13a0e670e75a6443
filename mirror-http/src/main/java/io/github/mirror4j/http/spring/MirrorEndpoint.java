package io.github.mirror4j.http.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.rule.MirrorId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The endpoint {@code mirror}: the status, the explanation of a request, and the switches. The
 * switches need {@code management.endpoint.mirror.access=unrestricted}.
 */
@WebEndpoint(id = "mirror", defaultAccess = Access.READ_ONLY)
class MirrorEndpoint {

  private final MirrorEngine engine;

  MirrorEndpoint(MirrorEngine engine) {
    this.engine = engine;
  }

  /** The status as JSON, or as text for {@code Accept: text/plain}. */
  @ReadOperation(producesFrom = Format.class)
  WebEndpointResponse<byte[]> status(Format format) {
    String status = format == Format.JSON ? engine.status().toJson() : engine.status().toText();
    return new WebEndpointResponse<>(status.getBytes(UTF_8), format);
  }

  /** What the rules do with a request; not found for a view of another name. */
  @ReadOperation(produces = "text/plain;charset=UTF-8")
  @Nullable String explain(
      @Selector String view,
      @Nullable String method,
      @Nullable String uri,
      @Nullable List<String> header) {
    if (!view.equals("explain")) {
      return null;
    }
    return engine.explain(request(method, uri, header == null ? List.of() : header));
  }

  /** Pauses, resumes or switches, and returns the status after that. */
  @WriteOperation(produces = "application/json")
  byte[] act(@Selector String action, @Nullable String rule, @Nullable String mirror) {
    switch (action) {
      case "pause" -> pause(rule, mirror);
      case "resume" -> resume(rule, mirror);
      case "switch-on" -> MirrorSwitch.on();
      case "switch-off" -> MirrorSwitch.off();
      default ->
          throw invalid(
              "action: \"" + action, "\" (expected: pause, resume, switch-on, switch-off)");
    }
    return engine.status().toJson().getBytes(UTF_8);
  }

  private void pause(@Nullable String rule, @Nullable String mirror) {
    MirrorId id = id(rule, mirror);
    if (id == null) {
      engine.pause();
    } else {
      change(() -> engine.pause(id));
    }
  }

  private void resume(@Nullable String rule, @Nullable String mirror) {
    MirrorId id = id(rule, mirror);
    if (id == null) {
      engine.resume();
    } else {
      change(() -> engine.resume(id));
    }
  }

  /** Returns the mirror; null for all of them. */
  private static @Nullable MirrorId id(@Nullable String rule, @Nullable String mirror) {
    if (rule == null && mirror == null) {
      return null;
    }
    if (rule == null || mirror == null) {
      String missing = rule == null ? "rule" : "mirror";
      throw invalid(missing + ": missing", " (expected: rule and mirror, or neither)");
    }
    return new MirrorId(rule, mirror);
  }

  private static void change(Runnable change) {
    try {
      change.run();
    } catch (IllegalArgumentException e) {
      throw invalid(e);
    }
  }

  private static HttpRequest request(
      @Nullable String method, @Nullable String uri, List<String> headers) {
    if (uri == null) {
      throw invalid("uri: missing", " (expected: the absolute URI of a request)");
    }
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
      request.method(method == null ? "GET" : method, BodyPublishers.noBody());
      for (String header : headers) {
        int colon = header.indexOf(':');
        if (colon < 0) {
          throw invalid("header: \"" + header, "\" (expected: name: value)");
        }
        request.header(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
      }
      return request.build();
    } catch (IllegalArgumentException e) {
      throw invalid(e);
    }
  }

  private static InvalidEndpointRequestException invalid(IllegalArgumentException e) {
    return invalid(String.valueOf(e.getMessage()), "");
  }

  private static InvalidEndpointRequestException invalid(String found, String expected) {
    String message = found + expected;
    return new InvalidEndpointRequestException(message, message);
  }

  /** As what the status is shown. */
  enum Format implements Producible<Format> {
    TEXT,
    JSON;

    @Override
    public MimeType getProducedMimeType() {
      return this == JSON
          ? MimeTypeUtils.APPLICATION_JSON
          : new MimeType(MimeTypeUtils.TEXT_PLAIN, UTF_8);
    }

    @Override
    public boolean isDefault() {
      return this == JSON;
    }
  }
}
