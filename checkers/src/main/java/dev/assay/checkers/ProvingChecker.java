package dev.assay.checkers;

import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.result.CheckResult;
import java.util.Optional;

/** A checker that finds what proves a result once there is one, and only for those who ask. */
public interface ProvingChecker extends Checker {
  /** What proves the result; empty where there is no such thing. */
  Optional<Certificate> proof(Recording recording, CheckResult result);

  @Override
  default CheckResult check(Recording recording, Budget budget, Certificates certificates) {
    CheckResult result = check(recording, budget);
    return certificates.equals(Certificates.NONE)
        ? result
        : result.certifiedBy(proof(recording, result).flatMap(p -> certificates.keep(name(), p)));
  }
}
