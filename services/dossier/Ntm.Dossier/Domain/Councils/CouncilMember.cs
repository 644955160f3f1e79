namespace Ntm.Dossier.Domain.Councils;

/// <summary>What a member does in the council.</summary>
public enum CouncilRole
{
    /// <summary>Votes and nothing else.</summary>
    Member,

    /// <summary>Presides (Chủ tịch); exactly one.</summary>
    Chair,

    /// <summary>Presides when the chair steps back (Phó Chủ tịch).</summary>
    Deputy,

    /// <summary>Keeps the session's records (Thư ký); exactly one.</summary>
    Secretary,
}

/// <summary>A member of the appraisal council as the decision names him; every member votes.</summary>
/// <param name="Subject">Subject of the member's account.</param>
/// <param name="Name">Name, at most 200 characters.</param>
/// <param name="Position">Position, e.g. "Phó Chủ tịch UBND tỉnh", at most 200 characters.</param>
/// <param name="Department">Department the member stands for, at most 200 characters.</param>
/// <param name="Role">What the member does in the council.</param>
/// <param name="CountsBallots">True for a member of the counting board (ban kiểm phiếu).</param>
public sealed record CouncilMember(
    string Subject,
    string Name,
    string Position,
    string Department,
    CouncilRole Role = CouncilRole.Member,
    bool CountsBallots = false
);

/// <summary>A member who steps back from this dossier; he neither counts as present nor votes.</summary>
/// <param name="Subject">Subject of the member.</param>
/// <param name="Reason">Why, in Vietnamese, 1 to 500 characters.</param>
internal sealed record Recusal(string Subject, string Reason);

/// <summary>The minutes that close a session.</summary>
/// <param name="Number">Number of the minutes, 1 to 100 characters, e.g. "12/BB-HĐTĐ".</param>
/// <param name="Date">Day of the minutes, not before the session and not in the future.</param>
/// <example>{ "number": "12/BB-HĐTĐ", "date": "2026-07-01" }</example>
public sealed record CouncilMinutes(string Number, DateOnly Date);
