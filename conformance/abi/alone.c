/* SPDX-License-Identifier: BSD-3-Clause */
/* Compiled with one public header in front (-include): a header needs nothing that it does not include itself. */
typedef int alone;
