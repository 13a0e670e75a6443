package io.github.mirror4j.examples.integration;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirroredCall;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response whose body is kept while the application writes it, for a comparison: in the memory
 * and within the limits of the engine. It is handed over at the end, when status and headers are
 * final.
 */
final class TappedServletResponse extends HttpServletResponseWrapper {

  private final MirroredCall call;
  private BodyTap kept;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;
  private @Nullable Writer keptWriter;
  private boolean isMissed;

  TappedServletResponse(HttpServletResponse response, MirroredCall call) {
    super(response);
    this.call = call;
    kept = call.keeping();
  }

  /** Hands the body over; one that was not seen as a whole is not handed over as if it were. */
  synchronized void end(int status, Map<String, List<String>> headers) {
    flushWriter();
    call.responded(status, headers, kept);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new TappedStream(super.getOutputStream());
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      PrintWriter containers = super.getWriter();
      Writer along = new OutputStreamWriter(new Kept(), charset());
      keptWriter = along;
      writer =
          new PrintWriter(new TappedWriter(containers, along)) {
            @Override
            public boolean checkError() {
              return super.checkError() || containers.checkError();
            }
          };
    }
    return writer;
  }

  private Charset charset() {
    try {
      return Charset.forName(getCharacterEncoding());
    } catch (IllegalArgumentException e) {
      miss(); // The container knows an encoding that the JDK does not.
      return StandardCharsets.ISO_8859_1;
    }
  }

  /** The container writes the body of an error page, by itself. */
  @Override
  public void sendError(int status) throws IOException {
    miss();
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    miss();
    super.sendError(status, message);
  }

  @Override
  public void reset() {
    super.reset();
    forget();
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    forget();
  }

  private synchronized void forget() {
    flushWriter();
    kept = call.keeping();
    if (isMissed) {
      miss();
    }
  }

  private void flushWriter() {
    try {
      if (keptWriter != null) {
        keptWriter.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // It is written to memory.
    }
  }

  private synchronized void keep(byte[] bytes, int offset, int length) {
    kept.write(bytes, offset, length);
  }

  /** Not all of the body can be seen. */
  synchronized void miss() {
    isMissed = true;
    kept.fail(new IOException("not seen"));
  }

  private final class Kept extends OutputStream {

    @Override
    public void write(int b) {
      keep(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      keep(bytes, offset, length);
    }
  }

  private static final class TappedWriter extends FilterWriter {

    private final Writer along;

    TappedWriter(PrintWriter containers, Writer along) {
      super(containers);
      this.along = along;
    }

    @Override
    public void write(int c) throws IOException {
      out.write(c);
      along.write(c);
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      out.write(text, offset, length);
      along.write(text, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      out.write(text, offset, length);
      along.write(text, offset, length);
    }
  }

  private final class TappedStream extends ServletOutputStream {

    private final ServletOutputStream out;

    TappedStream(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      keep(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      keep(bytes, offset, length);
    }

    /** Containers differ in what they make of characters that the encoding does not have. */
    @Override
    public void print(String text) throws IOException {
      out.print(text);
      byte[] bytes = String.valueOf(text).getBytes(charset());
      keep(bytes, 0, bytes.length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
