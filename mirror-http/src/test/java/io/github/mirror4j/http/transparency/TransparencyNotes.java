package io.github.mirror4j.http.transparency;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a caller and its server can observe of a call, as lines that can be compared. */
final class TransparencyNotes {

  private final List<String> lines = new ArrayList<>();

  synchronized void add(String line) {
    lines.add(line);
  }

  void threw(String what, Throwable failure) {
    add(what + " threw " + describe(failure));
  }

  void responded(String what, @Nullable HttpResponse<?> response) {
    add(what + " gave " + describe(response));
  }

  /** All lines; ports and identities, which differ from run to run, are replaced. */
  synchronized List<String> lines(int port) {
    return lines.stream()
        .map(line -> line.replace(":" + port, ":primary").replaceAll("@[0-9a-f]{4,}", "@id"))
        .map(line -> line.replaceAll("SocketTube\\((tcp:)?\\d+\\) \\[[^]]*]", "SocketTube"))
        .toList();
  }

  /**
   * Classes and messages of a failure and its causes; not those of a timeout, which the JDK sets or
   * does not set, by chance.
   */
  static String describe(@Nullable Throwable failure) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 10; t = t.getCause(), depth++) {
      text.append(depth == 0 ? "" : " <- ").append(t.getClass().getName());
      text.append('(').append(t.getMessage()).append(')');
      for (Throwable suppressed : t.getSuppressed()) {
        text.append(" [+ ").append(describe(suppressed)).append(']');
      }
      if (t instanceof HttpTimeoutException) {
        break;
      }
    }
    return text.isEmpty() ? "nothing" : text.toString();
  }

  static String describe(@Nullable HttpResponse<?> response) {
    if (response == null) {
      return "null";
    }
    String previous = response.previousResponse().map(TransparencyNotes::describe).orElse("none");
    return "%d %s %s %s body=%s tls=%s request=[%s %s %s publisher=%s timeout=%s expect=%s %s] previous=[%s]"
        .formatted(
            response.statusCode(),
            response.version(),
            response.uri(),
            describe(response.headers()),
            body(response.body()),
            response.sslSession().isPresent(),
            response.request().method(),
            response.request().uri(),
            describe(response.request().headers()),
            response.request().bodyPublisher().map(p -> p.contentLength()),
            response.request().timeout(),
            response.request().expectContinue(),
            response.request().version(),
            previous);
  }

  private static String describe(HttpHeaders headers) {
    Map<String, List<String>> map = new HashMap<>(headers.map());
    map.keySet().removeIf(name -> name.equalsIgnoreCase("date"));
    return new java.util.TreeMap<>(map).toString();
  }

  /** Reads streaming bodies to their end. */
  static String body(@Nullable Object body) {
    try {
      return switch (body) {
        case null -> "null";
        case byte[] bytes -> Arrays.toString(bytes);
        case InputStream in -> read(in);
        case Path path -> "file " + text(Files.readString(path));
        case Stream<?> lines -> "lines " + lines.map(Object::toString).toList();
        case Flow.Publisher<?> publisher -> "published " + Collected.of(publisher);
        default -> text(body.toString());
      };
    } catch (UncheckedIOException | IOException e) {
      return "failed with " + describe(e);
    }
  }

  private static String read(InputStream in) throws IOException {
    try (in) {
      return "stream " + text(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text(String text) {
    return text.length() < 300 ? text : text.length() + " characters, hash " + text.hashCode();
  }

  /** What a publisher published. */
  private static final class Collected implements Flow.Subscriber<Object> {

    private final java.util.concurrent.CompletableFuture<String> end =
        new java.util.concurrent.CompletableFuture<>();
    private final StringBuffer text = new StringBuffer();

    static String of(Flow.Publisher<?> publisher) {
      Collected collected = new Collected();
      publisher.subscribe(collected);
      return collected.end.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object item) {
      List<?> buffers = (List<?>) item;
      text.append(
          buffers.stream()
              .map(b -> StandardCharsets.UTF_8.decode((ByteBuffer) b).toString())
              .collect(Collectors.joining()));
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(text + " failed with " + describe(failure));
    }

    @Override
    public void onComplete() {
      end.complete(text.toString());
    }
  }
}
