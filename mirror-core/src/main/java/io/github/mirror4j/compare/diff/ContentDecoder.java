package io.github.mirror4j.compare.diff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Undoes the content codings of bodies (RFC 9110, section 8.4): gzip and deflate, as deep as they
 * are nested, each up to a limit.
 *
 * <p>A client below the library may have decoded the body already and left the header where it was,
 * so a body that does not start like gzip is taken as it is. The coding that is reported tells the
 * two apart. A client may also have removed the header of a body that is still coded.
 */
final class ContentDecoder {

  private static final int CODINGS_LIMIT = 4;

  /** What a body is reported to have had that is in gzip's format without a header. */
  private static final String GZIP = "gzip ";

  private final int limit;

  ContentDecoder(int limit) {
    this.limit = limit;
  }

  DecodedBody decode(Map<String, List<String>> headers, byte[] bytes) {
    List<String> codings = codings(headers);
    if (bytes.length == 0 || (codings.isEmpty() && !isGzip(bytes))) {
      return DecodedBody.Plain.of(bytes);
    }
    if (codings.isEmpty()) {
      return sniffed(headers, bytes);
    }
    if (codings.size() > CODINGS_LIMIT) {
      return DecodedBody.Undecodable.UNKNOWN_CODING;
    }
    Collections.reverse(codings);
    DecodedBody body = DecodedBody.Plain.of(bytes);
    for (String coding : codings) {
      if (body instanceof DecodedBody.Plain coded) {
        body = undo(coding, coded);
      }
    }
    return body;
  }

  /** Returns the codings in the order in which they were applied. */
  private static List<String> codings(Map<String, List<String>> headers) {
    List<String> values = headers.getOrDefault("content-encoding", List.of());
    return HeaderText.list(values).stream()
        .map(coding -> coding.toLowerCase(Locale.ROOT))
        .map(coding -> coding.equals("x-gzip") ? "gzip" : coding)
        .filter(coding -> !coding.equals("identity"))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** A file in gzip's format is compared as such; anything else is read if it can be. */
  private DecodedBody sniffed(Map<String, List<String>> headers, byte[] bytes) {
    if (MediaType.of(headers).format() == MediaType.Format.BINARY) {
      return DecodedBody.Plain.of(bytes);
    }
    DecodedBody body = gunzip(bytes);
    if (body instanceof DecodedBody.Plain plain) {
      return new DecodedBody.Plain(plain.bytes(), GZIP, true);
    }
    return body == DecodedBody.Undecodable.MALFORMED ? DecodedBody.Plain.of(bytes) : body;
  }

  private DecodedBody undo(String coding, DecodedBody.Plain coded) {
    if (coding.equals("gzip") && !isGzip(coded.bytes())) {
      return new DecodedBody.Plain(coded.bytes(), coded.coding(), true);
    }
    DecodedBody body =
        switch (coding) {
          case "gzip" -> gunzip(coded.bytes());
          case "deflate" -> inflate(coded.bytes());
          default -> DecodedBody.Undecodable.UNKNOWN_CODING;
        };
    return body instanceof DecodedBody.Plain plain
        ? new DecodedBody.Plain(plain.bytes(), coded.coding() + coding + " ", coded.isMislabeled())
        : body;
  }

  private DecodedBody gunzip(byte[] bytes) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return read(in);
    } catch (IOException e) {
      return DecodedBody.Undecodable.MALFORMED;
    }
  }

  private DecodedBody inflate(byte[] bytes) {
    Inflater inflater = new Inflater(!isZlib(bytes));
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
      return read(in);
    } catch (IOException e) {
      return DecodedBody.Undecodable.MALFORMED;
    } finally {
      inflater.end();
    }
  }

  private DecodedBody read(InputStream in) throws IOException {
    byte[] plain = in.readNBytes(limit + 1);
    return plain.length > limit ? DecodedBody.Undecodable.TOO_LARGE : DecodedBody.Plain.of(plain);
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  /** Deflate means zlib's format (RFC 1950), but some servers send the bare stream (RFC 1951). */
  private static boolean isZlib(byte[] bytes) {
    return bytes.length > 1
        && (bytes[0] & 0x0f) == 8
        && (((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff)) % 31 == 0;
  }
}
