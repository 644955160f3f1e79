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
