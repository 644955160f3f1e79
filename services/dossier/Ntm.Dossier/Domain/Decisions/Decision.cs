namespace Ntm.Dossier.Domain.Decisions;

/// <summary>The decision on recognition.</summary>
internal sealed record DecisionRecord(string Outcome, string Number, DateOnly Date, string? Reason, string By, DateTimeOffset At);

/// <summary>The decision by which a unit holds the title that its upkeep is about.</summary>
/// <param name="Number">Number of the decision.</param>
/// <param name="Date">Its date.</param>
internal sealed record HeldTitle(string Number, DateOnly Date);

/// <summary>The announcement of the result.</summary>
internal sealed record AnnouncementRecord(DateOnly On, string Where, string By, DateTimeOffset At);
