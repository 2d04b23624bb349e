package dev.assay.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The boundaries that a module's dependencies alone can't hold. */
final class ArchitectureTest {
  /** Deterministic and without I/O, threads, clocks or randomness of their own. */
  private static final String[] CORES = {
    "dev.assay.raft..",
    "dev.assay.ledger..",
    "dev.assay.node",
    "dev.assay.node.wire..",
    "dev.assay.simulator..",
    "dev.assay.checkers..",
    "dev.assay.history",
    "dev.assay.harness.generator..",
    "dev.assay.harness.interpreter.."
  };

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.assay");

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.assay.(**)").should().beFreeOfCycles().check(withoutGenerated());
  }

  @Test
  void coresReadNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(CORES)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(PRODUCTION);
  }

  @Test
  void coresDrawNothingAmbient() {
    noClasses()
        .that()
        .resideInAnyPackage(CORES)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(System.class, "identityHashCode", Object.class)
        .check(PRODUCTION);
  }

  @Test
  void coresStartNoThread() {
    noClasses()
        .that()
        .resideInAnyPackage(CORES)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .check(PRODUCTION);
  }

  @Test
  void raftAndLedgerDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.assay.raft..", "dev.assay.ledger..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "org.slf4j..")
        .check(PRODUCTION);
  }

  @Test
  void reportsKnowOnlyTheResultsOfCheckers() {
    noClasses()
        .that()
        .resideInAPackage("dev.assay.reports..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are checkers but not their results",
                other ->
                    other.getPackageName().startsWith("dev.assay.checkers")
                        && !other.getPackageName().startsWith("dev.assay.checkers.result")))
        .check(PRODUCTION);
  }

  @Test
  void nothingIsNamedForWantOfAName() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Common|Helper|Manager|Base|Impl)")
        .orShould()
        .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..base..")
        .check(withoutGenerated());
  }

  private static JavaClasses withoutGenerated() {
    return PRODUCTION.that(
        com.tngtech.archunit.base.DescribedPredicate.describe(
            "are written by hand",
            type -> !type.getPackageName().startsWith("dev.assay.protocol")));
  }
}
