package com.hiremebahamas.jobs;

/// All that whoever posts a job says of it. Descriptions are plain text; a blank line parts paragraphs.
public record Advert(Offer offer, String description, String howToApply) {}
