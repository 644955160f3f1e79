namespace Ntm.Dossier.Domain.Procedures;

/// <summary>
/// A path with the figures that it only names: those of the procedure that the dossier keeps, and for a path without one those of the
/// rule files for the dossier's province and year.
/// </summary>
internal static class DatedPath
{
    /// <summary>The path as it is for one dossier.</summary>
    /// <param name="path">Path file.</param>
    /// <param name="procedure">What the dossier keeps; null on a path that needs none.</param>
    /// <param name="rules">The rule files.</param>
    /// <param name="province">Code of the dossier's province.</param>
    /// <param name="year">Year of the dossier.</param>
    public static PathDefinition Of(PathDefinition path, Procedure? procedure, CutOffRules rules, string province, int year)
    {
        if (!path.Stages.Any(stage => stage.NamesFigures))
        {
            return path;
        }

        var nodes = path.Nodes.ToDictionary(
            node => node.Key,
            node => node.Value is Stage { NamesFigures: true } stage ? Dated(stage, procedure, rules, province, year) : node.Value,
            StringComparer.Ordinal
        );
        return path with { Nodes = nodes };
    }

    private static Stage Dated(Stage stage, Procedure? procedure, CutOffRules rules, string province, int year)
    {
        var days = stage.Period is { } name ? procedure?.Figures.PeriodOf(name) : null;
        return stage with
        {
            DueWorkingDays = days is { Kind: DayKind.Working } ? days.Days : null,
            DueCalendarDays = days is { Kind: DayKind.Calendar } ? days.Days : null,
            DueBefore =
                stage.CutOff is not { } key ? null
                : procedure is null ? rules.Of(key, province, year)
                : procedure.CutOffOf(year),
        };
    }
}
