package com.hiremebahamas.jobs;

/// The kind of employment, with its label on pages and its value in schema.org.
public enum EmploymentType {
    FULL_TIME("Full time", "FULL_TIME"),
    PART_TIME("Part time", "PART_TIME"),
    CONTRACT("Contract", "CONTRACTOR"),
    TEMPORARY("Temporary", "TEMPORARY"),
    INTERNSHIP("Internship", "INTERN");

    private final String label;
    private final String schemaOrg;

    EmploymentType(String label, String schemaOrg) {
        this.label = label;
        this.schemaOrg = schemaOrg;
    }

    public String label() {
        return label;
    }

    /// The value of `employmentType` in a schema.org JobPosting.
    String schemaOrg() {
        return schemaOrg;
    }
}
