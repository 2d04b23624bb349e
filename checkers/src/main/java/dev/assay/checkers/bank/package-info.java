/**
 * Accounts with transfers between them and reads of all: transfers commute while no account runs
 * dry, and each read of all accounts says which of the open transfers it saw.
 */
@NullMarked
package dev.assay.checkers.bank;

import org.jspecify.annotations.NullMarked;
