namespace Ntm.Dossier.Domain.Councils;

/// <summary>A member of the appraisal council as the decision that set it up names him.</summary>
/// <param name="Subject">Subject of the member's account.</param>
/// <param name="Name">Name, at most 200 characters.</param>
/// <param name="Position">Position, e.g. "Phó Chủ tịch UBND tỉnh", at most 200 characters.</param>
/// <param name="Department">Department the member stands for, at most 200 characters.</param>
/// <param name="IsChair">True for the one who chairs the council.</param>
public sealed record CouncilMember(string Subject, string Name, string Position, string Department, bool IsChair = false);

/// <summary>How the council votes.</summary>
public enum BallotMode
{
    /// <summary>Each member's vote is recorded under his name.</summary>
    Open,

    /// <summary>Ballots are counted; nobody's vote is known.</summary>
    Secret,
}

/// <summary>A member who steps back from this dossier; he neither counts as present nor votes.</summary>
/// <param name="Subject">Subject of the member.</param>
/// <param name="Reason">Why, in Vietnamese, 1 to 500 characters.</param>
internal sealed record Recusal(string Subject, string Reason);

/// <summary>A vote under a member's name.</summary>
internal sealed record OpenBallot(string Subject, bool InFavour);

/// <summary>The count of a secret ballot, from the counting minutes (biên bản kiểm phiếu).</summary>
/// <param name="Issued">Ballots handed out, at most one a member present.</param>
/// <param name="Returned">Ballots taken from the box, at most as many as were handed out.</param>
/// <param name="InFavour">Valid ballots in favour.</param>
/// <param name="Against">Valid ballots against.</param>
/// <param name="Invalid">Invalid ballots; with the valid ones they make up the returned ones.</param>
/// <example>{ "issued": 9, "returned": 9, "inFavour": 8, "against": 1, "invalid": 0 }</example>
public sealed record SecretBallotCount(int Issued, int Returned, int InFavour, int Against, int Invalid);

/// <summary>The minutes that close a session.</summary>
/// <param name="Number">Number of the minutes, 1 to 100 characters, e.g. "12/BB-HĐTĐ".</param>
/// <param name="Date">Day of the minutes, not before the session and not in the future.</param>
/// <example>{ "number": "12/BB-HĐTĐ", "date": "2026-07-01" }</example>
public sealed record CouncilMinutes(string Number, DateOnly Date);
