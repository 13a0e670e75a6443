package io.github.mirror4j.http.send;

import io.github.mirror4j.http.guard.Threads;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls one mirror's editor, on platform threads of its own: an editor that hangs keeps those
 * alone, and hinders neither the editors of other mirrors nor a carrier of virtual threads.
 *
 * <p>What finds no thread free waits until the copy's time is over. Only copies that have a permit
 * come here, so no more wait than there are permits. There are no threads while nothing is edited.
 */
public final class EditCalls {

  static final int MAX_THREADS = 4;

  /** The copy that is edited. */
  public interface Edited {

    /** {@return whether the editor may begin: false if the copy has ended} */
    boolean editorBegins();

    /** The editor has returned, perhaps long after the copy ended. */
    void editorReturned();
  }

  /** The editor threw. */
  static final class EditorException extends Exception {
    private static final long serialVersionUID = 1L;

    EditorException(Throwable cause) {
      super(null, cause, false, false);
    }
  }

  /** The user's code, with its copy. */
  @FunctionalInterface
  interface Edit<T> {
    @Nullable T edit() throws Exception;
  }

  private final ThreadPoolExecutor threads;

  /** Creates the place, without threads. */
  public EditCalls() {
    threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Threads.platform("mirror4j-edit-"));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Calls the editor, and waits.
   *
   * @throws EditorException if the editor threw
   * @throws InterruptedException if the calling thread is interrupted; so is the editor, and a call
   *     that has not begun never does
   */
  <T> @Nullable T call(Edit<T> edit, Edited copy) throws InterruptedException, EditorException {
    FutureTask<@Nullable T> call =
        new FutureTask<>(
            () -> {
              if (!copy.editorBegins()) {
                throw new CancellationException();
              }
              try {
                return edit.edit();
              } finally {
                copy.editorReturned();
              }
            });
    threads.execute(call);
    try {
      return call.get();
    } catch (InterruptedException e) {
      call.cancel(true);
      threads.remove(call);
      throw e;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new EditorException(cause == null ? e : cause);
    }
  }
}
