package io.github.mirror4j.examples.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.bench.load.Plan.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The load benchmark's options say what is measured; wrong ones are refused with exit code 2. */
class LoadOptionsTest {

  @Test
  void everythingIsMeasuredByDefault() {
    Plan plan = plan();

    assertThat(plan.forks()).isEqualTo(3);
    assertThat(plan.rounds()).isEqualTo(2);
    assertThat(plan.seconds()).isEqualTo(1);
    assertThat(plan.worker()).isEqualTo(new WorkerSettings(32, 1_200, 0, false));
    assertThat(plan.states()).containsExactly(MirrorState.values());
    assertThat(plan.variants()).containsExactlyElementsOf(Variant.MIRRORING);
    assertThat(plan.modes()).containsExactly(Mode.values());
    assertThat(plan.parts()).containsExactly(Part.MIRRORS, Part.UNTOUCHED, Part.FLOOR, Part.HEAP);
  }

  @Test
  void quickIsShorter() {
    assertThat(plan("--quick").forks()).isEqualTo(1);
    assertThat(plan("--quick").seconds()).isEqualTo(0.5);
    assertThat(plan("--quick", "--forks", "2", "--rounds", "7").forks()).isEqualTo(2);
    assertThat(plan("--quick", "--rounds", "7").rounds()).isEqualTo(7);
  }

  @Test
  void theLoadCanBeChanged() {
    Plan plan = plan("--callers", "8", "--rate", "90", "--body", "1024", "--executor", "virtual");

    assertThat(plan.worker()).isEqualTo(new WorkerSettings(8, 90, 1024, true));
  }

  @Test
  void onlyLimitsTheKindsThatItNames() {
    Plan plan = plan("--only", "hung,black-holed,mirror4j");

    assertThat(plan.states()).containsExactly(MirrorState.HUNG, MirrorState.BLACK_HOLED);
    assertThat(plan.variants()).containsExactly(Variant.MIRROR4J);
    assertThat(plan.modes()).containsExactly(Mode.values());
    assertThat(plan.parts()).containsExactly(Part.MIRRORS);
  }

  @Test
  void onlyCanNameOtherPartsAlone() {
    assertThat(plan("--only", "heap").parts()).containsExactly(Part.HEAP);
    assertThat(plan("--only", "floor").parts()).containsExactly(Part.FLOOR);
    assertThat(plan("--only", "untouched,paced").parts())
        .containsExactly(Part.MIRRORS, Part.UNTOUCHED);
    assertThat(plan("--only", "clients,hung").parts()).containsExactly(Part.CLIENTS);
    assertThat(plan("--only", "clients,hung").states()).containsExactly(MirrorState.HUNG);
  }

  @ParameterizedTest
  @CsvSource({
    "--forks 21, --forks 21: expected a number from 1 to 20",
    "--rounds 0, --rounds 0: expected a number from 1 to 100",
    "--seconds 0.01, --seconds 0.01: expected a number from 0.05 to 60",
    "--rate 0, --rate 0: expected a number from 1 to 100000",
    "--callers 1001, --callers 1001: expected a number from 1 to 1000",
    "--body -1, --body -1: expected a number from 0 to 1000000",
    "--only healthy;quickly, --only healthy;quickly: unknown",
    "--loud, Unknown option: '--loud'",
  })
  void wrongOnesAreRefused(String args, String message) {
    LoadCommand run = LoadCommand.of(args.replace(';', ',').split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message.replace("healthy;", "")).contains("--quick");
  }

  @Test
  void helpListsThem() {
    LoadCommand run = LoadCommand.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("--quick", "--rounds", "--seconds", "--rate", "--only", "--nginx", "Exit code");
  }

  private static Plan plan(String... args) {
    LoadOptions options = new LoadOptions();
    new CommandLine(options).parseArgs(args);
    return options.plan();
  }
}
