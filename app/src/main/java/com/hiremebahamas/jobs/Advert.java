package com.hiremebahamas.jobs;

/// What the employer states about a job. Descriptions are plain text; a blank line separates paragraphs.
public record Advert(Offer offer, String description, String howToApply) {}
