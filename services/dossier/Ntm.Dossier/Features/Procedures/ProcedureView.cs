namespace Ntm.Dossier.Features.Procedures;

/// <summary>A figure of a procedure, with where it comes from.</summary>
/// <param name="Key">Name of the figure, e.g. <c>majority</c>.</param>
/// <param name="Name">Name that people read.</param>
/// <param name="Value">Value in words.</param>
/// <param name="Source">Document that it stands in.</param>
/// <param name="Mark">Certainty of the source: <c>S</c> a document of the province, <c>M?</c> unconfirmed, <c>?</c> unknown.</param>
/// <param name="Decides">Whether stages follow it; an unconfirmed figure is only shown.</param>
public sealed record FigureView(string Key, string Name, string Value, string Source, string Mark, bool Decides);

/// <summary>A procedure that a province confirmed.</summary>
/// <param name="Number">Counts the procedures of the province from 1.</param>
/// <param name="DocumentNumber">Number of the document.</param>
/// <param name="DocumentDate">Its date.</param>
/// <param name="ValidFrom">First legal day; dossiers opened since then follow it.</param>
/// <param name="Confirmed">What the document sets.</param>
/// <param name="Figures">Every figure as people read it; those that the document does not name with what is known of them.</param>
/// <param name="Sample">Whether it is made up, for trying the platform; it decides on nothing real.</param>
public sealed record ProcedureView(
    int Number,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    ProcedureFigures Confirmed,
    IReadOnlyList<FigureView> Figures,
    bool Sample
)
{
    internal static ProcedureView Of(Procedure procedure, KnownFigures known) =>
        new(
            procedure.Number,
            procedure.DocumentNumber,
            procedure.DocumentDate,
            procedure.ValidFrom,
            procedure.Figures,
            [.. known.All.Select(figure => Of(procedure, figure))],
            SampleMode.IsSample(procedure.DocumentNumber)
        );

    internal static FigureView Of(KnownFigure figure) =>
        new(figure.Key, figure.Name, figure.Value, figure.Source, figure.Mark, Decides: false);

    private static FigureView Of(Procedure procedure, KnownFigure figure) =>
        FigureTexts.Of(procedure.Figures, figure.Key) is { } value
            ? new FigureView(figure.Key, figure.Name, value, procedure.Source(), Procedure.Mark, Decides: true)
            : Of(figure);
}

/// <summary>A procedure in the register of its province.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Path">Key of the path that it is for.</param>
/// <param name="InForce">Whether a dossier opened on the day that was asked for follows it.</param>
/// <param name="ConfirmedBy">Account that recorded it.</param>
/// <param name="ConfirmedByName">Name of who recorded it.</param>
/// <param name="ConfirmedAt">Instant of recording, UTC.</param>
public sealed record ConfirmedProcedure(
    ProcedureView Procedure,
    string Path,
    bool InForce,
    string ConfirmedBy,
    string ConfirmedByName,
    DateTimeOffset ConfirmedAt
)
{
    internal static ConfirmedProcedure Of(ProcedureRow row, bool inForce, KnownFigures known) =>
        new(ProcedureView.Of(row.ToProcedure(), known), row.PathKey, inForce, row.ConfirmedBy, row.ConfirmedByName, row.ConfirmedAt);
}
