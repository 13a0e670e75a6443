package io.github.mirror4j.http.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read off the wire as a request, and what is not. */
class RequestReaderTest {

  @Test
  void chunksWithExtensionsAndTrailers() throws Exception {
    RequestReader reader =
        reader(
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n"
                + "GET /next HTTP/1.1\r\n\r\n");
    assertThat(reader.next().bodyAsString()).isEqualTo("abc0123456789");
    assertThat(reader.next().target()).isEqualTo("/next");
    assertThat(reader.next()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          what?,                                         400
          GET /,                                         400
          GET / HTTP/2.0,                                400
          GET / HTTP/1.1\\r\\nNo colon,                  400
          GET / HTTP/1.1\\r\\n : no name,                400
          GET / HTTP/1.1\\r\\nContent-Length: -1,        400
          GET / HTTP/1.1\\r\\nContent-Length: many,      400
          GET / HTTP/1.1\\r\\nContent-Length: 101,       413
          GET / HTTP/1.1\\r\\nContent-Length: 9999999999, 413
          GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz, 400
          GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nffffffffffffffff, 400
          GET / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n7fffffffffffffff, 413
          """)
  void refused(String head, int status) {
    String text = head.replace("\\r\\n", "\r\n") + "\r\n\r\n";
    assertThatThrownBy(() -> reader(text).next())
        .isInstanceOfSatisfying(
            UnreadableRequest.class, e -> assertThat(e.status()).isEqualTo(status))
        .hasMessageContaining("expected: ");
  }

  @Test
  void aHeadWithoutEnd() {
    assertThatThrownBy(() -> reader("GET / HTTP/1.1\r\n" + "X-A: b\r\n".repeat(10_000)).next())
        .isInstanceOfSatisfying(
            UnreadableRequest.class, e -> assertThat(e.status()).isEqualTo(431));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nX-A: b\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\n1234",
        "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n1234",
        "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n"
      })
  void cutOff(String text) {
    assertThatThrownBy(() -> reader(text).next()).isInstanceOf(EOFException.class);
  }

  private static RequestReader reader(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new RequestReader(new ByteArrayInputStream(bytes), 100, () -> {});
  }
}
