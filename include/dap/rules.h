/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file rules.h
 * @brief Numbers of the rules of spec/dap-1.0.md, as they appear in DAPError::rule.
 *
 * The hundreds are the section, so rule 806 is the sixth of section 8. A number is never reused or changed.
 */
#ifndef DAP_RULES_H
#define DAP_RULES_H

/** @name 4. Versions and features */
/**@{*/
#define DAP_RULE_MAJOR_VERSION 401   /**< The major version can be read here. */
#define DAP_RULE_FEATURE_UNKNOWN 403 /**< No must-understand bit is set that the reader does not know. */
#define DAP_RULE_FEATURE_MISSING 404 /**< Every feature that is used is flagged, where it belongs. */
#define DAP_RULE_KIND_UNKNOWN 405    /**< Every kind is one that the reader knows. */
/**@}*/

/** @name 5. Ownership */
/**@{*/
#define DAP_RULE_RELEASED 501        /**< The array is live: `release` is not NULL. */
#define DAP_RULE_NO_DISTRIBUTION 502 /**< `distribution` is not NULL. */
/**@}*/

/** @name 6. Access */
/**@{*/
#define DAP_RULE_MODE 601         /**< The mode is READ, WRITE or OVERWRITE, with or without END. */
#define DAP_RULE_END_UNOPENED 602 /**< END names an opening that is held. */
#define DAP_RULE_BUSY 603         /**< Any number of readers, or one writer. */
#define DAP_RULE_READ_ONLY 605    /**< Opening for WRITE or OVERWRITE needs DAP_ARRAY_WRITABLE. */
#define DAP_RULE_STALE 606        /**< Part pointers are constant during one export. */
#define DAP_RULE_LENT 607         /**< An opening that is lent to re-exports is not ended before theirs. */
/**@}*/

/** @name 7. Distributions */
/**@{*/
#define DAP_RULE_NDIM 701            /**< 0 ≤ ndim, 0 ≤ num_replica_dims, together at most 64. */
#define DAP_RULE_DIMS_NULL 702       /**< `dims` is not NULL if there are dimensions. */
#define DAP_RULE_IDENTITY 703        /**< `id_space` is not NULL and `id` is not 0. */
#define DAP_RULE_POINTS_PER_RANK 704 /**< points_per_rank is at least 1. */
#define DAP_RULE_RANK_TABLE 705      /**< `ranks` has num_ranks entries, all ranks; NULL if num_ranks is 0. */
#define DAP_RULE_RANK_FORMULA 706    /**< Every grid point has a rank in [0, comm.size). */
#define DAP_RULE_COMM_RANK 707       /**< comm.size ≥ 1 and 0 ≤ comm.rank < comm.size. */
#define DAP_RULE_PARTS_NULL 708      /**< num_parts ≥ 0; `local` is not NULL if it has entries. */
#define DAP_RULE_PART_PLACE 709      /**< A part lies on the rank that the formula gives for its coordinates. */
#define DAP_RULE_PART_ORDER 710      /**< Parts are in C order of their coordinates, none twice. */
#define DAP_RULE_SIZE_OVERFLOW 711   /**< Grid points and elements can be counted in 63 bits. */
#define DAP_RULE_PART_MISSING 712    /**< A grid point of this rank that is known to own elements has a part. */
#define DAP_RULE_POINT_MISSING 730   /**< Every grid point that owns elements has a part, as all ranks together know. */
#define DAP_RULE_REPLICA_VALUES 731  /**< All replicas of an element have equal values. */
/**@}*/

