namespace Ntm.Dossier.Features;

/// <summary>The decision on recognition.</summary>
/// <param name="Outcome"><c>Recognised</c> or <c>Refused</c>.</param>
/// <param name="Number">Number of the decision.</param>
/// <param name="Date">Day of the decision.</param>
/// <param name="Reason">Why it was refused; null otherwise.</param>
public sealed record DecisionView(string Outcome, string Number, DateOnly Date, string? Reason);

/// <summary>The announcement of the result.</summary>
/// <param name="On">Legal day of the announcement.</param>
/// <param name="Where">Where it was announced, in words.</param>
public sealed record AnnouncementView(DateOnly On, string Where);

/// <summary>The withdrawal of the dossier, or its end by a merger of communes.</summary>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="ContinuedIn">The dossier that goes on in its place after a merger of communes; null where it was taken back.</param>
public sealed record WithdrawalView(string Reason, DateTimeOffset At, Guid? ContinuedIn);
