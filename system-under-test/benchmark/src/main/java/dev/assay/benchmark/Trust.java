package dev.assay.benchmark;

import dev.assay.node.security.Authority;
import dev.assay.node.security.Authority.Validity;
import dev.assay.node.security.Identity;
import dev.assay.node.security.Security;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The certificates of both contenders, or none. */
final class Trust {
  private final Optional<Authority> authority;
  private final Path folder;

  private Trust(Optional<Authority> authority, Path folder) {
    this.authority = authority;
    this.folder = folder;
  }

  static Trust plaintext(Path folder) {
    return new Trust(Optional.empty(), folder);
  }

  static Trust mutual(Path folder) {
    return new Trust(Optional.of(Authority.create(Validity.AGES)), folder);
  }

  /** For whoever calls the nodes. */
  Security ofLoad() {
    return authority
        .<Security>map(
            it ->
                new Security.MutualTls(
                    it.issue(Identity.client("load"), Validity.AGES), System.err::println))
        .orElseGet(Security.Plaintext::new);
  }

  /** A folder with a node's files; empty: it goes without. */
  Optional<Path> ofNode(String name) throws IOException {
    if (authority.isEmpty()) {
      return Optional.empty();
    }
    Path own = folder.resolve(name);
    authority.get().issue(Identity.node(name), Validity.AGES, List.of("127.0.0.1")).write(own);
    return Optional.of(own);
  }
}
