namespace Ntm.Dossier.Domain;

/// <summary>
/// Compares subjects as the accounts they name: one account stays one however its id is written, so that no account sits in a
/// council twice, or hides behind another spelling that it prepared the dossier.
/// </summary>
internal sealed class AccountComparer : IEqualityComparer<string>
{
    public static readonly AccountComparer Instance = new();

    /// <summary>The form in which a subject is kept: a UUID as tokens carry it, any other without blanks around it.</summary>
    public static string Canonical(string? subject) => Guid.TryParse(subject, out var id) ? id.ToString() : subject?.Trim() ?? "";

    public bool Equals(string? x, string? y) => string.Equals(Canonical(x), Canonical(y), StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(string obj) => Canonical(obj).GetHashCode(StringComparison.OrdinalIgnoreCase);
}
