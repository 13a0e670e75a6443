package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.NothingIsLeft;
import io.github.mirror4j.http.fixture.RawServer;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a mirror does behind a connection, its callers get what they get without it. */
class FaultMatrixTest {

  /** Made here: as a module the tests do not open the package that it is in. */
  @RegisterExtension private static final NothingIsLeft NOTHING_IS_LEFT = new NothingIsLeft();

  @ParameterizedTest
  @EnumSource
  void noCallerFeelsIt(FaultServer fault) throws Exception {
    run(fault, run -> run);
  }

  /**
   * One fault of each kind: what a comparison reads in full takes the whole time of its primary.
   */
  @ParameterizedTest
  @EnumSource(
      names = {
        "HEALTHY",
        "HANGS_IN_HEADERS",
        "RESETS_IN_RESPONSE",
        "ENDS_AFTER_EACH_RESPONSE",
        "GARBAGE",
        "ENDLESS_HEADERS",
        "TEN_MEGABYTES",
        "RESPONDS_500"
      })
  void norWhereEachResponseIsCompared(FaultServer fault) throws Exception {
    run(fault, FaultRun::compared);
  }

  @ParameterizedTest
  @EnumSource(names = {"HEALTHY", "HANGS_IN_HEADERS", "RESETS_IN_RESPONSE"})
  void norWhereCopiesComeAfterTheResponseAndAreEdited(FaultServer fault) throws Exception {
    run(fault, FaultRun::afterResponse);
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HEALTHY", "HANGS_IN_HEADERS", "RESETS_IN_RESPONSE"})
  void norWithAnyOtherFaultThen(FaultServer fault) throws Exception {
    run(fault, FaultRun::afterResponse);
  }

  private static void run(FaultServer fault, UnaryOperator<FaultRun> settings) throws Exception {
    try (FaultEcho primary = new FaultEcho();
        RawServer mirror = fault.start()) {
      settings
          .apply(new FaultRun(primary))
          .with(builder -> hangs(fault) ? builder : builder.copyTimeout(Duration.ofSeconds(5)))
          .bodyBytes(fault == FaultServer.NEVER_READS ? 1_000_000 : 20_000)
          .against(mirror.uri(), fault.outcomes());
    }
  }

  /** Where no copy needs it, none is to run out of time because the machine is busy. */
  private static boolean hangs(FaultServer fault) {
    return fault.outcomes().contains("timed out");
  }
}
