/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file rename.h
 * @brief Other names for every symbol, for projects that carry a copy of the libraries inside their own.
 *
 * Two copies of different versions in one process would take each other's functions. Whoever builds a private copy
 * configures it with DISTARRAY_SYMBOL_PREFIX=acme_ and compiles what uses it with -DDAP_SYMBOL_PREFIX=acme_, as the
 * CMake targets and the pkg-config files of it say: sources stay as they are, the symbols are acme_dap_…, and the
 * libraries libacme_distarray…. C++ names are in namespace acme_dap, and found in dap. The structures of dap.h need no
 * prefix: they are the protocol.
 */
#ifndef DAP_RENAME_H
#define DAP_RENAME_H

#ifdef DAP_SYMBOL_PREFIX

/** @cond names */
#define DAP_RENAMED(name) DAP_RENAMED_WITH(DAP_SYMBOL_PREFIX, name)
#define DAP_RENAMED_WITH(prefix, name) DAP_RENAMED_JOIN(prefix, name)
#define DAP_RENAMED_JOIN(prefix, name) prefix##name

/* What is inline in C++ calls the functions of one copy, so its own name has to say which. */
#define DAP_NAMESPACE DAP_NAMESPACE_WITH(DAP_SYMBOL_PREFIX)
#define DAP_NAMESPACE_WITH(prefix) DAP_NAMESPACE_JOIN(prefix)
#define DAP_NAMESPACE_JOIN(prefix) prefix##dap
#ifdef __cplusplus
namespace DAP_NAMESPACE {}
namespace dap {
using namespace DAP_NAMESPACE;
}
#endif

#define DAPCustody DAP_RENAMED(DAPCustody)
#define DAPDirectory DAP_RENAMED(DAPDirectory)
#define DAPNative DAP_RENAMED(DAPNative)
#define DAPPlan DAP_RENAMED(DAPPlan)
#define DAPSource DAP_RENAMED(DAPSource)
#define DAPTransfer DAP_RENAMED(DAPTransfer)

