namespace Ntm.Dossier.Domain.Procedures;

/// <summary>The figures of a procedure as people read them.</summary>
internal static class FigureTexts
{
    public static readonly string[] Keys =
    [
        "quorum",
        "majority",
        "meetingShare",
        "noticeDays",
        "broadcasts",
        "cutOffs",
        "appraisalDays",
        "surveyDays",
        "decisionDays",
        "announcementDays",
        "ballotText",
    ];

    /// <summary>Value of a figure; null when the document does not name it.</summary>
    public static string? Of(ProcedureFigures figures, string key) =>
        key switch
        {
            "quorum" => Text(figures.Quorum),
            "majority" => Text(figures.Majority),
            "meetingShare" => Text(figures.MeetingShare),
            "noticeDays" => figures.NoticeDays.Days == 0 ? "không quy định thời gian tối thiểu" : Text(figures.NoticeDays),
            "broadcasts" => $"{figures.Broadcasts} lần",
            "cutOffs" => figures.CutOffs.Count == 0
                ? null
                : string.Join(
                    "; ",
                    figures.CutOffs.Select(cutOff => $"năm {cutOff.Year}: trước ngày {VietnamTime.Display(cutOff.Before)}")
                ),
            "appraisalDays" => Text(figures.AppraisalDays),
            "surveyDays" => Text(figures.SurveyDays),
            "decisionDays" => Text(figures.DecisionDays),
            "announcementDays" => Text(figures.AnnouncementDays),
            "ballotText" => figures.BallotText,
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
        };

    private static string Text(ShareFigure share) => $"{share.Numerator}/{share.Denominator}";

    private static string? Text(DaysFigure? days) =>
        days is null ? null : $"{days.Days} {(days.Kind == DayKind.Working ? "ngày làm việc" : "ngày")}";
}
