namespace Ntm.Dossier.Domain.Decisions;

/// <summary>The decision on recognition.</summary>
internal sealed record DecisionRecord(string Outcome, string Number, DateOnly Date, string? Reason, string By, DateTimeOffset At);

/// <summary>The announcement of the result.</summary>
internal sealed record AnnouncementRecord(DateOnly On, string Where, string By, DateTimeOffset At);