/** @name 8. Dimensions */
/**@{*/
#define DAP_RULE_SIZE 801           /**< size is at least 0. */
#define DAP_RULE_GRID_SIZE 802      /**< grid_size is at least 1. */
#define DAP_RULE_PERIODIC_EMPTY 803 /**< A periodic dimension has a size of at least 1. */
#define DAP_RULE_BOUNDARY 804       /**< Boundary widths are at least 0 and sum to at most the size. */
#define DAP_RULE_BLOCK_VARIANT 805  /**< A block dimension is balanced, has bounds, has a block size, or is unknown. */
#define DAP_RULE_BOUNDS 806         /**< bounds go from 0 to size and never decrease. */
#define DAP_RULE_BLOCK_SIZE 807     /**< block_size · grid_size covers size. */
#define DAP_RULE_COORDINATE 808     /**< A part's coordinate lies in the grid. */
#define DAP_RULE_OWNED 809          /**< start and num_owned are what the dimension says for the coordinate. */
#define DAP_RULE_CYCLIC 810 /**< Cyclic: block_size ≥ 1, first_coordinate in the grid, first_block in 1 … block_size. */
#define DAP_RULE_LIST_LENGTH 812   /**< num_indices ≥ num_owned (unstructured), ≥ 0 (listed halo), 0 (otherwise). */
#define DAP_RULE_LIST_RANGE 813    /**< Listed indices, less index_base, lie in [0, size). */
#define DAP_RULE_LIST_REPEATED 814 /**< No index is listed twice in one coordinate of an unstructured dimension. */
#define DAP_RULE_LIST_FORM 815     /**< index_form is known, and `indices` is NULL exactly if num_indices is 0. */
#define DAP_RULE_RUNS 816        /**< Runs have counts ≥ 1 that sum to num_indices, and none crosses into the halo. */
#define DAP_RULE_COVER 817       /**< DAP_DIM_INCOMPLETE and DAP_DIM_OVERLAPPING: only kinds `u` and `x`. */
#define DAP_RULE_BOXES 819       /**< Kind `x`: in all dimensions, with grid_size 1 and no replicas. */
#define DAP_RULE_REPLICA 820     /**< Kind `r`: exactly in the trailing num_replica_dims dimensions. */
#define DAP_RULE_SELECTION 821   /**< Views: indices that are taken lie in the dimension, and the step is not 0. */
#define DAP_RULE_SPACING 822     /**< Views: what is taken of a part lies at equal distances along each dimension. */
#define DAP_RULE_INDEX_OWNER 823 /**< Views: an index takes a dimension away only if all processes know its owner. */
#define DAP_RULE_LISTED_BOXES 824 /**< DAPBoxes: kind `x`, counted, within sizes and ranks, this rank's as its parts. */
#define DAP_RULE_COORDINATE_AGREES 830 /**< Grid points of one coordinate own the same indices, in the same order. */
#define DAP_RULE_RANGES_FOLLOW 831     /**< Unknown ranges follow each other in the order of the coordinates. */
#define DAP_RULE_NOT_OWNED 832         /**< Every index, or element of boxes, is owned; but INCOMPLETE. */
#define DAP_RULE_OWNED_TWICE 833       /**< No index, or element of boxes, is owned twice; but OVERLAPPING. */
/**@}*/

/** @name 9. Halos */
/**@{*/
#define DAP_RULE_HALO_WIDTH 901  /**< Halo widths are at least 0. */
#define DAP_RULE_HALO_FLAG 902   /**< Only dimensions flagged DAP_DIM_HALO (_HALO_LIST) store a halo. */
#define DAP_RULE_HALO_KIND 903   /**< Unstructured, cyclic and replica dimensions have no halo widths. */
#define DAP_RULE_HALO_FORM 904   /**< DAP_DIM_HALO_LIST: only blocks, and without DAP_DIM_HALO. */
#define DAP_RULE_HALO_VALUES 905 /**< Halo elements equal those that they are copies of. */
/**@}*/

/** @name 10. Parts and buffers */
/**@{*/
#define DAP_RULE_PARTS_MISSING 1001  /**< `parts` is not NULL if num_parts is not 0. */
#define DAP_RULE_BUFFER_NDIM 1002    /**< buffer.ndim equals the distribution's ndim. */
#define DAP_RULE_SHAPE_NULL 1003     /**< shape and strides are not NULL if ndim is not 0. */
#define DAP_RULE_SHAPE 1004          /**< shape is the stored extent of the local dimensions. */
#define DAP_RULE_DATA_NULL 1005      /**< data is not NULL if every extent is at least 1. */
#define DAP_RULE_TYPE 1006           /**< The element type is valid, and that of the array in every part. */
#define DAP_RULE_DEVICE 1007         /**< Parts outside DAP_DEVICE_CPU need DAP_FEATURE_DEVICE. */
#define DAP_RULE_STRIDED 1008        /**< Parts that are not C-contiguous need DAP_FEATURE_STRIDED. */
#define DAP_RULE_CAPACITY 1009       /**< capacity, if known, covers every element that the part reaches. */
#define DAP_RULE_REACH_OVERFLOW 1010 /**< Addresses of all elements fit 63 bits and pointers. */
/**@}*/

