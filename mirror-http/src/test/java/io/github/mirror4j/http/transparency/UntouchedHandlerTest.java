package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.body.ResponseTap;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDK's client gets the caller's very body handler, unless the response is compared. */
class UntouchedHandlerTest {

  private final AtomicBoolean isTapped = new AtomicBoolean();
  private final BodyHandler<String> handler =
      head -> {
        isTapped.set(
            StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName).toList())
                .contains(ResponseTap.class.getName()));
        return BodyHandlers.ofString().apply(head);
      };

  static Stream<Named<Comparison.Builder>> undrawn() {
    return Stream.of(
        Named.of("one of a million is compared", Comparison.withoutBaseline().percentage(0.0001)),
        Named.of("no baseline was drawn", Comparison.withBaseline(0.0001)));
  }

  @ParameterizedTest
  @MethodSource("undrawn")
  void itIsTheCallersWhereNothingWasDrawn(Comparison.Builder comparison) throws Exception {
    assertThat(isTapped(comparison)).isFalse();
  }

  @Test
  void itIsWrappedWhereAPairWasDrawn() throws Exception {
    assertThat(isTapped(Comparison.withoutBaseline())).isTrue();
  }

  private boolean isTapped(Comparison.Builder comparison) throws Exception {
    try (RecordingServer primary = RecordingServer.responding("one");
        RecordingServer mirror = RecordingServer.responding("one");
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri()).compare(comparison.build())).build()) {
      HttpRequest request = Fixtures.get(primary.uri());
      assertThat(client.send(request, handler).body()).isEqualTo("one");
      boolean bySend = isTapped.get();
      assertThat(client.sendAsync(request, handler).join().body()).isEqualTo("one");
      assertThat(isTapped.get()).isEqualTo(bySend);
      assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
      assertThat(client.engine().stats().total().selected()).isEqualTo(2);
      return bySend;
    }
  }
}
