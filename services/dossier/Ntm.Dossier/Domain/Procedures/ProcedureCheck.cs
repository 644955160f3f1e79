namespace Ntm.Dossier.Domain.Procedures;

/// <summary>What a province may confirm, and by what document.</summary>
internal static class ProcedureCheck
{
    private const int LongestBallot = 1000;
    private const int MostDays = 365;

    /// <summary>Faults of the document.</summary>
    public static IEnumerable<Error> Document(Act act, DateOnly date, DateOnly validFrom)
    {
        if (date > act.Day)
        {
            yield return DossierErrors.FutureDate("documentDate");
        }

        if (validFrom < date)
        {
            yield return ProcedureErrors.ValidBeforeDocument;
        }

        if (validFrom.Year > 2100)
        {
            yield return ProcedureErrors.ValidTooLate;
        }
    }

    /// <summary>Faults of the figures.</summary>
    public static IEnumerable<Error> Figures(ProcedureFigures figures)
    {
        (string Field, ShareFigure Share)[] shares =
        [
            ("quorum", figures.Quorum),
            ("majority", figures.Majority),
            ("meetingShare", figures.MeetingShare),
        ];
        (string Field, DaysFigure? Days, int Fewest)[] periods =
        [
            ("noticeDays", figures.NoticeDays, 0),
            ("appraisalDays", figures.AppraisalDays, 1),
            ("surveyDays", figures.SurveyDays, 1),
            ("decisionDays", figures.DecisionDays, 1),
            ("announcementDays", figures.AnnouncementDays, 1),
        ];
        return shares
            .Where(figure => !IsShare(figure.Share))
            .Select(figure => ProcedureErrors.Share(figure.Field))
            .Concat(
                periods
                    .Where(figure => figure.Days is { Days: var days } && (days < figure.Fewest || days > MostDays))
                    .Select(figure => ProcedureErrors.Days(figure.Field, figure.Fewest, MostDays))
            )
            .Concat(figures.Broadcasts is < 1 or > 50 ? [ProcedureErrors.Broadcasts] : [])
            .Concat(CutOffs(figures.CutOffs))
            .Concat(figures.BallotText is null || IsText(figures.BallotText) ? [] : [ProcedureErrors.Ballot(LongestBallot)]);
    }

    private static IEnumerable<Error> CutOffs(IReadOnlyList<CutOffFigure?> cutOffs)
    {
        // A list from JSON may hold null, whatever its type says.
        if (cutOffs.Any(cutOff => cutOff is null || cutOff.Before.Year != cutOff.Year))
        {
            yield return ProcedureErrors.CutOffYear;
        }

        if (cutOffs.OfType<CutOffFigure>().GroupBy(cutOff => cutOff.Year).Any(year => year.Count() > 1))
        {
            yield return ProcedureErrors.CutOffTwice;
        }
    }

    private static bool IsShare(ShareFigure share) =>
        share.Numerator >= 1 && share.Numerator <= share.Denominator && share.Denominator <= 1000;

    private static bool IsText(string text) =>
        !string.IsNullOrWhiteSpace(text)
        && text.Length <= LongestBallot
        && !text.Any(letter => char.IsControl(letter) && letter is not '\n' and not '\r');
}
