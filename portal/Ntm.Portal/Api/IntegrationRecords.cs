namespace Ntm.Portal.Api;

/// <summary>A program of another system.</summary>
public sealed record ProgramRow(
    string ClientId,
    string Name,
    string UnitCode,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? FormerSecretUntil
);

/// <summary>A program and its secret, shown once.</summary>
public sealed record ProgramSecretRecord(ProgramRow Client, string ClientSecret);

/// <summary>An endpoint that status events are sent to, and which of them.</summary>
public sealed record SubscriptionRow(
    Guid Id,
    string Owner,
    string OwnerUnitPath,
    string Url,
    string Description,
    IReadOnlyList<string> Types,
    string? UnitPath,
    IReadOnlyList<string> Titles,
    bool Ordered,
    int Concurrency,
    int RatePerSecond,
    string State,
    string? Reason,
    string? PublicKey,
    DateTimeOffset? FormerSecretUntil,
    DateTimeOffset CreatedAt
);

/// <summary>A subscription and its secret, shown once.</summary>
public sealed record SubscriptionSecretRecord(SubscriptionRow Subscription, string Secret);

/// <summary>How a subscription is doing, and what it has used.</summary>
public sealed record SubscriptionHealthRecord(
    long Position,
    long Head,
    int Waiting,
    int GivenUp,
    DateTimeOffset? FailingSince,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? LastAttemptAt,
    DateTimeOffset? LastSuccessAt,
    long Delivered,
    long Failed,
    int AttemptsLastDay,
    int FailuresLastDay,
    double? AverageMilliseconds
);

/// <summary>One attempt to send one event.</summary>
public sealed record AttemptRow(
    Guid Id,
    Guid EventId,
    string Type,
    string Cause,
    int Number,
    DateTimeOffset At,
    string Outcome,
    int? Status,
    int Milliseconds,
    string? Failure,
    string? Answer
);

/// <summary>What came of a verification or a test.</summary>
public sealed record ProbeRecord(SubscriptionRow Subscription, AttemptRow Attempt);

/// <summary>How many events are sent again.</summary>
public sealed record ReplayRecord(int Count);
