package io.github.mirror4j.examples.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The servers of the load benchmark find where requests end, however they arrive. */
class RequestReaderTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\ncontent-LENGTH: 5\r\nHost: x\r\n\r\nhello";

  private final ByteBuffer in = ByteBuffer.allocate(1_000);
  private final RequestReader reader = new RequestReader();

  @Test
  void severalAtOnce() {
    assertThat(requestsIn(GET + POST + GET)).isEqualTo(3);
  }

  @Test
  void byteByByte() {
    int requests = 0;
    for (String part : (POST + GET).split("", -1)) {
      requests += requestsIn(part);
    }

    assertThat(requests).isEqualTo(2);
  }

  @Test
  void noneBeforeItsEnd() {
    assertThat(requestsIn(GET.substring(0, GET.length() - 1))).isZero();
    assertThat(requestsIn("\n" + POST.substring(0, POST.length() - 1))).isEqualTo(1);
    assertThat(requestsIn("o")).isEqualTo(1);
  }

  private int requestsIn(String text) {
    in.put(text.getBytes(ISO_8859_1)).flip();
    int requests = 0;
    while (reader.takeRequest(in)) {
      requests++;
    }
    in.compact();
    return requests;
  }
}