/** @name 11. Requests */
/**@{*/
#define DAP_RULE_REQUEST_VERSION 1101  /**< The request's major version is one that the producer writes. */
#define DAP_RULE_REQUEST_FEATURE 1102  /**< Every feature of the array is among the request's abilities. */
#define DAP_RULE_REQUEST_NDIM 1103     /**< The array has at most max_ndim dimensions. */
#define DAP_RULE_REQUEST_PARTS 1104    /**< No process has more than max_parts parts. */
#define DAP_RULE_REQUEST_DEVICE 1105   /**< Every part is on a device of device_types. */
#define DAP_RULE_REQUEST_WRITABLE 1106 /**< DAP_DEMAND_WRITABLE is met. */
#define DAP_RULE_REQUEST_HALO 1107     /**< DAP_DEMAND_HALO is met. */
#define DAP_RULE_REQUEST_KIND 1108     /**< DAP_DEMAND_KIND is met. */
#define DAP_RULE_REQUEST_ORDER 1109    /**< DAP_DEMAND_ORDER is met. */
#define DAP_RULE_CONSUMER_LIMIT 1110   /**< A consumer refuses what it cannot express, alike on all processes. */
#define DAP_RULE_SAME_OWNERS 1111      /**< A kind is read as another where each coordinate has the same indices. */
/**@}*/

/** @name 12. Communicators */
/**@{*/
#define DAP_RULE_COMM_MISSING 1201 /**< A consumer that communicates was given a communicator. */
#define DAP_RULE_COMM_LIBRARY 1202 /**< The communicator is of the MPI library that the consumer uses. */
#define DAP_RULE_COMM_SIZE 1203    /**< The communicator has comm.size processes and gives this one comm.rank. */
/**@}*/

/** @name 13. Errors */
/**@{*/
#define DAP_RULE_ARGUMENT 1301     /**< Arguments that must not be NULL are not. */
#define DAP_RULE_DISAGREEMENT 1302 /**< Processes agree where they have to. */
/**@}*/

/** @name 14. Extensions */
/**@{*/
#define DAP_RULE_EXTENSION 1401 /**< nbytes is that of the structure or more, and a name is not NULL. */
/**@}*/

/** @name 15. Flattening */
/**@{*/
#define DAP_RULE_FLAT_PARTS 1501  /**< At most one part per process, and no replicas. */
#define DAP_RULE_FLAT_HALO 1502   /**< No halo. */
#define DAP_RULE_FLAT_STRIDE 1503 /**< The owned elements are one run of constant stride in memory order. */
#define DAP_RULE_FLAT_COUNTS 1504 /**< Rank order: what every other process owns is known here. */
/**@}*/

/** @name 17. Transfers */
/**@{*/
#define DAP_RULE_TRANSFER_SHAPE 1701   /**< Source and target have the same sizes along the same dimensions. */
#define DAP_RULE_TRANSFER_DIMS 1702    /**< target_dims is a permutation of the target's dimensions. */
#define DAP_RULE_TRANSFER_MISSING 1703 /**< Every element of the target has an owner in the source. */
#define DAP_RULE_TRANSFER_UNKNOWN 1704 /**< What the dimensions do not tell was asked for. */
#define DAP_RULE_TRANSFER_PLAN 1705    /**< The arrays are divided as the plan is for. */
#define DAP_RULE_TRANSFER_TYPE 1706    /**< The source's type may become the target's. */
#define DAP_RULE_TRANSFER_PLACE 1707   /**< No two elements that are written have a place in memory in common. */
#define DAP_RULE_EXCHANGE_OPTIONS 1708 /**< An exchange of halos is asked for what there is. */
#define DAP_RULE_EXCHANGE_LOCAL 1709   /**< Who wants which halo was told to those who have it. */
#define DAP_RULE_EXCHANGE_ARRAY 1710   /**< Halos are exchanged within one array. */
#define DAP_RULE_EXCHANGE_SUM 1711     /**< What is added to owners does not replace them. */
#define DAP_RULE_EXCHANGE_OWNERS 1712  /**< What is added has one owner. */
#define DAP_RULE_WORLD_EMPTY 1720      /**< Between two worlds: some process has a source, and some a target. */
#define DAP_RULE_WORLD_RANKS 1721      /**< The processes of a world are its ranks, each once. */
#define DAP_RULE_WORLD_GROUPS 1722     /**< Of two groups one has the source, and the other the target. */
#define DAP_RULE_WORLD_ARRAYS 1723     /**< Arrays are passed where their world is, and nowhere else. */
#define DAP_RULE_OWNER_INDEX 1730      /**< Elements whose owners are asked for lie in the index space. */
#define DAP_RULE_RELABEL_RANKS 1731    /**< Source and target count as many ranks, where these get others. */
#define DAP_RULE_RELABEL_LIMIT 1732    /**< No more ranks get others than this library takes. */
/**@}*/

#endif /* DAP_RULES_H */
