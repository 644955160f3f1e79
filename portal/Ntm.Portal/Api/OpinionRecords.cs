namespace Ntm.Portal.Api;

/// <summary>An opinion asked of others, as far as the person may know of it.</summary>
public sealed record OpinionRecord(
    int Number,
    string Stage,
    int Round,
    string To,
    string Question,
    string? AskedByName,
    DateTimeOffset AskedAt,
    DateTimeOffset DueAt,
    string State,
    string? Answer,
    string? AnsweredByName,
    DateTimeOffset? AnsweredAt,
    bool Late,
    DateTimeOffset? RemindedAt,
    string? RemindedByName
);
