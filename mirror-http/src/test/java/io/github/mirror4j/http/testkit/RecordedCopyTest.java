package io.github.mirror4j.http.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A recorded copy is a value: nobody changes it, and its bytes count. */
class RecordedCopyTest {

  private final byte[] bytes = {1, 2, 3};
  private final RecordedCopy copy = copy(bytes);

  @Test
  void itsBodyCannotBeChanged() {
    bytes[0] = 9;
    copy.body()[1] = 9;
    assertThat(copy.body()).containsExactly(1, 2, 3);
  }

  @Test
  void equalPartsAreEqual() {
    RecordedCopy same = copy(new byte[] {1, 2, 3});
    assertThat(copy).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(copy).isNotEqualTo(copy(new byte[] {1, 2}));
  }

  @Test
  void itIsShownInALine() {
    assertThat(copy).hasToString("POST /a (3 bytes)");
  }

  private static RecordedCopy copy(byte[] body) {
    HttpHeaders headers = HttpHeaders.of(Map.of("X-A", List.of("b")), (name, value) -> true);
    return new RecordedCopy("POST", "/a", headers, body, Instant.EPOCH);
  }
}
