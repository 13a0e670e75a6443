package io.github.mirror4j.http.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is closed leaves no port taken, no connection and no thread. */
class TestkitCloseTest {

  private static final int CALLS = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aFaultMirror(Fault fault) throws Exception {
    FaultMirror mirror = FaultMirror.of(fault);
    List<CompletableFuture<String>> responses = ask(mirror.uri());
    mirror.close();
    assertNothingIsLeft(mirror.uri(), responses, "testkit-fault");
  }

  @Test
  void aRecordingMirror() throws Exception {
    RecordingMirror mirror = RecordingMirror.start().delay(Duration.ofHours(1));
    List<CompletableFuture<String>> responses = ask(mirror.uri());
    mirror.awaitRequests(CALLS, Client.PATIENCE);
    assertThat(threads("testkit-recording")).hasSize(CALLS + 1);

    mirror.close();
    assertNothingIsLeft(mirror.uri(), responses, "testkit-recording");
    assertThat(mirror.requests()).hasSize(CALLS);
  }

  private static List<CompletableFuture<String>> ask(URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return IntStream.range(0, CALLS)
        .mapToObj(i -> Client.PLAIN.sendAsync(request, BodyHandlers.discarding()))
        .map(sent -> sent.handle((response, failure) -> "ended"))
        .toList();
  }

  private void assertNothingIsLeft(
      URI uri, List<CompletableFuture<String>> responses, String threads) throws Exception {
    assertThat(threads(threads)).isEmpty();
    assertThat(Wire.connect(uri)).isEqualTo("refused");
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(Wire.address(uri));
    }
    assertThat(responses)
        .allSatisfy(response -> assertThat(response).succeedsWithin(Client.PATIENCE));
  }

  /** Virtual threads show in dumps only. */
  private List<String> threads(String name) throws Exception {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    Path dump = Files.createTempDirectory(folder, "dump").resolve("threads.txt");
    vm.dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
    return Files.readAllLines(dump).stream()
        .filter(line -> line.startsWith("#") && line.contains("\"mirror4j-" + name))
        .toList();
  }
}
