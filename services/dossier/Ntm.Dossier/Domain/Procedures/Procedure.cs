namespace Ntm.Dossier.Domain.Procedures;

/// <summary>
/// A procedure as a province confirmed it by a numbered document. A dossier keeps the one in force at its opening, so that a later
/// document changes nothing for it.
/// </summary>
/// <param name="Number">Counts the procedures of the province from 1.</param>
/// <param name="DocumentNumber">Number of the document.</param>
/// <param name="DocumentDate">Its date.</param>
/// <param name="ValidFrom">First legal day; dossiers opened since then follow it.</param>
/// <param name="Figures">What the document sets.</param>
internal sealed record Procedure(int Number, string DocumentNumber, DateOnly DocumentDate, DateOnly ValidFrom, ProcedureFigures Figures)
{
    /// <summary>Certainty of a figure that stands in a document of the province.</summary>
    public const string Mark = "S";

    /// <summary>The document as people cite it.</summary>
    public string Source() => $"{DocumentNumber} ngày {VietnamTime.Display(DocumentDate)}";

    /// <summary>The share that the meeting of the commune needs.</summary>
    public RequiredShare MeetingShare() => Share(Figures.MeetingShare);

    /// <summary>The voting rules of the platform with the shares that the province confirmed.</summary>
    public VoteRules Confirm(VoteRules known) =>
        known.With(rule => rule with { Key = $"procedure-{Number}", Quorum = Share(Figures.Quorum), Majority = Share(Figures.Majority) });

    /// <summary>The day before which a dossier of a year must be submitted; null when the document sets none.</summary>
    public MonthDay? CutOffOf(int year) =>
        Figures.CutOffs.FirstOrDefault(cutOff => cutOff.Year == year) is { } found
            ? new MonthDay(found.Before.Month, found.Before.Day)
            : null;

    private RequiredShare Share(ShareFigure figure) => new(figure.Numerator, figure.Denominator, Source(), Mark);
}
