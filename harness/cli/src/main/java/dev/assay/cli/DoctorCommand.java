package dev.assay.cli;

import dev.assay.docker.DockerDoctor;
import dev.assay.environment.process.ProcessDoctor;
import dev.assay.environment.process.ProcessOptions;
import dev.assay.harness.environment.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what this machine can do. */
@Command(
    name = "doctor",
    description = "What this machine can do: environments, faults, why not, and what to install.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.println("sim: yes, everywhere");
    tell("process", ProcessDoctor.examine(ProcessOptions.defaults()));
    tell("docker", DockerDoctor.examine());
    return 0;
  }

  private static void tell(String environment, List<Finding> findings) {
    boolean works = findings.stream().allMatch(Finding::fine);
    System.out.println(environment + ": " + (works ? "yes" : "not everything works"));
    for (Finding found : findings) {
      System.out.println(
          "  %-3s %s: %s%s"
              .formatted(
                  found.fine() ? "yes" : "no",
                  found.subject(),
                  found.detail(),
                  found.remedy().isEmpty() ? "" : ": " + found.remedy()));
    }
  }
}
