package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A request that is described to an engine, and each of the ends that it may have. */
final class DescribedCall {

  static final int ENDS = 6;

  private static final byte[] BYTES = "{\"n\":1}".getBytes(StandardCharsets.US_ASCII);
  private static final Map<String, List<String>> HEADERS =
      Map.of("Content-Type", List.of("application/json"));
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final MirroredCall call;
  private final BodyTap body;

  DescribedCall(MirrorEngine engine, String address, String method) {
    body = new BodyTap(method.equals("GET") ? 0 : -1);
    call = engine.mirror(method, address, HEADERS, body);
  }

  /** A call that is given up soon, if it has no end. */
  DescribedCall(MirrorEngine engine, URI address) {
    body = new BodyTap();
    call = engine.mirror(HttpRequest.newBuilder(address).timeout(TIMEOUT).POST(body).build());
  }

  void end(int which) throws IOException {
    if (which == 0) {
      write(body);
      call.responded(200, HEADERS, BYTES);
    } else if (which == 1) {
      BodyTap response = call.responding(200, HEADERS);
      try (InputStream in = response.reading(new ByteArrayInputStream(BYTES))) {
        in.readAllBytes();
      }
      write(body);
    } else if (which == 2) {
      try (OutputStream out = body.writing(OutputStream.nullOutputStream())) {
        out.write(BYTES);
        out.write('\n');
      }
      body.complete();
      BodyTap kept = call.keeping();
      write(kept);
      call.responded(200, HEADERS, kept);
    } else if (which == 3) {
      body.fail(new IOException("on purpose"));
      call.responded(500, HEADERS, BYTES);
    } else if (which == 4) {
      call.failed(new IOException("on purpose"));
    } else {
      call.cancelled();
    }
  }

  private static void write(BodyTap to) {
    to.write(BYTES, 0, BYTES.length);
    to.complete();
  }
}