#define dap_array_drop_halo DAP_RENAMED(dap_array_drop_halo)
#define dap_array_flatten DAP_RENAMED(dap_array_flatten)
#define dap_array_meet DAP_RENAMED(dap_array_meet)
#define dap_array_permute DAP_RENAMED(dap_array_permute)
#define dap_array_replica DAP_RENAMED(dap_array_replica)
#define dap_array_slice DAP_RENAMED(dap_array_slice)
#define dap_array_validate DAP_RENAMED(dap_array_validate)
#define dap_custody_drop DAP_RENAMED(dap_custody_drop)
#define dap_custody_take DAP_RENAMED(dap_custody_take)
#define dap_dim_owned_range DAP_RENAMED(dap_dim_owned_range)
#define dap_dim_owner DAP_RENAMED(dap_dim_owner)
#define dap_distribution_clone DAP_RENAMED(dap_distribution_clone)
#define dap_distribution_create DAP_RENAMED(dap_distribution_create)
#define dap_distribution_create_regular DAP_RENAMED(dap_distribution_create_regular)
#define dap_distribution_rank DAP_RENAMED(dap_distribution_rank)
#define dap_distribution_release DAP_RENAMED(dap_distribution_release)
#define dap_distribution_retain DAP_RENAMED(dap_distribution_retain)
#define dap_distribution_validate DAP_RENAMED(dap_distribution_validate)
#define dap_distribution_validate_all DAP_RENAMED(dap_distribution_validate_all)
#define dap_mpi_agree DAP_RENAMED(dap_mpi_agree)
#define dap_mpi_agree_on DAP_RENAMED(dap_mpi_agree_on)
#define dap_mpi_comm DAP_RENAMED(dap_mpi_comm)
#define dap_mpi_directory_create DAP_RENAMED(dap_mpi_directory_create)
#define dap_mpi_directory_destroy DAP_RENAMED(dap_mpi_directory_destroy)
#define dap_mpi_directory_find DAP_RENAMED(dap_mpi_directory_find)
#define dap_mpi_halo_plan_create DAP_RENAMED(dap_mpi_halo_plan_create)
#define dap_mpi_plan_create DAP_RENAMED(dap_mpi_plan_create)
#define dap_mpi_plan_create_between DAP_RENAMED(dap_mpi_plan_create_between)
#define dap_mpi_redistribute DAP_RENAMED(dap_mpi_redistribute)
#define dap_mpi_redistribute_between DAP_RENAMED(dap_mpi_redistribute_between)
#define dap_mpi_transfer_create DAP_RENAMED(dap_mpi_transfer_create)
#define dap_mpi_transfer_destroy DAP_RENAMED(dap_mpi_transfer_destroy)
#define dap_mpi_transfer_start DAP_RENAMED(dap_mpi_transfer_start)
#define dap_mpi_transfer_wait DAP_RENAMED(dap_mpi_transfer_wait)
#define dap_mpi_validate DAP_RENAMED(dap_mpi_validate)
#define dap_mpi_validate_distribution DAP_RENAMED(dap_mpi_validate_distribution)
#define dap_mpi_validate_halos DAP_RENAMED(dap_mpi_validate_halos)
#define dap_mpi_validate_replicas DAP_RENAMED(dap_mpi_validate_replicas)
#define dap_native_access DAP_RENAMED(dap_native_access)
#define dap_native_adopt DAP_RENAMED(dap_native_adopt)
#define dap_native_array DAP_RENAMED(dap_native_array)
#define dap_native_create DAP_RENAMED(dap_native_create)
#define dap_native_destroy DAP_RENAMED(dap_native_destroy)
#define dap_native_export DAP_RENAMED(dap_native_export)
#define dap_native_fill DAP_RENAMED(dap_native_fill)
#define dap_native_gather DAP_RENAMED(dap_native_gather)
#define dap_native_get DAP_RENAMED(dap_native_get)
#define dap_native_import DAP_RENAMED(dap_native_import)
#define dap_native_provider DAP_RENAMED(dap_native_provider)
#define dap_native_set DAP_RENAMED(dap_native_set)
#define dap_native_visit DAP_RENAMED(dap_native_visit)
#define dap_petsc_dmda_import DAP_RENAMED(dap_petsc_dmda_import)
#define dap_petsc_vec_access DAP_RENAMED(dap_petsc_vec_access)
#define dap_petsc_vec_export DAP_RENAMED(dap_petsc_vec_export)
#define dap_petsc_vec_import DAP_RENAMED(dap_petsc_vec_import)
#define dap_petsc_vec_import_on_dmda DAP_RENAMED(dap_petsc_vec_import_on_dmda)
#define dap_petsc_vec_provider DAP_RENAMED(dap_petsc_vec_provider)
#define dap_plan_count DAP_RENAMED(dap_plan_count)
#define dap_plan_create DAP_RENAMED(dap_plan_create)
#define dap_plan_relabel DAP_RENAMED(dap_plan_relabel)
#define dap_plan_release DAP_RENAMED(dap_plan_release)
#define dap_reclaim DAP_RENAMED(dap_reclaim)
#define dap_source_access DAP_RENAMED(dap_source_access)
#define dap_source_array DAP_RENAMED(dap_source_array)
#define dap_source_create DAP_RENAMED(dap_source_create)
#define dap_source_export DAP_RENAMED(dap_source_export)
#define dap_source_num_exports DAP_RENAMED(dap_source_num_exports)
#define dap_source_provider DAP_RENAMED(dap_source_provider)
#define dap_source_release DAP_RENAMED(dap_source_release)
#define dap_source_settle DAP_RENAMED(dap_source_settle)
#define dap_source_unwrap DAP_RENAMED(dap_source_unwrap)
#define dap_source_wrap DAP_RENAMED(dap_source_wrap)
/** @endcond */

#else

#define DAP_NAMESPACE dap /**< Of all that is C++. */

#endif /* DAP_SYMBOL_PREFIX */

#endif /* DAP_RENAME_H */
