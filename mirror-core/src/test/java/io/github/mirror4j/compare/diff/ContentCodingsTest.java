package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.gzip;
import static io.github.mirror4j.compare.diff.Responses.response;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies are compared without their content codings; the primary's decides what is readable. */
class ContentCodingsTest {

  private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);
  private static final byte[] OTHER = "{\"a\":2}".getBytes(UTF_8);

  private static ReceivedResponse coded(String coding, byte[] body) {
    return coding.isEmpty()
        ? response(200, body, "Content-Type", "application/json")
        : response(200, body, "Content-Type", "application/json", "Content-Encoding", coding);
  }

  private static byte[] deflate(byte[] bytes, boolean bare) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
    try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of("gzip", gzip(BODY), gzip(OTHER)),
        Arguments.of("x-gzip", gzip(BODY), gzip(OTHER)),
        Arguments.of("GZIP", gzip(BODY), gzip(OTHER)),
        Arguments.of("deflate", deflate(BODY, false), deflate(OTHER, false)),
        Arguments.of("deflate", deflate(BODY, true), deflate(OTHER, true)),
        Arguments.of("deflate, gzip", gzip(deflate(BODY, false)), gzip(deflate(OTHER, false))),
        Arguments.of("identity", BODY, OTHER),
        Arguments.of("", BODY, OTHER),
        Arguments.of("", gzip(BODY), gzip(OTHER)),
        Arguments.of("gzip", BODY, OTHER));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void areUndone(String coding, byte[] body, byte[] other) {
    assertThat(compare(differ(), coded(coding, body), coded(coding, body)).all()).isEmpty();
    assertThat(found(compare(differ(), coded(coding, body), coded(coding, other))))
        .isEqualTo("$.a VALUE");
  }

  @Test
  void anotherCodingIsCosmetic() {
    Differences differences = compare(differ(), coded("gzip", gzip(BODY)), coded("", BODY));
    assertThat(found(differences)).isEqualTo("header:content-encoding REPRESENTATION");
    assertThat(differences.count()).isFalse();
    assertThat(found(compare(differ(), coded("", BODY), coded("gzip", gzip(OTHER)))))
        .isEqualTo("$.a VALUE, header:content-encoding REPRESENTATION");
  }

  static Stream<Arguments> unreadable() {
    byte[] packed = gzip(BODY);
    byte[] flipped = packed.clone();
    flipped[12] ^= 0x55;
    byte[] checksum = packed.clone();
    checksum[packed.length - 7] ^= 1;
    return Stream.of(
        Arguments.of("br", BODY),
        Arguments.of("zstd", BODY),
        Arguments.of("gzip", Arrays.copyOf(packed, packed.length - 4)),
        Arguments.of("gzip", Arrays.copyOf(packed, 5)),
        Arguments.of("gzip", flipped),
        Arguments.of("gzip", checksum),
        Arguments.of("deflate", BODY),
        Arguments.of("gzip, br", packed),
        Arguments.of("gzip,gzip,gzip,gzip,gzip", packed));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void anUnreadableBodyIsADifferenceThatCounts(String coding, byte[] body) {
    Differences differences = compare(differ(), coded("", BODY), coded(coding, body));
    assertThat(found(differences)).isEqualTo("header:content-encoding REPRESENTATION");
    assertThat(differences.count()).isTrue();
    assertThat(differ().read(coded(coding, body), Map.of(), TimeWindow.NONE))
        .isEqualTo(new PrimaryReading.Lost(LossReason.PRIMARY_UNDECODABLE));
  }

  @Test
  void aCodingThatIsOnlyClaimedCounts() {
    Differences differences = compare(differ(), coded("gzip", gzip(BODY)), coded("gzip", BODY));
    assertThat(found(differences)).isEqualTo("header:content-encoding REPRESENTATION");
    assertThat(differences.count()).isTrue();
  }

  /** Clients below the library may change the primary's response, but not that of a copy. */
  @Test
  void aCodingOtherThanTheHeaderSaysCounts() {
    for (ReceivedResponse before : List.of(coded("", BODY), coded("gzip", gzip(BODY)))) {
      for (ReceivedResponse after : List.of(coded("gzip", BODY), coded("", gzip(BODY)))) {
        Differences differences = compare(differ(), before, after);
        assertThat(found(differences)).isEqualTo("header:content-encoding REPRESENTATION");
        assertThat(differences.count()).isTrue();
        assertThat(compare(differ(), after, before).count()).isFalse();
      }
    }
  }

  @Test
  void theResponseToHeadHasACodingAndNoBody() {
    byte[] none = {};
    assertThat(compare(differ(), coded("gzip", none), coded("br", none)).all()).isEmpty();
  }

  @Test
  void aFileInGzipsFormatIsComparedAsItIs() {
    ReceivedResponse file = response(200, "application/gzip", gzip(BODY));
    ReceivedResponse other = response(200, "application/gzip", gzip(OTHER));
    assertThat(found(compare(differ(), file, other))).isEqualTo("$ VALUE");
  }

  @ParameterizedTest
  @EnumSource(ReceivedBody.Reason.class)
  void whatWasNotCapturedIsALossOfThePrimaryAndADifferenceOfTheOther(ReceivedBody.Reason reason) {
    ReceivedResponse missing =
        new ReceivedResponse(200, coded("", BODY).headers(), new ReceivedBody.Missing(reason));
    assertThat(differ().read(missing, Map.of(), TimeWindow.NONE))
        .isInstanceOf(PrimaryReading.Lost.class);
    assertThat(compare(differ(), coded("", BODY), missing).count()).isTrue();
  }

  @Test
  void streamsAreNotCompared() {
    for (String type :
        new String[] {"text/event-stream", "multipart/x-mixed-replace; boundary=x"}) {
      assertThat(differ().read(response(200, type, BODY), Map.of(), TimeWindow.NONE))
          .isEqualTo(new PrimaryReading.Lost(LossReason.PRIMARY_STREAMED));
    }
  }
}
