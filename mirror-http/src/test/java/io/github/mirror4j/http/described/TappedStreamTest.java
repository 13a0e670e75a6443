package io.github.mirror4j.http.described;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.BodyTap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that pass through a tap do what they do without. */
class TappedStreamTest {

  private static final String TEXT = "three orders";

  private final Notes notes = new Notes();

  /** What a tap gets. */
  private static final class Notes implements Subscriber<ByteBuffer> {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> ends = new ArrayList<>();

    @Override
    public void onSubscribe(Subscription subscription) {}

    @Override
    public void onNext(ByteBuffer item) {
      byte[] part = new byte[item.remaining()];
      item.get(part);
      bytes.writeBytes(part);
    }

    @Override
    public void onError(Throwable failure) {
      ends.add("failed");
    }

    @Override
    public void onComplete() {
      ends.add("complete");
    }
  }

  private BodyTap tap(long length) {
    BodyTap tap = new BodyTap(length);
    tap.subscribe(notes);
    return tap;
  }

  private InputStream reading(long length, InputStream in) {
    return tap(length).reading(in);
  }

  private InputStream reading() {
    return reading(-1, new ByteArrayInputStream(TEXT.getBytes(UTF_8)));
  }

  @FunctionalInterface
  private interface Reader {
    byte[] read(InputStream in) throws IOException;
  }

  private static Named<Reader> reader(String name, Reader reader) {
    return Named.of(name, reader);
  }

  static Stream<Named<Reader>> readers() {
    return Stream.of(
        reader("readAllBytes", InputStream::readAllBytes),
        reader("readNBytes", in -> in.readNBytes(100)),
        reader(
            "read",
            in -> {
              ByteArrayOutputStream all = new ByteArrayOutputStream();
              for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
              }
              return all.toByteArray();
            }),
        reader(
            "read into an array",
            in -> {
              byte[] part = new byte[5];
              ByteArrayOutputStream all = new ByteArrayOutputStream();
              for (int read = in.read(part, 1, 3); read >= 0; read = in.read(part, 1, 3)) {
                all.write(part, 1, read);
              }
              return all.toByteArray();
            }),
        reader(
            "transferTo",
            in -> {
              ByteArrayOutputStream all = new ByteArrayOutputStream();
              in.transferTo(all);
              return all.toByteArray();
            }));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void whatIsReadToItsEndIsComplete(Reader reader) throws Exception {
    try (InputStream in = reading()) {
      assertThat(reader.read(in)).asString(UTF_8).isEqualTo(TEXT);
      assertThat(in.read()).isNegative();
    }

    assertThat(notes.bytes.toString(UTF_8)).isEqualTo(TEXT);
    assertThat(notes.ends).containsExactly("complete");
  }

  @Test
  void allBytesAreBytes() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    InputStream in = reading(-1, new ByteArrayInputStream(all));
    for (int i = 0; i < 128; i++) {
      assertThat(in.read()).isEqualTo(i);
    }
    assertThat(in.readAllBytes()).hasSize(128);

    assertThat(notes.bytes.toByteArray()).isEqualTo(all);
  }

  static Stream<Named<Reader>> earlyEnds() {
    return Stream.of(
        reader("closes early", in -> in.readNBytes(5)),
        reader(
            "skips",
            in -> {
              assertThat(in.skip(2)).isEqualTo(2);
              return in.readAllBytes();
            }),
        reader(
            "reads twice",
            in -> {
              assertThat(in.markSupported()).isTrue();
              in.mark(100);
              in.readNBytes(2);
              in.reset();
              return in.readAllBytes();
            }));
  }

  @ParameterizedTest
  @MethodSource("earlyEnds")
  void whatIsNotReadFromStartToEndIsNotComplete(Reader reader) throws Exception {
    byte[] plain = reader.read(new ByteArrayInputStream(TEXT.getBytes(UTF_8)));
    try (InputStream in = reading()) {
      assertThat(reader.read(in)).isEqualTo(plain);
    }

    assertThat(notes.ends).containsExactly("failed");
  }

  /** As parsers do that know where a document ends. */
  @Test
  void aBodyOfKnownLengthNeedNotBeReadBeyondIt() throws Exception {
    try (InputStream in = reading(12, new ByteArrayInputStream(TEXT.getBytes(UTF_8)))) {
      assertThat(in.read(new byte[12])).isEqualTo(12);
      assertThat(notes.ends).isEmpty();
    }

    assertThat(notes.ends).containsExactly("complete");
  }

  @Test
  void aFailureToReadIsTheReaders() {
    IOException broken = new IOException("reset");
    InputStream in =
        reading(
            -1,
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw broken;
              }
            });

    assertThatThrownBy(in::read).isSameAs(broken);
    assertThatThrownBy(() -> in.read(new byte[3])).isSameAs(broken);
    assertThat(notes.ends).containsExactly("failed");
  }

  @Test
  void theStreamItselfIsClosedAndAsked() throws Exception {
    List<String> asked = new ArrayList<>();
    InputStream in =
        reading(
            -1,
            new ByteArrayInputStream(TEXT.getBytes(UTF_8)) {
              @Override
              public void close() {
                asked.add("close");
              }
            });
    assertThat(in.available()).isEqualTo(12);
    in.close();
    in.close();

    assertThat(asked).containsExactly("close", "close");
  }

  @Test
  void whatIsWrittenIsHandedOver() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BodyTap tap = tap(-1);
    try (OutputStream along = tap.writing(out)) {
      along.write('t');
      along.write("xhree ".getBytes(UTF_8), 1, 5);
      along.write("orders".getBytes(UTF_8));
      along.flush();
    }
    assertThat(notes.ends).as("only its writer knows").isEmpty();
    tap.complete();

    assertThat(out.toString(UTF_8)).isEqualTo(TEXT);
    assertThat(notes.bytes.toString(UTF_8)).isEqualTo(TEXT);
    assertThat(notes.ends).containsExactly("complete");
  }

  /** Bytes in one piece go on in one piece: each may be a packet. */
  @Test
  void eachCallIsOneCall() throws Exception {
    List<String> calls = new ArrayList<>();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            calls.add("one");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            calls.add("some " + length);
          }

          @Override
          public void flush() {
            calls.add("flush");
          }

          @Override
          public void close() {
            calls.add("close");
          }
        };
    try (OutputStream along = tap(-1).writing(out)) {
      along.write(1);
      along.write(new byte[100]);
      along.flush();
    }

    assertThat(calls).containsExactly("one", "some 100", "flush", "close");
  }

  @Test
  void aFailureToWriteIsTheWriters() {
    IOException broken = new IOException("broken pipe");
    OutputStream out =
        tap(-1)
            .writing(
                new OutputStream() {
                  @Override
                  public void write(int b) throws IOException {
                    throw broken;
                  }
                });

    assertThatThrownBy(() -> out.write(1)).isSameAs(broken);
    assertThatThrownBy(() -> out.write(new byte[2])).isSameAs(broken);
    assertThat(notes.ends).containsExactly("failed");
    assertThat(notes.bytes.size()).isZero();
  }

  @Test
  void aTapThatNobodyReadsIsJustAStream() {
    BodyTap unread = new BodyTap();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream along = unread.writing(out);
        InputStream in = unread.reading(new ByteArrayInputStream(TEXT.getBytes(UTF_8)))) {
      in.transferTo(along);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    assertThat(out.toString(UTF_8)).isEqualTo(TEXT);
  }
}
