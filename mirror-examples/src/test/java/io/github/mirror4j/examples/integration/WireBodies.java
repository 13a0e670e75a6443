package io.github.mirror4j.examples.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.mizosoft.methanol.FormBodyPublisher;
import com.github.mizosoft.methanol.MediaType;
import com.github.mizosoft.methanol.MoreBodyPublishers;
import com.github.mizosoft.methanol.MultipartBodyPublisher;
import com.github.mizosoft.methanol.MutableRequest;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every kind of body that a request can have. */
enum WireBodies {
  NO_PUBLISHER(uri -> HttpRequest.newBuilder(uri).build()),
  EMPTY(BodyPublishers::noBody),
  EMPTY_STRING(() -> BodyPublishers.ofString("")),
  STRING(() -> BodyPublishers.ofString("ten kB ".repeat(1500))),
  BYTES(() -> BodyPublishers.ofByteArray(new byte[] {0, 1, -1, '\r', '\n'})),
  FILE(() -> file(Path.of("pom.xml"))),
  STREAM(() -> BodyPublishers.ofInputStream(WireBodies::stream)),
  ITERABLE(() -> BodyPublishers.ofByteArrays(List.of(new byte[] {1}, new byte[] {2, 3}))),
  UNKNOWN_LENGTH(() -> BodyPublishers.fromPublisher(new Own(-1))),
  KNOWN_LENGTH(() -> BodyPublishers.fromPublisher(new Own(-1), 4)),
  JOINED(() -> BodyPublishers.concat(new Own(4), BodyPublishers.ofString("more"))),
  OWN_CLASS(Kind.PUBLISHER, () -> new Own(4)),
  OWN_CLASS_UNKNOWN_LENGTH(Kind.PUBLISHER, () -> new Own(-1)),
  METHANOL_FORM(Kind.PUBLISHER, WireBodies::form),
  METHANOL_MULTIPART(Kind.PUBLISHER, WireBodies::multipart),
  METHANOL_MEDIA_TYPE(
      Kind.PUBLISHER,
      () ->
          MoreBodyPublishers.ofMediaType(
              BodyPublishers.ofString("{}"), MediaType.APPLICATION_JSON)),
  METHANOL_GET(Kind.BODILESS_REQUEST, MutableRequest::GET),
  METHANOL_REQUEST(Kind.REQUEST, uri -> tagged(uri, BodyPublishers.ofString("body"))),
  METHANOL_REQUEST_WITH_FORM(Kind.REQUEST, uri -> tagged(uri, form()));

  /** Which class is not the JDK's. */
  private enum Kind {
    OF_THE_JDK,
    PUBLISHER,
    BODILESS_REQUEST,
    REQUEST
  }

  private final Kind kind;
  private final Function<URI, HttpRequest> request;

  WireBodies(Kind kind, Function<URI, HttpRequest> request) {
    this.kind = kind;
    this.request = request;
  }

  WireBodies(Function<URI, HttpRequest> request) {
    this(Kind.OF_THE_JDK, request);
  }

  WireBodies(Kind kind, Supplier<BodyPublisher> body) {
    this(kind, uri -> HttpRequest.newBuilder(uri).POST(body.get()).build());
  }

  WireBodies(Supplier<BodyPublisher> body) {
    this(Kind.OF_THE_JDK, body);
  }

  HttpRequest request(URI uri) {
    return request.apply(uri);
  }

  /** Whether reading the body along would take a class away that a foreign client may look at. */
  boolean hasClassToLose() {
    return kind == Kind.PUBLISHER || kind == Kind.REQUEST;
  }

  /** Whether there is nothing to read along, as far as that is known without asking a publisher. */
  boolean isKnownToBeEmpty() {
    return this == NO_PUBLISHER
        || this == EMPTY
        || this == EMPTY_STRING
        || kind == Kind.BODILESS_REQUEST;
  }

  private static BodyPublisher file(Path path) {
    try {
      return BodyPublishers.ofFile(path);
    } catch (FileNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static ByteArrayInputStream stream() {
    return new ByteArrayInputStream("streamed ".repeat(5000).getBytes(UTF_8));
  }

  private static BodyPublisher form() {
    return FormBodyPublisher.newBuilder().query("item", "a b").query("count", "1").build();
  }

  private static BodyPublisher multipart() {
    return MultipartBodyPublisher.newBuilder()
        .boundary("the-boundary")
        .textPart("item", "a")
        .formPart("more", BodyPublishers.ofString("b"))
        .build();
  }

  private static HttpRequest tagged(URI uri, BodyPublisher body) {
    return MutableRequest.POST(uri, body).tag(String.class, "a tag");
  }

  /** A publisher of a user's own. */
  private record Own(long contentLength) implements BodyPublisher {

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      BodyPublishers.ofByteArray(new byte[] {'b', 'o', 'd', 'y'}).subscribe(subscriber);
    }
  }
}
