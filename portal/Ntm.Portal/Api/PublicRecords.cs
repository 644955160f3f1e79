namespace Ntm.Portal.Api;

/// <summary>A recognised commune.</summary>
public sealed record RecognisedRow(
    string UnitCode,
    string UnitName,
    string Title,
    int Year,
    string DecisionNumber,
    DateOnly DecisionDate,
    DateOnly AnnouncedOn,
    bool Sample
);

/// <summary>A report that is posted for comments.</summary>
public sealed record PostedRow(
    Guid DossierId,
    string UnitCode,
    string UnitName,
    string Title,
    int Year,
    DateOnly StartedOn,
    DateTimeOffset? EndsAt,
    IReadOnlyList<string> Places,
    int Broadcasts,
    int Comments,
    int Answered
);

/// <summary>A posted report, and what the commune answered in public.</summary>
public sealed record PostedRecord(PostedRow Notice, bool Open, IReadOnlyList<PublicCommentRecord> Answered);

/// <summary>A resident's comment with its answer.</summary>
public sealed record PublicCommentRecord(
    int Number,
    string From,
    string Text,
    DateOnly ReceivedOn,
    string Answer,
    DateTimeOffset AnsweredAt
);
