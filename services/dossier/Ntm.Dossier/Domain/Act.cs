namespace Ntm.Dossier.Domain;

/// <summary>Who acts, and the server's instant at which it counts.</summary>
/// <param name="By">Account that acts.</param>
/// <param name="At">Server instant.</param>
/// <param name="OnBehalfOf">Account in whose place it acts under a letter of delegation; null when in its own.</param>
internal readonly record struct Act(string By, DateTimeOffset At, string? OnBehalfOf = null)
{
    /// <summary>Name of the person who acts; null where only the account is known. It never gets into the audit.</summary>
    public string? Name { get; init; }

    /// <summary>An act of the caller of a request.</summary>
    public static Act Of(Caller caller, DateTimeOffset at) =>
        new(caller.Subject, at) { Name = string.IsNullOrWhiteSpace(caller.Name) ? null : caller.Name };

    /// <summary>The same act in the role that lets the caller do it; by a letter of delegation it names whose role that is.</summary>
    public Act In(string role, string unitPath, Caller caller) => this with { OnBehalfOf = caller.PrincipalFor(role, unitPath) };

    /// <summary>An act of the platform itself, such as a reminder.</summary>
    public static Act OfPlatform(DateTimeOffset at) => new("system", at);

    /// <summary>An act of somebody without an account.</summary>
    public static Act OfResident(DateTimeOffset at) => new("resident", at);

    /// <summary>Both accounts that answer for the act.</summary>
    public IEnumerable<string> Accounts => OnBehalfOf is null ? [By] : [By, OnBehalfOf];

    public DateOnly Day => VietnamTime.DayOf(At);

    /// <summary>The act as the audit keeps it.</summary>
    /// <param name="action">Verb of the act, e.g. <c>dossier.submitted</c>.</param>
    /// <param name="stage">Stage acted on; null for acts on the dossier as a whole.</param>
    /// <param name="payload">Any value that JSON can hold.</param>
    public AuditAct Entry(string action, Stage? stage, object payload) =>
        new()
        {
            At = At,
            Actor = By,
            OnBehalfOf = OnBehalfOf,
            Action = action,
            Stage = stage?.Key,
            Payload = payload,
        };

    /// <summary>Why a date that people give is refused: it lies after today or before the first day possible.</summary>
    public IEnumerable<Error> DateFaults(string field, DateOnly date, DateOnly first) =>
        date > Day ? [DossierErrors.FutureDate(field)]
        : date < first ? [DossierErrors.DateTooEarly(field, first)]
        : [];
}
