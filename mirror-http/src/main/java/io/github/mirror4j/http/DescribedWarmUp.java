package io.github.mirror4j.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs everything once that is done for requests that are described to an engine. */
final class DescribedWarmUp {

  private static final Map<String, List<String>> HEADERS =
      Map.of("Content-Type", List.of("application/json"), "Content-Length", List.of("2"));
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.US_ASCII);

  /** An engine for practice, which finds no thread for copies. */
  interface Practice {

    MirroredCall mirror(HttpRequest request);

    MirroredCall mirror(String method, String uri, Map<String, List<String>> headers, BodyTap body);
  }

  private DescribedWarmUp() {}

  /** Describes requests to the engine, and reports their ends. */
  static void walk(Practice engine, URI address) throws IOException {
    get(engine, address).responded(200, HEADERS, BODY);
    get(engine, address).failed(new SocketTimeoutException("for practice"));
    get(engine, address).cancelled();

    BodyTap written = new BodyTap(BODY.length);
    MirroredCall responding = post(engine, address, written);
    BodyTap response = responding.responding(200, HEADERS);
    try (InputStream in = response.reading(new ByteArrayInputStream(BODY))) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    try (OutputStream out = written.writing(OutputStream.nullOutputStream())) {
      out.write(BODY);
    }
    written.complete();

    BodyTap unfinished = new BodyTap();
    MirroredCall keeping = post(engine, address, unfinished);
    BodyTap kept = keeping.keeping();
    kept.write(BODY, 0, BODY.length);
    keeping.responded(200, HEADERS, kept);
    unfinished.fail(new IOException("for practice"));

    HttpRequest.Builder other = HttpRequest.newBuilder(address);
    engine.mirror(other.POST(BodyPublishers.ofByteArray(BODY)).build()).cancelled();
    engine.mirror(other.POST(BodyPublishers.fromPublisher(new BodyTap())).build()).cancelled();
  }

  private static MirroredCall get(Practice engine, URI address) {
    return engine.mirror("GET", address.toString(), HEADERS, new BodyTap(0));
  }

  private static MirroredCall post(Practice engine, URI address, BodyTap body) {
    return engine.mirror("POST", address.toString(), HEADERS, body);
  }
}
