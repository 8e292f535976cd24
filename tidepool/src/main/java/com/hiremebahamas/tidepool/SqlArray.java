package com.hiremebahamas.tidepool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// An array argument with its element type: for a collection that may be empty where nothing in the statement tells
/// the type, as in `unnest(?)`, and for types of the database's own, such as an enum.
///
/// @param elementType as PostgreSQL calls it, such as `bigint` or `site.mood`; one that the server does not know makes
///                    the statement [DatabaseFailure.Rejected]
/// @param elements    an unmodifiable copy, in order; of the types that [Sql] lists, or null
public record SqlArray(String elementType, Collection<? extends @Nullable Object> elements) {

    /// Copies the elements.
    public SqlArray {
        elements = Collections.unmodifiableList(new ArrayList<>(elements));
    }
}
