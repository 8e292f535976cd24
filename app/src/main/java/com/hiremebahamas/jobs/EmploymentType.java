package com.hiremebahamas.jobs;

/// The kind of engagement, in our words and in those of search engines.
public enum EmploymentType {
    FULL_TIME("Full time", "FULL_TIME"),
    PART_TIME("Part time", "PART_TIME"),
    CONTRACT("Contract", "CONTRACTOR"),
    TEMPORARY("Temporary", "TEMPORARY"),
    INTERNSHIP("Internship", "INTERN");

    private final String words;
    private final String schemaOrg;

    EmploymentType(String words, String schemaOrg) {
        this.words = words;
        this.schemaOrg = schemaOrg;
    }

    public String words() {
        return words;
    }

    /// The value of `employmentType` in a schema.org JobPosting.
    String schemaOrg() {
        return schemaOrg;
    }
}
