package io.github.mirror4j.http.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mirror4j.http.body.CaptureLimits;
import io.github.mirror4j.http.body.ResponseObserver;
import io.github.mirror4j.http.body.ResponseTap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow.Subscription;
import java.util.zip.GZIPOutputStream;

/** A response that nobody sent, for {@link CompareWarmUp}. */
final class PracticeResponse implements ResponseInfo {

  private static final String BUILD_HEADER = "X-Build";

  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  private PracticeResponse(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static PracticeResponse of(int status, String type, String body) {
    return new PracticeResponse(status, headers(type, Map.of()), body.getBytes(UTF_8));
  }

  static PracticeResponse gzipped(String type, String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // It goes to memory.
    }
    Map<String, List<String>> coding = Map.of("Content-Encoding", List.of("gzip"));
    return new PracticeResponse(200, headers(type, coding), bytes.toByteArray());
  }

  private static HttpHeaders headers(String type, Map<String, List<String>> more) {
    Map<String, List<String>> all =
        new HashMap<>(
            Map.of(
                "Content-Type",
                List.of(type),
                "Cache-Control",
                List.of("max-age=60"),
                "Vary",
                List.of("Accept"),
                BUILD_HEADER,
                List.of("1")));
    all.putAll(more);
    return HttpHeaders.of(all, (name, value) -> true);
  }

  @Override
  public int statusCode() {
    return status;
  }

  @Override
  public HttpHeaders headers() {
    return headers;
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  /** Reads the response to its end, as a caller does, while it is captured. */
  ResponseTap<Void> readAlong(CaptureLimits limits, ResponseObserver observer) {
    ResponseTap<Void> tap = new ResponseTap<>(BodyHandlers.discarding(), false, limits, observer);
    BodySubscriber<Void> subscriber = tap.apply(this);
    if (subscriber != null) {
      subscriber.onSubscribe(new Nothing());
      subscriber.onNext(List.of(ByteBuffer.wrap(body)));
      subscriber.onComplete();
    }
    return tap;
  }

  private static final class Nothing implements Subscription {

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}
