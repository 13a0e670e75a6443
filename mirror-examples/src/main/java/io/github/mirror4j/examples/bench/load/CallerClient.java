package io.github.mirror4j.examples.bench.load;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.Executors;

/** One variant's way to send, as its callers see it. */
interface CallerClient extends AutoCloseable {

  /** Sends a request, and a copy if that is this variant's way; throws unless the status is 200. */
  void send(HttpRequest request) throws Exception;

  /** What became of copies until now, by this client's own account. */
  Map<String, Long> copies();

  /** Copies that have not ended. */
  long held();

  /** A round is over; copies that would go on for ever are given up. */
  void settle();

  @Override
  void close();

  /** A client as all variants use it. */
  static HttpClient newClient(boolean virtualExecutor) {
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (virtualExecutor) {
      builder.executor(Executors.newVirtualThreadPerTaskExecutor());
    }
    return builder.build();
  }
}
