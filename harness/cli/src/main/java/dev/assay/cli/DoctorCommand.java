package dev.assay.cli;

import dev.assay.docker.DockerDoctor;
import dev.assay.environment.process.ProcessDoctor;
import dev.assay.environment.process.ProcessOptions;
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
    List<ProcessDoctor.Finding> process = ProcessDoctor.examine(ProcessOptions.defaults());
    head("process", process.stream().allMatch(ProcessDoctor.Finding::works));
    process.forEach(
        found ->
            line(
                found.what(),
                found.works(),
                found.works() ? found.why() : found.why() + ": " + found.remedy()));
    List<DockerDoctor.Finding> docker = DockerDoctor.examine();
    head("docker", docker.stream().allMatch(DockerDoctor.Finding::fine));
    docker.forEach(found -> line(found.subject(), found.fine(), found.detail()));
    return 0;
  }

  private static void head(String environment, boolean works) {
    System.out.println(environment + ": " + (works ? "yes" : "not everything works"));
  }

  private static void line(String what, boolean works, String detail) {
    System.out.println("  %-3s %s: %s".formatted(works ? "yes" : "no", what, detail));
  }
}
